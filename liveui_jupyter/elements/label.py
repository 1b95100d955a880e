"""Text."""

from __future__ import annotations

from html import escape
from typing import Any

from .mixins.text_element import TextElement


class Label(TextElement, component="label"):
    """Shows some text.

    Args:
        text: the text; anything else is shown as `str()` gives it.

    ```python
    label = ui.label("Hello")
    label.text = "Hello again"
    ```
    """

    def __init__(self, text: Any = "") -> None:
        super().__init__(text=text)

    def _static_html(self) -> str:
        return f"<div>{escape(self.text)}</div>"
