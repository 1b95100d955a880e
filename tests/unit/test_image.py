"""Pictures: what can be one, what is sent, and what is refused."""

from __future__ import annotations

import sys
from base64 import b64decode, b64encode
from pathlib import Path

import numpy as np
import pytest
from matplotlib.figure import Figure
from PIL import Image as Pil

from liveui_jupyter import ui
from liveui_jupyter.elements.image import MAX_STATIC_BYTES

PNG = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
JPEG = b"\xff\xd8\xff\xe0 and so on"
SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'


class Shown:
    """An object that shows itself in the given ways."""

    def __init__(self, **representations):
        for kind, result in representations.items():
            setattr(self, f"_repr_{kind}_", lambda result=result, **_: result)


def sent(host, page, element):
    host.settled()
    return page.nodes[element.id].state.get(":source")


@pytest.mark.parametrize("url", ["https://a.example/b.png", "HTTP://a/b", "//a/b.png", "data:image/png;base64,AA"])
def test_urls_travel_as_they_are(host, page, url):
    element = ui.image(url)
    assert element.source == url
    assert sent(host, page, element) == {"url": url}


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PNG, "image/png"),
        (bytearray(PNG), "image/png"),
        (memoryview(PNG), "image/png"),
        (JPEG, "image/jpeg"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\n\n\n\nWEBPVP8", "image/webp"),
        (b"\0\0\0 ftypavif", "image/avif"),
        (b"BM1234", "image/bmp"),
        (SVG.encode(), "image/svg+xml"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- a > b -->\n<!DOCTYPE svg>\n<svg>', "image/svg+xml"),
    ],
)
def test_bytes_are_recognised_by_how_they_begin(host, page, data, kind):
    assert sent(host, page, ui.image(data)) == {"data": bytes(data), "type": kind}


def test_files_are_read_when_they_are_given(host, page, tmp_path, monkeypatch):
    path = tmp_path / "a.png"
    path.write_bytes(PNG)
    for source in (path, str(path)):
        assert sent(host, page, ui.image(source)) == {"data": PNG, "type": "image/png"}
    monkeypatch.chdir(tmp_path)
    element = ui.image("a.png")
    assert sent(host, page, element) == {"data": PNG, "type": "image/png"}
    path.write_bytes(JPEG)
    element.force_reload()
    assert sent(host, page, element) == {"data": JPEG, "type": "image/jpeg"}
    monkeypatch.setenv("HOME", str(tmp_path))
    assert sent(host, page, ui.image(Path("~/a.png")))["data"] == JPEG


def test_svg_may_be_text(host, page):
    assert sent(host, page, ui.image(f"\n {SVG}")) == {"data": SVG.encode(), "type": "image/svg+xml"}


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "P", "1", "LA"])
def test_pil_images(host, page, mode):
    assert sent(host, page, ui.image(Pil.new(mode, (3, 2))))["type"] == "image/png"


def test_the_format_of_pil_images_can_be_chosen(host, page, monkeypatch):
    monkeypatch.setattr(ui.image, "PIL_CONVERT_FORMAT", "JPEG")
    assert sent(host, page, ui.image(Pil.new("RGB", (3, 2))))["type"] == "image/jpeg"


@pytest.mark.parametrize("shape", [(2, 3), (2, 3, 3), (2, 3, 4)])
def test_arrays(host, page, shape):
    assert sent(host, page, ui.image(np.zeros(shape, "uint8")))["type"] == "image/png"


def test_figures_are_drawn_for_fine_screens(host, page):
    figure = Figure(figsize=(2, 1), dpi=50)
    picture = sent(host, page, ui.image(figure))
    assert picture["scale"] == 2
    assert picture["data"][16:24] == (200).to_bytes(4, "big") + (100).to_bytes(4, "big")


def test_whatever_can_save_a_figure(host, page):
    class Grid:
        figure = Figure(dpi=72)

        def savefig(self, file, *, format, dpi):
            file.write(PNG)
            self.saved = (format, dpi)

    grid = Grid()
    assert sent(host, page, ui.image(grid)) == {"data": PNG, "type": "image/png", "scale": 2}
    assert grid.saved == ("png", 144)


@pytest.mark.parametrize(
    ("representations", "kind"),
    [
        ({"png": PNG}, "image/png"),
        ({"png": (PNG, {"width": 1})}, "image/png"),
        ({"png": b64encode(PNG).decode()}, "image/png"),
        ({"jpeg": JPEG, "png": None}, "image/jpeg"),
        ({"svg": SVG, "png": PNG}, "image/svg+xml"),
        ({"mimebundle": {"text/plain": "a", "image/png": b64encode(PNG).decode()}}, "image/png"),
        ({"mimebundle": ({"image/svg+xml": SVG}, {}), "png": PNG}, "image/svg+xml"),
        ({"mimebundle": None, "png": PNG}, "image/png"),
    ],
    ids=str,
)
def test_objects_that_ipython_shows_as_a_picture(host, page, representations, kind):
    assert sent(host, page, ui.image(Shown(**representations)))["type"] == kind


