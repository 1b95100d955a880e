"""Tracebacks of handlers, as coloured text: IPython's, starting at the user's own code."""

from __future__ import annotations

import builtins
import logging
import threading
import traceback
from functools import wraps
from types import TracebackType
from typing import Any

from ..core.context import output_client

log = logging.getLogger("liveui_jupyter")

_OURS = frozenset({"liveui_jupyter", "asyncio"})
"""Packages whose frames tell a user nothing, wherever they stand."""
_CALLERS = frozenset({*_OURS, "concurrent", "contextvars", "ipykernel", "threading", "tornado"})
"""Packages whose frames tell a user nothing at the start of a traceback."""

_lock = threading.Lock()  # exceptions' tracebacks are swapped for a moment, and IPython's formatter has state

_Group: Any = getattr(builtins, "BaseExceptionGroup", ())  # from Python 3.11 on


def install_tracebacks(shell: Any) -> None:
    """Have the tracebacks that IPython itself shows in handlers, such as those of a `_repr_html_`, shown there, too."""
    show = shell._showtraceback  # noqa: SLF001 - the one place that the kernel's shell overrides, too

    @wraps(show)
    def diverted(kind: type[BaseException], error: BaseException, lines: list[str]) -> None:
        client = output_client.get()
        if client is None or client.is_deleted:
            show(kind, error, lines)
        else:
            client.write_output("error", "\n".join(lines).rstrip("\n") + "\n")

    shell._showtraceback = diverted  # noqa: SLF001


def format_exception(shell: Any, error: BaseException) -> str:
    """Return an exception's traceback, coloured as in a cell. Never raises.

    Args:
        shell: IPython's shell; its `%xmode` is followed.
        error: the exception.
    """
    try:
        with _lock:
            original = _shorten(error)
            try:
                lines = _format(shell, error)
            finally:
                for exception, frames in original:
                    exception.__traceback__ = frames
    except Exception:  # an exception whose own text raises, for instance
        log.exception("A traceback could not be formatted")
        lines = _format_plainly(error)
    return "".join(lines).strip("\n")


def _format(shell: Any, error: BaseException) -> list[str]:
    """Return the text as IPython's `showtraceback` makes it."""
    kind, frames = type(error), error.__traceback__
    if isinstance(error, SyntaxError):
        lines = shell.SyntaxTB.structured_traceback(kind, error, traceback.extract_tb(frames))
    elif _has_group(error):
        return traceback.format_exception(kind, error, frames)  # IPython's formatter doesn't know groups
    elif hasattr(error, "_render_traceback_"):
        lines = error._render_traceback_()
    else:
        lines = shell.InteractiveTB.structured_traceback(kind, error, frames, tb_offset=0)
    return ["\n".join(lines)]


def _format_plainly(error: BaseException) -> list[str]:
    try:
        return traceback.format_exception(type(error), error, error.__traceback__)
    except Exception:  # noqa: BLE001
        return [f"{type(error).__qualname__} (its text can't be shown)"]


def _has_group(error: BaseException | None) -> bool:
    return any(isinstance(part, _Group) for part in _chain(error))


def _chain(error: BaseException | None) -> list[BaseException]:
    """Return the exception with its causes, its contexts and a group's members."""
    found: list[BaseException] = []
    todo = [error]
    while todo:
        part = todo.pop()
        if part is not None and not any(part is other for other in found):
            found.append(part)
            todo += [part.__cause__, part.__context__]
            if isinstance(part, _Group):
                todo += part.exceptions
    return found


def _shorten(error: BaseException) -> list[tuple[BaseException, TracebackType | None]]:
    """Leave out the frames that aren't the user's; return what to restore afterwards."""
    original = [(part, part.__traceback__) for part in _chain(error)]
    for part, frames in original:
        shortened = users_frames(frames)
        if shortened is not None:
            part.__traceback__ = shortened
    return original


def users_frames(frames: TracebackType | None) -> TracebackType | None:
    """Return a traceback without the frames that called the user's code, and without this library's.

    Args:
        frames: the traceback as caught. If nothing of it is the user's, all of it says what happened.
    """
    kept: list[TracebackType] = []
    while frames is not None:
        package = str(frames.tb_frame.f_globals.get("__name__", "")).partition(".")[0]
        if package not in (_OURS if kept else _CALLERS):
            kept.append(frames)
        frames = frames.tb_next
    result: TracebackType | None = None
    for frame in reversed(kept):
        result = TracebackType(result, frame.tb_frame, frame.tb_lasti, frame.tb_lineno)
    return result
