"""Expansions, as they are seen and used."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

LOOK = """
with ui.expansion("Measurements", caption="of the last hour", value=True):
    ui.label("82 °C, rising")
    with ui.row():
        ui.input("Limit", value="90")
        ui.button("Set")
with ui.expansion("Log"):
    ui.label("nothing yet")
ui.expansion("Not now", caption="disabled").disable()
with ui.card():
    ui.label("In a card")
    with ui.expansion("Closed"):
        ui.label("inside")
"""


def test_expansions_look_at_home(show):
    cell, nb = show(LOOK)
    for theme in ("Light", "Dark"):
        nb.set_theme(f"JupyterLab {theme}")
        expect(cell.get_by_text("82 °C, rising")).to_be_visible()
        nb.screenshot(f"expansion-{theme.lower()}")


ONE = """
seen = []
with ui.expansion("More", caption="much more", on_value_change=lambda e: seen.append(e.value)) as expansion:
    field = ui.input("Name")
"""


def test_a_click_opens_and_closes(show):
    cell, nb = show(ONE)
    title, inside = cell.get_by_role("button", name="More"), cell.get_by_role("textbox", name="Name")
    expect(cell.get_by_text("much more")).to_be_visible()
    expect(title).to_have_attribute("aria-expanded", "false")
    expect(inside).not_to_be_visible()
    title.click()
    expect(inside).to_be_visible()
    expect(title).to_have_attribute("aria-expanded", "true")
    assert nb.wait_for_kernel("seen") == [True]
    inside.fill("Ada")
    title.click()
    expect(inside).not_to_be_visible()
    nb.wait_for_kernel("seen == [True, False] and not expansion.value")
    title.click()
    expect(inside).to_have_value("Ada")


def test_the_keyboard_opens_and_closes(show):
    cell, nb = show(ONE)
    title, inside = cell.get_by_role("button", name="More"), cell.get_by_role("textbox", name="Name")
    title.focus()
    title.press("Enter")
    expect(inside).to_be_visible()
    title.press("Space")
    expect(inside).not_to_be_visible()
    nb.wait_for_kernel("seen == [True, False]")
    assert nb.mode() == "command"
    assert nb.cells_count() == 2


def test_python_opens_and_closes(show):
    cell, nb = show(ONE)
    inside = cell.get_by_role("textbox", name="Name")
    nb.kernel_exec("expansion.open()")
    expect(inside).to_be_visible()
    nb.kernel_exec("expansion.text = 'Less'; expansion.props('caption=almost')")
    expect(cell.get_by_role("button", name="Less")).to_be_visible()
    expect(cell.get_by_text("almost")).to_be_visible()
    nb.kernel_exec("expansion.close()")
    expect(inside).not_to_be_visible()
    assert nb.wait_for_kernel("len(seen) == 2 and seen") == [True, False]


def test_it_opens_while_the_kernel_is_busy(notebook):
    nb = notebook(
        "from liveui_jupyter import ui\n" + ONE,
        """
        import time
        while not expansion.value:
            time.sleep(0.02)
        values_in_loop = list(seen)
        while expansion.value:
            time.sleep(0.02)
        """,
    )
    nb.run(0)
    nb.start(1)
    title, inside = (nb.cell(0).get_by_role(role) for role in ("button", "textbox"))
    title.click()
    expect(inside).to_be_visible()
    assert nb.is_running(1)
    title.click()
    expect(inside).not_to_be_visible()
    nb.wait_done(1)
    assert nb.kernel_eval("values_in_loop") == []
    nb.wait_for_kernel("seen == [True, False]")


GROUP = """
seen = []
def note(event):
    seen.append((event.sender.text, event.value))
parts = {}
for name in "abc":
    with ui.expansion(name, group='the "g"' if name != "c" else None, on_value_change=note) as parts[name]:
        ui.label(f"inside {name}")
"""


def test_one_of_a_group_is_open(show):
    cell, nb = show(GROUP)
    a, b, c = (cell.get_by_text(f"inside {name}") for name in "abc")
    cell.get_by_role("button", name="a").click()
    cell.get_by_role("button", name="c").click()
    expect(a).to_be_visible()
    cell.get_by_role("button", name="b").click()
    expect(b).to_be_visible()
    expect(a).not_to_be_visible()
    expect(c).to_be_visible()
    nb.wait_for_kernel("[part.value for part in parts.values()] == [False, True, True]")
    nb.kernel_exec("parts['a'].open()")
    expect(a).to_be_visible()
    expect(b).not_to_be_visible()
    nb.wait_for_kernel("len(seen) == 6")
    assert nb.kernel_eval("sorted(map(str, seen))") == sorted(
        map(str, [("a", True), ("c", True), ("b", True), ("a", False), ("a", True), ("b", False)])
    )


def test_what_is_inside_another_is_its_own(show):
    cell, nb = show(
        """
        with ui.expansion("outer", value=True) as outer:
            with ui.expansion("inner") as inner:
                ui.label("deep")
        """
    )
    cell.get_by_role("button", name="inner").click()
    expect(cell.get_by_text("deep")).to_be_visible()
    nb.wait_for_kernel("inner.value")
    cell.get_by_role("button", name="inner").click()
    nb.wait_for_kernel("not inner.value")
    assert nb.kernel_eval("outer.value") is True
    expect(cell.get_by_role("button", name="inner")).to_be_visible()


def test_a_disabled_one_stays_as_it_is(show):
    cell, nb = show(ONE)
    nb.kernel_exec("expansion.disable()")
    title, inside = cell.get_by_role("button", name="More"), cell.get_by_role("textbox", name="Name")
    expect(title).to_have_attribute("aria-disabled", "true")
    title.click(force=True)
    nb.kernel_exec("expansion.enable()")
    expect(title).to_have_attribute("aria-disabled", "false")
    expect(inside).not_to_be_visible()
    title.click()
    expect(inside).to_be_visible()


@pytest.mark.fresh_page
def test_two_tabs_open_together(notebook):
    nb = notebook("from liveui_jupyter import ui\n" + GROUP)
    nb.run(0)
    expect(nb.cell(0).get_by_role("button", name="a")).to_be_visible()
    other = nb.open_second_tab()
    other.cell(0).get_by_role("button", name="a").click()
    expect(nb.cell(0).get_by_text("inside a")).to_be_visible()
    nb.cell(0).get_by_role("button", name="b").click()
    expect(other.cell(0).get_by_text("inside b")).to_be_visible()
    expect(other.cell(0).get_by_text("inside a")).not_to_be_visible()
    nb.wait_for_kernel("len(seen) == 3")
    assert nb.kernel_eval("[part.value for part in parts.values()]") == [False, True, False]
