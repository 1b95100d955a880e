"""What handlers print, display and raise: in their client's output, from whichever thread or task."""

from __future__ import annotations

from handlers import run_handler, wait_printed
from page import Page, parent


def test_prints_of_sync_and_async_handlers(page: Page) -> None:
    view = run_handler(
        page,
        """
import logging
async def handle():
    print("sync part")
    await asyncio.sleep(0)
    print("after await")
    await asyncio.to_thread(print, "thread of the handler")
    print("to stderr", file=sys.stderr)
    logging.warning("logged")
""",
        "prints",
    )
    text = wait_printed(page, view, "logged")
    assert text.startswith("[stdout] sync part\nafter await\nthread of the handler\n")
    assert "[stderr] to stderr\n" in text
    assert not [m for m in page.messages if m["msg_type"] == "stream" and "after await" in m["content"]["text"]]


def test_interleaved_handlers_keep_their_outputs(page: Page) -> None:
    code = """
async def handle():
    for i in range(50):
        print("{name}", i)
        await asyncio.sleep(0)
    print("{name} end")
"""
    first = run_handler(page, code.format(name="a"), "interleaved-a")
    second = run_handler(page, code.format(name="b"), "interleaved-b")
    assert "b" not in wait_printed(page, first, "a end").replace("[stdout]", "")
    assert "a" not in wait_printed(page, second, "b end").replace("[stdout]", "")


def test_prints_of_cells_and_threads_are_left_alone(page: Page) -> None:
    run = page.run(
        """
print("cell")
thread = threading.Thread(target=print, args=("thread",)); thread.start(); thread.join()
await asyncio.create_task(asyncio.to_thread(print, "task"))
""",
        cell_id="alone",
    ).check()
    assert sorted(run.stdout.split()) == ["cell", "task", "thread"]
    assert page.value("sys.stdout is get_ipython().kernel._stdout")


def test_redirection_in_a_handler(page: Page) -> None:
    view = run_handler(
        page,
        """
import contextlib, io
def handle():
    with contextlib.redirect_stdout(io.StringIO()) as text:
        print("redirected")
    print("got " + text.getvalue().upper())
""",
        "redirect",
    )
    assert "redirected" not in wait_printed(page, view, "got REDIRECTED")


def test_tracebacks_start_at_the_users_code(page: Page) -> None:
    view = run_handler(page, "def inner():\n    return 1 / 0\ndef handle():\n    inner()", "traceback")
    text = wait_printed(page, view, "ZeroDivisionError")
    assert "[error]" in text
    assert any("\x1b[31mZeroDivisionError" in state.get(":text", "") for state in view.model.elements.values())
    assert "inner()" in text
    assert "in handle" in text
    assert "liveui_jupyter" not in text
    assert "asyncio" not in text


def test_tracebacks_of_async_handlers_and_causes(page: Page) -> None:
    view = run_handler(
        page,
        """
async def handle():
    await asyncio.sleep(0)
    try:
        {}["missing"]
    except KeyError as error:
        raise ValueError("wrapped") from error
""",
        "cause",
    )
    text = wait_printed(page, view, "ValueError", "KeyError", "direct cause")
    assert "liveui_jupyter" not in text


def test_tracebacks_of_odd_exceptions(page: Page) -> None:
    view = run_handler(
        page,
        """
class Odd(Exception):
    def __str__(self):
        raise RuntimeError("no text")

def handle():
    for error in ("syntax", "group", "odd", "custom"):
        button.client.handle_exception(make(error))
    print("done")

def make(what):
    try:
        if what == "syntax":
            compile("1 +", "made.py", "exec")
        elif what == "group":
            raise ExceptionGroup("several", [ValueError("one"), TypeError("two")])
        elif what == "odd":
            raise Odd
        else:
            error = ValueError("custom")
            error._render_traceback_ = lambda: ["rendered by itself"]
            raise error
    except Exception as error:
        return error
""",
        "odd",
    )
    text = wait_printed(page, view, "done")
    assert "SyntaxError" in text
    assert "made.py" in text
    assert "Odd" in text
    assert "rendered by itself" in text
    if page.value("sys.version_info >= (3, 11)"):
        assert "one" in text
        assert "two" in text


def test_another_client_displayed_by_a_handler(page: Page) -> None:
    view = run_handler(
        page,
        """
def handle():
    global second
    second = Client()
    with second:
        Label("second")
    display(second)
""",
        "second",
    )
    cell = parent(view.message)
    page.wait("second view", lambda: [v for v in page.views if parent(v.message) == cell and v is not view])
    page.run("1", cell_id="second").check()
    assert page.value("second.is_deleted"), "made by the cell's handler, it goes with the cell"


def test_clear_output_in_a_handler_clears_what_handlers_printed(page: Page) -> None:
    view = run_handler(
        page,
        """
from IPython.display import clear_output
def handle():
    print("first")
    clear_output()
    print("second")
""",
        "handler-clear",
    )
    assert "first" not in wait_printed(page, view, "second")
    assert page.value("not button.client.is_deleted")
