"""Payloads: MessagePack, encoded once, with what notebooks hold (numpy, pandas, dates, decimals, enums, dataclasses).

MessagePack rather than JSON, since NaN, infinities and bytes survive it and 1-D numeric arrays travel as they lie in
memory. Dates, times and datetimes travel as ISO 8601 strings in both directions, as in JSON.
"""

from __future__ import annotations

import datetime
import struct
import sys
from typing import Any

import msgspec

from ..errors import LiveUIError

TYPED_ARRAY_CODE = 1
"""MessagePack extension: one byte with the index in `TYPED_ARRAY_FORMATS`, then the items, little-endian."""

TYPED_ARRAY_FORMATS = "bBhHiIfdqQ"
"""`struct` formats of the JavaScript typed arrays Int8Array … BigUint64Array, in the order of their wire number."""

MAX_PAYLOAD_BYTES = 256 * 1024 * 1024
"""Largest payload that is accepted from a page."""

TypedArray = memoryview
"""What a JavaScript typed array arrives as: flat, with its format, so that `numpy.asarray(value)` copies nothing."""


class EncodingError(LiveUIError, TypeError):
    """A value can't travel, or what arrived can't be read."""


def _numpy_to_wire(value: Any) -> Any:
    """Turn a numpy scalar or array into something that MessagePack knows."""
    kind = value.dtype.kind
    if value.ndim == 0:
        if kind in "mM":
            return None if str(value) == "NaT" else str(value)
        return float(value) if kind == "f" else value.item()  # item() of a long double is a long double again
    if value.ndim > 1:
        return list(value)
    if value.dtype.char in "eg":  # half precision and long double
        return _numeric_array_to_wire(value.astype("f4" if value.dtype.char == "e" else "f8"))
    if kind in "iufb":
        return _numeric_array_to_wire(value)
    if kind == "M":
        return [None if item == "NaT" else item for item in value.astype(str).tolist()]
    return value.tolist()


def _numeric_array_to_wire(value: Any) -> Any:
    """Turn a 1-D numeric array into the typed-array extension (booleans into a list)."""
    if value.dtype.kind == "b":
        return value.tolist()
    if value.dtype.kind in "iu" and value.dtype.itemsize == 8:
        # JavaScript's BigInt64Array doesn't mix with ordinary numbers: exact doubles are what a page can use.
        limit = 2**53
        if value.size == 0 or (int(value.max()) <= limit and int(value.min()) >= -limit):
            value = value.astype("f8")
    code = TYPED_ARRAY_FORMATS.index(_FORMAT_OF_DTYPE[f"{value.dtype.kind}{value.dtype.itemsize}"])
    data = value.astype(value.dtype.newbyteorder("<"), copy=False).tobytes()
    return msgspec.msgpack.Ext(TYPED_ARRAY_CODE, bytes([code]) + data)


_FORMAT_OF_DTYPE = {
    "i1": "b", "u1": "B", "i2": "h", "u2": "H", "i4": "i", "u4": "I", "f4": "f", "f8": "d", "i8": "q", "u8": "Q",
}  # fmt: skip


def _pandas_to_wire(value: Any) -> Any:
    """Turn a pandas object into something that MessagePack knows, or raise NotImplementedError."""
    name = type(value).__name__
    if name in ("NAType", "NaTType"):
        return None
    if name in ("Series", "Index", "DatetimeIndex", "RangeIndex", "CategoricalIndex", "TimedeltaIndex", "MultiIndex"):
        if value.dtype.kind in "iuf":
            return value.to_numpy()
        return value.tolist()
    if name == "DataFrame":
        return value.to_dict("records")
    if name in ("Timedelta", "Period", "Interval", "Timestamp"):
        return value.isoformat() if hasattr(value, "isoformat") else str(value)
    raise NotImplementedError(f"values of type {_type_name(value)} can't be sent to a page")


def enc_hook(value: Any) -> Any:
    """Encode what msgspec doesn't know.

    Raises:
        NotImplementedError: nor does this library; the text names the type.
    """
    module = type(value).__module__.partition(".")[0]
    if module == "numpy" and hasattr(value, "dtype"):
        return _numpy_to_wire(value)
    if module == "pandas":
        return _pandas_to_wire(value)
    if isinstance(value, range):
        return list(value)
    if isinstance(value, memoryview):
        return value.tobytes()
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()
    raise NotImplementedError(f"values of type {_type_name(value)} can't be sent to a page")


def _type_name(value: Any) -> str:
    kind = type(value)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


_encoder = msgspec.msgpack.Encoder(enc_hook=enc_hook, decimal_format="number")


def encode_payload(value: Any) -> bytes:
    """Return the value as MessagePack.

    Raises:
        EncodingError: part of it can't travel; the text names that part's type.
    """
    try:
        return _encoder.encode(value)
    except (NotImplementedError, TypeError, OverflowError, ValueError, RecursionError) as error:
        reason = "it contains itself" if isinstance(error, RecursionError) else str(error)
        raise EncodingError(reason) from None


def _ext_hook(code: int, data: memoryview) -> Any:
    """Decode the extension types that pages send."""
    if code != TYPED_ARRAY_CODE or not data:
        raise ValueError(f"unknown MessagePack extension {code}")
    index = data[0]
    if index >= len(TYPED_ARRAY_FORMATS):
        raise ValueError(f"unknown typed array {index}")
    fmt = TYPED_ARRAY_FORMATS[index]
    body = bytes(data[1:])
    if len(body) % struct.calcsize(fmt):
        raise ValueError("a typed array with a broken last item")
    if sys.byteorder == "big" and struct.calcsize(fmt) > 1:
        count = len(body) // struct.calcsize(fmt)
        body = struct.pack(f">{count}{fmt}", *struct.unpack(f"<{count}{fmt}", body))
    return memoryview(body).cast(fmt)  # type: ignore[call-overload]


_decoder = msgspec.msgpack.Decoder(ext_hook=_ext_hook)


def decode_payload(data: bytes | memoryview) -> Any:
    """Return the value that a page has sent.

    Args:
        data: MessagePack; nothing about it is trusted. ArrayBuffers arrive as bytes, typed arrays as `TypedArray`.

    Raises:
        EncodingError: it can't be read, or is larger than `MAX_PAYLOAD_BYTES`.
    """
    if len(data) > MAX_PAYLOAD_BYTES:
        raise EncodingError(f"a payload of {len(data)} bytes; at most {MAX_PAYLOAD_BYTES} are accepted")
    try:
        return _decoder.decode(data)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise EncodingError(f"not a payload: {error}") from None
