"""Notifications."""

from __future__ import annotations

import pytest

from liveui_jupyter import ClientDeletedError, PropertyEncodingError, ui

DEFAULTS = {
    "message": "Hello",
    "position": "bottom",
    "close_button": False,
    "type": None,
    "color": None,
    "multi_line": False,
    "timeout": 5000,
}


@pytest.fixture
def notified(host, page) -> list[dict]:
    """The options of the notifications that the page has been asked for."""
    seen = []
    page.answer = lambda call, args: (
        seen.append(args[0]) if (call["element"], call["method"]) == (0, "notify") else None
    )
    return seen


def test_a_notification_has_defaults(host, notified):
    ui.notify("Hello")
    host.settled()
    assert notified == [DEFAULTS]


def test_every_option_travels(host, notified):
    options = {
        "position": "top-left",
        "close_button": "OK",
        "type": "warning",
        "color": "red",
        "multi_line": True,
        "timeout": 0,
    }
    ui.notify(42, **options)
    host.settled()
    assert notified == [{"message": "42", **options}]


def test_a_handler_notifies_the_page_that_it_serves(host, client, page, notified):
    other = host.open_page(client)
    others = []
    other.answer = lambda _, args: others.append(args)
    button = ui.button(on_click=lambda: ui.notify("Hello"))
    host.settled()
    page.click(button)
    host.settled()
    assert (len(notified), others) == (1, [])


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"position": "middle"}, "position: expected one of top-left"),
        ({"type": "error"}, "type: expected one of positive"),
        ({"timeout": -1}, "timeout: expected milliseconds"),
        ({"timeout": "1"}, "timeout: expected milliseconds"),
        ({"timeout": float("nan")}, "timeout: expected milliseconds"),
        ({"timeout": True}, "timeout: expected milliseconds"),
    ],
    ids=str,
)
def test_wrong_options_are_named(client, options, reason):
    with pytest.raises(ValueError, match=reason):
        ui.notify("Hello", **options)


def test_options_that_cannot_be_sent_are_named(client):
    with pytest.raises(PropertyEncodingError, match=r"'color' of ui\.notify"):
        ui.notify("Hello", color=object())


def test_unknown_options_are_refused(client):
    with pytest.raises(TypeError, match="unexpected keyword argument 'colour'"):
        ui.notify("Hello", colour="red")


def test_a_deleted_client_notifies_nobody(client):
    client.delete()
    with pytest.raises(ClientDeletedError):
        ui.notify("Hello")
