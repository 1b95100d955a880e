"""What the first slice costs: a click, a JavaScript result, 1,000 rows.

Times come from the page itself or from the kernel; frames and bytes from runs of their own, since counting them slows
the page down.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.browser.harness import FrameCounter, Notebook

from ._lab import FIND, lab_window, machine, summary, table

if TYPE_CHECKING:
    from tests.browser.harness import LabWindow

RESULTS = Path(__file__).parent / "results"

CLICKS = """
from liveui_jupyter import ui

count = 0
def click():
    global count
    count += 1
    label.text = f"count {count}"

label = ui.label("count 0")
button = ui.button("Click", on_click=click)
"""

CLICK_TIMES = (
    "async ([selector, runs, pause]) => {"
    + FIND
    + """
  const [output] = [...document.querySelectorAll('.jp-OutputArea-output')].slice(-1);
  const until = (condition) => new Promise((resolve) => {
    const look = () => condition() ? resolve() : setTimeout(look, 20);
    look();
  });
  await until(() => deepAll(output, selector).length > 0);
  const button = deepAll(output, selector)[0];
  const roots = deepAll(output, '*').filter((node) => node.shadowRoot).map((node) => node.shadowRoot);
  const times = [];
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    const changed = new Promise((resolve) => {
      const watcher = new MutationObserver((records) => {
        if (!records.some((record) => (record.target.textContent || '').includes('count'))) return;
        watcher.disconnect();
        resolve();
      });
      for (const root of roots) watcher.observe(root, { childList: true, characterData: true, subtree: true });
    });
    button.click();
    await changed;
    times.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return times;
}"""
)

CALLS = """
import json, time
from liveui_jupyter import ui

ui.label("calls")
await ui.run_javascript("1")
times = []
for _ in range(100):
    begin = time.perf_counter()
    await ui.run_javascript("6*7")
    times.append(1000 * (time.perf_counter() - begin))
print(json.dumps(times))
"""

ROWS = """
import json, time
from liveui_jupyter import ui

begin = time.time()
for i in range(1000):
    with ui.row():
        ui.label(f"Row {i}")
        ui.button(f"Button {i}", on_click=lambda: None)
print(json.dumps({"begin": begin, "built": time.time()}))
"""

LAST_BUTTON = (
    "() => new Promise((resolve) => {"
    + FIND
    + """
  const start = performance.now();
  const look = () => {
    const views = [...document.querySelectorAll('liveui-view')];
    const last = views[views.length - 1]?.shadowRoot;
    const buttons = last ? last.querySelectorAll('wa-button') : [];
    if (buttons.length >= 1000) {
      const inDom = performance.timeOrigin + performance.now();
      requestAnimationFrame(() => setTimeout(() =>
        resolve({ inDom, painted: performance.timeOrigin + performance.now() })));
    } else if (performance.now() - start > 60000) resolve(null);
    else requestAnimationFrame(look);
  };
  look();
})"""
)


def printed(notebook: Notebook, index: int) -> Any:
    """Return what a cell has printed, as JSON."""
    return json.loads(notebook.streams(index))


def measure_clicks(window: LabWindow) -> dict[str, Any]:
    """Click → Python handler → text in the DOM, in ms, measured in the page."""
    notebook = Notebook.create(window, [CLICKS], is_fresh=False)
    notebook.run(0)
    figures = {}
    for pause, runs in ((40, 60), (700, 12)):
        times = window.page.evaluate(CLICK_TIMES, ["wa-button", runs, pause])
        figures[f"click, ms, {pause} ms between clicks"] = summary(times[2:])
    notebook.close()
    return figures


def measure_calls(window: LabWindow) -> dict[str, Any]:
    """Kernel → JavaScript → kernel from a running cell, in ms, measured in the kernel."""
    notebook = Notebook.create(window, [CALLS], is_fresh=False)
    notebook.run(0, timeout=60)
    figures = {"await run_javascript in a running cell, ms": summary(printed(notebook, 0))}
    notebook.close()
    return figures


def measure_rows(window: LabWindow, runs: int = 3) -> dict[str, Any]:
    """1,000 label+button rows, in ms from the first line of the cell."""
    in_dom, painted, built = [], [], []
    for _ in range(runs):
        notebook = Notebook.create(window, ["from liveui_jupyter import ui; ui.label('warm')", ROWS], is_fresh=False)
        notebook.run(0)
        notebook.start(1)
        seen = window.page.evaluate(LAST_BUTTON)
        notebook.wait_done(1, timeout=60)
        kernel = printed(notebook, 1)
        if seen is None:
            raise SystemExit("The last of 1,000 buttons never appeared.")
        in_dom.append(seen["inDom"] - 1000 * kernel["begin"])
        painted.append(seen["painted"] - 1000 * kernel["begin"])
        built.append(1000 * (kernel["built"] - kernel["begin"]))
        notebook.close()
    return {
        "1,000 rows until the last button is in the DOM, ms": summary(in_dom),
        "1,000 rows until painted, ms": summary(painted),
        "1,000 rows, kernel's time to build, ms": summary(built),
    }


def count_rows(window: LabWindow) -> dict[str, Any]:
    """Frames and bytes of 1,000 rows, the bundle having been loaded by an earlier cell."""
    notebook = Notebook.create(window, ["from liveui_jupyter import ui; ui.label('warm')", ROWS], is_fresh=False)
    notebook.run(0)
    with FrameCounter(window.page) as frames:
        notebook.start(1)
        window.page.evaluate(LAST_BUTTON)
        notebook.wait_done(1, timeout=60)
    notebook.close()
    ours = [frame for frame in frames.received if frame.message_type.startswith("comm")]
    return {
        "1,000 rows, all frames received": {"frames": frames.count(), "bytes": frames.bytes()},
        "1,000 rows, comm frames received": {"frames": len(ours), "bytes": sum(frame.size for frame in ours)},
    }


def main() -> None:
    """Measure, print a table, and keep the figures as JSON."""
    with lab_window() as window:
        figures: dict[str, Any] = {}
        for measurement in (measure_clicks, measure_calls, measure_rows, count_rows):
            figures |= measurement(window)
        browser = window.context.browser
        host = machine() | {"chromium": browser.version if browser else "?"}
    print(table(host | figures))
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "first_light.json").write_text(json.dumps({"machine": host, "figures": figures}, indent=1) + "\n")


if __name__ == "__main__":
    main()
