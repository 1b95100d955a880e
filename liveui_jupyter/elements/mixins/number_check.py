"""Numbers as parameters and values."""

from __future__ import annotations

import sys
from numbers import Real
from typing import Any

_MAX_FLOAT = sys.float_info.max
_MAX_EXACT = 2**53


def check_number(name: str, value: Any) -> float:
    """Return a number from Python or numpy.

    Args:
        name: of the parameter, for the error's text.
        value: what a user, or a page, has given.

    Raises:
        TypeError: it isn't a number; True and False aren't.
        ValueError: it isn't finite, or too large for a float.
    """
    if isinstance(value, bool) or not isinstance(value, Real):
        raise TypeError(f"{name}: expected a number, got {value!r}.")
    number: float = value.item() if hasattr(value, "item") else value  # type: ignore[assignment]
    if not -_MAX_FLOAT <= number <= _MAX_FLOAT:
        raise ValueError(f"{name}: expected a finite number, got {value!r}.")
    return number


def whole(value: float) -> float:
    """Return a float without decimal places as an int, anything else (also what floats aren't exact for) as it is."""
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) <= _MAX_EXACT else value
