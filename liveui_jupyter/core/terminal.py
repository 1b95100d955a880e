r"""The line that a stream is writing: carriage returns, backspaces and colours, as a terminal understands them.

Progress bars write the same line again and again. What pages get is the line as it looks, never what has been
overwritten. Colours are the only escape sequences that are left in the text, and every line has its own: it can be
shown, cut off or forgotten without its neighbours.
"""

from __future__ import annotations

import re

_SPECIAL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
"""What makes a text more than lines; tabs and line feeds don't."""

_TOKEN = re.compile(
    r"""
      \x1b\[ (?P<parameters>[0-?]*) [ -/]* (?P<command>[@-~])
    | \x1b\] [^\x07\x1b]* (?: \x07 | \x1b\\ )                   # titles, links
    | \x1b [ -/]* [0-Z\\^-~]                                    # other sequences
    | (?P<control> [\x00-\x08\x0a-\x1f\x7f] )
    | (?P<text> (?: [^\x00-\x1f\x7f] | \t )+ )
    """,
    re.VERBOSE,
)

_UNFINISHED = re.compile("\x1b(\\[[0-?]*[ -/]*|\\][^\x07\x1b]{0,4096})?\\Z")
"""The beginning of a sequence at the end of a text, the rest of which may come with the next."""

_MAX_COLUMN = 100_000
"""Where a sequence may put the cursor at most."""

Style = tuple[tuple[str, str], ...]
"""What is switched on, and by which parameters: (("fg", "31"), ("weight", "1"))."""


class Terminal:
    """One line. `feed` is given what a stream writes, in pieces of any kind."""

    def __init__(self) -> None:
        self._plain: str | None = ""  # a line without colours, with the cursor at its end, is just a text
        self._cells: list[tuple[Style, str]] = []
        self._column = 0
        self._style: Style = ()
        self._held = ""

    @property
    def line(self) -> str:
        """The line that hasn't ended yet, as it looks."""
        return _to_text(self._cells) if self._plain is None else self._plain

    def feed(self, text: str) -> str:
        """Write a text; return the lines that it has ended, with their line feeds."""
        text = self._held + text
        self._held = ""
        if self._plain is not None and not _SPECIAL.search(text):
            before, line_feed, rest = text.rpartition("\n")
            if not line_feed:
                self._plain += rest
                return ""
            finished = f"{self._plain}{before}\n"
            self._plain = rest
            return finished
        unfinished = _UNFINISHED.search(text)
        if unfinished is not None:
            text, self._held = text[: unfinished.start()], unfinished.group()
        return self._feed_tokens(text)

    def forget_line(self) -> None:
        """Start a new line, as if this one had been forgotten; colours stay on."""
        self._plain = None if self._style else ""
        self._cells = []
        self._column = 0

    def _feed_tokens(self, text: str) -> str:
        if self._plain is not None:
            self._cells = [((), character) for character in self._plain]
            self._column = len(self._cells)
            self._plain = None
        finished: list[str] = []
        for token in _TOKEN.finditer(text):
            if (written := token["text"]) is not None:
                self._write(written)
            elif (control := token["control"]) == "\n":
                finished.append(f"{_to_text(self._cells)}\n")
                self._cells = []
                self._column = 0
            elif control is not None:
                self._control(control)
            elif token["command"] is not None:
                self._command(token["command"], token["parameters"])
        if not self._style and self._column == len(self._cells) and not any(style for style, _ in self._cells):
            self._plain = _to_text(self._cells)
        return "".join(finished)

    def _write(self, text: str) -> None:
        missing = self._column - len(self._cells)
        if missing > 0:
            self._cells += [((), " ")] * missing
        self._cells[self._column : self._column + len(text)] = [(self._style, character) for character in text]
        self._column += len(text)

    def _control(self, control: str) -> None:
        if control == "\r":
            self._column = 0
        elif control == "\b":
            self._column = max(0, self._column - 1)

    def _command(self, command: str, parameters: str) -> None:
        """Do what a sequence asks for, as far as it is about this line."""
        if command == "m":
            self._style = _restyle(self._style, parameters)
            return
        first = parameters.partition(";")[0]
        number = int(first) if first.isdecimal() else 0
        if command == "K":
            self._erase(number)
        elif command == "C":
            self._column = min(self._column + max(1, number), _MAX_COLUMN)
        elif command == "D":
            self._column = max(0, self._column - max(1, number))
        elif command == "G":
            self._column = min(max(1, number), _MAX_COLUMN) - 1

    def _erase(self, which: int) -> None:
        if which == 0:
            del self._cells[self._column :]
        elif which == 1:
            blank = min(self._column + 1, len(self._cells))
            self._cells[:blank] = [((), " ")] * blank
        else:
            self._cells = []


def strip_styles(text: str) -> str:
    """Return a text without its escape sequences."""
    return re.sub(r"\x1b\[[0-?]*[ -/]*[@-~]", "", text)


def _to_text(cells: list[tuple[Style, str]]) -> str:
    parts: list[str] = []
    current: Style = ()
    for style, character in cells:
        if style != current:
            parts.append(_sequence(style, after=current))
            current = style
        parts.append(character)
    if current:
        parts.append("\x1b[0m")
    return "".join(parts)


def _sequence(style: Style, *, after: Style) -> str:
    reset = "\x1b[0m" if after else ""
    return f"{reset}\x1b[{';'.join(code for _, code in style)}m" if style else reset


_ATTRIBUTES = {
    1: "weight", 2: "weight", 3: "slant", 4: "underline", 5: "blink", 6: "blink", 7: "inverse", 8: "hidden",
    9: "strike",
}  # fmt: skip
_ENDS = {
    21: "weight", 22: "weight", 23: "slant", 24: "underline", 25: "blink", 27: "inverse", 28: "hidden", 29: "strike",
    39: "fg", 49: "bg",
}  # fmt: skip


def _restyle(style: Style, parameters: str) -> Style:
    """Return the style after a sequence that changes it."""
    result = dict(style)
    codes = [int(code) if code.isdecimal() else 0 for code in parameters.replace(":", ";").split(";")]
    index = 0
    while index < len(codes):
        code = codes[index]
        length = 1
        if code == 0:
            result.clear()
        elif code in (38, 48):
            length = {5: 3, 2: 5}.get(codes[index + 1] if index + 1 < len(codes) else 0, 1)
            color = codes[index : index + length]
            if length > 1 and len(color) == length:
                result["fg" if code == 38 else "bg"] = ";".join(map(str, color))
        elif code in _ENDS:
            result.pop(_ENDS[code], None)
        elif code in _ATTRIBUTES:
            result[_ATTRIBUTES[code]] = str(code)
        elif 30 <= code <= 37 or 90 <= code <= 97:
            result["fg"] = str(code)
        elif 40 <= code <= 47 or 100 <= code <= 107:
            result["bg"] = str(code)
        index += length
    return tuple(result.items())
