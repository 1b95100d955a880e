"""A page and a kernel that speak different versions of the protocol."""

from __future__ import annotations

from playwright.sync_api import expect


def test_a_page_older_than_the_kernel_says_so(notebook):
    nb = notebook(
        """
        from liveui_jupyter import ui

        ui.button("Press", on_click=lambda: print("heard"))
        """
    )
    nb.run(0)
    button = nb.cell(0).get_by_role("button", name="Press")
    button.click()
    expect(nb.cell(0)).to_contain_text("heard")
    nb.kernel_exec("import liveui_jupyter.core.inbox as inbox; inbox.PROTOCOL_VERSION = 99")
    button.click()
    expect(nb.cell(0).get_by_role("alert")).to_contain_text("The page speaks protocol version")
    expect(nb.cell(0).get_by_role("alert")).to_contain_text("Reload the page")
    nb.screenshot("version")
