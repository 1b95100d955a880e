"""The protocol's version, and the text that a person reads when kernel and page differ."""

from __future__ import annotations

PROTOCOL_VERSION = 1
"""Raised whenever a frame, an op or an element's wire state changes incompatibly."""


def version_problem(*, kernel: int, page: int) -> str | None:
    """Return what to tell the user if kernel and page speak different versions, else None.

    Args:
        kernel: protocol version of the kernel's package.
        page: protocol version of the front end that the page has loaded.
    """
    if kernel == page:
        return None
    if page < kernel:
        remedy = "Reload the page, so that it loads the front end of the installed liveui_jupyter."
    else:
        remedy = "Restart the kernel, so that it loads the liveui_jupyter that is installed now."
    return f"The page speaks protocol version {page} of liveui_jupyter, the kernel version {kernel}. {remedy}"
