"""Containers that arrange their children along one axis."""

from __future__ import annotations

from typing import Literal, get_args

from ...core.element import Element

Alignment = Literal["start", "end", "center", "baseline", "stretch"]


class FlexElement(Element):
    """A container that arranges its children along one axis.

    Args:
        wrap: let children go to another line.
        align_items: how children are placed across the axis.

    Raises:
        ValueError: `align_items` is none of the possible ones.
    """

    def __init__(self, *, wrap: bool, align_items: Alignment | None) -> None:
        if align_items is not None and align_items not in get_args(Alignment):
            raise ValueError(f"align_items: expected one of {', '.join(get_args(Alignment))}; got {align_items!r}.")
        super().__init__()
        if align_items:
            self.classes.append(f"items-{align_items}")
        if wrap is not self.WRAPS:
            self.style["flex-wrap"] = "wrap" if wrap else "nowrap"

    WRAPS = False
    """Whether children wrap if nothing is said."""

    def _static_html(self) -> str:
        return f"<div>{self._static_children()}</div>"
