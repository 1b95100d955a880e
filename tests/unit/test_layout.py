"""Cards and separators."""

from __future__ import annotations

import pytest

from liveui_jupyter import ui


def state(host, page, element) -> dict:
    host.settled()
    return dict(page.nodes[element.id].state)


def test_a_card_holds_what_is_made_inside(host, page):
    with ui.card() as card:
        label = ui.label("inside")
    assert state(host, page, card) == {}
    assert page.children(card) == [label.id]


@pytest.mark.parametrize("alignment", ["start", "end", "center", "baseline", "stretch"])
def test_a_card_aligns_its_children(host, page, alignment):
    assert state(host, page, ui.card(align_items=alignment)) == {":class": f"items-{alignment}"}


@pytest.mark.parametrize("alignment", ["left", "", 5, ["start"]])
def test_a_card_refuses_other_alignments(client, ops_of, alignment):
    def refused():
        with pytest.raises(ValueError, match="align_items: expected one of start, end"):
            ui.card(align_items=alignment)

    assert ops_of(refused) == []
    assert list(client.elements) == [0]


def test_a_tight_card(host, page):
    card = ui.card()
    assert card.tight() is card
    assert card.tight().classes == ["tight"]
    assert state(host, page, card) == {":class": "tight"}


def test_sections_and_actions(host, page):
    with ui.card():
        section, actions = ui.card_section(), ui.card_actions().props("align=right")
    assert state(host, page, section) == {}
    assert state(host, page, actions) == {"align": "right"}


def test_separators(host, page):
    assert state(host, page, ui.separator()) == {}
    assert state(host, page, ui.separator().props("vertical")) == {"vertical": True}


def test_where_no_page_runs(client):
    with ui.card():
        with ui.card_section():
            ui.label("<first>")
        ui.separator()
        with ui.card_actions():
            ui.label("second")
            ui.separator().props("vertical")
    html = client.build_response()["text/html"]
    assert html.index("border:1px") < html.index("&lt;first&gt;") < html.index("<hr>") < html.index("second")
    assert "<span>|</span>" in html
