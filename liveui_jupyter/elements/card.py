"""A card: a framed surface that holds things together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.element import Element
from .mixins.flex_element import Alignment, FlexElement

if TYPE_CHECKING:
    from typing_extensions import Self

_FRAME = "display:inline-block;border:1px solid #bdbdbd;border-radius:4px;padding:0.8em;margin:0.2em"


class Card(FlexElement, component="card"):
    """A framed surface; what is made inside it is arranged below each other.

    Args:
        align_items: "start", "end", "center", "baseline" or "stretch"; default is "start".

    Raises:
        ValueError: `align_items` is none of these.

    ```python
    with ui.card():
        ui.label("Boiler 3")
        ui.button("Start")
    ```
    """

    def __init__(self, *, align_items: Alignment | None = None) -> None:
        super().__init__(wrap=False, align_items=align_items)

    def tight(self) -> Self:
        """Leave no room at the edges and between what is inside, for images and sections that reach the frame."""
        if "tight" not in self.classes:
            self.classes("tight")
        return self

    def _static_html(self) -> str:
        return f'<div style="{_FRAME}">{self._static_children()}</div>'


class CardSection(Element, component="card_section"):
    """A part of a card; in a tight card it has the room at the edges that the card lacks.

    ```python
    with ui.card().tight():
        with ui.card_section():
            ui.label("Boiler 3")
        ui.separator()
        with ui.card_section():
            ui.label("82 °C")
    ```
    """

    def __init__(self) -> None:
        super().__init__()

    def _static_html(self) -> str:
        return f"<div>{self._static_children()}</div>"


class CardActions(Element, component="card_actions"):
    """A row for a card's buttons. `.props("align=right")` (or "center", "around", "between") places them.

    ```python
    with ui.card():
        ui.label("Delete the run?")
        with ui.card_actions().props("align=right"):
            ui.button("Keep", color=None)
            ui.button("Delete", color="negative")
    ```
    """

    def __init__(self) -> None:
        super().__init__()

    def _static_html(self) -> str:
        return f'<div style="display:flex;gap:0.5em;flex-wrap:wrap">{self._static_children()}</div>'
