"""Expansions: what they declare, their groups, what they refuse."""

from __future__ import annotations

import pytest

from liveui_jupyter import ui


def state(host, page, element) -> dict:
    host.settled()
    return {key: value for key, value in page.nodes[element.id].state.items() if key != ":on"}


def test_a_plain_expansion(host, page):
    with ui.expansion("More") as expansion:
        label = ui.label("inside")
    assert state(host, page, expansion) == {"text": "More", "value": False}
    assert page.children(expansion) == [label.id]


def test_everything_it_may_be_given(host, page):
    expansion = ui.expansion("More", caption="much", group="one", value=True)
    assert state(host, page, expansion) == {"text": "More", "caption": "much", "group": "one", "value": True}


def test_opening_and_closing(host, client):
    seen = []
    expansion = ui.expansion("More", on_value_change=lambda e: seen.append((e.previous_value, e.value)))
    assert expansion.open() is expansion
    assert expansion.value is True
    assert expansion.close() is expansion
    assert expansion.toggle().value is True
    host.settled()
    assert seen == [(False, True), (True, False), (False, True)]


def test_a_page_opens_it(host, page):
    seen = []
    expansion = ui.expansion("More", on_value_change=lambda e: seen.append(e.value))
    host.settled()
    page.type(expansion, True)
    assert expansion.value is True
    host.settled()
    assert seen == [True]


def test_its_text_can_change(host, page):
    expansion = ui.expansion("More")
    expansion.text = 5
    assert state(host, page, expansion)["text"] == "5"


def test_a_disabled_one_hears_nothing(host, page):
    expansion = ui.expansion("More")
    expansion.disable()
    host.settled()
    page.type(expansion, True)
    assert expansion.value is False


def test_one_of_a_group_is_open(host, page):
    first, second = (ui.expansion(name, group="g", value=True) for name in "ab")
    other, alone = ui.expansion("c", group="h", value=True), ui.expansion("d", value=True)
    assert (first.value, second.value) == (False, True)
    first.open()
    assert (first.value, second.value) == (True, False)
    assert (other.value, alone.value) == (True, True)
    assert state(host, page, first)["value"] is True
    assert state(host, page, second)["value"] is False
    other.props("group=g")
    second.value = True
    assert (first.value, other.value) == (False, False)


def test_a_deleted_one_closes_nobody(client):
    first, second = (ui.expansion(name, group="g") for name in "ab")
    first.delete()
    second.open()
    first.open()
    assert second.value is True


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ({"value": "yes"}, "value: expected True or False"),
        ({"value": None}, "value: expected True or False"),
        ({"value": 1}, "value: expected True or False"),
        ({"caption": 5}, "caption: expected text"),
        ({"group": 5}, "group: expected text"),
        ({"on_value_change": 5}, "on_value_change: expected a function"),
    ],
    ids=str,
)
def test_bad_parameters_are_refused(client, ops_of, arguments, reason):
    def refused():
        with pytest.raises(TypeError, match=reason):
            ui.expansion("More", **arguments)

    assert ops_of(refused) == []
    assert list(client.elements) == [0]


def test_a_page_sends_nothing_else_than_true_and_false(host, page):
    expansion = ui.expansion("More", value=True)
    host.settled()
    page.type(expansion, "no")
    host.settled()
    assert expansion.value is True
    assert "malformed" in [frame.get("code") for frame, _ in page.frames]


def test_where_no_page_runs(client):
    with ui.expansion("<More>", caption="<much>"):
        ui.label("inside")
    with ui.expansion("open", value=True):
        pass
    html = client.build_response()["text/html"]
    assert "<details><summary>&lt;More&gt;<br><small>&lt;much&gt;</small></summary><div>inside</div></details>" in html
    assert "<details open><summary>open</summary>" in html
