"""`ui.switch`: on or off."""

from __future__ import annotations

import numpy as np
import pytest

from liveui_jupyter import ui


def state(host, page, element) -> dict:
    host.settled()
    return {key: value for key, value in page.nodes[element.id].state.items() if key != ":on"}


def test_it_declares_text_and_value(host, page):
    switch = ui.switch("Light", value=True)
    assert state(host, page, switch) == {"text": "Light", "value": True}
    assert (switch.text, switch.value) == ("Light", True)
    assert state(host, page, ui.switch()) == {"text": "", "value": False}


@pytest.mark.parametrize("value", ["yes", 1, [True]])
def test_it_is_on_or_off(client, value):
    with pytest.raises(TypeError, match=r"^value: expected True or False"):
        ui.switch(value=value)
    assert list(client.elements) == [0]
    switch = ui.switch(value=np.bool_(True))
    assert switch.value is True
    switch.value = None
    assert switch.value is False


def test_switching(host, page):
    seen = []
    switch = ui.switch(on_change=lambda e: seen.append((e.previous_value, e.value)))
    host.settled()
    page.type(switch, True)
    page.type(switch, "off")  # no page does that
    host.settled()
    switch.value = False
    host.settled()
    assert seen == [(False, True), (True, False)]
    switch.disable()
    host.settled()
    page.type(switch, True)
    assert switch.value is False


def test_text_and_value_can_be_bound(host, page):
    model = {"on": True}
    switch = ui.switch("a").bind_value(model, "on")
    label = ui.label("b").bind_text_from(switch, "text")
    assert (switch.value, label.text) == (True, "a")
    host.settled()
    page.type(switch, False)
    host.settled()
    assert model["on"] is False


def test_without_a_page_it_is_a_box_that_cannot_be_ticked(client):
    ui.switch("<b>", value=True)
    assert '<label><input type="checkbox" disabled checked> &lt;b&gt;</label>' in client.build_response()["text/html"]
