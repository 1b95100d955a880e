"""Finds a Chromium for the tests in a browser; `python -m tools.chromium` prints its path.

Looked for, in this order: LIVEUI_CHROMIUM, PATH, the places where systems and Playwright put it. If there is none,
`ensure` installs Debian's package when that can be done without asking anybody for a password.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

VARIABLE = "LIVEUI_CHROMIUM"

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
)

PLACES = (
    "/usr/lib/chromium/chromium",
    "/opt/google/chrome/chrome",
    "/snap/bin/chromium",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)

PLAYWRIGHT_PLACES = (
    ".cache/ms-playwright/chromium-*/chrome-linux*/chrome",
    "Library/Caches/ms-playwright/chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "AppData/Local/ms-playwright/chromium-*/chrome-win*/chrome.exe",
)

HELP = f"""\
No Chromium was found, and the tests in a browser need one. Either
  - install your system's package (`apt install chromium`, `dnf install chromium`, `brew install --cask chromium`), or
  - let Playwright fetch one: `.venv/bin/playwright install chromium`, or
  - name any Chromium, Chrome or Edge that you have: `{VARIABLE}=/path/to/chrome make test`.
The other tests run without one: `.venv/bin/pytest tests/unit tests/kernel`."""


class ChromiumMissingError(Exception):
    """There is no Chromium; the text says what to do."""


def find() -> str | None:
    """Return the path of a Chromium, None if there is none.

    Raises:
        ChromiumMissingError: the environment names one that doesn't exist.
    """
    if named := os.environ.get(VARIABLE):
        if path := shutil.which(named):
            return path
        raise ChromiumMissingError(f"{VARIABLE} is {named!r}, which isn't a program.")
    for name in (*NAMES, *PLACES):
        if path := shutil.which(name):
            return path
    for pattern in PLAYWRIGHT_PLACES:
        # The highest number is the newest one.
        for candidate in sorted(Path.home().glob(pattern), reverse=True):
            if os.access(candidate, os.X_OK):
                return str(candidate)
    return None


def ensure() -> str:
    """Return the path of a Chromium; install one if there is none and this is root on a Debian.

    Raises:
        ChromiumMissingError: there is none, and none could be installed.
    """
    if path := find():
        return path
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        _install()
        if path := find():
            return path
    raise ChromiumMissingError(HELP)


def _install() -> None:
    """Install Debian's Chromium, with fonts, so that text has a width."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    packages = ["chromium", "fonts-liberation"]
    for arguments in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        print("+", "apt-get", *arguments, flush=True)
        if subprocess.run(["apt-get", "-qq", *arguments], env=environment, check=False).returncode:
            return


def main() -> None:
    """Print the path."""
    try:
        print(ensure())
    except ChromiumMissingError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
