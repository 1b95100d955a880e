"""What Python values travel as."""

from __future__ import annotations

import dataclasses
import datetime
import decimal
import enum
import math
import uuid

import msgspec
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liveui_jupyter.protocol import EncodingError, TypedArray, decode_payload, encode_payload
from liveui_jupyter.protocol.codec import TYPED_ARRAY_CODE


def sent(value):
    """Return a value as it arrives; typed arrays as (format, items)."""
    result = decode_payload(encode_payload(value))
    return (result.format, result.tolist()) if isinstance(result, TypedArray) else result


class Colour(enum.Enum):
    RED = "red"


class Level(enum.IntEnum):
    HIGH = 3


@dataclasses.dataclass
class Point:
    x: int
    tags: list[str]


UTC = datetime.timezone.utc
json_like = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False) | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner, max_size=5),
    max_leaves=20,
)


@given(json_like)
def test_json_like_values_and_bytes_arrive_as_they_were(value):
    assert decode_payload(encode_payload(value)) == value


def test_infinities_and_nan_survive():
    low, high, nan = sent([-math.inf, math.inf, math.nan])
    assert (low, high) == (-math.inf, math.inf)
    assert math.isnan(nan)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (datetime.date(2024, 2, 29), "2024-02-29"),
        (datetime.time(1, 2, 3), "01:02:03"),
        (datetime.datetime(2024, 2, 29, 1, 2, 3), "2024-02-29T01:02:03"),  # noqa: DTZ001 - a naive one is meant
        (datetime.timedelta(seconds=90), "PT90S"),
        (decimal.Decimal("1.25"), 1.25),
        (Colour.RED, "red"),
        (Level.HIGH, 3),
        (Point(1, ["a"]), {"x": 1, "tags": ["a"]}),
        (uuid.UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (bytearray(b"ab"), b"ab"),
        (memoryview(b"ab"), b"ab"),
        ({1}, [1]),
        (frozenset([1]), [1]),
        ((1, "a"), [1, "a"]),
        (range(3), [0, 1, 2]),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_notebooks_hold_travels(value, expected):
    assert sent(value) == expected
    assert sent({"deep": [value]}) == {"deep": [expected]}


def test_a_moment_with_a_time_zone_travels_as_that_moment():
    moment = datetime.datetime(2024, 2, 29, 1, 2, 3, tzinfo=datetime.timezone(datetime.timedelta(hours=2)))
    assert sent(moment) == moment


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (np.float64(1.5), 1.5),
        (np.float32(1.5), 1.5),
        (np.longdouble(1.5), 1.5),
        (np.int64(-5), -5),
        (np.uint8(5), 5),
        (np.bool_(True), True),
        (np.str_("x"), "x"),
        (np.array(5), 5),
        (np.datetime64("2024-02-29"), "2024-02-29"),
        (np.datetime64("NaT"), None),
    ],
    ids=lambda value: type(value).__name__,
)
def test_numpy_scalars_travel_as_pythons_own(value, expected):
    assert sent(value) == expected
    assert type(sent(value)) is type(expected)


@pytest.mark.parametrize("dtype", ["i1", "u1", "i2", "u2", "i4", "u4", "f4", "f8"])
def test_numeric_arrays_travel_as_they_lie_in_memory(dtype):
    assert sent(np.array([1, 2, 100], dtype=dtype)) == (np.dtype(dtype).char.replace("l", "i"), [1, 2, 100])


@pytest.mark.parametrize("dtype", ["i8", "u8"])
def test_64_bit_integers_become_doubles_where_that_is_exact(dtype):
    assert sent(np.array([1, 2**53], dtype=dtype)) == ("d", [1.0, 2.0**53])
    assert sent(np.array([2**53 + 1], dtype=dtype)) == ("q" if dtype == "i8" else "Q", [2**53 + 1])
    assert sent(np.array([], dtype=dtype)) == ("d", [])


def test_a_numeric_array_costs_its_bytes_and_a_few_more():
    assert len(encode_payload(np.zeros(1000, dtype="f4"))) < 4_010


def test_a_typed_array_is_extension_1_with_its_format_first():
    ext = msgspec.msgpack.decode(encode_payload(np.array([1, 2], dtype="u2")))
    assert (ext.code, bytes(ext.data)) == (TYPED_ARRAY_CODE, b"\x03\x01\x00\x02\x00")


