"""How clients come, are shown, and go."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

# What anywidget throws, 2 s later, when a model is closed before its module has been imported: a machine that is busy
# with other things may take longer for that than the library waits before it closes a model.
CLOSED_EARLY = "Failed to initialize model"

COUNTS = """
import asyncio, gc, threading

def counts():
    from comm import get_comm_manager
    from liveui_jupyter import Client

    gc.collect()
    return {
        "comms": len(get_comm_manager().comms),
        "threads": threading.active_count(),
        "tasks": len(asyncio.all_tasks(get_ipython().kernel.io_loop.asyncio_loop)),
        "clients": len(Client.instances),
        "objects": sum(isinstance(item, Client) for item in gc.get_objects()),
    }
"""

INTERFACE = """
from liveui_jupyter import ui

count = globals().get("count", 0) + 1
label = ui.label(f"run {count}")
ui.button("Press", on_click=lambda: label.set_text("pressed"))
ui.input("Name", on_change=lambda: None)
ui.slider(min=0, max=1, step=0.1)
timer = ui.timer(60, lambda: None)
"""


@pytest.mark.timeout(180)
def test_running_a_cell_200_times_lets_nothing_grow(notebook):
    nb = notebook(COUNTS, INTERFACE)
    nb.watch.allow(CLOSED_EARLY)
    nb.run(0)
    nb.run_many(1, 10)
    expect(nb.cell(1)).to_contain_text("run 10")
    before = _settled_counts(nb)
    nb.run_many(1, 200)
    expect(nb.cell(1)).to_contain_text("run 210")
    assert _settled_counts(nb) == before
    assert before["clients"] == 1
    nb.cell(1).get_by_role("button", name="Press").click()
    expect(nb.cell(1)).to_contain_text("pressed")


def _settled_counts(nb):
    # A timer's task is cancelled at the loop's next turn.
    nb.wait_for_kernel("len(__import__('liveui_jupyter').Client.instances) == 1")
    # A comm stays open for half a second at least.
    nb.wait_for_kernel("len(__import__('comm').get_comm_manager().comms) == 1")
    nb.page.wait_for_function("async (path) => (await harness.widgetModels(path)) === 1", arg=nb.path)
    return nb.kernel_eval("counts()") | {"models": nb.widget_models(), "page comms": nb.page_comms()}


def test_running_a_cell_again_replaces_its_interface(notebook):
    nb = notebook(INTERFACE, "old = ui.label('x')")
    nb.run(0)
    nb.kernel_exec("stale = label")
    nb.run(0)
    expect(nb.cell(0)).to_contain_text("run 2")
    expect(nb.cell(0)).not_to_contain_text("run 1")
    assert nb.kernel_eval("stale.is_deleted") is True
    expect(nb.cell(0).get_by_role("button", name="Press")).to_have_count(1)


def test_handlers_of_deletion_run_once(notebook):
    nb = notebook(
        """
        from liveui_jupyter import ui

        deleted = globals().get("deleted", [])
        ui.label("x")
        ui.context.client.on_delete(lambda client, number=len(deleted): deleted.append(number))
        """
    )
    for _ in range(3):
        nb.run(0)
    assert nb.wait_for_kernel("deleted") == [0, 1]


def test_timer_stops_when_its_cell_runs_again(notebook):
    nb = notebook(
        """
        from liveui_jupyter import ui

        ticks = []
        ui.timer(0.02, lambda: ticks.append(1))
        """,
    )
    nb.run(0)
    nb.wait_for_kernel("len(ticks) > 3")
    nb.kernel_exec("old = ticks")
    nb.run(0)
    nb.kernel_exec("count = len(old)")
    nb.wait_for_kernel("len(ticks) > 5")
    assert nb.kernel_eval("len(old) == count") is True


# ---- explicit clients and their views


def test_explicit_client_with_two_displays(notebook):
    nb = notebook(
        """
        from liveui_jupyter import Client, ui

        client = Client()
        with client:
            label = ui.label("not yet")
            field = ui.input("Name", on_change=lambda event: label.set_text(f"hello {event.value}"))
        """,
        "client",
        "display(client)",
    )
    nb.run_all()
    assert nb.output_text(0) == ""
    boxes = [nb.cell(index).get_by_role("textbox", name="Name") for index in (1, 2)]
    boxes[0].press_sequentially("Ada")
    for index in (1, 2):
        expect(nb.cell(index)).to_contain_text("hello Ada")
    expect(boxes[1]).to_have_value("Ada")
    nb.clear_outputs(1)
    boxes[1].press("End")
    boxes[1].press_sequentially("!")
    expect(nb.cell(2)).to_contain_text("hello Ada!")
    assert nb.kernel_eval("len(Client.instances)") == 1


@pytest.mark.fresh_page
def test_two_tabs(notebook):
    nb = notebook(INTERFACE)
    nb.run(0)
    expect(nb.cell(0)).to_contain_text("run 1")
    other = nb.open_second_tab()
    expect(other.cell(0)).to_contain_text("run 1")
    other.cell(0).get_by_role("button", name="Press").click()
    for tab in (nb, other):
        expect(tab.cell(0)).to_contain_text("pressed")


@pytest.mark.fresh_page
def test_closing_the_tab_that_was_asked_fails_the_call(notebook):
    nb = notebook(
        """
        from liveui_jupyter import ui

        ui.label("shown")
        client = ui.context.client
        """,
        "response = client.run_javascript('new Promise(() => 0)', timeout=60); await client.run_javascript('1')",
        """
        try:
            await response
        except Exception as error:
            name = type(error).__name__
        """,
    )
    nb.run(0)
    expect(nb.cell(0)).to_contain_text("shown")
    other = nb.open_second_tab()
    expect(other.cell(0)).to_contain_text("shown")
    nb.run(1)  # the view that came last is asked
    other.page.close()
    nb.run(2)
    assert nb.kernel_eval("name") == "ViewGoneError"
    assert nb.kernel_eval("client.has_socket_connection") is True


# ---- where else outputs go


def test_capture(notebook):
    nb = notebook(
        "from liveui_jupyter import ui",
        """
        %%capture captured
        label = ui.label("captured")
        ui.button("Press", on_click=lambda: label.set_text("pressed"))
        try:
            ui.run_javascript("1").result(timeout=5)
        except Exception as error:
            problem = f"{type(error).__name__}: {error}"
        """,
        "captured.show()",
    )
    nb.run(0)
    nb.run(1)
    assert nb.output_text(1) == ""
    problem = nb.kernel_eval("problem")
    assert problem.startswith("CannotAwaitError")
    assert "capture" in problem
    nb.run(2)
    nb.cell(2).get_by_role("button", name="Press").click()
    expect(nb.cell(2)).to_contain_text("pressed")


@pytest.mark.parametrize("wait", [False, True])
def test_clear_output(notebook, wait):
    nb = notebook(
        f"""
        from IPython.display import clear_output
        from liveui_jupyter import ui

        for number in range(3):
            clear_output(wait={wait})
            label = ui.label(f"number {{number}}")
        ui.button("Press", on_click=lambda: label.set_text("pressed"))
        """
    )
    nb.run(0)
    expect(nb.cell(0)).to_contain_text("number 2")
    expect(nb.cell(0)).not_to_contain_text("number 1")
    nb.cell(0).get_by_role("button", name="Press").click()
    expect(nb.cell(0)).to_contain_text("pressed")


def test_inside_an_output_widget(notebook):
    nb = notebook(
        """
        import ipywidgets
        from liveui_jupyter import ui

        out = ipywidgets.Output()
        ui.label("in the cell")
        with out:
            label = ui.label("in the widget")
            ui.button("Press", on_click=lambda: label.set_text("pressed"))
        """,
        "out",
    )
    nb.run_all()
    expect(nb.cell(0)).to_contain_text("in the cell")
    expect(nb.cell(0)).not_to_contain_text("in the widget")
    expect(nb.cell(1)).to_contain_text("in the widget")
    nb.cell(1).get_by_role("button", name="Press").click()
    expect(nb.cell(1)).to_contain_text("pressed")


# ---- outputs that change or come back


def test_the_end_of_a_cell_does_not_render_twice(notebook):
    nb = notebook(
        """
        import time
        from liveui_jupyter import ui

        ui.label("only once")
        ui.input("Name")
        stop = ui.checkbox("Stop")
        while not stop.value:
            time.sleep(0.02)
        """
    )
    nb.start(0)
    box = nb.cell(0).get_by_role("textbox", name="Name")
    box.press_sequentially("half a wo")
    nb.cell(0).get_by_role("checkbox", name="Stop").evaluate("(node) => node.click()")  # leaves the focus where it is
    nb.wait_done(0)
    expect(nb.cell(0).get_by_text("only once")).to_have_count(1)
    expect(box).to_be_focused()
    box.press_sequentially("rd")
    expect(box).to_have_value("half a word")


@pytest.mark.fresh_page
def test_reload_restores_the_interface_with_its_state(notebook):
    nb = notebook(INTERFACE)
    nb.run(0)
    box = nb.cell(0).get_by_role("textbox", name="Name")
    box.press_sequentially("Ada")
    nb.cell(0).get_by_role("button", name="Press").click()
    expect(nb.cell(0)).to_contain_text("pressed")
    nb.reload()
    expect(nb.cell(0)).to_contain_text("pressed")
    expect(nb.cell(0).get_by_role("textbox", name="Name")).to_have_value("Ada")
    nb.kernel_exec("label.set_text('after the reload')")
    expect(nb.cell(0)).to_contain_text("after the reload")
    nb.cell(0).get_by_role("button", name="Press").click()
    expect(nb.cell(0)).to_contain_text("pressed")
    assert nb.kernel_eval(
        "[len(client.views.connected) for client in __import__('liveui_jupyter').Client.instances.values()]"
    ) == [1]


# ---- connections


def test_connected_and_disconnected(notebook):
    nb = notebook(
        """
        import asyncio
        from liveui_jupyter import Client, ui

        ui.label("shown")
        client = ui.context.client
        events = []
        client.on_connect(lambda: events.append("connect"))
        client.on_disconnect(lambda: events.append("disconnect"))
        await client.connected(timeout=5)
        was_connected = client.has_socket_connection
        """,
        "task = asyncio.create_task(client.disconnected())",
    )
    nb.run_all()
    assert nb.kernel_eval("[was_connected, task.done()]") == [True, False]
    nb.clear_outputs(0)
    nb.wait_for_kernel("task.done()")
    assert nb.wait_for_kernel("len(events) == 2 and events") == ["connect", "disconnect"]
    nb.kernel_exec("Client.prune_instances(client_age_threshold=0)")
    assert nb.kernel_eval("client.is_deleted") is True


def test_connected_times_out_with_a_readable_text(notebook):
    nb = notebook(
        """
        import ipywidgets
        from liveui_jupyter import ClientConnectionTimeout, ui

        with ipywidgets.Output():  # never displayed
            ui.label("unseen")
            client = ui.context.client
        try:
            await client.connected(timeout=0.3)
        except ClientConnectionTimeout as error:
            text = str(error)
        """
    )
    nb.run(0)
    assert "within 0.3 s" in nb.kernel_eval("text")


def test_deleting_the_cell_disconnects_its_view(notebook):
    nb = notebook("from liveui_jupyter import ui; ui.label('shown'); client = ui.context.client", "1")
    nb.run(0)
    nb.wait_for_kernel("client.has_socket_connection")
    nb.delete_cell(0)
    nb.wait_for_kernel("not client.has_socket_connection")


def test_no_client_in_a_thread(notebook):
    nb = notebook(
        """
        import threading
        from liveui_jupyter import ui

        client = ui.context.client
        problems = []

        def work():
            try:
                ui.label("nowhere")
            except Exception as error:
                problems.append(f"{type(error).__name__}: {error}")
            with client:
                ui.label("from a thread")

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        """
    )
    nb.run(0)
    expect(nb.cell(0)).to_contain_text("from a thread")
    (problem,) = nb.kernel_eval("problems")
    assert problem.startswith("NoClientError")
    assert "thread" in problem
