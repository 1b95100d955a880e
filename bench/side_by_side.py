"""This library beside ipywidgets and a widget written by hand: `python -m bench.side_by_side`, in .venv.

All in one JupyterLab and one Chromium, the libraries taking turns. What is measured, and what is fair about it and what
isn't: docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

from . import _machine
from ._lab import lab
from ._measure import Measurement, Work
from ._report import Table, as_json, faults, heading
from ._works import Calls, Cells, Changes, Clicks, FirstCell, Labels, Rows
from .libraries import LIBRARIES, OURS

RESULTS = Path(__file__).parent / "results"


class Job(NamedTuple):
    """A work and how often it is done.

    Attributes:
        group: by what the command line names it.
        work: what is done.
        runs: rounds with the stopwatch.
        warm: what is done once before each of them, and forgotten.
    """

    group: str
    work: Work
    runs: int
    warm: Work


def jobs(*, quick: bool) -> list[Job]:
    """Return everything that is measured; if it is to be quick, with small numbers, which prove nothing."""
    if quick:
        return [
            Job("rows", Rows(20), 1, Rows(5)),
            Job("clicks", Clicks(5, 40), 1, Rows(5)),
            Job("calls", Calls(10, in_cell=True), 1, Rows(5)),
            Job("calls", Calls(10, in_cell=False), 1, Rows(5)),
            Job("labels", Labels(50), 1, Rows(5)),
            Job("changes", Changes(200), 1, Rows(5)),
            Job("cells", Cells(4), 1, Rows(5)),
        ]
    return [
        Job("rows", Rows(100), 5, Rows(50)),
        Job("rows", Rows(1000), 5, Rows(100)),
        Job("clicks", Clicks(30, 40), 3, Rows(10)),
        Job("clicks", Clicks(7, 700), 3, Rows(10)),
        Job("calls", Calls(50, in_cell=True), 3, Rows(10)),
        Job("calls", Calls(50, in_cell=False), 3, Rows(10)),
        Job("labels", Labels(1000), 5, Labels(100)),
        Job("changes", Changes(10_000), 3, Changes(200)),
        Job("cells", Cells(20), 3, Rows(10)),
        Job("first", FirstCell(), 3, Rows(10)),
    ]


def main() -> None:
    """Measure, print the table, keep everything as JSON; exit with 1 if this library failed at something."""
    options = _options()
    chosen = [job for job in jobs(quick=options.quick) if not options.only or job.group in options.only]
    begin = _machine.moment()
    with lab() as surroundings:
        measurement = Measurement(surroundings, LIBRARIES)
        versions, extensions = _machine.versions(surroundings), _machine.extensions(surroundings)
        try:
            for job in chosen:
                runs = job.runs if options.runs is None else options.runs
                measurement.measure(job.work, runs=runs, counts=options.counts, warm=job.warm)
        finally:
            # What was measured before something broke isn't lost.
            document = {
                "settings": _machine.SETTINGS,
                "machine": _machine.machine(),
                "versions": versions,
                "server extensions": extensions,
                "begin": begin,
                "end": _machine.moment(),
                "quick": options.quick,
                "libraries": {it.name: {"title": it.title, "remark": it.remark} for it in LIBRARIES},
                "works": {job.work.name: job.work.title for job in chosen},
                "results": as_json(measurement.results),
            }
            _keep(document, options.json)
    print(heading(document["machine"], versions, begin, document["end"]))
    print()
    print(Table(LIBRARIES).write([job.work for job in chosen], measurement.results))
    if found := faults(measurement.results, OURS.name):
        sys.exit(f"\n{OURS.title} failed at something:\n" + "\n".join(found))


def _options() -> argparse.Namespace:
    groups = sorted({job.group for job in jobs(quick=False)})
    parser = argparse.ArgumentParser(prog="python -m bench.side_by_side", description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", choices=groups, default=[], metavar="WORK", help=f"of {', '.join(groups)}")
    parser.add_argument("--runs", type=int, help="rounds with the stopwatch, for each work")
    parser.add_argument("--counts", type=int, default=1, help="rounds that count bytes and frames (default: 1)")
    parser.add_argument("--quick", action="store_true", help="small numbers, one round: whether it works at all")
    parser.add_argument("--json", type=Path, help="where to write the results (default: bench/results/)")
    return parser.parse_args()


def _keep(document: dict[str, Any], path: Path | None) -> None:
    if path is None:
        path = RESULTS / f"side_by_side-{time.strftime('%Y%m%d-%H%M%S')}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"\n{path}\n", file=sys.stderr)


if __name__ == "__main__":
    main()
