"""Runs works round after round, the libraries taking turns, and keeps every value and every failure."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Protocol

from tests.browser.harness import CellError

from ._devtools import DevToolsTimeoutError
from ._figures import HEAP, Figure, Run, Series
from ._frames import Meter, NoMeter
from ._lab import Lab, RunFailedError
from .libraries import Library

Results = dict[str, dict[str, dict[str, Series]]]
"""Work → library → figure → series."""


class Work(Protocol):
    """One kind of work that every library is put to.

    Attributes:
        name: a short one, for JSON and the command line.
        title: for people.
        figures: what runs with the stopwatch give.
        counted: what runs with the counter give.
        parts: by what counts of bytes and frames are divided.
        part: what they are then given for; empty: for all of it.
        needs_fresh_page: whether each run gets a page of its own.
    """

    name: str
    title: str
    figures: Sequence[Figure]
    counted: Sequence[Figure]
    parts: int
    part: str
    needs_fresh_page: bool

    def run(self, lab: Lab, library: Library, meter: Meter | NoMeter, run: Run) -> None:
        """Do it once, and note what it took.

        Raises:
            RunFailedError: it has failed for every figure that isn't noted yet.
        """


class Measurement:
    """Puts libraries to works.

    Args:
        lab: where.
        libraries: which; the order rotates from round to round.
        log: is given a line about each run.
    """

    def __init__(self, lab: Lab, libraries: Sequence[Library], log: Callable[[str], None] | None = None) -> None:
        self._lab = lab
        self._libraries = libraries
        self._log = log or (lambda line: print(line, file=sys.stderr, flush=True))
        self.results: Results = {}

    def measure(self, work: Work, *, runs: int, counts: int, warm: Work | None = None) -> None:
        """Take times in `runs` rounds, then count bytes and frames in `counts` others.

        Args:
            work: what to do.
            runs: rounds with the stopwatch.
            counts: rounds with the counter.
            warm: what every library does before, in a new page, and what is forgotten: it loads what pages load once.
        """
        results = self.results[work.name] = {}
        for library in self._libraries:
            cannot = library.cannot.get(work.name, "")
            keys = [figure.key for figure in (*work.figures, *work.counted)]
            results[library.name] = {key: Series(cannot=cannot) for key in keys}
        if warm is not None:
            self._lab.fresh_page()
            for library in self._able(warm):
                self._run(warm, library, NoMeter(), "warm-up", Run(warm.figures))
        for number in range(runs):
            for library in self._turns(work, number):
                run = Run(work.figures)
                self._run(work, library, NoMeter(), f"run {number + 1} of {runs}", run)
                self._keep(work, library, run)
        for number in range(counts):
            for library in self._turns(work, number):
                self._keep(work, library, self._count(work, library, f"count {number + 1} of {counts}"))

    def _able(self, work: Work) -> list[Library]:
        return [library for library in self._libraries if work.name not in library.cannot]

    def _turns(self, work: Work, number: int) -> list[Library]:
        able = self._able(work)
        start = number % max(1, len(able))
        return able[start:] + able[:start]

    def _count(self, work: Work, library: Library, title: str) -> Run:
        meter = Meter()
        timed = Run(work.figures)  # times of a run that counts are too long: forgotten
        self._run(work, library, meter, title, timed)
        run = Run(work.counted)
        reasons = {reason for series in timed.series.values() for reason in series.failures}
        if not meter.received.frames:
            run.fail("; ".join(reasons) or "nothing was counted")
            return run
        parts = work.parts
        run.note("received", meter.received.bytes / parts)
        run.note("sent", meter.sent.bytes / parts)
        run.note("frames_received", meter.received.frames / parts)
        run.note("frames_sent", meter.sent.frames / parts)
        if HEAP in work.counted and meter.heap is not None:
            run.note("heap", meter.heap / 1e6)
        for series in run.series.values():
            series.notes = [f"counted up to a failure: {reason}" for reason in sorted(reasons)]
        return run

    def _run(self, work: Work, library: Library, meter: Meter | NoMeter, title: str, run: Run) -> None:
        if work.needs_fresh_page:
            self._lab.fresh_page()
        try:
            work.run(self._lab, library, meter, run)
        except (RunFailedError, CellError) as error:
            run.fail(str(error))
        except DevToolsTimeoutError as error:
            run.fail(f"the page didn't answer: {error}")
        if any(series.failures for series in run.series.values()):
            # Its page may still be busy with what came too late; the next library must not suffer from that.
            self._lab.fresh_page()
        self._log(f"{work.name:16} {library.name:12} {title:12} {_line(run)}")

    def _keep(self, work: Work, library: Library, run: Run) -> None:
        for key, series in run.series.items():
            kept = self.results[work.name][library.name][key]
            kept.values += series.values
            kept.failures += series.failures
            kept.notes += series.notes


def _line(run: Run) -> str:
    parts = []
    for key, series in run.series.items():
        if series.failures:
            parts.append(f"{key} FAILED: {series.failures[-1]}")
        elif series.values:
            shown = sorted(series.values)
            parts.append(f"{key} {shown[len(shown) // 2]:.4g}")
    return "; ".join(parts)
