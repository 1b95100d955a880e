"""What arrives from pages: typed arrays, and garbage."""

from __future__ import annotations

from contextlib import suppress

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liveui_jupyter.protocol import EncodingError, TypedArray, codec, decode_payload


def typed_array(index: int, body: bytes) -> bytes:
    return msgspec.msgpack.encode(msgspec.msgpack.Ext(1, bytes([index]) + body))


@pytest.mark.parametrize(
    ("index", "dtype"), list(enumerate(["i1", "u1", "<i2", "<u2", "<i4", "<u4", "<f4", "<f8", "<i8", "<u8"]))
)
def test_typed_arrays_are_ready_for_numpy(index, dtype):
    items = np.array([1, 2, 3], dtype=dtype)
    value = decode_payload(typed_array(index, items.tobytes()))
    assert isinstance(value, TypedArray)
    array = np.asarray(value)
    assert array.dtype == np.dtype(dtype)
    assert array.tolist() == [1, 2, 3]


def test_numpy_takes_a_typed_array_without_copying():
    value = decode_payload(typed_array(7, np.arange(4.0).tobytes()))
    assert np.asarray(value).base is not None


def test_a_typed_array_outlives_the_buffer_that_it_came_in():
    buffer = bytearray(typed_array(1, b"abc"))
    value = decode_payload(memoryview(buffer))
    buffer[:] = bytes(len(buffer))
    assert value.tobytes() == b"abc"


def test_array_buffers_arrive_as_bytes():
    assert decode_payload(msgspec.msgpack.encode(b"\x00\xff")) == b"\x00\xff"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "truncated"),
        (b"\xc0\xc0", "trailing"),
        (b"\xa1\xff", "utf-8"),
        (b"\xdd\xff\xff\xff\xff", "truncated"),  # an array of 4 billion items
        (b"\x91" * 10_000, "recursion"),
        (b"\x81\x80\xc0", "hashable"),
        (typed_array(10, b""), "unknown typed array 10"),
        (typed_array(7, b"1234567"), "broken last item"),
        (msgspec.msgpack.encode(msgspec.msgpack.Ext(1, b"")), "extension 1"),
        (msgspec.msgpack.encode(msgspec.msgpack.Ext(5, b"x")), "extension 5"),
        (msgspec.msgpack.encode(msgspec.msgpack.Ext(-1, b"\xff" * 12)), "timestamp"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_garbage_is_refused_with_the_reason(data, reason):
    with pytest.raises(EncodingError, match=f"not a payload: .*{reason}"):
        decode_payload(data)


def test_a_payload_that_is_too_large_is_not_even_read(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(codec, "MAX_PAYLOAD_BYTES", 10)
    with pytest.raises(EncodingError, match="11 bytes; at most 10"):
        decode_payload(b"\xaa" + b"x" * 10)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data):
    with suppress(EncodingError):
        decode_payload(data)
