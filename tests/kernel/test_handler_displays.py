"""What handlers display: in their client's own output, whichever cell runs meanwhile."""

from __future__ import annotations

from handlers import displayed, pieces, printed, run_handler, show_button, wait_displayed, wait_printed
from page import Page, View

DISPLAY = "from IPython.display import HTML, Image, JSON, Markdown, SVG, clear_output, display, update_display\n"


def leaked(page: Page, text: str) -> list[str]:
    """Return the types of messages, outside of comms, that contain a text."""
    types = ("display_data", "update_display_data", "execute_result", "stream")
    return [m["msg_type"] for m in page.messages if m["msg_type"] in types and text in str(m["content"])]


def test_rich_displays_are_in_the_clients_output(page: Page) -> None:
    page.run("1", cell_id="other").check()
    view = run_handler(
        page,
        DISPLAY
        + """
async def handle():
    display("plain")
    display(HTML("<b>rich-1</b>"))
    await asyncio.sleep(0)
    print("between")
    display(Markdown("*rich-2*"), JSON({"rich-3": [1, None, 0.5]}))
    print("end")
""",
        "rich",
    )
    wait_printed(page, view, "end")
    html, markdown, json = wait_displayed(page, view, 3)
    assert html["text/html"] == "<b>rich-1</b>"
    assert markdown["text/markdown"] == "*rich-2*"
    assert json["application/json"] == {"rich-3": [1, None, 0.5]}
    components = [state["component"].removeprefix("output_") for state in pieces(view)]
    assert components == ["text", "display", "text", "display", "display", "text"]
    assert printed(view) == "[result] 'plain'\n[stdout] between\nend\n"
    assert not leaked(page, "rich-")


def test_images_travel_as_bytes(page: Page) -> None:
    view = run_handler(
        page,
        DISPLAY
        + """
png = b"\\x89PNG\\r\\n" + bytes(range(256))
def handle():
    display(Image(png, format="png", width=30))
    display({"image/png": png, "text/plain": "raw"}, raw=True)
    display({"image/png": "no base64!", "text/plain": "\\udcff"}, raw=True)
    display(SVG("<svg xmlns='http://www.w3.org/2000/svg'></svg>"))
""",
        "images",
    )
    first, second, broken, svg = wait_displayed(page, view, 4)
    assert first["image/png"] == second["image/png"] == b"\x89PNG\r\n" + bytes(range(256))
    assert pieces(view)[0]["metadata"] == {"image/png": {"width": 30}}
    assert broken["text/plain"] == "\\udcff"
    assert svg["image/svg+xml"].startswith("<svg")


def test_tables_and_widgets(page: Page) -> None:
    view = run_handler(
        page,
        DISPLAY
        + """
import ipywidgets
class Table:
    def _repr_html_(self):
        return "<table></table>"
def handle():
    display(Table())
    display(ipywidgets.IntSlider())
""",
        "widgets",
    )
    table, slider = wait_displayed(page, view, 2)
    assert "<table" in table["text/html"]
    assert slider["application/vnd.jupyter.widget-view+json"]["model_id"]


def test_displays_are_updated(page: Page) -> None:
    view, element = show_button(
        page,
        DISPLAY
        + """
async def handle():
    global handle_of_display
    handle_of_display = display("one", display_id=True)
    print("after")
    await asyncio.sleep(0)
    handle_of_display.update(HTML("two"))
    display("three", display_id="named")
    update_display("four", display_id="named")
""",
        "updates",
    )
    page.fire(view, element)
    wait_displayed(page, view, 2)
    page.wait("updates", lambda: [d.get("text/plain") for d in displayed(view)][1] == "'four'")
    assert displayed(view)[0]["text/html"] == "two"
    page.run("handle_of_display.update('by a cell')", cell_id="updating").check()
    page.wait("update by a cell", lambda: displayed(view)[0]["text/plain"] == "'by a cell'")
    assert pieces(view)[0]["component"] == "output_display"


def test_a_handler_updates_what_a_cell_has_displayed(page: Page) -> None:
    page.run(DISPLAY + "of_cell = display('old', display_id=True)", cell_id="of-cell").check()
    view = run_handler(page, "def handle():\n    of_cell.update('new-1'); print('end')", "updates-cell")
    wait_printed(page, view, "end")
    page.wait_for("update", lambda m: m["msg_type"] == "update_display_data" and "new-1" in str(m["content"]))
    assert not displayed(view)


