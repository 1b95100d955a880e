"""Writes what is derived from the protocol's declarations: `python -m liveui_jupyter.protocol.generate [--check]`.

With `--check`, nothing is written; the exit status tells whether everything is up to date.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .schema import json_schema
from .typescript import to_typescript

ROOT = Path(__file__).parent.parent.parent
"""The repository."""


def generated_files() -> dict[Path, str]:
    """Return the generated files and the content that each should have."""
    return {ROOT / "js" / "src" / "protocol.gen.ts": to_typescript(json_schema())}


def write_or_check(files: dict[Path, str]) -> None:
    """Run the command line: write the files that differ from what they should be, or with `--check` complain of them.

    Args:
        files: their content, by path.
    """
    parser = argparse.ArgumentParser(description="Write the files that are generated from the protocol's declarations.")
    parser.add_argument("--check", action="store_true", help="only tell whether they are up to date")
    check = parser.parse_args().check
    stale = {path: text for path, text in files.items() if _read(path) != text}
    for path, text in stale.items():
        if check:
            sys.stderr.write(f"{path.relative_to(ROOT)} is out of date: generate it again\n")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            sys.stdout.write(f"{path.relative_to(ROOT)}\n")
    if check and stale:
        sys.exit(1)


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


if __name__ == "__main__":
    write_or_check(generated_files())
