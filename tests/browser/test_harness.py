"""The harness itself, on what Jupyter brings along."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.harness import CellError, FrameCounter


def test_cells_run_and_show_outputs(notebook):
    nb = notebook("x = 6 * 7; print(x); x", "x / 0")
    nb.run(0)
    assert nb.streams(0) == "42\n"
    expect(nb.cell(0)).to_contain_text("42")
    with pytest.raises(CellError, match="ZeroDivisionError"):
        nb.run(1)
    assert nb.error(1) == "ZeroDivisionError: division by zero"
    assert nb.kernel_eval("{'x': x, 'y': [x, None]}") == {"x": 42, "y": [42, None]}


def test_started_cell_is_watched_while_it_runs(notebook):
    nb = notebook("import threading; go = threading.Event(); print('waiting'); input_ = go.wait(20)")
    nb.start(0)
    expect(nb.cell(0)).to_contain_text("waiting")
    assert nb.is_running(0)
    nb.interrupt()
    nb.wait_done(0)
    assert nb.error(0).startswith("KeyboardInterrupt")


def test_cells_are_edited(notebook):
    nb = notebook("1", "2")
    assert nb.add_cell("3") == 2
    nb.delete_cell(0)
    nb.set_source(0, "print('two')")
    assert nb.sources() == ["print('two')", "3"]
    assert nb.mode() == "command"
    nb.run_all()
    assert nb.output_text(0).endswith("two")


@pytest.mark.fresh_page
def test_reload_restart_and_second_tab(notebook):
    nb = notebook("x = 1; print('still here')")
    nb.run(0)
    nb.reload()
    assert "still here" in nb.output_text(0)
    assert nb.kernel_eval("x") == 1
    other = nb.open_second_tab()
    assert other.page is not nb.page
    assert "still here" in other.output_text(0)
    nb.restart_kernel()
    assert nb.kernel_eval("'x' in globals()") is False


def test_widgets_and_their_frames_are_counted(notebook):
    nb = notebook(
        """
        import ipywidgets

        clicks = []
        button = ipywidgets.Button(description="Press")
        button.on_click(lambda _: clicks.append(1))
        button
        """
    )
    before = nb.widget_models()
    with FrameCounter(nb.page) as frames:
        nb.run(0)
        nb.cell(0).get_by_role("button", name="Press").click()
        assert nb.wait_for_kernel("len(clicks)") == 1
    assert nb.widget_models() - before == 3  # the button, its layout, its style
    assert frames.count("comm_open") == 3
    assert frames.bytes() > frames.bytes("comm_open") > 300


@pytest.mark.fresh_page
def test_anywidget_in_a_shadow_root(notebook):
    nb = notebook(
        '''
        import anywidget, traitlets

        class Counter(anywidget.AnyWidget):
            _esm = """
            function render({ model, el }) {
              const root = el.attachShadow({ mode: "open" });
              root.innerHTML = "<style>b { color: red }</style><button>more</button> <b></b>";
              const show = () => { root.querySelector("b").textContent = `count ${model.get("count")}`; };
              root.querySelector("button").onclick = () => model.send("more");
              model.on("change:count", show);
              show();
            }
            export default { render };
            """
            count = traitlets.Int(0).tag(sync=True)

        counter = Counter()
        counter.on_msg(lambda *_: setattr(counter, "count", counter.count + 1))
        counter
        '''
    )
    nb.run(0)
    nb.cell(0).get_by_role("button", name="more").click()
    expect(nb.cell(0)).to_contain_text("count 1")
    assert "count 1" in nb.output_text(0)
    assert "color" not in nb.output_text(0)


def test_theme_and_screenshot(notebook):
    nb = notebook("1")
    nb.set_theme("JupyterLab Dark")
    assert nb.screenshot("harness-dark").stat().st_size > 10_000


def test_faults_of_a_page_are_seen(notebook):
    nb = notebook("1")
    nb.page.evaluate("() => { console.error('meant'); setTimeout(() => { throw new Error('thrown') }) }")
    nb.page.evaluate("() => fetch('http://127.0.0.2:9/x').catch(() => 0)")
    nb.page.wait_for_function("() => true")
    with pytest.raises(AssertionError, match=r"(?s)meant.*thrown.*another host: http://127\.0\.0\.2:9/x"):
        nb.watch.check()
    nb.watch.allow("meant", "thrown", "another host", "Failed to load resource: net::ERR_")
    nb.watch.check()
