"""The output below an interface, and its bounds."""

from __future__ import annotations

import pytest

from liveui_jupyter.core.output import OutputArea
from liveui_jupyter.errors import PropertyEncodingError


def pieces(page) -> list[tuple[str, str]]:
    """Return (stream, text) of what is shown."""
    areas = page.nodes[0].slots.get("output", [])
    keys = [key for area in areas for key in page.nodes[area].slots.get(None, [])]
    return [(page.nodes[key].state["stream"], page.nodes[key].state[":text"]) for key in keys]


def test_output_is_shown_below_the_interface(host, client, page):
    client.write_output("stdout", "hello\n")
    host.settled()
    assert page.output() == "hello\n"
    (area,) = page.nodes[0].slots["output"]
    assert page.nodes[area].component == "output"
    assert page.children(client.content) == []


def test_texts_of_one_stream_are_one_piece_until_they_are_sent(host, client, page):
    def write():
        for text in "abc":
            client.write_output("stdout", text * 1000 + "\n")

    host.run(write)
    host.settled()
    host.run(write)
    host.settled()
    assert [len(text) for _, text in pieces(page)] == [3003, 3003]


def test_short_texts_are_added_to_a_short_piece(host, client, page):
    """A log of short lines that come slowly isn't cut off after as many lines as there may be pieces."""
    for number in range(20):
        client.write_output("stdout", f"{number}\n")
        host.settled()
    assert len(pieces(page)) == 1
    assert page.output().split() == [str(number) for number in range(20)]


def test_streams_keep_their_order(host, client, page):
    def write():
        for stream in ("stdout", "stderr", "stdout", "error", "result"):
            client.write_output(stream, stream)

    host.run(write)
    host.settled()
    assert [stream for stream, _ in pieces(page)] == ["stdout", "stderr", "stdout", "error", "result"]


def test_what_was_sent_is_not_sent_again(host, client, page, ops_of):
    client.write_output("stdout", "x" * 1000 + "\n")
    ops = ops_of(lambda: client.write_output("stdout", "y"))
    assert "x" not in str(ops[-1][-1][":text"])


def test_of_a_progress_bar_only_the_line_is_sent_again(host, client, page, ops_of):
    client.write_output("stderr", "x" * 1000 + "\n  0%")
    (first,) = ops_of(lambda: client.write_output("stderr", "\r 10%"))[1:]
    (second,) = ops_of(lambda: client.write_output("stderr", "\r 20%"))
    assert first[-1][":text"] == " 10%"
    assert second[2] == {":text": " 20%"}
    assert page.output() == "x" * 1000 + "\n 20%"


def test_a_line_that_grows_and_ends_is_shown_once(host, client, page):
    for text in ("a" * 600, "b" * 600, "c\nd", "e\n", "f"):
        client.write_output("stdout", text)
        host.settled()
    assert page.output() == "a" * 600 + "b" * 600 + "c\nde\nf"


def test_a_line_without_end_is_sent_in_pieces(host, client, page):
    for _ in range(4):
        client.write_output("stdout", "x" * 5_000)
        host.settled()
    client.write_output("stdout", "\nnext")
    host.settled()
    assert page.output() == "x" * 20_000 + "\nnext"
    assert len(pieces(page)) > 1


def test_another_stream_begins_a_line_of_its_own(host, client, page):
    for stream, text in (("stdout", "a"), ("stderr", "\rb"), ("stdout", "\rc")):
        client.write_output(stream, text)
    host.settled()
    assert [text for _, text in pieces(page)] == ["a", "b", "c"]


def test_beyond_its_pieces_the_oldest_goes(host, client, page, monkeypatch):
    monkeypatch.setattr(OutputArea, "MAX_PIECES", 3)
    for number in range(5):
        client.write_output("stdout" if number % 2 else "stderr", f"{number} ")
        host.settled()
    assert page.output() == "2 3 4 "


def test_beyond_its_characters_the_oldest_goes(host, client, page, monkeypatch):
    monkeypatch.setattr(OutputArea, "MAX_CHARACTERS", 10)
    monkeypatch.setattr(OutputArea, "_RESENT", 0)
    for number in range(5):
        client.write_output("stdout", str(number) * 3 + "\n")
        host.settled()
    assert page.output() == "333\n444\n"


def test_of_a_long_text_the_end_is_kept(host, client, page, monkeypatch):
    monkeypatch.setattr(OutputArea, "MAX_CHARACTERS", 10)
    client.write_output("stdout", "0123456789abcdef")
    host.settled()
    assert page.output() == "6789abcdef"


