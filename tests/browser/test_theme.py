"""Interfaces follow JupyterLab's theme, live."""

from __future__ import annotations

import re

from playwright.sync_api import expect

CELL = """
from liveui_jupyter import ui

ui.label("A label")
with ui.row():
    for color in ("primary", "secondary", "positive", "negative", "warning", "info", "dark", None):
        ui.button(str(color), color=color)
with ui.row():
    ui.input("Name", value="Ada", placeholder="who?")
    ui.input("Wrong", value="x", validation=lambda value: "too short")
    ui.checkbox("Ticked", value=True)
    ui.checkbox("Not ticked")
ui.slider(min=0, max=100, value=30)
ui.button("Print", on_click=lambda: print("printed"))
"""


def luminance(color: str) -> float:
    """Of "rgb(…)", from 0 to 1."""
    red, green, blue = (float(part) for part in re.findall(r"[\d.]+", color)[:3])
    scale = 255 if color.startswith("rgb") else 1  # color(srgb …)
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / scale


def color_of(locator, name="color") -> str:
    return locator.evaluate("(node, name) => getComputedStyle(node)[name]", name)


def test_colours_follow_the_theme_live(notebook):
    nb = notebook(CELL)
    nb.run(0)
    nb.cell(0).get_by_role("button", name="Print").click()
    expect(nb.cell(0)).to_contain_text("printed")
    texts = {
        "label": nb.cell(0).get_by_text("A label"),
        "input": nb.cell(0).get_by_role("textbox", name="Name"),
        "checkbox": nb.cell(0).get_by_text("Not ticked"),
        "output": nb.cell(0).get_by_text("printed"),
    }
    for theme in ("Light", "Dark", "Light"):
        nb.set_theme(f"JupyterLab {theme}")
        is_dark = theme == "Dark"
        for name, text in texts.items():
            expect(text, name).to_be_visible()
            assert (luminance(color_of(text)) > 0.5) is is_dark, f"{name} in {theme}: {color_of(text)}"
        nb.screenshot(f"theme-{theme.lower()}")


def test_interface_uses_the_notebooks_font(notebook):
    nb = notebook("from liveui_jupyter import ui; ui.label('A label')")
    nb.run(0)
    label = nb.cell(0).get_by_text("A label")
    expected = nb.page.evaluate("() => getComputedStyle(document.body).getPropertyValue('--jp-ui-font-family')")
    first = expected.split(",")[0].strip().strip("'\"")
    assert first in color_of(label, "fontFamily")


def test_nothing_leaks_out_of_the_interface(notebook):
    nb = notebook("1", CELL)
    nb.run(0)
    look = """() => [document.body, document.documentElement].map((node) => {
      const style = getComputedStyle(node);
      return [...style].map((name) => `${name}: ${style[name]}`);
    })"""
    before = nb.page.evaluate(look)
    nb.run(1)
    expect(nb.cell(1).get_by_text("A label")).to_be_visible()
    assert nb.page.evaluate(look) == before
