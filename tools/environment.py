"""Makes .venv, with this package (editable) and everything that developing it takes. `python -m tools.environment`.

Quick if nothing has changed: what was installed is kept as a digest in `.venv/.liveui`. Runs under any Python ≥ 3.10,
which is the one that .venv gets.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import venv

from . import frontend
from .paths import ROOT, VENV, VENV_PYTHON

INPUTS = ("pyproject.toml", "hatch_build.py", "liveui_jupyter/_version.py")
"""Files that say what is installed."""

OLDEST_PYTHON = (3, 10)


def main() -> None:
    """Bring .venv, the npm packages and the built front end up to date."""
    if sys.version_info < OLDEST_PYTHON:
        sys.exit(f"Python {sys.version.split()[0]} is too old: take 3.10 or newer, as in `make PYTHON=python3.12 …`.")
    try:
        # First: it is quick to fail where Node is missing, and the editable install then finds the front end built.
        frontend.install_packages()
        frontend.build()
    except frontend.FrontEndError as error:
        sys.exit(f"liveui_jupyter: {error}")
    stamp = VENV / ".liveui"
    digest = _digest()
    if not stamp.is_file() or stamp.read_text() != digest:
        _make_venv()
        _install()
        stamp.write_text(digest)


def _digest() -> str:
    digest = hashlib.sha256(f"{sys.version}\n{ROOT}\n".encode())
    for name in INPUTS:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def _make_venv() -> None:
    """Make the virtual environment anew if it is of another Python, or moved; else leave it as it is."""
    if VENV_PYTHON.exists():
        probe = [str(VENV_PYTHON), "-c", "import pip, sys; print(sys.version)"]
        found = subprocess.run(probe, check=False, capture_output=True, text=True)
        if found.returncode == 0 and found.stdout.strip() == sys.version.strip():
            return
    print(f"+ making {VENV.name}", flush=True)
    try:
        venv.create(VENV, with_pip=True, clear=True, symlinks=True)
    except subprocess.CalledProcessError:
        sys.exit(f"{sys.executable} can't make virtual environments. On Debian and Ubuntu: `apt install python3-venv`.")


def _install() -> None:
    print("+ pip install --editable .[dev]   (the first time, about a minute)", flush=True)
    command = [str(VENV_PYTHON), "-m", "pip", "install", "--quiet", "--editable", ".[dev]"]
    if code := subprocess.run(command, cwd=ROOT, check=False).returncode:
        sys.exit(code)


if __name__ == "__main__":
    main()
