"""Envelopes that the kernel sends to pages. Payloads are named in each docstring."""

from __future__ import annotations

from typing import Any

import msgspec


class KernelFrame(msgspec.Struct, tag_field="k", kw_only=True, omit_defaults=True, frozen=True):
    """What every envelope from the kernel holds."""

    v: int
    """`PROTOCOL_VERSION` of the sender."""
    client: str
    """Id of the client."""
    epoch: str
    """Random word of the kernel process; ids and sequence numbers of another epoch mean nothing."""


class Batch(KernelFrame, tag="batch", kw_only=True, omit_defaults=True, frozen=True):
    """Element changes. Payload: a list of `Op`. The only frame that consumes an id."""

    id: int
    """Contiguous per client and epoch, from 0."""
    received: dict[str, int] = {}
    """By view, the highest event `seq` up to which everything has arrived."""
    processed: dict[str, dict[str, int]] = {}
    """By view and element, the `seq` of the latest event whose handlers have finished."""
    heard: dict[str, list[str]] = {}
    """By view, the lanes on which handshakes have come since this was last told."""
    ack: bool = False
    """True if the page should answer with an `ack` at once: the kernel holds back further batches until then."""


class Snapshot(KernelFrame, tag="snapshot", kw_only=True, omit_defaults=True, frozen=True):
    """The whole tree, for one view. Payload: a list of `Add` (element 0 has one of its own, for its state)."""

    view: str
    id: int
    """Id of the next batch: the tree is as it is just before that."""
    received: dict[str, int] = {}
    processed: dict[str, dict[str, int]] = {}


class Receipt(KernelFrame, tag="receipt", kw_only=True, omit_defaults=True, frozen=True):
    """What a `Batch` tells beside its changes, where no batch is due; or which batch is next. No payload."""

    received: dict[str, int] = {}
    processed: dict[str, dict[str, int]] = {}
    heard: dict[str, list[str]] = {}
    next: int | None = None
    """Id of the next batch. A page that lacks an earlier one shakes hands; any other acknowledges."""


class Call(KernelFrame, tag="call", kw_only=True, omit_defaults=True, frozen=True):
    """JavaScript to run once, after batch `after` has been applied. Payload: the list of arguments.

    Either `code` (an expression or the body of an async function), or `method` of `element`. Methods of element 0 are
    the view's own: notify, open, download. Every call is answered with a `javascript_response`.
    """

    request_id: str
    after: int
    """Id of the last batch sent before the call, -1 if there was none."""
    view: str
    """The view that is asked."""
    timeout: float
    """Seconds after which the kernel no longer waits."""
    code: str | None = None
    element: int | None = None
    method: str | None = None


class Asset(KernelFrame, tag="asset", kw_only=True, omit_defaults=True, frozen=True):
    """A file of the front end, in answer to `need`. Payload: the gzipped file itself, not MessagePack."""

    name: str
    hash: str


class Fault(KernelFrame, tag="fault", kw_only=True, omit_defaults=True, frozen=True):
    """A page frame was dropped; says why. No payload."""

    code: str
    """`version`, `malformed`, `unknown` (element or listener), `too_large`."""
    message: str
    """For people: what is wrong, and what to do."""
    view: str | None = None
    seq: int | None = None


AnyKernelFrame = Batch | Snapshot | Receipt | Call | Asset | Fault


def envelope(frame: KernelFrame) -> dict[str, Any]:
    """Return the frame as the plain dict that a comm message carries."""
    result: dict[str, Any] = msgspec.to_builtins(frame)
    return result
