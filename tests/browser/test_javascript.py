"""JavaScript that Python runs in the page: results, failures, waiting."""

from __future__ import annotations

import math

import pytest
from playwright.sync_api import expect

SHOWN = """
from liveui_jupyter import JavaScriptError, JavaScriptTimeout, ViewGoneError, ui

ui.label("shown")
client = ui.context.client
run = client.run_javascript

async def failure(code, **options):
    try:
        return ["no exception", repr(await run(code, **options)), ""]
    except JavaScriptError as error:
        return [error.name, error.message, error.stack]
"""


@pytest.fixture
def shown(notebook):
    """A notebook whose first cell shows a client; the second one is to be written."""
    nb = notebook(SHOWN, "")
    nb.run(0)
    expect(nb.cell(0)).to_contain_text("shown")
    return nb


def run_cell(nb, source):
    nb.set_source(1, source)
    nb.run(1)


def test_values(shown):
    run_cell(
        shown,
        """
        got = {
            "expression": await run("1 + 1"),
            "object": await run("({ a: [1, 2.5, 'x', null, true], b: {} })"),
            "body": await run("const x = 3; return x * 2"),
            "statements": await run("let y = 1; y += 1;"),
            "promise": await run("new Promise((resolve) => setTimeout(() => resolve('late'), 20))"),
            "await": await run("await Promise.resolve(5)"),
            "awaiting body": await run("const x = await Promise.resolve(6); return x + 1"),
            "undefined": await run("undefined"),
            "unicode": await run("'ä€🎈'"),
            "date": await run("new Date(Date.UTC(2024, 0, 2))"),
            "comment": await run("1 // one"),
            "lines": await run("\\n  document.title\\n    .length > 0\\n"),
        }
        """,
    )
    assert shown.kernel_eval("got") == {
        "expression": 2,
        "object": {"a": [1, 2.5, "x", None, True], "b": {}},
        "body": 6,
        "statements": None,
        "promise": "late",
        "await": 5,
        "awaiting body": 7,
        "undefined": None,
        "unicode": "ä€🎈",
        "date": "2024-01-02T00:00:00.000Z",
        "comment": 1,
        "lines": True,
    }


def test_numbers_that_json_lacks(shown):
    run_cell(shown, "got = await run('[NaN, Infinity, -Infinity, -0, 2 ** 53]')")
    nan, *others = shown.kernel_eval("got")
    assert math.isnan(nan)
    assert others == [math.inf, -math.inf, 0, 2**53]


def test_binary_values(shown):
    run_cell(
        shown,
        """
        import numpy as np

        buffer = await run("new Uint8Array([0, 1, 255]).buffer")
        floats = np.asarray(await run("new Float64Array([0.5, -1, NaN])"))
        small = np.asarray(await run("new Uint8Array([7, 8])"))
        nested = await run("({ data: new Float32Array([1.5]) })")
        big = await run("new Float64Array(1_000_000).fill(3)", timeout=20)
        """,
    )
    assert shown.kernel_eval("[type(buffer).__name__, list(buffer)]") == ["bytes", [0, 1, 255]]
    assert shown.kernel_eval("[str(floats.dtype), floats[:2].tolist()]") == ["float64", [0.5, -1]]
    assert shown.kernel_eval("[str(small.dtype), small.tolist()]") == ["uint8", [7, 8]]
    assert shown.kernel_eval("np.asarray(nested['data']).tolist()") == [1.5]
    assert shown.kernel_eval("float(np.asarray(big).sum())") == 3_000_000


def test_exceptions(shown):
    run_cell(
        shown,
        """
        thrown = await failure("throw new TypeError('wrong type')")
        rejected = await failure("Promise.reject(new RangeError('too far'))")
        undefined_name = await failure("nowhere.to.be.found")
        text = await failure("throw 'just text'")
        """,
    )
    name, message, stack = shown.kernel_eval("thrown")
    assert (name, message) == ("TypeError", "wrong type")
    assert "TypeError" in stack or "at " in stack
    assert shown.kernel_eval("rejected")[:2] == ["RangeError", "too far"]
    assert shown.kernel_eval("undefined_name")[:2] == ["ReferenceError", "nowhere is not defined"]
    assert "just text" in shown.kernel_eval("text")[1]


