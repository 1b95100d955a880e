"""Every measurement, or those that are named: `python -m tools.bench [name …]`, in .venv.

A measurement is a module of bench/ whose name doesn't begin with an underscore; run alone, it prints its figures.
"""

from __future__ import annotations

import sys

from . import chromium
from .paths import ROOT
from .steps import python, run


def main() -> None:
    """Run the measurements one after another; exit with 1 if any failed."""
    known = sorted(path.stem for path in (ROOT / "bench").glob("*.py") if not path.stem.startswith("_"))
    names = sys.argv[1:] or known
    if unknown := [name for name in names if name not in known]:
        sys.exit(f"There is no measurement {', '.join(unknown)}. There are: {', '.join(known) or 'none'}.")
    try:
        browser = chromium.ensure()
    except chromium.ChromiumMissingError as error:
        sys.exit(str(error))
    run([python(name, f"bench.{name}") for name in names], environment={chromium.VARIABLE: browser})


if __name__ == "__main__":
    main()
