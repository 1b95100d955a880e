"""What handlers print and raise appears in their own cell, below the interface."""

from __future__ import annotations

from playwright.sync_api import expect


def click(nb, name, index=0):
    nb.cell(index).get_by_role("button", name=name, exact=True).click()


def test_prints_of_handlers(notebook):
    nb = notebook(
        """
        import asyncio, sys
        from liveui_jupyter import ui

        def sync():
            print("printed by sync")
            print("to stderr", file=sys.stderr)

        async def later():
            await asyncio.sleep(0.01)
            print("printed by async")

        ui.button("Sync", on_click=sync)
        ui.button("Async", on_click=later)
        """,
        "ui.label('another cell')",
    )
    nb.run_all()
    click(nb, "Sync")
    expect(nb.cell(0)).to_contain_text("printed by sync")
    expect(nb.cell(0)).to_contain_text("to stderr")
    click(nb, "Async")
    expect(nb.cell(0)).to_contain_text("printed by async")
    expect(nb.cell(1)).not_to_contain_text("printed")
    assert nb.streams(0) == ""  # it is the client's output, not the cell's


def test_interleaved_handlers_keep_their_outputs_apart(notebook):
    source = """
        async def talk(name="{0}"):
            for number in range(20):
                print(f"{{name}}{{number}}", end=" ")
                await asyncio.sleep(0.005)

        ui.button("Talk", on_click=talk)
        """
    nb = notebook("import asyncio\nfrom liveui_jupyter import ui", source.format("a"), source.format("b"))
    nb.run_all()
    click(nb, "Talk", 1)
    click(nb, "Talk", 2)
    for index, name in ((1, "a"), (2, "b")):
        expected = " ".join(f"{name}{number}" for number in range(20))
        expect(nb.cell(index)).to_contain_text(expected)


def test_tracebacks_of_handlers(notebook):
    nb = notebook(
        """
        import asyncio
        from liveui_jupyter import ui

        def fails():
            1 / 0

        async def fails_later():
            await asyncio.sleep(0.01)
            raise ValueError("later")

        ui.button("Sync", on_click=fails)
        ui.button("Async", on_click=fails_later)
        ui.button("Fine", on_click=lambda: label.set_text("still alive"))
        label = ui.label("")
        """
    )
    nb.run(0)
    click(nb, "Sync")
    expect(nb.cell(0)).to_contain_text("ZeroDivisionError")
    expect(nb.cell(0)).to_contain_text("1 / 0")  # the user's own line
    click(nb, "Async")
    expect(nb.cell(0)).to_contain_text("ValueError: later")
    expect(nb.cell(0)).not_to_contain_text("liveui_jupyter/core")
    click(nb, "Fine")
    expect(nb.cell(0)).to_contain_text("still alive")


def test_traceback_of_a_timer_and_of_a_change_handler(notebook):
    nb = notebook(
        """
        from liveui_jupyter import ui

        def tick():
            raise RuntimeError("from the timer")

        def change(event):
            raise RuntimeError(f"from the input: {event.value}")

        ui.timer(0.01, tick, once=True)
        ui.input("Name", on_change=change)
        """
    )
    nb.run(0)
    expect(nb.cell(0)).to_contain_text("RuntimeError: from the timer")
    box = nb.cell(0).get_by_role("textbox", name="Name")
    box.press_sequentially("x")
    expect(nb.cell(0)).to_contain_text("RuntimeError: from the input: x")
    expect(box).to_have_value("x")


def test_on_exception(notebook):
    nb = notebook(
        """
        from liveui_jupyter import ui

        caught = []
        ui.context.client.on_exception(lambda error: caught.append(repr(error)))
        ui.button("Fail", on_click=lambda: 1 / 0)
        """
    )
    nb.run(0)
    click(nb, "Fail")
    assert nb.wait_for_kernel("caught") == ["ZeroDivisionError('division by zero')"]
    expect(nb.cell(0)).to_contain_text("ZeroDivisionError")


def test_output_stands_below_the_interface(notebook):
    nb = notebook(
        """
        from liveui_jupyter import ui

        def press():
            print("what was printed")
            ui.label("made afterwards")

        ui.button("Press", on_click=press)
        """
    )
    nb.run(0)
    click(nb, "Press")
    printed = nb.cell(0).get_by_text("what was printed")
    made = nb.cell(0).get_by_text("made afterwards")
    expect(printed).to_be_visible()
    expect(made).to_be_visible()
    assert printed.bounding_box()["y"] > made.bounding_box()["y"]
