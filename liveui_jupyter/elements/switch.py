"""A switch."""

from __future__ import annotations

from .mixins.bool_element import BoolElement


class Switch(BoolElement, component="switch"):
    """A switch: like a checkbox, for what takes effect at once.

    Args:
        text: what is written beside it.
        value: whether it is on at first.
        on_change: called with `ValueChangeEventArguments`, or nothing; may be a coroutine function.

    Raises:
        TypeError: a parameter is of the wrong type; the text names it.

    ```python
    ui.switch("Light", value=True, on_change=lambda e: lamp.set_text("on" if e.value else "off"))
    lamp = ui.label("on")
    ```
    """
