"""Cells: what belongs to which, and what becomes of it when they run again."""

from __future__ import annotations

import pytest
from page import WIDGET_VIEW, Page, parent


def clients(page: Page) -> int:
    return page.value("len(Client.instances)")


@pytest.mark.parametrize(
    "code",
    [
        "Label('sync')",
        "await asyncio.sleep(0)\nLabel('awaiting')\nawait asyncio.sleep(0)\nLabel('after')",
        "async def make():\n    await asyncio.sleep(0)\n    Label('task')\nawait asyncio.create_task(make())",
        "await asyncio.to_thread(lambda: Label('to_thread'))",
        "get_ipython().run_cell('Label(1)\\nLabel(2)')\nLabel('nested')",
        "exec('Label(1)')",
        "%time Label('magic')",
    ],
)
def test_what_belongs_to_a_cell(page: Page, code: str) -> None:
    run = page.run(code, cell_id="belongs").check()
    displays = [m for m in run.of("display_data") if WIDGET_VIEW in m["content"]["data"]]
    assert len(displays) == 1
    updates = run.of("update_display_data")
    assert len(updates) == 1
    assert updates[0]["content"]["transient"] == displays[0]["content"]["transient"]


def test_threads_belong_to_no_cell(page: Page) -> None:
    run = page.run(
        """
errors = []
def work():
    try:
        Label("x")
    except Exception as error:
        errors.append(error)
thread = threading.Thread(target=work); thread.start(); thread.join()
print(type(errors[0]).__name__, errors[0])
""",
        cell_id="threads",
    ).check()
    assert run.stdout.startswith("NoClientError")
    assert "in a thread" in run.stdout


def test_silent_executions_belong_to_no_cell(page: Page) -> None:
    page.run("before = len(Client.instances)", cell_id="silent").check()
    run = page.run("Label('x')", silent=True)
    assert run.status == "error"
    assert not run.of("display_data")


def test_the_snapshot_is_stored_at_the_end(page: Page) -> None:
    run = page.run("Label('one')\nLabel('two')", cell_id="snapshot").check()
    first = run.of("display_data")[0]["content"]
    last = run.of("update_display_data")[-1]["content"]
    assert "two" not in first["data"]["text/html"]
    assert "two" in last["data"]["text/html"]
    assert last["data"][WIDGET_VIEW] == first["data"][WIDGET_VIEW]


def test_the_snapshot_is_stored_after_an_error_too(page: Page) -> None:
    for code in ("Label('made')\n1/0", "Label('made')\nawait asyncio.sleep(0)\n1/0"):
        run = page.run(code, cell_id="error")
        assert run.status == "error"
        assert "made" in run.of("update_display_data")[-1]["content"]["data"]["text/html"]


def test_a_cell_that_runs_again_drops_what_it_had(page: Page) -> None:
    code = """
client = Client()
with client:
    Label('explicit')
client.on_delete(lambda: events.append('deleted'))
Label('implicit')
"""
    page.run("events = []", cell_id="events").check()
    page.run(code, cell_id="again").check()
    old = [m for m in page.models.values() if m.is_open]
    before = clients(page)
    run = page.run(code, cell_id="again").check()
    assert clients(page) == before
    assert page.value("events") == ["deleted"]
    closed = {m["content"]["comm_id"] for m in run.of("comm_close")}
    # The explicit one was never displayed: it has no comm.
    assert len(closed) == 1
    assert closed <= {m.comm_id for m in old}
    order = [m["msg_type"] for m in run.messages]
    assert order.index("display_data") < order.index("comm_close"), "the successor is shown before the old one goes"


def test_the_old_comm_closes_at_the_end_if_there_is_no_successor(page: Page) -> None:
    page.run("Label('x')", cell_id="gone").check()
    run = page.run("1 + 1", cell_id="gone").check()
    assert len(run.of("comm_close")) == 1


