"""What is measured, and what was: figures, series of values, and what they come to. No Jupyter, no browser."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Figure:
    """What one row of the table shows.

    Attributes:
        key: name among the figures of its work.
        title: for people; empty if it is shown with another.
        unit: of the values: ms, µs, bytes, frames, MB.
        also: key of a second figure, shown in the same place as "first + second"; ratios are of the sums.
    """

    key: str
    title: str
    unit: str
    also: str = ""


@dataclass
class Series:
    """All values of one figure of one library, in the order of the runs.

    Attributes:
        values: those that were measured.
        failures: why others weren't; one for each run that failed.
        cannot: why it can't be done at all.
        notes: what to know of the values.
    """

    values: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    cannot: str = ""
    notes: list[str] = field(default_factory=list)


class Run:
    """One run: what it notes goes into the series of its library.

    Args:
        figures: all that it should note.
    """

    def __init__(self, figures: Iterable[Figure]) -> None:
        self.series = {figure.key: Series() for figure in figures}

    def note(self, key: str, *values: float) -> None:
        """Note values of a figure."""
        self.series[key].values.extend(values)

    def fail(self, reason: str, *keys: str) -> None:
        """Note a failure of some figures, or of all that have no value."""
        for key, series in self.series.items():
            if key in keys or (not keys and not series.values):
                series.failures.append(reason)


COUNTED = (
    Figure("received", "bytes received + sent", "bytes", also="sent"),
    Figure("sent", "", "bytes"),
    Figure("frames_received", "frames received + sent", "frames", also="frames_sent"),
    Figure("frames_sent", "", "frames"),
)
"""Of the runs that count."""

HEAP = Figure("heap", "JavaScript heap added", "MB")
"""Of the runs that count, where it is more than the noise."""


def summary(series: Series) -> dict[str, Any]:
    """Return what the values of a series come to.

    Returns:
        runs: how many there were, failed ones too.
        failed: how many of them failed.
        median, p95, min, max: of the others; None if there are none.
    """
    values = sorted(series.values)
    return {
        "runs": len(values) + len(series.failures),
        "failed": len(series.failures),
        "median": statistics.median(values) if values else None,
        "p95": p95(values),
        "min": values[0] if values else None,
        "max": values[-1] if values else None,
    }


def p95(values: list[float]) -> float | None:
    """Return the smallest value that 95 % of the values don't exceed: of fewer than 20 that is the greatest.

    None if there are none.
    """
    ordered = sorted(values)
    return ordered[math.ceil(0.95 * len(ordered)) - 1] if ordered else None
