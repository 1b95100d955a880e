"""A dialog."""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from concurrent.futures import Future
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary, WeakSet

from ..core.context import event_view
from ..core.host import get_host
from ..core.invoke import NoImplicitAwait
from ..errors import CannotAwaitError, ClientDeletedError
from .mixins.openable_element import OpenableElement

if TYPE_CHECKING:
    from typing_extensions import Self

    from ..core.client import Client
    from ..core.listeners import EventListener


class Dialog(OpenableElement, NoImplicitAwait, component="dialog"):
    """Something that is shown above everything else, and has to be answered or dismissed before work goes on.

    It is made once and closed at first; `open()`, or awaiting it, shows it. Its user dismisses it with Escape or a
    press beside it, unless it has `.props("persistent")`. The page does that by itself, also while the kernel is busy.

    `await dialog` opens it and gives what `submit()` is called with, None if it is closed otherwise. Whoever awaits it
    at the same time gets the same.

    If the handler of an event opens it, it is shown in that event's view alone; otherwise in every browser tab that
    shows its cell, and if there are several views in one tab, in one of them.

    People who don't see the screen are told its first heading, or else its first label, or `.props('aria-label="…"')`.

    Args:
        value: whether it is open at first.

    Raises:
        TypeError: `value` isn't True or False.

    Raises (when awaited):
        CannotAwaitError: no answer can reach the code that waits.
        ClientDeletedError: the dialog, or its client, is deleted.

    ```python
    with ui.dialog() as dialog, ui.card():
        ui.label("Delete the run?")
        with ui.row():
            ui.button("Keep", on_click=lambda: dialog.submit("kept"), color=None)
            ui.button("Delete", on_click=lambda: dialog.submit("deleted"), color="negative")


    async def ask():
        ui.notify(await dialog)


    ui.button("Delete …", on_click=ask)
    ```
    """

    def __init__(self, *, value: bool = False) -> None:
        self._waiters: list[Future[Any]] = []
        self._submitted: asyncio.Event | None = None
        super().__init__(value=value)

    @property
    def submitted(self) -> asyncio.Event:
        """An event that is set when the dialog is submitted, closed or deleted, until it opens again.

        It belongs to the main event loop.
        """
        if self._submitted is None:
            self._submitted = asyncio.Event()
        return self._submitted

    def submit(self, result: Any) -> None:
        """Close the dialog; who awaits it gets the result."""
        self._answer(result)
        self.close()

    def __await__(self) -> Generator[Any, None, Any]:
        return self._ask().__await__()

    async def _ask(self) -> Any:
        client = self.client
        if self.is_deleted:
            raise ClientDeletedError(str(self))
        problem = get_host().waiting_problem(client, blocking=False)
        if problem is not None:
            raise CannotAwaitError(*problem)
        waiter: Future[Any] = Future()
        with client.lock:
            self._waiters.append(waiter)
        try:
            self.open()
            return await asyncio.wrap_future(waiter)
        finally:
            with client.lock, suppress(ValueError):
                self._waiters.remove(waiter)

    def set_value(self, value: bool) -> Self:
        """Open or close it."""
        was_open = self.value
        if not was_open and self._check_value(value):
            self._aim()
            self._tell_submitted(is_set=False)
        super().set_value(value)
        if was_open and not self.value:
            self._answer(None)
        return self

    def _receive(self, listener: EventListener, args: Any, applied: int) -> Any:
        was_open = self.value
        received = super()._receive(listener, args, applied)
        if was_open and not self.value:
            self._answer(None)  # at once, since who waits may do so in a thread of its own
        return received

    def _answer(self, result: Any) -> None:
        """Wake whoever waits. Any thread."""
        waiters, self._waiters = self._waiters, []
        for waiter in waiters:
            if waiter.set_running_or_notify_cancel():
                waiter.set_result(result)
        self._tell_submitted(is_set=True)

    def _tell_submitted(self, *, is_set: bool) -> None:
        event = self._submitted
        if event is not None:
            with suppress(RuntimeError):  # the loop is closed: the kernel is going down
                get_host().loop().call_soon_threadsafe(event.set if is_set else event.clear)

    def _handle_delete(self) -> None:
        waiters, self._waiters = self._waiters, []
        for waiter in waiters:
            if waiter.set_running_or_notify_cancel():
                waiter.set_exception(ClientDeletedError(str(self)))
        self._tell_submitted(is_set=True)
        super()._handle_delete()

    # ---- which view shows it

    def _aim(self) -> None:
        """Have the view show it whose event is being handled, if there is one."""
        client = self._client()
        if client is None or self.is_deleted:
            return
        with client.lock:
            connected = client.views.connected
            view = event_view.get() if len(connected) > 1 else None
            self._set_or_drop_state("only", view if view in connected else None)
            if view is not None:
                _follow_views(client).add(self)

    def _forget_view(self) -> None:
        """Have all views show it: the one that was to do so may be gone."""
        self._set_or_drop_state("only", None)

    def _static_html(self) -> str:
        return ""


_aimed: WeakKeyDictionary[Client, WeakSet[Dialog]] = WeakKeyDictionary()
"""The dialogs that one view shows, or has shown."""


def _follow_views(client: Client) -> WeakSet[Dialog]:
    """Return the dialogs of a client that one view shows; they are looked after when views come and go."""
    if client not in _aimed:
        _aimed[client] = WeakSet()
        # A page that is reloaded has another view.
        client.on_connect(_forget_views)
        client.on_disconnect(_forget_views)
    return _aimed[client]


def _forget_views(client: Client) -> None:
    with client.lock:
        dialogs = list(_aimed.get(client, ()))
    for dialog in dialogs:
        dialog._forget_view()  # noqa: SLF001 - of the same module
