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


# ---- markdown


def html_of(host, page, element) -> str:
    return state(host, page, element)[":html"]


def test_markdown_becomes_html_in_the_kernel(host, page):
    element = ui.markdown("# A *b*")
    assert element.content == "# A *b*"
    assert html_of(host, page, element) == "<h1>A <em>b</em></h1>\n"
    element.content = "c"
    assert html_of(host, page, element) == "<p>c</p>\n"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("\n        # A\n\n          b\n", "<h1>A</h1>\n<p>b</p>\n"),
        ("    - a\n      - b\n  c", "<ul>\n<li>a\n<ul>\n<li>b\nc</li>\n</ul>\n</li>\n</ul>\n"),
        ("\t# A\n\tb\n", "<h1>A</h1>\n<p>b</p>\n"),
        ("# A\n    b\n\tc", "<h1>A</h1>\n<pre><code>b\nc\n</code></pre>\n"),
        ("\n \n", ""),
        ("", ""),
    ],
)
def test_markdown_may_be_indented_with_the_code_around_it(host, page, content, expected):
    assert html_of(host, page, ui.markdown(content)) == expected


def test_what_markdown_has_by_default(host, page):
    html = html_of(host, page, ui.markdown("|a|\n|-|\n|b|\n\n~~c~~\n\n- [ ] d\n- [x] e"))
    assert "<td>b</td>" in html
    assert "<s>c</s>" in html
    assert '<input type="checkbox" class="task" aria-label="to do" disabled> d' in html
    assert '<input type="checkbox" class="task" aria-label="done" disabled checked> e' in html


def test_code_is_coloured_by_classes(host, page):
    html = html_of(host, page, ui.markdown("```python\n\nif x:\n\ty\n```\n\n``` {.python}\nif\n```"))
    assert html.count('<pre class="highlight"><code>') == 2
    assert html.count('<span class="k">if</span>') == 2
    assert "\t" in html
    assert "style=" not in html


@pytest.mark.parametrize("language", ["", "klingon", "<b>"])
def test_code_in_an_unknown_language_is_plain(host, page, language):
    html = html_of(host, page, ui.markdown(f"```{language}\n<b>&\n```"))
    assert html == "<pre><code>&lt;b&gt;&amp;\n</code></pre>\n"


@pytest.mark.parametrize(
    ("extras", "content", "expected"),
    [
        ([], "~~a~~", "<p>~~a~~</p>\n"),
        ([], "- [ ] a", "<ul>\n<li>[ ] a</li>\n</ul>\n"),
        ([], "```\na\n```", "<p><code>a</code></p>\n"),
        (["break-on-newline"], "a\nb", "<p>a<br />\nb</p>\n"),
        (["smarty-pants"], '"a" ...', "<p>“a” …</p>\n"),
        (["cuddled-lists", "tag-friendly", "target-blank-links"], "a\n- b", "<p>a</p>\n<ul>\n<li>b</li>\n</ul>\n"),
    ],
)
def test_extras(host, page, extras, content, expected):
    element = ui.markdown(content, extras=extras)
    assert element.extras == extras
    assert html_of(host, page, element) == expected


def test_alerts(host, page):
    html = html_of(host, page, ui.markdown("> [!TIP]\n> a", extras=["alerts"]))
    assert "markdown-alert-tip" in html


def test_the_default_extras_can_be_changed(host, page, monkeypatch):
    monkeypatch.setattr(ui.markdown, "default_extras", ["break-on-newline"])
    assert html_of(host, page, ui.markdown("a\nb")) == "<p>a<br />\nb</p>\n"


@pytest.mark.parametrize(
    ("extras", "error", "reason"),
    [
        ("tables", TypeError, "extras: expected a list of names"),
        ([1], TypeError, "extras: expected a list of names"),
        (["table"], ValueError, r"extras: 'table' is unknown\. Did you mean 'tables'\?"),
        (["mermaid"], ValueError, r"extras: 'mermaid' isn't supported yet\. There are: alerts,"),
    ],
)
def test_extras_that_there_are_not(client, extras, error, reason):
    with pytest.raises(error, match=reason):
        ui.markdown("a", extras=extras)
    assert list(client.elements) == [0]


def test_html_in_markdown_is_made_harmless_by_pages(host, page):
    assert html_of(host, page, ui.markdown("<b onclick=x()>a</b>")) == "<p><b onclick=x()>a</b></p>\n"
    assert state(host, page, ui.markdown("*a*", sanitize=str.upper)) == {":trusted_html": "<P><EM>A</EM></P>\n"}
    with pytest.raises(ValueError, match="content: scripts"):
        ui.markdown("<script>a</script>", sanitize=False)


def test_where_no_page_runs_markdown_has_no_html(client):
    ui.markdown("**a** <b onclick=x()>b</b>\n\n<script>c</script>\n\n[d](javascript:e) [f](https://g.example)")
    html = static(client)
    assert "<strong>a</strong> b" in html
    assert 'href="https://g.example"' in html
    assert "onclick" not in html
    assert "script>" not in html
    assert 'href="javascript' not in html
