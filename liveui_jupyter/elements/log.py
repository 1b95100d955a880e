"""Lines of text, the latest last."""

from __future__ import annotations

from html import escape
from typing import Any

from ..core.element import Element
from .label import Label


class Log(Element, component="log"):
    """Shows lines of text, such as those of a long computation, and follows them unless its user has scrolled up.

    Only new lines travel. Its height is 10 lines unless `style("height: …")` says otherwise.

    Args:
        max_lines: lines to keep, the oldest go first; None keeps all of them, in the page and in the kernel.

    Raises:
        TypeError: `max_lines` isn't a whole number.
        ValueError: `max_lines` is less than 1.

    ```python
    log = ui.log(max_lines=100)
    for step in range(1, 4):
        log.push(f"step {step} done")
    ```
    """

    def __init__(self, max_lines: int | None = None) -> None:
        super().__init__()
        self.max_lines = max_lines

    @property
    def max_lines(self) -> int | None:
        """Lines to keep; None keeps all."""
        return self._max_lines

    @max_lines.setter
    def max_lines(self, value: int | None) -> None:
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            raise TypeError(f"max_lines: expected a whole number or None, got {value!r}.")
        if value is not None and value < 1:
            raise ValueError(f"max_lines: expected at least 1, got {value}.")
        self._max_lines = value
        self._trim()

    def push(
        self, line: Any, *, classes: str | None = None, style: str | None = None, props: str | None = None
    ) -> None:
        """Add a line at the end. Any thread.

        Args:
            line: text, or what `str()` makes one of; each of its lines becomes a line.
            classes: CSS classes of the line.
            style: CSS of the line, such as "color: red".
            props: properties of the line.
        """
        with self:
            for text in str(line).splitlines() or [""]:
                label = Label(text)
                if classes is not None:
                    label.classes(classes)
                if style is not None:
                    label.style(style)
                if props is not None:
                    label.props(props)
        self._trim()

    def _trim(self) -> None:
        if self._max_lines is None or self.is_deleted:
            return
        with self.client.lock:
            lines = self.default_slot.children
            for _ in range(len(lines) - self._max_lines):
                self.remove(lines[0])

    def _static_html(self) -> str:
        lines = (escape(child.text) for child in self if isinstance(child, Label))
        return f"<pre>{chr(10).join(lines)}</pre>"