def test_code_that_does_not_compile(shown):
    run_cell(shown, "got = [await failure('1 +'), await failure('const x = ;'), await failure('return }')]")
    assert [name for name, _, _ in shown.kernel_eval("got")] == ["SyntaxError"] * 3


def test_code_runs_once_even_if_it_throws_a_syntax_error(shown):
    run_cell(
        shown,
        """
        error = await failure("globalThis.runs = (globalThis.runs ?? 0) + 1; JSON.parse('{')")
        runs = await run("const { runs } = globalThis; delete globalThis.runs; return runs")
        """,
    )
    assert shown.kernel_eval("error")[0] == "SyntaxError"
    assert shown.kernel_eval("runs") == 1


def test_values_that_cannot_travel_are_errors(shown):
    codes = [
        "window",
        "document.body",
        "() => 1",
        "Symbol('x')",
        "const a = {}; a.itself = a; return a",
        "[1, () => 2]",
    ]
    run_cell(shown, f"got = [await failure(code, timeout=5) for code in {codes!r}]")
    for code, (name, message, _) in zip(codes, shown.kernel_eval("got"), strict=True):
        assert name != "no exception", f"{code}: {message}"
        assert message, code


def test_concurrent_calls_resolve_independently(shown):
    run_cell(
        shown,
        """
        import asyncio

        # In the page, each call waits for the one after it; the last one opens the chain.
        await run("globalThis.gates = Array.from({ length: 5 }, () => Promise.withResolvers()); return")
        order = []

        async def ask(number):
            wait = f"await gates[{number + 1}].promise;" if number < 4 else ""
            result = await run(f"{wait} gates[{number}].resolve(); return {number}")
            order.append(number)
            return result

        got = await asyncio.gather(*(ask(number) for number in range(5)))
        await run("delete globalThis.gates")
        """,
    )
    assert shown.kernel_eval("got") == [0, 1, 2, 3, 4]
    assert shown.kernel_eval("order") == [4, 3, 2, 1, 0]


def test_late_awaiting_and_awaiting_twice(shown):
    run_cell(
        shown,
        """
        first = run("globalThis.asked = (globalThis.asked ?? 0) + 1")
        second = await run("globalThis.asked")
        got = [await first, await first, second, await run("delete globalThis.asked")]
        """,
    )
    assert shown.kernel_eval("got") == [1, 1, 1, True]


def test_result_in_a_plain_cell(shown):
    run_cell(shown, "got = run('6 * 7').result(timeout=5)")
    assert shown.kernel_eval("got") == 42


def test_result_in_a_thread_while_the_cell_blocks(shown):
    run_cell(
        shown,
        """
        import threading

        got = []
        thread = threading.Thread(target=lambda: got.append(run("6 * 7").result(timeout=5)))
        thread.start()
        thread.join(8)
        """,
    )
    assert shown.kernel_eval("got") == [42]


def test_await_in_the_very_cell_that_displays(notebook):
    nb = notebook(
        """
        from liveui_jupyter import ui

        width = await ui.run_javascript("window.innerWidth")
        ui.label(f"width {width}")
        """
    )
    nb.run(0)
    expect(nb.cell(0)).to_contain_text("width 1280")


def test_blocking_result_in_the_very_cell_that_displays(notebook):
    nb = notebook(
        """
        from liveui_jupyter import ui

        ui.label("here")
        got = ui.run_javascript("6 * 7").result(timeout=8)
        """
    )
    nb.run(0)
    assert nb.kernel_eval("got") == 42


