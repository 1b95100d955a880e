"""The views of one client: what each has been sent, has acknowledged, and has told."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

from .pacing import LAST_ACK_COUNTS

MAX_EARLY = 1_000
"""Events of one view that are kept while an earlier one is missing."""
MAX_REMEMBERED = 64
"""Views that have gone and are remembered, so that their events aren't taken twice if they come back."""


@dataclass
class View:
    """One display of a client in one page.

    Attributes:
        id: random word made by the page.
        capabilities: what the page can do, such as the lane `control`.
        applied: id of the last batch that the page has applied.
        heard_at: monotonic time of the last sign of life, in seconds.
        received: highest `seq` up to which every event has arrived.
        early: events that arrived before an earlier one.
        processed: by element, the `seq` of the latest event whose handlers have finished.
        turn: number of the last handshake or goodbye.
    """

    id: str
    capabilities: list[str] = field(default_factory=list)
    applied: int = -1
    heard_at: float = field(default_factory=time.monotonic)
    received: int = 0
    early: dict[int, Any] = field(default_factory=dict)
    processed: dict[str, int] = field(default_factory=dict)
    turn: int = 0

    def arrive(self, seq: int, event: Any) -> list[Any]:
        """Note an event; return those that are due now, in order, each of them once.

        Args:
            seq: the event's number; contiguous per view, from 1.
            event: whatever stands for it.
        """
        if seq <= self.received or seq in self.early:
            return []
        if seq > self.received + 1:
            if len(self.early) < MAX_EARLY:
                self.early[seq] = event
            return []
        due = [event]
        self.received = seq
        while self.received + 1 in self.early:
            self.received += 1
            due.append(self.early.pop(self.received))
        return due


class Views:
    """The connected views, and what they still have to be told. Not thread-safe: guarded by the client's lock."""

    def __init__(self) -> None:
        self.connected: dict[str, View] = {}
        self._gone: OrderedDict[str, View] = OrderedDict()
        self._received: dict[str, int] = {}
        self._processed: dict[str, dict[str, int]] = {}
        self._heard: dict[str, list[str]] = {}

    def is_outdated(self, view_id: str, turn: int) -> bool:
        """Tell whether a handshake or goodbye has been overtaken by a later one. 0 is a page's that doesn't count."""
        view = self.connected.get(view_id) or self._gone.get(view_id)
        return view is not None and 0 < turn < view.turn

    def connect(self, view_id: str, capabilities: list[str], *, lane: str = "", turn: int = 0) -> tuple[View, bool]:
        """Note a handshake; return the view, and whether it is new or has come back.

        Its receipts are owed anew, since they may be what it has missed, and so is the lane on which it was heard.
        """
        view = self.connected.get(view_id)
        is_new = view is None
        if view is None:
            view = self._gone.pop(view_id, None) or View(view_id)
            self.connected[view_id] = view
        view.turn = max(turn, view.turn)
        if lane and lane not in self._heard.setdefault(view_id, []):
            self._heard[view_id].append(lane)
        view.capabilities = list(capabilities)
        view.heard_at = time.monotonic()
        self._received[view_id] = view.received
        if view.processed:
            self._processed[view_id] = dict(view.processed)
        return view, is_new

    def disconnect(self, view_id: str, turn: int = 0) -> bool:
        """Note that a view has gone; False if it wasn't connected."""
        view = self.connected.pop(view_id, None)
        if view is None:
            return False
        view.turn = max(turn, view.turn)
        self._heard.pop(view_id, None)
        view.early.clear()
        self._gone[view_id] = view
        while len(self._gone) > MAX_REMEMBERED:
            self._gone.popitem(last=False)
        self._received.pop(view_id, None)
        self._processed.pop(view_id, None)
        return True

    def choose(self, *preferred: str | None) -> View | None:
        """Return the first of the preferred views that is connected, else the one that came last; None without any."""
        for view_id in preferred:
            if view_id in self.connected:
                return self.connected[view_id]
        return next(reversed(self.connected.values()), None)

    def acknowledge(self, view: View, message_id: int, newest: int) -> None:
        """Note what a view has applied; a page can't acknowledge what hasn't been sent (`newest` has)."""
        view.applied = max(view.applied, min(message_id, newest))
        view.heard_at = time.monotonic()

    def oldest_applied(self) -> int | None:
        """Return the id of the last batch that every live view has applied; None if there is no view."""
        if not self.connected:
            return None
        horizon = time.monotonic() - LAST_ACK_COUNTS
        live = [view.applied for view in self.connected.values() if view.heard_at >= horizon]
        return min(live or [view.applied for view in self.connected.values()])

    def note_received(self, view: View) -> None:
        """Owe a view the receipt of its events."""
        self._received[view.id] = view.received

    def note_processed(self, view_id: str, element_id: int, seq: int) -> None:
        """Owe a view the news that an event's handlers have finished."""
        view = self.connected.get(view_id)
        if view is not None:
            key = str(element_id)
            view.processed[key] = max(seq, view.processed.get(key, 0))
            self._processed.setdefault(view_id, {})[key] = view.processed[key]

    def take_receipts(self) -> tuple[dict[str, int], dict[str, dict[str, int]]]:
        """Return what the views are owed, and forget it."""
        received, processed = self._received, self._processed
        self._received, self._processed = {}, {}
        return received, processed

    def take_heard(self) -> dict[str, list[str]]:
        """Return on which lanes the views have been heard, and forget it."""
        heard, self._heard = self._heard, {}
        return heard

    @property
    def has_receipts(self) -> bool:
        """Whether any view is owed a receipt."""
        return bool(self._received or self._processed)
