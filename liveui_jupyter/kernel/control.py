"""The control lane: frames from pages that arrive while a cell runs.

The kernel serves its control channel on a thread of its own, which also takes interrupts: the handler here only looks
the client up and has it note the frame. It stays clear of `comm_manager`, whose dispatch fires IPython's execution
hooks and so flushes the figure that a running cell is drawing.
"""

from __future__ import annotations

import logging
from typing import Any

from .ipykernel_versions import handle_control
from .model import receive, receiver

log = logging.getLogger("liveui_jupyter")

MESSAGE_TYPE = "liveui_msg"
"""Our own message type on the control channel: content `{comm_id, data}`, where `data` is the frame's envelope."""

_complaints: set[str] = set()


def install_control_lane(kernel: Any) -> None:
    """Have the kernel take `liveui_msg` on its control channel. Idempotent."""
    handle_control(kernel, MESSAGE_TYPE, handle_control_message)


def handle_control_message(_stream: Any, _ident: Any, message: dict[str, Any]) -> None:
    """Take a frame on the control thread. Never raises: what can't be used is logged once and dropped."""
    try:
        content = message["content"]
        client = receiver(content["comm_id"])
        if client is None:
            # The client is gone, and its page hasn't heard of that yet.
            _complain("unknown", "A page has sent a frame to comm %s, which is closed.", content["comm_id"])
        else:
            receive(client, content["data"], message.get("buffers"))
    except Exception as error:  # noqa: BLE001 - nothing that a page sends may disturb the control thread
        _complain("malformed", "A page has sent a control message that can't be read: %r", error)


def _complain(kind: str, text: str, detail: object) -> None:
    if kind not in _complaints:
        _complaints.add(kind)
        log.info(text, detail)
