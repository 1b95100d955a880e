"""Results as JSON and as a Markdown table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from ._figures import Figure, Series, summary

Results = Mapping[str, Mapping[str, Mapping[str, Series]]]
"""Work → library → figure → series."""

FEW = 20
"""Of fewer values than that the 95th percentile is the greatest, and is called so."""


class NamedWork(Protocol):
    """What the table has to know of a work."""

    name: str
    title: str
    figures: Sequence[Figure]
    counted: Sequence[Figure]
    part: str


class NamedLibrary(Protocol):
    """What the table has to know of a library."""

    name: str
    title: str


def as_json(results: Results) -> dict[str, Any]:
    """Return results with their summaries, all values and all failures."""
    return {
        work: {
            library: {key: summary(series) | vars(series) for key, series in figures.items()}
            for library, figures in libraries.items()
        }
        for work, libraries in results.items()
    }


def faults(results: Results, library: str) -> list[str]:
    """Return what a library failed at, or couldn't do."""
    found = []
    for work, libraries in results.items():
        for key, series in libraries.get(library, {}).items():
            reasons = [*series.failures, *series.notes, *([series.cannot] if series.cannot else [])]
            if reasons:
                found.append(f"{work}, {key}: {len(reasons)} times, {reasons[-1]}")
    return found


class Table:
    """Writes the table.

    A row for each figure of each work, a column for each library, then how many times as much as ours each other takes.
    What can't be done or has failed stands in the cell, its reason in a note below the table.

    Args:
        libraries: the columns; the first is ours.
    """

    def __init__(self, libraries: Sequence[NamedLibrary]) -> None:
        self._libraries = libraries
        self._notes: list[str] = []

    def write(self, works: Iterable[NamedWork], results: Results) -> str:
        """Return the table, with notes."""
        _, *others = self._libraries
        head = ["work", *(library.title for library in self._libraries), *(f"{it.title} ÷ ours" for it in others)]
        lines = [_row(head), _row(["---"] + ["---:"] * (len(head) - 1))]
        self._notes = []
        for work in works:
            if work.name not in results:
                continue
            lines.append(_row([f"**{work.title}**", *[""] * (len(head) - 1)]))
            lines += [
                _row(self._cells(work, figure, results[work.name]))
                for figure in (*work.figures, *work.counted)
                if figure.title and self._is_there(figure, results[work.name])
            ]
        notes = [f"{number}. {note}" for number, note in enumerate(self._notes, 1)]
        return "\n".join([*lines, *(["", *notes] if notes else [])])

    @staticmethod
    def _is_there(figure: Figure, libraries: Mapping[str, Mapping[str, Series]]) -> bool:
        """Tell whether anybody tried."""
        series = [figures[figure.key] for figures in libraries.values()]
        return any(it.values or it.failures for it in series)

    def _cells(self, work: NamedWork, figure: Figure, libraries: Mapping[str, Mapping[str, Series]]) -> list[str]:
        what = figure.title
        if work.part and figure in work.counted:
            what += f", {work.part}"
        cells = [f"{what}, {figure.unit}" if figure.unit not in what else what]
        for library in self._libraries:
            figures = libraries[library.name]
            cells.append(self._cell(figure, figures))
        ours, *others = (_total(figure, libraries[library.name]) for library in self._libraries)
        return cells + [_ratio(ours, other) for other in others]

    def _cell(self, figure: Figure, figures: Mapping[str, Series]) -> str:
        series = figures[figure.key]
        if series.cannot:
            return f"can't{self._note(series.cannot)}"
        found = summary(series)
        if not found["runs"]:
            return "-"
        failed = f"failed {found['failed']} of {found['runs']}" if found["failed"] else ""
        reasons = "".join(self._note(reason) for reason in dict.fromkeys(series.failures))
        if found["median"] is None:
            return f"**{failed}**{reasons}"
        text = _number(found["median"], figure.unit)
        if figure.also:
            text += f" + {_number(summary(figures[figure.also])['median'], figure.unit)}"
        else:
            text += _spread(found, len(series.values), figure.unit)
        if failed:
            text += f"; **{failed}**{reasons}"
        return text + "".join(self._note(note) for note in dict.fromkeys(series.notes))

    def _note(self, text: str) -> str:
        """Return the mark of a note, which is made if there is none with that text."""
        if text not in self._notes:
            self._notes.append(text)
        return f" [{self._notes.index(text) + 1}]"


def _spread(found: Mapping[str, Any], count: int, unit: str) -> str:
    if count < 2:
        return ""
    name = "max" if count < FEW else "p95"
    return f" ({name} {_number(found['p95'], unit)} of {count})"


def _total(figure: Figure, figures: Mapping[str, Series]) -> float | None:
    """Return the median, with what is shown in the same place; None if there is none."""
    medians = [summary(figures[key])["median"] for key in (figure.key, figure.also) if key]
    return None if None in medians else sum(medians)


def _ratio(ours: float | None, other: float | None) -> str:
    if ours is None or other is None or ours <= 0:
        return "-"
    ratio = other / ours
    return f"{ratio:.2f}" if ratio < 0.95 else f"{ratio:.1f}" if ratio < 10 else f"{ratio:,.0f}"


def _number(value: float, unit: str) -> str:
    """Return a value as people read it; the unit stands in the row's title."""
    if unit == "bytes" or abs(value) >= 100:
        return f"{value:,.0f}"
    if unit == "frames":
        return f"{value:.1f}".removesuffix(".0")
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def heading(
    machine: Mapping[str, str], versions: Mapping[str, str], begin: Mapping[str, Any], end: Mapping[str, Any]
) -> str:
    """Return what stands above the table."""
    loads = " → ".join("/".join(str(load) for load in moment["load"]) for moment in (begin, end))
    return "\n".join(
        [
            f"{begin['time']} to {end['time']}; load average {loads}  ",
            f"{machine['processor']}, {machine['cores']} cores, {machine['memory']}; {machine['system']}  ",
            ", ".join(f"{name} {number}" for name, number in versions.items() if number),
        ]
    )
