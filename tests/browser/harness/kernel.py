"""Looks into a running kernel beside the notebook: over zmq, silently, so that no cell and no cell hook notices."""

from __future__ import annotations

import ast
import json
import time
from pathlib import Path
from typing import Any

import zmq
from jupyter_client.session import Session


class KernelProbeError(Exception):
    """What was evaluated in the kernel raised an exception, or didn't answer."""


class KernelProbe:
    """Evaluates expressions in a kernel.

    It speaks zmq itself: jupyter_client's blocking client starts threads of its own when, as under Playwright's
    synchronous API, an event loop runs in this one.

    Args:
        connection_file: of the kernel.
    """

    def __init__(self, connection_file: Path) -> None:
        info = json.loads(connection_file.read_text())
        self._session = Session(key=info["key"].encode(), signature_scheme=info["signature_scheme"])
        self._context = zmq.Context()
        self._socket = self._context.socket(zmq.DEALER)
        self._socket.linger = 0
        self._socket.identity = self._session.bsession
        self._socket.connect(f"{info['transport']}://{info['ip']}:{info['shell_port']}")

    def eval(self, expression: str, *, timeout: float = 15.0) -> Any:
        """Return an expression's value, JSON-like; what isn't comes as its repr. Waits while a cell runs.

        Raises:
            KernelProbeError: it raised, or there was no answer in time.
        """
        wrapped = f"__import__('json').dumps(({expression}), default=repr)"
        reply = self._execute("", {"value": wrapped}, timeout)
        result = reply["user_expressions"]["value"]
        if result["status"] != "ok":
            raise KernelProbeError(f"{expression}: {result['ename']}: {result['evalue']}")
        return json.loads(ast.literal_eval(result["data"]["text/plain"]))

    def exec(self, code: str, *, timeout: float = 15.0) -> None:
        """Execute statements.

        Raises:
            KernelProbeError: they raised, or there was no answer in time.
        """
        reply = self._execute(code, {}, timeout)
        if reply["status"] != "ok":
            raise KernelProbeError(f"{code}: {reply.get('ename')}: {reply.get('evalue')}")

    def wait_for(self, expression: str, *, timeout: float = 10.0) -> Any:
        """Evaluate until the value is true, and return it; the kernel's event loop runs in between."""
        end = time.monotonic() + timeout
        while True:
            value = self.eval(expression)
            if value:
                return value
            if time.monotonic() > end:
                raise KernelProbeError(f"{expression} isn't true within {timeout:g} s, but {value!r}")
            time.sleep(0.02)  # a poll with a deadline: the kernel is left alone for a moment

    def close(self) -> None:
        """Close the socket."""
        self._socket.close()
        self._context.term()

    def _execute(self, code: str, expressions: dict[str, str], timeout: float) -> Any:
        content = {
            "code": code,
            "silent": True,
            "store_history": False,
            "user_expressions": expressions,
            "allow_stdin": False,
            "stop_on_error": False,
        }
        request = self._session.send(self._socket, "execute_request", content)
        end = time.monotonic() + timeout
        while (left := end - time.monotonic()) > 0 and self._socket.poll(left * 1000):
            _, message = self._session.recv(self._socket, mode=0)
            if message and message["parent_header"].get("msg_id") == request["header"]["msg_id"]:
                return message["content"]
        raise KernelProbeError(f"no answer from the kernel within {timeout:g} s: {code or expressions}")
