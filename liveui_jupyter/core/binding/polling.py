"""Looking at properties that don't tell of their changes."""

from __future__ import annotations

import asyncio
import threading
import time
from contextlib import suppress
from contextvars import Context

from ..context import output_client
from ..host import get_host, has_host
from .ends import client_of, is_waiting
from .links import Link, links
from .paths import MISSING, differ, get
from .propagation import report, spread

INTERVAL = 0.1
"""Seconds between two looks, as in NiceGUI."""
MAX_SHARE = 0.2
"""Share of the main loop's time that looking may take: with slow properties, it is done less often."""


class Poller:
    """Looks at the sources of polled links, on the main loop, while there are any."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self) -> None:
        """Start looking, if it hasn't been started. Any thread."""
        if not has_host():
            return
        loop = get_host().loop()
        with self._lock:
            if self._loop is loop:
                return
            self._loop = loop
        with suppress(RuntimeError):  # the loop is closed: the kernel is going down
            loop.call_soon_threadsafe(self._schedule, loop, INTERVAL, context=Context())

    def _schedule(self, loop: asyncio.AbstractEventLoop, delay: float) -> None:
        # An empty context, since one keeps alive all that it holds.
        loop.call_later(delay, self._tick, loop, context=Context())

    def _tick(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._loop is not loop:
            return
        started = time.monotonic()
        try:
            refresh()
        finally:  # also where the user interrupts it
            with self._lock:
                goes_on = bool(links.polled())
                if not goes_on:
                    self._loop = None
            if goes_on:
                elapsed = time.monotonic() - started
                self._schedule(loop, max(INTERVAL, elapsed / MAX_SHARE - elapsed))


def refresh() -> None:
    """Look at all properties that don't tell of their changes, and carry on what has changed."""
    for link in links.polled():
        _look(link)


def _look(link: Link) -> None:
    if link.is_over:
        return
    token = output_client.set(client_of(link.target(), link.source()))
    try:
        source = link.source()
        value = get(source, link.source_path)
        if value is MISSING or not differ(link.convert(value), link.last) or is_waiting(link.target()):
            # If a page's value waits at the target, that is newer, and the next look finds what has come of it.
            link.reported = {entry for entry in link.reported if not entry[0]}
            return
        for failed, error in spread(lambda wave: wave.begin(link)):
            _report_once(failed, error, is_converters=False)
    except Exception as error:  # noqa: BLE001 - whatever a user's property or converter raises
        _report_once(link, error, is_converters=True)
    finally:
        output_client.reset(token)


def _report_once(link: Link, error: Exception, *, is_converters: bool) -> None:
    """Show an error that will happen again and again, until the link works again."""
    entry = is_converters, type(error)
    if entry not in link.reported:
        link.reported.add(entry)
        report(link, error)


poller = Poller()
"""The poller of this process."""
