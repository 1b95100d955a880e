"""A slider."""

from __future__ import annotations

from typing import Any

from ..core.events import Handler, ValueChangeEventArguments
from .mixins.disableable_element import DisableableElement
from .mixins.number_check import check_number, whole
from .mixins.value_element import ValueElement

DRAG_INTERVAL = 0.05
"""Seconds between two events while dragging, as in NiceGUI."""


class Slider(ValueElement[float], DisableableElement, component="slider"):
    """A slider.

    Args:
        min: lowest value.
        max: highest value.
        step: step between values.
        value: first value; default is `min`.
        on_change: called with `ValueChangeEventArguments`, or nothing, also while dragging (at most 20 times a second);
            may be a coroutine function. For the end of dragging alone, use `.on("change", …)`.

    Raises:
        TypeError: a parameter is of the wrong type; the text names it.
        ValueError: `max` isn't greater than `min`, `step` not greater than 0, or a number not finite.

    ```python
    ui.slider(min=0, max=100, value=50, on_change=lambda e: shown.set_text(f"{e.value:g} %"))
    shown = ui.label("50 %")
    ```
    """

    def __init__(
        self,
        *,
        min: float,
        max: float,
        step: float = 1.0,
        value: float | None = None,
        on_change: Handler[ValueChangeEventArguments[float]] | None = None,
    ) -> None:
        low, high, stride = check_number("min", min), check_number("max", max), check_number("step", step)
        if not high > low:
            raise ValueError(f"max: expected more than min ({min}), got {max}.")
        if not stride > 0:
            raise ValueError(f"step: expected more than 0, got {step}.")
        super().__init__(value=low if value is None else value, on_value_change=on_change, throttle=DRAG_INTERVAL)
        self.props["min"] = low
        self.props["max"] = high
        self.props["step"] = stride

    def _check_value(self, value: Any) -> float:
        return check_number("value", value)

    def _value_from_page(self, args: Any) -> float:
        value = check_number("value", args)
        return whole(value) if self._has_whole_steps() else value

    def _has_whole_steps(self) -> bool:
        return all(float(self.props.get(key, 1)).is_integer() for key in ("min", "step"))

    def _static_html(self) -> str:
        low, high = self.props.get("min", 0), self.props.get("max", 1)
        return f'<input type="range" min="{low}" max="{high}" value="{self.value}" disabled> {self.value}'
