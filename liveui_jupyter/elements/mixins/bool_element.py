"""Elements that are on or off."""

from __future__ import annotations

from html import escape
from typing import Any

from ...core.events import Handler, ValueChangeEventArguments
from .disableable_element import DisableableElement
from .text_element import TextElement
from .value_element import ValueElement


class BoolElement(TextElement, ValueElement[bool], DisableableElement):
    """An element that is on or off, with a text beside it.

    Args:
        text: what is written beside it.
        value: whether it is on at first; None is off.
        on_change: called with `ValueChangeEventArguments`, or nothing; may be a coroutine function.
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
