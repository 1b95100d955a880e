"""What goes wrong with bindings, and where it is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from liveui_jupyter import binding, ui
from liveui_jupyter.core.binding.paths import differ

pytestmark = pytest.mark.usefixtures("client")


@dataclass
class Model:
    name: str = "plain"
    number: int = 7


def test_a_converter_that_raises_raises_at_the_call_and_nothing_is_bound():
    box, label = ui.input(value="a"), ui.label("old")
    for bind in (
        lambda: label.bind_text_from(box, "value", lambda _: 1 / 0),
        lambda: box.bind_value_to(label, "text", lambda _: 1 / 0),
        lambda: label.bind_text(box, "value", backward=lambda _: 1 / 0),
    ):
        with pytest.raises(ZeroDivisionError):
            bind()
    box.value = "b"
    label.text = "c"
    assert (box.value, label.text) == ("b", "c")


def test_a_value_that_the_target_refuses_raises_at_the_call():
    slider, box = ui.slider(min=0, max=1), ui.input(value="a")
    with pytest.raises(TypeError, match="value: expected a number"):
        slider.bind_value_from(box)
    box.value = "b"


def test_a_converter_that_raises_raises_where_python_assigns():
    seen = []
    box, label, other = ui.input(value="1"), ui.label(), ui.label()
    label.bind_text_from(box, "value", int)
    other.bind_text_from(box, "value")
    with pytest.raises(ValueError, match="invalid literal"):
        box.value = "x"
    # The assignment has happened, and whatever else is bound has followed.
    assert (box.value, label.text, other.text, seen) == ("x", "1", "x", [])
    box.value = "2"
    assert label.text == "2"


def test_handlers_run_even_if_a_converter_raises(host, client):
    def build():
        seen = []
        with client:
            box = ui.input(value="1", on_change=lambda e: seen.append(e.value))
        ui.label().bind_text_from(box, "value", int)
        with pytest.raises(ValueError, match="invalid literal"):
            box.value = "x"
        return seen

    assert host.run(build) == ["x"]


def test_of_several_errors_the_first_is_raised_the_others_are_shown(host, page):
    box = ui.input(value="1")
    ui.label().bind_text_from(box, "value", int)
    ui.label().bind_text_from(box, "value", lambda v: 1 / (v == "1"))
    with pytest.raises(ValueError, match="invalid literal"):
        box.value = "x"
    host.settled()
    assert "ZeroDivisionError" in page.output()


def test_a_missing_attribute_is_told_at_the_call():
    label, model = ui.label(), Model()
    with pytest.raises(AttributeError, match=r"target_name: Model has no attribute 'nam'.*'name'.*strict=False"):
        label.bind_text_from(model, "nam")
    with pytest.raises(AttributeError, match=r"target_name: Input has no attribute 'txt'"):
        label.bind_text_to(ui.input(), "txt")
    with pytest.raises(AttributeError, match=r"self_name: Label has no attribute 'nothing'.*self_strict=False"):
        binding.bind(label, "nothing", model, "name")
    with pytest.raises(AttributeError, match=r"other_name: Model has no attribute 'nothing'"):
        binding.bind_from(label, "text", model, "nothing")


def test_a_missing_key_may_come_later_unless_strict():
    data: dict[str, Any] = {}
    label = ui.label("old").bind_text_from(data, "a")
    assert label.text == "old"
    with pytest.raises(KeyError, match="target_name: there is no key 'a'"):
        label.bind_text_from(data, "a", strict=True)
    with pytest.raises(KeyError, match="other_name"):
        binding.bind_to(label, "text", data, ("b", "c"), other_strict=True)


def test_a_missing_attribute_may_come_later_if_not_strict():
    model = Model()
    label = ui.label("old").bind_text(model, "later", strict=False)
    assert model.later == "old"
    label.text = "new"
    assert model.later == "new"


def test_an_attribute_behind_a_dict_may_come_later():
    data: dict[str, Any] = {"model": Model()}
    ui.label("x").bind_text_to(data, ("model", "later"))
    assert data["model"].later == "x"
    with pytest.raises(AttributeError, match=r"Model has no attribute 'model.later2'"):
        ui.label().bind_text_to(data, ("model", "later2"), strict=True)


def test_an_object_on_the_way_must_be_there():
    model = Model()
    with pytest.raises(AttributeError, match="nowhere"):
        ui.label().bind_text_to(model, ("nowhere", "at", "all"), strict=False)


@pytest.mark.parametrize("name", [1, None, ("a", 1), ["a"]])
def test_a_name_must_be_text(name):
    with pytest.raises(TypeError, match="target_name: expected a name"):
        ui.label().bind_text_from({}, name)
    with pytest.raises(TypeError, match="other_name: expected a name"):
        binding.bind({}, "a", {}, name)
    with pytest.raises(TypeError, match="self_name: expected a name"):
        binding.bind_to({}, name, {}, "a")


@pytest.mark.parametrize("name", ["", (), ("a", "")])
def test_a_name_must_not_be_empty(name):
    with pytest.raises(ValueError, match=r"target_name: .* empty"):
        ui.label().bind_text_to({}, name)


def test_converters_must_be_functions():
    label, data = ui.label(), {"text": "a"}
    with pytest.raises(TypeError, match="forward: expected a function, got 'x'"):
        label.bind_text_to(data, "text", "x")
    with pytest.raises(TypeError, match="backward: expected a function, got 5"):
        label.bind_text_from(data, "text", 5)
    with pytest.raises(TypeError, match="forward: expected a function"):
        label.bind_text(data, forward=3)
    with pytest.raises(TypeError, match="backward: expected a function"):
        label.bind_visibility(data, "text", backward="x")
    with pytest.raises(TypeError, match="strict: expected True, False or None, got 'yes'"):
        label.bind_text_from(data, strict="yes")
    with pytest.raises(TypeError, match="other_strict: expected True"):
        binding.bind(label, "text", data, "text", other_strict=1)


# ---- equality


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (1, 1, False),
        (1, 1.0, True),
        (1, True, True),
        (float("nan"), float("nan"), False),
        ([1], [1], False),
        (np.array([1, 2]), np.array([1, 2]), True),
        (None, 0, True),
    ],
)
def test_which_values_differ(a, b, expected):
    assert differ(a, b) is expected
    assert differ(a, a) is False
