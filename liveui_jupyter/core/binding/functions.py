"""Making and ending bindings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from .links import Link, Transform, links
from .paths import Name, Path, check_exists, to_path
from .polling import poller
from .propagation import Wave, raise_first, spread


def bind_to(
    self_obj: Any,
    self_name: Name,
    other_obj: Any,
    other_name: Name,
    forward: Callable[[Any], Any] | None = None,
    *,
    self_strict: bool | None = None,
    other_strict: bool | None = None,
) -> None:
    """Bind a property of one object to that of another: from the first to the second. It is set at once.

    Args:
        self_obj: object to bind from: an element, a dict, an object with traits, or any other.
        self_name: its attribute or key; a tuple leads to a nested one.
        other_obj: object to bind to.
        other_name: its attribute or key, or a tuple of them.
        forward: makes the second's value from the first's; default: the same.
        self_strict: whether the first property has to be there; default: unless it is in a dict.
        other_strict: whether the second property has to be there; default: unless it is in a dict.

    Raises:
        TypeError, ValueError: a parameter is wrong; the text names it.
        AttributeError, KeyError: a property is missing.
        Exception: what `forward` raises; nothing is bound then.
    """
    first = _check_end("self", self_obj, self_name, self_strict)
    second = _check_end("other", other_obj, other_name, other_strict)
    connect(Link(self_obj, first, other_obj, second, _check_transform("forward", forward)))


def bind_from(
    self_obj: Any,
    self_name: Name,
    other_obj: Any,
    other_name: Name,
    backward: Callable[[Any], Any] | None = None,
    *,
    self_strict: bool | None = None,
    other_strict: bool | None = None,
) -> None:
    """Bind a property of one object to that of another: from the second to the first. It is set at once.

    Args:
        self_obj: object to bind to: an element, a dict, an object with traits, or any other.
        self_name: its attribute or key; a tuple leads to a nested one.
        other_obj: object to bind from.
        other_name: its attribute or key, or a tuple of them.
        backward: makes the first's value from the second's; default: the same.
        self_strict: whether the first property has to be there; default: unless it is in a dict.
        other_strict: whether the second property has to be there; default: unless it is in a dict.

    Raises:
        TypeError, ValueError: a parameter is wrong; the text names it.
        AttributeError, KeyError: a property is missing.
        Exception: what `backward` raises; nothing is bound then.
    """
    first = _check_end("self", self_obj, self_name, self_strict)
    second = _check_end("other", other_obj, other_name, other_strict)
    connect(Link(other_obj, second, self_obj, first, _check_transform("backward", backward)))


def bind(
    self_obj: Any,
    self_name: Name,
    other_obj: Any,
    other_name: Name,
    *,
    forward: Callable[[Any], Any] | None = None,
    backward: Callable[[Any], Any] | None = None,
    self_strict: bool | None = None,
    other_strict: bool | None = None,
) -> None:
    """Bind a property of one object to that of another, both ways. At once, the first is set from the second.

    Args:
        self_obj: first object: an element, a dict, an object with traits, or any other.
        self_name: its attribute or key; a tuple leads to a nested one.
        other_obj: second object.
        other_name: its attribute or key, or a tuple of them.
        forward: makes the second's value from the first's; default: the same.
        backward: makes the first's value from the second's; default: the same.
        self_strict: whether the first property has to be there; default: unless it is in a dict.
        other_strict: whether the second property has to be there; default: unless it is in a dict.

    Raises:
        TypeError, ValueError: a parameter is wrong; the text names it.
        AttributeError, KeyError: a property is missing.
        Exception: what `backward` raises; nothing is bound then.
    """
    first = _check_end("self", self_obj, self_name, self_strict)
    second = _check_end("other", other_obj, other_name, other_strict)
    there, back = _check_transform("forward", forward), _check_transform("backward", backward)
    connect_both(Link(self_obj, first, other_obj, second, there), Link(other_obj, second, self_obj, first, back))


def remove(objects: Iterable[Any]) -> None:
    """End all bindings of some objects. Those of elements end by themselves when the elements are deleted.

    Args:
        objects: elements, dicts or other objects that bindings start or end at.
    """
    links.remove_objects(objects)


def bind_element_to(
    element: Any, name: str, target: Any, target_name: Any, forward: Any, *, strict: bool | None
) -> None:
    """Bind another object's property to an element's. Parameters as of `TextElement.bind_text_to`."""
    path = _check_target(target, target_name, strict)
    connect(Link(element, (name,), target, path, _check_transform("forward", forward)))


def bind_element_from(
    element: Any, name: str, target: Any, target_name: Any, backward: Any, *, strict: bool | None
) -> None:
    """Bind an element's property to another object's. Parameters as of `TextElement.bind_text_from`."""
    path = _check_target(target, target_name, strict)
    connect(Link(target, path, element, (name,), _check_transform("backward", backward)))


def bind_element(
    element: Any, name: str, target: Any, target_name: Any, *, forward: Any, backward: Any, strict: bool | None
) -> None:
    """Bind an element's property and another object's both ways. Parameters as of `TextElement.bind_text`."""
    path = _check_target(target, target_name, strict)
    there, back = _check_transform("forward", forward), _check_transform("backward", backward)
    connect_both(Link(element, (name,), target, path, there), Link(target, path, element, (name,), back))


def connect(link: Link) -> None:
    """Bind one way, and carry the present value; where that fails, nothing is bound."""
    _start([link], lambda wave: wave.begin(link))


def connect_both(there: Link, back: Link) -> None:
    """Bind both ways, and carry the present value back, or if it is missing, there."""

    def start(wave: Wave) -> None:
        if wave.begin(back):
            there.take_as_carried()
        else:
            wave.begin(there)

    _start([there, back], start)


def _start(made: list[Link], start: Callable[[Wave], object]) -> None:
    for link in made:
        links.add(link)
    errors = spread(start)
    # Only now, since another thread may be deleting an element.
    if errors or any(link.is_over for link in made):
        links.remove(made)
    elif any(link.is_polled for link in made):
        poller.start()
    raise_first(errors)


def _check_transform(parameter: str, transform: Any) -> Transform | None:
    if transform is not None and not callable(transform):
        raise TypeError(f"{parameter}: expected a function, got {transform!r}. Did you call it instead of passing it?")
    checked: Transform | None = transform
    return checked


def _check_end(end: str, owner: Any, name: Any, strict: Any) -> Path:
    path = to_path(f"{end}_name", name)
    check_exists(f"{end}_name", f"{end}_strict", owner, path, strict)
    return path


def _check_target(target: Any, name: Any, strict: Any) -> Path:
    path = to_path("target_name", name)
    check_exists("target_name", "strict", target, path, strict)
    return path
