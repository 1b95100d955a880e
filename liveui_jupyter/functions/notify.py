"""A short message on top of the page."""

from __future__ import annotations

from typing import Any, Literal, get_args

from ..core.context import context
from ..core.wire_state import to_wire

Position = Literal["top-left", "top-right", "bottom-left", "bottom-right", "top", "bottom", "left", "right", "center"]
Kind = Literal["positive", "negative", "warning", "info", "ongoing"]


def notify(
    message: Any,
    *,
    position: Position = "bottom",
    close_button: bool | str = False,
    type: Kind | None = None,
    color: str | None = None,
    multi_line: bool = False,
    timeout: float = 5000,
) -> None:
    """Show a short message on top of the page.

    Args:
        message: what to say; anything else than text is shown as `str()` gives it.
        position: where on the screen.
        close_button: show a button that closes it; a text is what is written on it.
        type: "positive", "negative", "warning", "info" or "ongoing".
        color: a colour name (as for buttons) or a CSS colour.
        multi_line: keep line breaks.
        timeout: milliseconds until it goes by itself; 0 lets it stay.

    Raises:
        ValueError: `position`, `type` or `timeout` is none of the possible ones.
    """
    if position not in get_args(Position):
        raise ValueError(f"position: expected one of {', '.join(get_args(Position))}; got {position!r}.")
    if type is not None and type not in get_args(Kind):
        raise ValueError(f"type: expected one of {', '.join(get_args(Kind))}; got {type!r}.")
    if isinstance(timeout, bool) or not isinstance(timeout, int | float) or not timeout >= 0:
        raise ValueError(f"timeout: expected milliseconds ≥ 0, got {timeout!r}.")
    options = {
        "message": str(message),
        "position": position,
        "close_button": close_button,
        "type": type,
        "color": color,
        "multi_line": multi_line,
        "timeout": timeout,
    }
    for key, value in options.items():
        to_wire("ui.notify", key, value)
    context.client.command("notify", options)
