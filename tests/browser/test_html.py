"""HTML in the page: what is left of attacks, links, files, and how it looks."""

from __future__ import annotations

import base64
import re

from playwright.sync_api import expect

from tests.browser import accessibility

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

ATTACKS = [
    "<script>attack()</script>",
    "<img src=x onerror=attack()>",
    "<svg onload=attack()></svg>",
    "<svg><script>attack()</script></svg>",
    "<svg><animate onbegin=attack() attributeName=x dur=1s></svg>",
    '<svg><a><animate attributeName=href values="javascript:attack()"/><text x=20 y=20>click</text></a></svg>',
    "<details open ontoggle=attack()><summary>click</summary></details>",
    "<input autofocus onfocus=attack()>",
    "<video><source onerror=attack()></video>",
    "<body onpageshow=attack()>",
    '<a href="javascript:attack()">click</a>',
    '<a href="java&#10;script:attack()">click</a>',
    '<a href=" &#1; javascript:attack()">click</a>',
    '<svg><a xlink:href="javascript:attack()"><text x=20 y=20>click</text></a></svg>',
    '<math href="javascript:attack()">click</math>',
    '<a href="data:text/html,<script>opener.attack()</script>">click</a>',
    '<iframe srcdoc="<script>parent.attack()</script>"></iframe>',
    '<iframe src="javascript:parent.attack()"></iframe>',
    '<object data="javascript:attack()"></object><embed src="javascript:attack()">',
    '<form action="javascript:attack()"><button>click</button></form>',
    '<form id=f></form><button form=f formaction="javascript:attack()">click</button>',
    '<base href="https://elsewhere.example/">',
    '<meta http-equiv=refresh content="0;url=javascript:attack()">',
    '<link rel=stylesheet href="https://elsewhere.example/style.css">',
    '<style>@import "https://elsewhere.example/style.css"; b { color: red }</style>',
    "<style>@font-face{font-family:x;src:url(https://elsewhere.example/x)}b{font-family:x}</style><b>x</b>",
    '<div style="background: url(javascript:attack())">x</div>',
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=attack()&gt;'>",
    "<svg></p><style><a id='</style><img src=1 onerror=attack()>'>",
    "<noscript><p title='</noscript><img src=x onerror=attack()>'></noscript>",
    "<div><template shadowrootmode=open><img src=x onerror=attack()></template></div>",
    "<template><img src=x onerror=attack()></template>",
    "<wa-button onclick=attack() href='javascript:attack()'>click</wa-button>",
    "<button popovertarget=p>click</button><div popover id=p>over everything</div>",
    "<a id=attack></a><form name=attack><input name=attack></form><img name=attack><a id=jupyterapp></a>",
]


BAD = re.compile(
    r"^(script|iframe|object|embed|form|base|meta|link|template|slot|wa-.*)$"
    r"|^(on.*|.*action|popover.*|autofocus)=|=\W*(javascript|data:text)",
    re.IGNORECASE,
)
"""Tags and attributes that must not be left."""

LEFT = """
(view) => [...view.shadowRoot.querySelectorAll(".liveui-prose *")].flatMap((node) => [
  node.localName,
  ...[...node.attributes].map(({ name, value }) => `${name}=${value}`),
])
"""


def test_attacks_come_to_nothing(notebook):
    nb = notebook("from liveui_jupyter import ui", f"for attack in {ATTACKS!r}: ui.html(attack)")
    nb.page.evaluate("() => { window.attacks = []; window.attack = () => { attacks.push(new Error().stack) } }")
    # Pictures that aren't there are no fault of ours.
    nb.watch.allow("Failed to load resource: .*404")
    nb.run_all()
    expect(nb.cell(1).locator(".liveui-prose")).to_have_count(len(ATTACKS))
    address = nb.page.url
    for text in nb.cell(1).get_by_text("click").all():
        text.dispatch_event("click")
    left = nb.cell(1).locator("liveui-view").evaluate(LEFT)
    assert [text for text in left if BAD.search(text)] == []
    assert nb.page.evaluate("() => attacks") == []
    assert nb.page.url == address
    assert len(nb.page.context.pages) == 1
    known = nb.page.evaluate("() => [typeof attack, typeof document.attack, typeof jupyterapp.commands]")
    assert known == ["function", "undefined", "object"]


BOX = """
ui.label("before")
ui.html('<div style="position: fixed; inset: 0; z-index: 9999; background: red">over everything</div>')
ui.html("<style>b { color: rgb(1, 2, 3) } .liveui-label, .liveui-view, :host { display: none }</style> <b>inside</b>")
ui.html("<style>} } .liveui-label { display: none }</style> <b>too</b>")
ui.html("<style>:scope, & { position: fixed; inset: 0; z-index: 9999; display: block; background: red }</style>")
ui.html("<b>another</b>")
ui.label("after")
"""


