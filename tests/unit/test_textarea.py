"""`ui.textarea`: what it takes."""

from __future__ import annotations

import pytest

from liveui_jupyter import ui


def state(host, page, element) -> dict:
    host.settled()
    return {key: value for key, value in page.nodes[element.id].state.items() if key != ":on"}


def test_it_declares_what_it_is_given(host, page):
    field = ui.textarea("Notes", placeholder="what?", value="a\nb").props("autogrow rows=2")
    assert state(host, page, field) == {
        "label": "Notes",
        "placeholder": "what?",
        "value": "a\nb",
        "autogrow": True,
        "rows": "2",
    }
    assert (field.label, field.value) == ("Notes", "a\nb")


def test_a_plain_one_declares_its_value_only(host, page):
    assert state(host, page, ui.textarea()) == {"value": ""}
    assert state(host, page, ui.textarea(value=None)) == {"value": ""}


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ({"value": 5}, "value: expected text, got 5"),
        ({"value": 0}, "value: expected text, got 0"),
        ({"value": ["a", "b"]}, "value: expected text"),
        ({"on_change": 5}, "on_change: expected a function"),
        ({"validation": 5}, "validation: expected a function"),
    ],
    ids=str,
)
def test_bad_parameters_are_refused_and_leave_nothing(client, arguments, reason):
    with pytest.raises(TypeError, match=f"^{reason}"):
        ui.textarea(**arguments)
    assert list(client.elements) == [0]


def test_typing(host, page):
    seen = []
    check = {"too long": lambda value: len(value) < 4}
    field = ui.textarea(on_change=lambda e: seen.append((e.previous_value, e.value)), validation=check)
    host.settled()
    page.type(field, "a\n")
    page.type(field, 5)  # no page does that
    page.type(field, "a\nbc")
    host.settled()
    assert seen == [("", "a\n"), ("a\n", "a\nbc")]
    assert field.error == "too long"
    field.disable()
    page.type(field, "")
    assert field.value == "a\nbc"


def test_labels_can_be_changed(host, page):
    field = ui.textarea("a")
    assert field.set_label("b") is field
    assert state(host, page, field)["label"] == "b"


def test_without_a_page_it_is_a_field_that_cannot_be_used(client):
    ui.textarea("<b>", value="\n</textarea>")
    html = client.build_response()["text/html"]
    assert "<label>&lt;b&gt; <textarea rows=4 disabled>\n\n&lt;/textarea&gt;</textarea></label>" in html