def test_running_again_200_times_accumulates_nothing(page: Page) -> None:
    code = "label = Label('x')\nButton(lambda: None)"
    counts = """(len(Client.instances), len(get_ipython().kernel.comm_manager.comms), threading.active_count(),
                 len(asyncio.all_tasks(get_ipython().kernel.io_loop.asyncio_loop)))"""
    for _ in range(3):
        page.run(code, cell_id="200").check()
    before = page.value(counts)
    for _ in range(200):
        page.run(code, cell_id="200").check()
    assert page.value(counts) == before
    client_id = page.value("label.client.id")
    assert len([m for m in page.models.values() if m.is_open and m.state["client"] == client_id]) == 1


def test_orphans_of_an_earlier_run_cannot_add(page: Page) -> None:
    page.run(
        """
failures = []
async def work(go):
    await go.wait()
    try:
        Label("late")
    except Exception as error:
        failures.append(type(error).__name__)
go = asyncio.Event()
task = asyncio.create_task(work(go))
Label("now")
""",
        cell_id="orphan",
    ).check()
    page.run("Label('second run')", cell_id="orphan").check()
    run = page.run("go.set()\nawait task\nprint(failures)", cell_id="orphan-check").check()
    assert run.stdout == "['ClientDeletedError']\n"


def test_tasks_go_on_in_their_cell(page: Page) -> None:
    first = page.run(
        """
async def work():
    await go.wait()
    Label("late")
    return context.client.id
go = asyncio.Event()
task = asyncio.create_task(work())
""",
        cell_id="task",
    ).check()
    second = page.run("go.set()\nprint(await task)", cell_id="task-2").check()
    assert not second.of("display_data")
    page.wait_for("display", lambda m: m["msg_type"] == "display_data" and parent(m) == first.msg_id)


def test_without_cell_ids_nothing_is_disposed_by_guess(page: Page) -> None:
    page.run("Label('a')").check()
    before = clients(page)
    run = page.run("Label('a')").check()
    assert clients(page) == before + 1
    assert not run.of("comm_close")


def test_slots_left_open_end_with_the_cell(page: Page) -> None:
    page.run("row = Element('div'); row.__enter__()", cell_id="open-slot").check()
    page.run("label = Label('x')", cell_id="next-cell").check()
    assert page.value("label.client is not row.client")


def test_cells_on_subshells(page: Page) -> None:
    if not page.value("getattr(get_ipython().kernel, '_supports_kernel_subshells', False)"):
        pytest.skip("this ipykernel has no subshells")
    control = page.client.control_channel
    control.send(page.client.session.msg("create_subshell_request", {}))
    subshell = control.get_msg(timeout=10)["content"]["subshell_id"]
    code = "Label('on a subshell')\nprint(await context.client.run_javascript('1'))"
    for closed in (0, 1):
        run = page.run(code, cell_id="subshell", subshell=subshell).check()
        assert run.stdout == "1\n"
        assert len(run.of("comm_close")) == closed
        assert "on a subshell" in run.of("update_display_data")[0]["content"]["data"]["text/html"]
    control.send(page.client.session.msg("delete_subshell_request", {"subshell_id": subshell}))
    control.get_msg(timeout=10)


def test_load_ext(page: Page) -> None:
    page.run("%load_ext liveui_jupyter.kernel\nLabel('x')", cell_id="extension").check()


def test_the_cell_that_imports_us_is_known(prelude: str) -> None:
    for head in ("", "await asyncio.sleep(0)\n"):
        page = Page()
        try:
            tail = "Label('first')\nprint(await context.client.run_javascript('1'))"
            run = page.run(f"import asyncio\n{head}{prelude}\n{tail}", cell_id="first").check()
            assert run.stdout == "1\n"
            assert len(run.of("update_display_data")) == 1
            again = page.run("Label('second')", cell_id="first").check()
            assert len(again.of("comm_close")) == 1
        finally:
            page.close()
