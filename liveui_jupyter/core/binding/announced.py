"""What tells bindable properties from others."""

from __future__ import annotations

import inspect
from typing import Any


class Announced:
    """Base of descriptors whose changes are announced with `propagate`, so that nobody has to look at them."""


def is_announced(owner: Any, name: str) -> bool:
    """Tell whether a property tells of its changes by itself."""
    return isinstance(inspect.getattr_static(type(owner), name, None), Announced)
