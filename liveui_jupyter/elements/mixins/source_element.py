"""Elements that show something from elsewhere, such as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...core.binding import bind_from_method, bind_method, bind_to_method, bindable_property
from ...core.element import Element

if TYPE_CHECKING:
    from typing_extensions import Self


class SourceElement(Element):
    """An element with a source.

    Args:
        source: what it shows.
    """

    def __init__(self, *, source: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._source: Any = None
        self.source = source

    @bindable_property
    def source(self) -> Any:
        """What the element shows, as it was given. Assigned again, it is read or drawn again."""
        return self._source

    @source.setter
    def source(self, source: Any) -> None:
        self._show_source(source)
        self._source = source

    bind_source = bind_method("source")
    bind_source_to = bind_to_method("source")
    bind_source_from = bind_from_method("source")

    def set_source(self, source: Any) -> Self:
        """Set what the element shows.

        Raises:
            TypeError, ValueError, OSError: it can't be shown.
        """
        self.source = source
        return self

    def _show_source(self, source: Any) -> None:
        """Have pages show the source.

        Raises:
            TypeError, ValueError, OSError: it can't be shown; the text names `source`.
        """
        raise NotImplementedError
