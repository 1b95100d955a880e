"""Progress bars."""

from __future__ import annotations

import math

import numpy as np
import pytest

from liveui_jupyter import ui


def test_what_travels(host, page):
    bar = ui.linear_progress(0.25, size="20px", color="#123456")
    plain = ui.linear_progress(show_value=False, color=None)
    host.settled()
    state = page.nodes[bar.id].state
    assert (state["value"], state["size"], state["show_value"], state["color"]) == (0.25, "20px", True, "#123456")
    assert "show_value" not in page.nodes[plain.id].state
    bar.value = np.float32(0.5)
    host.settled()
    assert page.value(bar) == 0.5


@pytest.mark.parametrize(
    ("parameters", "error"),
    [
        ({"value": "half"}, TypeError),
        ({"value": True}, TypeError),
        ({"value": math.nan}, ValueError),
        ({"size": 20}, TypeError),
        ({"color": 7}, TypeError),
    ],
)
def test_bad_parameters(client, parameters, error):
    with pytest.raises(error, match=f"{next(iter(parameters))}: expected"):
        ui.linear_progress(**parameters)


def test_a_bad_value_later_raises_and_changes_nothing(client):
    bar = ui.linear_progress(0.5)
    with pytest.raises(TypeError, match="value: expected a number"):
        bar.value = None
    assert bar.value == 0.5


def test_static_html(client):
    assert ui.linear_progress(2)._static_html() == '<div><progress value="1.0"></progress> 100%</div>'
    assert "%" not in ui.linear_progress(0.5, show_value=False)._static_html()
