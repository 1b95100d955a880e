"""Children side by side."""

from __future__ import annotations

from .mixins.flex_element import Alignment, FlexElement


class Row(FlexElement, component="row"):
    """Arranges what is made inside it side by side.

    Args:
        wrap: let children go to the next line where they don't fit.
        align_items: "start", "end", "center", "baseline" or "stretch"; default is "center".

    Raises:
        ValueError: `align_items` is none of these.

    ```python
    with ui.row():
        ui.label("left")
        ui.label("right")
    ```
    """

    WRAPS = True

    def __init__(self, *, wrap: bool = True, align_items: Alignment | None = None) -> None:
        super().__init__(wrap=wrap, align_items=align_items)

    def _static_html(self) -> str:
        return f'<div style="display:flex;gap:0.5em;flex-wrap:wrap">{self._static_children()}</div>'
