"""The bench still works: each library does the smallest form of each work once."""

from __future__ import annotations

import pytest

from bench import _works as works
from bench._lab import lab
from bench._measure import Measurement
from bench._report import Table
from bench.libraries import LIBRARIES, OURS


@pytest.fixture(scope="module")
def surroundings():
    """The bench's own JupyterLab and Chromium, driven without Playwright."""
    with lab() as found:
        yield found


def check(surroundings, work, *, libraries=LIBRARIES, runs=1, counts=0):
    lines = []
    measurement = Measurement(surroundings, libraries, log=lines.append)
    measurement.measure(work, runs=runs, counts=counts)
    for library in libraries:
        for figure in (*work.figures * min(1, runs), *work.counted * min(1, counts)):
            series = measurement.results[work.name][library.name][figure.key]
            if work.name in library.cannot:
                assert series.cannot
                continue
            assert not series.failures, "\n".join(lines)
            assert series.values
            assert figure.key == "heap" or min(series.values) > 0
    assert work.title in Table(libraries).write([work], measurement.results)
    return measurement.results[work.name]


def test_rows(surroundings):
    check(surroundings, works.Rows(3))


@pytest.mark.parametrize(
    "work",
    [works.Clicks(2, 0), works.Calls(2, in_cell=True), works.Calls(2, in_cell=False)],
    ids=lambda work: work.name,
)
def test_round_trips(surroundings, work):
    results = check(surroundings, work)
    assert len(results[OURS.name]["ms"].values) == 2


def test_labels(surroundings):
    check(surroundings, works.Labels(3))


def test_changes(surroundings):
    check(surroundings, works.Changes(20))


def test_cells(surroundings):
    results = check(surroundings, works.Cells(2), runs=0, counts=1)
    # Less than that, and the counter missed something: the code of the cell alone travels twice.
    assert min(series["received"].values[0] for series in results.values()) > 1000


def test_first_cell(surroundings):
    check(surroundings, works.FirstCell(), libraries=[OURS])
