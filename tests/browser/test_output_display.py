"""What handlers display: by JupyterLab's own renderers, below the interface, in every view."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import faults
from tests.browser.contrast import too_faint

RICH = """
import asyncio
import ipywidgets, pandas
import matplotlib.pyplot as plt
from IPython.display import HTML, JSON, Image, Latex, Markdown, SVG, clear_output, display

def show(*things):
    return lambda: display(*things)
"""

CHART = """{
    "application/vnd.vegalite.v5+json": {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "data": {"values": [{"a": "A", "b": 28}, {"a": "B", "b": 55}]},
        "mark": "bar",
        "encoding": {"x": {"field": "a", "type": "nominal"}, "y": {"field": "b", "type": "quantitative"}},
    },
    "text/plain": "chart",
}"""

NO_RENDERERS = "for (const view of document.querySelectorAll('liveui-view')) view.rendermime = undefined;"


def click(cell, name):
    cell.get_by_role("button", name=name, exact=True).click()


def test_rich_displays(show):
    cell, nb = show(
        RICH
        + f"""
ui.button("Table", on_click=show(pandas.DataFrame({{"city": ["Berlin"], "people": [3.7]}})))
ui.button("Markdown", on_click=show(Markdown("some *stress*")))
ui.button("Formula", on_click=show(Latex("$$x^2$$")))
ui.button("Chart", on_click=lambda: display({CHART}, raw=True))
ui.button("Data", on_click=show(JSON({{"key": "value"}})))
ui.button("Picture", on_click=show(SVG("<svg xmlns='http://www.w3.org/2000/svg' width='30' height='20'></svg>")))
"""
    )
    click(cell, "Table")
    table = cell.get_by_role("table")
    expect(table).to_contain_text("Berlin")
    assert table.evaluate("table => getComputedStyle(table).borderCollapse") == "collapse", "JupyterLab's style"
    click(cell, "Markdown")
    expect(cell.locator("em")).to_have_text("stress")
    click(cell, "Formula")
    expect(cell.locator("mjx-container")).to_be_visible()
    click(cell, "Chart")
    expect(cell.locator("canvas, .vega-embed svg").first).to_be_visible()
    click(cell, "Data")
    expect(cell.get_by_text("key")).to_be_visible()
    click(cell, "Picture")
    expect(cell.locator("img").last).to_be_visible()
    assert len(nb.outputs(1)) == 1, "all of it is in the client's own output"


def test_figures(show):
    cell, nb = show(
        RICH
        + """
def plot():
    print("before")
    plt.figure(figsize=(3, 2)); plt.plot([1, 2]); plt.show()
    print("after")
    plt.figure(figsize=(3, 2)); plt.plot([2, 1])
ui.button("Plot", on_click=plot)
"""
    )
    click(cell, "Plot")
    images = cell.locator("img")
    expect(images).to_have_count(2)
    expect(images.last).to_be_visible()
    before, after = (cell.get_by_text(text, exact=True).bounding_box()["y"] for text in ("before", "after"))
    first, second = (image.bounding_box()["y"] for image in images.all())
    assert before < first < after < second
    assert images.first.evaluate("image => image.naturalWidth") > 100
    run = nb.add_cell("plt.plot([1])")
    nb.run(run)
    assert sum("image/png" in output.get("data", {}) for output in nb.outputs(run)) == 1


def test_a_figure_drawn_by_a_cell_that_awaits_stays_one(show):
    cell, nb = show(
        RICH
        + """
count = 0
def plot():
    global count
    count += 1
    plt.figure(figsize=(2, 1)); plt.plot([count]); plt.show()
ui.button("Plot", on_click=plot)
"""
    )
    awaiting = nb.add_cell(
        """
        plt.figure(figsize=(2, 1)); plt.plot([1, 2])
        while count < 3:
            await asyncio.sleep(0.01)
        plt.plot([2, 1])
        print(len(plt.get_fignums()), "figure", len(plt.gca().lines), "lines")
        """
    )
    nb.start(awaiting)
    for number in range(1, 4):
        click(cell, "Plot")
        expect(cell.locator("img")).to_have_count(number)
    nb.wait_done(awaiting)
    assert "1 figure 2 lines" in nb.streams(awaiting)
    assert sum("image/png" in output.get("data", {}) for output in nb.outputs(awaiting)) == 1


def test_widgets_work(show):
    cell, nb = show(
        RICH
        + """
