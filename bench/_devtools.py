"""A plain driver for Chromium: one websocket to the browser, and only those domains switched on that are asked for.

Playwright has Chromium report every websocket frame, base64-encoded, and passes each on through two processes. That
made pages with thousands of messages 1.1 to 1.7 times slower than they are in a user's browser, and lose messages that
a user's browser doesn't lose. Here nothing but the answers to commands comes from the browser while times are taken.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import websocket

from tests.browser.conftest import CHROMIUM_ARGUMENTS

ARGUMENTS = [
    "--headless",
    "--remote-debugging-port=0",
    "--window-size=1280,960",
    # As Playwright does: a page must not be slowed down for being in nobody's sight.
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--disable-ipc-flooding-protection",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--no-default-browser-check",
    "--password-store=basic",
    "--use-mock-keychain",
]

START_TIMEOUT = 30.0

COMMAND_TIMEOUT = 60.0
"""Seconds until a command must be answered, unless its caller says otherwise."""

POLL_MS = 25
"""Milliseconds between looks at a condition, in the page."""


class DevToolsError(Exception):
    """The browser refused a command, or code in the page threw."""


class DevToolsTimeoutError(DevToolsError):
    """The browser, or the page, didn't answer in time."""


class Chromium:
    """A browser process, and the connection to it.

    Args:
        path: of the program.
        folder: an empty folder for its profile and its log.
    """

    def __init__(self, path: str, folder: Path) -> None:
        self._log = folder / "chromium.log"
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [path, *CHROMIUM_ARGUMENTS, *ARGUMENTS, f"--user-data-dir={folder / 'profile'}", "about:blank"],
                stdout=log,
                stderr=log,
                start_new_session=True,  # so that all its processes can be ended, and only they
            )
        self._count = 0
        self._listeners: dict[tuple[str, str], Callable[[dict[str, Any]], None]] = {}
        try:
            address = self._address(folder / "profile" / "DevToolsActivePort")
            self._socket = websocket.create_connection(address, timeout=COMMAND_TIMEOUT, suppress_origin=True)
        except BaseException:
            self._kill()
            raise
        self.version = str(self.send("Browser.getVersion")["product"]).partition("/")[2]

    def send(self, method: str, *, session: str = "", timeout: float = COMMAND_TIMEOUT, **params: Any) -> Any:
        """Send a command and return its result; events that come before it go to their listeners.

        Raises:
            DevToolsError: the command failed.
            DevToolsTimeoutError: there was no answer within `timeout` seconds.
        """
        self._count += 1
        command = {"id": self._count, "method": method, "params": params}
        self._socket.send(json.dumps(command | ({"sessionId": session} if session else {})))
        deadline = time.monotonic() + timeout
        while True:
            message = self._receive(deadline, method)
            if message.get("id") == self._count:
                break
            if listener := self._listeners.get((message.get("sessionId", ""), message.get("method", ""))):
                listener(message["params"])
        if "error" in message:
            raise DevToolsError(f"{method}: {message['error'].get('message', message['error'])}")
        return message["result"]

    def listen(self, session: str, method: str, listener: Callable[[dict[str, Any]], None] | None) -> None:
        """Have a function called with the parameters of each such event; None ends that."""
        if listener is None:
            self._listeners.pop((session, method), None)
        else:
            self._listeners[session, method] = listener

    def stop(self) -> None:
        """End the browser."""
        with contextlib.suppress(DevToolsError, OSError, websocket.WebSocketException, subprocess.TimeoutExpired):
            self.send("Browser.close", timeout=5)
            self._process.wait(10)
        self._socket.close()
        self._kill()

    def _receive(self, deadline: float, waits_for: str) -> Any:
        self._socket.settimeout(max(0.001, deadline - time.monotonic()))
        try:
            text = self._socket.recv()
        except websocket.WebSocketTimeoutException:
            raise DevToolsTimeoutError(f"no answer to {waits_for}") from None
        except (OSError, websocket.WebSocketException) as error:
            raise DevToolsError(f"Chromium has gone: {error}\n{self._log_tail()}") from error
        return json.loads(text)

    def _address(self, file: Path) -> str:
        """Return where it listens; it writes that into a file when it does."""
        deadline = time.monotonic() + START_TIMEOUT
        while True:
            lines = file.read_text().split() if file.exists() else []
            if len(lines) == 2:
                return f"ws://127.0.0.1:{lines[0]}{lines[1]}"
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise DevToolsError(f"Chromium doesn't start:\n{self._log_tail()}")
            time.sleep(0.02)  # a poll with a deadline; nothing tells when the file is there

    def _log_tail(self) -> str:
        return "\n".join(self._log.read_text(errors="replace").splitlines()[-20:])

    def _kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


