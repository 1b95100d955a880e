"""The elements of the skeleton: parameters, methods, and what they refuse."""

from __future__ import annotations

import asyncio

import pytest

from liveui_jupyter import PropertyEncodingError, ui
from tests.support import wait_until


def state(host, page, element) -> dict:
    host.settled()
    return {key: value for key, value in page.nodes[element.id].state.items() if key != ":on"}


# ---- any element


@pytest.mark.parametrize("tag", ["div", "h1", "my-element", "x-a.b_c", "SVG"])
def test_an_element_may_have_any_tag(host, page, tag):
    assert state(host, page, ui.element(tag)) == {":tag": tag}


def test_without_a_tag_it_is_a_div(client):
    assert ui.element().tag == "div"


@pytest.mark.parametrize(
    "tag", ["", "1a", "a b", "<div>", "a/", "script", "STYLE", "iframe", "link", "object", "body", "my_element"]
)
def test_what_is_no_tag_or_has_no_business_here_is_refused(client, tag):
    with pytest.raises(ValueError, match=r"tag: .* can't be an element"):
        ui.element(tag)
    assert list(client.elements) == [0]


def test_visibility(host, page):
    label = ui.label("a")
    assert label.visible is True
    assert label.set_visibility(visible=False) is label
    assert label.visible is False
    assert state(host, page, label)[":hidden"] is True
    label.visible = True
    assert state(host, page, label) == {":text": "a"}


def test_tooltips(host, page):
    label = ui.label("a")
    assert label.tooltip("tip") is label
    assert state(host, page, label)[":tooltip"] == "tip"
    label.tooltip("")
    assert state(host, page, label) == {":text": "a"}


def test_an_element_says_what_it_is(client):
    assert str(ui.label()) == "Label 1"
    assert repr(ui.element("div")) == "<Element(div) 2>"


def test_a_constructor_that_raises_leaves_nothing(host, client, page, ops_of):
    class Broken(ui.element):
        def __init__(self):
            super().__init__("div")
            self.classes("a").on("click", print)
            with self, ui.row():
                ui.label()
            raise ValueError("broken")

    def make():
        with pytest.raises(ValueError, match="broken"):
            Broken()

    assert ops_of(make) == []
    assert list(client.elements) == [0]
    assert list(client.content) == []


@pytest.mark.parametrize(
    "make",
    [
        lambda: ui.slider(min=3, max=1),
        lambda: ui.slider(min=0, max=1, value="x"),
        lambda: ui.checkbox(value="x"),
        lambda: ui.input(value=5),
        lambda: ui.input(validation=5),
        lambda: ui.input(on_change=5),
        lambda: ui.button(on_click=5),
        lambda: ui.button(color=5),
        lambda: ui.row(align_items="x"),
        lambda: ui.label("\ud800"),
    ],
    ids=range(10),
)
def test_a_refused_parameter_leaves_nothing(client, make, ops_of):
    def refused():
        with pytest.raises((ValueError, TypeError)):
            make()

    assert ops_of(refused) == []
    assert list(client.elements) == [0]


# ---- label


@pytest.mark.parametrize(("value", "text"), [("a", "a"), (5, "5"), (None, "None"), (1.5, "1.5"), ("", "")])
def test_a_label_shows_text(host, page, value, text):
    label = ui.label(value)
    assert label.text == text
    assert state(host, page, label) == {":text": text}
    assert label.set_text(7) is label
    assert label.text == "7"


def test_a_text_that_cannot_be_sent_is_not_kept(client):
    label = ui.label("a")
    with pytest.raises(PropertyEncodingError, match="':text' of Label"):
        label.text = "\ud800"
    assert label.text == "a"


# ---- button


def test_a_button_shows_its_text_and_colour(host, page):
    assert state(host, page, ui.button("Press", color="red")) == {"text": "Press", "color": "red"}
    assert state(host, page, ui.button("Press", color=None)) == {"text": "Press", "color": None}
    assert state(host, page, ui.button("Press")) == {"text": "Press"}  # pages know the default colour


def test_buttons_can_be_disabled(host, page):
    button = ui.button("a")
    assert button.enabled
    assert button.disable() is button
    assert state(host, page, button)["disabled"] is True
    assert button.enable() is button
    assert "disabled" not in state(host, page, button)
    button.enabled = False
    assert button.set_enabled(value=True).enabled


@pytest.mark.parametrize("color", [5, ["red"], True])
def test_a_colour_is_text(client, color):
    with pytest.raises(TypeError, match="color: expected a name"):
        ui.button(color=color)


# ---- input


def test_an_input_declares_what_it_is_given(host, page):
    field = ui.input(
        "Name",
        placeholder="yours",
        value="a",
        password=True,
        password_toggle_button=True,
        prefix="<",
        suffix=">",
        autocomplete=["b", "c"],
    )
    assert state(host, page, field) == {
        "value": "a",
        "label": "Name",
        "placeholder": "yours",
        "type": "password",
        "password_toggle": True,
        "prefix": "<",
        "suffix": ">",
        "autocomplete": ["b", "c"],
    }


