"""The bench's own sums, tables and turns: no browser."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from bench._figures import COUNTED, Figure, Run, Series, p95, summary
from bench._lab import RunFailedError
from bench._measure import Measurement
from bench._report import Table, as_json, faults
from bench._works import BaseWork
from tools.bench import split

OURS, PEER = SimpleNamespace(name="ours", title="Ours"), SimpleNamespace(name="peer", title="Peer")

WORK = SimpleNamespace(name="work", title="Some work", figures=(Figure("ms", "time", "ms"),), counted=COUNTED, part="")


def table(ours, peer, work=WORK):
    """The lines of the table of one work, as lists of cells, then its notes."""
    keys = [figure.key for figure in (*work.figures, *work.counted)]
    results = {
        "work": {
            name: {key: given.get(key, Series()) for key in keys} for name, given in (("ours", ours), ("peer", peer))
        }
    }
    text = Table([OURS, PEER]).write([work], results)
    lines, _, notes = text.partition("\n\n")
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines.splitlines()][3:], notes


# ---- sums


@pytest.mark.parametrize(
    ("count", "expected"), [(1, 1), (2, 2), (3, 3), (19, 19), (20, 19), (21, 20), (40, 38), (100, 95), (1000, 950)]
)
def test_p95_is_the_smallest_value_that_95_percent_do_not_exceed(count, expected):
    values = [float(value) for value in range(count, 0, -1)]
    assert p95(values) == expected


def test_p95_of_nothing():
    assert p95([]) is None


def test_a_summary_counts_failed_runs_too():
    found = summary(Series(values=[3.0, 1.0, 2.0, 10.0], failures=["late"]))
    assert found == {"runs": 5, "failed": 1, "median": 2.5, "p95": 10.0, "min": 1.0, "max": 10.0}


def test_a_summary_of_failures_alone():
    found = summary(Series(failures=["late", "late"]))
    assert (found["runs"], found["failed"], found["median"], found["p95"]) == (2, 2, None, None)


def test_json_keeps_every_value_and_every_failure():
    found = as_json({"work": {"ours": {"ms": Series(values=[2.0, 1.0], failures=["late"])}}})["work"]["ours"]["ms"]
    assert found["values"] == [2.0, 1.0]
    assert found["failures"] == ["late"]
    assert found["median"] == 1.5


def test_a_run_that_fails_fails_for_what_it_has_not_noted():
    run = Run([Figure("first", "", "ms"), Figure("second", "", "ms")])
    run.note("first", 1.0)
    run.fail("late")
    assert (run.series["first"].failures, run.series["second"].failures) == ([], ["late"])


# ---- the table


def test_medians_spreads_and_ratios():
    rows, notes = table(
        {"ms": Series(values=[10.0, 12.0, 11.0])}, {"ms": Series(values=[float(n) for n in range(21, 121)])}
    )
    assert rows == [["time, ms", "11.0 (max 12.0 of 3)", "70.5 (p95 115 of 100)", "6.4"]]
    assert notes == ""


def test_what_failed_always_is_said_with_its_reason():
    rows, notes = table({"ms": Series(values=[10.0])}, {"ms": Series(failures=["last seen: 'step 9'"] * 3)})
    assert rows == [["time, ms", "10.0", "**failed 3 of 3** [1]", "-"]]
    assert notes == "1. last seen: 'step 9'"


def test_what_failed_sometimes_is_said_beside_the_rest():
    rows, notes = table({"ms": Series(values=[10.0])}, {"ms": Series(values=[20.0, 30.0], failures=["not shown"])})
    assert rows == [["time, ms", "10.0", "25.0 (max 30.0 of 2); **failed 1 of 3** [1]", "2.5"]]
    assert notes == "1. not shown"


def test_different_failures_are_all_told():
    _, notes = table({"ms": Series(values=[10.0])}, {"ms": Series(failures=["one", "other", "one"])})
    assert notes.splitlines() == ["1. one", "2. other"]


def test_what_cannot_be_done_is_said_with_its_reason():
    rows, notes = table({"ms": Series(values=[1.0])}, {"ms": Series(cannot="no way")})
    assert rows == [["time, ms", "1.00", "can't [1]", "-"]]
    assert notes == "1. no way"


def test_bytes_of_both_directions_stand_together_and_ratios_are_of_their_sum():
    ours = {"received": Series(values=[90.0]), "sent": Series(values=[10.0])}
    peer = {"received": Series(values=[9_000.0], notes=["up to a failure"]), "sent": Series(values=[1_000.0])}
    rows, notes = table(ours, peer)
    assert rows == [["bytes received + sent", "90 + 10", "9,000 + 1,000 [1]", "100"]]
    assert notes == "1. up to a failure"


def test_counts_name_what_they_are_given_for():
    work = SimpleNamespace(**{**vars(WORK), "part": "a click"})
    given = {"frames_received": Series(values=[1.5]), "frames_sent": Series(values=[1.0])}
    rows, _ = table(given, given, work)
    assert rows[0][:2] == ["frames received + sent, a click", "1.5 + 1"]


def test_a_row_that_nobody_measured_is_left_out():
    rows, _ = table({}, {})
    assert rows == []


def test_faults_of_one_library():
    results = {
        "work": {
            "ours": {"ms": Series(values=[1.0]), "sent": Series(failures=["gone"])},
            "peer": {"ms": Series(failures=["late"])},
        }
    }
    assert faults(results, "ours") == ["work, sent: 1 times, gone"]


# ---- turns


class Scripted(BaseWork):
    """Notes who was asked; a library may raise."""

    name = "work"
    figures = (Figure("ms", "time", "ms"),)

    def __init__(self):
        self.asked = []

    def run(self, lab, library, meter, run):
        self.asked.append(library.name)
        if library.name == "b":
            raise RunFailedError("nothing was shown")
        run.note("ms", 1.0)


def measured(work, **options):
    libraries = [
        SimpleNamespace(name=name, cannot={"work": "no way"} if name == "d" else {}) for name in ("a", "b", "c", "d")
    ]
    lab = SimpleNamespace(fresh_page=lambda: None)
    lines = []
    measurement = Measurement(lab, libraries, log=lines.append)
    measurement.measure(work, **options)
    return measurement.results["work"], lines


def test_libraries_take_turns_and_the_order_rotates():
    work = Scripted()
    measured(work, runs=4, counts=0)
    assert "".join(work.asked) == "abcbcacababc"


def test_a_failure_is_kept_and_the_others_go_on():
    results, lines = measured(Scripted(), runs=2, counts=0)
    assert results["a"]["ms"].values == [1.0, 1.0]
    assert results["b"]["ms"].failures == ["nothing was shown"] * 2
    assert results["d"]["ms"].cannot == "no way"
    assert sum("FAILED: nothing was shown" in line for line in lines) == 2


def test_warming_up_does_not_count():
    work, warm = Scripted(), Scripted()
    results, _ = measured(work, runs=1, counts=0, warm=warm)
    assert warm.asked == ["a", "b", "c"]
    assert results["a"]["ms"].values == [1.0]


def test_a_run_that_counted_nothing_has_failed():
    results, _ = measured(Scripted(), runs=0, counts=1)
    assert results["a"]["received"].failures == ["nothing was counted"]
    assert results["b"]["received"].failures == ["nothing was shown"]


# ---- the command


@pytest.mark.parametrize(
    ("arguments", "names", "options"),
    [
        ([], [], []),
        (["side_by_side"], ["side_by_side"], []),
        (["--quick"], [], ["--quick"]),
        (["side_by_side", "--only", "clicks", "--runs", "3"], ["side_by_side"], ["--only", "clicks", "--runs", "3"]),
    ],
)
def test_arguments_after_the_names_are_the_measurements(arguments, names, options):
    assert split(arguments) == (names, options)
