"""Carrying a change along the links, in the thread that made it."""

from __future__ import annotations

import itertools
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from .ends import client_of, element_of, is_waiting
from .links import Link, links
from .paths import MISSING, Path, differ, get, put

log = logging.getLogger("liveui_jupyter")

MAX_ROUNDS = 100
"""How often the properties that a change has reached may change again while it is carried."""

Key = tuple[int, Path]

_stamps = itertools.count(1)


class Wave:
    """A change on its way. Each property is reached once, so that circles end.

    Attributes:
        stamp: when the change was made, among all changes.
        errors: what converters and setters have raised, with the link concerned.
    """

    def __init__(self, stamp: int) -> None:
        self.stamp = stamp
        self.errors: list[tuple[Link, Exception]] = []
        self._reached: dict[Key, tuple[Any, Path, Any]] = {}

    def reach(self, source: Any, path: Path) -> None:
        """Carry a property's value on, if the wave hasn't been there."""
        key = id(source), path
        if key in self._reached or not (outgoing := links.outgoing(source, path)):
            return
        self._reached[key] = source, path, get(source, path)
        for link in outgoing:
            self._carry(link)

    def begin(self, link: Link) -> bool:
        """Follow this one of the links that start at a property; return False if the property is missing."""
        source, path = link.source(), link.source_path
        value = get(source, path)
        if value is MISSING:
            return False
        self._reached[id(source), path] = source, path, value
        self._carry(link)
        return True

    def _carry(self, link: Link) -> None:
        """Carry the source's present value along a link."""
        source, target = link.source(), link.target()
        if source is None or target is None or (value := get(source, link.source_path)) is MISSING:
            return
        if (id(target), link.target_path) in self._reached:
            link.take_as_carried()  # else polling would carry it there
            return
        try:
            self._deliver(link, target, link.convert(value))
        except Exception as error:  # noqa: BLE001 - whatever a user's converter or setter raises
            self.errors.append((link, error))

    def _deliver(self, link: Link, target: Any, value: Any) -> None:
        if link.is_polled:
            link.last = value
        path = link.target_path
        if link.is_judged:
            put(target, path, value)
        else:
            if differ(get(target, path), value):
                put(target, path, value)
            # Also from what has this value already: what lies behind may have been changed by somebody else.
            self.reach(target, path)
            if (id(target), path) in self._reached and element_of(target) is None:
                # What a setter made of the value, such as a number within bounds, goes back: see `settle`.
                self._reached[id(target), path] = target, path, value
        link.reported.clear()

    def settle(self) -> None:
        """Carry on what has become of properties meanwhile, by another thread or a setter."""
        for _ in range(MAX_ROUNDS):
            changed = [
                (source, path)
                for source, path, value in self._reached.values()
                if not is_waiting(source) and differ(get(source, path), value)
            ]
            if not changed:
                return
            self._reached = {}
            self.stamp = next(_stamps)
            for source, path in changed:
                self.reach(source, path)
        log.warning("Bindings don't come to rest: properties that are bound to each other change each other for ever.")


class _Thread(threading.local):
    wave: Wave | None = None


_thread = _Thread()


def propagate(source: Any, name: str, *, stamp: int | None = None) -> None:
    """Carry a property's present value to what is bound to it. Any thread; never to be called under a client's lock.

    Args:
        source: the object whose property has changed.
        name: the property.
        stamp: when it changed, as `change_stamp` says; default is now.

    Raises:
        Exception: what a converter or a setter on the way has raised first, after all others have been reached.
    """
    path = (name,)
    if links.has_outgoing(source, path):
        raise_first(spread(lambda wave: wave.reach(source, path), stamp))


def spread(start: Callable[[Wave], object], stamp: int | None = None) -> list[tuple[Link, Exception]]:
    """Start a wave, or join the one that is on its way in this thread; return what went wrong.

    Args:
        start: called with the wave.
        stamp: when the change was made; default is now.
    """
    if _thread.wave is not None:
        start(_thread.wave)
        return []  # whoever started the wave is told
    wave = _thread.wave = Wave(next(_stamps) if stamp is None else stamp)
    try:
        start(wave)
        wave.settle()
    finally:
        _thread.wave = None
    return wave.errors


def raise_first(errors: list[tuple[Link, Exception]]) -> None:
    """Raise the first error, after showing the others."""
    for link, error in errors[1:]:
        report(link, error)
    if errors:
        raise errors[0][1]


def new_stamp() -> int:
    """Return a number that stands for now: later ones are greater."""
    return next(_stamps)


def change_stamp() -> tuple[int, bool]:
    """Return the time of an assignment, and whether a binding makes it: the time is that of the change it carries."""
    return (next(_stamps), False) if _thread.wave is None else (_thread.wave.stamp, True)


@contextmanager
def outside_wave() -> Iterator[None]:
    """Let what is called inside start waves of its own: handlers, whose assignments are changes by themselves."""
    wave, _thread.wave = _thread.wave, None
    try:
        yield
    finally:
        _thread.wave = wave


def report(link: Link, error: Exception) -> None:
    """Show an error in the output of the client of one of the elements."""
    client = client_of(link.target(), link.source())
    if client is not None:
        client.handle_exception(error)
    else:
        log.error("A binding has failed", exc_info=error)


def _observe(change: Any) -> None:
    """Take a change of a trait. What goes wrong is shown: an observer's fault isn't that of who sets the trait."""
    source, path = change["owner"], (change["name"],)
    for link, error in spread(lambda wave: wave.reach(source, path)):
        report(link, error)


links.trait_handler = _observe
