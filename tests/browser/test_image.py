"""Pictures in the page."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser import accessibility

DRAW = """
from io import BytesIO
from PIL import Image

def png(width, height, color="red"):
    buffer = BytesIO()
    Image.new("RGB", (width, height), color).save(buffer, "PNG")
    return buffer.getvalue()
"""

URLS = """
() => {
  window.urls = new Set();
  const { createObjectURL, revokeObjectURL } = URL;
  URL.createObjectURL = (blob) => {
    const url = createObjectURL.call(URL, blob);
    if (blob.type.startsWith("image/")) urls.add(url);
    return url;
  };
  URL.revokeObjectURL = (url) => {
    urls.delete(url);
    revokeObjectURL.call(URL, url);
  };
}
"""
"""Notes which pictures the page keeps."""


RED = """
(node) => {
  const context = document.createElement("canvas").getContext("2d");
  context.drawImage(node, 0, 0);
  return context.getImageData(0, 0, 1, 1).data[0];
}
"""


def size_of(image) -> list[float]:
    return image.evaluate("(node) => [node.getBoundingClientRect().width, node.getBoundingClientRect().height]")


def test_every_kind_of_source(show, lab):
    cell, nb = show(
        DRAW
        + """
import numpy as np
from pathlib import Path
from matplotlib.figure import Figure

Path("there.png").write_bytes(png(11, 5))
sources = {
    "bytes": png(10, 5),
    "path": Path("there.png"),
    "name": "there.png",
    "pil": Image.new("RGB", (12, 5)),
    "array": np.zeros((5, 13, 3), "uint8"),
    "data": "data:image/gif;base64,R0lGODlhDgAFAIAAAP///wAAACH5BAAAAAAALAAAAAAOAAUAAAIHhI+py+1dAAA7",
    "svg": '<svg xmlns="http://www.w3.org/2000/svg" width="15" height="5"><script>parent.attacked = 1</script></svg>',
    "figure": Figure(figsize=(1.6, 0.5), dpi=100),
}
for name, source in sources.items():
    ui.image(source).props(f"alt={name}")
"""
    )
    widths = {"bytes": 10, "path": 11, "name": 11, "pil": 12, "array": 13, "data": 14, "svg": 15, "figure": 160}
    for name, width in widths.items():
        image = cell.get_by_role("img", name=name, exact=True)
        expect(image).to_have_js_property("naturalWidth", width)
        assert size_of(image)[0] == width, name
    assert nb.page.evaluate("() => window.attacked") is None


def test_figures_are_crisp(show):
    cell, _ = show(
        """
        from matplotlib.figure import Figure
        ui.image(Figure(figsize=(2, 1), dpi=100)).props("alt=figure")
        """
    )
    image = cell.get_by_role("img", name="figure")
    expect(image).to_have_js_property("naturalWidth", 200)
    dots = image.evaluate(
        "async (node) => (await createImageBitmap(await (await fetch(node.currentSrc)).blob())).width"
    )
    assert dots == 400


def test_sizes(show):
    cell, _ = show(
        DRAW
        + """
styles = {"own": "", "wide": "width: 300px", "tall": "height: 200px", "box": "width: 90px; height: 90px"}
for name, style in styles.items():
    ui.image(png(100, 50)).style(style).props(f"alt={name}")
ui.image(png(4000, 1000)).props("alt=shrunk")
with ui.row().style("width: 200px"):
    ui.image(png(1000, 500)).props('alt="in a row"')
"""
    )
    sizes = {"own": [100, 50], "wide": [300, 150], "tall": [400, 200], "box": [90, 90], "in a row": [200, 100]}
    for name, size in sizes.items():
        image = cell.get_by_role("img", name=name, exact=True)
        expect(image).to_be_visible()
        assert size_of(image) == size, name
    width, height = size_of(cell.get_by_role("img", name="shrunk"))
    assert width < 1280
    assert abs(width / height - 4) < 0.05


def test_changes_neither_flicker_nor_pile_up(notebook):
    nb = notebook(
        "from liveui_jupyter import ui" + DRAW,
        """
        frames = [png(400, 300, (10 * i, 0, 0)) for i in range(25)]
        image = ui.image(frames[0]).props("alt=film")
        """,
        """
        import time
        for number in range(200):
            image.source = frames[number % 24]
            time.sleep(0.02)  # a camera's pace
        image.source = frames[24]
        """,
    )
    nb.page.evaluate(URLS)
    nb.run(0)
    nb.run(1)
    picture = nb.cell(1).get_by_role("img", name="film")
    expect(picture).to_have_js_property("naturalWidth", 400)
    nb.cell(1).locator(".liveui-image").evaluate(
        """(box) => {
          window.seen = { frames: 0, faults: 0, swaps: 0, most: 0 };
          new MutationObserver(() => { seen.swaps += 1 }).observe(box, { childList: true });
          const look = () => {
            const images = box.querySelectorAll("img");
            const isGood = images.length === 1 && images[0].complete && images[0].naturalWidth === 400
              && box.offsetHeight === 300;
            seen.frames += 1;
            seen.faults += isGood ? 0 : 1;
            seen.most = Math.max(seen.most, urls.size);
            requestAnimationFrame(look);
          };
          look();
        }"""
    )
    nb.run(2, timeout=40)
    nb.page.wait_for_function("() => urls.size === 1")
    assert picture.evaluate(RED) == 240
    seen = nb.page.evaluate("() => seen")
    assert seen["faults"] == 0
    assert seen["swaps"] > 10
    assert seen["most"] <= 2
    nb.run(1)  # its old client goes
    expect(picture).to_have_js_property("naturalWidth", 400)
    nb.page.wait_for_function("() => urls.size === 1")


def test_pictures_that_cannot_be_loaded(show):
    cell, nb = show(
        DRAW
        + """
