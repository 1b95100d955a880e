"""A button."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from ..core.events import ClickEventArguments, GenericEventArguments, Handler
from ..core.invoke import call
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

    def on_click(self, callback: Handler[ClickEventArguments], *, concurrent: bool = False) -> Self:
        """Call a function when the button is pressed.

        Args:
            callback: sync or async; takes `ClickEventArguments`, or nothing.
            concurrent: call it at once, on a thread of its own, also while a cell keeps the main thread busy.

        Raises:
            TypeError: it isn't callable.
        """
        if not callable(callback):
            raise TypeError(f"on_click: expected a function, got {callback!r}. Did you call it instead of passing it?")

        def handle(event: GenericEventArguments) -> Any:
            return call(callback, ClickEventArguments(sender=event.sender, client=event.client))

        return self.on("click", handle, [], concurrent=concurrent)

    async def clicked(self) -> None:
        """Wait until the button is pressed.

        Raises:
            CannotAwaitError: no click can reach the code that waits.
            ClientDeletedError: the button was deleted meanwhile.
        """
        await self.event("click", [])

    def _static_html(self) -> str:
        return f"<button disabled>{escape(self.text)}</button>"
