"""`ui.number`: what it takes, and how it fits a number into its limits."""

from __future__ import annotations

import math

import numpy as np
import pytest

from liveui_jupyter import ui


def state(host, page, element) -> dict:
    host.settled()
    return {key: value for key, value in page.nodes[element.id].state.items() if key != ":on"}


def entered(host, page, element, *values) -> None:
    host.settled()
    for value in values:
        page.type(element, value)
    host.settled()


def left(host, page, element) -> None:
    host.settled()
    page.emit(element, "blur")
    host.settled()


def refused(host, client) -> list[str]:
    host.settled()
    return [envelope["message"] for envelope, _ in host.transport(client).sent if envelope["k"] == "fault"]


def test_it_declares_what_it_is_given(host, page):
    field = ui.number(
        "Width", placeholder="how wide?", value=1.5, min=0, max=10, precision=2, step=0.5, prefix="about", suffix="mm"
    )
    assert state(host, page, field) == {
        "label": "Width",
        "placeholder": "how wide?",
        "value": 1.5,
        "min": 0,
        "max": 10,
        "step": 0.5,
        "prefix": "about",
        "suffix": "mm",
    }
    assert (field.min, field.max, field.precision, field.format) == (0, 10, 2, None)


def test_a_plain_one_is_empty_and_has_no_limits(host, page):
    field = ui.number()
    assert state(host, page, field) == {"value": None}
    assert field.value is None
    assert (field.min, field.max, field.precision) == (-math.inf, math.inf, None)
    assert not field.out_of_limits


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ({"value": "1"}, "value: expected a number, got '1'"),
        ({"value": True}, "value: expected a number"),
        ({"value": math.nan}, "value: expected a finite number"),
        ({"min": "0"}, "min: expected a number"),
        ({"max": math.inf}, "max: expected a finite number"),
        ({"min": 3, "max": 1}, r"max: expected at least min \(3\), got 1"),
        ({"step": 0}, "step: expected more than 0"),
        ({"step": -1}, "step: expected more than 0"),
        ({"precision": 1.5}, "precision: expected a number of decimal places"),
        ({"precision": True}, "precision: expected a number of decimal places"),
        ({"format": 2}, "format: expected a text"),
        ({"format": "%.2f €"}, 'format: expected one that makes a number, such as "%.2f"'),
        ({"format": "{:.2f}"}, "format: expected one that makes a number"),
        ({"format": "%.2f %d"}, "format: expected one that makes a number"),
        ({"validation": 5}, "validation: expected a function"),
        ({"on_change": 5}, "on_change: expected a function"),
    ],
    ids=str,
)
def test_bad_parameters_are_refused_and_leave_nothing(client, arguments, reason):
    with pytest.raises((TypeError, ValueError), match=f"^{reason}"):
        ui.number(**arguments)
    assert list(client.elements) == [0]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [(5, 5), (5.0, 5), (-1, -1), (0, 0), (1.5, 1.5), (None, None), (2.0**53, 2**53), (1e99, 1e99)],
    ids=str,
)
def test_whole_numbers_from_pages_are_ints(host, page, sent, kept):
    field = ui.number(value=7)
    entered(host, page, field, sent)
    assert (field.value, type(field.value)) == (kept, type(kept))
    assert page.value(field) == kept


@pytest.mark.parametrize("sent", ["5", "", True, [1], math.nan, math.inf, {"value": 1}], ids=str)
def test_what_is_no_number_is_refused(host, client, page, sent):
    field = ui.number(value=7)
    entered(host, page, field, sent)
    assert field.value == 7
    (message,) = refused(host, client)
    assert "value: expected a" in message


def test_python_may_set_any_number_or_none(host, page):
    seen = []
    field = ui.number(value=1, max=5, on_change=lambda e: seen.append(e.value))
    for value in (2.5, np.float64(3.5), np.int64(9), None):
        field.value = value
    host.settled()
    assert seen == [2.5, 3.5, 9, None]
    assert [type(value) for value in seen] == [float, float, int, type(None)]
    assert page.value(field) is None


def test_out_of_limits(client):
    field = ui.number(value=11, min=0, max=10)
    assert field.out_of_limits
    for value, is_out in ((-1, True), (0, False), (10, False), (None, False)):
        field.value = value
        assert field.out_of_limits is is_out


