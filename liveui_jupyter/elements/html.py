"""HTML."""

from __future__ import annotations

from .mixins.content_element import ContentElement
from .mixins.html_element import HtmlElement, Sanitize
from .outline import outline


class Html(ContentElement, HtmlElement, component="html"):
    """Shows HTML.

    Unless told otherwise, pages take out of it whatever could do more than look like something: scripts, handlers,
    forms, frames. Style sheets in it apply to it alone. Links open in another tab.

    Args:
        content: the HTML.
        sanitize: True has pages make it harmless. False shows it as it is, handlers in attributes included: for HTML
            that you wrote yourself (scripts don't run even then; use `ui.run_javascript`). A function that returns
            harmless HTML is called in the kernel instead.
        tag: tag of the element around it.

    Raises:
        TypeError: a parameter is of the wrong type; the text names it.
        ValueError: `tag` can't be an element, or there is a script in HTML that is shown as it is.

    ```python
    ui.html("<h3>Results</h3> <p>The fit <b>converged</b> after 12 steps.</p>")
    ```
    """

    def __init__(self, content: str = "", *, sanitize: Sanitize = True, tag: str = "div") -> None:
        super().__init__(content=content, sanitize=sanitize, tag=None if tag == "div" else tag)

    def _show_content(self, content: str) -> None:
        self._show_html(content)

    def _static_html(self) -> str:
        return f"<{self.tag}>{outline(self.content)}{self._static_children()}</{self.tag}>"
