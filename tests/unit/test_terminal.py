"""The line that a stream is writing: overwritten and coloured as in a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liveui_jupyter.core.terminal import Terminal, strip_styles

RED, RESET = "\x1b[31m", "\x1b[0m"


def shown(*texts: str) -> str:
    """Return what has been written, as it looks."""
    terminal = Terminal()
    return "".join([terminal.feed(text) for text in texts]) + terminal.line


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("plain\ntext", "plain\ntext"),
        ("10%\r20%", "20%"),
        ("longer\rab", "abnger"),
        ("windows\r\nlines\r\n", "windows\nlines\n"),
        ("abc\b\bX", "aXc"),
        ("\b\babc", "abc"),
        ("abc\rX\n", "Xbc\n"),
        ("done 10%\r\x1b[Kdone", "done"),
        ("abcdef\r\x1b[3C\x1b[K", "abc"),
        ("abcdef\x1b[2K\rnew", "new"),
        ("abcdef\x1b[2D\x1b[1KX", "    Xf"),
        ("abc\x1b[1GX", "Xbc"),
        ("abc\x1b[5CX", "abc     X"),
        ("tab\tstays", "tab\tstays"),
        ("a\x07b\x00c", "abc"),
        ("a\x1b[Ab\x1b[2Jc\x1b[?25lx", "abcx"),
        ("\x1b]0;title\x07text\x1b]8;;http://x\x1b\\link", "textlink"),
        ("\x1b(Btext", "text"),
        (f"{RED}red{RESET} plain", f"{RED}red{RESET} plain"),
        (f"{RED}red\nstill\n{RESET}plain", f"{RED}red{RESET}\n{RED}still{RESET}\nplain"),
        ("\x1b[1m\x1b[31mboth\x1b[22mred\x1b[39mnone", "\x1b[1;31mboth\x1b[0m\x1b[31mred\x1b[0mnone"),
        ("\x1b[38;5;28mgreen\x1b[m", f"\x1b[38;5;28mgreen{RESET}"),
        ("\x1b[48;2;1;2;3mx\x1b[0m", f"\x1b[48;2;1;2;3mx{RESET}"),
        (f"{RED}abc{RESET}\rX", f"X{RED}bc{RESET}"),
        ("\x1b[38;5m\x1b[38mx", "x"),
        ("\x1b[999999999Cx", " " * 100_000 + "x"),
    ],
)
def test_what_is_written_looks_as_in_a_terminal(written, expected):
    assert shown(written) == expected


def test_a_line_is_a_line_until_it_ends():
    terminal = Terminal()
    assert [terminal.feed(text) for text in ("a", "b\nc", "\rd", "\n")] == ["", "ab\n", "", "d\n"]
    assert terminal.line == ""


def test_colours_stay_on_when_a_line_is_forgotten():
    terminal = Terminal()
    terminal.feed(f"{RED}abc")
    terminal.forget_line()
    assert terminal.feed("def\n") == f"{RED}def{RESET}\n"


def test_styles_are_stripped():
    assert strip_styles(f"{RED}a{RESET}b\x1b[K") == "ab"


TEXTS = st.lists(
    st.sampled_from(["a", "bc", "\n", "\r", "\b", RED, RESET, "\x1b[1;38;5;3m", "\x1b[K", "\x1b[2C", "é", "\t", "\x1b"])
)


@given(TEXTS, st.data())
def test_it_does_not_matter_how_a_text_is_cut_into_pieces(parts, data):
    text = "".join(parts)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)))))
    pieces = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert shown(*pieces) == shown(text)


@given(TEXTS)
def test_every_line_has_its_own_colours(parts):
    for line in shown("".join(parts)).split("\n"):
        assert "\x1b" not in line or line.rindex("\x1b[0m") == line.rindex("\x1b")