slider = ipywidgets.IntSlider(description="Amount")
accordion = ipywidgets.Accordion([ipywidgets.Text(description="inside")], titles=["Section"])
ui.button("Widgets", on_click=show(slider, accordion))
"""
    )
    click(cell, "Widgets")
    handle = cell.get_by_role("slider")
    expect(handle).to_be_visible()
    handle.focus()
    for _ in range(5):
        handle.press("ArrowRight")
    assert nb.wait_for_kernel("slider.value == 5")
    nb.kernel_exec("slider.value = 42")
    expect(cell.locator(".widget-readout")).to_have_text("42")
    cell.get_by_text("Section").click()
    box = cell.get_by_role("textbox", name="inside")
    box.press_sequentially("dd")  # a shortcut of the notebook, which deletes the cell
    expect(box).to_have_value("dd")
    expect(cell.get_by_role("button", name="Widgets")).to_be_visible()


def test_what_is_cleared_is_disposed_of(show):
    cell, nb = show(
        RICH
        + f"""
slider = ipywidgets.IntSlider(description="Amount")
def all_of_it():
    display(slider)
    display(HTML("<b>bold</b>"))
    display({CHART}, raw=True)
ui.button("Show", on_click=all_of_it)
ui.button("Clear", on_click=lambda: clear_output())
"""
    )
    for _ in range(3):
        click(cell, "Show")
        expect(cell.get_by_role("slider")).to_be_visible()
        expect(cell.locator("canvas, .vega-embed svg").first).to_be_visible()
        click(cell, "Clear")
        expect(cell.get_by_role("slider")).to_have_count(0)
    left = cell.locator("liveui-view").evaluate("view => view.children.length")
    assert left == 0
    nb.run(1)
    expect(cell.get_by_role("button", name="Show")).to_be_visible()


def test_updates_and_animations_stay_in_their_place(show):
    cell, nb = show(
        RICH
        + """
async def update():
    handle = display(HTML("<i>one</i>"), display_id=True)
    print("below")
    handle.update(HTML("<i>two</i>"))

step = asyncio.Event()
async def animate():
    clear_output()
    for number in range(3):
        clear_output(wait=True)
        display(HTML(f"<p id='frame-{number}' style='height: 100px'>frame {number}</p>"))
        await step.wait()
        step.clear()
ui.button("Update", on_click=update)
ui.button("Animate", on_click=animate)
ui.button("Step", on_click=lambda: step.set())
"""
    )
    click(cell, "Update")
    expect(cell.locator("i")).to_have_text("two")
    assert cell.locator("i").bounding_box()["y"] < cell.get_by_text("below").bounding_box()["y"]
    click(cell, "Animate")
    expect(cell.locator("#frame-0")).to_be_visible()
    display = cell.locator(".liveui-output-display")
    node = display.element_handle()
    # Frames follow each other in one place; its height is noted whenever anything changes there.
    display.evaluate(
        "node => { window.heights = []; new ResizeObserver(() => heights.push(node.offsetHeight)).observe(node); }"
    )
    for number in (1, 2):
        click(cell, "Step")
        expect(cell.locator(f"#frame-{number}")).to_be_visible()
    assert node.evaluate("node => node.isConnected")
    assert min(nb.page.evaluate("heights")) > 90


def test_two_views_and_a_page_that_comes_later_show_it_all(notebook):
    nb = notebook(
        RICH
        + """
from liveui_jupyter import Client, ui
slider = ipywidgets.IntSlider(description="Amount")
client = Client()
with client:
    ui.button("Show", on_click=lambda: display(slider, HTML("<b>bold</b>")))
