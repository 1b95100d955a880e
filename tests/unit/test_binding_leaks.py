"""Nothing is kept by bindings that have ended, and what is bound to an element ends with it."""

from __future__ import annotations

import gc
import weakref
from dataclasses import dataclass

import pytest
import traitlets

from liveui_jupyter import Client, binding, ui
from liveui_jupyter.core.binding.links import Link, links
from liveui_jupyter.core.binding.polling import poller
from liveui_jupyter.testing import MemoryHost
from tests.support import wait_until


@dataclass
class Model:
    name: str = "a"


class Data(dict):
    """A dict that can be watched."""


class Traits(traitlets.HasTraits):
    value = traitlets.Unicode("a")


@binding.bindable_dataclass
class Bindable:
    name: str = "a"


def is_gone(*references: weakref.ref) -> bool:
    gc.collect()
    return all(reference() is None for reference in references)


@pytest.fixture
def forgetful_host(host: MemoryHost) -> MemoryHost:
    """A host that doesn't keep the clients that it would have to end with."""
    host.register = lambda client: None
    return host


def test_200_clients_with_bindings_leave_nothing(forgetful_host):
    host = forgetful_host
    shared, traits, data = Model(), Traits(), Data(name="a")
    host.register = lambda client: None

    def once() -> list[weakref.ref]:
        model, bindable = Model(), Bindable()
        with host.cell() as client:
            box, other, label = ui.input(), ui.input(), ui.label()
            box.bind_value(model, "name").bind_value(bindable, "name").bind_value(traits)
            box.bind_value(other).bind_value_to(shared, "name")
            label.bind_text_from(data, "name").bind_text_from(shared, "name", lambda v: f"{label.id} {v}")
            label.bind_visibility_from(box, "value")
            client.content.bind_visibility_from(data, "name")
        page = host.open_page(client)
        page.type(box, "typed")
        host.settled()
        client.delete()
        return [weakref.ref(thing) for thing in (client, box, label, model, bindable)]

    references = [reference for _ in range(200) for reference in once()]
    host.run(lambda: None)
    assert len(links) == 0
    wait_until(lambda: poller._loop is not host.loop())
    wait_until(lambda: is_gone(*references))
    assert not links._by_object
    assert not links._outgoing
    assert not any(isinstance(thing, Link) for thing in gc.get_objects())
    assert not any(handlers for kinds in traits._trait_notifiers.values() for handlers in kinds.values())


@pytest.mark.usefixtures("client")
def test_what_an_element_is_bound_to_is_kept_until_it_is_deleted():
    def build() -> tuple[ui.label, list[weakref.ref]]:
        label = ui.label()
        things = [Model(), Data(name="a"), Bindable()]
        for thing in things:
            label.bind_text_from(thing, "name").bind_text_to(thing, "name")
        return label, [weakref.ref(thing) for thing in things]

    label, references = build()
    gc.collect()
    assert all(reference() is not None for reference in references)
    label.text = "b"
    assert references[0]().name == "b"
    label.delete()
    wait_until(lambda: is_gone(*references))


def test_plain_objects_that_are_bound_to_each_other_are_not_kept(host):
    def build() -> list[weakref.ref]:
        things = [Model(), Bindable(), Model()]
        binding.bind(things[0], "name", things[1], "name")
        binding.bind(things[1], "name", things[2], "name")
        binding.bind_to(things[0], "name", {}, "name")
        return [weakref.ref(thing) for thing in things]

    references = build()
    wait_until(lambda: is_gone(*references))
    assert len(links) == 0
    wait_until(lambda: poller._loop is not host.loop())


def test_dicts_that_are_bound_to_each_other_are_kept_until_they_are_removed(host):
    first, second = {"a": 1}, {}
    binding.bind(first, "a", second, "b")
    gc.collect()
    assert len(links) == 2
    binding.remove([second])
    assert len(links) == 0


def test_a_new_object_in_the_place_of_one_that_is_gone_is_not_taken_for_it(client):
    label = ui.label("start")
    for number in range(50):
        bindable = Bindable()
        binding.bind_to(bindable, "name", Model(), "name", lambda v: label.set_text("carried") and v)
        label.text = "start"
        del bindable
        other = Bindable()
        other.name = str(number)
        assert label.text == "start"


def test_a_constructor_that_raises_leaves_no_binding(client):
    class Broken(ui.label):
        def __init__(self):
            super().__init__()
            self.bind_text_from(Bindable(), "name")
            raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        Broken()
    assert len(links) == 0


def test_elements_that_come_and_go_leave_no_bindings(client):
    data = {"a": 1}
    for _ in range(100):
        with ui.row() as row:
            ui.input().bind_value(ui.input()).bind_enabled_from(data, "a")
        row.clear()
        row.delete()
    assert len(links) == 0


def test_a_client_that_is_being_deleted_binds_nothing_more(forgetful_host):
    def build() -> weakref.ref:
        client = Client()
        with client:
            label = ui.label()
        client.on_delete(lambda: label.bind_text_from(Bindable(), "name"))
        client.delete()
        forgetful_host.run(lambda: None)
        label.bind_text_from(Bindable(), "name")
        client.content.bind_visibility_from(Bindable(), "name")
        return weakref.ref(client)

    reference = build()
    wait_until(lambda: is_gone(reference))
    assert len(links) == 0
