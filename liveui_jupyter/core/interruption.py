"""Which code an interrupt may end: a user's, where somebody above catches what it raises.

The notebook's stop button raises `KeyboardInterrupt` wherever the main thread happens to be. Raised in the event loop
itself, it would end the loop and so the kernel; so the host raises it only below a function that is marked here.
"""

from __future__ import annotations

from collections.abc import Callable
from types import CodeType, FrameType
from typing import Any, TypeVar

FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])

WHATEVER = (Exception, KeyboardInterrupt)
"""What may come of a user's function."""

_guards: set[CodeType] = set()
_shields: set[CodeType] = set()


def guard(function: FunctionT) -> FunctionT:
    """Mark a function that does little but call a user's, and catches `WHATEVER` comes of it."""
    _guards.add(function.__code__)
    return function


def shield(function: FunctionT) -> FunctionT:
    """Mark a function that guards call when they have caught something: it isn't to be interrupted in its turn."""
    _shields.add(function.__code__)
    return function


def is_interruptible(frame: FrameType | None) -> bool:
    """Tell whether what runs in a frame may be interrupted: a guard is above it, and no shield between them."""
    while frame is not None:
        if frame.f_code in _guards:
            return True
        if frame.f_code in _shields:
            return False
        frame = frame.f_back
    return False
