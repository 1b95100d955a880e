"""`ui.select`: one option or several. What options may be is in test_choices."""

from __future__ import annotations

import numpy as np
import pytest

from liveui_jupyter import ui


def state(host, page, element) -> dict:
    host.settled()
    return {key: value for key, value in page.nodes[element.id].state.items() if key != ":on"}


def faults(host, client) -> list[str]:
    host.settled()
    return [envelope["message"] for envelope, _ in host.transport(client).sent if envelope["k"] == "fault"]


def test_it_declares_what_it_is_given(host, page):
    element = ui.select(["a", "b"], label="Letter", value="b", clearable=True)
    assert state(host, page, element) == {"options": ["a", "b"], "label": "Letter", "value": 1, "clearable": True}
    assert (element.label, element.multiple) == ("Letter", False)
    several = ui.select(["a", "b"], multiple=True)
    assert state(host, page, several) == {"options": ["a", "b"], "value": [], "multiple": True}
    assert several.multiple is True


@pytest.mark.parametrize("arguments", [{"on_change": 5}, {"validation": 5}], ids=str)
def test_bad_parameters_are_refused_and_leave_nothing(client, arguments):
    with pytest.raises(TypeError, match=f"^{next(iter(arguments))}: expected a function"):
        ui.select(["a"], **arguments)
    assert list(client.elements) == [0]


def test_what_is_clearable_may_be_cleared(host, page):
    seen = []
    element = ui.select(["a", "b"], value="a", clearable=True, on_change=lambda e: seen.append(e.value))
    host.settled()
    page.type(element, None)
    host.settled()
    assert (element.value, page.value(element), seen) == (None, None, [None])
    element = ui.select([None, "b"], value="b", clearable=True)
    host.settled()
    page.type(element, None)
    host.settled()
    assert (element.value, page.chosen(element)) == (None, ["None"])


def test_the_value_is_checked(host, page):
    element = ui.select(["a", "b"], validation=lambda value: None if value == "a" else "not a")
    host.settled()
    page.choose(element, "b")
    host.settled()
    assert (element.error, page.nodes[element.id].state["error"]) == ("not a", "not a")
    element.value = "a"
    host.settled()
    assert element.error is None


# ---- several


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, []),
        ([], []),
        ("b", ["b"]),
        (["c", "a"], ["c", "a"]),
        (("c", "a"), ["c", "a"]),
        (np.array(["c", "a"]), ["c", "a"]),
        (["c", "a", "c"], ["c", "a"]),
    ],
    ids=repr,
)
def test_several_are_a_list_in_the_order_in_which_they_were_chosen(host, page, value, expected):
    element = ui.select(["a", "b", "c"], value=value, multiple=True)
    assert element.value == expected
    assert type(element.value) is list
    host.settled()
    assert page.chosen(element) == expected
    element.value = []
    element.value = value
    assert element.value == expected


def test_the_users_list_is_not_the_elements(client):
    options = ["a", "b"]
    element = ui.select(options, value=options, multiple=True)
    element.value.clear()
    assert options == ["a", "b"]


@pytest.mark.parametrize("value", ["d", ["a", "d"], [None], 5, [["a"]]], ids=repr)
def test_all_of_several_are_options(client, value):
    with pytest.raises(ValueError, match=r"^value: expected one of the options \('a', 'b'\), got "):
        ui.select(["a", "b"], value=value, multiple=True)
    assert list(client.elements) == [0]


def test_a_tuple_may_be_one_option_of_several(client):
    element = ui.select([(1, 2), (3, 4), 1], value=(1, 2), multiple=True)
    assert element.value == [(1, 2)]
    element.value = ((3, 4), 1)
    assert element.value == [(3, 4), 1]


def test_choosing_several(host, page):
    seen = []
    element = ui.select(["a", "b", "c"], multiple=True, on_change=lambda e: seen.append((e.previous_value, e.value)))
    host.settled()
    page.choose(element, "c")
    page.choose(element, "c", "a")
    page.choose(element, "c", "a")
    page.choose(element)
    host.settled()
    assert seen == [([], ["c"]), (["c"], ["c", "a"]), (["c", "a"], [])]


def test_equal_values_of_several_are_told_apart(host, page):
    seen = []
    element = ui.select([1, True], value=[1], multiple=True, on_change=lambda e: seen.append(e.value))
    host.settled()
    page.type(element, [1])
    host.settled()
    element.value = [1]
    host.settled()
    assert [[type(value) for value in values] for values in seen] == [[bool], [int]]


@pytest.mark.parametrize("sent", [0, None, "a", [2], ["a"], [None], [True], [0, 1, 0], {"0": 1}], ids=repr)
def test_numbers_of_several_are_those_of_options(host, client, page, sent):
    element = ui.select(["a", "b"], value=["b"], multiple=True, clearable=True)
    host.settled()
    page.type(element, sent)
    assert element.value == ["b"]
    (message,) = faults(host, client)
    assert "value: expected the number" in message


def test_of_several_those_stay_that_are_options(host, page):
    element = ui.select(["a", "b", "c"], value=["c", "a"], multiple=True)
    element.set_options(["d", "c"])
    host.settled()
    assert (element.value, page.chosen(element)) == (["c"], ["c"])

    def change_and_choose():
        element.set_options(["e", "d", "c"])
        page.type(element, [1, 0])  # "c" and "d" of the former options

    host.run(change_and_choose)
    host.settled()
    assert (element.value, page.chosen(element)) == (["c", "d"], ["c", "d"])
    element.set_options([], value=None)
    assert element.value == []


def test_a_list_that_was_changed_in_place_is_shown_by_update(host, page):
    element = ui.select(["a", "b"], value=["a"], multiple=True)
    element.value.append("b")
    element.update()
    host.settled()
    assert page.chosen(element) == ["a", "b"]


# ---- where no page runs


def test_without_a_page_it_shows_what_is_chosen(client):
    ui.select(["<a>", "b"], label="<l>", value="<a>")
    ui.select({1: "one", 2: "two", 3: "three"}, value=[3, 1], multiple=True)
    ui.select(["a"])
    html = client.build_response()["text/html"]
    assert "<label>&lt;l&gt; <select disabled><option>&lt;a&gt;</option></select></label>" in html
    assert "<option>three, one</option>" in html
    assert "<option></option>" in html
