"""Options: what may be one, and which value is which."""

from __future__ import annotations

import datetime
import itertools
import math
from enum import Enum, IntEnum

import numpy as np
import pandas as pd
import pytest

from liveui_jupyter import PropertyEncodingError, ui

KINDS = [ui.select]


class Color(Enum):
    RED = 1
    BLUE = 2


class Size(Enum):
    SMALL = "s"
    LARGE = "l"

    def __str__(self):
        return f"size {self.value}"


def labels(host, page, element) -> list[str]:
    host.settled()
    return page.nodes[element.id].state["options"]


def chosen(host, page, element) -> list[str]:
    host.settled()
    return page.chosen(element)


def faults(host, client) -> list[str]:
    host.settled()
    return [envelope["message"] for envelope, _ in host.transport(client).sent if envelope["k"] == "fault"]


@pytest.mark.parametrize("make", KINDS)
def test_a_list_has_its_own_texts_for_labels_a_dict_has_others(host, page, make):
    plain = make(["a", 2, None], value=2)
    named = make({"a": "first", 2: "second", None: 3}, value=None)
    assert labels(host, page, plain) == ["a", "2", "None"]
    assert labels(host, page, named) == ["first", "second", "3"]
    assert (plain.value, page.value(plain)) == (2, 1)
    assert (named.value, page.value(named)) == (None, 2)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((1, 2), ["1", "2"]),
        (range(3), ["0", "1", "2"]),
        ((text for text in "ab"), ["a", "b"]),
        ({"a": 1}.keys(), ["a"]),
        (Color, ["RED", "BLUE"]),
        ([Color.RED], ["RED"]),
        (Size, ["size s", "size l"]),
        ({Color.RED: Color.BLUE}, ["BLUE"]),
        (np.array([3, 1]), ["3", "1"]),
        (np.array([0.5, 0.1]), ["0.5", "0.1"]),
        (np.array(["a", "b"]), ["a", "b"]),
        (pd.Series(["a", "b", "a"]).unique(), ["a", "b"]),
        (pd.Series([2, 2, 1]).unique(), ["2", "1"]),
        (pd.Series(["a", "b"], dtype="category").unique(), ["a", "b"]),
        (pd.Index([1, 2]), ["1", "2"]),
        (pd.date_range("2024-01-01", periods=2), ["2024-01-01 00:00:00", "2024-01-02 00:00:00"]),
        ([datetime.date(2024, 1, 2)], ["2024-01-02"]),
        ([], []),
        ({}, []),
    ],
    # A generator's own text differs from process to process.
    ids=lambda value: type(value).__name__,
)
def test_whatever_can_be_iterated_are_options(host, page, options, expected):
    element = ui.select(options)
    assert labels(host, page, element) == expected
    if expected:
        page.choose(element, expected[-1])
        assert chosen(host, page, element) == [expected[-1]]
        element.value = element.value
        assert chosen(host, page, element) == [expected[-1]]


def test_values_of_numpy_are_pythons(client):
    assert type(ui.select(np.array([1, 2]), value=np.int64(2)).value) is int
    assert type(ui.select(["a"], value=np.str_("a")).value) is str
    assert isinstance(
        ui.select(pd.date_range("2024-01-01", periods=1), value=pd.Timestamp("2024-01-01")).value, pd.Timestamp
    )


@pytest.mark.parametrize("make", KINDS)
@pytest.mark.parametrize("options", ["abc", b"abc", 5, None, print], ids=repr)
def test_what_cannot_be_options_is_refused(client, make, options):
    with pytest.raises(TypeError, match=r"^options: expected a list of values, or a dict"):
        make(options)
    assert list(client.elements) == [0]


@pytest.mark.parametrize("make", KINDS)
def test_equal_values_of_other_types_are_other_options(host, page, make):
    values = [1, True, 1.0, "1"]
    seen = []
    element = make(values, on_change=lambda e: seen.append(e.value))
    for number, value in enumerate(values):
        element.value = value
        host.settled()
        assert page.value(element) == number
    for number in (2, 1, 0, 3):
        page.type(element, number)
        host.settled()
        assert type(element.value) is type(values[number])
    assert [type(value) for value in seen] == [int, bool, float, str, float, bool, int, str]
    assert make([1, 2], value=2.0).value == 2  # without one of its type, it is the one that is equal


def test_values_need_neither_hash_nor_equality(host, page):
    frame, array = pd.DataFrame({"a": [1]}), np.array([1, 2])
    values = [frame, array, [1], {"a": 1}, {1}, math.nan, pd.NaT, pd.NA, print]
    element = ui.select({index: str(index) for index in range(3)}).set_options(values)
    for number, value in enumerate(values):
        element.value = value
        host.settled()
        assert page.value(element) == number
        assert element.value is value
    element.value = [1]
    host.settled()
    assert page.value(element) == 2
    element.value = float("nan")
    host.settled()
    assert page.value(element) == 5
    for strange in (np.array([3]), pd.DataFrame({"b": [1]}), [2]):
        with pytest.raises(ValueError, match=r"^value: expected one of the options"):
            element.value = strange


@pytest.mark.parametrize("make", KINDS)
def test_a_value_is_one_of_the_options(host, client, page, make):
    with pytest.raises(ValueError, match=r"^value: expected one of the options \('a', 'b'\), got 'c'"):
        make(["a", "b"], value="c")
    assert list(client.elements) == [0]
    element = make(range(9), value=3)
    for value in (9, "3", [3]):
        with pytest.raises(ValueError, match=r"^value: expected one of the options \(0, 1, 2, 3, 4, …\), got "):
            element.value = value
    assert element.value == 3
    element.value = None
    assert chosen(host, page, element) == []


