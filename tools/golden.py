"""Golden frames: one example of each kind, as both sides have to read and write it.

Tests of both languages read the files in tests/golden/. Each holds an `envelope`, and (if the frame has a payload) the
`payload` as JSON with markers for what JSON lacks, and its bytes as `hex`. Markers are objects with one key:
`$number` (nan, inf, -inf), `$bytes` (hex), `$array` (a typed array: its `struct` format, then its items), `$bigint` (an
integer beyond 2**53, in decimal).

`python -m tools.golden [--check]` writes (or checks) them.
"""

from __future__ import annotations

import datetime
import json
import math
import re
import sys
from array import array
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import msgspec

from liveui_jupyter.protocol import encode_payload, ops, to_kernel, to_page
from liveui_jupyter.protocol.codec import TYPED_ARRAY_CODE, TYPED_ARRAY_FORMATS
from liveui_jupyter.protocol.generate import write_or_check

from .paths import ROOT

FOLDER = ROOT / "tests" / "golden"

_EPOCH = "e0f1"
_CLIENT = "c1a2b3"
_VIEW = "v9z8"
_KERNEL = {"v": 1, "client": _CLIENT, "epoch": _EPOCH}
_PAGE = {"v": 1, "client": _CLIENT, "epoch": _EPOCH, "view": _VIEW, "applied": 4}

_GZIPPED = bytes.fromhex("1f8b08000000000002ff4bad28c82f2a51a8aee50200fc47fb860a000000")
"""The text "export {}" and a line's end."""

NOTHING = object()
"""The payload of frames without one."""


class TypedArray:
    """A typed array, as it travels in both directions."""

    def __init__(self, fmt: str, items: list[Any]) -> None:
        self.fmt = fmt
        self.items = items

    def to_wire(self) -> msgspec.msgpack.Ext:
        """Return the MessagePack extension."""
        data = array(self.fmt, self.items)
        if sys.byteorder == "big":
            data.byteswap()
        return msgspec.msgpack.Ext(TYPED_ARRAY_CODE, bytes([TYPED_ARRAY_FORMATS.index(self.fmt)]) + data.tobytes())


_VALUES: dict[str, Any] = {
    "null": None,
    "true": True,
    "integers": [0, 1, -1, 127, 128, -128, 65_536, 2**31, -(2**31) - 1, 2**53 - 1, -(2**53) + 1],
    "floats": [0.5, -1.25, 1e300, math.nan, math.inf, -math.inf],
    "text": ["", "ascii", "Grüße, 世界 👋", "x" * 300],
    "bytes": [b"", b"\x00\xff\x80"],
    "arrays": [
        TypedArray("b", [-1, 2]),
        TypedArray("B", [1, 255]),
        TypedArray("h", [-300, 300]),
        TypedArray("H", [65_535]),
        TypedArray("i", [-70_000]),
        TypedArray("I", [4_000_000_000]),
        TypedArray("f", [0.5, -0.25]),
        TypedArray("d", [0.1, math.nan]),
        TypedArray("d", []),
    ],
    "nested": {"list": [[], [{}]], "map": {"a": {"b": None}}},
}
"""What travels in both directions, and is written with the same bytes by both."""


def _batch_ops() -> list[ops.Op]:
    """Return ops of every kind, with what only Python sends."""
    return [
        ops.Add(1, "row", 0, None, {":class": "items-center gap-2", ":style": {"width": "10rem", "--x": "1"}}),
        ops.Add(2, "label", 1, None, {":text": "Grüße, 世界 👋"}),
        ops.Add(3, "input", 1, "end", {"value": "", "label": "Name", ":hidden": True, ":tooltip": "Who?"}),
        ops.Add(
            4,
            "element",
            None,
            None,
            {
                ":tag": "figure",
                ":on": [
                    ops.Listener(0, "keydown.enter", ["key", "target.value"]),
                    ops.Listener(1, "mousemove", [], ops.ListenerOptions(throttle=0.1, leading=False)),
                    ops.Listener(2, "click", None, ops.ListenerOptions(js_handler="(e) => emit(e.x)")),
                ],
            },
        ),
        ops.Set(2, dict(_VALUES), ["title"]),
        ops.Set(
            2,
            {
                "naive": datetime.datetime(2026, 1, 2, 3, 4, 5),  # noqa: DTZ001 - the point of the example
                "aware": datetime.datetime(2026, 1, 2, 3, 4, 5, 678_000, tzinfo=datetime.timezone.utc),
                "date": datetime.date(2026, 1, 2),
                "decimal": Decimal("1.5"),
                "set": {1},
                "tuple": (1, "a"),
            },
        ),
        ops.Children(1, None, [(3, 2), (4, None)]),
        ops.Children(0, "output", [(4, None)]),
        ops.Delete([3, 4]),
    ]


def _snapshot_ops() -> list[ops.Add]:
    return [
        ops.Add(0, "root", None, None, {":class": "p-2"}),
        ops.Add(1, "column", 0),
        ops.Add(2, "slider", 1, None, {"min": 0, "max": 1.0, "value": 0.5}),
    ]


