"""This library."""

from __future__ import annotations

from .library import Library

LIVEUI = Library(
    name="liveui",
    title="liveui_jupyter",
    package="liveui_jupyter",
    host="liveui-view",
    button="wa-button",
    label=".liveui-label",
    setup="""
from liveui_jupyter import ui

def clicked():
    pass
""",
    rows="""
for i in range(n):
    with ui.row():
        ui.label(f"Row {i}")
        ui.button(f"Button {i}", on_click=clicked)
""",
    labels="""
labels = [ui.label(f"old {i}") for i in range(n)]
""",
    change_labels="""
for i, label in enumerate(labels):
    label.text = f"new {i}"
""",
    click="""
count = 0

def count_up():
    global count
    count += 1
    label.text = f"count {count}"

label = ui.label("count 0")
ui.button("Click", on_click=count_up)
client = ui.context.client
""",
    cell="""
ui.label(f"Label {i}")
ui.button(f"Button {i}", on_click=clicked)
""",
    change_label="""
for i in range(n):
    label.text = f"step {i}"
""",
    ask='client.run_javascript("6 * 7")',
    remark="Its buttons are Web Awesome's custom elements, each with a shadow root.",
)
