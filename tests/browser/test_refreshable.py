"""Refreshable parts of an interface, as they are seen."""

from __future__ import annotations

from playwright.sync_api import expect

# Notes every text that the list ever shows.
WATCH = """
(view) => {
  const content = view.shadowRoot.querySelector(".liveui-content");
  window.seen = new Set([content.innerText]);
  new MutationObserver(() => window.seen.add(content.innerText))
    .observe(content, { childList: true, subtree: true, characterData: true, attributes: true });
}
"""


def test_it_changes_in_one_step(show):
    cell, nb = show(
        """
        import time
        names = ["a", "b"]

        @ui.refreshable
        def listing():
            for name in names:
                ui.label(name)
                time.sleep(0.1)  # longer than what a batch waits for
        def change():
            names.reverse()
            listing.refresh()

        ui.label("above")
        listing()
        ui.button("Reverse", on_click=change)
        """
    )
    expect(cell.get_by_role("button")).to_be_visible()
    cell.locator("liveui-view").evaluate(WATCH)
    cell.get_by_role("button").click()
    nb.wait_for_kernel("names == ['b', 'a']")
    expect(cell.locator(".liveui-label")).to_have_text(["above", "b", "a"])
    seen = nb.page.evaluate("[...window.seen]")
    assert seen == ["above\na\nb\nReverse", "above\nb\na\nReverse"]


def test_it_is_refreshed_from_another_cell(notebook):
    nb = notebook(
        """
        from liveui_jupyter import ui
        total = 1

        @ui.refreshable
        def shown():
            ui.label(f"total {total}")

        shown()
        """,
        "total = 2\nshown.refresh()",
    )
    nb.run_all()
    expect(nb.cell(0)).to_contain_text("total 2")
    assert nb.output_text(1) == ""


def test_its_errors_appear_where_it_was_refreshed(show):
    cell, nb = show(
        """
        divisor = 1

        @ui.refreshable
        def shown():
            ui.label(f"is {1 / divisor}")

        def break_it():
            global divisor
            divisor = 0
            shown.refresh()

        shown()
        ui.button("Break", on_click=break_it)
        """
    )
    cell.get_by_role("button", name="Break").click()
    expect(cell).to_contain_text("ZeroDivisionError")
    expect(cell.get_by_text("is 1.0")).to_be_visible()
    nb.kernel_exec("divisor = 4; shown.refresh()")
    expect(cell.get_by_text("is 0.25")).to_be_visible()
