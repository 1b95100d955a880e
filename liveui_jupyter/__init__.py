"""Live user interfaces in notebook cells.

```python
from liveui_jupyter import ui

ui.label("Hello")
ui.button("Where am I?", on_click=lambda: ui.notify("in a cell"))
```
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from . import ui
from ._version import __version__
from .errors import (
    CannotAwaitError,
    ClientConnectionTimeout,
    ClientDeletedError,
    JavaScriptError,
    JavaScriptTimeout,
    LiveUIError,
    NoClientError,
    PropertyEncodingError,
    ViewGoneError,
)

if TYPE_CHECKING:
    from . import binding as binding
    from .core.client import Client as Client

__all__ = [
    "CannotAwaitError",
    "Client",
    "ClientConnectionTimeout",
    "ClientDeletedError",
    "JavaScriptError",
    "JavaScriptTimeout",
    "LiveUIError",
    "NoClientError",
    "PropertyEncodingError",
    "ViewGoneError",
    "__version__",
    "binding",
    "ui",
]


def __getattr__(name: str) -> Any:
    if name == "binding":
        return importlib.import_module(".binding", __name__)
    if name != "Client":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return importlib.import_module(".core.client", __name__).Client


def _install() -> None:
    """Make the kernel that we are imported in the host of all clients; elsewhere, do nothing."""
    from .kernel import install  # noqa: PLC0415 - the door to the kernel opens last

    install()


_install()
