"""Tabs and panels: values, links, what they refuse."""

from __future__ import annotations

import pytest

from liveui_jupyter import Client, ui
from tests.support import wait_until


def state(host, page, element) -> dict:
    host.settled()
    return {key: value for key, value in page.nodes[element.id].state.items() if key != ":on"}


def three_tabs():
    with ui.tabs() as tabs:
        for name in ("one", "two", "three"):
            ui.tab(name)
    return tabs


def test_tabs_have_names_and_labels(host, page):
    with ui.tabs() as tabs:
        one, two = ui.tab("one"), ui.tab("two", label="The second")
    assert state(host, page, tabs) == {"value": None}
    assert state(host, page, one) == {"name": "one", "label": "one"}
    assert state(host, page, two) == {"name": "two", "label": "The second"}
    assert one.tabs is tabs
    two.label = "Another"
    assert state(host, page, two)["label"] == "Another"


def test_a_tab_may_be_further_inside(client):
    with ui.tabs() as tabs, ui.row():
        assert ui.tab("one").tabs is tabs


def test_a_tab_outside_of_tabs_is_refused(client):
    with pytest.raises(ValueError, match=r"Write `with ui\.tabs\(\):`"):
        ui.tab("one")
    assert list(client.elements) == [0]


def test_values_are_names_whatever_is_given(client):
    with ui.tabs() as tabs:
        one, _two = ui.tab("one"), ui.tab("two")
    with ui.tab_panels(value="two") as panels:
        panel = ui.tab_panel(one)
    for value, name in ((one, "one"), ("two", "two"), (panel, "one"), (None, None), ("unknown", "unknown")):
        for element in (tabs, panels):
            element.value = value
            assert element.value == name
    assert ui.tabs(value=one).value == "one"
    assert ui.tab_panels(value=panel).value == "one"


def test_panels_and_tabs_know_each_other(host, page):
    tabs = three_tabs()
    panels = ui.tab_panels(tabs, value="two")
    assert state(host, page, tabs) == {"value": "two", "panels": [panels.id]}
    assert state(host, page, panels) == {"value": "two", "tabs": tabs.id, "animated": True}
    assert "animated" not in state(host, page, ui.tab_panels(animated=False, keep_alive=False))


def test_panels_without_a_value_take_the_tabs(client):
    tabs = three_tabs()
    tabs.value = "three"
    assert ui.tab_panels(tabs).value == "three"
    assert tabs.value == "three"


def test_the_values_of_tabs_and_panels_are_the_same(host, page):
    seen = []
    tabs = three_tabs()
    tabs.on_value_change(lambda e: seen.append(("tabs", e.value)))
    panels = ui.tab_panels(tabs, value="one", on_change=lambda e: seen.append(("panels", e.value)))
    others = ui.tab_panels(tabs)
    host.settled()
    seen.clear()
    tabs.value = "two"
    wait_until(lambda: (panels.value, others.value) == ("two", "two"))
    panels.value = "three"
    wait_until(lambda: (tabs.value, others.value) == ("three", "three"))
    host.settled()
    assert sorted(seen) == [("panels", "three"), ("panels", "two"), ("tabs", "three"), ("tabs", "two")]
    seen.clear()
    page.type(tabs, "one")
    assert tabs.value == "one"
    wait_until(lambda: (panels.value, others.value) == ("one", "one"))
    host.settled()
    assert sorted(seen) == [("panels", "one"), ("tabs", "one")]


def test_panels_outlive_their_tabs(host, page):
    tabs = three_tabs()
    panels = ui.tab_panels(tabs, value="two")
    host.settled()
    tabs.delete()
    assert state(host, page, panels) == {"value": "two", "animated": True}
    panels.value = "one"
    assert state(host, page, panels)["value"] == "one"


def test_tabs_forget_panels_that_are_gone(host, page):
    tabs = three_tabs()
    ui.tab_panels(tabs).delete()
    panels = ui.tab_panels(tabs)
    assert state(host, page, tabs)["panels"] == [panels.id]


def test_tabs_and_panels_may_go_together(host, client):
    with ui.column() as column:
        tabs = three_tabs()
        ui.tab_panels(tabs)
    host.settled()
    column.clear()
    assert list(client.elements) == [0, column.id]


def test_a_tab_that_is_chosen_may_be_deleted(host, page):
    with ui.tabs() as tabs:
        one, _two = ui.tab("one"), ui.tab("two")
    tabs.value = one
    one.delete()
    host.settled()
    assert tabs.value == "one"
    page.type(tabs, "two")
    assert tabs.value == "two"


def test_panels_of_another_client_follow_in_python(host, page):
    tabs = three_tabs()
    with Client():
        panels = ui.tab_panels(tabs, value="two")
    assert tabs.value == "two"
    assert "panels" not in state(host, page, tabs)
    tabs.value = "one"
    wait_until(lambda: panels.value == "one")


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: ui.tabs(value=5), "value: expected a name"),
        (lambda: ui.tabs(on_change=5), "on_change: expected a function"),
        (lambda: ui.tab_panels("tabs"), r"tabs: expected what ui\.tabs\(\) returns"),
        (lambda: ui.tab_panels(value=["a"]), "value: expected a name"),
        (lambda: ui.tab_panel(None), "name: expected a name"),
        (lambda: ui.tab_panel(5), "name: expected a name"),
        (lambda: ui.tab(5), "name: expected text"),
    ],
    ids=range(7),
)
def test_bad_parameters_are_refused(client, ops_of, make, reason):
    def refused():
        with pytest.raises(TypeError, match=reason):
            make()

    assert ops_of(refused) == []
    assert list(client.elements) == [0]


def test_a_page_sends_names_only(host, page):
    tabs = three_tabs()
    host.settled()
    page.type(tabs, 5)
    host.settled()
    assert tabs.value is None
    assert "malformed" in [frame.get("code") for frame, _ in page.frames]


def test_where_no_page_runs(client):
    with ui.tabs() as tabs:
        one, two = ui.tab("one", label="<The first>"), ui.tab("two")
    with ui.tab_panels(tabs, value=one):
        with ui.tab_panel(one):
            ui.label("first inside")
        with ui.tab_panel(two):
            ui.label("second inside")
        with ui.tab_panel("<three>"):
            ui.label("third inside")
        ui.label("beside")
    with ui.tabs(value="x"):
        ui.tab("x")
        ui.tab("y")
    html = client.build_response()["text/html"]
    expected = [
        "<h4>&lt;The first&gt;</h4>",
        "first inside",
        "<h4>two</h4>",
        "second inside",
        "<h4>&lt;three&gt;</h4>",
        "beside",
        "<b>x</b><span>y</span>",
    ]
    places = [html.index(text) for text in expected]
    assert places == sorted(places)
    assert html.count("The first") == 1
