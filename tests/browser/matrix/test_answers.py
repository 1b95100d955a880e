"""Answers of JavaScript in a running cell: awaited, waited for, of one view and of all."""

from __future__ import annotations

import math

from playwright.sync_api import expect


def test_awaited_in_the_cell_that_displays(board):
    assert board.result('ui.label("shown")\nawait ui.run_javascript("6*7")') == 42


def test_awaited_in_a_later_cell(board):
    board.run('label = ui.label("shown")')
    assert board.result('await label.client.run_javascript("6*7")') == 42


def test_awaited_by_a_function_and_beside_others(board):
    source = """
        async def ask(number):
            wait = 60 - 10 * number
            return await ui.run_javascript(f"new Promise((done) => setTimeout(() => done({number}), {wait}))")
        ui.label("shown")
        await asyncio.gather(*(ask(number) for number in range(6)))
    """
    assert board.result(source) == [0, 1, 2, 3, 4, 5]


def test_waited_for_in_code_that_blocks(board):
    assert board.result('ui.label("shown")\nui.run_javascript("6*7").result(timeout=5)') == 42


def test_waited_for_in_a_thread(board):
    source = """
        ui.label("shown")
        client = ui.context.client
        answers = []
        thread = threading.Thread(target=lambda: answers.append(client.run_javascript("6*7").result(timeout=5)))
        thread.start()
        thread.join()
        answers
    """
    assert board.result(source) == [42]


def test_in_handlers_after_the_cell(board):
    """Blocking works in a handler too: the control lane needs no main thread."""
    index = board.run(
        """
        async def awaiting():
            first.text = str(await ui.run_javascript("6*7"))
        def blocking():
            second.text = str(ui.run_javascript("6*7").result(timeout=5))
        ui.button("Await", on_click=awaiting)
        ui.button("Block", on_click=blocking)
        first, second = ui.label("-"), ui.label("-")
        """
    )
    cell = board.nb.cell(index)
    for name, place in (("Await", 0), ("Block", 1)):
        cell.get_by_role("button", name=name).click()
        expect(cell.locator(".liveui-label").nth(place)).to_have_text("42")


def test_what_goes_wrong_in_the_page(board):
    source = """
        ui.label("shown")
        async def failure(code, **options):
            try:
                return await ui.run_javascript(code, **options)
            except Exception as error:
                return f"{type(error).__name__} {getattr(error, 'name', '')}: {getattr(error, 'message', '')}"
        [
            await failure("throw new RangeError('too far')"),
            await failure("null.x"),
            await failure("6 *"),
            await failure("new Promise(() => {})", timeout=0.2),
            await failure("(() => {})"),
            await failure("const loop = {}; loop.loop = loop; return loop"),
            await failure("Promise.reject('no')"),
        ]
    """
    results = board.result(source)
    assert results[0] == "JavaScriptError RangeError: too far"
    assert results[1].startswith("JavaScriptError TypeError: Cannot read properties of null")
    assert results[2].startswith("JavaScriptError SyntaxError")
    assert results[3] == "JavaScriptTimeout : "
    assert results[4].startswith("JavaScriptError")
    assert results[5].startswith("JavaScriptError")
    assert results[6] == "JavaScriptError Error: no"


def test_large_and_odd_values(board):
    source = """
        ui.label("shown")
        text = await ui.run_javascript("'x'.repeat(5e6)")
        data = await ui.run_javascript("new Uint8Array(5e6).fill(7).buffer")
        odd = await ui.run_javascript("({ nan: NaN, inf: [Infinity, -0], none: null })")
        deep = await ui.run_javascript("({ deep: [{ array: [new Float32Array([0.5, 2])] }] })")
        array = deep["deep"][0]["array"][0].tolist()
        (len(text), type(data).__name__, len(data), data[-1], odd["nan"], odd["inf"], odd["none"], array)
    """
    length, kind, size, last, nan, inf, none, deep = board.result(source)
    assert (length, kind, size, last, none, deep) == (5_000_000, "bytes", 5_000_000, 7, None, [0.5, 2.0])
    assert math.isnan(nan)
    assert inf == [math.inf, 0]


def test_two_tabs(board):
    """One of them answers, once; all are asked if that is wanted; one that closes fails what it was asked."""
    nb = board.nb
    index = board.run(
        'label = ui.label("shown")\nclient = label.client\ncount = "globalThis.asked = (globalThis.asked ?? 0) + 1"'
    )
    second = nb.open_second_tab()
    try:
        expect(second.page.locator("liveui-view").get_by_text("shown")).to_be_visible()
        nb.wait_for_kernel("len(client.views.connected) == 2")
        assert board.result("await client.run_javascript(count)") == 1
        asked = [page.evaluate("globalThis.asked ?? 0") for page in (nb.page, second.page)]
        assert asked == [0, 1], "the one that came last"
        assert board.result('sorted(await client.run_javascript(count, view="all"))') == [1, 2]
        waiting = board.start(
            'try:\n    print(await client.run_javascript("globalThis.stuck = 1; return new Promise(() => {})"))\n'
            "except Exception as error:\n    print(type(error).__name__)"
        )
        second.page.wait_for_function("globalThis.stuck === 1")
        # The tab stays, so that its socket does: Jupyter Server may lose what a page sends just before that closes,
        # since it closes its ZMQ streams without flushing them (of 10 notebooks that were closed, 6 said goodbye in
        # vain; of 10 sockets that broke, 10).
        second.page.evaluate(
            "([path, index]) => window.harness.panel(path).content.widgets[index].model.outputs.clear()",
            [second.path, index],
        )
        nb.wait_done(waiting)
        assert nb.streams(waiting) == "ViewGoneError\n"
        assert board.result('await client.run_javascript("6*7")') == 42
    finally:
        second.page.close()
    expect(nb.cell(index)).to_contain_text("shown")
