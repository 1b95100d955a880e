"""Where things are."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The project's folder."""

JS = ROOT / "js"
"""Sources of the front end."""

STATIC = ROOT / "liveui_jupyter" / "static"
"""What the front end is built into."""

ASSETS = ("loader.js", "bundle.js")
"""What a build must leave in `STATIC`."""

VENV = ROOT / ".venv"
"""The virtual environment of `make`."""

VENV_PYTHON = VENV / "bin" / "python"
