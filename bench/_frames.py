"""Counts what the page's websockets carry. Costs time with every frame: never while times are taken."""

from __future__ import annotations

import base64
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ._devtools import Tab

QUIET_SECONDS = 0.5
"""Without a frame for so long, everything has come."""

QUIET_DEADLINE = 20.0

JUPYTER_EVENT = '"schema_id"'
"""What Jupyter Server's event stream begins with. It tells JupyterLab about files: not part of any library's work."""


@dataclass
class Traffic:
    """Frames and bytes of one direction."""

    frames: int = 0
    bytes: int = 0

    def add(self, event: dict[str, Any]) -> None:
        """Count a frame: its payload, as the browser hands it over. Jupyter Server doesn't compress by default."""
        response = event["response"]
        data = response["payloadData"]
        if response["opcode"] == 1 and JUPYTER_EVENT in data[:100]:
            return
        self.frames += 1
        self.bytes += len(data.encode()) if response["opcode"] == 1 else len(base64.b64decode(data))

    def forget(self) -> None:
        """Begin anew."""
        self.frames = self.bytes = 0


class Meter:
    """Counts from `with meter.measuring(tab)` on, until nothing comes any more."""

    def __init__(self) -> None:
        self.received = Traffic()
        self.sent = Traffic()
        self.heap: int | None = None
        """Bytes by which the page's JavaScript heap has grown, garbage not counted; None if something went wrong."""

    @contextmanager
    def measuring(self, tab: Tab) -> Iterator[None]:
        """Count within: all websockets of the page, whatever they carry."""
        listeners = {"Network.webSocketFrameReceived": self.received.add, "Network.webSocketFrameSent": self.sent.add}
        for event, listener in listeners.items():
            tab.browser.listen(tab.session, event, listener)
        tab.send("Network.enable")
        try:
            # JupyterLab itself talks with a new kernel for a while (its debugger, subshells).
            self._wait_until_quiet(tab)
            self.received.forget()
            self.sent.forget()
            heap = _heap(tab)
            yield
            self._wait_until_quiet(tab)
        finally:
            for event in listeners:
                tab.browser.listen(tab.session, event, None)
            tab.send("Network.disable")
        self.heap = _heap(tab) - heap

    def _wait_until_quiet(self, tab: Tab) -> None:
        deadline = time.monotonic() + QUIET_DEADLINE
        count = -1
        since = 0.0
        while time.monotonic() < deadline:
            if count != (count := self.received.frames + self.sent.frames):
                since = time.monotonic()
            elif time.monotonic() - since > QUIET_SECONDS:
                return
            tab.evaluate("() => new Promise((resolve) => setTimeout(resolve, 50))")  # events come meanwhile


class NoMeter:
    """Takes the place of `Meter` in runs that take times, and counts nothing."""

    @contextmanager
    def measuring(self, tab: Tab) -> Iterator[None]:  # noqa: ARG002 - as Meter has it
        """Do nothing."""
        yield


def _heap(tab: Tab) -> int:
    tab.send("HeapProfiler.collectGarbage")
    return int(tab.send("Runtime.getHeapUsage")["usedSize"])
