"""Properties of elements, and NiceGUI's way to write them."""

from __future__ import annotations

import pytest

from liveui_jupyter import PropertyEncodingError, ui
from liveui_jupyter.core.props import parse_props

# What NiceGUI 3.18 makes of the same texts.
AS_NICEGUI = [
    ("", {}),
    ("outlined", {"outlined": True}),
    ("outlined dense", {"outlined": True, "dense": True}),
    ("a  b\n\tc", {"a": True, "b": True, "c": True}),
    ("size=s", {"size": "s"}),
    ("a-b=c", {"a-b": "c"}),
    ("n=1.5 p=50%", {"n": "1.5", "p": "50%"}),
    ("color=$red e=a@b.c t=~1", {"color": "$red", "e": "a@b.c", "t": "~1"}),
    ("href=https://x.y/z?a=1&b=2#c", {"href": "https://x.y/z?a=1&b=2#c"}),
    ("l=ä", {"l": "ä"}),
    ('label="Two words"', {"label": "Two words"}),
    ("label='Two words'", {"label": "Two words"}),
    ('label=""', {"label": ""}),
    ('label="ä ö"', {"label": "ä ö"}),
    ('label="with \\"quotes\\""', {"label": 'with "quotes"'}),
    ("a='it\\'s'", {"a": "it's"}),
    ('a="\\n"', {"a": "\n"}),
    ('x="a]b"', {"x": "a]b"}),
    ('style="a: b"', {"style": "a: b"}),
    ('a=1 b="x y" c', {"a": "1", "b": "x y", "c": True}),
    ("a=\"1\" b='2'", {"a": "1", "b": "2"}),
    ("items=[1,2]", {"items": [1, 2]}),
    ('items=["a", "b"]', {"items": ["a", "b"]}),
    ("a=[]", {"a": []}),
    ('map={"a": 1}', {"map": {"a": 1}}),
]


@pytest.mark.parametrize(("text", "expected"), AS_NICEGUI, ids=[text for text, _ in AS_NICEGUI])
def test_texts_are_read_as_in_nicegui(text, expected):
    assert parse_props(text) == expected


@pytest.mark.parametrize("text", ['"', "a=", "=a", 'a="b', "a=[1", 'a="b"c', "x=[[1],[2]]", "a b=[x]", "!"])
def test_what_nicegui_misreads_silently_is_refused(text):
    with pytest.raises(ValueError, match="props: "):
        parse_props(text)


def test_the_refusal_quotes_the_text_and_says_how_to_write_it():
    with pytest.raises(ValueError, match=r"""can't read 'b="c' in 'a b="c'\. Write key, key=word"""):
        parse_props('a b="c')


def test_calling_adds_and_removes_and_returns_the_element(client):
    label = ui.label()
    assert label.props("outlined size=s") is label
    assert label.props("dense", remove="outlined size=whatever missing") is label
    assert label.props == {"dense": True}


def test_a_text_that_cannot_be_read_changes_nothing(client):
    label = ui.label().props("dense")
    with pytest.raises(ValueError, match="props"):
        label.props("outlined b=", remove="dense")
    assert label.props == {"dense": True}


def test_properties_are_a_dict_that_pages_follow(host, page):
    element = ui.element("div")
    props = element.props

    def shown() -> dict:
        host.settled()
        return page.nodes[element.id].state

    tag = {":tag": "div"}
    props["a"] = 1
    props.update({"b": 2}, c=3)
    assert shown() == {**tag, "a": 1, "b": 2, "c": 3}
    del props["a"]
    assert props.pop("b") == 2
    assert shown() == {**tag, "c": 3}
    assert props.setdefault("d", 4) == 4
    assert props.setdefault("d", 5) == 4
    props |= {"e": 5}
    assert shown() == {**tag, "c": 3, "d": 4, "e": 5}
    assert props.popitem() == ("e", 5)
    props.clear()
    assert shown() == tag
    assert props.pop("missing", None) is None
    with pytest.raises(KeyError):
        props.pop("missing")
    with pytest.raises(KeyError):
        del props["missing"]


def test_optional_and_boolean_properties_go_when_they_are_off(client):
    props = ui.element("div").props
    props.set_optional("a", 0)
    props.set_bool("b", value=True)
    assert props == {"a": 0, "b": True}
    props.set_optional("a", None)
    props.set_bool("b", value=False)
    assert props == {}


@pytest.mark.parametrize(
    "value", [object(), 2**70, {1: object()}, "\ud800", [[object()]]], ids=lambda value: type(value).__name__
)
def test_what_cannot_be_sent_raises_at_the_assignment(client, value):
    element = ui.element("div")
    element.props["data"] = "before"
    with pytest.raises(
        PropertyEncodingError, match=rf"'data' of Element\(div\) {element.id} .* type {type(value).__name__}"
    ):
        element.props["data"] = value
    assert element.props == {"data": "before"}
    assert element.state["data"] == "before"


def test_what_contains_itself_raises_at_the_assignment(client):
    items: list = []
    items.append(items)
    with pytest.raises(PropertyEncodingError, match="it contains itself"):
        ui.element("div").props["items"] = items


@pytest.mark.parametrize("key", [5, None, "", "\ud800", ":on", ":text", ":rules"])
def test_names_that_cannot_be_sent_or_are_taken_are_refused(host, page, key):
    element = ui.element("div")
    with pytest.raises((ValueError, TypeError), match="props: "):
        element.props[key] = 1
    assert element.props == {}
    element.props["fine"] = 1
    host.settled()
    assert page.nodes[element.id].state == {":tag": "div", "fine": 1}


def test_defaults_of_a_class_apply_to_later_elements_of_it_alone(client):
    class Special(ui.label):
        pass

    early = Special()
    assert Special.default_props("outlined size=s") is Special
    assert Special().props == {"outlined": True, "size": "s"}
    Special.default_props("dense", remove="size")
    assert Special().props == {"outlined": True, "dense": True}
    assert early.props == ui.label().props == {}


def test_a_subclass_inherits_defaults_and_keeps_its_own(client):
    class Base(ui.label):
        pass

    Base.default_props("a")

    class Derived(Base):
        pass

    Derived.default_props("b")
    assert Derived().props == {"a": True, "b": True}
    assert Base().props == {"a": True}
