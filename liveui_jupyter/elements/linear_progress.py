"""A bar that shows how far something is."""

from __future__ import annotations

from typing import Any

from .mixins.number_check import check_number
from .mixins.value_element import ValueElement


class LinearProgress(ValueElement[float], component="linear_progress"):
    """A bar that shows how far something is; it follows a loop that keeps the kernel busy.

    Args:
        value: how far, from 0.0 to 1.0; what lies outside is shown as the nearer of these.
        size: the bar's height in CSS, such as "20px"; default is 8px with the value, else 4px.
        show_value: show the value in per cent, beside the bar.
        color: "primary", "secondary", "accent", "positive", "negative", "warning", "info", "dark", any CSS colour, or
            None for a grey one.

    Raises:
        TypeError: a parameter is of the wrong type; the text names it.
        ValueError: `value` isn't finite.

    Where it is unknown how far it is, `.props("indeterminate")` lets the bar move to and fro.

    ```python
    bar = ui.linear_progress(size="12px")
    for step in range(100):
        bar.value = (step + 1) / 100
    ```
    """

    def __init__(
        self,
        value: float = 0.0,
        *,
        size: str | None = None,
        show_value: bool = True,
        color: str | None = "primary",
    ) -> None:
        if size is not None and not isinstance(size, str):
            raise TypeError(f'size: expected a CSS length such as "20px", got {size!r}.')
        if color is not None and not isinstance(color, str):
            raise TypeError(f'color: expected a name such as "primary" or a CSS colour, got {color!r}.')
        super().__init__(value=value)
        self.props.set_optional("size", size)
        self.props.set_bool("show_value", show_value)
        self.props["color"] = color

    def _check_value(self, value: Any) -> float:
        return check_number("value", value)

    def _static_html(self) -> str:
        share = min(1.0, max(0.0, self.value))
        text = f" {share:.0%}" if self.props.get("show_value") else ""
        return f'<div><progress value="{share}"></progress>{text}</div>'