def test_untrusted_html_stays_in_its_box(show):
    cell, _ = show(BOX)
    expect(cell.get_by_text("inside")).to_have_css("color", "rgb(1, 2, 3)")
    expect(cell.get_by_text("another")).not_to_have_css("color", "rgb(1, 2, 3)")
    for text in ("before", "after"):
        expect(cell.get_by_text(text)).to_be_visible()
        cell.get_by_text(text).click()  # nothing lies above it


def test_trusted_html_keeps_its_handlers(notebook):
    nb = notebook(
        "from liveui_jupyter import ui", """ui.html('<b onclick="trusted.push(1)">press</b>', sanitize=False)"""
    )
    nb.page.evaluate("() => { window.trusted = [] }")
    nb.run_all()
    nb.cell(1).get_by_text("press").click()
    assert nb.page.evaluate("() => trusted") == [1]


def test_a_function_sanitizes_in_the_kernel(show):
    cell, _ = show("ui.html('<i>a</i>', sanitize=lambda html: html.replace('i>', 'b>'))")
    expect(cell.locator("b")).to_have_text("a")


def test_content_changes_and_children_stay(show):
    cell, nb = show("with ui.html('first <b>one</b>') as html: ui.label('child')")
    expect(cell.locator(".liveui-prose")).to_have_text("first onechild")
    nb.kernel_exec("html.content = '<i>second</i> two'")
    expect(cell.locator(".liveui-prose")).to_have_text("second twochild")
    expect(cell.locator(".liveui-prose > .liveui-label")).to_be_visible()


LINKS = """
ui.html('<a href="https://example.org/">out</a> <a href="#there">in</a> <a href="mailto:a@b.example">mail</a>')
ui.html('<a href="https://example.org/" target="mine">own target</a>', sanitize=False)
ui.html('<div style="height: 3000px">tall</div><p id="there">the target</p>')
"""


def test_links(show):
    cell, nb = show(LINKS)
    for name in ("out", "mail"):
        expect(cell.get_by_role("link", name=name)).to_have_attribute("target", "_blank")
        expect(cell.get_by_role("link", name=name)).to_have_attribute("rel", "noopener")
    expect(cell.get_by_role("link", name="own target")).to_have_attribute("target", "mine")
    address = nb.page.url
    cell.get_by_role("link", name="in", exact=True).click()
    expect(cell.get_by_text("the target")).to_be_in_viewport()
    assert nb.page.url == address


def test_files_beside_the_notebook(show, lab):
    (lab.root / "beside.png").write_bytes(base64.b64decode(PIXEL))
    cell, _ = show("""ui.html('<img src="beside.png" alt="beside">')""")
    expect(cell.get_by_role("img", name="beside")).to_have_js_property("naturalWidth", 1)


LOOKS = """
import pandas as pd
from liveui_jupyter import ui

frame = pd.DataFrame({"city": ["Ulm", "Bonn", "Kiel"], "km²": [118.68, 141.06, 118.65], "people": [126, 331, 246]})
styled = frame.style.hide(axis="index").background_gradient(subset=["people"]).format({"km²": "{:.1f}"})
text = '''
<h1>Heading 1</h1><h2>Heading 2</h2><h3>Heading 3</h3><h4>Heading 4</h4><h5>Heading 5</h5><h6>Heading 6</h6>
<p>Some text with <b>bold</b>, <i>italic</i>, <code>code</code>, <kbd>Ctrl</kbd>, <mark>a mark</mark>
and <a href="https://example.org/">a link</a>.</p>
<blockquote><p>Said by somebody.</p></blockquote>
'''
more = '''
<ul><li>one<ul><li>inner</li></ul></li><li>two</li></ul>
<ol><li>first</li><li>second</li></ol>
<dl><dt>term</dt><dd>its meaning</dd></dl>
<pre><code>for number in range(3):
    print(number)</code></pre>
<hr><details open><summary>More</summary><p>of it</p></details>
'''
with ui.row(align_items="start").style("gap: 32px"):
    ui.html(text).style("width: 320px")
    ui.html(more).style("width: 260px")
    with ui.column():
        ui.html(frame.to_html())
        ui.html(styled.to_html())
"""


def test_looks(notebook):
    nb = notebook(LOOKS)
    nb.run(0)
    expect(nb.cell(0).locator("table.dataframe")).to_be_visible()
    for theme in ("Light", "Dark"):
        nb.set_theme(f"JupyterLab {theme}")
        nb.screenshot(f"html-{theme.lower()}")
        faults = accessibility.faults(nb.cell(0).locator("liveui-view"))
        # The heads without text are pandas' own, and so are the colours of cells with a gradient.
        ours = [fault for fault in faults if not fault.startswith("empty-table-header") and '"#T_' not in fault]
        assert ours == []
