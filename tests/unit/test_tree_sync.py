"""Whatever happens to the tree, whenever it is sent: every page ends up with the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from liveui_jupyter import Client, ui
from liveui_jupyter.core.element import Element
from liveui_jupyter.testing import FakePage, MemoryHost

index = st.integers(0, 1_000)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("add"), index, st.sampled_from(["default", "side"])),
        st.tuples(st.just("move"), index, index, index, st.sampled_from(["default", "side"])),
        st.tuples(st.just("set"), index, st.sampled_from("abc"), st.integers(0, 3)),
        st.tuples(st.just("unset"), index, st.sampled_from("abc")),
        st.tuples(st.just("delete"), index),
        st.tuples(st.just("remove"), index, index),
        st.tuples(st.just("clear"), index),
        st.tuples(st.just("flush")),
        st.tuples(st.just("open")),
        st.tuples(st.just("lose"), st.integers(1, 3)),
        st.tuples(st.just("forget")),
    ),
    max_size=40,
)


@dataclass
class Trial:
    """Applies steps to a client, where they make sense."""

    host: MemoryHost
    client: Client
    pages: list[FakePage] = field(default_factory=list)
    to_lose: int = 0

    def alive(self, number: int, *, with_root: bool = True) -> Element | None:
        elements = list(self.client.elements.values())
        elements = elements if with_root else [element for element in elements if element.id]
        return elements[number % len(elements)] if elements else None

    def add(self, number: int, slot: str) -> None:
        parent = self.alive(number)
        assert parent
        with parent.add_slot(slot):
            ui.element("div")

    def move(self, number: int, target: int, position: int, slot: str) -> None:
        element, container = self.alive(number, with_root=False), self.alive(target)
        if element and container and element not in container.ancestors(include_self=True):
            container.add_slot(slot)
            element.move(container, position % 6 - 1, target_slot=slot)

    def set(self, number: int, key: str, value: int) -> None:
        element = self.alive(number)
        assert element
        element.props[key] = value

    def unset(self, number: int, key: str) -> None:
        element = self.alive(number)
        assert element
        element.props(remove=key)

    def delete(self, number: int) -> None:
        if element := self.alive(number, with_root=False):
            element.delete()

    def remove(self, number: int, position: int) -> None:
        element = self.alive(number)
        if element and (children := list(element)):
            element.remove(position % len(children))

    def clear(self, number: int) -> None:
        element = self.alive(number)
        assert element
        element.clear()

    def flush(self) -> None:
        assert self.client.flush(5.0)

    def open(self) -> None:
        if len(self.pages) < 3:
            self.pages.append(self.host.open_page(self.client))

    def lose(self, count: int) -> None:
        """Lose the next batches."""
        self.to_lose = count

    def forget(self) -> None:
        """Have the next page that misses something get a snapshot."""
        self.client.flush(5.0)
        self.client.outbox.history.clear()

    def fate(self, envelope: dict[str, Any]) -> int:
        if envelope["k"] == "batch" and self.to_lose:
            self.to_lose -= 1
            return 0
        return 1


def shape(page: FakePage) -> dict[int, Any]:
    """Return what a page shows: slots that hold nothing don't count."""
    return {
        key: (node.component, node.state, {slot: ids for slot, ids in node.slots.items() if ids}, node.place)
        for key, node in page.nodes.items()
    }


@settings(max_examples=150)
@given(steps)
def test_every_page_ends_up_with_the_tree_of_a_fresh_snapshot(steps):
    with MemoryHost() as host, host.cell() as client:
        trial = Trial(host, client)
        host.transport(client).fate = trial.fate
        trial.open()
        for name, *args in steps:
            getattr(trial, name)(*args)
        trial.to_lose = 0
        ui.label("the last batch shows whether one was lost")
        host.settled()
        trial.forget()
        fresh = host.open_page(client)
        assert "snapshot" in [envelope["k"] for envelope, _ in fresh.frames]
        expected = shape(fresh)
        assert set(expected) == set(client.elements)
        for element in client.elements.values():
            slots = {slot.wire_name: [child.id for child in slot.children] for slot in element.slots.values()}
            assert expected[element.id][2] == {name: ids for name, ids in slots.items() if ids}
        for page in trial.pages:
            assert shape(page) == expected


@settings(max_examples=25)
@given(steps)
def test_a_page_that_replays_the_whole_history_has_the_same_tree(steps):
    with MemoryHost() as host, host.cell() as client:
        trial = Trial(host, client)
        for name, *args in steps:
            if name not in ("open", "lose", "forget"):
                getattr(trial, name)(*args)
        late = host.open_page(client)
        trial.forget()
        assert shape(late) == shape(host.open_page(client))
