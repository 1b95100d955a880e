"""Waiting for a person: for the next event of an element."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING

from ..errors import CannotAwaitError, ClientDeletedError
from .host import get_host

if TYPE_CHECKING:
    from .element import Element
    from .events import GenericEventArguments


class EventWaiter:
    """Who waits for the next event of one type, of one element.

    The first wait subscribes to it, for good: a page that had to be told for each would miss what its user does in
    between.
    """

    def __init__(self, element: Element, event_type: str, args: Sequence[str] | None) -> None:
        self._element = element
        self._waiting: list[Future[GenericEventArguments]] = []
        element.on(event_type, self._wake, args)
        element.on_delete(self._give_up)

    async def next(self) -> GenericEventArguments:
        """Wait for the next event; see `Element.event`."""
        client = self._element.client
        problem = get_host().waiting_problem(client, blocking=False)
        if problem is not None:
            raise CannotAwaitError(*problem)
        future: Future[GenericEventArguments] = Future()
        with client.lock:
            if self._element.is_deleted:
                raise ClientDeletedError(str(self._element))
            self._waiting.append(future)
        return await asyncio.wrap_future(future)

    def _take(self) -> list[Future[GenericEventArguments]]:
        with self._element.client.lock:
            waiting, self._waiting = self._waiting, []
        return [future for future in waiting if future.set_running_or_notify_cancel()]

    def _wake(self, event: GenericEventArguments) -> None:
        for future in self._take():
            future.set_result(event)

    def _give_up(self) -> None:
        for future in self._take():
            future.set_exception(ClientDeletedError(str(self._element)))