def test_of_a_long_coloured_text_whole_lines_are_kept(host, client, page, monkeypatch):
    monkeypatch.setattr(OutputArea, "MAX_CHARACTERS", 25)
    client.write_output("stdout", "\x1b[31mone\ntwo\nthree\x1b[0m\n")
    host.settled()
    assert page.output() in ("three\n", "\x1b[31mthree\x1b[0m\n")


def test_many_small_texts_in_one_go_stay_within_the_bounds(host, client, page, monkeypatch):
    monkeypatch.setattr(OutputArea, "MAX_CHARACTERS", 10)
    host.run(lambda: [client.write_output("stdout", f"{letter}\n") for letter in "0123456789abcdef"])
    host.settled()
    assert page.output() == "b\nc\nd\ne\nf\n"


def test_a_flood_keeps_the_elements_bounded(host, client, monkeypatch):
    monkeypatch.setattr(OutputArea, "MAX_PIECES", 10)
    for number in range(1_000):
        client.write_output("stdout" if number % 2 else "stderr", "x")
    assert len(client.elements) <= 1 + 1 + 10


def test_nothing_is_shown_for_an_empty_text(host, client, page):
    client.write_output("stdout", "")
    host.settled()
    assert "output" not in page.nodes[0].slots


def test_cleared_output_is_gone_and_new_output_appears(host, client, page):
    client.clear_output()
    client.write_output("stdout", "old")
    host.settled()
    client.clear_output()
    client.write_output("stdout", "new")
    host.settled()
    assert page.output() == "new"


@pytest.mark.parametrize("clear", ["remove_all_elements", "clear"])
def test_clearing_the_interface_does_not_break_later_output(host, client, page, clear):
    client.write_output("stdout", "old")
    host.settled()
    client.remove_all_elements() if clear == "remove_all_elements" else client.content.clear()
    client.write_output("stdout", "new")
    host.settled()
    assert page.output() == "new"


def test_texts_that_cannot_be_encoded_are_shown_as_far_as_they_can(host, client, page):
    client.write_output("stdout", "file \udcff name")
    host.settled()
    assert page.output() == "file \\udcff name"


def test_a_deleted_client_takes_no_output(client):
    client.delete()
    client.write_output("stdout", "late")
    assert client.elements.keys() <= {0}


# ---- displays


def displays(page) -> list[dict]:
    """Return the data of the displays that are shown."""
    keys = [key for area in page.nodes[0].slots["output"] for key in page.nodes[area].slots.get(None, [])]
    return [page.nodes[key].state["data"] for key in keys if page.nodes[key].component == "output_display"]


def test_a_display_is_shown_with_all_its_formats(host, client, page):
    client.output.display({"image/png": b"\x89PNG", "text/plain": "figure"}, {"image/png": {"width": 10}})
    host.settled()
    assert displays(page) == [{"image/png": b"\x89PNG", "text/plain": "figure"}]


def test_text_around_a_display_keeps_its_order(host, client, page):
    client.write_output("stdout", "before")
    client.output.display({"text/html": "<b>b</b>"}, {})
    client.write_output("stdout", "\rafter")
    host.settled()
    (area,) = page.nodes[0].slots["output"]
    components = [page.nodes[key].component for key in page.nodes[area].slots[None]]
    assert components == ["output_text", "output_display", "output_text"]
    assert page.output() == "beforeafter"


def test_a_display_is_updated_where_it_is(host, client, page):
    client.output.display({"text/plain": "old"}, {}, "id")
    client.write_output("stdout", "after")
    host.settled()
    assert client.output.update_display("id", {"text/plain": "new"}, {})
    host.settled()
    assert displays(page) == [{"text/plain": "new"}]
    assert not client.output.update_display("other", {"text/plain": "new"}, {})


def test_displaying_the_same_id_again_changes_the_first_too(host, client, page):
    client.output.display({"text/plain": "first"}, {}, "id")
    client.output.display({"text/plain": "second"}, {}, "id")
    host.settled()
    assert displays(page) == [{"text/plain": "second"}] * 2


def test_beyond_its_bytes_the_oldest_display_goes(host, client, page, monkeypatch):
    monkeypatch.setattr(OutputArea, "MAX_BYTES", 1_000)
    for number in range(5):
        client.output.display({"image/png": bytes([number]) * 300}, {})
    host.settled()
    assert [data["image/png"][0] for data in displays(page)] == [2, 3, 4]


