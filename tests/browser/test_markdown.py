"""Markdown in the page."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser import accessibility


def test_markdown(show):
    cell, nb = show("text = ui.markdown('# Title\\n\\n- [x] *done*')")
    expect(cell.get_by_role("heading", name="Title")).to_be_visible()
    expect(cell.get_by_role("checkbox", name="done")).to_be_checked()
    nb.kernel_exec("text.content = '## Other'")
    expect(cell.get_by_role("heading", name="Other")).to_be_visible()
    expect(cell.get_by_role("heading", name="Title")).to_have_count(0)


def test_html_in_markdown_is_made_harmless(notebook):
    nb = notebook(
        "from liveui_jupyter import ui",
        "ui.markdown('<b onclick=attack()>b</b> <img src=x onerror=attack()>\\n\\n<script>attack()</script>\\n\\nend')",
    )
    nb.page.evaluate("() => { window.attacks = 0; window.attack = () => { attacks += 1 } }")
    nb.watch.allow("Failed to load resource: .*404")
    nb.run_all()
    expect(nb.cell(1).get_by_text("end")).to_be_visible()
    nb.cell(1).locator("b").click()
    assert nb.page.evaluate("() => attacks") == 0
    expect(nb.cell(1).locator("script")).to_have_count(0)


LOOKS = '''
from liveui_jupyter import ui

with ui.row(align_items="start").style("gap: 32px"):
    ui.markdown("""
        # Fit of the decay

        The fit **converged** after *12* steps; see `result.x` and [the docs](https://example.org/).
        ~~Second try.~~

        - [x] read the data
        - [ ] write it up
        - and so on

        | parameter | value |   error |
        |:----------|------:|--------:|
        | slope     |  0.31 |   0.002 |
        | offset    |  1.02 |   0.1   |

        > Said by somebody.
    """).style("width: 380px")
    ui.markdown("""
        ```python
        @cache
        class Model(Base):
            """A model."""

            def fit(self, data: list[float], *, steps=12) -> bool:
                # until it converges
                for step in range(steps):
                    print(f"{step}: {self.loss(data):.3f}")
                return not self.is_bad and True
        ```

        ```json
        {"name": "Ada", "born": 1815, "known": true}
        ```

        ```diff
        - old
        + new
        ```

        > [!NOTE]
        > Good to know.

        > [!CAUTION]
        > Not to be done.
    """, extras=[*ui.markdown.default_extras, "alerts"]).style("width: 460px")
'''


def test_looks(notebook):
    nb = notebook(LOOKS.replace('"""A model."""', "'A model.'"))
    nb.run(0)
    nb.page.keyboard.press("Escape")
    for theme in ("Light", "Dark"):
        nb.set_theme(f"JupyterLab {theme}")
        nb.cell(0).scroll_into_view_if_needed()
        nb.screenshot(f"markdown-{theme.lower()}")
        assert accessibility.faults(nb.cell(0).locator("liveui-view")) == []