def test_clearing(page: Page) -> None:
    view, element = show_button(
        page,
        DISPLAY
        + """
step = 0
def handle():
    global step
    step += 1
    if step == 1:
        print("first"); display(HTML("first"))
    elif step == 2:
        clear_output(wait=True)
    elif step == 3:
        display(HTML("second"))
    else:
        clear_output(); print("third")
""",
        "clearing",
    )
    page.fire(view, element)
    wait_displayed(page, view, 1)
    page.fire(view, element)
    page.fire(view, element)
    page.wait(
        "second", lambda: displayed(view) == [{"text/plain": displayed(view)[0]["text/plain"], "text/html": "second"}]
    )
    assert printed(view) == ""
    page.fire(view, element)
    wait_printed(page, view, "third")
    assert displayed(view) == []


def test_a_progress_bar(page: Page) -> None:
    view = run_handler(
        page,
        """
async def handle():
    for percent in range(0, 101, 10):
        print(f"\\r{percent:3}% |{'#' * percent}", end="", file=sys.stderr, flush=True)
        await asyncio.sleep(0.001)
    print("\\nend", file=sys.stderr)
""",
        "progress",
    )
    assert wait_printed(page, view, "end") == f"[stderr] 100% |{'#' * 100}\nend\n"


def test_a_display_that_cannot_be_sent_fails_where_it_is_displayed(page: Page) -> None:
    view = run_handler(
        page, DISPLAY + "def handle():\n    display({'application/json': object()}, raw=True)", "unsendable"
    )
    wait_printed(page, view, "PropertyEncodingError", "application/json")
    assert displayed(view) == []


def test_a_repr_that_fails_is_shown_where_it_is_displayed(page: Page) -> None:
    view = run_handler(
        page,
        DISPLAY
        + """
class Odd:
    def _repr_html_(self):
        raise ValueError("odd repr")
def handle():
    display(Odd())
""",
        "odd-repr",
    )
    wait_printed(page, view, "ValueError: odd repr", "<__main__.Odd")
    assert not [m for m in page.messages if m["msg_type"] == "error" and "odd repr" in m["content"]["evalue"]]


def test_threads_of_handlers(page: Page) -> None:
    view = run_handler(
        page,
        DISPLAY
        + """
from concurrent.futures import ThreadPoolExecutor
pool = ThreadPoolExecutor(1)

class Mine(threading.Thread):
    def run(self):
        print("subclass")

def fails():
    raise ValueError("in a thread")

def in_thread():
    print("thread")
    display(HTML("from a thread"))
    def nested():
        print("nested")
    inner = threading.Thread(target=nested); inner.start(); inner.join()

async def handle():
    for thread in (threading.Thread(target=in_thread), Mine(), threading.Timer(0, print, ("timer",))):
        thread.start(); thread.join()
        assert "run" not in vars(thread)
    pool.submit(print, "pool").result()
    list(pool.map(print, ["mapped"]))
    await asyncio.get_running_loop().run_in_executor(None, print, "executor")
    thread = threading.Thread(target=fails); thread.start(); thread.join()
    print("end")
""",
        "threads",
    )
    text = wait_printed(page, view, "end", "ValueError: in a thread")
    for word in ("thread", "nested", "subclass", "timer", "pool", "mapped", "executor"):
        assert f"{word}\n" in text
    assert "liveui_jupyter" not in text
    assert wait_displayed(page, view, 1)[0]["text/html"] == "from a thread"
    # The pools' threads were started by the handler, and are used by a cell now.
    page.run(
        """
pool.submit(print, "cell's pool").result()
await asyncio.get_running_loop().run_in_executor(None, print, "cell's executor")
thread = threading.Thread(target=print, args=("cell's thread",)); thread.start(); thread.join()
sys.stdout.flush()
""",
        cell_id="threads-cell",
    ).check()
    for kind in ("pool", "executor", "thread"):  # in which cell, is ipykernel's affair; it differs between versions
        page.wait_for(kind, lambda m, kind=kind: m["msg_type"] == "stream" and f"cell's {kind}" in m["content"]["text"])
    assert "cell's" not in printed(view)


def test_a_handlers_thread_knows_no_slot(page: Page) -> None:
    view = run_handler(
        page,
        """
def build():
    Label("lost")
def handle():
    thread = threading.Thread(target=build); thread.start(); thread.join()
""",
        "slots",
    )
    wait_printed(page, view, "NoClientError")


def test_interleaved_handlers_and_timers_keep_their_displays_apart(page: Page) -> None:
    code = (
        DISPLAY
        + """
async def handle():
    ui.timer(0.001, lambda: display(HTML("{name}-timer")), once=True)
    for i in range(10):
        display(HTML(f"{name}-{{i}}"))
        await asyncio.sleep(0)
        asyncio.get_running_loop().create_task(asyncio.to_thread(display, HTML("{name}-task")))
"""
    )
    views = [run_handler(page, code.format(name=name), f"displays-{name}") for name in "ab"]

    def names(view: View) -> set[str]:
        return {data["text/html"][0] for data in wait_displayed(page, view, 21)}

    assert [names(view) for view in views] == [{"a"}, {"b"}]
