"""CSS classes and declarations of elements."""

from __future__ import annotations

import pytest

from liveui_jupyter import PropertyEncodingError, ui
from liveui_jupyter.core.classes import update_classes
from liveui_jupyter.core.style import parse_style, update_style


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"add": "c"}, ["a", "b", "c"]),
        ({"add": "c b  d"}, ["a", "b", "c", "d"]),
        ({"remove": "a missing"}, ["b"]),
        ({"add": "a", "remove": "a"}, ["b", "a"]),
        ({"replace": "x y"}, ["x", "y"]),
        ({"replace": ""}, []),
        ({"replace": "x", "add": "y"}, ["y", "x"]),
        ({"toggle": "a c"}, ["b", "c"]),
        ({"add": "c", "toggle": "c"}, ["a", "b"]),
        ({}, ["a", "b"]),
    ],
    ids=str,
)
def test_classes_are_changed_as_in_nicegui(change, expected):
    assert update_classes(["a", "b"], **change) == expected


def shown(host, page, element, key: str):
    host.settled()
    return page.nodes[element.id].state.get(key)


def test_pages_follow_the_classes(host, page):
    label = ui.label()
    assert label.classes("a b") is label
    assert shown(host, page, label, ":class") == "a b"
    label.classes(remove="a", toggle="c")
    assert shown(host, page, label, ":class") == "b c"
    label.classes(replace="")
    assert shown(host, page, label, ":class") is None


def test_classes_are_a_list_that_pages_follow(host, page):
    label = ui.label()
    classes = label.classes
    classes.append("a")
    classes.extend(["b", "c"])
    classes.insert(0, "z")
    classes += ["d"]
    assert shown(host, page, label, ":class") == "z a b c d"
    classes.remove("a")
    assert classes.pop() == "d"
    del classes[0]
    classes[0] = "y"
    assert shown(host, page, label, ":class") == "y c"
    classes[:] = ["x"]
    assert shown(host, page, label, ":class") == "x"
    classes.clear()
    assert shown(host, page, label, ":class") is None


def test_classes_with_defaults_start_with_them(client):
    class Special(ui.label, default_classes="a b"):
        pass

    Special.default_classes("c", remove="a")
    assert list(Special().classes) == ["b", "c"]
    assert list(ui.label().classes) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, {}),
        ("", {}),
        ("color: red", {"color": "red"}),
        ("color: red; width:10px;", {"color": "red", "width": "10px"}),
        (" ; ;color:red", {"color": "red"}),
        ("background: url(a;b)", {"background": "url(a;b)"}),
        ('content: "a;b"; color: red', {"content": '"a;b"', "color": "red"}),
        ("--my-color: #fff", {"--my-color": "#fff"}),
        ("background: url(https://x.y)", {"background": "url(https://x.y)"}),
        ("color: red; color: blue", {"color": "blue"}),
    ],
)
def test_declarations_are_read(text, expected):
    assert parse_style(text) == expected


@pytest.mark.parametrize("text", ["color", "color:", ": red", "color: red; wide"])
def test_what_is_no_declaration_is_refused(text):
    with pytest.raises(ValueError, match=r"style: can't read .*Write"):
        parse_style(text)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"add": "width: 1px"}, {"color": "red", "width": "1px"}),
        ({"add": "color: blue"}, {"color": "blue"}),
        ({"remove": "color: anything"}, {}),
        ({"remove": "color; missing"}, {}),
        ({"replace": "width: 1px"}, {"width": "1px"}),
        ({"replace": ""}, {}),
        ({}, {"color": "red"}),
    ],
    ids=str,
)
def test_style_is_changed_as_in_nicegui(change, expected):
    assert update_style({"color": "red"}, **change) == expected


def test_pages_follow_the_style(host, page):
    label = ui.label()
    assert label.style("color: red") is label
    label.style["width"] = "1px"
    assert shown(host, page, label, ":style") == {"color": "red", "width": "1px"}
    label.style.update(width="2px")
    del label.style["color"]
    assert shown(host, page, label, ":style") == {"width": "2px"}
    assert label.style.pop("width") == "2px"
    assert shown(host, page, label, ":style") is None
    style = label.style
    style |= {"a": "b"}
    assert style.setdefault("c", "d") == "d"
    assert shown(host, page, label, ":style") == {"a": "b", "c": "d"}
    assert label.style.popitem() == ("c", "d")
    assert shown(host, page, label, ":style") == {"a": "b"}
    label.style.clear()
    assert shown(host, page, label, ":style") is None


def test_defaults_of_style(client):
    class Special(ui.label):
        pass

    Special.default_style("color: red; width: 1px", remove=None)
    Special.default_style(remove="width")
    assert dict(Special().style) == {"color": "red"}
    assert dict(ui.label().style) == {}


def test_what_cannot_be_sent_is_not_kept(host, page):
    label = ui.label().style("color: red").classes("a")
    with pytest.raises(PropertyEncodingError, match="':style' of Label"):
        label.style["width"] = object()
    with pytest.raises(PropertyEncodingError, match="':class' of Label"):
        label.classes("\ud800")
    label.style("height: 1px").classes("b")
    assert shown(host, page, label, ":style") == {"color": "red", "height": "1px"}
    assert shown(host, page, label, ":class") == "a b"
