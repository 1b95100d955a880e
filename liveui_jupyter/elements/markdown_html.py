"""From Markdown to HTML."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from typing import Any

import pygments
from markdown_it import MarkdownIt
from markdown_it.token import Token
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

_RULES = {
    "fenced-code-blocks": ["fence"],
    "tables": ["table"],
    "strike": ["strikethrough"],
    "smarty-pants": ["replacements", "smartquotes"],
}
"""Rules of the parser by the extra that they make."""

_OPTIONS = {
    "task_list": "tasklists",
    "alerts": "alerts",
    "break-on-newline": "breaks",
    "smarty-pants": "typographer",
}
"""Options of the parser by the extra that they make."""

_ALWAYS = ["cuddled-lists", "tag-friendly", "target-blank-links"]
"""Extras of NiceGUI that are so in any case."""

_LATER = ["latex", "mermaid"]


def check_extras(extras: Sequence[str]) -> list[str]:
    """Return a list of names of extras.

    Raises:
        TypeError: it isn't a list of texts.
        ValueError: an extra is unknown.
    """
    if isinstance(extras, str) or not all(isinstance(name, str) for name in extras):
        raise TypeError(f"extras: expected a list of names, got {extras!r}.")
    known = [*_RULES, *(_OPTIONS.keys() - _RULES.keys()), *_ALWAYS]
    for name in extras:
        if name in known:
            continue
        near = difflib.get_close_matches(name, known, 1)
        reason = "isn't supported yet" if name in _LATER else "is unknown"
        hint = f"Did you mean {near[0]!r}?" if near else f"There are: {', '.join(sorted(known))}."
        raise ValueError(f"extras: {name!r} {reason}. {hint}")
    return list(extras)


def render(content: str, extras: Sequence[str], *, with_html: bool = True) -> str:
    """Return Markdown as HTML.

    Args:
        content: the Markdown; the indentation of its first line is taken away from all lines.
        extras: names that `check_extras` accepts.
        with_html: whether HTML in the Markdown is kept. Without, the result is harmless.
    """
    result: str = _parser(frozenset(extras), with_html).render(_dedent(content))
    return result


def _dedent(text: str) -> str:
    """Take the indentation of the first line that isn't blank away, from every line that has it."""
    lines = text.split("\n")
    first = next((line for line in lines if line.strip()), "")
    indentation = len(first) - len(first.lstrip())
    return "\n".join(line[min(indentation, len(line) - len(line.lstrip())) :] for line in lines)


@lru_cache(maxsize=32)
def _parser(extras: frozenset[str], with_html: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "highlight": _highlight})
    for name, rules in _RULES.items():
        (parser.enable if name in extras else parser.disable)(rules)
    for name, option in _OPTIONS.items():
        parser.options[option] = name in extras
    parser.add_render_rule("list_item_open", _open_item)
    if not with_html:
        parser.add_render_rule("html_inline", _nothing)
        parser.add_render_rule("html_block", _nothing)
    return parser


def _open_item(renderer: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    """Return the start of an item of a list, with a box if it is a task."""
    item: str = renderer.renderToken(tokens, index, options, env)
    is_done = tokens[index].meta.get("checked")
    if is_done is None:
        return item
    name, checked = ("done", " checked") if is_done else ("to do", "")
    return f'{item}<input type="checkbox" class="task" aria-label="{name}" disabled{checked}> '


def _nothing(*_: Any) -> str:
    return ""


_formatter: HtmlFormatter[str] = HtmlFormatter(nowrap=True)


def _highlight(code: str, language: str, _: str) -> str:
    """Return a block of code as HTML, with a class for every kind of word that has a colour."""
    try:
        lexer = get_lexer_by_name(language.strip("{.}"), stripnl=False)
    except ClassNotFound:
        return f"<pre><code>{escape(code)}</code></pre>"
    return f'<pre class="highlight"><code>{pygments.highlight(code, lexer, _formatter)}</code></pre>'
