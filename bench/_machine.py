"""What the figures depend on: machine, system, versions, settings."""

from __future__ import annotations

import os
import platform
import re
import subprocess
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from tests.browser.harness.server import PYTHON_VARIABLE
from tools.paths import ROOT

from ._lab import Lab
from .libraries import LIBRARIES

PACKAGES = ("jupyterlab", "jupyter-server", "ipykernel", "tornado", "pyzmq", "anywidget", "ipywidgets", "traitlets")

SETTINGS = {
    "kernel websocket": "as the server and its extensions have it; by default, Nagle on, compression off",
    "rate limit": "as Jupyter Server has it by default: 1,000 messages a second",
    "browser": "headless, without a GPU, window of 1280 by 960",
    "server": "127.0.0.1, nothing of the user's settings; autosave off",
}


def machine() -> dict[str, str]:
    """Return what stays the same while the bench runs."""
    return {
        "processor": _processor(),
        "cores": str(_cores()),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.1f} GiB",
        "system": _system(),
    }


def versions(lab: Lab) -> dict[str, str]:
    """Return versions, asked in the kernel that is measured, and of the browser."""
    names = sorted({*PACKAGES, *(library.package for library in LIBRARIES)})
    source = f"""
import importlib.metadata, platform
found = {{"Python": platform.python_version()}}
for name in {names!r}:
    try:
        found[name] = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        found[name] = ""
report(**found)
"""
    with lab.notebook("", source) as notebook:
        notebook.start(1)
        found = notebook.report()
    ours = found["liveui_jupyter"] or _own_version()
    return {"Chromium": lab.browser.version, **found, "liveui_jupyter": f"{ours}{_commit()}"}


def extensions(lab: Lab) -> list[str]:
    """Return the server extensions that were loaded: some change how messages travel."""
    return sorted(
        set(re.findall(r"(\S+) \| extension was successfully loaded", lab.server.log.read_text(errors="replace")))
    )


def moment() -> dict[str, Any]:
    """Return what changes: the time, and how busy the machine is (load averages of 1, 5 and 15 minutes)."""
    return {
        "time": time.strftime("%Y-%m-%d %H:%M:%S %z"),
        "load": [round(load, 2) for load in os.getloadavg()],
    }


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text().splitlines():
            key, _, value = line.partition(":")
            if key.strip() == "model name":
                return value.strip()
    return platform.processor() or platform.machine()


def _cores() -> int:
    """Return on how many this process may run."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _system() -> str:
    try:
        name = platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        name = platform.system()
    return f"{name}, {platform.system()} {platform.release()} {platform.machine()}"


def _own_version() -> str:
    try:
        return version("liveui_jupyter")
    except PackageNotFoundError:  # run from a checkout
        from liveui_jupyter import __version__  # noqa: PLC0415 - takes ipywidgets along

        return __version__


def _commit() -> str:
    """Return the commit that was measured, if that is what was measured."""
    if PYTHON_VARIABLE in os.environ:
        return f", in {PYTHON_VARIABLE}"
    command = ["git", "-C", str(ROOT), "describe", "--always", "--dirty"]
    try:
        found = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""
    return f" ({found})"
