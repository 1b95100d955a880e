"""Opens the tour in JupyterLab: `python -m tools.demo`, in .venv. Ctrl+C ends it."""

from __future__ import annotations

import os
import sys
import webbrowser
from pathlib import Path

from .paths import ROOT

NOTEBOOK = Path("notebooks/tour.ipynb")


def main() -> None:
    """Become JupyterLab."""
    arguments = [sys.executable, "-m", "jupyterlab", str(NOTEBOOK), "--ServerApp.ip=127.0.0.1"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--allow-root")
    if not _has_screen():
        print("There is no screen here: open the URL that JupyterLab prints below.\n", flush=True)
        arguments.append("--no-browser")
    # The kernel and JupyterLab's own subcommands are looked for on PATH.
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    os.chdir(ROOT)
    os.execv(sys.executable, arguments)  # noqa: S606 - no shell is wanted


def _has_screen() -> bool:
    """Tell whether a browser can be opened here."""
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return False
    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True


if __name__ == "__main__":
    main()
