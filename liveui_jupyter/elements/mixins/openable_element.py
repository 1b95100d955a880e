"""Elements that can be opened and closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...core.events import Handler, ValueChangeEventArguments
from .value_element import ValueElement

if TYPE_CHECKING:
    from typing_extensions import Self


class OpenableElement(ValueElement[bool]):
    """An element that can be opened and closed: its value is True while it is open.

    Args:
        value: whether it is open at first.
        on_value_change: called with `ValueChangeEventArguments`, or nothing, when it is opened or closed.

    Raises:
        TypeError: a parameter is of the wrong type; the text names it.
    """

    def __init__(
        self,
        *,
        value: bool = False,
        on_value_change: Handler[ValueChangeEventArguments[bool]] | None = None,
        **kwargs: Any,
    ) -> None:
        if on_value_change is not None and not callable(on_value_change):
            raise TypeError(f"on_value_change: expected a function, got {on_value_change!r}.")
        super().__init__(value=value, on_value_change=on_value_change, **kwargs)

    def open(self) -> Self:
        """Open it."""
        self.value = True
        return self

    def close(self) -> Self:
        """Close it."""
        self.value = False
        return self

    def toggle(self) -> Self:
        """Open it if it is closed, else close it."""
        self.value = not self.value
        return self

    def _check_value(self, value: Any) -> bool:
        if type(value).__name__ not in ("bool", "bool_"):  # numpy's is no subclass of ours
            raise TypeError(f"value: expected True or False, got {value!r}.")
        return bool(value)
