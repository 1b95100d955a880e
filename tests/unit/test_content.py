"""Elements that show content: what they send, what they refuse, and how they look where no page runs."""

from __future__ import annotations

import pytest

from liveui_jupyter import ui
from liveui_jupyter.elements.outline import outline


def state(host, page, element) -> dict:
    host.settled()
    return {key: value for key, value in page.nodes[element.id].state.items() if key != ":on"}


def static(client) -> str:
    return client.build_response()["text/html"]


# ---- html


def test_pages_are_told_to_make_html_harmless(host, page):
    element = ui.html("<b>a</b><script>b</script>")
    assert element.content == "<b>a</b><script>b</script>"
    assert state(host, page, element) == {":html": "<b>a</b><script>b</script>"}


def test_html_can_be_shown_as_it_is(host, page):
    assert state(host, page, ui.html("<b>a</b>", sanitize=False)) == {":trusted_html": "<b>a</b>"}


def test_a_function_may_make_html_harmless(host, page):
    element = ui.html("<b>a</b>", sanitize=str.upper)
    assert element.content == "<b>a</b>"
    assert state(host, page, element) == {":trusted_html": "<B>A</B>"}


def test_html_may_have_any_tag_around_it(host, page):
    assert state(host, page, ui.html("a", tag="section")) == {":html": "a", ":tag": "section"}
    with pytest.raises(ValueError, match="tag: 'script' can't be an element"):
        ui.html("a", tag="script")


def test_content_can_be_changed(host, page):
    element = ui.html("a")
    assert element.set_content("b") is element
    assert element.content == "b"
    element.content = "c"
    assert state(host, page, element) == {":html": "c"}


def test_content_can_be_bound(host, page):
    shown, model = ui.html("a"), {"content": "b"}
    assert shown.bind_content(model) is shown
    other = ui.html().bind_content_from(shown, backward=str.upper)
    shown.content = "c"
    assert model == {"content": "c"}
    assert state(host, page, other) == {":html": "C"}
    copy = ui.html()
    shown.bind_content_to(copy)
    assert copy.content == "c"


@pytest.mark.parametrize("content", [None, 5, b"a", ["a"]])
def test_html_is_text(client, content):
    with pytest.raises(TypeError, match="content: expected text, got"):
        ui.html(content)
    assert list(client.elements) == [0]


def test_content_that_is_refused_is_not_kept(client):
    element = ui.html("a", sanitize=False)
    with pytest.raises(ValueError, match="content: scripts in HTML don't run"):
        element.content = "<SCRIPT>b</ScripT>"
    assert element.content == "a"


@pytest.mark.parametrize("sanitize", [None, 1, "yes"])
def test_how_to_make_html_harmless_is_a_bool_or_a_function(client, sanitize):
    with pytest.raises(TypeError, match="sanitize: expected True, False or a function"):
        ui.html("a", sanitize=sanitize)


def test_the_function_returns_text(client):
    with pytest.raises(TypeError, match="sanitize: expected a function that returns text; it returned NoneType"):
        ui.html("a", sanitize=lambda html: None)


@pytest.mark.parametrize("sanitize", [True, False, str])
def test_where_no_page_runs_html_is_an_outline(client, sanitize):
    ui.html('<h1 onclick="x()">A</h1><img src="y" onerror="x()"><a href="javascript:x()">B</a>', sanitize=sanitize)
    assert "<div><h1>A</h1>B</div>" in static(client)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("plain & <b>bold</b>", "plain &amp; <b>bold</b>"),
        ("&lt;script&gt;", "&lt;script&gt;"),
        ("<style>a{}</style><script>x<b></script>y", "y"),
        ("<svg><script>x</script><svg></svg><text>z</text></svg>y", "y"),
        ("<ul><li>a<li>b</ul>c", "<ul><li>a<li>b</li></li></ul>c"),
        ("<div><b>a</div>b", "<div><b>a</b></div>b"),
        ("a</div></td>b", "ab"),
        ('<td colspan="2" rowspan=" 3" class="x">a', '<td colspan="2">a</td>'),
        (f'<td colspan="{"9" * 9999}">a', "<td>a</td>"),
        ("<p title='\"><script>'>a", "<p>a</p>"),
        ("<math><mtext><table><mglyph><style><img src=x onerror=y>", ""),
        ("a<br/>b<!-- <b> --><?x y?><![CDATA[z]]>c", "a<br>bc"),
    ],
)
def test_an_outline_has_nothing_of_the_html_but_its_text(html, expected):
    assert outline(html) == expected
