"""What the bench has to know about a library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Library:
    """Cells to run, and how to find in the DOM what they show.

    The sources are what the library's own documentation recommends for the job, without any code that measures. Names
    that they find defined: `n`, how many, and `i`, the number of a cell.

    Attributes:
        name: a short one, for JSON.
        title: for people.
        package: what its version is asked by.
        host: how the tag begins whose shadow root holds everything; empty if there is none.
        button: selector of a button.
        label: selector of a label.
        setup: imports and definitions; shows nothing.
        rows: shows `n` rows of a label "Row i" and a button "Button i" with a handler.
        labels: shows `n` labels "old i".
        change_labels: changes each of them once, in a loop, to "new i".
        click: shows a label "count 0" and a button whose handler makes it "count 1", "count 2" …
        cell: shows one label "Label i" and one button "Button i" with a handler.
        change_label: changes the label that `click` has shown `n` times in a loop, to "step i".
        ask: an expression to await: 42, computed in the page. Used after `click` was shown.
        cannot: reasons, by the name of the work that can't be done.
        remark: what to know when comparing.
    """

    name: str
    title: str
    package: str
    host: str
    button: str
    label: str
    setup: str
    rows: str
    labels: str
    change_labels: str
    click: str
    cell: str
    change_label: str
    ask: str = ""
    cannot: Mapping[str, str] = field(default_factory=dict)
    remark: str = ""
