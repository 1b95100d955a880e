"""The exceptions that this library raises. Each builds its own text: what is wrong, and what to do.

```
LiveUIError
├── NoClientError             ui.* where no cell and no `with client:` says where to show it
├── ClientDeletedError        the client, or the element, is gone
├── CannotAwaitError          no reply from a browser can reach this code while it waits
├── ClientConnectionTimeout   no page showed the client in time (also a TimeoutError)
├── JavaScriptError           JavaScript threw, or its value can't be sent
├── JavaScriptTimeout         JavaScript didn't answer in time (also a TimeoutError)
├── ViewGoneError             the page that was asked has gone
├── PropertyEncodingError     a value can't be sent to a page (also a TypeError)
└── HostMissingError          there is no Jupyter kernel (and no test host) around
```
"""

from __future__ import annotations

__all__ = [
    "CannotAwaitError",
    "ClientConnectionTimeout",
    "ClientDeletedError",
    "HostMissingError",
    "JavaScriptError",
    "JavaScriptTimeout",
    "LiveUIError",
    "NoClientError",
    "PropertyEncodingError",
    "ViewGoneError",
]


class LiveUIError(Exception):
    """Base of every exception that this library raises itself."""


class HostMissingError(LiveUIError, RuntimeError):
    """There is no Jupyter kernel around."""

    def __init__(self) -> None:
        super().__init__(
            "liveui_jupyter shows user interfaces in Jupyter cells, but this Python process isn't a Jupyter kernel. "
            "Run the code in a notebook; in tests, use the fixtures of liveui_jupyter.testing."
        )


class NoClientError(LiveUIError, RuntimeError):
    """`ui.…` was called where nothing says in which cell to show it."""

    def __init__(self, where: str = "outside any cell") -> None:
        super().__init__(
            f"There is no client here: this code runs {where}, so it is unknown in which output to show elements. "
            "Enter a client or an element first: `with client:` or `with row:`; "
            "`client = ui.context.client` gets a cell's client while the cell runs."
        )


class ClientDeletedError(LiveUIError, RuntimeError):
    """The client or element that is used no longer exists."""

    def __init__(self, what: str, why: str = "") -> None:
        super().__init__(
            f"{what} has been deleted{f' ({why})' if why else ''}, so nothing can be shown in it. "
            "Make new elements instead: run the cell that makes them again."
        )


class CannotAwaitError(LiveUIError, RuntimeError):
    """No reply from a browser can reach this code while it waits."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"Can't wait for the browser here: {reason} {remedy}")
        self.reason = reason
        self.remedy = remedy


class ClientConnectionTimeout(LiveUIError, TimeoutError):
    """No page showed the client in time."""

    def __init__(self, client_id: str, timeout: float) -> None:
        super().__init__(
            f"No page has shown client {client_id} within {timeout:g} s. Is the notebook open in a browser, "
            "and the output of the client's cell still there?"
        )
        self.client_id = client_id
        self.timeout = timeout


class JavaScriptError(LiveUIError):
    """JavaScript threw an exception, or returned what can't be sent.

    Attributes:
        name: name of the JavaScript exception, such as `TypeError`.
        message: its message.
        stack: its stack, as the browser gives it; may be empty.
    """

    def __init__(self, name: str, message: str, stack: str = "") -> None:
        details = f"\n{stack}" if stack else ""
        super().__init__(f"{name}: {message}{details}")
        self.name = name
        self.message = message
        self.stack = stack


class JavaScriptTimeout(LiveUIError, TimeoutError):
    """JavaScript didn't answer in time."""

    def __init__(self, timeout: float, *, connected: bool) -> None:
        if connected:
            reason = "The page has the call but hasn't answered; a promise that never settles is a likely cause."
        else:
            reason = "No page shows the client. Is the notebook open in a browser, and the output still there?"
        super().__init__(f"JavaScript did not respond within {timeout:g} s. {reason}")
        self.timeout = timeout


class ViewGoneError(LiveUIError):
    """The page that was asked has gone."""

    def __init__(self, what: str = "its output was cleared, its cell ran again, or its page was closed") -> None:
        super().__init__(f"The view that was to answer is gone: {what}. Ask again when the client is shown.")


class PropertyEncodingError(LiveUIError, TypeError):
    """A value can't be sent to a page."""

    def __init__(self, element: str, key: str, value: object, reason: str) -> None:
        kind = type(value)
        name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
        super().__init__(
            f"Property {key!r} of {element} can't be set to a value of type {name}: {reason}. "
            "Convert it to text, numbers, bytes, lists, dicts, numpy arrays, dates or dataclasses first."
        )
        self.key = key
