"""Elements that can be disabled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.binding import bind_from_method, bind_method, bind_to_method, bindable_property
from ...core.element import Element

if TYPE_CHECKING:
    from typing_extensions import Self


class DisableableElement(Element):
    """An element that can be disabled: it is shown greyed out and ignores events."""

    @bindable_property
    def enabled(self) -> bool:
        """Whether the element can be used."""
        return "disabled" not in self.state

    @enabled.setter
    def enabled(self, value: bool) -> None:
        self._set_or_drop_state("disabled", not value)

    bind_enabled = bind_method("enabled")
    bind_enabled_to = bind_to_method("enabled")
    bind_enabled_from = bind_from_method("enabled")

    def enable(self) -> Self:
        """Let the element be used."""
        self.enabled = True
        return self

    def disable(self) -> Self:
        """Keep the element from being used."""
        self.enabled = False
        return self

    def set_enabled(self, value: bool) -> Self:
        """Let the element be used or not."""
        self.enabled = value
        return self

    @property
    def is_ignoring_events(self) -> bool:
        """Whether events from pages are dropped: the element is hidden or disabled."""
        return super().is_ignoring_events or not self.enabled