@pytest.mark.parametrize(
    ("arguments", "entry", "result"),
    [
        ({"min": 0}, -3, 0),
        ({"max": 10}, 12.5, 10),
        ({"min": 0, "max": 10}, 5.5, 5.5),
        ({"precision": 1}, 1.26, 1.3),
        ({"precision": 1}, 3, 3),
        ({"precision": 0}, 1.6, 2),
        ({"precision": -1}, 16, 20),
        ({"precision": -1}, 16.2, 20),
        ({"format": "%.1f"}, 1.26, 1.3),
        ({"format": "%d"}, 1.6, 1),
        ({"min": 0, "precision": 2}, None, None),
    ],
    ids=str,
)
def test_leaving_the_field_fits_the_number(host, page, arguments, entry, result):
    field = ui.number(value=7, **arguments)
    entered(host, page, field, entry)
    assert field.value == entry
    left(host, page, field)
    assert (field.value, type(field.value)) == (result, type(result))


def test_leaving_the_field_without_need_changes_nothing(host, page):
    seen = []
    field = ui.number(value=7.0, min=0, precision=0, on_change=seen.append)
    left(host, page, field)
    assert (field.value, type(field.value)) == (7.0, float)
    assert seen == []


def test_what_is_typed_after_leaving_is_not_fitted_yet(host, page):
    field = ui.number(value=7, min=10)
    host.settled()

    def leave_and_come_back():
        page.emit(field, "blur")
        page.type(field, 1)  # of 15

    host.run(leave_and_come_back)
    host.settled()
    assert field.value == 1
    left(host, page, field)
    assert field.value == 10


def test_limits_and_precision_can_be_changed(host, page):
    field = ui.number(value=12.34, min=0, max=100)
    field.max = 12.25
    assert field.value == 12.25
    field.precision = 1
    assert field.value == 12.2
    field.min = 20
    field.max = 30
    assert field.value == 20
    assert state(host, page, field) == {"value": 20, "min": 20, "max": 30}
    field.min = field.max = field.precision = None
    field.value = -1000.125
    assert not field.out_of_limits
    assert state(host, page, field) == {"value": -1000.125}
    with pytest.raises(TypeError, match=r"^min: expected a number"):
        field.min = "0"
    with pytest.raises(TypeError, match=r"^precision: expected"):
        field.precision = "0"


def test_a_format_is_how_pages_show_the_number(host, page):
    field = ui.number(value=2, format="%.2f")
    assert state(host, page, field) == {"value": "2.00"}
    entered(host, page, field, 1.5)
    assert field.value == 1.5
    assert page.value(field) == "1.50"
    field.format = "%.3f"
    assert state(host, page, field) == {"value": "1.500"}
    field.format = None
    assert state(host, page, field) == {"value": 1.5}
    field.format = "%d"
    field.value = None
    assert state(host, page, field) == {"value": None}


def test_label_and_affixes_can_be_changed(host, page):
    for field in (ui.number("a", prefix="b", suffix="c"), ui.input("a", prefix="b", suffix="c")):
        assert (field.label, field.prefix, field.suffix) == ("a", "b", "c")
        assert field.set_label("d") is field
        field.prefix, field.suffix = 5, None
        known = state(host, page, field)
        assert {key: known.get(key) for key in ("label", "prefix", "suffix")} == {
            "label": "d",
            "prefix": "5",
            "suffix": None,
        }
        field.label = None
        assert field.label is None
        assert "label" not in state(host, page, field)


def test_labels_can_be_bound(host, page):
    source = ui.label("a")
    field = ui.number().bind_label_from(source, "text")
    assert field.label == "a"
    source.text = "b"
    assert state(host, page, field)["label"] == "b"


def test_the_number_is_checked(host, page):
    field = ui.number(value=1, validation={"too small": lambda value: value is not None and value > 3})
    entered(host, page, field, 2)
    assert field.error == "too small"
    entered(host, page, field, 5)
    assert field.error is None


def test_a_disabled_one_takes_nothing(host, page):
    field = ui.number(value=12, max=10).disable()
    entered(host, page, field, 5)
    left(host, page, field)
    assert field.value == 12


def test_without_a_page_it_is_a_field_that_cannot_be_used(client):
    ui.number("<b>", value=1.5, prefix="<", suffix="mm", format="%.2f")
    html = client.build_response()["text/html"]
    assert '<label>&lt;b&gt; &lt; <input type="number" value="1.50" disabled> mm</label>' in html
