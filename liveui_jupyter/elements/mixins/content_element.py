"""Elements whose content is text in a language of its own, such as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...core.binding import bind_from_method, bind_method, bind_to_method, bindable_property
from ...core.element import Element

if TYPE_CHECKING:
    from typing_extensions import Self


class ContentElement(Element):
    """An element with a content.

    Args:
        content: the content.
    """

    def __init__(self, *, content: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._content = ""
        self.content = content

    @bindable_property
    def content(self) -> str:
        """The content."""
        return self._content

    @content.setter
    def content(self, content: str) -> None:
        if not isinstance(content, str):
            raise TypeError(f"content: expected text, got {type(content).__name__}.")
        self._show_content(content)
        self._content = content

    bind_content = bind_method("content")
    bind_content_to = bind_to_method("content")
    bind_content_from = bind_from_method("content")

    def set_content(self, content: str) -> Self:
        """Set the content.

        Raises:
            TypeError: it is no text.
        """
        self.content = content
        return self

    def _show_content(self, content: str) -> None:
        """Have pages show the content.

        Raises:
            TypeError, ValueError: it can't be shown; the text names `content`.
        """
        raise NotImplementedError
