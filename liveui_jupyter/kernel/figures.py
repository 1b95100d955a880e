"""Figures that handlers draw with matplotlib's inline backend: in their client's output, and nobody else's.

pyplot has one list of open figures for the whole process. A cell's are shown and closed when it ends; a handler's would
wait for the next cell and appear there, and a handler that runs while a cell awaits would draw into that cell's current
figure, and close it with its `plt.show()`. So each run of a handler has a list of its own: `Gcf.figs`, which all of
pyplot goes through, is replaced by a mapping that asks a context variable whose turn it is. Cells see what they always
saw. matplotlib isn't imported for that, and with other backends, whose figures live on (ipympl), all share one list.
"""

from __future__ import annotations

import sys
from collections import OrderedDict
from collections.abc import Iterator, MutableMapping, ValuesView
from typing import Any

from ..core.context import handler_run, output_client

_NOTE = "figures"


class HandlerFigures(MutableMapping[Any, Any]):
    """Stands in for `Gcf.figs`: figure managers by number, the active one last; those of the run that asks.

    Args:
        shared: the mapping of all code that isn't a handler's.
        shell: IPython's shell.
    """

    def __init__(self, shared: OrderedDict[Any, Any], shell: Any) -> None:
        self.shared = shared
        self._shell = shell

    def current(self) -> OrderedDict[Any, Any]:
        """Return the mapping of the calling code."""
        run = handler_run.get()
        if run is None or not is_inline(self._shell):
            return self.shared
        figures: OrderedDict[Any, Any] = run.notes.setdefault(_NOTE, OrderedDict())
        return figures

    def __getitem__(self, number: Any) -> Any:
        return self.current()[number]

    def __setitem__(self, number: Any, manager: Any) -> None:
        self.current()[number] = manager

    def __delitem__(self, number: Any) -> None:
        del self.current()[number]

    def __iter__(self) -> Iterator[Any]:
        return iter(self.current())

    def __reversed__(self) -> Iterator[Any]:
        return iter(reversed(self.current()))

    def __len__(self) -> int:
        return len(self.current())

    def values(self) -> ValuesView[Any]:
        """Return the managers; unlike a `MutableMapping`'s, the view can be reversed."""
        return self.current().values()

    def move_to_end(self, number: Any, last: bool = True) -> None:
        """Make a figure the active one."""
        self.current().move_to_end(number, last)


def is_inline(shell: Any) -> bool:
    """Tell whether figures are shown, and closed, by what runs when a cell has ended."""
    backend = sys.modules.get("matplotlib_inline.backend_inline")
    return getattr(backend, "flush_figures", None) in shell.events.callbacks.get("post_execute", ())


def install_figures(shell: Any) -> bool:
    """Give handlers lists of figures of their own, if pyplot has been loaded and they haven't yet.

    Returns:
        True if pyplot has been loaded since the last call.
    """
    gcf = _gcf()
    figures = getattr(gcf, "figs", None)
    if not isinstance(figures, OrderedDict):
        return False
    gcf.figs = HandlerFigures(figures, shell)
    return True


def adopt_figures(shell: Any) -> None:
    """Take the figures of code that isn't a handler's over into the calling run."""
    figures: HandlerFigures = _gcf().figs
    if is_inline(shell) and figures.current() is not figures.shared:
        figures.current().update(figures.shared)
        figures.shared.clear()


def _gcf() -> Any:
    """Return pyplot's keeper of figures, None if it hasn't been loaded."""
    return getattr(sys.modules.get("matplotlib._pylab_helpers"), "Gcf", None)


def show_figures() -> None:
    """Show the figures that the calling run has left open in its client's output, and close them."""
    run = handler_run.get()
    if run is None or not run.notes.get(_NOTE):
        return
    backend = sys.modules["matplotlib_inline.backend_inline"]
    client = output_client.get()
    # What `show` looks at beside pyplot's list: figures that a running cell has drawn. (It counts where
    # `InlineBackend.close_figures` is off.)
    drawn = backend.show._to_draw  # noqa: SLF001
    own = {manager.canvas.figure for manager in run.notes[_NOTE].values()}
    try:
        if client is not None and not client.is_deleted:
            backend.show(close=True)
    finally:
        backend.show._to_draw = [figure for figure in drawn if figure not in own]  # noqa: SLF001
        if run.notes[_NOTE]:
            sys.modules["matplotlib.pyplot"].close("all")