def test_a_plain_input_declares_its_value_only(host, page):
    assert state(host, page, ui.input()) == {"value": ""}


def test_what_is_offered_can_be_changed(host, page):
    field = ui.input(autocomplete=["a"])
    assert field.set_autocomplete(("b",)) is field
    assert state(host, page, field)["autocomplete"] == ["b"]
    field.set_autocomplete(None)
    assert "autocomplete" not in state(host, page, field)


@pytest.mark.parametrize("autocomplete", ["abc", [1], ["a", None]])
def test_what_is_offered_is_a_list_of_texts(client, autocomplete):
    with pytest.raises(TypeError, match="autocomplete: expected a list of texts"):
        ui.input(autocomplete=autocomplete)


# ---- checkbox, slider


def test_a_checkbox_declares_text_and_value(host, page):
    assert state(host, page, ui.checkbox("Log", value=True)) == {"text": "Log", "value": True}


def test_a_slider_declares_its_range(host, page):
    slider = ui.slider(min=1, max=5, step=0.5)
    assert state(host, page, slider) == {"min": 1, "max": 5, "step": 0.5, "value": 1}
    assert slider.value == 1


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ({"min": 3, "max": 1}, r"max: expected more than min \(3\), got 1"),
        ({"min": 1, "max": 1}, "max: expected more than min"),
        ({"min": 0, "max": 1, "step": 0}, "step: expected more than 0"),
        ({"min": 0, "max": float("inf")}, "max: expected a finite number"),
        ({"min": "0", "max": 1}, "min: expected a number"),
        ({"min": 0, "max": 1, "value": "1"}, "value: expected a number"),
        ({"min": 0, "max": True}, "max: expected a number"),
    ],
    ids=str,
)
def test_a_sliders_range_makes_sense(client, arguments, reason):
    with pytest.raises((ValueError, TypeError), match=reason):
        ui.slider(**arguments)


# ---- row, column


def test_rows_wrap_and_columns_do_not(host, page):
    assert state(host, page, ui.row()) == {}
    assert state(host, page, ui.column()) == {}
    assert state(host, page, ui.row(wrap=False)) == {":style": {"flex-wrap": "nowrap"}}
    assert state(host, page, ui.column(wrap=True)) == {":style": {"flex-wrap": "wrap"}}


@pytest.mark.parametrize("make", [ui.row, ui.column])
def test_alignment(host, page, make):
    assert state(host, page, make(align_items="center")) == {":class": "items-center"}
    with pytest.raises(ValueError, match="align_items: expected one of start, end"):
        make(align_items="left")


# ---- validation


def test_a_dict_of_checks_shows_the_first_that_fails(host, page):
    field = ui.input(validation={"too short": lambda v: len(v) > 1, "too long": lambda v: len(v) < 4})
    for value, error in (("a", "too short"), ("abcd", "too long"), ("abc", None)):
        host.settled()
        page.type(field, value)
        host.settled()
        assert field.error == error
        assert page.nodes[field.id].state.get("error") == error


def test_a_function_returns_the_error(host, page):
    field = ui.input(validation=lambda value: "no" if value == "bad" else None)
    field.value = "bad"
    host.settled()
    assert field.error == "no"
    field.value = "good"
    host.settled()
    assert field.error is None


def test_an_async_check_ends_later_and_knows_the_newest_value(host, page):
    gates = {"first": asyncio.Event(), "second": asyncio.Event()}

    async def check(value):
        await gates[value].wait()
        return f"{value} is bad"

    field = ui.input(validation=check)
    host.settled()
    page.type(field, "first")
    page.type(field, "second")
    host.settled()
    host.run(gates["second"].set)
    wait_until(lambda: field.error == "second is bad")
    host.run(gates["first"].set)
    host.settled()
    assert field.error == "second is bad"


def test_checking_can_be_asked_for(host, client):
    field = ui.input(validation={"empty": bool}).without_auto_validation()
    assert field.error is None
    assert field.validate() is False
    assert field.error == "empty"
    field.value = "a"
    host.settled()
    assert field.error == "empty"
    assert field.validate() is True
    assert field.error is None


def test_an_async_check_has_no_result_at_once(client):
    async def check(value):
        return "bad"

    field = ui.input(validation=check)
    with pytest.raises(NotImplementedError, match="return_result=False"):
        field.validate()
    assert field.validate(return_result=False) is True
    wait_until(lambda: field.error == "bad")


def test_another_check_is_applied_at_once(client):
    field = ui.input(value="a")
    field.validation = {"must be b": lambda value: value == "b"}
    assert field.error == "must be b"
    field.validation = None
    assert field.error is None


def test_a_check_that_raises_is_shown_like_a_handlers_fault(host, page):
    field = ui.input(validation=lambda value: 1 / 0)
    host.settled()
    page.type(field, "a")
    host.settled()
    assert "ZeroDivisionError" in page.output()


@pytest.mark.parametrize("validation", [5, "text", {"error": 5}, ["a"]])
def test_a_check_is_a_function_or_a_dict_of_them(client, validation):
    with pytest.raises(TypeError, match="validation: expected a function, or a dict"):
        ui.input(validation=validation)
