"""What tells bindable properties from others."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any

from .paths import Path


class Announced:
    """Base of descriptors whose changes are announced with `propagate`, so that nobody has to look at them."""

    judges_itself = False
    """Whether its setter is to be called with all that bindings bring, and says by `propagate` if it takes that."""


def announced(owner: Any, path: Path) -> Announced | None:
    """Return the descriptor of a property that tells of its changes by itself, else None."""
    if len(path) != 1 or isinstance(owner, Mapping):
        return None
    declared = inspect.getattr_static(type(owner), path[0], None)
    return declared if isinstance(declared, Announced) else None
