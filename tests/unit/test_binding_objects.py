"""Bindable properties and dataclasses, and objects with traits: their changes are carried at once."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
import threading
import typing
from unittest.mock import MagicMock

import pytest
import traitlets

from liveui_jupyter import binding, ui
from liveui_jupyter.core.binding.links import links


class Motor:
    speed = binding.BindableProperty(on_change=lambda motor, speed: motor.log.append(speed))

    def __init__(self) -> None:
        self.log: list[int] = []
        self.speed = 0


@binding.bindable_dataclass
class Settings:
    name: str = "a"
    volume: int = 50
    tags: list[str] = dataclasses.field(default_factory=list)


class Traits(traitlets.HasTraits):
    value = traitlets.Int(3)
    text = traitlets.Unicode("a")


class Limited(traitlets.HasTraits):
    value = traitlets.Int(0)

    @traitlets.validate("value")
    def _limit(self, proposal):
        return min(proposal["value"], 50)


# ---- BindableProperty


@pytest.mark.usefixtures("client")
def test_a_bindable_property_is_followed_at_once():
    motor = Motor()
    label = ui.label().bind_text_from(motor, "speed", lambda v: f"{v} rpm")
    motor.speed = 5
    assert label.text == "5 rpm"
    slider = ui.slider(min=0, max=100).bind_value(motor, "speed")
    slider.value = 7
    assert (motor.speed, label.text) == (7, "7 rpm")
    motor.speed = 9
    assert slider.value == 9
    assert not links.polled()


@pytest.mark.usefixtures("client")
def test_its_handler_is_called_with_changes_after_what_is_bound_has_followed():
    seen = []

    class Thing:
        value = binding.BindableProperty(on_change=lambda thing, value: seen.append((value, label.text)))

    label = ui.label()
    thing = Thing()
    thing.value = "first"
    label.bind_text_from(thing, "value")
    thing.value = "second"
    thing.value = "second"
    assert seen == [("second", "second")]


@pytest.mark.usefixtures("client")
def test_its_handler_may_change_it_again():
    class Thing:
        value = binding.BindableProperty(on_change=lambda thing, value: setattr(thing, "value", min(value, 50)))

    thing = Thing()
    thing.value = 0
    slider, label = ui.slider(min=0, max=100), ui.label()
    slider.bind_value(thing, "value")
    label.bind_text_from(thing, "value")
    slider.value = 70
    assert (thing.value, slider.value, label.text) == (50, 50, "50")


def test_a_bindable_property_that_has_not_been_set_is_missing():
    class Thing:
        value = binding.BindableProperty()

    assert not hasattr(Thing(), "value")
    assert not hasattr(Thing, "value")
    with pytest.raises(AttributeError, match="'value' hasn't been set"):
        _ = Thing().value
    with pytest.raises(AttributeError, match="other_name: Thing has no attribute 'value'"):
        binding.bind_from({}, "a", Thing(), "value")


def test_its_handler_must_be_a_function():
    with pytest.raises(TypeError, match="on_change: expected a function, got 5"):
        binding.BindableProperty(on_change=5)


@pytest.mark.usefixtures("client")
def test_an_error_raises_where_it_is_assigned_and_its_handler_runs():
    motor = Motor()
    ui.label().bind_text_from(motor, "speed", lambda v: 1 / (v < 5))
    with pytest.raises(ZeroDivisionError):
        motor.speed = 5
    assert motor.log == [5]


# ---- dataclasses


@pytest.mark.usefixtures("client")
def test_fields_of_a_bindable_dataclass_are_followed_at_once():
    settings = Settings()
    box = ui.input().bind_value(settings, "name")
    label = ui.label().bind_text_from(settings, "volume")
    settings.name, settings.volume = "b", 60
    assert (box.value, label.text) == ("b", "60")
    box.value = "c"
    assert settings.name == "c"
    assert not links.polled()


def test_a_bindable_dataclass_is_a_dataclass():
    settings = Settings(volume=3)
    assert repr(settings) == "Settings(name='a', volume=3, tags=[])"
    assert settings == Settings(volume=3) != Settings()
    assert dataclasses.asdict(settings) == {"name": "a", "volume": 3, "tags": []}
    assert dataclasses.replace(settings, name="b") == Settings("b", 3)
    assert list(inspect.signature(Settings).parameters) == ["name", "volume", "tags"]
    assert Settings.__module__ == __name__


@pytest.mark.usefixtures("client")
def test_copies_and_pickles_are_bindable_and_bound_to_nothing():
    settings = Settings()
    label = ui.label().bind_text_from(settings, "name")
    for other in (copy.copy(settings), copy.deepcopy(settings), pickle.loads(pickle.dumps(settings))):
        assert other == settings
        other.name = "b"
        assert (settings.name, label.text) == ("a", "a")
        another = ui.label().bind_text_from(other, "name")
        other.name = "c"
        assert another.text == "c"


@pytest.mark.usefixtures("client")
def test_some_fields_may_be_bindable():
    @binding.bindable_dataclass(bindable_fields=["a"], order=True)
    class Some:
        a: int = 1
        b: int = 2

    some = Some()
    assert some < Some(a=2)
    ui.label().bind_text_from(some, "a")
    assert not links.polled()
    ui.label().bind_text_from(some, "b")
    assert len(links.polled()) == 1


@pytest.mark.usefixtures("client")
def test_a_bindable_dataclass_can_be_extended():
    @binding.bindable_dataclass
    class More(Settings):
        extra: float = 0.5

    more = More("x", extra=1.5)
    label = ui.label().bind_text_from(more, "extra")
    other = ui.label().bind_text_from(more, "name")
    more.extra, more.name = 2.5, "y"
    assert (label.text, other.text) == ("2.5", "y")


def test_what_a_bindable_dataclass_cannot_be():
    with pytest.raises(ValueError, match="slots: a bindable dataclass can't"):
        binding.bindable_dataclass(slots=True)(type("A", (), {}))
    with pytest.raises(ValueError, match="frozen"):
        binding.bindable_dataclass(type("A", (), {}), frozen=True)
    with pytest.raises(ValueError, match="bindable_fields: Settings has no field 'nam'"):
        binding.bindable_dataclass(Settings, bindable_fields=["nam"])


def test_a_bindable_dataclass_keeps_its_annotations():
    assert typing.get_type_hints(Settings)["volume"] is int


# ---- traits


@pytest.mark.usefixtures("client")
def test_traits_are_followed_at_once_both_ways():
    traits = Traits()
    slider, label = ui.slider(min=0, max=9), ui.label()
    slider.bind_value(traits)
    label.bind_text_from(traits, "value", lambda v: f"{v}!")
    assert (slider.value, label.text) == (3, "3!")
    traits.value = 4
    assert (slider.value, label.text) == (4, "4!")
    slider.value = 5
    assert (traits.value, label.text) == (5, "5!")
    assert not links.polled()


@pytest.mark.usefixtures("client")
def test_what_a_trait_makes_of_a_value_comes_back():
    traits, slider = Limited(), ui.slider(min=0, max=100)
    slider.bind_value(traits)
    slider.value = 70
    assert (traits.value, slider.value) == (50, 50)


@pytest.mark.usefixtures("client")
def test_observers_of_the_user_may_set_traits():
    traits, slider = Traits(), ui.slider(min=0, max=100)
    slider.bind_value(traits)
    traits.observe(lambda change: setattr(traits, "value", min(change["new"], 50)), "value")
    slider.value = 70
    assert (traits.value, slider.value) == (50, 50)


def test_traits_are_observed_while_they_are_bound(client):
    traits = Traits()
    label, other = ui.label(), ui.label()
    label.bind_text_from(traits, "text")
    other.bind_text_from(traits, "text")
    other.bind_text_from(traits, "value")
    label.delete()
    traits.text = "b"
    assert other.text == "b"
    client.delete()
    assert not any(handlers for kinds in traits._trait_notifiers.values() for handlers in kinds.values())
    traits.text = "c"
    assert other.text == "b"


def test_a_converters_error_is_shown_and_other_observers_are_called(host, client, page):
    seen = []
    traits = Traits()
    ui.label().bind_text_from(traits, "value", lambda v: 1 / v)
    traits.observe(seen.append, "value")
    traits.value = 0
    host.settled()
    assert "ZeroDivisionError" in page.output()
    assert len(seen) == 1


@pytest.mark.usefixtures("client")
def test_observers_that_somebody_has_removed():
    traits = Traits()
    label = ui.label().bind_text_from(traits, "text")
    traits.unobserve_all()
    label.delete()
    assert len(links) == 0


@pytest.mark.usefixtures("client")
def test_other_attributes_of_objects_with_traits_are_looked_at():
    traits = Traits()
    traits.plain = "a"
    ui.label().bind_text_from(traits, "plain")
    assert len(links.polled()) == 1
    ui.label().bind_text_from(MagicMock(), "anything")
    assert len(links.polled()) == 2


# ---- in a blocking loop


@pytest.mark.parametrize("make", [Motor, Settings, Traits], ids=["property", "dataclass", "traits"])
def test_labels_follow_while_a_loop_blocks(host, client, page, make):
    model = make()
    name = {Motor: "speed", Settings: "volume", Traits: "value"}[make]
    label = ui.label().bind_text_from(model, name)
    host.settled()
    seen = []

    def work() -> None:
        for value in range(100, 105):
            setattr(model, name, value)
            client.flush()
            seen.append(page.text(label))

    host.run(work)
    assert seen == ["100", "101", "102", "103", "104"]


def test_any_thread_may_assign(host, client, page):
    settings = Settings()
    label = ui.label().bind_text_from(settings, "volume")
    thread = threading.Thread(target=lambda: setattr(settings, "volume", 99))
    thread.start()
    thread.join()
    assert label.text == "99"
