"""What differs between versions of ipykernel, or isn't public there. All of it is here, and nothing else is.

| what | versions | here |
|---|---|---|
| Control messages run on a thread of their own, from `kernel.control_handlers`. | 6.0 and newer | `handle_control` |
| Each control message publishes `status` busy and idle, by `_publish_status`. | 6.0 and newer | `handle_control` |
| There may be no control thread (in-process kernels). | all | `has_control_thread` |
| Comm messages are handled while a cell awaits. | 7.4 and newer | `awaiting_cells_hear_comms` |
| Pages may name a subshell, whose thread handles comm messages while a cell blocks. | 7.0 and newer | `keep_route` |
| A comm message goes to the shell that published last on that comm, whatever the page named. | 7.4 | `keep_route` |
| An interrupt of an awaiting cell waits for the loop's next timer. | 6.29 to 7.4 | `INTERRUPT_LATENCY` |
| `sys.stdout` may be a capture's; the kernel's own is in `_stdout`. | all | `own_streams` |
| The parent of what threads and tasks publish is whichever request is current. | 6.x; 7.x: threads | `publish_for` |

The tests of `tests/kernel` run on the installed version, those of `tests/kernel/test_ipykernel_versions.py` and of
`tests/browser/matrix` on 6.29.5, 7.1.0, 7.3.0 and the newest.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from typing import Any

import ipykernel
from ipykernel.jsonutil import encode_images, json_clean

VERSION = ipykernel.__version__

INTERRUPT_LATENCY = 0.2
"""Seconds that an interrupt of an awaiting cell may take. ipykernel (6.29 to 7.4) answers SIGINT there with
`io_loop.add_callback`, which in the loop's own thread is a `call_soon`: it doesn't end the `select` that the loop
sleeps in. Seen: the cell went on until its own timer, 9 s later."""


def handle_control(kernel: Any, message_type: str, handler: Callable[[Any, Any, dict[str, Any]], None]) -> None:
    """Have a function take a type of messages on the control channel, on the control thread. Idempotent.

    No `status` is published for them. ipykernel publishes busy and idle around every control message, and front ends
    (and `/api/kernels`) take that idle for the kernel's: a running cell looks finished. Seen with 6.29, 7.1 and 7.4; in
    all of them (and back to 6.0, where the channel parameter came) both go through
    `_publish_status(status, channel[, parent])`, in 7.x by way of `_publish_status_and_flush`. The page doesn't wait
    for them: it disposes of the message's future at once.
    """
    if message_type not in kernel.control_handlers:
        _suppress_status(kernel, message_type)
    kernel.control_handlers[message_type] = handler


def _suppress_status(kernel: Any, message_type: str) -> None:
    publish = kernel._publish_status  # noqa: SLF001 - there is no public hook

    def publish_status(status: str, channel: str | None = None, parent: Any = None) -> None:
        request = parent or (kernel.get_parent("control") if channel == "control" else None)
        if request and request.get("header", {}).get("msg_type") == message_type:
            return
        publish(status, channel, parent)

    kernel._publish_status = publish_status  # noqa: SLF001


def has_control_thread(kernel: Any) -> bool:
    """Tell whether control messages are handled while the main thread blocks."""
    return kernel.control_thread is not None


def awaiting_cells_hear_comms() -> bool:
    """Tell whether comm messages on the main shell are handled while a cell awaits: from 7.4 on.

    Before, the main shell handles one message after the other, and a running cell is one.
    """
    return bool(ipykernel.version_info[:2] >= (7, 4))


def keep_route(comm: Any) -> None:
    """Have a comm's messages go where the page sends them: to the main shell, or to the subshell that it names.

    JupyterLab gives comms subshells, which answer while a cell blocks. ipykernel 7.4 reroutes a comm's messages to the
    shell that published last on it, so to the main one if that was a cell, and they wait for its end. What receives
    ours may run on any thread. Older versions have no such route.
    """
    if hasattr(comm, "_reply_subshell_for"):
        comm._reply_subshell_for = lambda _data, named: named  # noqa: SLF001


def current_request(kernel: Any) -> dict[str, Any]:
    """Return the shell's current request, empty if there is none.

    In a cell's own thread that is its `execute_request`. Elsewhere it may be any.
    """
    request: dict[str, Any] = kernel.get_parent("shell")
    return request


def main_loop(kernel: Any) -> asyncio.AbstractEventLoop:
    """Return the loop of the main shell. ipykernel 6 and 7 keep tornado's wrapper of it."""
    loop: asyncio.AbstractEventLoop = kernel.io_loop.asyncio_loop
    return loop


def own_streams(kernel: Any) -> tuple[Any, Any]:
    """Return the kernel's stdout and stderr, also while a capture stands in for them."""
    return getattr(kernel, "_stdout", sys.stdout), getattr(kernel, "_stderr", sys.stderr)


def publish_for(kernel: Any, parent: dict[str, Any], topic: bytes | None, content: dict[str, Any]) -> None:
    """Publish a `display_data` in the output of any cell, by the header of its request.

    On ipykernel 6 the publisher has one parent for all tasks and threads; on 7 threads get whichever is current.
    """
    content = {**content, "data": encode_images(content["data"])}
    kernel.session.send(kernel.iopub_socket, "display_data", json_clean(content), parent=parent, ident=topic)
