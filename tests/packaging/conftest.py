"""The archives as a release has them, and an environment as a user has it."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from email.message import Message
from email.parser import Parser
from pathlib import Path
from typing import NamedTuple

import pytest

from tools.paths import ROOT

INSTALL_LIMIT = 600.0
"""Seconds for a test that may be the first to need an environment with JupyterLab: about 130 packages to download."""


class Archives(NamedTuple):
    """What `make wheel` makes, and what is made from that."""

    sdist: Path
    wheel: Path
    wheel_from_sdist: Path
    """Built on a machine without a working npm."""

    def metadata(self) -> Message:
        """Return the wheel's METADATA."""
        with zipfile.ZipFile(self.wheel) as archive:
            name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
            return Parser().parsestr(archive.read(name).decode())


TOUR_NEEDS = ("matplotlib", "pandas")
"""What the tour imports beside this package."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give the tests that install things the time that this takes."""
    for item in items:
        if "user_python" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.timeout(INSTALL_LIMIT))


def run(command: list[str | Path], *, cwd: Path, **variables: str) -> str:
    """Run a command without what this Python's environment adds, and return what it printed.

    Args:
        command: the program and its arguments; it has to succeed.
        cwd: where to run it; away from the project's folder, the package there can't be imported by accident.
        variables: environment variables to set.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    environment = {**kept, **variables}
    result = subprocess.run(
        command, cwd=cwd, env=environment, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert result.returncode == 0, f"{' '.join(map(str, command))}\n{result.stdout}"
    return result.stdout


@pytest.fixture(scope="session")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Archives:
    """Build a source archive and a wheel from the working tree, and another wheel from the source archive."""
    folder = tmp_path_factory.mktemp("archives")
    build: list[str | Path] = [sys.executable, "-m", "build", "--no-isolation"]
    run([*build, "--sdist", "--wheel", "--outdir", folder / "tree", ROOT], cwd=folder)
    sdist = next((folder / "tree").glob("*.tar.gz"))
    with tarfile.open(sdist) as archive:
        archive.extractall(folder / "sdist", filter="data")
    source = next((folder / "sdist").iterdir())
    run([*build, "--wheel", "--outdir", folder / "again", source], cwd=folder, PATH=_path_with_broken_npm(folder))
    return Archives(sdist, next((folder / "tree").glob("*.whl")), next((folder / "again").glob("*.whl")))


def _path_with_broken_npm(folder: Path) -> str:
    """Return a PATH on which Node and npm fail, so that a build that asks for them fails."""
    programs = folder / "programs"
    programs.mkdir()
    for name in ("node", "npm"):
        (programs / name).write_text("#!/bin/sh\nexit 1\n")
        (programs / name).chmod(0o755)
    return str(programs)


@pytest.fixture(scope="session")
def user_python(archives: Archives) -> Path:
    """Return the Python of an environment that holds the wheel, JupyterLab, what these two need, and nothing else.

    It is kept in build/ for the next run, as long as the wheel asks for the same packages; the wheel itself is
    installed anew each time.
    """
    requirements = archives.metadata().get_all("Requires-Dist", [])
    key = hashlib.sha256("\n".join([sys.version, str(ROOT), *TOUR_NEEDS, *requirements]).encode()).hexdigest()[:12]
    folder = ROOT / "build" / f"user-{key}"
    python = folder / "bin" / "python"
    complete = folder / "complete"
    pip: list[str | Path] = [python, "-m", "pip", "install", "--quiet"]
    if complete.is_file():
        run([*pip, "--force-reinstall", "--no-deps", archives.wheel], cwd=folder)
    else:
        venv.create(folder, with_pip=True, clear=True, symlinks=True)
        run([*pip, archives.wheel, "jupyterlab", *TOUR_NEEDS], cwd=folder)
        complete.touch()
    return python
