"""A Jupyter front end in Python: sends cells, shows clients, answers their calls over the lane it is told to use."""

from __future__ import annotations

import os
import queue
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.manager import KernelManager

from liveui_jupyter.protocol import PROTOCOL_VERSION, decode_payload, encode_payload

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
ROOT = Path(__file__).parents[2]
TIMEOUT = 20.0
"""Seconds after which what a test waits for counts as never coming."""

Message = dict[str, Any]


@dataclass
class Model:
    """A comm as the page sees it."""

    comm_id: str
    open_message: Message
    is_open: bool = True
    elements: dict[int, dict[str, Any]] = field(default_factory=dict)
    frames: list[tuple[dict[str, Any], list[Any]]] = field(default_factory=list)
    next_id: int = 0

    @property
    def state(self) -> dict[str, Any]:
        return self.open_message["content"]["data"]["state"]

    @property
    def texts(self) -> list[str]:
        """The text of every element that has one, in order of making."""
        return [state[":text"] for _, state in sorted(self.elements.items()) if state.get(":text")]

    def apply(self, ops: list[Any]) -> None:
        for op in ops:
            match op:
                case [0, id, component, _parent, slot, state]:
                    self.elements[id] = {"component": component, "slot": slot, **(state or {})}
                case [1, id, state, removed]:
                    self.elements.setdefault(id, {}).update(state)
                    for key in removed or ():
                        self.elements[id].pop(key, None)
                case [3, ids]:
                    for id in ids:
                        self.elements.pop(id, None)


@dataclass
class View:
    """One display of a model in the page."""

    id: str
    model: Model
    message: Message
    seq: int = 0


@dataclass
class Run:
    """What came of a cell."""

    msg_id: str
    reply: Message
    messages: list[Message]

    @property
    def status(self) -> str:
        return self.reply["content"]["status"]

    @property
    def error(self) -> str:
        """Name and text of what the cell raised, "" if nothing."""
        content = self.reply["content"]
        return f"{content['ename']}: {content['evalue']}" if content["status"] == "error" else ""

    @property
    def stdout(self) -> str:
        return "".join(m["content"]["text"] for m in self.of("stream") if m["content"]["name"] == "stdout")

    def of(self, *types: str) -> list[Message]:
        """The cell's messages of some types."""
        return [message for message in self.messages if message["msg_type"] in types]

    def check(self) -> Run:
        """Fail if the cell has."""
        assert self.status == "ok", "\n".join(self.reply["content"].get("traceback", []))
        return self