@pytest.mark.parametrize("make", KINDS)
@pytest.mark.parametrize("sent", [2, -1, True, "0", "a", 1.0, [0], None, {"value": 0}], ids=repr)
def test_numbers_from_pages_are_those_of_options(host, client, page, make, sent):
    element = make(["a", "b"], value="b")
    host.settled()
    page.type(element, sent)
    assert element.value == "b"
    (message,) = faults(host, client)
    assert "value: expected the number of one of 2 options" in message


@pytest.mark.parametrize("make", KINDS)
def test_choosing(host, page, make):
    seen = []
    element = make({"a": "first", "b": "second"}, on_change=lambda e: seen.append((e.previous_value, e.value)))
    host.settled()
    page.choose(element, "second")
    page.choose(element, "second")
    page.choose(element, "first")
    host.settled()
    assert seen == [(None, "b"), ("b", "a")]
    element.disable()
    host.settled()
    page.choose(element, "second")
    assert element.value == "a"


def test_endless_labels_are_shown_as_they_are(host, page):
    element = ui.select(["a" * 10_000, " ", "<b>"])
    assert labels(host, page, element) == ["a" * 10_000, " ", "<b>"]


def test_labels_that_cannot_be_sent_change_nothing(host, client, page):
    with pytest.raises(PropertyEncodingError, match="'options' of Select"):
        ui.select(["\ud800"])
    assert list(client.elements) == [0]
    element = ui.select(["a", "b"], value="a")
    with pytest.raises(PropertyEncodingError):
        element.set_options(["c", "\ud800"], value="c")
    assert (element.options, element.value) == (["a", "b"], "a")
    assert labels(host, page, element) == ["a", "b"]


# ---- other options


@pytest.mark.parametrize("make", KINDS)
def test_other_options(host, page, make):
    seen = []
    element = make(["a", "b"], value="a", on_change=lambda e: seen.append(e.value))
    assert element.set_options(["c", "a"]) is element
    assert (element.value, chosen(host, page, element), seen) == ("a", ["a"], [])
    element.set_options(["c", "d"], value="d")
    assert (element.value, chosen(host, page, element), seen) == ("d", ["d"], ["d"])
    element.options = {"d": "D"}
    assert (element.value, chosen(host, page, element), seen) == ("d", ["D"], ["d"])
    element.set_options([])
    assert (element.value, chosen(host, page, element), seen) == (None, [], ["d", None])


@pytest.mark.parametrize("make", KINDS)
def test_bad_options_or_values_change_nothing(host, page, make):
    element = make(["a", "b"], value="a")
    with pytest.raises(ValueError, match=r"^value: expected one of the options \('c'\), got 'a'"):
        element.set_options(["c"], value="a")
    with pytest.raises(TypeError, match=r"^options: expected"):
        element.options = 5
    assert (element.options, element.value, labels(host, page, element)) == (["a", "b"], "a", ["a", "b"])


@pytest.mark.parametrize("make", KINDS)
def test_what_is_changed_in_place_is_shown_by_update(host, page, make):
    options, names = ["a", "b"], {1: "one"}
    plain, named = make(options, value="a"), make(names, value=1)
    assert plain.options is options
    assert named.options is names
    options[:] = ["c"]
    names.update({2: "two"})
    assert labels(host, page, plain) == ["a", "b"]
    plain.update()
    named.update()
    assert labels(host, page, plain) == ["c"]
    assert labels(host, page, named) == ["one", "two"]
    assert (plain.value, named.value) == (None, 1)


def test_what_is_no_list_is_kept_as_one(client):
    element = ui.select(itertools.islice(itertools.count(), 2))
    assert element.options == [0, 1]
    element.update()
    assert element.options == [0, 1]


@pytest.mark.parametrize("make", KINDS)
def test_a_choice_among_former_options_is_what_its_user_saw(host, page, make):
    element = make(["a", "b", "c"], value="a")
    host.settled()

    def change_and_choose():
        element.set_options(["c", "b"])
        page.type(element, 2)  # "c" to a page that hasn't heard of it

    host.run(change_and_choose)
    assert (element.value, chosen(host, page, element)) == ("c", ["c"])

    def assign_and_choose():
        element.set_options(["x", "b", "c"], value="b")
        page.type(element, 0)  # "c"

    host.run(assign_and_choose)
    assert (element.value, chosen(host, page, element)) == ("b", ["b"])  # Python's word is the later one


@pytest.mark.parametrize("make", KINDS)
def test_a_choice_that_is_gone_is_none(host, client, page, make):
    seen = []
    element = make(["a", "b"], value="b", on_change=seen.append)
    host.settled()

    def change_and_choose():
        element.set_options(["c", "b"])
        page.type(element, 0)  # "a"

    host.run(change_and_choose)
    assert (element.value, chosen(host, page, element)) == ("b", ["b"])
    assert seen == []
    assert faults(host, client) == []


@pytest.mark.parametrize("make", KINDS)
def test_options_of_a_deleted_element_may_change(client, make):
    element = make(["a"], value="a")
    element.delete()
    element.set_options(["b"], value="b")
    assert (element.options, element.value) == (["b"], "b")


def test_a_value_can_be_bound(host, page):
    model = {"color": Color.BLUE}
    element = ui.select(Color).bind_value(model, "color")
    assert chosen(host, page, element) == ["BLUE"]
    page.choose(element, "RED")
    host.settled()
    assert model["color"] is Color.RED


def test_members_of_int_enums_are_shown_as_text(host, page):
    element = ui.select(IntEnum("Level", ["LOW", "HIGH"]))
    assert len(labels(host, page, element)) == 2
