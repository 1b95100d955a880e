"""Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from .markdown_html import check_extras, render
from .mixins.content_element import ContentElement
from .mixins.html_element import HtmlElement, Sanitize


class Markdown(ContentElement, HtmlElement, component="html"):
    """Shows Markdown: CommonMark, and by default tables, ~~struck~~ text, task lists and coloured code.

    The indentation of its first line is taken away from all lines, so it may be indented with the code around it. HTML
    in it is treated as by `ui.html`.

    Args:
        content: the Markdown.
        extras: which additions to CommonMark to use: "fenced-code-blocks" (with colours), "tables", "strike",
            "task_list", "alerts" (`> [!NOTE]`), "break-on-newline", "smarty-pants"; default is
            `ui.markdown.default_extras`.
        sanitize: as for `ui.html`: True has pages make the resulting HTML harmless, False shows it as it is, a
            function makes it harmless in the kernel.

    Raises:
        TypeError: a parameter is of the wrong type; the text names it.
        ValueError: `extras` names something else, or there is a script in HTML that is shown as it is.

    ```python
    ui.markdown('''
        ### Summary
        The fit **converged**, see `result.x`:

        | parameter | value |
        |-----------|------:|
        | slope     |  0.31 |
        | offset    |  1.02 |
    ''')
    ```
    """

    default_extras: ClassVar[list[str]] = ["fenced-code-blocks", "tables", "strike", "task_list"]

    def __init__(self, content: str = "", *, extras: Sequence[str] | None = None, sanitize: Sanitize = True) -> None:
        self.extras = check_extras(self.default_extras if extras is None else extras)
        super().__init__(content=content, sanitize=sanitize)

    def _show_content(self, content: str) -> None:
        self._show_html(render(content, self.extras))

    def _static_html(self) -> str:
        return f"<div>{render(self.content, self.extras, with_html=False)}{self._static_children()}</div>"
