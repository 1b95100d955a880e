"""What bindings have to know of elements at their ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from ..tree_node import TreeNode

if TYPE_CHECKING:
    from ..client import Client
    from ..element import Element


def element_of(end: Any) -> Element | None:
    """Return the object, if it is an element."""
    return cast("Element", end) if isinstance(end, TreeNode) else None


def client_of(*ends: Any) -> Client | None:
    """Return the client of the first element among some objects; None if there is none, or it is gone."""
    elements = [element for end in ends if (element := element_of(end)) is not None]
    # Not its `client`, which raises if that is gone.
    return elements[0]._client() if elements and not is_over(elements[0]) else None  # noqa: SLF001


def is_over(end: Any) -> bool:
    """Tell whether an object is gone, or an element that has been deleted, or whose client has been."""
    element = element_of(end)
    if element is None:
        return end is None
    client = element._client()  # noqa: SLF001 - as above
    return element.is_deleted or client is None or client.is_deleted


def is_waiting(end: Any) -> bool:
    """Tell whether an element has a value from a page whose turn is yet to come."""
    element = element_of(end)
    return element is not None and element.has_unhandled_value
