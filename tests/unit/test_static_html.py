"""What is shown where no page runs: in exported notebooks, on GitHub."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from liveui_jupyter import ui

EVIL = """<script>alert("x")</script>&'"""


class Text(HTMLParser):
    """Collects tags, attribute values and text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.texts += [value for _, value in attrs if value]

    def handle_data(self, data):
        self.texts.append(data)


def parsed(client) -> Text:
    parser = Text()
    parser.feed(client.build_response()["text/html"])
    parser.close()
    return parser


@pytest.mark.parametrize(
    "make",
    [
        lambda: ui.label(EVIL),
        lambda: ui.button(EVIL),
        lambda: ui.input(EVIL),
        lambda: ui.input(value=EVIL),
        lambda: ui.checkbox(EVIL),
        lambda: ui.context.client.write_output("stdout", EVIL),
    ],
    ids=["label", "button", "input's label", "input's value", "checkbox", "output"],
)
def test_texts_are_escaped(client, make):
    make()
    found = parsed(client)
    assert "script" not in found.tags
    assert any(EVIL in text for text in found.texts)


def test_the_bundle_has_a_text_for_those_without_html(client):
    ui.label()
    assert client.build_response()["text/plain"] == f"<liveui_jupyter client {client.id}, 1 element>"


def test_elements_appear_in_their_order_and_nesting(client):
    ui.label("first")
    with ui.row(), ui.column():
        ui.label("second")
    with ui.element("section"):
        ui.label("third")
    html = client.build_response()["text/html"]
    assert html.index("first") < html.index("second") < html.index("<section>") < html.index("third")


def test_values_are_shown(client):
    ui.input("Name", value="Ada")
    ui.slider(min=0, max=10, value=7)
    ui.checkbox("Log", value=True)
    html = client.build_response()["text/html"]
    assert 'value="Ada"' in html
    assert 'value="7"' in html
    assert " checked" in html


def test_passwords_are_not_shown(client):
    ui.input("Secret", value="hunter2", password=True)
    assert "hunter2" not in str(client.build_response())


def test_hidden_elements_are_not_shown(client):
    ui.label("unseen").visible = False
    assert "unseen" not in client.build_response()["text/html"]


def test_everything_is_inert(client):
    ui.button("a", on_click=print)
    ui.input()
    ui.slider(min=0, max=1)
    ui.checkbox()
    html = client.build_response()["text/html"]
    assert html.count("disabled") == 4
    assert "onclick" not in html


def test_output_is_part_of_it(client):
    client.write_output("stdout", "hello\n")
    assert "<pre>hello\n</pre>" in client.build_response()["text/html"]
