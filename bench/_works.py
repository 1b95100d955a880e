"""The kinds of work. Each starts from a kernel of its own, in which the library is imported and has shown something."""

from __future__ import annotations

from typing import Any

from ._figures import COUNTED, HEAP, Figure, Run
from ._frames import Meter, NoMeter
from ._lab import BenchNotebook, Lab, RunFailedError
from .libraries import Library

ROWS_DEADLINE = 60.0
"""Seconds. All deadlines are several times what the slowest library needs where it gets there at all."""
LABELS_DEADLINE = 30.0
CHANGES_DEADLINE = 30.0
CELL_DEADLINE = 15.0
CLICK_DEADLINE = 5.0
CALLS_DEADLINE = 20.0

WARM_CALLS = 3
"""Round trips that aren't counted."""

WARM_CLICKS = 2


class BaseWork:
    """What most works have in common; see `Work`."""

    name = ""
    title = ""
    figures: tuple[Figure, ...] = ()
    counted: tuple[Figure, ...] = COUNTED
    parts = 1
    part = ""
    needs_fresh_page = False


class Rows(BaseWork):
    """First paint of many rows."""

    counted = (*COUNTED, HEAP)

    def __init__(self, count: int) -> None:
        self.name = f"rows_{count}"
        self.title = f"First paint of {count:,} label+button rows"
        self.figures = (
            Figure("dom", "until the last button is in the DOM", "ms"),
            Figure("painted", "until painted", "ms"),
            Figure("kernel", "to construct and display, in the kernel", "ms"),
        )
        self._count = count

    def run(self, lab: Lab, library: Library, meter: Meter | NoMeter, run: Run) -> None:
        """See `Work`."""
        with lab.notebook(library.setup, small(library, 0), timed(library.rows, n=self._count)) as notebook:
            show_small(notebook, library, 1, 0)
            with meter.measuring(notebook.page):
                try:
                    seen = notebook.shown(2, deadline=ROWS_DEADLINE, **buttons(library, self._count))
                finally:
                    # The kernel has done its part, whatever was shown of it.
                    kernel = notebook.report()
                    run.note("kernel", 1000 * (kernel["end"] - kernel["begin"]))
        run.note("dom", 1000 * (seen["dom"] - kernel["begin"]))
        run.note("painted", 1000 * (seen["painted"] - kernel["begin"]))


class Clicks(BaseWork):
    """Click → Python handler → changed text in the DOM."""

    figures = (Figure("ms", "click → Python → text in the DOM", "ms"),)
    part = "a click"

    def __init__(self, count: int, pause: int) -> None:
        self.name = f"clicks_{pause}"
        self.title = f"Clicks, {pause} ms after each answer the next"
        self.parts = count + WARM_CLICKS
        self._pause = pause

    def run(self, lab: Lab, library: Library, meter: Meter | NoMeter, run: Run) -> None:
        """See `Work`."""
        what = {
            "host": library.host,
            "button": library.button,
            "label": library.label,
            "count": self.parts,
            "pause": self._pause,
            "deadline": 1000 * CLICK_DEADLINE,
        }
        with lab.notebook(library.setup, library.click) as notebook:
            show_count(notebook, library, 1)
            with meter.measuring(notebook.page):
                times = notebook.page.evaluate(
                    "([path, what]) => bench.clicks(path, 1, what)", [notebook.path, what], timeout=120
                )
        run.note("ms", *(taken for taken in times[WARM_CLICKS:] if taken is not None))
        if times[-1] is None:
            run.fail(f"click {len(times)} wasn't answered within {CLICK_DEADLINE:g} s", "ms")


class Calls(BaseWork):
    """Kernel → JavaScript → kernel."""

    part = "a round trip"

    def __init__(self, count: int, *, in_cell: bool) -> None:
        self.name = "calls_cell" if in_cell else "calls_task"
        where = "a running cell" if in_cell else "a task, when the cell has ended"
        self.title = f"Kernel → JavaScript → kernel, awaited in {where}"
        self.figures = (Figure("ms", "one after the other", "ms"),)
        self.parts = count + WARM_CALLS
        self._wrapper = IN_CELL if in_cell else IN_TASK

    def run(self, lab: Lab, library: Library, meter: Meter | NoMeter, run: Run) -> None:
        """See `Work`."""
        source = CALLS.format(count=self.parts, ask=library.ask, deadline=CALLS_DEADLINE) + self._wrapper
        with lab.notebook(library.setup, library.click, source) as notebook:
            show_count(notebook, library, 1)
            with meter.measuring(notebook.page):
                notebook.start(2)
                kernel = notebook.report(timeout=2 * CALLS_DEADLINE)
        run.note("ms", *(1000 * taken for taken in kernel["times"][WARM_CALLS:]))
        if kernel["fault"]:
            run.fail(f"{kernel['fault']} after {len(kernel['times'])} of {self.parts}", "ms")


CALLS = """
import asyncio

times = []

async def calls():
    for _ in range({count}):
        begin = time.perf_counter()
        value = await {ask}
        times.append(time.perf_counter() - begin)
        assert value == 42

async def measure():
    fault = ""
    try:
        await asyncio.wait_for(calls(), {deadline})
    except Exception as error:
        fault = type(error).__name__
    report(times=times, fault=fault)
"""

IN_CELL = """
await measure()
"""

IN_TASK = """
ended = asyncio.Event()
events = get_ipython().events

def end(*_):
    events.unregister("post_run_cell", end)
    ended.set()

async def measure_later():
    await ended.wait()
    await measure()

events.register("post_run_cell", end)
task = asyncio.create_task(measure_later())
"""


