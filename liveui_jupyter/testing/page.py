"""A page without a browser: keeps the element tree as a real one does, and does what its user would."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..protocol import PROTOCOL_VERSION, decode_payload, encode_payload

if TYPE_CHECKING:
    from ..core.client import Client
    from ..core.element import Element

_view_ids = itertools.count(1)


@dataclass
class Node:
    """One element as the page knows it."""

    id: int
    component: str
    state: dict[str, Any] = field(default_factory=dict)
    slots: dict[str | None, list[int]] = field(default_factory=dict)
    place: tuple[int, str | None] | None = None


class FakePage:
    """One view of one client.

    Attributes:
        nodes: the elements by id; 0 is the root.
        next_message_id: id of the batch that is needed next.
        frames: every frame that arrived, in order.
        answer: called with a `call` envelope and its arguments, once per call; returns the value, or raises what the
            kernel is told. None leaves calls unanswered.
    """

    def __init__(self, client: Client, *, capabilities: list[str] | None = None) -> None:
        self.client = client
        self.view = f"view-{next(_view_ids)}"
        self.capabilities = capabilities if capabilities is not None else ["control", "comm"]
        self.nodes: dict[int, Node] = {0: Node(0, "root")}
        self.next_message_id = 0
        self.epoch = ""
        self.frames: list[tuple[dict[str, Any], bytes | None]] = []
        self.answer: Callable[[dict[str, Any], list[Any]], Any] | None = None
        self._answers: dict[str, tuple[bytes | None, dict[str, Any]]] = {}
        self.received = 0
        self.processed: dict[str, int] = {}
        self._seq = 0

    # ---- towards the kernel

    def handshake(self) -> None:
        """Tell the kernel that the view is there, or misses something."""
        self.send("handshake", next_message_id=self.next_message_id, version="test", capabilities=self.capabilities)

    def disconnect(self) -> None:
        """Tell the kernel that the view is gone."""
        self.send("disconnect")

    def emit(self, element: Element, event: str, args: Any = None) -> int:
        """Do as if an event had happened; returns its sequence number.

        Raises:
            LookupError: the page listens to no such event of the element.
        """
        listeners = self.nodes[element.id].state.get(":on", [])
        found = [listener for listener in listeners if listener[1] == event]
        if not found:
            raise LookupError(f"nobody listens to {event!r} of {element}")
        for listener in found:
            self._seq += 1
            self.send("event", encode_payload(args), seq=self._seq, element=element.id, listener=listener[0])
        return self._seq

    def click(self, element: Element) -> None:
        """Click an element."""
        self.emit(element, "click")

    def type(self, element: Element, value: Any) -> None:
        """Give an element a value, as its user would."""
        self.emit(element, "update:value", value)

    def choose(self, element: Element, *labels: str) -> None:
        """Choose options of a select or of radio buttons by their labels: of one with `multiple`, exactly these.

        Raises:
            ValueError: there is no such option.
        """
        state = self.nodes[element.id].state
        numbers = [state["options"].index(label) for label in labels]
        self.type(element, numbers if state.get("multiple") else next(iter(numbers), None))

    def chosen(self, element: Element) -> list[str]:
        """Return the labels of what is chosen in a select or of radio buttons."""
        state = self.nodes[element.id].state
        value = state["value"]
        numbers = value if isinstance(value, list) else [] if value is None else [value]
        return [state["options"][number] for number in numbers]

    def send(self, kind: str, payload: bytes | None = None, **fields: Any) -> None:
        """Send any frame."""
        envelope = {
            "k": kind,
            "v": PROTOCOL_VERSION,
            "client": self.client.id,
            "epoch": self.epoch,
            "view": self.view,
            "applied": self.next_message_id - 1,
            **fields,
        }
        self.client.receive(envelope, [] if payload is None else [payload])

    # ---- from the kernel

    def take(self, envelope: dict[str, Any], payload: bytes | None) -> None:
        """Take a frame."""
        self.frames.append((envelope, payload))
        kind = envelope["k"]
        if kind == "batch":
            self._take_batch(envelope, decode_payload(payload or b""))
        elif kind == "snapshot" and envelope["view"] == self.view:
            self.nodes = {}
            self.apply(decode_payload(payload or b""))
            self.next_message_id = envelope["id"]
            self.epoch = envelope["epoch"]
        elif kind == "receipt" and envelope.get("next") is not None:
            self.epoch = envelope["epoch"]
            self._take_next(envelope["next"])
        elif kind == "call" and envelope["view"] == self.view:
            self._take_call(envelope, decode_payload(payload) if payload else [])
        self.received = envelope.get("received", {}).get(self.view, self.received)
        self.processed.update(envelope.get("processed", {}).get(self.view, {}))

    def _take_batch(self, envelope: dict[str, Any], ops: list[Any]) -> None:
        if envelope["id"] > self.next_message_id:
            self.handshake()
        elif envelope["id"] == self.next_message_id:
            self.epoch = envelope["epoch"]
            self.next_message_id += 1
            self.apply(ops)
            if envelope.get("ack"):
                self.send("ack", id=envelope["id"])

    def _take_next(self, next_message_id: int) -> None:
        if next_message_id > self.next_message_id:
            self.handshake()
        else:
            self.send("ack", id=self.next_message_id - 1)

    def _take_call(self, envelope: dict[str, Any], args: list[Any]) -> None:
        request_id = envelope["request_id"]
        if self.answer is not None and request_id not in self._answers:
            self._answers[request_id] = self._run_call(self.answer, envelope, args)
        if request_id in self._answers:
            payload, fields = self._answers[request_id]
            self.send("javascript_response", payload, request_id=request_id, **fields)

    @staticmethod
    def _run_call(
        answer: Callable[[dict[str, Any], list[Any]], Any], envelope: dict[str, Any], args: list[Any]
    ) -> tuple[bytes | None, dict[str, Any]]:
        """Return the payload of a call's answer, and its fields."""
        try:
            return encode_payload(answer(envelope, args)), {}
        except Exception as error:  # noqa: BLE001 - the kernel is told, as by a real page
            return None, {"error": {"name": type(error).__name__, "message": str(error), "stack": ""}}

    def apply(self, ops: list[Any]) -> None:
        """Apply ops to the tree."""
        for op in ops:
            [self._add, self._set, self._place, self._delete][op[0]](*op[1:])

    def _add(self, key: int, component: str, parent: int | None, slot: str | None, state: Any) -> None:
        if key in self.nodes:
            return
        self.nodes[key] = Node(key, component, dict(state or {}))
        if parent is not None:
            self._attach(key, parent, slot, None)

    def _set(self, key: int, state: dict[str, Any], removed: list[str] | None) -> None:
        if key in self.nodes:
            self.nodes[key].state.update(state)
            for name in removed or ():
                self.nodes[key].state.pop(name, None)

    def _place(self, parent: int, slot: str | None, moves: list[tuple[int, int | None]]) -> None:
        for child, before in moves:
            self._attach(child, parent, slot, before)

    def _delete(self, keys: list[int]) -> None:
        for key in keys:
            self._detach(key)
            self.nodes.pop(key, None)

    def _attach(self, key: int, parent: int, slot: str | None, before: int | None) -> None:
        self._detach(key)
        children = self.nodes[parent].slots.setdefault(slot, [])
        children.insert(len(children) if before is None else children.index(before), key)
        self.nodes[key].place = (parent, slot)

    def _detach(self, key: int) -> None:
        node = self.nodes.get(key)
        if node is not None and node.place is not None:
            parent, slot = node.place
            if parent in self.nodes:
                self.nodes[parent].slots[slot].remove(key)
            node.place = None

    # ---- what its user sees

    def text(self, element: Element) -> str:
        """Return the text of an element."""
        state = self.nodes[element.id].state
        return str(state.get(":text", state.get("text", "")))

    def value(self, element: Element) -> Any:
        """Return the value of an element."""
        return self.nodes[element.id].state.get("value")

    def children(self, element: Element, slot: str | None = None) -> list[int]:
        """Return the ids of an element's children."""
        return list(self.nodes[element.id].slots.get(slot, []))

    def output(self) -> str:
        """Return what handlers have printed, tracebacks included."""
        areas = self.nodes[0].slots.get("output", [])
        pieces = [key for area in areas for key in self.nodes[area].slots.get(None, [])]
        return "".join(str(self.nodes[key].state.get(":text", "")) for key in pieces)
