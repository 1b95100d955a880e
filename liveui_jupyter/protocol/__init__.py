"""The wire protocol between a kernel's clients and the pages that show them.

A frame is a small JSON *envelope* (a `KernelFrame` or a `PageFrame`) plus at most one binary *payload* (MessagePack,
see `codec`). `to_page` and `to_kernel` declare every envelope, `ops` what a batch consists of. The TypeScript twin,
`js/src/protocol.gen.ts`, is generated from the JSON Schema that `schema` derives from these declarations.
"""

from __future__ import annotations

from .codec import EncodingError, TypedArray, decode_payload, encode_payload
from .ops import Add, Children, Delete, Listener, ListenerOptions, Op, Set
from .to_kernel import (
    Ack,
    Disconnect,
    Event,
    Handshake,
    JavaScriptResponse,
    Need,
    PageError,
    PageFrame,
    decode_page_frame,
)
from .to_page import Asset, Batch, Call, Fault, KernelFrame, Receipt, Snapshot, envelope
from .version import PROTOCOL_VERSION, version_problem

__all__ = [
    "PROTOCOL_VERSION",
    "Ack",
    "Add",
    "Asset",
    "Batch",
    "Call",
    "Children",
    "Delete",
    "Disconnect",
    "EncodingError",
    "Event",
    "Fault",
    "Handshake",
    "JavaScriptResponse",
    "KernelFrame",
    "Listener",
    "ListenerOptions",
    "Need",
    "Op",
    "PageError",
    "PageFrame",
    "Receipt",
    "Set",
    "Snapshot",
    "TypedArray",
    "decode_page_frame",
    "decode_payload",
    "encode_payload",
    "envelope",
    "version_problem",
]