class Labels(BaseWork):
    """Many labels, each changed once."""

    def __init__(self, count: int) -> None:
        self.name = f"labels_{count}"
        self.title = f"{count:,} labels changed once, in a loop"
        self.figures = (
            Figure("dom", "until the last change is in the DOM", "ms"),
            Figure("kernel", "for the loop itself, in the kernel", "ms"),
        )
        self._count = count

    def run(self, lab: Lab, library: Library, meter: Meter | NoMeter, run: Run) -> None:
        """See `Work`."""
        sources = (f"n = {self._count}\n{library.labels}", timed(library.change_labels, n=self._count))
        with lab.notebook(library.setup, *sources) as notebook:
            old, new = (labels(library, prefix, self._count) for prefix in ("old ", "new "))
            notebook.shown(1, deadline=ROWS_DEADLINE, **old)
            notebook.wait_done(1)
            with meter.measuring(notebook.page):
                try:
                    seen = notebook.shown(2, output=1, deadline=LABELS_DEADLINE, **new)
                finally:
                    kernel = notebook.report()
                    run.note("kernel", 1000 * (kernel["end"] - kernel["begin"]))
        run.note("dom", 1000 * (seen["dom"] - kernel["begin"]))


class Changes(BaseWork):
    """One label, changed again and again in a loop that blocks."""

    def __init__(self, count: int) -> None:
        self.name = f"changes_{count}"
        self.title = f"One label changed {count:,} times in a blocking loop"
        self.figures = (
            Figure("final", "until the final text is in the DOM", "ms"),
            Figure("after", "… of that, after the loop's end", "ms"),
            Figure("change", "a change, in the kernel", "µs"),
        )
        self._count = count

    def run(self, lab: Lab, library: Library, meter: Meter | NoMeter, run: Run) -> None:
        """See `Work`."""
        with lab.notebook(library.setup, library.click, timed(library.change_label, n=self._count)) as notebook:
            show_count(notebook, library, 1)
            with meter.measuring(notebook.page):
                what = look_for(library, library.label, f"step {self._count - 1}", 1, "step ")
                try:
                    seen = notebook.shown(2, output=1, deadline=CHANGES_DEADLINE, **what)
                finally:
                    kernel = notebook.report()
                    run.note("change", 1e6 * (kernel["end"] - kernel["begin"]) / self._count)
        run.note("final", 1000 * (seen["dom"] - kernel["begin"]))
        run.note("after", 1000 * (seen["dom"] - kernel["end"]))


class Cells(BaseWork):
    """The second and further cells of a notebook."""

    figures = (Figure("dom", "until it is in the DOM", "ms"),)
    part = "a cell"

    def __init__(self, count: int) -> None:
        self.name = "cells"
        self.title = f"2nd to {count}th cell, each with one label and one button"
        self.parts = count - 1
        self._count = count

    def run(self, lab: Lab, library: Library, meter: Meter | NoMeter, run: Run) -> None:
        """See `Work`."""
        sources = [small(library, number) for number in range(1, self._count + 1)]
        with lab.notebook(library.setup, *sources) as notebook:
            show_small(notebook, library, 1, 1)
            with meter.measuring(notebook.page):
                for number in range(2, self._count + 1):
                    try:
                        run.note("dom", show_small(notebook, library, number, number))
                    except RunFailedError as error:
                        run.fail(f"cell {number}: {error}", "dom")


class FirstCell(BaseWork):
    """The first cell of a page, which may have to load things."""

    name = "first_cell"
    title = "First cell of a fresh page, with one label and one button"
    figures = (Figure("dom", "until it is in the DOM", "ms"),)
    needs_fresh_page = True

    def run(self, lab: Lab, library: Library, meter: Meter | NoMeter, run: Run) -> None:
        """See `Work`."""
        with lab.notebook(library.setup, small(library, 1)) as notebook, meter.measuring(notebook.page):
            run.note("dom", show_small(notebook, library, 1, 1))


def timed(source: str, **names: int) -> str:
    """Return a cell that defines the names, runs a library's source between two looks at the clock, and reports."""
    definitions = "\n".join(f"{name} = {value}" for name, value in names.items())
    return f"{definitions}\nbegin = time.time()\n{source}\nend = time.time()\nreport(begin=begin, end=end)\n"


def small(library: Library, number: int) -> str:
    """Return a cell with one label and one button."""
    return timed(library.cell, i=number)


def show_small(notebook: BenchNotebook, library: Library, index: int, number: int) -> float:
    """Run such a cell; return the ms until it is shown."""
    what = look_for(library, library.button, f"Button {number}", 1, "Button ")
    seen = notebook.shown(index, deadline=CELL_DEADLINE, **what)
    kernel = notebook.report()
    notebook.wait_done(index)
    return 1000 * (seen["dom"] - kernel["begin"])


def show_count(notebook: BenchNotebook, library: Library, index: int) -> None:
    """Run the cell that shows "count 0" and a button."""
    notebook.shown(index, deadline=CELL_DEADLINE, **look_for(library, library.label, "count 0", 1, "count "))
    notebook.wait_done(index)


def buttons(library: Library, count: int) -> dict[str, Any]:
    """Return how to recognise that all buttons are there."""
    return look_for(library, library.button, f"Button {count - 1}", count, "Button ")


def labels(library: Library, prefix: str, count: int) -> dict[str, Any]:
    """Return how to recognise that all labels are there."""
    return look_for(library, library.label, f"{prefix}{count - 1}", count, prefix)


def look_for(library: Library, selector: str, text: str, count: int, prefix: str) -> dict[str, Any]:
    """Return what `watch` in page.js waits for: a last text, and how many that begin like it."""
    return {"host": library.host, "selector": selector, "text": text, "count": count, "prefix": prefix}
