"""What a client's handlers print and display, and their tracebacks: shown below the interface, bounded."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from ..protocol import decode_payload
from .element import Element
from .terminal import Terminal, strip_styles

if TYPE_CHECKING:
    from .client import Client
    from .listeners import EventListener

Stream = Literal["stdout", "stderr", "error", "result"]
"""Where a text comes from: "error" is a traceback, "result" the text of something that was displayed."""

CLEAR_EVENT = "liveui-clear"


class OutputText(Element, component="output_text"):
    """Text of one stream: lines that have ended, and the one that hasn't."""

    def __init__(self, area: OutputArea, stream: Stream) -> None:
        super().__init__(_client=area.client, _slot=area.default_slot)
        self.stream: Stream = stream
        self.props["stream"] = stream
        self.props["piece"] = self.id
        self.lines = ""
        self.line = ""

    @property
    def size(self) -> int:
        """Characters."""
        return len(self.lines) + len(self.line)

    def show(self, lines: str, line: str) -> None:
        """Show other lines."""
        self.lines, self.line = lines, line
        self._set_state(":text", lines + line)

    def _static_html(self) -> str:
        return f"<pre>{escape(strip_styles(self.lines + self.line))}</pre>"


class OutputDisplay(Element, component="output_display"):
    """Something that was displayed: the same in several formats, of which a page shows the best that it can."""

    def __init__(self, area: OutputArea) -> None:
        super().__init__(_client=area.client, _slot=area.default_slot)
        self.props["piece"] = self.id
        self.display_id: str | None = None
        self.size = 0
        """Bytes."""

    def show(self, data: Mapping[str, Any], metadata: Mapping[str, Any]) -> None:
        """Show something else.

        Args:
            data: by mime type; bytes of what is binary, text, or JSON-like values.
            metadata: about them, by mime type.

        Raises:
            PropertyEncodingError: part of it can't be sent.
        """
        self._set_state("data", dict(data))
        self._set_state("metadata", dict(metadata))
        self.size = len(bytes(self.state["data"]))

    def _static_html(self) -> str:
        data = decode_payload(bytes(self.state["data"]))
        text = escape(strip_styles(str(data.get("text/plain", ""))))
        for mime, value in data.items():
            if mime.startswith("image/") and isinstance(value, bytes | str):
                content = base64.b64encode(value if isinstance(value, bytes) else value.encode()).decode()
                return f'<p><img alt="{text}" src="data:{escape(mime)};base64,{content}"></p>'
        return f"<pre>{text}</pre>"


