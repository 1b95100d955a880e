"""Elements with a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from ...core.binding import bind_from_method, bind_method, bind_to_method, bindable_property
from ...core.element import Element

if TYPE_CHECKING:
    from typing_extensions import Self


class TextElement(Element):
    """An element with a text.

    Args:
        text: the text; anything else is shown as `str()` gives it.
    """

    TEXT_KEY: ClassVar[str] = ":text"
    """Key of the state that holds the text."""

    def __init__(self, *, text: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._text = ""
        self.text = text

    @bindable_property
    def text(self) -> str:
        """The text."""
        return self._text

    @text.setter
    def text(self, value: Any) -> None:
        text = str(value)
        self._set_state(self.TEXT_KEY, text)
        self._text = text

    bind_text = bind_method("text")
    bind_text_to = bind_to_method("text")
    bind_text_from = bind_from_method("text")

    def set_text(self, text: Any) -> Self:
        """Set the text."""
        self.text = text
        return self
