"""Where clients are shown: by hand, captured, cleared, in ipywidgets' Output."""

from __future__ import annotations

import pytest
from page import WIDGET_VIEW, Page, Run, View


def shown(run: Run) -> list[str]:
    """Model ids of what a cell displays, in order."""
    data = [m["content"]["data"] for m in run.of("display_data", "execute_result")]
    return [part[WIDGET_VIEW]["model_id"] for part in data if WIDGET_VIEW in part]


def texts_of(page: Page, expression: str) -> list[str]:
    return page.value(f"[e.text for e in {expression}.elements.values() if hasattr(e, 'text')]")


def view_of(page: Page, expression: str) -> View:
    client_id = page.value(f"{expression}.id")
    return page.wait("view", lambda: next((v for v in page.views if v.model.state["client"] == client_id), None))


def test_a_client_is_shown_by_hand_and_more_than_once(page: Page) -> None:
    run = page.run(
        """
client = Client()
with client:
    Label("by hand")
display(client)
client
""",
        cell_id="hand",
    ).check()
    first, second = shown(run)
    assert first == second
    assert len(run.of("comm_open")) == 1
    assert not run.of("execute_result"), "a display id is needed to store the snapshot"
    assert len(run.of("update_display_data")) == 2
    page.wait("two views", lambda: len([v for v in page.views if v.model.comm_id == first]) == 2)
    other = page.run("display(client)", cell_id="hand-2").check()
    assert shown(other) == [first]
    assert "by hand" in other.of("display_data")[0]["content"]["data"]["text/html"]


def test_a_mime_bundle_for_whoever_asks(page: Page) -> None:
    page.run("client = Client()", cell_id="bundle").check()
    assert set(page.value("client._repr_mimebundle_()")) == {"text/plain", "text/html", WIDGET_VIEW}


def test_an_element_as_last_line_adds_nothing(page: Page) -> None:
    run = page.run("label = Label('x')\nlabel", cell_id="element").check()
    assert len(run.of("display_data", "execute_result")) == 1
    run = page.run("label", cell_id="element-2").check()
    (message,) = run.of("display_data", "execute_result")
    assert set(message["content"]["data"]) == {"text/plain"}


def test_capture_cell_magic(page: Page) -> None:
    run = page.run("%%capture captured\nLabel('hidden')", cell_id="magic").check()
    assert not run.of("display_data", "update_display_data")
    run = page.run("captured.show()", cell_id="magic-2").check()
    # (IPython captures an empty bundle as well, that of the label: it has displayed itself.)
    message, *_ = [m for m in run.of("display_data") if m["content"]["data"]]
    assert "hidden" in message["content"]["data"]["text/html"], "the finished snapshot"
    view = page.wait("view", lambda: next((v for v in page.views if v.model.comm_id == shown(run)[0]), None))
    page.wait("content", lambda: view.model.texts == ["hidden"])


def test_capture_context_manager(page: Page) -> None:
    run = page.run(
        """
from IPython.utils.capture import capture_output
Label("before")
outer = context.client
with capture_output() as captured:
    Label("inside")
    inner = context.client
Label("after")
same = context.client is outer and inner is not outer
captured.show()
""",
        cell_id="capture",
    ).check()
    assert page.value("same")
    assert len(shown(run)) == 2
    assert texts_of(page, "outer") == ["before", "after"]
    html = [m["content"]["data"]["text/html"] for m in run.of("update_display_data")]
    assert len(html) == 2
    assert "inside" in html[1]


def test_clear_output(page: Page) -> None:
    run = page.run(
        """
from IPython.display import clear_output
client = Client()
with client:
    Label("explicit")
display(client)
Label("old")
old = context.client
clear_output()
Label("new")
(old.is_deleted, client.is_deleted, context.client is old)
""",
        cell_id="clear",
    ).check()
    assert run.of("execute_result")[0]["content"]["data"]["text/plain"] == "(True, False, False)"
    assert len(shown(run)) == 3
    assert len(run.of("update_display_data")) == 1, "what was cleared isn't updated"


