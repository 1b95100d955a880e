"""Counts what a page's websockets receive and send, through the Chrome DevTools Protocol."""

from __future__ import annotations

import base64
import itertools
import json
import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from typing_extensions import Self


@dataclass
class Frame:
    """One websocket frame.

    Attributes:
        size: bytes of it.
        channel: of the kernel message in it: shell, iopub, control …
        message_type: `comm_msg`, `status` …, empty if it is no kernel message.
        parent_type: message type of what it answers.
        content: of the kernel message.
    """

    size: int
    channel: str = ""
    message_type: str = ""
    parent_type: str = ""
    content: dict[str, Any] = field(default_factory=dict)

    @property
    def envelope(self) -> dict[str, Any]:
        """The library's own envelope, empty if the frame has none."""
        data = self.content.get("data")
        if not isinstance(data, dict):
            return {}
        inner = data.get("content", data)
        return inner if isinstance(inner, dict) and "k" in inner else {}


class FrameCounter:
    """Records websocket frames of a page; costs time with each frame, so it is used where frames are the question.

        with FrameCounter(nb.page) as frames:
            nb.run(0)
        assert frames.count("comm_msg") < 10

    Args:
        page: websockets that it has open already are counted too.
    """

    def __init__(self, page: Page) -> None:
        self.received: list[Frame] = []
        self.sent: list[Frame] = []
        self._page = page
        self._session = page.context.new_cdp_session(page)

    def __enter__(self) -> Self:
        self._session.on("Network.webSocketFrameReceived", lambda event: self.received.append(_decode(event)))
        self._session.on("Network.webSocketFrameSent", lambda event: self.sent.append(_decode(event)))
        self._session.send("Network.enable")
        return self

    def __exit__(self, *_: object) -> None:
        # A round trip through the page, so that events which are on their way have come.
        self._page.evaluate("() => new Promise((resolve) => setTimeout(resolve))")
        self._session.detach()

    def count(self, message_type: str | None = None) -> int:
        """Return how many frames were received, of one kernel message type or of all."""
        return sum(1 for frame in self.received if message_type in (None, frame.message_type))

    def bytes(self, message_type: str | None = None) -> int:
        """Return how many bytes were received, of one kernel message type or of all."""
        return sum(frame.size for frame in self.received if message_type in (None, frame.message_type))

    def envelopes(self, kind: str) -> list[dict[str, Any]]:
        """Return the library's received envelopes of one kind, such as `asset` or `batch`."""
        return [frame.envelope for frame in self.received if frame.envelope.get("k") == kind]

    def sent_envelopes(self, kind: str) -> list[dict[str, Any]]:
        """Return the library's sent envelopes of one kind, such as `need` or `event`."""
        return [frame.envelope for frame in self.sent if frame.envelope.get("k") == kind]


def _decode(event: dict[str, Any]) -> Frame:
    """Read a frame; kernel websockets speak v1.kernel.websocket.jupyter.org, or JSON."""
    response = event["response"]
    payload = response["payloadData"]
    if response["opcode"] == 1:
        return _decode_text(payload)
    data = base64.b64decode(payload)
    try:
        return _decode_v1(data)
    except (ValueError, struct.error, IndexError):
        return Frame(len(data))


def _decode_text(text: str) -> Frame:
    try:
        message = json.loads(text)
        parent = message["parent_header"].get("msg_type", "")
        return Frame(len(text), message["channel"], message["header"]["msg_type"], parent, message["content"])
    except (ValueError, KeyError, TypeError):
        return Frame(len(text))


def _decode_v1(data: bytes) -> Frame:
    """Layout: count of offsets, the offsets (u64 LE), then channel, header, parent, metadata, content, buffers."""
    (count,) = struct.unpack_from("<Q", data)
    offsets = struct.unpack_from(f"<{count}Q", data, 8)
    parts = [data[start:end] for start, end in itertools.pairwise(offsets)]
    header, parent, content = (json.loads(parts[index]) for index in (1, 2, 4))
    return Frame(len(data), parts[0].decode(), header["msg_type"], parent.get("msg_type", ""), content)
