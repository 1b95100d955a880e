"""Bindings between elements, and what may be bound to what."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from liveui_jupyter import binding, ui

pytestmark = pytest.mark.usefixtures("client")


@dataclass
class Model:
    name: str = "plain"
    number: int = 7
    inner: dict[str, Any] = field(default_factory=dict)


# ---- the first value, and later ones


def test_a_text_follows_a_value():
    box, label = ui.input(value="a"), ui.label("old")
    assert label.bind_text_from(box, "value") is label
    assert label.text == "a"
    box.value = "b"
    assert label.text == "b"
    label.text = "c"
    assert box.value == "b"


def test_a_value_sets_a_text():
    box, label = ui.input(value="a"), ui.label("old")
    assert box.bind_value_to(label, "text") is box
    assert label.text == "a"
    box.value = "b"
    assert label.text == "b"
    label.text = "c"
    assert box.value == "b"


def test_both_ways_the_others_value_is_the_first():
    first, second = ui.input(value="a"), ui.input(value="b")
    assert first.bind_value(second) is first
    assert (first.value, second.value) == ("b", "b")
    first.value = "c"
    assert second.value == "c"
    second.value = "d"
    assert first.value == "d"


def test_converters_make_the_values():
    slider, box = ui.slider(min=0, max=100, value=20), ui.input()
    slider.bind_value(box, forward=lambda v: f"{v} %", backward=lambda t: int(t.rstrip(" %") or 0))
    assert slider.value == 0
    slider.value = 30
    assert box.value == "30 %"
    box.value = "40 %"
    assert slider.value == 40


def test_the_first_synchronisation_changes_the_element_alone():
    model = Model(number=7)
    label = ui.label("x").bind_text(model, "number")
    assert label.text == "7"
    assert model.number == 7


def test_the_names_of_targets_are_those_of_the_property():
    one, two = ui.button("a"), ui.button("b")
    one.bind_text_to(two).bind_enabled_to(two).bind_visibility_to(two)
    one.text, one.enabled, one.visible = "c", False, False
    assert (two.text, two.enabled, two.visible) == ("c", False, False)
    two.bind_text_from(one).bind_enabled_from(one).bind_visibility_from(one)
    two.bind_text(one).bind_enabled(one).bind_visibility(one)


def test_all_ways_to_change_a_property_are_followed():
    button, other, label = ui.button("a"), ui.button(), ui.label()
    other.bind_text_from(button).bind_enabled_from(button).bind_visibility_from(button)
    label.bind_text_from(ui.input().bind_value_from(button, "text"), "value")
    button.set_text("b").disable().set_visibility(False)
    assert (other.text, other.enabled, other.visible, label.text) == ("b", False, False, "b")
    button.enable().set_visibility(True).set_enabled(True)
    assert (other.enabled, other.visible) == (True, True)


def test_visibility_may_depend_on_a_value():
    box, label = ui.input(value="a"), ui.label()
    label.bind_visibility_from(box, "value", value="b")
    assert not label.visible
    box.value = "b"
    assert label.visible
    box.value = "c"
    assert not label.visible


def test_visibility_both_ways_with_a_value():
    model = Model(name="shown")
    label = ui.label().bind_visibility(model, "name", value="shown", forward=lambda v: "shown" if v else "hidden")
    assert label.visible
    label.visible = False
    assert model.name == "hidden"


def test_a_value_makes_a_converter_meaningless_as_in_nicegui():
    label = ui.label().bind_visibility_from(Model(), "number", lambda _: False, value=7)
    assert label.visible


def test_what_is_true_shows_an_element():
    model = Model(name="")
    label = ui.label().bind_visibility_from(model, "name")
    assert label.visible is False


def test_an_object_and_a_dict_are_set_at_once():
    model, data = Model(), {"a": 1}
    box = ui.input(value="x").bind_value_to(model, "name").bind_value_to(data, "a")
    assert (model.name, data) == ("x", {"a": "x"})
    box.value = "y"
    assert (model.name, data) == ("y", {"a": "y"})


def test_nested_properties():
    model, data = Model(inner={"deep": {"er": "a"}}), {"model": Model(name="b")}
    label = ui.label().bind_text_from(model, ("inner", "deep", "er"))
    other = ui.input().bind_value(data, ("model", "name"))
    assert (label.text, other.value) == ("a", "b")
    other.value = "c"
    assert data["model"].name == "c"


def test_dicts_on_the_way_are_made():
    data: dict[str, Any] = {}
    ui.input(value="a").bind_value_to(data, ("one", "two", "three"))
    assert data == {"one": {"two": {"three": "a"}}}


def test_functions_bind_any_objects():
    first, second, label = ui.input(value="a"), ui.input(value="b"), ui.label()
    binding.bind(first, "value", second, "value")
    binding.bind_to(first, "value", label, "text", str.upper)
    assert (first.value, label.text) == ("b", "B")
    other = ui.label()
    binding.bind_from(other, "text", label, "text", str.lower)
    second.value = "c"
    assert (label.text, other.text) == ("C", "c")


def test_an_element_may_be_bound_to_itself():
    button = ui.button("a")
    button.bind_visibility_from(button, "text")
    button.text = ""
    assert button.visible is False
    button.bind_text(button)
    button.text = "b"
    assert (button.text, button.visible) == ("b", True)


def test_binding_the_same_properties_again_replaces_the_binding():
    calls = []
    model = Model()
    label = ui.label()
    for number in range(3):
        label.bind_text_from(model, "name", lambda v, number=number: calls.append(number) or f"{v} {number}")
    assert label.text == "plain 2"
    box = ui.input(value="a")
    for _ in range(3):
        label.bind_text_from(box, "value", lambda v: calls.append("box") or v)
    calls.clear()
    box.value = "b"
    assert calls == ["box"]


def test_removed_bindings_have_ended():
    box, label, other = ui.input(value="a"), ui.label(), ui.label()
    label.bind_text_from(box, "value")
    other.bind_text_from(box, "value")
    binding.remove([label])
    box.value = "b"
    assert (label.text, other.text) == ("a", "b")
    binding.remove([box, Model(), {}])
    box.value = "c"
    assert other.text == "b"


def test_bindings_of_a_deleted_element_have_ended():
    calls = []
    box, label, model = ui.input(value="a"), ui.label(), Model()
    label.bind_text_from(box, "value", lambda v: calls.append(v) or v)
    box.bind_value_to(model, "name")
    label.delete()
    box.value = "b"
    assert (calls, label.text, model.name) == (["a"], "a", "b")
    box.delete()
    box.value = "c"
    assert model.name == "b"


def test_a_deleted_element_can_be_bound_without_effect_on_later():
    label, box = ui.label(), ui.input(value="a")
    label.delete()
    label.bind_text_from(box, "value")
    assert label.text == "a"
    box.value = "b"
    assert label.text == "a"


def test_subclasses_may_extend_a_property():
    class Loud(ui.label):
        @ui.label.text.setter
        def text(self, value):
            ui.label.text.fset(self, str(value).upper())

    box = ui.input(value="a")
    loud, label = Loud().bind_text_from(box, "value"), ui.label()
    label.bind_text_from(loud)
    box.value = "b"
    assert (loud.text, label.text) == ("B", "B")


# ---- handlers


def test_handlers_run_as_with_an_assignment(host, client):
    def build():
        seen = []
        first = ui.input(on_change=lambda e: seen.append(("first", e.previous_value, e.value, second.value)))
        second = ui.input(on_change=lambda e: seen.append(("second", e.previous_value, e.value, first.value)))
        first.bind_value_to(second)
        first.value = "a"
        return seen

    with client:
        seen = host.run(lambda: build_in(client, build))
    # What is bound is set before the handlers run.
    assert sorted(seen) == [("first", "", "a", "a"), ("second", "", "a", "a")]


def build_in(client, build):
    with client:
        return build()


def test_handlers_may_change_what_is_bound(host, client):
    def build():
        first = ui.input(on_change=lambda e: e.sender.set_value(e.value.upper()))
        second, label = ui.input(), ui.label()
        first.bind_value(second)
        label.bind_text_from(second, "value")
        first.value = "a"
        one = first.value, second.value, label.text
        second.value = "b"
        return one, (first.value, second.value, label.text)

    assert host.run(lambda: build_in(client, build)) == (("A", "A", "A"), ("B", "B", "B"))


def test_a_handlers_assignment_is_followed_at_once(host, client):
    def build():
        seen = []
        first, label = ui.input(), ui.label()

        def handle():
            first.value = "handled"
            seen.append(label.text)

        second = ui.input(on_change=handle)
        first.bind_value_to(second)
        label.bind_text_from(first, "value")
        first.value = "a"
        return seen[-1], label.text

    assert host.run(lambda: build_in(client, build)) == ("handled", "handled")


def test_methods_are_documented_and_have_signatures():
    for cls, name in ((ui.label, "text"), (ui.input, "value"), (ui.button, "enabled"), (ui.label, "visibility")):
        for suffix in ("", "_to", "_from"):
            method = getattr(cls, f"bind_{name}{suffix}")
            assert method.__name__ == f"bind_{name}{suffix}"
            assert "target_name:" in inspect.getdoc(method)
            assert "target_object" in inspect.signature(method).parameters


def test_the_examples_of_the_documentation_run():
    text = (Path(__file__).resolve().parents[2] / "docs/binding.md").read_text()
    examples = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert len(examples) > 5
    exec("\n".join(examples), {"__name__": __name__})
