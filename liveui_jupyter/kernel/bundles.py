"""Mime bundles on their way to pages: what is binary travels as bytes, not as base64 in JSON."""

from __future__ import annotations

import binascii
from typing import Any

from ipykernel.jsonutil import json_clean

BINARY = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf"})
"""What Jupyter has as base64 text."""


def to_wire(data: dict[str, Any]) -> dict[str, Any]:
    """Return a mime bundle as it travels.

    Args:
        data: by mime type, as given to IPython's display publisher: text, bytes (or base64), or what is JSON-like.
    """
    return {str(mime): _value_to_wire(mime, value) for mime, value in data.items()}


def _value_to_wire(mime: str, value: Any) -> Any:
    if isinstance(value, str):
        if mime in BINARY:
            try:
                return binascii.a2b_base64(value)
            except binascii.Error:  # the page will show that it is broken
                return value
        return value if value.isascii() else value.encode("utf-8", "backslashreplace").decode("utf-8")
    return value if isinstance(value, bytes) else json_clean(value)
