"""A checkbox."""

from __future__ import annotations

from .mixins.bool_element import BoolElement


class Checkbox(BoolElement, component="checkbox"):
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
