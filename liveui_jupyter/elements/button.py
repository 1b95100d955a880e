"""A button."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from html import escape
from typing import TYPE_CHECKING, Any

from ..core.events import ClickEventArguments, GenericEventArguments, Handler
from ..core.host import get_host
from ..core.invoke import call
from ..errors import CannotAwaitError, ClientDeletedError
from .mixins.disableable_element import DisableableElement
from .mixins.text_element import TextElement

if TYPE_CHECKING:
    from typing_extensions import Self


class Button(TextElement, DisableableElement, component="button"):
    """A button.

    Args:
        text: what is written on it.
        on_click: called when it is pressed, with `ClickEventArguments` or nothing; may be a coroutine function.
        color: "primary", "secondary", "accent", "positive", "negative", "warning", "info", "dark", any CSS colour, or
            None for a plain one.

    Raises:
        TypeError: `on_click` isn't a function, or `color` no text.

    ```python
    ui.button("Press me", on_click=lambda: ui.notify("Thank you"))
    ```
    """

    TEXT_KEY = "text"

    def __init__(
        self,
        text: Any = "",
        *,
        on_click: Handler[ClickEventArguments] | None = None,
        color: str | None = "primary",
    ) -> None:
        if color is not None and not isinstance(color, str):
            raise TypeError(f'color: expected a name such as "primary" or a CSS colour, got {color!r}.')
        super().__init__(text=text)
        if color != "primary":  # pages know the default, and there may be thousands of buttons
            self.props["color"] = color
        if on_click is not None:
            self.on_click(on_click)

    def on_click(self, callback: Handler[ClickEventArguments]) -> Self:
        """Call a function when the button is pressed.

        Raises:
            TypeError: it isn't callable.
        """
        if not callable(callback):
            raise TypeError(f"on_click: expected a function, got {callback!r}. Did you call it instead of passing it?")

        def handle(event: GenericEventArguments) -> Any:
            return call(callback, ClickEventArguments(sender=event.sender, client=event.client))

        return self.on("click", handle, [])

    async def clicked(self) -> None:
        """Wait until the button is pressed.

        Raises:
            CannotAwaitError: no click can reach the code that waits.
            ClientDeletedError: the button was deleted meanwhile.
        """
        problem = get_host().waiting_problem(self.client, blocking=False)
        if problem is not None:
            raise CannotAwaitError(*problem)
        pressed: Future[None] = Future()
        self._waiters().append(pressed)
        await asyncio.wrap_future(pressed)

    def _waiters(self) -> list[Future[None]]:
        """Return who waits for the next click; the first call subscribes."""
        if not hasattr(self, "_click_waiters"):
            self._click_waiters: list[Future[None]] = []
            self.on("click", self._wake, [])
            self.on_delete(self._give_up)
        return self._click_waiters

    def _wake(self) -> None:
        waiters, self._click_waiters = self._click_waiters, []
        for waiter in waiters:
            if waiter.set_running_or_notify_cancel():
                waiter.set_result(None)

    def _give_up(self) -> None:
        waiters, self._click_waiters = self._click_waiters, []
        for waiter in waiters:
            if waiter.set_running_or_notify_cancel():
                waiter.set_exception(ClientDeletedError(str(self)))

    def _static_html(self) -> str:
        return f"<button disabled>{escape(self.text)}</button>"
