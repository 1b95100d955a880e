"""Where new elements go: the slot stack of the running task, and the client whose handler runs.

Both are context variables, so that they survive `await`, are inherited by tasks, and never leak into threads.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from .host import get_host

if TYPE_CHECKING:
    from .client import Client
    from .slot import Slot

_slot_stack: ContextVar[tuple[Slot, ...]] = ContextVar("liveui_slot_stack", default=())

output_client: ContextVar[Client | None] = ContextVar("liveui_output_client", default=None)
"""The client whose handler, timer or task runs: what is printed meanwhile appears below its interface."""


class HandlerRun:
    """One run of a handler, of a timer's function, or of a task of a client.

    Attributes:
        notes: what the host keeps for it, such as figures that have been begun.
    """

    __slots__ = ("notes",)

    def __init__(self) -> None:
        self.notes: dict[str, Any] = {}


handler_run: ContextVar[HandlerRun | None] = ContextVar("liveui_handler_run", default=None)
"""The run that the calling code belongs to, as do the tasks that it has made."""

event_view: ContextVar[str | None] = ContextVar("liveui_event_view", default=None)
"""Id of the view whose event is being handled: calls from the handler go there."""


def slot_stack() -> tuple[Slot, ...]:
    """Return the slots that have been entered, outermost first."""
    return _slot_stack.get()


def push_slot(slot: Slot) -> None:
    """Enter a slot."""
    _slot_stack.set((*_slot_stack.get(), slot))


def pop_slot(slot: Slot) -> None:
    """Leave a slot, and whatever was entered after it and never left."""
    stack = _slot_stack.get()
    for index in range(len(stack) - 1, -1, -1):
        if stack[index] is slot:
            _slot_stack.set(stack[:index])
            return


def reset_slot_stack(*slots: Slot) -> None:
    """Make the given slots the whole stack; without arguments, start afresh (as at the start of a cell)."""
    _slot_stack.set(slots)


class Context:
    """What `ui.context` gives: the place that the calling code builds in."""

    @property
    def slot_stack(self) -> tuple[Slot, ...]:
        """The slots that have been entered, outermost first."""
        return slot_stack()

    @property
    def slot(self) -> Slot:
        """The slot that new elements go into.

        Raises:
            NoClientError: there is none here.
        """
        stack = _slot_stack.get()
        return stack[-1] if stack else get_host().implicit_client().content.default_slot

    @property
    def client(self) -> Client:
        """The client that new elements belong to: the one entered with `with`, else the running cell's.

        Raises:
            NoClientError: there is none here.
        """
        stack = _slot_stack.get()
        return stack[-1].parent.client if stack else get_host().implicit_client()


context = Context()
