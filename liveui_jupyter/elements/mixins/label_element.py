"""Elements with a label."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from ...core.binding import bind_from_method, bind_method, bind_to_method, bindable_property
from ...core.element import Element

if TYPE_CHECKING:
    from typing_extensions import Self


class LabelElement(Element):
    """An element with a label: its name, shown above it.

    Args:
        label: the name, None for none; anything else is shown as `str()` gives it.
    """

    def __init__(self, *, label: Any = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.label = label

    @bindable_property
    def label(self) -> str | None:
        """The name that is shown above it; None for none."""
        return self.props.get("label")

    @label.setter
    def label(self, label: Any) -> None:
        self.props.set_optional("label", None if label is None else str(label))

    def set_label(self, label: Any) -> Self:
        """Set the name that is shown above it."""
        self.label = label
        return self

    bind_label = bind_method("label")
    bind_label_to = bind_to_method("label")
    bind_label_from = bind_from_method("label")

    def _static_label(self) -> str:
        """Return the label as it goes in front of what is shown where no page runs."""
        return escape(f"{self.label} ") if self.label else ""
