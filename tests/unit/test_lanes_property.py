"""Whatever two lanes do to frames, each event is handled once and in order, and each call is answered once.

The page is a model of `js/src/connection.ts`, which `js/tests/lanes.test.ts` treats likewise; the kernel is the real
one. Frames are lost, doubled and delivered in any order, in both directions.
"""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from liveui_jupyter import Client, ui
from liveui_jupyter.core.element import Element
from liveui_jupyter.testing import FakePage, MemoryHost

LANES = ("control", "comm")

number = st.integers(0, 1_000)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("press"), number),
        st.tuples(st.just("ask")),
        st.tuples(st.just("change"), number),
        st.tuples(st.just("shake"), number),
        st.tuples(st.just("deliver"), st.booleans(), number),
        st.tuples(st.just("deliver"), st.booleans(), st.just(0)),
        st.tuples(st.just("double"), st.booleans(), number),
        st.tuples(st.just("lose"), st.booleans(), number),
    ),
    min_size=1,
    max_size=25,
)


class LossyPage(FakePage):
    """A page that keeps its events until they are received, and whose frames wait for the test to deliver them."""

    def __init__(self, client: Client) -> None:
        super().__init__(client)
        self.outgoing: list[tuple[dict[str, Any], list[bytes]]] = []
        self.unreceived: list[tuple[int, dict[str, Any], bytes | None]] = []
        self.answer = lambda call, _: call["code"]
        self._turn = 0

    def shake(self, number: int = 0) -> None:
        """Shake hands on one lane or on both, as after a time-out."""
        self._turn += 1
        for lane in [LANES[:1], LANES[1:], LANES][number % 3]:
            capabilities = list(LANES[LANES.index(lane) :])
            self.send("handshake", next_message_id=self.next_message_id, version="test", capabilities=capabilities,
                      lane=lane, turn=self._turn)  # fmt: skip

    def handshake(self) -> None:
        self.shake()

    def send(self, kind: str, payload: bytes | None = None, **fields: Any) -> None:
        if kind == "event" and (not self.unreceived or fields["seq"] > self.unreceived[-1][0]):
            self.unreceived.append((fields["seq"], fields, payload))
        envelope = {
            "k": kind, "v": 1, "client": self.client.id, "epoch": self.epoch, "view": self.view,
            "applied": self.next_message_id - 1, **fields,
        }  # fmt: skip
        self.outgoing.append((envelope, [] if payload is None else [payload]))

    def take(self, envelope: dict[str, Any], payload: bytes | None) -> None:
        super().take(envelope, payload)
        received = envelope.get("received", {}).get(self.view)
        if received is not None:
            self.unreceived = [event for event in self.unreceived if event[0] > received]
        if envelope.get("heard", {}).get(self.view):
            for _, fields, sent in self.unreceived:
                self.send("event", sent, **fields)
        if envelope["k"] == "fault" and envelope["code"] == "unknown_view":
            self.shake()


class Trial:
    """One client, one page, and the frames on their way between them."""

    def __init__(self, host: MemoryHost, client: Client) -> None:
        self.host = host
        self.page = LossyPage(client)
        self.incoming: list[tuple[dict[str, Any], bytes | None]] = []
        self.seen: list[Any] = []
        self.pressed: list[int] = []
        self.responses: list[Any] = []
        self.client = client
        self.fields: list[Element] = [ui.input(on_change=lambda e: self.seen.append(e.value)) for _ in range(2)]
        self.label = ui.label("0")
        transport = host.transport(client)
        transport.pages.append(self)  # type: ignore[arg-type]
        self.page.shake()
        self.heal()

    def take(self, envelope: dict[str, Any], payload: bytes | None) -> None:
        self.incoming.append((envelope, payload))

    def press(self, number: int) -> None:
        self.pressed.append(len(self.pressed) + 1)
        self.page.type(self.fields[number % 2], str(self.pressed[-1]))

    def ask(self) -> None:
        self.responses.append(self.client.run_javascript(str(len(self.responses))))

    def change(self, number: int) -> None:
        self.label.text = str(number)

    def shake(self, number: int) -> None:
        self.page.shake(number)

    def _queue(self, is_incoming: bool) -> list[Any]:
        return self.incoming if is_incoming else self.page.outgoing

    def deliver(self, is_incoming: bool, number: int) -> None:
        queue = self._queue(is_incoming)
        if queue:
            frame = queue.pop(number % len(queue))
            if is_incoming:
                self.page.take(*frame)
            else:
                self.client.receive(*frame)

    def double(self, is_incoming: bool, number: int) -> None:
        queue = self._queue(is_incoming)
        if queue:
            queue.append(queue[number % len(queue)])

    def lose(self, is_incoming: bool, number: int) -> None:
        queue = self._queue(is_incoming)
        if queue:
            del queue[number % len(queue)]

    def heal(self) -> None:
        """Deliver everything, then have the page ask for what it lacks; until both have all."""
        for _ in range(20):
            self.host.settled()
            while self.incoming or self.page.outgoing:
                self.deliver(True, 0)
                self.deliver(False, 0)
                self.host.settled()
            if not self.page.unreceived and all(response.done() for response in self.responses):
                return
            self.page.shake(2)
        raise AssertionError("it doesn't come to rest")


@settings(max_examples=1_500)
@given(steps=steps)
def test_every_event_is_handled_once_and_in_order(steps):
    with MemoryHost() as host, host.cell() as client:
        trial = Trial(host, client)
        for name, *arguments in steps:
            getattr(trial, name)(*arguments)
            if name in ("deliver", "ask", "change"):
                host.settled()
        trial.heal()
        trial.page.shake(2)
        trial.heal()
        assert trial.seen == [str(value) for value in trial.pressed]
        assert [response.result(1) for response in trial.responses] == [str(n) for n in range(len(trial.responses))]
        assert trial.page.text(trial.label) == trial.label.text
        assert client.views.connected[trial.page.view].received == len(trial.pressed)
