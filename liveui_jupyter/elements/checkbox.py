"""A checkbox."""

from __future__ import annotations

from html import escape
from typing import Any

from ..core.events import Handler, ValueChangeEventArguments
from .mixins.disableable_element import DisableableElement
from .mixins.text_element import TextElement
from .mixins.value_element import ValueElement


class Checkbox(TextElement, ValueElement[bool], DisableableElement, component="checkbox"):
    """A checkbox.

    Args:
        text: what is written beside it.
        value: whether it is ticked at first.
        on_change: called with `ValueChangeEventArguments`, or nothing; may be a coroutine function.

    Raises:
        TypeError: a parameter is of the wrong type; the text names it.

    ```python
    ui.checkbox("Log scale", on_change=lambda e: ui.notify(f"ticked: {e.value}"))
    ```
    """

    TEXT_KEY = "text"

    def __init__(
        self,
        text: Any = "",
        *,
        value: bool = False,
        on_change: Handler[ValueChangeEventArguments[bool]] | None = None,
    ) -> None:
        super().__init__(text=text, value=value, on_value_change=on_change)

    def _check_value(self, value: Any) -> bool:
        if value is None:
            return False
        if type(value).__name__ not in ("bool", "bool_"):  # numpy's is no subclass of ours
            raise TypeError(f"value: expected True or False, got {value!r}.")
        return bool(value)

    def _static_html(self) -> str:
        checked = " checked" if self.value else ""
        return f'<label><input type="checkbox" disabled{checked}> {escape(self.text)}</label>'
