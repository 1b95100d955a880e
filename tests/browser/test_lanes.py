"""Lanes that lose frames: the interface works over another, and comes back to the better one."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

COUNT = """
from liveui_jupyter import ui

count = 0
seen = []
def press(event):
    global count
    count += 1
    label.text = f"{count} clicks"
with ui.row():
    ui.button("Press", on_click=press)
    field = ui.input("Text", on_change=lambda e: seen.append(e.value))
label = ui.label("0 clicks")
"""

BREAK = """
(how) => {
  for (const widget of globalThis.jupyterapp.shell.widgets("main")) {
    const kernel = widget.sessionContext?.session?.kernel;
    if (!kernel) continue;
    const original = kernel.originalSend ?? kernel.sendControlMessage;
    kernel.originalSend = original;
    globalThis.swallowed ??= [];
    kernel.sendControlMessage = function (message, ...others) {
      if (message.header.msg_type !== "liveui_msg" || how === "works") return original.call(this, message, ...others);
      if (how === "throws") throw new Error("no control channel today");
      if (how === "swallows events" && message.content.data.k !== "event") {
        return original.call(this, message, ...others);
      }
      globalThis.swallowed.push(message.content.data.k);
      if (how === "swallows every other" && globalThis.swallowed.length % 2) {
        return original.call(this, message, ...others);
      }
      return { dispose() {} };
    };
  }
}
"""


def lanes(nb):
    """Return the capabilities that the kernel knows of the page's view."""
    return nb.kernel_eval("[view.capabilities for view in label.client.views.connected.values()]")


@pytest.fixture
def shown(notebook):
    nb = notebook(COUNT, 'await ui.run_javascript("6 * 7")')
    nb.run(0)
    return nb, nb.cell(0).get_by_role("button", name="Press"), nb.cell(0).locator(".liveui-label")


def test_a_lane_that_loses_everything(shown):
    nb, button, label = shown
    button.click()
    expect(label).to_have_text("1 clicks")
    assert lanes(nb) == [["control", "comm"]]
    nb.page.evaluate(BREAK, "swallows")
    for _ in range(4):
        button.click()
    expect(label).to_have_text("5 clicks", timeout=30_000)  # after two seconds, and one for the handshake
    assert "event" in nb.page.evaluate("swallowed")
    assert lanes(nb) == [["comm"]]
    button.click()
    expect(label).to_have_text("6 clicks")
    nb.run(1)
    assert nb.output_text(1).endswith("42"), "this kernel serves the comm while a cell awaits"
    # The host has reconnected.
    nb.page.evaluate(BREAK, "works")
    reconnect = "harness.panel(path).sessionContext.session.kernel.reconnect()"
    nb.page.evaluate(f"(path) => {reconnect}", nb.path)
    nb.wait_for_kernel("[v.capabilities for v in label.client.views.connected.values()] == [['control', 'comm']]")
    button.click()
    expect(label).to_have_text("7 clicks")


def test_a_lane_that_throws(shown):
    nb, button, label = shown
    nb.page.evaluate(BREAK, "throws")
    button.click()
    expect(label).to_have_text("1 clicks", timeout=1_500)


@pytest.mark.parametrize("how", ["swallows every other", "swallows events"])
def test_a_lane_that_loses_some_frames(shown, how):
    nb, button, label = shown
    nb.page.evaluate(BREAK, how)
    for _ in range(6):
        button.click()
    field = nb.cell(0).get_by_role("textbox")
    field.press_sequentially("abcdef")
    expect(label).to_have_text("6 clicks", timeout=30_000)
    nb.wait_for_kernel("seen[-1:] == ['abcdef']", timeout=30)
    assert nb.kernel_eval("seen") == ["abcdef"[: index + 1] for index in range(6)]
    assert nb.kernel_eval("count") == 6
