"""A widget written by hand with anywidget: as little as the widget protocol allows, for exactly this job.

It stands for the floor of everything that goes through widgets. One model holds all rows; buttons are the browser's.
"""

from __future__ import annotations

from .library import Library

SETUP = '''
import asyncio

import anywidget
import traitlets

class Rows(anywidget.AnyWidget):
    """Labels, with or without buttons; all in one model."""

    _esm = """
    function render({ model, el }) {
      const labels = [];
      for (const [index, [text, title]] of model.get("rows").entries()) {
        const row = document.createElement("div");
        const label = document.createElement("span");
        label.className = "label";
        label.textContent = text;
        row.append(label);
        labels.push(label);
        if (title) {
          const button = document.createElement("button");
          button.textContent = title;
          button.addEventListener("click", () => model.send({ clicked: index }));
          row.append(button);
        }
        el.append(row);
      }
      model.on("change:texts", () => {
        for (const [index, text] of model.get("texts").entries()) labels[index].textContent = text;
      });
    }
    export default { render };
    """
    rows = traitlets.List().tag(sync=True)
    texts = traitlets.List().tag(sync=True)

class Pair(anywidget.AnyWidget):
    """A label and a button; answers what it is asked."""

    _esm = """
    function render({ model, el }) {
      const label = document.createElement("span");
      label.className = "label";
      const show = () => { label.textContent = model.get("text") };
      show();
      model.on("change:text", show);
      const button = document.createElement("button");
      button.textContent = model.get("title");
      button.addEventListener("click", () => model.send({ clicked: true }));
      el.append(label, button);
      model.on("msg:custom", ({ id }) => model.send({ id, value: 6 * 7 }));
    }
    export default { render };
    """
    text = traitlets.Unicode().tag(sync=True)
    title = traitlets.Unicode().tag(sync=True)

    def __init__(self, **traits):
        super().__init__(**traits)
        self._waiting = {}
        self._loop = asyncio.get_running_loop()
        self.on_msg(self._answered)

    def ask(self):
        """Have the page compute something; await the result."""
        future = self._loop.create_future()
        self._waiting[len(self._waiting)] = future
        self.send({"id": len(self._waiting) - 1})
        return future

    def _answered(self, _, content, buffers):
        if "id" in content:
            # Replies may arrive on the thread of a subshell.
            self._loop.call_soon_threadsafe(self._waiting[content["id"]].set_result, content["value"])

def clicked(widget, content, buffers):
    pass
'''

ANYWIDGET = Library(
    name="anywidget",
    title="hand-written anywidget",
    package="anywidget",
    host="",
    button="button",
    label=".label",
    setup=SETUP,
    rows="""
widget = Rows(rows=[[f"Row {i}", f"Button {i}"] for i in range(n)])
widget.on_msg(clicked)
display(widget)
""",
    labels="""
widget = Rows(rows=[[f"old {i}", ""] for i in range(n)])
display(widget)
""",
    change_labels="""
widget.texts = [f"new {i}" for i in range(n)]
""",
    click="""
count = 0

def count_up(widget, content, buffers):
    global count
    if "clicked" in content:
        count += 1
        widget.text = f"count {count}"

widget = Pair(text="count 0", title="Click")
widget.on_msg(count_up)
display(widget)
""",
    cell="""
widget = Pair(text=f"Label {i}", title=f"Button {i}")
widget.on_msg(clicked)
display(widget)
""",
    change_label="""
for i in range(n):
    widget.text = f"step {i}"
""",
    ask="widget.ask()",
    remark=(
        "Written for this job alone, with the browser's own buttons; the labels are one list, which is assigned once: "
        "one message for all of them."
    ),
)
