"""Options to choose one from, all of them in sight."""

from __future__ import annotations

from html import escape
from typing import Any

from ..core.events import Handler, ValueChangeEventArguments
from .mixins.choice_element import ChoiceElement
from .mixins.choices import Options
from .mixins.disableable_element import DisableableElement


class Radio(ChoiceElement, DisableableElement, component="radio"):
    """Options to choose one from, below each other; with `.props("inline")`, side by side.

    Args:
        options: values, which are shown as `str()` gives them (members of enums by their names), or a dict that maps
            values to labels. Values may be anything.
        value: what is chosen at first, None for nothing.
        on_change: called with `ValueChangeEventArguments`, or nothing; may be a coroutine function.

    Raises:
        TypeError: `options` is neither a list nor a dict, or `on_change` no function.
        ValueError: `value` is none of the options.

    ```python
    ui.radio(["small", "medium", "large"], value="medium", on_change=lambda e: ui.notify(e.value)).props("inline")
    ```
    """

    def __init__(
        self,
        options: Options,
        *,
        value: Any = None,
        on_change: Handler[ValueChangeEventArguments[Any]] | None = None,
    ) -> None:
        super().__init__(options=options, value=value, on_value_change=on_change)

    def _static_html(self) -> str:
        chosen = self._choices.index(self.value)
        rows = (
            f'<label><input type="radio" disabled{" checked" if index == chosen else ""}> {escape(label)}</label>'
            for index, label in enumerate(self._choices.labels)
        )
        return f"<div>{'<br>'.join(rows)}</div>"
