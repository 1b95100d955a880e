"""Runs commands one after another, all of them even if some fail, and sums up."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from .paths import ROOT


class Step(NamedTuple):
    """One command."""

    name: str
    command: list[str]
    cwd: Path = ROOT


def python(name: str, *arguments: str) -> Step:
    """Return the step that runs a module of the Python that runs this."""
    return Step(name, [sys.executable, "-m", *arguments])


def run(steps: list[Step], *, environment: dict[str, str] | None = None) -> None:
    """Run the steps, print how each went, and exit with 1 if any failed."""
    # Programs of the virtual environment (jupyter looks for its subcommands there) come first.
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    variables = {**os.environ, "PATH": path, **(environment or {})}
    if not sys.stdout.isatty():
        variables["NO_COLOR"] = "1"  # some take CI for a terminal, and a log full of escapes is hard to read
    report = []
    failed = 0
    for step in steps:
        print(f"\n== {step.name}", flush=True)
        start = time.monotonic()
        code = subprocess.run(step.command, cwd=step.cwd, env=variables, check=False).returncode
        outcome = "ok" if code == 0 else f"FAILED ({code})"
        failed += code != 0
        report.append(f"{time.monotonic() - start:7.1f} s  {step.name:<28} {outcome}")
    print("\n" + "\n".join(report), flush=True)
    if failed:
        sys.exit(1)