def test_sources_change(host, page):
    element = ui.image()
    assert element.source == ""
    assert sent(host, page, element) is None
    assert element.set_source(PNG) is element
    assert sent(host, page, element) == {"data": PNG, "type": "image/png"}
    element.source = "https://a.example/b.png"
    assert sent(host, page, element) == {"url": "https://a.example/b.png"}
    element.force_reload()
    assert sent(host, page, element)["reload"] > 0
    element.source = None
    assert sent(host, page, element) is None
    element.force_reload()
    assert sent(host, page, element) is None


def test_a_figure_that_is_assigned_again_is_drawn_again(host, page):
    figure = Figure(figsize=(2, 1), dpi=50)
    element = ui.image(figure)
    first = sent(host, page, element)["data"]
    figure.subplots().plot([1, 2])
    element.source = figure
    assert sent(host, page, element)["data"] != first


def test_sources_can_be_bound(host, page):
    model = {"source": PNG}
    element = ui.image().bind_source(model)
    assert sent(host, page, element) == {"data": PNG, "type": "image/png"}
    element.source = JPEG
    assert model == {"source": JPEG}
    other = ui.image().bind_source_from(element)
    element.bind_source_to(model, "copy")
    assert (other.source, model["copy"]) == (JPEG, JPEG)


@pytest.mark.parametrize(
    ("source", "error", "reason"),
    [
        (5, TypeError, "source: expected a URL, a path, bytes"),
        (["a.png"], TypeError, "got list"),
        (Shown(png=None), TypeError, "got Shown"),
        (b"", ValueError, "source: these 0 bytes"),
        (b"II*\0 TIFF", ValueError, r"are no picture that browsers show\. Convert it"),
        ("no.png", FileNotFoundError, r"source: there is no file 'no.png' in /.*\. For a URL, start with https"),
        ("/no/such.png", FileNotFoundError, r"source: there is no file '/no/such.png'\. For"),
        (".", OSError, "source: the file '.' can't be read"),
        ("a\0b", ValueError, "source: the file .* can't be read"),
        ("x" * 5000, OSError, "source: the file .* can't be read"),
        ("file:///a.png", ValueError, "source: expected a path, or a URL of a picture"),
        ("javascript:x()", ValueError, "source: expected a path, or a URL of a picture"),
        ("data:text/html,x", ValueError, "source: expected a path, or a URL of a picture"),
        ("<b>no picture</b>", ValueError, "are no picture"),
        (np.zeros((2, 2)), ValueError, r"source: expected an array of uint8 .* float64 with shape \(2, 2\)"),
        (np.zeros((2, 2, 2), "uint8"), ValueError, r"with shape \(2, 2, 2\)"),
        (np.zeros((0, 2), "uint8"), ValueError, r"with shape \(0, 2\)"),
        (Pil.new("CMYK", (2, 2)), ValueError, r"source: Pillow can't write a picture of mode CMYK as PNG"),
        (Pil.new("F", (2, 2)), ValueError, r"Convert it first"),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_what_is_no_picture_is_refused_at_the_call(client, source, error, reason):
    with pytest.raises(error, match=reason):
        ui.image(source)
    assert list(client.elements) == [0]


def test_a_file_that_is_no_picture_is_named(client, tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("notes")
    with pytest.raises(ValueError, match=r"these 5 bytes, .* The file is '.*notes.txt'"):
        ui.image(path)


def test_a_source_that_is_refused_is_not_kept(host, page):
    element = ui.image(PNG)
    with pytest.raises(FileNotFoundError):
        element.source = "no.png"
    assert element.source == PNG
    assert sent(host, page, element)["data"] == PNG


def test_arrays_take_pillow(client, monkeypatch):
    monkeypatch.setitem(sys.modules, "PIL", None)
    with pytest.raises(ImportError, match="pip install pillow"):
        ui.image(np.zeros((2, 2), "uint8"))


def test_where_no_page_runs_pictures_are_embedded(client):
    ui.image(PNG).props('alt="a <b>"')
    ui.image('https://a.example/?"onerror="x')
    ui.image()
    html = client.build_response()["text/html"]
    assert f'<img src="data:image/png;base64,{b64encode(PNG).decode()}" alt="a &lt;b&gt;"' in html
    assert "https://a.example/?&quot;onerror=&quot;x" in html
    assert html.count("<img") == 2


def test_large_pictures_are_not_kept_in_the_notebook(client):
    ui.image(PNG + bytes(MAX_STATIC_BYTES)).props("alt=map")
    html = client.build_response()["text/html"]
    assert "[map, 1.0 MB: run the cell to see it]" in html
    assert len(html) < 1000