def test_updates_count_as_well(host, client, page, monkeypatch):
    monkeypatch.setattr(OutputArea, "MAX_BYTES", 1_000)
    client.output.display({"image/png": b"a" * 400}, {})
    client.output.display({"image/png": b"b" * 400}, {}, "id")
    client.output.update_display("id", {"image/png": b"c" * 800}, {})
    host.settled()
    assert [data["image/png"][:1] for data in displays(page)] == [b"c"]


def test_a_display_that_is_too_large_says_so(host, client, page, monkeypatch):
    monkeypatch.setattr(OutputArea, "MAX_BYTES", 1_000)
    client.output.display({"image/png": b"a" * 2_000}, {})
    client.output.display({"image/png": b"b"}, {})
    host.settled()
    refused, shown = displays(page)
    assert "isn't shown" in refused["text/plain"]
    assert "a cell of its own" in refused["text/plain"]
    assert shown == {"image/png": b"b"}


def test_a_display_that_cannot_be_sent_raises_and_leaves_nothing(host, client, page):
    client.write_output("stdout", "x")
    with pytest.raises(PropertyEncodingError):
        client.output.display({"application/json": object()}, {})
    host.settled()
    assert displays(page) == []


# ---- clearing


def test_clearing_may_wait_for_the_next_output(host, client, page):
    client.write_output("stdout", "old")
    client.output.clear(wait=True)
    host.settled()
    assert page.output() == "old"
    client.write_output("stdout", "new")
    host.settled()
    assert page.output() == "new"


def test_a_display_after_a_clearing_that_waits_takes_the_place_of_the_old_one(host, client, page, ops_of):
    client.write_output("stdout", "text")
    client.output.display({"text/plain": "old"}, {})
    client.write_output("stdout", "text")

    def frame():
        client.output.clear(wait=True)
        client.output.display({"text/plain": "new"}, {})

    ops = ops_of(frame)
    assert [op[0] for op in ops] == [1, 3], "one set, one deletion"
    assert displays(page) == [{"text/plain": "new"}]
    assert page.output() == ""


def clear_in_page(host, page, client) -> None:
    (area,) = page.nodes[0].slots["output"]
    pieces = page.nodes[area].slots[None]
    page.emit(client.elements[area], "liveui-clear", {"last": pieces[-1]})


def test_a_page_clears_what_it_shows(host, client, page):
    other = host.open_page(client)
    client.write_output("stdout", "old")
    client.output.display({"text/plain": "old"}, {})
    host.settled()
    clear_in_page(host, page, client)
    client.write_output("stdout", "new")
    host.settled()
    assert page.output() == other.output() == "new"
    assert displays(other) == []


def test_a_page_does_not_clear_what_it_has_not_shown(host, client, page):
    client.write_output("stdout", "old\n" * 200)
    host.settled()
    client.write_output("stdout", "new")
    clear_in_page(host, page, client)
    host.settled()
    assert page.output() == "new"


def test_a_page_clears_while_the_main_loop_is_busy(host, client, page):
    client.write_output("stdout", "old")
    host.settled()
    is_empty = host.run(lambda: clear_in_page(host, page, client) or not any(client.elements[1]))
    assert is_empty


@pytest.mark.parametrize("args", [None, {}, {"last": True}, {"last": "x"}, [1]])
def test_nonsense_from_a_page_clears_nothing(host, client, page, args):
    client.write_output("stdout", "text")
    host.settled()
    (area,) = page.nodes[0].slots["output"]
    page.emit(client.elements[area], "liveui-clear", args)
    host.settled()
    assert page.output() == "text"


# ---- where no page runs


def test_static_html_is_escaped_text_and_images(client):
    client.write_output("stdout", "\x1b[31m<script>red</script>\x1b[0m\n")
    client.output.display({"image/png": b"png", "text/html": "<script>", "text/plain": "<figure>"}, {})
    client.output.display({"image/svg+xml": "<svg/>"}, {})
    client.output.display({"text/html": "<script>", "text/plain": "<table>"}, {})
    html = client.build_response()["text/html"]
    assert "<script" not in html
    assert "<pre>&lt;script&gt;red&lt;/script&gt;\n</pre>" in html
    assert '<img alt="&lt;figure&gt;" src="data:image/png;base64,cG5n">' in html
    assert 'src="data:image/svg+xml;base64,PHN2Zy8+"' in html
    assert "<pre>&lt;table&gt;</pre>" in html
