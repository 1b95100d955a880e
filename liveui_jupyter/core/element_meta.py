"""Construction of elements: one whose constructor raises leaves nothing behind."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from .element import Element


class ElementType(type):
    """Metaclass of elements: rolls an element back whose constructor raises after it has been registered."""

    @property
    def __signature__(cls) -> inspect.Signature:
        """What notebooks show at Shift-Tab: the constructor's parameters, not those of `__call__`."""
        signature = inspect.signature(cls.__init__)  # type: ignore[misc]
        parameters = list(signature.parameters.values())[1:]
        return signature.replace(parameters=parameters, return_annotation=inspect.Signature.empty)

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        """Make an element."""
        element = cast("Element", cls.__new__(cls))  # type: ignore[call-overload]
        try:
            element.__init__(*args, **kwargs)  # type: ignore[misc]
        except BaseException:
            _roll_back(element)
            raise
        return element


def _roll_back(element: Element) -> None:
    reference = getattr(element, "_client", None)
    client = reference() if reference is not None else None
    slot = getattr(element, "_slot", None)
    if client is None or client.elements.get(getattr(element, "id", None)) is not element:
        return
    with client.lock:
        doomed = list(element.descendants(include_self=True))
        if slot is not None and element in slot.children:
            slot.children.remove(element)
    client.remove_elements(doomed)
