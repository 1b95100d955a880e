"""ipywidgets, as its guide has it: containers are given all their children, and displayed once."""

from __future__ import annotations

from .library import Library

NO_JAVASCRIPT = (
    "ipywidgets has nothing that runs JavaScript in the page and returns a value; a widget written by hand can "
    "(see anywidget)"
)

IPYWIDGETS = Library(
    name="ipywidgets",
    title="ipywidgets",
    package="ipywidgets",
    host="",
    button="button.jupyter-button",
    label=".jupyter-widgets.widget-label",
    setup="""
from IPython.display import display
from ipywidgets import Button, HBox, Label, VBox

def clicked(button):
    pass
""",
    rows="""
rows = []
for i in range(n):
    button = Button(description=f"Button {i}")
    button.on_click(clicked)
    rows.append(HBox([Label(f"Row {i}"), button]))
display(VBox(rows))
""",
    labels="""
labels = [Label(f"old {i}") for i in range(n)]
display(VBox(labels))
""",
    change_labels="""
for i, label in enumerate(labels):
    label.value = f"new {i}"
""",
    click="""
count = 0

def count_up(button):
    global count
    count += 1
    label.value = f"count {count}"

label = Label("count 0")
button = Button(description="Click")
button.on_click(count_up)
display(VBox([label, button]))
""",
    cell="""
button = Button(description=f"Button {i}")
button.on_click(clicked)
display(VBox([Label(f"Label {i}"), button]))
""",
    change_label="""
for i in range(n):
    label.value = f"step {i}"
""",
    cannot={"calls_cell": NO_JAVASCRIPT, "calls_task": NO_JAVASCRIPT},
)
