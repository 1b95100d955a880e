"""Envelopes that pages send to the kernel. Payloads are named in each docstring."""

from __future__ import annotations

from typing import Any

import msgspec

from .codec import EncodingError


class PageFrame(msgspec.Struct, tag_field="k", kw_only=True, omit_defaults=True, frozen=True):
    """What every envelope from a page holds."""

    v: int
    """`PROTOCOL_VERSION` of the sender."""
    client: str
    """Id of the client."""
    epoch: str = ""
    """The epoch that the page knows, empty if none."""
    view: str
    """Id of the view, random, made by the page."""
    applied: int = -1
    """Id of the last batch that the page has applied: an `ack` that rides along."""


class Handshake(PageFrame, tag="handshake", kw_only=True, omit_defaults=True, frozen=True):
    """A view is there, or is there again, or has noticed a gap. No payload."""

    next_message_id: int
    """Id of the batch that the page needs next."""
    version: str
    """Version of the front end's package."""
    capabilities: list[str] = []
    """Lanes that the page has and trusts (`control`, `comm`)."""
    lane: str = ""
    """The lane that this frame takes."""
    turn: int = 0
    """Counts the view's handshakes and goodbyes, which may overtake each other on their lanes. Repeated, it is one."""


class Event(PageFrame, tag="event", kw_only=True, omit_defaults=True, frozen=True):
    """Something happened to an element. Payload: the event's arguments."""

    seq: int
    """Contiguous per view, from 1."""
    element: int
    listener: int


class JavaScriptFailure(msgspec.Struct, kw_only=True, omit_defaults=True, frozen=True):
    """What a call threw, or why its value can't be sent."""

    name: str
    message: str
    stack: str = ""


class JavaScriptResponse(PageFrame, tag="javascript_response", kw_only=True, omit_defaults=True, frozen=True):
    """The answer to a `call`. Payload: the value, absent if there is an error."""

    request_id: str
    error: JavaScriptFailure | None = None


class Ack(PageFrame, tag="ack", kw_only=True, omit_defaults=True, frozen=True):
    """The page has applied every batch up to `id`. No payload."""

    id: int


class Disconnect(PageFrame, tag="disconnect", kw_only=True, omit_defaults=True, frozen=True):
    """The view is gone. No payload."""

    turn: int = 0
    """As in `Handshake`: one that is older than the last that was heard means nothing."""


class Need(PageFrame, tag="need", kw_only=True, omit_defaults=True, frozen=True):
    """The page lacks a file of the front end. No payload."""

    name: str
    hash: str


class PageError(PageFrame, tag="page_error", kw_only=True, omit_defaults=True, frozen=True):
    """Something failed in the page outside of any call: a `js_handler`, or the front end itself. No payload."""

    name: str
    message: str
    stack: str = ""


AnyPageFrame = Handshake | Event | JavaScriptResponse | Ack | Disconnect | Need | PageError


def decode_page_frame(content: Any) -> AnyPageFrame:
    """Return the frame that a comm message's content holds.

    Args:
        content: the plain dict from the comm message; nothing about it is trusted.

    Raises:
        EncodingError: it isn't a frame; the text says what is wrong with it.
    """
    try:
        frame: AnyPageFrame = msgspec.convert(content, AnyPageFrame)
    except msgspec.ValidationError as error:
        raise EncodingError(f"not a frame from a page: {error}") from None
    return frame