def _examples() -> Iterator[tuple[str, Any, Any]]:
    """Yield (file name, frame, payload)."""
    seqs: dict[str, Any] = {"received": {_VIEW: 7}, "processed": {_VIEW: {"3": 6, "2": 7}}}
    page: dict[str, Any] = _PAGE
    kernel: dict[str, Any] = _KERNEL
    failure = to_kernel.JavaScriptFailure(name="TypeError", message="x is not a function", stack="at <cell>:1")
    yield "batch", to_page.Batch(**kernel, id=5), _batch_ops()
    yield "batch_with_receipts", to_page.Batch(**kernel, id=6, ack=True, **seqs), [ops.Delete([2])]
    yield "snapshot", to_page.Snapshot(**kernel, view=_VIEW, id=7), _snapshot_ops()
    yield "receipt", to_page.Receipt(**kernel, **seqs, heard={_VIEW: ["control", "comm"]}), NOTHING
    yield "receipt_of_next", to_page.Receipt(**kernel, next=7), NOTHING
    yield "call_code", to_page.Call(**kernel, request_id="r1", after=6, view=_VIEW, timeout=10.0, code="1 + 1"), NOTHING
    call: dict[str, Any] = {"request_id": "r2", "after": -1, "view": _VIEW, "timeout": 0.5}
    yield "call_method", to_page.Call(**kernel, **call, element=3, method="setSelectionRange"), [0, 2, None]
    yield "asset", to_page.Asset(**kernel, name="bundle.js", hash="0123456789abcdef"), _GZIPPED
    fault: dict[str, Any] = {"code": "malformed", "message": "not a frame: Expected `int`", "view": _VIEW, "seq": 8}
    yield "fault", to_page.Fault(**kernel, **fault), NOTHING
    handshake: dict[str, Any] = {"next_message_id": 5, "version": "0.1.0", "capabilities": ["control", "comm"]}
    yield "handshake", to_kernel.Handshake(**page, **handshake, lane="control", turn=3), NOTHING
    yield (
        "handshake_first",
        to_kernel.Handshake(v=1, client=_CLIENT, view=_VIEW, next_message_id=0, version=""),
        NOTHING,
    )
    yield "event", to_kernel.Event(**page, seq=8, element=3, listener=0), {"key": "Enter", "target": {"value": "é"}}
    yield "event_without_arguments", to_kernel.Event(**page, seq=9, element=4, listener=1), NOTHING
    answer = to_kernel.JavaScriptResponse(**page, request_id="r1")
    yield "javascript_response", answer, {**_VALUES, "bigint": 2**53 + 1, "big_array": TypedArray("q", [2**60])}
    yield "javascript_response_error", to_kernel.JavaScriptResponse(**page, request_id="r2", error=failure), NOTHING
    yield "ack", to_kernel.Ack(**page, id=4), NOTHING
    yield "disconnect", to_kernel.Disconnect(**page, turn=4), NOTHING
    need: dict[str, Any] = {"v": 1, "client": _CLIENT, "view": "", "name": "bundle.js", "hash": "0123456789abcdef"}
    yield "need", to_kernel.Need(**need), NOTHING
    yield "page_error", to_kernel.PageError(**page, name="ReferenceError", message="y is not defined"), NOTHING


def golden_files() -> dict[str, str]:
    """Return the content of every file in tests/golden/, by name."""
    files = {}
    for name, frame, payload in _examples():
        example: dict[str, Any] = {"envelope": msgspec.to_builtins(frame)}
        if isinstance(frame, to_page.Asset):
            example |= {"hex": payload.hex()}  # the file itself, not MessagePack
        elif payload is not NOTHING:
            example |= {"payload": _to_json(payload), "hex": encode_payload(_to_wire(payload)).hex()}
        files[f"{name}.json"] = _dump(example)
    return files


def _to_wire(value: Any) -> Any:
    """Return the value with typed arrays as extensions."""
    if isinstance(value, TypedArray):
        return value.to_wire()
    if isinstance(value, dict):
        return {key: _to_wire(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_to_wire(item) for item in value]
    if isinstance(value, ops.Set):
        return ops.Set(value.id, _to_wire(value.state), value.removed)
    return value


def _to_json(value: Any) -> Any:
    """Return what a page makes of the value, with markers for what JSON lacks."""
    match value:
        case TypedArray(fmt=fmt, items=items):
            return {"$array": [fmt, *map(_to_json, items)]}
        case float() if not math.isfinite(value):
            return {"$number": str(value)}
        case bytes():
            return {"$bytes": value.hex()}
        case int() if abs(value) >= 2**53:
            return {"$bigint": str(value)}
        case msgspec.Struct():
            return _struct_to_json(value)
        case dict():
            return {str(key): _to_json(item) for key, item in value.items()}
        case list() | tuple() | set():
            return [_to_json(item) for item in value]
    return _rich_to_json(value)


def _struct_to_json(value: msgspec.Struct) -> Any:
    config = type(value).__struct_config__
    if not config.array_like:
        return msgspec.to_builtins(value)
    items = [getattr(value, name) for name in type(value).__struct_fields__]
    return [_to_json(item) for item in ([] if config.tag is None else [config.tag]) + items]


def _rich_to_json(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, datetime.datetime) and value.tzinfo is not None:
        return value.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, datetime.date) else value


def _dump(example: dict[str, Any]) -> str:
    """Return JSON with innermost lists and objects on one line each."""
    text = json.dumps(example, indent=1, ensure_ascii=False)
    inner = re.compile(r"[\[{][^\[\]{}\"]*(?:\"(?:[^\"\\]|\\.)*\"[^\[\]{}\"]*)*[\]}]")

    def fold(match: re.Match[str]) -> str:
        folded = re.sub(r"\n\s*", " ", match[0])
        folded = re.sub(r"^([\[{]) | ([\]}])$", r"\1\2", folded)
        return folded if len(folded) < 100 else match[0]

    return inner.sub(fold, text) + "\n"


if __name__ == "__main__":
    write_or_check({FOLDER / name: text for name, text in golden_files().items()})