@pytest.mark.parametrize("dtype", [">i4", ">f8", ">u2"])
def test_big_endian_arrays_arrive_with_the_same_numbers(dtype):
    assert sent(np.array([1, 2], dtype=dtype))[1] == [1, 2]


def test_strided_arrays_arrive_with_the_same_numbers():
    assert sent(np.arange(6, dtype="i4")[::2]) == ("i", [0, 2, 4])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (np.array([True, False]), [True, False]),
        (np.array(["a", "b"]), ["a", "b"]),
        (np.array([None, {"a": 1}], dtype=object), [None, {"a": 1}]),
        (np.array(["2024-02-29", "NaT"], dtype="M8[D]"), ["2024-02-29", None]),
        (np.array([(1, 2.0)], dtype="i4,f8"), [[1, 2.0]]),
    ],
    ids=["bool", "text", "object", "dates", "records"],
)
def test_other_arrays_travel_as_lists(value, expected):
    assert sent(value) == expected


def test_floats_that_pages_do_not_know_travel_in_the_nearest_precision_they_do():
    assert sent(np.array([1.5], dtype="f2")) == ("f", [1.5])
    assert sent(np.array([1.5], dtype=np.longdouble)) == ("d", [1.5])


def test_arrays_of_more_dimensions_are_lists_of_rows():
    rows = decode_payload(encode_payload(np.arange(4.0).reshape(2, 2)))
    assert [row.tolist() for row in rows] == [[0.0, 1.0], [2.0, 3.0]]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (pd.Series([1.5, 2.5]), ("d", [1.5, 2.5])),
        (pd.Series(["a", "b"]), ["a", "b"]),
        (pd.Series(["a"], dtype="category"), ["a"]),
        (pd.Series([True]), [True]),
        (pd.Series([pd.Timestamp("2024-02-29")]), ["2024-02-29T00:00:00"]),
        (pd.Index([1, 2]), ("d", [1.0, 2.0])),
        (pd.MultiIndex.from_tuples([(1, "a")]), [[1, "a"]]),
        (pd.DatetimeIndex(["2024-02-29"]), ["2024-02-29T00:00:00"]),
        (pd.DataFrame({"a": [1, 2], "b": ["x", "y"]}), [{"a": 1, "b": "x"}, {"a": 2, "b": "y"}]),
        (pd.Timestamp("2024-02-29 01:02:03"), "2024-02-29T01:02:03"),
        (pd.Timedelta(5, "s"), "P0DT0H0M5S"),
        (pd.Period("2024-02"), "2024-02"),
        (pd.Interval(0, 1), "(0, 1]"),
        (pd.NA, None),
        (pd.NaT, None),
    ],
    ids=lambda value: type(value).__name__,
)
def test_pandas_values_travel(value, expected):
    assert sent(value) == expected


def test_missing_numbers_of_a_series_are_nan():
    assert math.isnan(sent(pd.Series([1.5, None]))[1][1])
    assert math.isnan(sent(pd.Series([1, None], dtype="Int64"))[1][1])


def test_what_a_data_frame_holds_is_encoded_too():
    frame = pd.DataFrame({"when": [pd.Timestamp("2024-02-29")], "what": [Colour.RED]})
    assert sent(frame) == [{"when": "2024-02-29T00:00:00", "what": "red"}]


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (object(), "values of type object can't be sent to a page"),
        (decimal.getcontext(), "values of type decimal.Context can't be sent to a page"),
        ((item for item in ()), "values of type generator"),
        (1j, "values of type complex"),
        (np.array([1j]), "values of type complex"),
        (pd.Categorical(["a"]), "values of type pandas"),
        (2**64, "ints"),
        (-(2**63) - 1, "ints"),
        ("\ud800", "surrogates"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_cannot_travel_says_why(value, reason):
    for outer in (value, [value], {"key": [value]}):
        with pytest.raises(EncodingError, match=reason):
            encode_payload(outer)


def test_what_contains_itself_is_refused():
    items: list = []
    items.append({"again": items})
    with pytest.raises(EncodingError, match="contains itself"):
        encode_payload(items)


def test_an_encoding_error_is_a_type_error():
    assert issubclass(EncodingError, TypeError)
