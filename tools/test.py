"""Every check and every test: `python -m tools.test`, in .venv. Arguments are passed on to pytest."""

from __future__ import annotations

import shutil
import sys

from . import chromium, lint
from .paths import JS
from .steps import Step, python, run


def main() -> None:
    """Run everything; exit with 1 if anything failed."""
    try:
        browser = chromium.ensure()
    except chromium.ChromiumMissingError as error:
        sys.exit(str(error))
    npm = shutil.which("npm") or "npm"
    steps = [
        *lint.steps(),
        Step("vitest", [npm, "run", "--silent", "test"], JS),
        # Last, so that its closing lines stand near the end, where people and machines look for them.
        # Side by side, since tests in a browser mostly wait; by file, so that each server and page is started once.
        python("pytest", "pytest", "-n", "2", "--dist", "loadfile", *sys.argv[1:]),
    ]
    run(steps, environment={chromium.VARIABLE: browser})


if __name__ == "__main__":
    main()
