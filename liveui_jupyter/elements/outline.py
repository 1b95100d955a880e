"""What is left of HTML where nothing can make it harmless: its text, and which part is a heading, a list, a table."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser

_TEXT = [
    "b",
    "code",
    "del",
    "em",
    "i",
    "ins",
    "kbd",
    "mark",
    "q",
    "s",
    "samp",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "u",
]
_BLOCKS = ["blockquote", "div", "h1", "h2", "h3", "h4", "h5", "h6", "p", "pre"]
_LISTS = ["dd", "dl", "dt", "li", "ol", "ul"]
_TABLES = ["caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr"]
_KEPT = frozenset([*_TEXT, *_BLOCKS, *_LISTS, *_TABLES])
_VOID = frozenset(["br", "hr"])
_UNSEEN = frozenset(["script", "style", "template", "title", "noscript", "svg", "math"])


def outline(html: str) -> str:
    """Return the text of some HTML, with its tags of text and tables and without any attribute.

    Nothing of the HTML itself is in the result: tags are written anew from a list of harmless ones, and text is
    escaped. So this needs no sanitiser, and can't keep what one would: links, images, colours.
    """
    writer = _Writer()
    writer.feed(html)
    writer.close()
    return writer.result()


class _Writer(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._open: list[str] = []
        self._unseen: str | None = None
        self._depth = 0

    def result(self) -> str:
        return "".join([*self._parts, *(f"</{tag}>" for tag in reversed(self._open))])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._unseen is not None:
            self._depth += tag == self._unseen
        elif tag in _UNSEEN:
            self._unseen, self._depth = tag, 1
        elif tag in _VOID:
            self._parts.append(f"<{tag}>")
        elif tag in _KEPT:
            self._parts.append(f"<{tag}{_spans(attrs)}>")
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._unseen is not None:
            self._depth -= tag == self._unseen
            if not self._depth:
                self._unseen = None
        elif tag in self._open:
            last = ""
            while last != tag:
                last = self._open.pop()
                self._parts.append(f"</{last}>")

    def handle_data(self, data: str) -> None:
        if self._unseen is None:
            self._parts.append(escape(data))


def _spans(attrs: list[tuple[str, str | None]]) -> str:
    """Return how many columns and rows a cell of a table takes."""
    return "".join(
        f' {name}="{int(value)}"'
        for name, value in attrs
        if name in ("colspan", "rowspan") and value and len(value) < 5 and value.isascii() and value.isdigit()
    )
