"""Builds the front end from js/ into liveui_jupyter/static/, if it isn't there or its sources have changed.

`python -m tools.frontend` does that; with `--packages` it also installs the npm packages that linting and testing need,
if they aren't there or the lock file has changed. The build backend runs this too (`hatch_build.py`): in a source
archive the built files are there already, and neither Node nor npm is needed.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from .paths import ASSETS, JS, ROOT, STATIC

NODE_VERSION = 20
"""Oldest major version of Node that the front end's tools run on."""

NOT_SOURCES = frozenset({"node_modules", "tests", "test", "coverage"})
"""Folders of js/ that don't change what is built."""

STAMP = STATIC / ".sources"
"""Holds the digest of the sources that the built files come from."""


class FrontEndError(Exception):
    """The front end can't be built; the text says why, and what to do."""


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Build the front end if it is out of date.")
    parser.add_argument("--packages", action="store_true", help="install the npm packages even if nothing is to build")
    options = parser.parse_args()
    try:
        if options.packages:
            install_packages()
        build()
    except FrontEndError as error:
        sys.exit(f"liveui_jupyter: {error}")


def build() -> None:
    """Build the front end if need be.

    Raises:
        FrontEndError: it is needed, and impossible.
    """
    digest = sources_digest(JS)
    built = all((STATIC / name).is_file() for name in ASSETS)
    if built and (digest is None or _read(STAMP) == digest):
        return
    if digest is None:
        raise FrontEndError(f"the built front end is missing in {STATIC}, and so are its sources in {JS}.")
    if built and shutil.which("npm") is None:
        print("liveui_jupyter: npm isn't installed; using the front end as it was built last.", file=sys.stderr)
        return
    install_packages()
    _run([_npm(), "run", "build"])
    if missing := [name for name in ASSETS if not (STATIC / name).is_file()]:
        raise FrontEndError(f"`npm run build` has not written {' and '.join(missing)} in {STATIC}.")
    STAMP.write_text(digest)


def install_packages() -> None:
    """Install the npm packages that the lock file names, unless they are there.

    Raises:
        FrontEndError: npm is missing, or has failed.
    """
    stamp = JS / "node_modules" / ".lock"
    lock = hashlib.sha256((JS / "package-lock.json").read_bytes()).hexdigest()
    if _read(stamp) != lock:
        _run([_npm(), "ci", "--no-audit", "--no-fund"])
        stamp.write_text(lock)


def sources_digest(folder: Path) -> str | None:
    """Return a digest of the front end's sources, names and contents; None if there are none.

    Contents rather than times: unpacking and checking out set times as they like.
    """
    if not (folder / "package.json").is_file():
        return None
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and not NOT_SOURCES.intersection(name.parts):
            digest.update(f"{name.as_posix()}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def _npm() -> str:
    """Return the path of npm, after a look at Node's version."""
    npm, node = shutil.which("npm"), shutil.which("node")
    remedy = f"Install Node {NODE_VERSION} or newer with npm, or install a published package, which needs neither."
    if npm is None or node is None:
        raise FrontEndError(f"building the front end takes Node and npm, which aren't on PATH. {remedy}")
    version = subprocess.run([node, "--version"], check=True, capture_output=True, text=True).stdout.strip()
    if int(version.lstrip("v").partition(".")[0]) < NODE_VERSION:
        raise FrontEndError(f"Node {version} is too old to build the front end. {remedy}")
    return npm


def _run(command: list[str]) -> None:
    print("+", "npm", *command[1:], flush=True)
    result = subprocess.run(command, cwd=JS, check=False)
    if result.returncode:
        raise FrontEndError(f"`npm {' '.join(command[1:])}` in {JS.relative_to(ROOT)}/ failed; its output says why.")


def _read(path: Path) -> str:
    return path.read_text() if path.is_file() else ""


if __name__ == "__main__":
    main()