class OutputArea(Element, component="output"):
    """Everything that a client's handlers have printed and displayed, latest last. Beyond its bounds the oldest goes.

    Any thread may write. What has been sent is sent again only as long as that is little: the line that a progress bar
    overwrites, or a piece of a few lines.
    """

    MAX_PIECES: ClassVar[int] = 500
    """Pieces of text, and displays, that are kept."""
    MAX_CHARACTERS: ClassVar[int] = 200_000
    """Characters kept; of a single text that is longer, its end."""
    MAX_BYTES: ClassVar[int] = 20_000_000
    """Bytes of displays kept. A single one that is larger isn't shown."""

    _FULL = 8_000
    """Characters beyond which a piece takes no more text, sent or not: each text that is added copies the piece."""
    _RESENT = 500
    """Characters that are sent again when text is added to them; so a log of short lines needn't be many pieces."""

    def __init__(self, client: Client) -> None:
        super().__init__(_client=client, _slot=client.content.add_slot("output"))
        self._stream: Stream | None = None
        self._terminal = Terminal()
        """What the stream has written since; ended by anything else that is shown."""
        self._characters = 0
        self._bytes = 0
        self._is_clear_due = False
        self.on(CLEAR_EVENT, _do_nothing, args=["last"])

    # ---- adding

    def write(self, stream: Stream, text: str) -> None:
        """Add text. Carriage returns and backspaces overwrite the line as in a terminal; colours are kept."""
        with self.client.lock:
            if self._is_clear_due:
                self.clear()
            if stream != self._stream:
                self._stream, self._terminal = stream, Terminal()
            last = self._last_text(stream)
            lines = self._terminal.feed(_end_of(_encodable(text), self.MAX_CHARACTERS))
            line = self._terminal.line
            if lines or line != (last.line if last is not None else ""):
                last = self._show(last, stream, lines, line)
                if len(line) > self._FULL:
                    # Nobody overwrites that much: what comes next follows on the same line.
                    self._set(last, last.lines + last.line, "")
                    last.props["open"] = True
                    self._terminal.forget_line()
                self._trim()

    def display(self, data: Mapping[str, Any], metadata: Mapping[str, Any], display_id: str | None = None) -> None:
        """Add something displayed.

        Args:
            data: by mime type; bytes of what is binary, text, or JSON-like values.
            metadata: about them, by mime type.
            display_id: what `update` finds it by; what has the same id already changes, too.

        Raises:
            PropertyEncodingError: part of it can't be sent.
        """
        with self.client.lock:
            self._stream = None
            piece = self._take_display_to_reuse() or OutputDisplay(self)
            if display_id is not None:
                self.update_display(display_id, data, metadata)
            piece.display_id = display_id
            try:
                self._fill(piece, data, metadata)
            except Exception:
                self._drop(piece)
                raise
            self._trim()

    def update_display(self, display_id: str, data: Mapping[str, Any], metadata: Mapping[str, Any]) -> bool:
        """Change what was displayed with an id; False if nothing was.

        Raises:
            PropertyEncodingError: part of it can't be sent.
        """
        with self.client.lock:
            found = [
                piece
                for piece in list(self.default_slot.children)
                if isinstance(piece, OutputDisplay) and piece.display_id == display_id
            ]
            for piece in found:
                self._fill(piece, data, metadata)
            self._trim()
        return bool(found)

    # ---- removing

    def clear(self, *, wait: bool = False) -> OutputArea:
        """Remove everything.

        Args:
            wait: only when the next output comes, so that nothing flickers.
        """
        with self.client.lock:
            self._is_clear_due = wait
            if not wait:
                self._stream = None
                self._characters = self._bytes = 0
                super().clear()
        return self

    def clear_until(self, last: int) -> None:
        """Remove the pieces that were there when the one with the id `last` was the last."""
        with self.client.lock:
            for piece in list(self.default_slot.children):
                if piece.id <= last:
                    self._drop(piece)
            if not self.default_slot.children:
                self._stream = None

    def _receive(self, listener: EventListener, args: Any, applied: int) -> Any:
        # At once and on whatever thread, so that other pages follow although the kernel is busy.
        last = args.get("last") if isinstance(args, dict) else None
        if isinstance(last, bool) or not isinstance(last, int):
            raise TypeError(f"expected the last piece's id, got {last!r}")
        self.clear_until(last)
        return super()._receive(listener, args, applied)

    # ---- how

    def _last_text(self, stream: Stream) -> OutputText | None:
        """Return the last piece if it is a text of this stream."""
        pieces = self.default_slot.children
        last = pieces[-1] if pieces else None
        return last if isinstance(last, OutputText) and last.stream == stream else None

    def _show(self, last: OutputText | None, stream: Stream, lines: str, line: str) -> OutputText:
        """Show lines that have ended and the one that hasn't, which stands in `last` so far; return where it is now."""
        if last is not None and self._takes_more(last):
            self._set(last, last.lines + lines, line)
            return last
        if last is not None and last.line:
            if last.lines:
                self._set(last, last.lines, "")  # the line moves to the next piece
            else:
                self._set(last, lines, "" if lines else line)
                if not (lines and line):
                    return last
                lines = ""
        last = OutputText(self, stream)
        self._set(last, lines, line)
        return last

    def _takes_more(self, piece: OutputText) -> bool:
        return piece.size <= (self._FULL if self.client.outbox.is_unsent(piece) else self._RESENT)

    def _set(self, piece: OutputText, lines: str, line: str) -> None:
        self._characters -= piece.size
        piece.show(lines, line)
        self._characters += piece.size

    def _fill(self, piece: OutputDisplay, data: Mapping[str, Any], metadata: Mapping[str, Any]) -> None:
        self._bytes -= piece.size
        try:
            piece.show(data, metadata)
            if piece.size > self.MAX_BYTES:
                text = _TOO_LARGE.format(size=piece.size / 1e6, limit=self.MAX_BYTES / 1e6)
                piece.show({"application/vnd.jupyter.stderr": text, "text/plain": text}, {})
        finally:
            self._bytes += piece.size

    def _take_display_to_reuse(self) -> OutputDisplay | None:
        """Clear, if that is due; return a display that stays, to be filled anew, so that its place doesn't collapse."""
        if not self._is_clear_due:
            return None
        self._is_clear_due = False
        first = next((piece for piece in self.default_slot.children if isinstance(piece, OutputDisplay)), None)
        for piece in list(self.default_slot.children):
            if piece is not first:
                self._drop(piece)
        return first

    def _trim(self) -> None:
        """Forget the oldest while there is too much."""
        pieces = self.default_slot.children
        while len(pieces) > 1 and (
            len(pieces) > self.MAX_PIECES or self._characters > self.MAX_CHARACTERS or self._bytes > self.MAX_BYTES
        ):
            self._drop(pieces[0])
        if self._characters > self.MAX_CHARACTERS and isinstance(only := pieces[0], OutputText):
            self._set(only, _end_of(only.lines, self.MAX_CHARACTERS - len(only.line)), only.line)

    def _drop(self, piece: Element) -> None:
        if isinstance(piece, OutputText):
            self._characters -= piece.size
        elif isinstance(piece, OutputDisplay):
            self._bytes -= piece.size
        self.remove(piece)

    def _static_html(self) -> str:
        return f"<div>{self._static_children()}</div>"


_TOO_LARGE = (
    "A display of {size:.1f} MB isn't shown: the output of handlers holds {limit:g} MB.\n"
    "Show less of it (a part of the table, a figure with a lower dpi), or display it in a cell of its own.\n"
)


def _do_nothing() -> None:
    """Take an event that has been dealt with already."""


def _end_of(text: str, limit: int) -> str:
    """Return the end of a text; where there are colours, whole lines of it, since each line brings its own."""
    if len(text) <= limit:
        return text
    cut = text[len(text) - limit :]
    return cut.partition("\n")[2] or strip_styles(cut) if "\x1b" in cut else cut


def _encodable(text: str) -> str:
    """Return the text with its lone surrogates escaped (such as in names of files that aren't UTF-8)."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")
