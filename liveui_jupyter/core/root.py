"""The root of a client's tree."""

from __future__ import annotations

from .element import Element


class Root(Element, component="root"):
    """The element that holds a client's interface."""