class Tab:
    """One page, in the front.

    It has those of Playwright's methods that the tests' `Notebook` calls.

    Args:
        browser: where.
        scripts: JavaScript that every document starts with.
    """

    def __init__(self, browser: Chromium, scripts: list[str]) -> None:
        self.browser = browser
        self._target = browser.send("Target.createTarget", url="about:blank", newWindow=True)["targetId"]
        self.session = browser.send("Target.attachToTarget", targetId=self._target, flatten=True)["sessionId"]
        self.send("Page.enable")
        for script in scripts:
            self.send("Page.addScriptToEvaluateOnNewDocument", source=script)

    def send(self, method: str, *, timeout: float = COMMAND_TIMEOUT, **params: Any) -> Any:
        """Send a command that concerns this page; see `Chromium.send`."""
        return self.browser.send(method, session=self.session, timeout=timeout, **params)

    def goto(self, url: str) -> None:
        """Begin to load a document."""
        if error := self.send("Page.navigate", url=url).get("errorText"):
            raise DevToolsError(f"{url}: {error}")

    def evaluate(self, function: str, arg: Any = None, *, timeout: float = COMMAND_TIMEOUT) -> Any:
        """Call a JavaScript function with one argument, and return its result, or that of its promise.

        Raises:
            DevToolsError: it threw.
            DevToolsTimeoutError: there was no result within `timeout` seconds.
        """
        reply = self.send(
            "Runtime.evaluate",
            expression=f"({function})({json.dumps(arg)})",
            awaitPromise=True,
            returnByValue=True,
            timeout=timeout,
        )
        if details := reply.get("exceptionDetails"):
            text = details.get("exception", {}).get("description") or details.get("text")
            raise DevToolsError(f"{text}\nin {function[:200]}")
        return reply["result"].get("value")

    def wait_for_function(self, function: str, *, arg: Any = None, timeout: float = 1000 * COMMAND_TIMEOUT) -> None:
        """Wait until a function returns what is true.

        Args:
            function: JavaScript.
            arg: what it is called with.
            timeout: milliseconds, as with Playwright.

        Raises:
            DevToolsTimeoutError: it took longer.
        """
        look = f"""async ([arg, timeout]) => {{
          const end = performance.now() + timeout;
          for (;;) {{
            if (await ({function})(arg)) return true;
            if (performance.now() > end) return false;
            await new Promise((resolve) => setTimeout(resolve, {POLL_MS}));
          }}
        }}"""
        deadline = time.monotonic() + timeout / 1000
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                raise DevToolsTimeoutError(f"not within {timeout / 1000:g} s: {function}")
            try:
                if self.evaluate(look, [arg, 1000 * left], timeout=left + COMMAND_TIMEOUT):
                    return
            except DevToolsTimeoutError:
                raise
            except DevToolsError as error:
                # The document is being replaced, or JupyterLab isn't there yet.
                if "Chromium has gone" in str(error):
                    raise
                time.sleep(0.05)

    def is_closed(self) -> bool:
        """Tell whether it was closed."""
        return not self._target

    def close(self) -> None:
        """Close it."""
        target, self._target = self._target, ""
        if target:
            self.browser.send("Target.closeTarget", targetId=target)
