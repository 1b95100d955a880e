"""The bindings that there are: one-way links between properties, found by the objects at their ends."""

from __future__ import annotations

import threading
import weakref
from collections import deque
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from ..tree_node import TreeNode
from . import traits
from .announced import announced
from .ends import is_over
from .paths import MISSING, Path, get

Transform = Callable[[Any], Any]


class Link:
    """A one-way binding.

    Attributes:
        source: returns the object that changes come from, None if it is gone.
        source_path: the property there.
        target: returns the object that is set, None if it is gone.
        target_path: the property there.
        transform: makes the target's value from the source's; None for the same.
        is_judged: whether the target decides by itself what it takes.
        is_trait: whether the source is observed.
        is_polled: whether the source has to be looked at again and again.
        last: what was carried last, if it is polled.
        reported: kinds of errors that have been shown since the link last worked; True for those of the converter.
    """

    __slots__ = (
        "is_judged",
        "is_polled",
        "is_trait",
        "last",
        "reported",
        "source",
        "source_id",
        "source_path",
        "target",
        "target_id",
        "target_path",
        "transform",
    )

    def __init__(
        self, source: Any, source_path: Path, target: Any, target_path: Path, transform: Transform | None
    ) -> None:
        has_element = isinstance(source, TreeNode) or isinstance(target, TreeNode)
        self.source = _reference(source, is_kept=has_element)
        self.target = _reference(target, is_kept=has_element)
        self.source_id, self.target_id = id(source), id(target)
        self.source_path, self.target_path = source_path, target_path
        self.transform = transform
        self.is_trait = len(source_path) == 1 and traits.is_trait(source, source_path[0])
        self.is_polled = not self.is_trait and announced(source, source_path) is None
        target_property = announced(target, target_path)
        self.is_judged = target_property is not None and target_property.judges_itself
        self.last: Any = MISSING
        self.reported: set[tuple[bool, type[Exception]]] = set()

    def convert(self, value: Any) -> Any:
        """Return the target's value for a value of the source. May raise what the user's converter raises."""
        return value if self.transform is None else self.transform(value)

    def take_as_carried(self) -> None:
        """Note what the source would be carried as, so that polling carries it only when it changes."""
        if self.is_polled:
            try:
                self.last = self.convert(get(self.source(), self.source_path))
            except Exception:  # noqa: BLE001 - polling will meet it again, and show it
                self.last = MISSING

    def touches(self, thing: Any) -> bool:
        """Tell whether an object is at one of the ends."""
        return self.source() is thing or self.target() is thing

    @property
    def is_over(self) -> bool:
        """Whether an end is gone, or an element that has been deleted."""
        return is_over(self.source()) or is_over(self.target())


def _reference(thing: Any, *, is_kept: bool) -> Callable[[], Any]:
    """Return a function that returns the object, or None once it is gone.

    Elements are kept by their client until they are deleted, and with them what is bound to them.
    """
    if isinstance(thing, TreeNode) or not is_kept:
        try:
            return weakref.ref(thing, partial(_note_end, id(thing)))
        except TypeError:  # dicts and objects with slots
            pass
    return lambda: thing


def _note_end(key: int, _: object) -> None:
    links.note_end(key)


class Links:
    """All links. Any thread.

    The lock is held only to look up and to enter. Links that are removed are freed after it has been released: users'
    objects may end with them, whose destructors may do anything.
    """

    def __init__(self) -> None:
        # Reentrant, since the garbage collector may call `note_end` anywhere; that only appends to a deque.
        self._lock = threading.RLock()
        self._outgoing: dict[tuple[int, Path], tuple[Link, ...]] = {}
        self._by_object: dict[int, tuple[Link, ...]] = {}
        self._polled: dict[Link, None] = {}
        self._ended: deque[int] = deque()

    def __len__(self) -> int:
        with self._lock:
            _gone = self._purge()
            return sum(map(len, self._outgoing.values()))

    def outgoing(self, source: Any, path: Path) -> tuple[Link, ...]:
        """Return the links that start at a property."""
        found = self._outgoing.get((id(source), path), ())
        return tuple(link for link in found if link.source() is source) if found else found

    def has_outgoing(self, source: Any, path: Path) -> bool:
        """Tell quickly whether links may start at a property."""
        return (id(source), path) in self._outgoing

    def polled(self) -> list[Link]:
        """Return the links whose sources have to be looked at."""
        with self._lock:
            _gone = self._purge()
            return list(self._polled)

    def add(self, link: Link) -> None:
        """Enter a link. It replaces one between the same properties: a cell that runs again binds again."""
        source, target = link.source(), link.target()
        key = link.source_id, link.source_path
        with self._lock:
            _gone = self._purge()
            same = [
                other
                for other in self.outgoing(source, link.source_path)
                if other.target() is target and other.target_path == link.target_path
            ]
            for other in same:
                self._remove(other)
            self._outgoing[key] = (*self._outgoing.get(key, ()), link)
            for end in {link.source_id, link.target_id}:
                self._by_object[end] = (*self._by_object.get(end, ()), link)
            if link.is_polled:
                self._polled[link] = None
            if link.is_trait:
                traits.observe(source, link.source_path[0], self.trait_handler)

    def remove(self, doomed: Iterable[Link]) -> None:
        """Remove links; those that aren't there are passed over."""
        doomed = list(doomed)
        with self._lock:
            for link in doomed:
                self._remove(link)

    def remove_objects(self, things: Iterable[Any]) -> None:
        """Remove the links that start or end at any of the objects."""
        if not self._by_object:
            return
        doomed: list[Link] = []
        with self._lock:
            _gone = self._purge()
            for thing in things:
                doomed += [link for link in self._by_object.get(id(thing), ()) if link.touches(thing)]
            for link in doomed:
                self._remove(link)

    trait_handler: Callable[[Any], None]
    """What observes traits; set by `propagation`."""

    def note_end(self, key: int) -> None:
        """Note that an object is gone, by its id. May be called at any moment by the garbage collector."""
        self._ended.append(key)

    def _purge(self) -> list[Link]:
        """Remove the links of objects that are gone, and return them."""
        gone: list[Link] = []
        while self._ended:
            gone += [link for link in self._by_object.get(self._ended.popleft(), ()) if link.is_over]
        for link in gone:
            self._remove(link)
        return gone

    def _remove(self, link: Link) -> None:
        key = link.source_id, link.source_path
        if link not in self._outgoing.get(key, ()):
            return
        _take_out(self._outgoing, key, link)
        for end in {link.source_id, link.target_id}:
            _take_out(self._by_object, end, link)
        self._polled.pop(link, None)
        source = link.source()
        if link.is_trait and source is not None and not self.outgoing(source, link.source_path):
            traits.unobserve(source, link.source_path[0], self.trait_handler)


def _take_out(table: dict[Any, tuple[Link, ...]], key: Any, link: Link) -> None:
    rest = tuple(other for other in table[key] if other is not link)
    if rest:
        table[key] = rest
    else:
        del table[key]


links = Links()
"""The links of this process."""
