"""What handlers print: to their client's output, whichever thread or task prints it.

ipykernel's streams know only which request is current, and their hooks are per thread: two handlers that take turns on
the main loop would swap outputs. Core's context variable names the right client everywhere.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, Literal

from ipykernel.iostream import OutStream

from ..core.context import output_client
from .ipykernel_versions import own_streams

if TYPE_CHECKING:
    from collections.abc import Callable


def install_streams(kernel: Any) -> None:
    """Divert what handlers write to the kernel's stdout and stderr. Idempotent.

    `write` is wrapped on the streams themselves: `sys.stdout` stays the object that it was, so that logging handlers,
    `contextlib.redirect_stdout` and `%%capture` go on as before. While a sync cell runs, IPython 9 has a `write` of
    its own there, and puts back the one that it found: to be called again once the cell that imports us has returned.
    """
    # Not `sys.stdout`, which may be a capture's by now.
    stdout, stderr = own_streams(kernel)
    _divert(stdout, "stdout")
    _divert(stderr, "stderr")


def _divert(stream: Any, name: Literal["stdout", "stderr"]) -> None:
    if not isinstance(stream, OutStream) or hasattr(stream.write, "is_liveui"):
        return
    write: Callable[[str], int | None] = stream.write

    @wraps(write)
    def diverted(text: str) -> int | None:
        client = output_client.get()
        if client is None or client.is_deleted or not isinstance(text, str):
            return write(text)
        client.write_output(name, text)
        return len(text)

    diverted.is_liveui = True  # type: ignore[attr-defined]
    setattr(stream, "write", diverted)  # noqa: B010 - a type checker minds methods being assigned
