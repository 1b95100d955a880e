"""Cards and separators, as they are seen."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

CARDS = """
with ui.row(align_items="stretch"):
    for name, text in (("Boiler 3", "82 °C"), ("Pump 1", "running"), ("Valve 7", "closed")):
        with ui.card():
            ui.label(name).style("font-weight: 600")
            ui.label(text)
    with ui.card().tight():
        with ui.card_section():
            ui.label("A tight card").style("font-weight: 600")
        ui.separator()
        with ui.card_section():
            ui.label("with sections")
            ui.input("Name", value="Ada")
        ui.separator()
        with ui.card_actions().props("align=right"):
            ui.button("Keep", color=None)
            ui.button("Delete", color="negative")
with ui.card():
    ui.label("Outer")
    with ui.row():
        with ui.card():
            ui.label("Inner")
        ui.separator().props("vertical")
        ui.label("right of a line")
    ui.separator()
    ui.slider(min=0, max=100, value=40)
"""


def test_cards_look_at_home(show):
    cell, nb = show(CARDS)
    for theme in ("Light", "Dark"):
        nb.set_theme(f"JupyterLab {theme}")
        expect(cell.get_by_text("right of a line")).to_be_visible()
        nb.screenshot(f"cards-{theme.lower()}")


def test_a_card_goes_round_its_children(show):
    cell, nb = show(
        """
        with ui.card() as card:
            ui.label("first")
            ui.label("second, which is longer")
        """
    )
    frame = cell.locator(".liveui-card").bounding_box()
    first, second = (cell.get_by_text(text, exact=False).bounding_box() for text in ("first", "second"))
    assert frame["x"] < first["x"] == second["x"]
    assert frame["y"] < first["y"] < first["y"] + first["height"] <= second["y"]
    assert second["x"] + second["width"] < frame["x"] + frame["width"] < nb.cell(1).bounding_box()["width"]
    nb.kernel_exec("card.tight()")
    expect(cell.locator(".liveui-card")).to_have_css("padding", "0px")
    tight = cell.locator(".liveui-card").bounding_box()
    assert tight["width"] < frame["width"]
    assert tight["height"] < frame["height"]


@pytest.mark.parametrize(("alignment", "position"), [("start", "left"), ("center", "middle"), ("end", "right")])
def test_alignment_in_a_card(show, alignment, position):
    cell, _ = show(
        f"""
        with ui.card(align_items="{alignment}").style("width: 300px"):
            ui.label("x")
        """
    )
    frame, label = cell.locator(".liveui-card").bounding_box(), cell.get_by_text("x", exact=True).bounding_box()
    before = label["x"] - frame["x"]
    after = frame["x"] + frame["width"] - label["x"] - label["width"]
    seen = "middle" if abs(before - after) < 2 else "left" if before < after else "right"
    assert seen == position


def test_actions_go_where_they_are_told(show):
    cell, nb = show(
        """
        with ui.card().style("width: 300px"):
            with ui.card_actions() as actions:
                ui.label("x")
        """
    )
    label, frame = cell.get_by_text("x", exact=True), cell.locator(".liveui-card").bounding_box()
    assert label.bounding_box()["x"] < frame["x"] + 30
    nb.kernel_exec("actions.props('align=right')")
    expect(cell.locator(".liveui-card-actions")).to_have_css("justify-content", "flex-end")
    assert label.bounding_box()["x"] > frame["x"] + 250


def test_separators(show):
    cell, nb = show(
        """
        with ui.column().style("width: 300px"):
            ui.label("above")
            across = ui.separator()
            with ui.row():
                ui.label("left")
                upright = ui.separator().props("vertical")
                ui.label("right")
        """
    )
    lines = cell.get_by_role("separator")
    expect(lines).to_have_count(2)
    across, upright = lines.nth(0).bounding_box(), lines.nth(1).bounding_box()
    assert (across["width"], across["height"]) == (300, 1)
    assert upright["width"] == 1
    assert upright["height"] == cell.get_by_text("left").bounding_box()["height"]
    expect(lines.nth(1)).to_have_attribute("aria-orientation", "vertical")
    nb.kernel_exec("upright.props(remove='vertical')")
    expect(lines.nth(1)).not_to_have_attribute("aria-orientation", "vertical")
