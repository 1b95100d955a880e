"""Opens the tour in JupyterLab: `python -m tools.demo`, in .venv. Ctrl+C ends it."""

from __future__ import annotations

import os
import sys
import webbrowser
from pathlib import Path

from .paths import ROOT

START = "/lab/tree/notebooks/tour.ipynb"
"""Where JupyterLab starts: also in the URL that it prints, which naming the notebook as an argument would not do."""


def main() -> None:
    """Become JupyterLab."""
    arguments = [
        *(sys.executable, "-m", "jupyterlab"),
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.root_dir={ROOT}",
        f"--LabApp.default_url={START}",
        "--Application.log_level=WARN",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--allow-root")
    if not _has_screen():
        print("There is no screen here: open the URL that JupyterLab prints below.", flush=True)
        arguments.append("--no-browser")
    # What users call in a cell with `!` comes from the same environment.
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