display(client)
""",
        "display(client)",
    )
    nb.run_all()
    click(nb.cell(0), "Show")
    for index in (0, 1):
        expect(nb.cell(index).get_by_role("slider")).to_be_visible()
        expect(nb.cell(index).locator("b")).to_have_text("bold")
    nb.cell(0).get_by_role("slider").press("ArrowRight")
    expect(nb.cell(1).locator(".widget-readout")).to_have_text("1")
    nb.run(1)  # one of the views goes, and another comes
    for index in (0, 1):
        expect(nb.cell(index).get_by_role("slider")).to_be_visible()


@pytest.mark.fresh_page
def test_it_is_there_after_a_reload(notebook):
    nb = notebook(
        RICH
        + """
from liveui_jupyter import ui
ui.button("Show", on_click=lambda: (print("text"), display(HTML("<b>bold</b>"))))
"""
    )
    nb.run(0)
    click(nb.cell(0), "Show")
    expect(nb.cell(0).locator("b")).to_have_text("bold")
    nb.reload()
    expect(nb.cell(0).locator("b")).to_have_text("bold")
    expect(nb.cell(0)).to_contain_text("text")


def test_the_finished_cell_holds_it_as_html(show):
    cell, nb = show(
        """
from IPython.display import HTML, display
import asyncio
done = asyncio.Event()
def press():
    print("printed & kept")
    display({"image/png": "iVBORw0KGgo=", "text/plain": "figure"}, raw=True)
    done.set()
ui.timer(0.001, press, once=True)
await done.wait()
"""
    )
    expect(cell).to_contain_text("printed & kept")
    html = "".join(nb.outputs(1)[0]["data"]["text/html"])
    assert "printed &amp; kept" in html
    assert 'src="data:image/png;base64,iVBORw0KGgo="' in html


def test_where_the_page_has_no_renderers(show):
    cell, nb = show(
        RICH
        + """
html = "<b onclick='x()'>bold</b><script>window.hacked = 1</script><table><tr><td>cell</td></tr></table>"
def all_of_it():
    display(HTML(html))
    plt.figure(figsize=(2, 1)); plt.plot([1]); plt.show()
    display(SVG("<svg xmlns='http://www.w3.org/2000/svg' width='30' height='20'></svg>"))
    display(Latex("$x$"))
ui.button("Show", on_click=all_of_it)
"""
    )
    nb.page.evaluate(NO_RENDERERS)
    click(cell, "Show")
    expect(cell.locator("b")).to_have_text("bold")
    assert cell.locator("b").get_attribute("onclick") is None
    expect(cell.locator("td")).to_have_text("cell")
    expect(cell.locator("img")).to_have_count(2)
    assert cell.locator("img").first.evaluate("image => image.decode().then(() => image.naturalWidth)") > 50
    expect(cell).to_contain_text("IPython.core.display.Latex")
    assert nb.page.evaluate("window.hacked") is None


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_it_can_be_read_in_light_and_dark(show, theme):
    cell, nb = show(
        RICH
        + """
import sys
COLOURS = [*range(30, 38), *range(90, 98), *(f"38;5;{n}" for n in range(16, 256, 17)), 41, 103, "7", "1;2"]
def press():
    for colour in COLOURS:
        print(f"\\x1b[{colour}mcolour {colour}\\x1b[0m", end=" ")
        print(f"\\x1b[{colour}mcolour {colour}\\x1b[0m", end=" ", file=sys.stderr)
    print()
    display("plain", Markdown("some *stress*"))
    1 / 0
ui.button("Press", on_click=press)
"""
    )
    nb.set_theme(f"JupyterLab {theme}")
    click(cell, "Press")
    expect(cell).to_contain_text("ZeroDivisionError")
    cell.get_by_role("button", name="Show all").click()
    expect(cell.get_by_role("button", name="Fold")).to_be_visible()
    assert faults(cell.locator("liveui-view")) == []
    assert too_faint(cell.locator("liveui-view")) == []
    nb.screenshot(f"output-{theme.lower()}")
