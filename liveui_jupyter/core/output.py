"""What a client's handlers print, and their tracebacks: shown below the interface, bounded."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, ClassVar, Literal

from .element import Element

if TYPE_CHECKING:
    from .client import Client

Stream = Literal["stdout", "stderr", "error"]


class OutputText(Element, component="output_text"):
    """A piece of text in a client's output."""

    def __init__(self, area: OutputArea, stream: Stream) -> None:
        super().__init__(_client=area.client, _slot=area.default_slot)
        self.stream: Stream = stream
        self.props["stream"] = stream
        self.text = ""

    def append(self, text: str, limit: int) -> None:
        """Add text at the end, and keep the last `limit` characters."""
        self.text = (self.text + text)[-limit:]
        self._set_state(":text", self.text)

    def _static_html(self) -> str:
        return escape(self.text)


class OutputArea(Element, component="output"):
    """Everything that a client's handlers have printed, latest last. Beyond its bounds the oldest goes."""

    MAX_PIECES: ClassVar[int] = 500
    """Pieces of text kept."""
    MAX_CHARACTERS: ClassVar[int] = 200_000
    """Characters kept; of a single text that is longer, its end."""

    def __init__(self, client: Client) -> None:
        super().__init__(_client=client, _slot=client.content.add_slot("output"))
        self._characters = 0

    def write(self, stream: Stream, text: str) -> None:
        """Add text. Any thread.

        Text of the same stream that hasn't been sent yet grows in one piece; else a piece is added, so that what has
        been sent isn't sent again.
        """
        text = _encodable(text[-self.MAX_CHARACTERS :])
        with self.client.lock:
            pieces = self.default_slot.children
            last = pieces[-1] if pieces else None
            if not (isinstance(last, OutputText) and last.stream == stream and self.client.outbox.is_unsent(last)):
                last = OutputText(self, stream)
            before = len(last.text)
            last.append(text, self.MAX_CHARACTERS)
            self._characters += len(last.text) - before
            while len(pieces) > 1 and (len(pieces) > self.MAX_PIECES or self._characters > self.MAX_CHARACTERS):
                oldest = pieces[0]
                self._characters -= len(oldest.text) if isinstance(oldest, OutputText) else 0
                self.remove(oldest)

    def clear(self) -> OutputArea:
        """Remove everything."""
        with self.client.lock:
            self._characters = 0
            return super().clear()

    def _static_html(self) -> str:
        return f"<pre>{''.join(child._static_html() for child in self)}</pre>"  # noqa: SLF001


def _encodable(text: str) -> str:
    """Return the text with its lone surrogates escaped (such as in names of files that aren't UTF-8)."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")
