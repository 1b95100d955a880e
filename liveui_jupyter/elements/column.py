"""Children below each other."""

from __future__ import annotations

from .mixins.flex_element import Alignment, FlexElement


class Column(FlexElement, component="column"):
    """Arranges what is made inside it below each other.

    Args:
        wrap: let children go to the next column where they don't fit.
        align_items: "start", "end", "center", "baseline" or "stretch"; default is "start".

    Raises:
        ValueError: `align_items` is none of these.

    ```python
    with ui.column():
        ui.label("above")
        ui.label("below")
    ```
    """

    def __init__(self, *, wrap: bool = False, align_items: Alignment | None = None) -> None:
        super().__init__(wrap=wrap, align_items=align_items)
