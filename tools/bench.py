"""Every measurement, or those that are named: `python -m tools.bench [name …] [--option …]`, in .venv.

A measurement is a module of bench/ whose name doesn't begin with an underscore; run alone, it prints its figures.
Options are passed on to each: `python -m tools.bench side_by_side --only clicks --runs 3`.
"""

from __future__ import annotations

import sys

from . import chromium
from .paths import ROOT
from .steps import python, run


def main() -> None:
    """Run the measurements one after another; exit with 1 if any failed."""
    known = sorted(path.stem for path in (ROOT / "bench").glob("*.py") if not path.stem.startswith("_"))
    names, options = split(sys.argv[1:])
    if unknown := [name for name in names if name not in known]:
        sys.exit(f"There is no measurement {', '.join(unknown)}. There are: {', '.join(known) or 'none'}.")
    try:
        browser = chromium.ensure()
    except chromium.ChromiumMissingError as error:
        sys.exit(str(error))
    steps = [python(name, f"bench.{name}", *options) for name in names or known]
    run(steps, environment={chromium.VARIABLE: browser})


def split(arguments: list[str]) -> tuple[list[str], list[str]]:
    """Return the names of measurements, and from the first option on what they are given."""
    count = next((index for index, argument in enumerate(arguments) if argument.startswith("-")), len(arguments))
    return arguments[:count], arguments[count:]


if __name__ == "__main__":
    main()
