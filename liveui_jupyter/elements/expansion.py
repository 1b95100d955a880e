"""Something that opens and closes below its title."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from ..core.events import Handler, ValueChangeEventArguments
from .mixins.disableable_element import DisableableElement
from .mixins.openable_element import OpenableElement
from .mixins.text_element import TextElement

if TYPE_CHECKING:
    from typing_extensions import Self


class Expansion(TextElement, OpenableElement, DisableableElement, component="expansion"):
    """A title; a click on it shows or hides what is made inside.

    The page does that by itself, also while the kernel is busy.

    Args:
        text: the title.
        caption: a smaller line below the title.
        group: of the expansions with the same group name in one cell, at most one is open.
        value: whether it is open at first.
        on_value_change: called with `ValueChangeEventArguments`, or nothing, when it is opened or closed; may be a
            coroutine function.

    Raises:
        TypeError: a parameter is of the wrong type; the text names it.

    ```python
    with ui.expansion("Details", caption="for those who want to know"):
        ui.label("All of them")
    ```
    """

    TEXT_KEY = "text"

    def __init__(
        self,
        text: Any = "",
        *,
        caption: str | None = None,
        group: str | None = None,
        value: bool = False,
        on_value_change: Handler[ValueChangeEventArguments[bool]] | None = None,
    ) -> None:
        for name, given in (("caption", caption), ("group", group)):
            if given is not None and not isinstance(given, str):
                raise TypeError(f"{name}: expected text or None, got {given!r}.")
        super().__init__(text=text, value=value, on_value_change=on_value_change)
        self.props.set_optional("caption", caption)
        self.props.set_optional("group", group)
        if self.value:
            self._close_others()

    def set_value(self, value: bool) -> Self:
        """Open or close it; opening closes the others of its group."""
        super().set_value(value)
        if self.value:
            self._close_others()
        return self

    def _close_others(self) -> None:
        """Close the others of the group. What a user opens, the page does the same for by itself."""
        group = self.props.get("group")
        if group is None or self.is_deleted:
            return
        for other in list(self.client.elements.values()):
            if isinstance(other, Expansion) and other is not self and other.value and other.props.get("group") == group:
                other.close()

    def _static_html(self) -> str:
        caption = self.props.get("caption")
        below = f"<br><small>{escape(str(caption))}</small>" if caption else ""
        is_open = " open" if self.value else ""
        return f"<details{is_open}><summary>{escape(self.text)}{below}</summary>{self._static_children()}</details>"