image = ui.image("data:image/png;base64,AAAA").props('alt="A map"')
ui.image(png(9, 9)[:40])
"""
    )
    expect(cell.get_by_text("A map")).to_be_visible()
    expect(cell.get_by_text("This picture can't be shown")).to_be_visible()
    nb.kernel_exec("image.props('alt=\"A plan\"')")
    expect(cell.get_by_text("A plan")).to_be_visible()
    nb.screenshot("image-missing")
    nb.kernel_exec("image.source = png(9, 9)")
    expect(cell.get_by_role("img", name="A plan")).to_have_js_property("naturalWidth", 9)
    nb.kernel_exec("image.source = ''")
    expect(cell.get_by_role("img", name="A plan")).to_have_count(0)


def test_urls_are_loaded_again(show, lab):
    (lab.root / "again.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="5" height="5"/>')
    address = f"{lab.url}/files/again.svg?token={lab.token}"
    cell, nb = show(f"image = ui.image({address!r}).props('alt=again')")
    picture = cell.get_by_role("img", name="again")
    expect(picture).to_have_js_property("naturalWidth", 5)
    (lab.root / "again.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="6" height="6"/>')
    nb.kernel_exec("image.force_reload()")
    expect(picture).to_have_js_property("naturalWidth", 6)


def test_events_and_what_lies_on_a_picture(show):
    cell, nb = show(
        DRAW
        + """
events = []
with ui.image(png(200, 100)).props("alt=below") as image:
    ui.label("A caption")
image.on("click", lambda event: events.append((event.args["offsetX"], event.args["offsetY"])), ["offsetX", "offsetY"])
image.on("load", lambda: events.append("loaded"), [])
"""
    )
    caption = cell.get_by_text("A caption")
    picture = cell.get_by_role("img", name="below")
    expect(caption).to_be_visible()
    below, above = picture.bounding_box(), caption.bounding_box()
    assert above["y"] > below["y"]
    assert above["y"] + above["height"] <= below["y"] + below["height"] + 1
    nb.kernel_exec("image.source = png(200, 101)")
    nb.wait_for_kernel("'loaded' in events")
    picture.click(position={"x": 20, "y": 10})
    nb.wait_for_kernel("(20, 10) in events")


LOOKS = """
import numpy as np
from matplotlib.figure import Figure
from liveui_jupyter import ui

figure = Figure(figsize=(4, 2.5), layout="constrained")
axes = figure.subplots()
axes.plot(np.sin(np.linspace(0, 9, 200)))
axes.set_title("A figure")
x, y = np.meshgrid(np.linspace(0, 1, 160), np.linspace(0, 1, 120))
array = (255 * np.stack([x, y, 1 - x], axis=-1)).astype("uint8")
with ui.row(align_items="start"):
    ui.image(figure).props('alt="A sine"')
    with ui.image(array).props('alt="Colours"').style("width: 240px; border-radius: 8px; overflow: hidden"):
        ui.label("A caption lies on it")
    ui.image("data:image/png;base64,AAAA").props('alt="A map that is missing"')
"""


def test_looks(notebook):
    nb = notebook(LOOKS)
    nb.run(0)
    expect(nb.cell(0).get_by_text("A map that is missing")).to_be_visible()
    expect(nb.cell(0).get_by_role("img", name="A sine")).to_be_visible()
    for theme in ("Light", "Dark"):
        nb.set_theme(f"JupyterLab {theme}")
        nb.screenshot(f"image-{theme.lower()}")
        assert accessibility.faults(nb.cell(0).locator("liveui-view")) == []
