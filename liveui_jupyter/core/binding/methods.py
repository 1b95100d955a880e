"""The methods `bind_…`, `bind_…_to` and `bind_…_from` of elements, from one place.

```python
class TextElement(Element):
    bind_text = bind_method("text")
    bind_text_to = bind_to_method("text")
    bind_text_from = bind_from_method("text")
```
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar, cast

from .functions import bind_element, bind_element_from, bind_element_to
from .paths import Name

ElementT = TypeVar("ElementT")
ElementT_co = TypeVar("ElementT_co", covariant=True)


class BoundBind(Protocol[ElementT_co]):
    """The method `bind_…` of an element."""

    def __call__(
        self,
        target_object: Any,
        target_name: Name = ...,
        *,
        forward: Callable[[Any], Any] | None = None,
        backward: Callable[[Any], Any] | None = None,
        strict: bool | None = None,
    ) -> ElementT_co:
        """Bind the property to that of another object, both ways. At once, the element's is set from the object's.

        Args:
            target_object: what to bind to: an element, a dict, an object with traits, or any other.
            target_name: its attribute or key; a tuple leads to a nested one.
            forward: makes the object's value from the element's; default: the same.
            backward: makes the element's value from the object's; default: the same.
            strict: whether the object's property has to be there; default: unless it is in a dict.

        Returns:
            The element.

        Raises:
            TypeError, ValueError: a parameter is wrong; the text names it.
            AttributeError, KeyError: the object has no such property.
            Exception: what `backward` raises; nothing is bound then.
        """
        ...


class BoundBindTo(Protocol[ElementT_co]):
    """The method `bind_…_to` of an element."""

    def __call__(
        self,
        target_object: Any,
        target_name: Name = ...,
        forward: Callable[[Any], Any] | None = None,
        *,
        strict: bool | None = None,
    ) -> ElementT_co:
        """Bind the property to that of another object, which follows it. It is set at once.

        Args:
            target_object: what to bind to: an element, a dict, an object with traits, or any other.
            target_name: its attribute or key; a tuple leads to a nested one.
            forward: makes the object's value from the element's; default: the same.
            strict: whether the object's property has to be there; default: unless it is in a dict.

        Returns:
            The element.

        Raises:
            TypeError, ValueError: a parameter is wrong; the text names it.
            AttributeError, KeyError: the object has no such property.
            Exception: what `forward` raises; nothing is bound then.
        """
        ...


class BoundBindFrom(Protocol[ElementT_co]):
    """The method `bind_…_from` of an element."""

    def __call__(
        self,
        target_object: Any,
        target_name: Name = ...,
        backward: Callable[[Any], Any] | None = None,
        *,
        strict: bool | None = None,
    ) -> ElementT_co:
        """Bind the property to that of another object, and follow it. It is set at once.

        Args:
            target_object: what to bind to: an element, a dict, an object with traits, or any other.
            target_name: its attribute or key; a tuple leads to a nested one.
            backward: makes the element's value from the object's; default: the same.
            strict: whether the object's property has to be there; default: unless it is in a dict.

        Returns:
            The element.

        Raises:
            TypeError, ValueError: a parameter is wrong; the text names it.
            AttributeError, KeyError: the object has no such property.
            Exception: what `backward` raises; nothing is bound then.
        """
        ...


class BindMethod(Protocol):
    """How type checkers see `bind_…` in a class."""

    def __get__(self, element: ElementT, owner: Any = None) -> BoundBind[ElementT]: ...


class BindToMethod(Protocol):
    """How type checkers see `bind_…_to` in a class."""

    def __get__(self, element: ElementT, owner: Any = None) -> BoundBindTo[ElementT]: ...


class BindFromMethod(Protocol):
    """How type checkers see `bind_…_from` in a class."""

    def __get__(self, element: ElementT, owner: Any = None) -> BoundBindFrom[ElementT]: ...


def bind_method(name: str) -> BindMethod:
    """Return the method that binds a property both ways.

    Args:
        name: the element's property, and the default of the target's.
    """

    def method(
        self: Any,
        target_object: Any,
        target_name: Name = name,
        *,
        forward: Callable[[Any], Any] | None = None,
        backward: Callable[[Any], Any] | None = None,
        strict: bool | None = None,
    ) -> Any:
        bind_element(self, name, target_object, target_name, forward=forward, backward=backward, strict=strict)
        return self

    return cast("BindMethod", _named(method, f"bind_{name}", BoundBind))


def bind_to_method(name: str, method_name: str | None = None) -> BindToMethod:
    """Return the method that binds another object's property to this one's.

    Args:
        name: the element's property, and the default of the target's.
        method_name: what it is called; default is after the property.
    """

    def method(
        self: Any,
        target_object: Any,
        target_name: Name = name,
        forward: Callable[[Any], Any] | None = None,
        *,
        strict: bool | None = None,
    ) -> Any:
        bind_element_to(self, name, target_object, target_name, forward, strict=strict)
        return self

    return cast("BindToMethod", _named(method, method_name or f"bind_{name}_to", BoundBindTo))


def bind_from_method(name: str) -> BindFromMethod:
    """Return the method that binds this property to another object's.

    Args:
        name: the element's property, and the default of the target's.
    """

    def method(
        self: Any,
        target_object: Any,
        target_name: Name = name,
        backward: Callable[[Any], Any] | None = None,
        *,
        strict: bool | None = None,
    ) -> Any:
        bind_element_from(self, name, target_object, target_name, backward, strict=strict)
        return self

    return cast("BindFromMethod", _named(method, f"bind_{name}_from", BoundBindFrom))


def _named(method: Any, name: str, described: type[Any]) -> Any:
    method.__name__ = method.__qualname__ = name
    method.__doc__ = described.__call__.__doc__
    return method
