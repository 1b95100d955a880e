"""A line between things."""

from __future__ import annotations

from ..core.element import Element


class Separator(Element, component="separator"):
    """A line between things above each other; `.props("vertical")` makes one between things side by side.

    ```python
    ui.label("above")
    ui.separator()
    with ui.row():
        ui.label("left")
        ui.separator().props("vertical")
        ui.label("right")
    ```
    """

    def __init__(self) -> None:
        super().__init__()

    def _static_html(self) -> str:
        return "<span>|</span>" if self.props.get("vertical") else "<hr>"
