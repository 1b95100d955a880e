"""Figures of matplotlib's inline backend: a handler's in its client's output, a cell's in the cell's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from handlers import displayed, pieces, printed, run_handler, show_button, wait_displayed, wait_printed
from page import Page

PLT = "import matplotlib.pyplot as plt\n"
OPEN = "len(__import__('matplotlib.pyplot').pyplot.get_fignums())"


@pytest.fixture
def fresh_page(prelude: str) -> Iterator[Page]:
    """A page whose kernel hasn't loaded matplotlib."""
    page = Page()
    try:
        page.run(prelude, cell_id="prelude").check()
        yield page
    finally:
        page.close()


def figures(run) -> int:
    """Return how many figures a cell has displayed."""
    return sum("image/png" in message["content"]["data"] for message in run.of("display_data"))


def test_figures_that_are_shown_and_figures_left_open(page: Page) -> None:
    view = run_handler(
        page,
        PLT
        + """
async def handle():
    plt.plot([1, 2]); plt.title("shown"); plt.show()
    print("between")
    await asyncio.sleep(0)
    plt.plot([2, 1]); plt.figure(); plt.plot([3])
    print("end")
""",
        "figures",
    )
    for data in wait_displayed(page, view, 3):
        assert data["image/png"].startswith(b"\x89PNG")
    components = [state["component"].removeprefix("output_") for state in pieces(view)]
    assert components == ["display", "text", "display", "display"], "in order; the rest when the handler has ended"
    run = page.run("1", cell_id="after-figures").check()
    assert figures(run) == 0
    assert page.value(OPEN) == 0


def test_figures_of_sync_handlers_timers_and_threads(page: Page) -> None:
    view = run_handler(
        page,
        PLT
        + """
def handle():
    ui.timer(0.001, lambda: plt.plot([1]), once=True)
    thread = threading.Thread(target=lambda: plt.plot([2])); thread.start(); thread.join()
    plt.plot([3])
""",
        "sync-figure",
    )
    wait_displayed(page, view, 3)
    assert figures(page.run("1", cell_id="after-sync-figure").check()) == 0


def test_a_figure_that_a_cell_draws_is_the_cells(page: Page) -> None:
    """The cell awaits while handlers draw, show and close theirs."""
    view, element = show_button(
        page,
        PLT
        + """
step = asyncio.Event()
async def handle():
    plt.title("handler's")
    plt.plot([1, 2])
    plt.show()
    plt.plot([1, 2])
    plt.close("all")
    plt.plot([3, 4])
    step.set()
""",
        "handler-figure",
    )
    cell = page.start(
        PLT
        + """
plt.plot([5, 6])
await step.wait()
await asyncio.sleep(0.05)
plt.plot([7, 8])
print(len(plt.get_fignums()), len(plt.gca().lines), plt.gca().get_title())
""",
        cell_id="cell-figure",
    )
    page.fire(view, element)
    run = page.finish(cell).check()
    assert run.stdout.split() == ["1", "2"]
    assert figures(run) == 1
    assert len(wait_displayed(page, view, 2)) == 2


def test_interleaved_handlers_draw_a_figure_each(page: Page) -> None:
    code = (
        PLT
        + """
async def handle():
    for number in range({count}):
        plt.plot([number])
        await asyncio.sleep(0.001)
    print(len(plt.gca().lines), "lines")
"""
    )
    views = [run_handler(page, code.format(count=count), f"figure-{count}") for count in (10, 20)]
    for view, count in zip(views, (10, 20), strict=True):
        wait_printed(page, view, f"{count} lines")
        wait_displayed(page, view, 1)


def test_figures_of_what_a_handler_gathers(page: Page) -> None:
    view = run_handler(
        page,
        PLT
        + """
async def draw(number):
    axes = plt.figure().gca()
    await asyncio.sleep(0)
    axes.plot([number])
async def handle():
    await asyncio.gather(draw(1), draw(2))
""",
        "gathered",
    )
    wait_displayed(page, view, 2)


def test_a_figure_that_cannot_be_drawn(page: Page) -> None:
    view = run_handler(page, PLT + "def handle():\n    plt.title('$\\\\frac{$')", "broken-figure")
    wait_printed(page, view, "ValueError")
    assert page.value(OPEN) == 0
    assert figures(page.run("1", cell_id="after-broken-figure").check()) == 0


def test_the_first_to_load_pyplot_is_a_handler(fresh_page: Page) -> None:
    view = run_handler(fresh_page, "def handle():\n    import matplotlib.pyplot as plt\n    plt.plot([1])", "first")
    wait_displayed(fresh_page, view, 1)
    assert figures(fresh_page.run("1", cell_id="next").check()) == 0
    assert printed(view) == ""


def test_other_backends_are_left_alone(fresh_page: Page) -> None:
    view = run_handler(
        fresh_page,
        """
import matplotlib
matplotlib.use("agg")
import matplotlib.pyplot as plt
plt.figure(7)
def handle():
    print(plt.get_fignums())
""",
        "agg",
    )
    wait_printed(fresh_page, view, "[7]")
    assert not displayed(view)
