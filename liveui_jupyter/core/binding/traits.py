"""Objects with traits (traitlets, ipywidgets), known by their methods: core knows no Jupyter."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from contextlib import suppress
from typing import Any


def is_trait(owner: Any, name: str) -> bool:
    """Tell whether a property is a trait, so that it can be observed."""
    kind = type(owner)
    if not all(callable(inspect.getattr_static(kind, method, None)) for method in ("has_trait", "observe")):
        return False
    return owner.has_trait(name) is True


def observe(owner: Any, name: str, handler: Callable[[Any], None]) -> None:
    """Have a function called with every change of a trait; once, however often this is said."""
    owner.observe(handler, names=name)


def unobserve(owner: Any, name: str, handler: Callable[[Any], None]) -> None:
    """Undo `observe`."""
    with suppress(ValueError):  # somebody has called unobserve_all()
        owner.unobserve(handler, names=name)