def test_clear_output_later(page: Page) -> None:
    run = page.run(
        """
seen = []
for i in range(3):
    clear_output(wait=True)
    seen.append([c.is_deleted for c in made] if i else [])
    Label(str(i))
    made = [context.client] if not i else [*made, context.client]
[c.is_deleted for c in made], seen
""",
        cell_id="clear-wait",
    ).check()
    text = run.of("execute_result")[0]["content"]["data"]["text/plain"]
    assert text == "([True, True, False], [[], [False], [True, False]])"


def test_output_widget(page: Page) -> None:
    run = page.run(
        """
import ipywidgets
out, other = ipywidgets.Output(), ipywidgets.Output()
Label("cell")
main = context.client
with ui.row():
    with out:
        Label("in out")
        inside = context.client
        with other:
            Label("in other")
            nested = context.client
        Label("in out again")
    Label("in row")
with out:
    Label("later")
len({main, inside, nested})
""",
        cell_id="output",
    ).check()
    assert run.of("execute_result")[0]["content"]["data"]["text/plain"] == "3"
    assert texts_of(page, "main") == ["cell", "in row"]
    assert texts_of(page, "inside") == ["in out", "in out again", "later"]
    assert texts_of(page, "nested") == ["in other"]


def test_output_widget_capture_and_clear(page: Page) -> None:
    page.run(
        """
out = ipywidgets.Output()
@out.capture()
def show(text):
    Label(text)
    return context.client
first = show("one")
second = show("two")
""",
        cell_id="output-capture",
    ).check()
    assert page.value("first is second")
    page.run("out.clear_output()", cell_id="output-clear").check()
    assert page.value("first.is_deleted")
    page.run("third = show('three')\nout.clear_output(wait=True)\nbefore = third.is_deleted\nfourth = show('four')",
             cell_id="output-clear-2").check()  # fmt: skip
    assert page.value("(before, third.is_deleted, fourth.is_deleted)") == (False, True, False)


def test_output_widget_in_a_handler(page: Page) -> None:
    page.run(
        """
out = ipywidgets.Output()
def handle():
    print("to the client")
    with out:
        print("to the widget")
        Label("in the widget")
        inner.append(context.client)
    print("to the client again")
inner = []
button = Button(handle)
""",
        cell_id="output-handler",
    ).check()
    view = view_of(page, "button.client")
    page.wait("button", lambda: view.model.elements.get(1, {}).get(":on"))
    for count in (1, 2):
        page.fire(view, 1)
        page.wait("run", lambda count=count: page.value("len(inner)") == count)
    assert page.value("inner[0] is inner[1] and inner[0] is not button.client")
    page.wait("prints", lambda: "".join(view.model.texts).count("to the client again") == 2)
    assert "to the widget" not in "".join(view.model.texts)
    page.wait_for("print", lambda m: m["msg_type"] == "stream" and "to the widget" in m["content"]["text"])


def test_an_error_inside_an_output_widget(page: Page) -> None:
    run = page.run("with out:\n    Label('x')\n    1/0\nLabel('after')\nafter = context.client", cell_id="output-error")
    assert run.check().of("error")
    assert len(shown(run)) == 2
    assert texts_of(page, "after") == ["after"]


@pytest.mark.parametrize("name", ["loader.js", "bundle.js"])
def test_a_front_end_that_is_not_built(page: Page, static, name: str) -> None:
    page.run("hidden = assets.STATIC; assets.STATIC = Path('/nowhere')\n"
             "assets.load_asset.cache_clear(); assets.load_text.cache_clear()", cell_id="unbuilt").check()  # fmt: skip
    run = page.run("Label('x')", cell_id="unbuilt-2")
    assert "FrontEndMissingError" in run.error
    assert "make" in run.error
    page.run("assets.STATIC = hidden", cell_id="unbuilt-3").check()
    page.run("Label('x')", cell_id="unbuilt-2").check()