class Page:
    """A page, and the process that its kernel runs in.

    Args:
        env: environment variables of the kernel, in addition.
        lane: on which it sends frames: `control`, `comm`, or None for a front end without pages.
        python: interpreter of the kernel.
    """

    def __init__(
        self,
        *,
        env: dict[str, str] | None = None,
        lane: str | None = "control",
        python: str | Path = sys.executable,
    ) -> None:
        self.lane = lane
        self.javascript: Callable[[dict[str, Any]], Any] = lambda call: call.get("code")
        """Returns the value of a call, or raises what the call fails with; a `NoAnswer` is none."""
        self.messages: list[Message] = []
        self.models: dict[str, Model] = {}
        self.views: list[View] = []
        self.sent_custom = 0
        self._asked: set[str] = set()
        self.manager = KernelManager(kernel_name="python3")
        self.manager._kernel_spec = None
        command = [str(python), "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        self.manager.kernel_spec.argv = command
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "default", **(env or {})}
        self.manager.start_kernel(env=environment)
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)
        # With a session of its own: sockets of the same session would have the same identity.
        self._page = BlockingKernelClient()
        self._page.load_connection_file(self.manager.connection_file)
        self._page.start_channels()
        self._send_lock = threading.RLock()
        self._changed = threading.Condition()
        self._stopping = threading.Event()
        self.errors: queue.SimpleQueue[Exception] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, name="page", daemon=True)
        self._reader.start()

    def close(self) -> None:
        self._stopping.set()
        self._reader.join(10)
        for client in (self._page, self.client):
            client.stop_channels()
        self.manager.shutdown_kernel(now=True)
        self.manager.cleanup_resources()

    # ---- cells

    def start(
        self,
        code: str,
        *,
        cell_id: str | None = None,
        allow_stdin: bool = True,
        silent: bool = False,
        subshell: str | None = None,
    ) -> str:
        """Send a cell; return its message's id."""
        content = {
            "code": code, "silent": silent, "store_history": not silent, "user_expressions": {},
            "allow_stdin": allow_stdin, "stop_on_error": False,
        }  # fmt: skip
        metadata = {} if cell_id is None else {"cellId": cell_id}
        message = self.client.session.msg("execute_request", content, metadata=metadata)
        if subshell is not None:
            message["header"]["subshell_id"] = subshell
        self.client.shell_channel.send(message)
        return message["header"]["msg_id"]

    def finish(self, msg_id: str, *, timeout: float = TIMEOUT) -> Run:
        """Wait for the end of a cell."""
        deadline = time.monotonic() + timeout
        while True:
            reply = self.client.shell_channel.get_msg(timeout=max(0.01, deadline - time.monotonic()))
            if reply["parent_header"].get("msg_id") == msg_id and reply["msg_type"] == "execute_reply":
                break
        self.wait_for("idle", lambda m: m["msg_type"] == "status"
                      and m["content"]["execution_state"] == "idle" and parent(m) == msg_id)  # fmt: skip
        return Run(msg_id, reply, [m for m in list(self.messages) if parent(m) == msg_id])

    def run(self, code: str, *, timeout: float = TIMEOUT, **kwargs: Any) -> Run:
        """Send a cell and wait for its end."""
        return self.finish(self.start(code, **kwargs), timeout=timeout)

    def value(self, expression: str) -> Any:
        """Return what an expression is in the kernel, outside of any cell."""
        content = {
            "code": "", "silent": True, "store_history": False, "user_expressions": {"value": expression},
            "allow_stdin": False, "stop_on_error": False,
        }  # fmt: skip
        message = self.client.session.msg("execute_request", content)
        self.client.shell_channel.send(message)
        run = self.finish(message["header"]["msg_id"])
        result = run.reply["content"]["user_expressions"]["value"]
        assert result["status"] == "ok", result
        return eval(result["data"]["text/plain"])

    # ---- waiting

    def wait(self, what: str, condition: Callable[[], Any], *, timeout: float = TIMEOUT) -> Any:
        """Wait until a condition holds, looking again after every message; return its value."""
        deadline = time.monotonic() + timeout
        with self._changed:
            while True:
                if not self.errors.empty():
                    raise self.errors.get()
                known = len(self.messages)
                value = condition()
                if value:
                    return value
                left = deadline - time.monotonic()
                # A condition that asks the kernel lets messages in meanwhile, of which no notice will come.
                if left <= 0 or (len(self.messages) == known and not self._changed.wait(left)):
                    tail = [(m["msg_type"], parent(m)[-12:]) for m in self.messages[-12:]]
                    raise AssertionError(f"{what}: not within {timeout} s; the last messages: {tail}")

    def wait_for(self, what: str, predicate: Callable[[Message], bool]) -> Message:
        """Wait for a message on iopub."""
        return self.wait(what, lambda: next((m for m in self.messages if predicate(m)), None))

    def model(self, client_id: str) -> Model:
        """Return the model of a client."""
        return self.wait(
            f"model of {client_id}",
            lambda: next((m for m in self.models.values() if m.state["client"] == client_id), None),
        )

    # ---- frames

    def send(self, view: View, kind: str, payload: bytes | None = None, *, lane: str | None = None, **keys: Any) -> str:
        """Send a frame; return the message's id."""
        model = view.model
        envelope = {
            "v": PROTOCOL_VERSION, "k": kind, "client": model.state["client"], "epoch": model.state["epoch"],
            "view": view.id, "applied": model.next_id - 1, **keys,
        }  # fmt: skip
        return self.send_raw(model.comm_id, envelope, payload, lane=lane or self.lane)

    def send_raw(self, comm_id: str, envelope: Any, payload: bytes | None = None, *, lane: str | None) -> str:
        """Send any content to a comm."""
        buffers = [] if payload is None else [payload]
        with self._send_lock:
            session = self._page.session
            if lane == "control":
                message = session.msg("liveui_msg", {"comm_id": comm_id, "data": envelope})
                channel = self._page.control_channel
            else:
                data = {"method": "custom", "content": envelope}
                message = session.msg("comm_msg", {"comm_id": comm_id, "data": data})
                channel = self._page.shell_channel
            session.send(channel.socket, message, buffers=buffers)
        return message["header"]["msg_id"]

    def fire(self, view: View, element: int, *args: Any, listener: int | None = None) -> str:
        """Send an event of an element (of its first listener)."""
        if listener is None:
            listener = view.model.elements[element][":on"][0][0]
        view.seq += 1
        payload = encode_payload(list(args))
        return self.send(view, "event", payload, seq=view.seq, element=element, listener=listener)

    def handshake(self, model: Model, message: Message) -> View:
        """Show a model once more."""
        view = View(f"view-{uuid4().hex[:8]}", model, message)
        self.views.append(view)
        self.send(view, "handshake", next_message_id=model.next_id, version="0", capabilities=[self.lane or "comm"])
        return view

    # ---- the reading thread

    def _read(self) -> None:
        while not self._stopping.is_set():
            try:
                message = self._page.iopub_channel.get_msg(timeout=0.2)
            except queue.Empty:
                continue
            try:
                self._handle(message)
            except Exception as error:  # noqa: BLE001
                self.errors.put(error)
            with self._changed:
                self.messages.append(message)
                self._changed.notify_all()

    def _handle(self, message: Message) -> None:
        content = message["content"]
        match message["msg_type"]:
            case "comm_open" if content["target_name"] == "jupyter.widget":
                if "client" in content["data"]["state"]:
                    self.models[content["comm_id"]] = Model(content["comm_id"], message)
            case "comm_close" if content["comm_id"] in self.models:
                self.models[content["comm_id"]].is_open = False
                self.views = [view for view in self.views if view.model.comm_id != content["comm_id"]]
            case "comm_msg" if content["comm_id"] in self.models and content["data"].get("method") == "custom":
                self._take_frame(self.models[content["comm_id"]], content["data"]["content"], message["buffers"])
            case "display_data" | "execute_result" if WIDGET_VIEW in content["data"] and self.lane is not None:
                model = self.models[content["data"][WIDGET_VIEW]["model_id"]]
                if model.is_open:
                    self.handshake(model, message)

    def _take_frame(self, model: Model, frame: dict[str, Any], buffers: list[Any]) -> None:
        model.frames.append((frame, buffers))
        views = {view.id: view for view in self.views if view.model is model}
        match frame["k"]:
            case "snapshot":
                if model.next_id == 0 or frame["view"] in views:
                    model.elements.clear()
                    model.apply(decode_payload(bytes(buffers[0])))
                    model.next_id = frame["id"]
            case "batch" if frame["id"] == model.next_id:
                model.apply(decode_payload(bytes(buffers[0])))
                model.next_id += 1
                for view in views.values():
                    self.send(view, "ack", id=frame["id"])
            case "call" if frame["view"] in views:
                self._answer(views[frame["view"]], frame)

    def _answer(self, view: View, call: dict[str, Any]) -> None:
        if call["request_id"] in self._asked:
            return  # sent again after a handshake
        self._asked.add(call["request_id"])
        try:
            value = self.javascript(call)
        except NoAnswer:
            return
        except Exception as error:  # noqa: BLE001
            failure = {"name": type(error).__name__, "message": str(error)}
            self.send(view, "javascript_response", request_id=call["request_id"], error=failure)
        else:
            self.send(view, "javascript_response", encode_payload(value), request_id=call["request_id"])


class NoAnswer(Exception):
    """Raised by a page's `javascript` that never answers."""


def parent(message: Message) -> str:
    """Return the id of the request that a message belongs to."""
    return message["parent_header"].get("msg_id", "")
