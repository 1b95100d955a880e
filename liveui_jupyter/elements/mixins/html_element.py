"""Elements that pages show as HTML, made harmless or not."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeAlias

from ...core.element import Element

Sanitize: TypeAlias = Callable[[str], str] | bool
"""True: pages make the HTML harmless. False: it is shown as it is. A function makes it harmless in the kernel."""

_SCRIPT = re.compile(r"</script", re.IGNORECASE)


class HtmlElement(Element):
    """An element that pages show as HTML.

    Args:
        sanitize: how the HTML is made harmless.

    Raises:
        TypeError: `sanitize` is neither True nor False nor a function.
    """

    def __init__(self, *, sanitize: Sanitize, **kwargs: Any) -> None:
        if not isinstance(sanitize, bool) and not callable(sanitize):
            raise TypeError(f"sanitize: expected True, False or a function, got {sanitize!r}.")
        self._sanitize = sanitize
        super().__init__(**kwargs)

    def _show_html(self, html: str) -> None:
        """Have pages show HTML; what they get under the name of ":html" they make harmless.

        Raises:
            TypeError: the function that makes it harmless returns no text.
            ValueError: there is a script in HTML that is shown as it is.
        """
        if self._sanitize is True:
            self._set_state(":html", html)
            return
        if callable(self._sanitize):
            html = self._sanitize(html)
            if not isinstance(html, str):
                raise TypeError(f"sanitize: expected a function that returns text; it returned {type(html).__name__}.")
        if _SCRIPT.search(html):
            raise ValueError("content: scripts in HTML don't run. Take them out, and use ui.run_javascript() instead.")
        self._set_state(":trusted_html", html)
