"""Select and radio, as they are seen and used."""

from __future__ import annotations

from playwright.sync_api import expect


def test_select_by_mouse_and_keyboard(show):
    cell, nb = show("made = ui.select(['red', 'green', 'blue'], label='Colour', value='red')")
    box = cell.get_by_role("combobox", name="Colour")
    box.click()
    cell.get_by_role("option", name="blue").click()
    nb.wait_for_kernel("made.value == 'blue'")
    box.press("Enter")
    expect(cell.get_by_role("option", name="green")).to_be_visible()
    box.press("ArrowUp")
    box.press("Enter")
    nb.wait_for_kernel("made.value == 'green'")
    box.press("Enter")
    expect(cell.get_by_role("option", name="green")).to_be_visible()
    box.press("Escape")
    expect(cell.get_by_role("option", name="green")).not_to_be_visible()
    assert nb.cells_count() == 2
    nb.kernel_exec("made.set_options({1: 'one', 2: 'two'}, value=2)")
    expect(box).to_have_value("two")


def test_select_several(show):
    cell, nb = show("made = ui.select(['a', 'b', 'c'], label='Letters', value=['a'], multiple=True)")
    cell.get_by_role("combobox", name="Letters").press("Enter")  # its middle is covered by what is chosen
    cell.get_by_role("option", name="c").click()
    nb.wait_for_kernel("made.value == ['a', 'c']")
    cell.get_by_role("option", name="a").click()
    nb.wait_for_kernel("made.value == ['c']")


def test_radio(show):
    cell, nb = show("made = ui.radio(['small', 'large'], value='small').props('inline')")
    expect(cell.get_by_role("radio", name="small")).to_be_checked()
    cell.get_by_role("radio", name="large").click()
    nb.wait_for_kernel("made.value == 'large'")
    cell.get_by_role("radio", name="large").press("ArrowLeft")
    nb.wait_for_kernel("made.value == 'small'")
    nb.kernel_exec("made.set_options(['huge', 'tiny'], value='tiny')")
    expect(cell.get_by_role("radio", name="tiny")).to_be_checked()
    nb.kernel_exec("made.value = None; made.disable()")
    expect(cell.get_by_role("radio", name="tiny")).not_to_be_checked()
    expect(cell.get_by_role("radio", name="huge")).to_be_disabled()
