"""Every check that needs no running code: `python -m tools.lint`, in .venv."""

from __future__ import annotations

import shutil

from .paths import JS
from .steps import Step, python, run


def steps() -> list[Step]:
    """Return the checks, quickest first."""
    npm = shutil.which("npm") or "npm"
    return [
        python("ruff check", "ruff", "check", "--quiet", "."),
        python("ruff format", "ruff", "format", "--check", "--quiet", "."),
        python("layers", "importlinter.cli", "lint", "--no-logo"),
        python("generated files", "liveui_jupyter.protocol.generate", "--check"),
        python("golden frames", "tools.golden", "--check"),
        python("mypy", "mypy"),
        Step("biome", [npm, "run", "--silent", "lint"], JS),
        Step("tsc", [npm, "run", "--silent", "types"], JS),
    ]


if __name__ == "__main__":
    run(steps())