@pytest.mark.fresh_page
def test_await_in_the_first_cell_of_a_fresh_page(notebook):
    nb = notebook("from liveui_jupyter import ui; got = await ui.run_javascript('6 * 7')")
    nb.run(0)
    assert nb.kernel_eval("got") == 42


def test_call_in_a_handler(notebook):
    nb = notebook(
        """
        from liveui_jupyter import ui

        async def ask():
            label.set_text(f"answer {await ui.run_javascript('6 * 7')}")

        label = ui.label("")
        ui.button("Ask", on_click=ask)
        """
    )
    nb.run(0)
    nb.cell(0).get_by_role("button", name="Ask").click()
    expect(nb.cell(0)).to_contain_text("answer 42")


def test_code_sees_elements(notebook):
    nb = notebook(
        """
        from liveui_jupyter import ui

        label = ui.label("read me")
        got = await ui.run_javascript(f"getElement({label.id}).textContent")
        """
    )
    nb.run(0)
    assert nb.kernel_eval("got") == "read me"


def test_call_sees_the_changes_made_before_it(notebook):
    nb = notebook(
        """
        from liveui_jupyter import ui

        label = ui.label("")
        got = []
        for number in range(5):
            label.set_text(f"text {number}")
            got.append(await ui.run_javascript(f"getElement({label.id}).textContent"))
        """
    )
    nb.run(0)
    assert nb.kernel_eval("got") == [f"text {number}" for number in range(5)]


def test_promise_that_never_settles_times_out(shown):
    run_cell(
        shown,
        """
        try:
            await run("new Promise(() => 0)", timeout=0.3)
        except JavaScriptTimeout as error:
            text = str(error)
        """,
    )
    assert "0.3 s" in shown.kernel_eval("text")
    assert "promise" in shown.kernel_eval("text")


def test_call_to_a_client_that_no_page_shows_times_out(notebook):
    nb = notebook(
        """
        import ipywidgets
        from liveui_jupyter import JavaScriptTimeout, ui

        out = ipywidgets.Output()  # never displayed
        with out:
            ui.label("unseen")
            client = ui.context.client
        try:
            await client.run_javascript("1", timeout=0.5)
        except JavaScriptTimeout as error:
            text = str(error)
        """
    )
    nb.run(0)
    assert "No page shows the client" in nb.kernel_eval("text")


def test_call_waits_for_a_view(notebook):
    nb = notebook(
        """
        from liveui_jupyter import Client, ui

        client = Client()
        with client:
            ui.label("later")
        response = client.run_javascript("6 * 7", timeout=15)
        """,
        "client",
        "got = await response",
    )
    nb.run_all()
    assert nb.kernel_eval("got") == 42


def test_awaiting_a_client_that_is_not_displayed_says_so(notebook):
    nb = notebook(
        """
        from liveui_jupyter import CannotAwaitError, Client

        try:
            await Client().run_javascript("1", timeout=5)
        except CannotAwaitError as error:
            text = str(error)
        """
    )
    nb.run(0)
    assert "displayed" in nb.kernel_eval("text")


def test_view_that_vanishes_fails_its_calls_at_once(shown):
    run_cell(shown, "response = run('new Promise(() => 0)', timeout=60); await run('1')")
    shown.clear_outputs(0)
    run_cell(
        shown,
        """
        try:
            await response
        except ViewGoneError as error:
            text = str(error)
        """,
    )
    assert "gone" in shown.kernel_eval("text")


def test_error_of_a_call_that_nobody_awaits_is_shown(notebook):
    nb = notebook("from liveui_jupyter import ui; ui.run_javascript(\"throw new Error('nobody waits')\")")
    nb.run(0)
    expect(nb.cell(0)).to_contain_text("nobody waits")


def test_exception_in_a_cell_reads_well(shown):
    shown.set_source(1, "await run(\"throw new TypeError('wrong type')\")")
    shown.run(1, may_fail=True)
    assert shown.error(1).startswith("JavaScriptError: TypeError: wrong type")
