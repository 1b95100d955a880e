"""What the unit tests share: a host in memory, a cell's client, a page that shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import settings

from liveui_jupyter import Client
from liveui_jupyter.protocol import decode_payload
from liveui_jupyter.testing import FakePage, MemoryHost

# Examples that start a loop's thread take longer now and then: time is pytest-timeout's business.
settings.register_profile("unit", deadline=None, max_examples=60)
settings.load_profile("unit")


@pytest.fixture
def host() -> Iterator[MemoryHost]:
    with MemoryHost() as host:
        yield host


@pytest.fixture
def client(host: MemoryHost) -> Iterator[Client]:
    """The client of a cell that runs as long as the test: elements that the test makes go into it."""
    with host.cell() as client:
        yield client


@pytest.fixture
def page(host: MemoryHost, client: Client) -> FakePage:
    """A page that shows the client."""
    return host.open_page(client)


@pytest.fixture
def ops_of(host: MemoryHost, client: Client) -> Callable[[Callable[[], object]], list[Any]]:
    """Return a function that makes changes in one callback of the main loop, and returns the ops that were sent."""

    def ops_of(change: Callable[[], object]) -> list[Any]:
        host.settled()
        sent = host.transport(client).sent
        start = len(sent)
        host.run(change)
        host.settled()
        return [op for frame, payload in sent[start:] if frame["k"] == "batch" for op in decode_payload(payload or b"")]

    return ops_of
