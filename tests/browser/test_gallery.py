"""Every example of the documentation, in light and dark: it runs, suits axe-core, and is kept as a picture."""

from __future__ import annotations

import inspect
import re

import pytest

from liveui_jupyter import ui
from tests.browser import accessibility
from tests.browser.harness.notebook import RESULTS

_EXAMPLE = re.compile(r"```python\n(.*?)```", re.DOTALL)


def examples() -> dict[str, str]:
    """Return the examples in the docstrings of `ui`, by name."""
    found = {}
    for name in ui.__all__:
        match = _EXAMPLE.search(inspect.getdoc(getattr(ui, name)) or "")
        if match is not None:
            found[name] = match[1]
    return found


def has_adapter(name: str) -> bool:
    return inspect.isclass(getattr(ui, name)) and issubclass(getattr(ui, name), ui.element)


def test_every_element_has_an_example():
    missing = [name for name in ui.__all__ if has_adapter(name) and name not in examples()]
    assert missing == []


def test_what_cannot_be_read_is_found(notebook):
    nb = notebook("from liveui_jupyter import ui\nui.label('Faint').style('color: #888; background: #777')")
    nb.run(0)
    view = nb.cell(0).locator("liveui-view")
    view.get_by_text("Faint").wait_for()
    assert [fault.partition(":")[0] for fault in accessibility.faults(view)] == ["color-contrast"]


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_examples(notebook, theme):
    named = examples()
    nb = notebook("from liveui_jupyter import ui", *named.values())
    nb.set_theme(f"JupyterLab {theme}")
    try:
        nb.run_all()
        faults = []
        for index, name in enumerate(named, start=1):
            view = nb.cell(index).locator("liveui-view")
            view.wait_for(state="attached")
            view.scroll_into_view_if_needed()
            nb.whole_cell(index).screenshot(path=RESULTS / f"gallery-{name}-{theme.lower()}.png")
            faults += [f"ui.{name}: {fault}" for fault in accessibility.faults(view)]
            faults += [f"ui.{name}: {text}" for text in view.locator(".liveui-output").all_inner_texts() if text]
    finally:
        nb.set_theme("JupyterLab Light")
    assert not faults, "\n".join(faults)
