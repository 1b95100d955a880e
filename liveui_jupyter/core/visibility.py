"""Showing and hiding elements."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .binding import Name, bind_to_method, bindable_property
from .binding.functions import bind_element, bind_element_from
from .tree_node import TreeNode

if TYPE_CHECKING:
    from typing_extensions import Self


class Visibility(TreeNode):
    """The part of an element that can be hidden."""

    state: dict[str, Any]

    def _set_or_drop_state(self, key: str, value: Any) -> None:
        raise NotImplementedError

    @bindable_property
    def visible(self) -> bool:
        """Whether the element is shown. Hidden elements keep their place in the tree and ignore events."""
        return ":hidden" not in self.state

    @visible.setter
    def visible(self, value: bool) -> None:
        self._set_or_drop_state(":hidden", not value)

    def set_visibility(self, visible: bool) -> Self:
        """Show or hide the element."""
        self.visible = visible
        return self

    bind_visibility_to = bind_to_method("visible", "bind_visibility_to")

    def bind_visibility_from(
        self,
        target_object: Any,
        target_name: Name = "visible",
        backward: Callable[[Any], Any] | None = None,
        *,
        value: Any = None,
        strict: bool | None = None,
    ) -> Self:
        """Show or hide the element as a property of another object says. It is set at once.

        Args:
            target_object: what to bind to: an element, a dict, an object with traits, or any other.
            target_name: its attribute or key; a tuple leads to a nested one.
            backward: tells from the object's value whether the element is shown; default: if it is true.
            value: show the element while the object's value equals this; `backward` has no meaning then.
            strict: whether the object's property has to be there; default: unless it is in a dict.

        Returns:
            The element.

        Raises:
            TypeError, ValueError: a parameter is wrong; the text names it.
            AttributeError, KeyError: the object has no such property.
            Exception: what `backward` raises; nothing is bound then.
        """
        bind_element_from(self, "visible", target_object, target_name, _test(value, backward), strict=strict)
        return self

    def bind_visibility(
        self,
        target_object: Any,
        target_name: Name = "visible",
        *,
        forward: Callable[[Any], Any] | None = None,
        backward: Callable[[Any], Any] | None = None,
        value: Any = None,
        strict: bool | None = None,
    ) -> Self:
        """Bind the visibility to a property of another object, both ways. At once, the element's is set.

        Args:
            target_object: what to bind to: an element, a dict, an object with traits, or any other.
            target_name: its attribute or key; a tuple leads to a nested one.
            forward: makes the object's value from the element's visibility; default: the same.
            backward: tells from the object's value whether the element is shown; default: if it is true.
            value: show the element while the object's value equals this; `backward` has no meaning then.
            strict: whether the object's property has to be there; default: unless it is in a dict.

        Returns:
            The element.

        Raises:
            TypeError, ValueError: a parameter is wrong; the text names it.
            AttributeError, KeyError: the object has no such property.
            Exception: what `backward` raises; nothing is bound then.
        """
        bind_element(
            self,
            "visible",
            target_object,
            target_name,
            forward=forward,
            backward=_test(value, backward),
            strict=strict,
        )
        return self


def _test(value: Any, backward: Callable[[Any], Any] | None) -> Callable[[Any], Any] | None:
    return backward if value is None else lambda other: other == value
