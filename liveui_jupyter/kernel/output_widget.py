"""ipywidgets' `Output`: inside `with out:`, interfaces, prints and clearing are that output's, in cells and handlers.

`Output` redirects by the parent of messages, in the page: the kernel isn't told which output it is in. `msg_id` (a
trait that it sets on entering) says so only to whoever observes each instance, and is the same for nested outputs; so
its `__enter__` and `__exit__` are wrapped, once, on the class. That also covers `@out.capture()` and
`out.clear_output()`, which enter the output themselves.
"""

from __future__ import annotations

from contextvars import ContextVar
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple

from ipywidgets import Output

from ..core.context import output_client, reset_slot_stack, slot_stack

if TYPE_CHECKING:
    from ..core.client import Client
    from ..core.slot import Slot


class _Entered(NamedTuple):
    """An output that has been entered, and what surrounded it."""

    output: Any
    slots: tuple[Slot, ...]
    client: Client | None


_entered: ContextVar[tuple[_Entered, ...]] = ContextVar("liveui_entered_outputs", default=())


def current_output() -> str | None:
    """Return the model id of the innermost `Output` that the calling code is in, None if in none."""
    entered = _entered.get()
    return entered[-1].output.model_id if entered else None


def observe_outputs() -> None:
    """Wrap `Output.__enter__` and `Output.__exit__`. Idempotent."""
    if getattr(Output.__enter__, "is_liveui", False):
        return
    enter, leave = Output.__enter__, Output.__exit__

    @wraps(enter)
    def wrapped_enter(self: Any) -> Any:
        result = enter(self)
        _enter(self)
        return result

    @wraps(leave)
    def wrapped_exit(self: Any, *exception: Any) -> Any:
        # First, so that the traceback that `__exit__` shows takes the surroundings' way.
        _leave(self)
        return leave(self, *exception)

    wrapped_enter.is_liveui = True  # type: ignore[attr-defined]
    Output.__enter__, Output.__exit__ = wrapped_enter, wrapped_exit


def _enter(output: Any) -> None:
    _entered.set((*_entered.get(), _Entered(output, slot_stack(), output_client.get())))
    # Elements go into the output, not into the row that surrounds the `with`; what is printed isn't the client's.
    reset_slot_stack()
    output_client.set(None)


def _leave(output: Any) -> None:
    entered = _entered.get()
    for index in range(len(entered) - 1, -1, -1):
        if entered[index].output is output:
            _entered.set(entered[:index])
            reset_slot_stack(*entered[index].slots)
            output_client.set(entered[index].client)
            return
