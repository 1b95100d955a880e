"""A number to type."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from ..core.events import GenericEventArguments, Handler, ValueChangeEventArguments
from .mixins.affix_element import AffixElement
from .mixins.disableable_element import DisableableElement
from .mixins.label_element import LabelElement
from .mixins.number_check import check_number, whole
from .mixins.validation_element import Validation, ValidationElement

if TYPE_CHECKING:
    from ..core.listeners import EventListener


class Number(LabelElement, AffixElement, ValidationElement["float | None"], DisableableElement, component="number"):
    """A number that the user types, or changes with buttons and arrow keys.

    `on_change` is called with every keystroke that makes a number; "-" or "1e" aren't any yet. Limits and precision are
    applied when the user leaves the field. A whole number from the user is an int, another one a float.

    Args:
        label: name shown above it.
        placeholder: shown while it is empty.
        value: the first number; None for none.
        min: lowest number.
        max: highest number.
        precision: how many decimal places are kept; a negative one rounds to tens, hundreds, …
        step: what buttons and arrow keys add or take away; default is 1.
        prefix: shown in front of the number.
        suffix: shown behind it, such as a unit.
        format: how the number is shown, such as "%.2f".
        on_change: called with `ValueChangeEventArguments`, or nothing; may be a coroutine function.
        validation: function that returns an error text or None (it may be async), or a dict that maps error texts to
            functions that return True for a good number (or for None, if the field is empty).

    Raises:
        TypeError: a parameter is of the wrong type; the text names it.
        ValueError: `max` is less than `min`, `step` not greater than 0, a number not finite, or `format` makes no
            number.

    ```python
    ui.number("Width", value=1.5, min=0, max=10, step=0.5, suffix="mm", on_change=lambda e: ui.notify(e.value))
    ```
    """

    def __init__(
        self,
        label: str | None = None,
        *,
        placeholder: str | None = None,
        value: float | None = None,
        min: float | None = None,
        max: float | None = None,
        precision: int | None = None,
        step: float | None = None,
        prefix: str | None = None,
        suffix: str | None = None,
        format: str | None = None,
        on_change: Handler[ValueChangeEventArguments[float | None]] | None = None,
        validation: Validation | None = None,
    ) -> None:
        low, high, stride = _optional("min", min), _optional("max", max), _optional("step", step)
        if low is not None and high is not None and high < low:
            raise ValueError(f"max: expected at least min ({min}), got {max}.")
        if stride is not None and not stride > 0:
            raise ValueError(f"step: expected more than 0, got {step}.")
        self._precision = _check_precision(precision)
        self._format = _check_format(format)
        super().__init__(
            label=label, prefix=prefix, suffix=suffix, value=value, on_value_change=on_change, validation=validation
        )
        self.props.set_optional("placeholder", None if placeholder is None else str(placeholder))
        self.props.set_optional("min", low)
        self.props.set_optional("max", high)
        self.props.set_optional("step", stride)
        self.on("blur", self._leave, [])

    @property
    def min(self) -> float:
        """The lowest number, minus infinity for no limit; None takes the limit away."""
        return float("-inf") if self.props.get("min") is None else self.props["min"]

    @min.setter
    def min(self, value: float | None) -> None:
        self.props.set_optional("min", _optional("min", value))
        self.sanitize()

    @property
    def max(self) -> float:
        """The highest number, infinity for no limit; None takes the limit away."""
        return float("inf") if self.props.get("max") is None else self.props["max"]

    @max.setter
    def max(self, value: float | None) -> None:
        self.props.set_optional("max", _optional("max", value))
        self.sanitize()

    @property
    def precision(self) -> int | None:
        """How many decimal places are kept; None for all."""
        return self._precision

    @precision.setter
    def precision(self, value: int | None) -> None:
        self._precision = _check_precision(value)
        self.sanitize()

    @property
    def format(self) -> str | None:
        """How the number is shown, such as "%.2f"."""
        return self._format

    @format.setter
    def format(self, value: str | None) -> None:
        self._format = _check_format(value)
        self._set_state("value", self._value_to_page(self.value))

    @property
    def out_of_limits(self) -> bool:
        """Whether the number is less than `min` or more than `max`."""
        return self.value is not None and not self.min <= self.value <= self.max

    def sanitize(self) -> None:
        """Fit the number into its limits, and round it to its precision and to what `format` shows."""
        value = self.value
        if value is None:
            return
        fitted = min(max(value, self.min), self.max)
        if self._precision is not None:
            fitted = round(fitted, self._precision)
            fitted = whole(fitted) if self._precision <= 0 else fitted
        if self._format is not None:
            fitted = _parse(self._format % fitted)
        if fitted != value:
            self.value = fitted

    def _receive(self, listener: EventListener, args: Any, applied: int) -> GenericEventArguments:
        if listener.handler == self._leave:
            args = self.value  # by the time of the handler's turn, another number may be half typed
        received: GenericEventArguments = super()._receive(listener, args, applied)
        return received

    def _leave(self, event: GenericEventArguments) -> None:
        if event.args == self.value:
            self.sanitize()

    def _check_value(self, value: Any) -> float | None:
        return _optional("value", value)

    def _value_from_page(self, args: Any) -> float | None:
        value = self._check_value(args)
        return value if value is None else whole(value)

    def _value_to_page(self, value: float | None) -> float | str | None:
        return value if value is None or self._format is None else self._format % value

    def _static_html(self) -> str:
        shown = self._value_to_page(self.value)
        prefix, suffix = escape(self.prefix or ""), escape(self.suffix or "")
        number = f'<input type="number" value="{"" if shown is None else shown}" disabled>'
        return f"<label>{self._static_label()}{prefix} {number} {suffix}</label>"


def _optional(name: str, value: Any) -> float | None:
    return None if value is None else check_number(name, value)


def _check_precision(precision: Any) -> int | None:
    if precision is not None and type(precision) is not int:
        raise TypeError(f"precision: expected a number of decimal places, or None; got {precision!r}.")
    return precision


def _check_format(format: Any) -> str | None:
    if format is not None and not isinstance(format, str):
        raise TypeError(f'format: expected a text such as "%.2f", or None; got {format!r}.')
    try:
        if format is not None:
            _parse(format % 1.5)
    except (TypeError, ValueError):
        raise ValueError(f'format: expected one that makes a number, such as "%.2f"; got {format!r}.') from None
    return format


def _parse(text: str) -> float:
    try:
        return int(text)
    except ValueError:
        return float(text)
