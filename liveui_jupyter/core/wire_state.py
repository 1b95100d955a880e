"""Values of an element's state as they travel: checked when they are assigned, encoded exactly once."""

from __future__ import annotations

from typing import Any

import msgspec

from ..errors import PropertyEncodingError
from ..protocol import EncodingError, encode_payload

_PLAIN = frozenset({bool, type(None), float})
_MIN_INT, _MAX_INT = -(2**63), 2**64 - 1


def to_wire(owner: object, key: str, value: Any) -> Any:
    """Return the value as it is kept for the next batch: plain, or encoded if it is anything that could change.

    Args:
        owner: the element, for the error's text.
        key: the property.
        value: what the user assigned.

    Raises:
        PropertyEncodingError: it can't be sent to a page.
    """
    kind = type(value)
    if kind in _PLAIN or (kind is str and value.isascii()) or (kind is int and _MIN_INT <= value <= _MAX_INT):
        return value
    try:
        return msgspec.Raw(encode_payload(value))
    except (EncodingError, UnicodeEncodeError) as error:
        raise PropertyEncodingError(str(owner), key, value, str(error)) from None


def same_wire(old: Any, new: Any) -> bool:
    """Tell whether two values from `to_wire` look the same to a page (1, 1.0 and True don't)."""
    if type(old) is not type(new):
        return False
    if isinstance(old, msgspec.Raw):
        return bytes(old) == bytes(new)
    return bool(old == new)
