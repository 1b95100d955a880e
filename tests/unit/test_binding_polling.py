"""Bindings to what doesn't tell of its changes: attributes of plain objects, keys of dicts, nested properties."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from typing import Any

import pytest

from liveui_jupyter import binding, ui
from liveui_jupyter.core.binding import polling
from liveui_jupyter.core.binding.links import links
from liveui_jupyter.core.binding.polling import poller, refresh
from tests.support import wait_until


@dataclass
class Model:
    name: str = "plain"
    number: int = 7
    items: list[int] = field(default_factory=list)


class Clamped:
    """A plain object that has its own idea of what it is given."""

    def __init__(self) -> None:
        self._speed = 0

    @property
    def speed(self) -> int:
        return self._speed

    @speed.setter
    def speed(self, value: int) -> None:
        self._speed = min(value, 50)


def test_a_change_is_found_by_itself(host, page):
    model, data = Model(), {"a": 1, "deep": {"er": "x"}}
    labels = [
        ui.label().bind_text_from(model, "name"),
        ui.label().bind_text_from(data, "a"),
        ui.label().bind_text_from(data, ("deep", "er")),
    ]
    model.name, data["a"], data["deep"] = "changed", 2, {"er": "y"}
    wait_until(lambda: [label.text for label in labels] == ["changed", "2", "y"])
    host.settled()
    assert [page.text(label) for label in labels] == ["changed", "2", "y"]


def test_nothing_is_looked_at_without_links_to_look_at(host, client):
    def is_looking() -> bool:
        return poller._loop is host.loop()

    label, box = ui.label(), ui.input()
    label.bind_text_from(box, "value")
    data = {"a": 1}
    label.bind_text_to(data, "a")
    assert not is_looking()
    other = ui.label().bind_text_from(data, "a")
    assert is_looking()
    other.delete()
    wait_until(lambda: not is_looking())
    ui.label().bind_text_from(data, "a")
    assert is_looking()
    client.delete()
    wait_until(lambda: not is_looking())
    assert len(links) == 0


def test_looking_goes_on_with_the_next_host(host, client):
    data = {"a": 1}
    binding.bind_to(data, "a", data, "b")
    assert poller._loop is host.loop()
    poller._loop = asyncio.new_event_loop()  # that of a host that has ended
    poller._loop.close()
    label = ui.label().bind_text_from(data, "b")
    data["a"] = 2
    wait_until(lambda: label.text == "2")
    binding.remove([data])


@pytest.mark.usefixtures("client")
def test_a_change_is_carried_once_and_what_is_set_since_stays():
    model = Model()
    label = ui.label().bind_text_from(model, "name")
    label.text = "set"
    refresh()
    assert label.text == "set"
    model.name = "changed"
    refresh()
    assert label.text == "changed"


@pytest.mark.usefixtures("client")
def test_a_list_that_grows_is_noticed_by_what_the_converter_makes_of_it():
    model = Model()
    label = ui.label().bind_text_from(model, "items", lambda items: f"{len(items)} items")
    model.items.append(1)
    refresh()
    assert label.text == "1 items"


@pytest.mark.usefixtures("client")
def test_both_ways_with_lossy_converters_what_was_typed_stays():
    model = Model()
    box = ui.input().bind_value(model, "number", forward=int, backward=str)
    assert box.value == "7"
    box.value = "008"
    assert model.number == 8
    refresh()
    assert box.value == "008"
    model.number = 9
    refresh()
    assert (box.value, model.number) == ("9", 9)
    refresh()


@pytest.mark.usefixtures("client")
def test_the_first_synchronisation_of_both_ways_leaves_the_object_alone():
    model = Model(number=7)
    label = ui.label("7").bind_text(model, "number")
    refresh()
    assert model.number == 7
    label.text = "8"
    assert model.number == "8"
    slider = ui.slider(min=0, max=10, value=7)
    model.number = 7.9
    slider.bind_value(model, "number", backward=int)
    refresh()
    assert (slider.value, model.number) == (7, 7.9)


@pytest.mark.usefixtures("client")
def test_what_a_setter_makes_of_a_value_comes_back():
    motor = Clamped()
    slider, label = ui.slider(min=0, max=100), ui.label()
    slider.bind_value(motor, "speed")
    label.bind_text_from(motor, "speed")
    slider.value = 70
    assert (motor.speed, slider.value, label.text) == (50, 50, "50")
    refresh()
    assert (motor.speed, slider.value) == (50, 50)


@pytest.mark.usefixtures("client")
def test_plain_objects_bound_to_each_other():
    first, second, data = Model(name="a"), Model(name="b"), {}
    binding.bind(first, "name", second, "name")
    binding.bind_to(second, "name", data, "name")
    assert (first.name, data) == ("b", {"name": "b"})
    first.name = "c"
    refresh()
    assert (second.name, data) == ("c", {"name": "c"})
    second.name = "d"
    refresh()
    assert (first.name, data) == ("d", {"name": "d"})
    binding.remove([first, second])
    assert len(links) == 0


@pytest.mark.usefixtures("client")
def test_a_key_that_comes_later():
    data: dict[str, Any] = {}
    label = ui.label("old").bind_text_from(data, ("a", "b"))
    refresh()
    assert label.text == "old"
    data["a"] = {"b": None}
    refresh()
    assert label.text == "None"
    del data["a"]
    refresh()
    assert label.text == "None"


@pytest.mark.usefixtures("client")
def test_a_dict_without_the_key_gets_it_from_the_element():
    data: dict[str, Any] = {}
    box = ui.input(value="a").bind_value(data, "name")
    assert data == {"name": "a"}
    data["name"] = "b"
    refresh()
    assert box.value == "b"


def test_handlers_run_when_a_change_is_found(host, client):
    seen = []
    data = {"a": "x"}
    ui.input(on_change=lambda e: seen.append((e.previous_value, e.value))).bind_value_from(data, "a")
    host.settled()
    data["a"] = "y"
    wait_until(lambda: seen == [("", "x"), ("x", "y")])


@pytest.mark.usefixtures("client")
def test_what_never_comes_to_rest_is_ended(caplog):
    class Contrary:
        def __setattr__(self, name: str, value: int) -> None:
            slider.value = value + 1

    slider = ui.slider(min=0, max=10_000)
    with caplog.at_level(logging.WARNING):
        slider.bind_value_to(Contrary(), strict=False)
    assert "don't come to rest" in caplog.text


# ---- errors


def test_an_error_is_shown_once_until_it_works_again(host, client, page):
    data: dict[str, Any] = {"a": 1, "b": 1}
    label = ui.label().bind_text_from(data, "a", lambda v: 1 / v)
    other = ui.label().bind_text_from(data, "b")
    data.update(a=0, b=0)
    for _ in range(3):
        host.run(refresh)
    host.settled()
    assert page.output().count("ZeroDivisionError: ") == 1
    assert (label.text, other.text) == ("1.0", "0")
    data["a"] = 1  # as before, so that nothing is carried
    host.run(refresh)
    data["a"] = 0
    host.run(refresh)
    host.settled()
    assert page.output().count("ZeroDivisionError: ") == 2
    data["a"] = "x"
    host.run(refresh)
    host.run(refresh)
    host.settled()
    assert page.output().count("TypeError: ") == 1


def test_a_value_that_is_refused_is_shown_once(host, client, page):
    data: dict[str, Any] = {"a": 1}
    slider = ui.slider(min=0, max=9).bind_value_from(data, "a")
    for value in ("x", "y", "z"):
        data["a"] = value
        host.run(refresh)
        host.run(refresh)
    host.settled()
    assert page.output().count("value: expected a number") == 1
    data["a"] = 5
    host.run(refresh)
    assert slider.value == 5


def test_a_property_that_raises_is_shown(host, client, page):
    class Broken:
        is_broken = False

        @property
        def name(self):
            if self.is_broken:
                raise RuntimeError("no name today")
            return "a"

    broken = Broken()
    ui.label().bind_text_from(broken, "name")
    broken.is_broken = True
    wait_until(lambda: "no name today" in page.output())


def test_polling_survives_errors(host, client, page):
    data: dict[str, Any] = {"a": 1, "b": "x"}
    ui.label().bind_text_from(data, "a", lambda v: 1 / v)
    label = ui.label().bind_text_from(data, "b")
    data["a"] = 0
    wait_until(lambda: "ZeroDivisionError" in page.output())
    data["b"] = "y"
    wait_until(lambda: label.text == "y")


def test_an_error_between_plain_objects_goes_to_the_log(host, caplog):
    data = {"a": 1}
    binding.bind_to(data, "a", data, "b", lambda v: 1 / v)
    data["a"] = 0
    with caplog.at_level(logging.ERROR):
        refresh()
        refresh()
    assert [record.exc_info[0] for record in caplog.records] == [ZeroDivisionError]
    binding.remove([data])


def test_what_a_converter_prints_belongs_to_the_client(host, client):
    from liveui_jupyter.core.context import output_client  # noqa: PLC0415 - only here

    seen = []
    data = {"a": 1}
    ui.label().bind_text_from(data, "a", lambda v: seen.append(output_client.get()) or v)
    data["a"] = 2
    wait_until(lambda: seen[1:])
    assert seen[1] is client


def test_looking_takes_at_most_a_share_of_the_loops_time(host, monkeypatch):
    delays = []
    now = iter(range(0, 1000, 3))
    monkeypatch.setattr(polling.time, "monotonic", lambda: next(now))
    monkeypatch.setattr(poller, "_schedule", lambda loop, delay: delays.append(delay))
    data = {"a": 1}
    binding.bind_to(data, "a", data, "b")
    monkeypatch.setattr(poller, "_loop", "a loop")
    poller._tick("a loop")
    assert delays[-1] == 12.0  # after 3 s of looking
    binding.remove([data])
