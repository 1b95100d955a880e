"""The root of a client's tree."""

from __future__ import annotations

from .element import Element


class Root(Element, component="root"):
    """The element that holds a client's interface."""

    def static_html(self) -> str:
        """Return how the interface looks where no page runs."""
        return f'<div class="liveui-static" title="Run the cell to use this interface">{self._static_html()}</div>'
