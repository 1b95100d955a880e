"""A JupyterLab server of its own, with nothing of the user's settings."""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import quote

REPOSITORY = Path(__file__).resolve().parents[3]

PYTHON_VARIABLE = "LIVEUI_TEST_PYTHON"

START_TIMEOUT = 60.0
"""Seconds until the server must answer; it takes about 2."""

SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    # Saving is what some tests are about; it must not happen when they don't expect it.
    "@jupyterlab/docmanager-extension:plugin": {"autosave": False},
    "@jupyterlab/extensionmanager-extension:plugin": {"enabled": False},
}


class LabServer:
    """Start, ask and stop a `jupyter lab`.

    Args:
        folder: an empty folder: configuration, data and the notebooks go there.
        python: interpreter of the environment under test.
        settings: JupyterLab's settings by plugin, in addition.
        kernels: where more kernelspecs are: a folder as in `JUPYTER_PATH`.
    """

    def __init__(
        self,
        folder: Path,
        *,
        python: str | None = None,
        settings: dict[str, Any] | None = None,
        kernels: Path | None = None,
    ) -> None:
        self._settings = {**SETTINGS, **(settings or {})}
        self._kernels = kernels
        self.folder = folder
        self.python = python or os.environ.get(PYTHON_VARIABLE) or sys.executable
        self.token = secrets.token_hex(16)
        self.root = folder / "root"
        self.runtime = folder / "runtime"
        self.log = folder / "server.log"
        self.port = 0
        self.seconds_to_start = 0.0
        self._process: subprocess.Popen[bytes] | None = None
        # Loopback, whatever proxies the environment names.
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    @property
    def url(self) -> str:
        """Where it listens, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it, and wait until its API answers."""
        self._make_folders()
        begin = time.monotonic()
        self.port = _free_port()
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                self._command(), cwd=self.root, env=self._environment(), stdout=log, stderr=subprocess.STDOUT
            )
        while True:
            try:
                self.request("GET", "/api/status")
                break
            except (urllib.error.URLError, ConnectionError) as error:
                if self._process.poll() is not None:
                    raise RuntimeError(f"jupyter lab ended at once:\n{self.log_tail()}") from error
                if time.monotonic() - begin > START_TIMEOUT:
                    self.stop()
                    raise TimeoutError(f"jupyter lab doesn't answer:\n{self.log_tail()}") from error
                # A poll with a deadline; nothing tells when a port is open.
                time.sleep(0.05)
        self.seconds_to_start = time.monotonic() - begin

    def stop(self) -> None:
        """Stop it, with its kernels."""
        process, self._process = self._process, None
        if process is None or process.poll() is not None:
            return
        # SIGTERM makes Jupyter Server shut its kernels down.
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def request(self, method: str, path: str, body: Any = None) -> Any:
        """Ask the REST API; return the decoded answer, None if it is empty."""
        request = urllib.request.Request(
            self.url + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"token {self.token}", "Content-Type": "application/json"},
        )
        with self._opener.open(request, timeout=30) as response:
            content = response.read()
        return json.loads(content) if content else None

    def write_notebook(self, path: str, content: dict[str, Any]) -> None:
        """Save a notebook through the contents API."""
        self.request("PUT", f"/api/contents/{quote(path)}", {"type": "notebook", "content": content})

    def read_notebook(self, path: str) -> Any:
        """Return a notebook as it is saved."""
        return self.request("GET", f"/api/contents/{quote(path)}")["content"]

    def start_session(self, path: str, kernel: str = "python3") -> str:
        """Start a notebook's kernel, and return its session's id; JupyterLab connects to it when it opens the file."""
        body = {"path": path, "name": path, "type": "notebook", "kernel": {"name": kernel}}
        return str(self.request("POST", "/api/sessions", body)["id"])

    def kernel_id(self, session: str) -> str:
        """Return the id of a session's kernel."""
        return str(self.request("GET", f"/api/sessions/{session}")["kernel"]["id"])

    def end_session(self, session: str) -> None:
        """Shut a notebook's kernel down, if it is still there."""
        try:
            kernel = self.request("GET", f"/api/sessions/{session}")["kernel"]
            if kernel["execution_state"] == "busy":
                # Otherwise the server waits 5 s for it to end by itself.
                self.request("POST", f"/api/kernels/{kernel['id']}/interrupt")
            self.request("DELETE", f"/api/sessions/{session}")
        except urllib.error.HTTPError as error:
            if error.code != 404:
                raise

    def connection_file(self, kernel_id: str) -> Path:
        """Return the file that says how to reach a kernel by zmq."""
        return self.runtime / f"kernel-{kernel_id}.json"

    def log_tail(self, lines: int = 60) -> str:
        """Return the end of the server's log."""
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    def _make_folders(self) -> None:
        for name in ("root", "runtime", "config/labconfig", "data", "ipython"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        overrides = self.folder / "config" / "labconfig" / "default_setting_overrides.json"
        overrides.write_text(json.dumps(self._settings))

    def _command(self) -> list[str]:
        return [
            self.python,
            "-m",
            "jupyterlab",
            "--no-browser",
            "--allow-root",
            "--ServerApp.ip=127.0.0.1",
            f"--ServerApp.port={self.port}",
            "--ServerApp.port_retries=0",
            f"--ServerApp.root_dir={self.root}",
            f"--IdentityProvider.token={self.token}",
            "--LabApp.expose_app_in_browser=True",
            "--JupyterNotebookApp.expose_app_in_browser=True",
            "--LabApp.extension_manager=readonly",
        ]

    def _environment(self) -> dict[str, str]:
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("JUPYTER", "JPY_"))}
        environment.update(
            JUPYTER_CONFIG_DIR=str(self.folder / "config"),
            JUPYTER_DATA_DIR=str(self.folder / "data"),
            JUPYTER_RUNTIME_DIR=str(self.runtime),
            IPYTHONDIR=str(self.folder / "ipython"),
            MPLBACKEND="module://matplotlib_inline.backend_inline",
        )
        if self._kernels is not None:
            environment["JUPYTER_PATH"] = str(self._kernels)
        if not self._has_library(environment):
            paths = [str(REPOSITORY), environment.get("PYTHONPATH", "")]
            environment["PYTHONPATH"] = os.pathsep.join(path for path in paths if path)
        return environment

    def _has_library(self, environment: dict[str, str]) -> bool:
        """Tell whether the environment under test finds the library without help."""
        code = "import importlib.util as u, sys; sys.exit(u.find_spec('liveui_jupyter') is None)"
        return subprocess.run([self.python, "-c", code], cwd=self.root, env=environment, check=False).returncode == 0


def _free_port() -> int:
    with socket.socket() as candidate:
        candidate.bind(("127.0.0.1", 0))
        return int(candidate.getsockname()[1])
