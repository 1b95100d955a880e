"""A picture."""

from __future__ import annotations

import time
from base64 import b64encode
from html import escape
from typing import Any, ClassVar

from ..protocol import decode_payload
from .mixins.source_element import SourceElement
from .picture import read_picture

MAX_STATIC_BYTES = 1024 * 1024
"""A larger picture isn't written into the notebook, where it would stay with every save."""


class Image(SourceElement, component="image"):
    """Shows a picture, in its own size or smaller.

    A new source replaces the old one when it can be seen, so that frequent changes don't flicker. What is made inside
    it lies on it. Describe it for those who can't see it: `.props('alt="A map of the city"')`.

    Args:
        source: a URL, a path of a file that the kernel can read, bytes (PNG, JPEG, GIF, WebP, AVIF, BMP, SVG), a PIL
            image, a matplotlib figure or whatever else has `savefig`, an object that IPython would show as a picture,
            or an array of `uint8` with shape (height, width), (…, 3) or (…, 4), if Pillow is installed. A figure that
            is still open is shown by the cell, too: `plt.close(figure)`.

    Raises:
        TypeError: `source` is nothing of that kind.
        ValueError: it is no picture that browsers can show.
        OSError: the file can't be read.

    ```python
    from matplotlib.figure import Figure

    figure = Figure(figsize=(4, 2), layout="constrained")
    figure.subplots().plot([1, 4, 2, 3])
    ui.image(figure).props('alt="A line that goes up and down"')
    ```
    """

    PIL_CONVERT_FORMAT: ClassVar[str] = "PNG"
    """The format in which PIL images travel."""

    def __init__(self, source: Any = "") -> None:
        super().__init__(source=source)

    def force_reload(self) -> None:
        """Show the source as it is now: load a URL again, read a file again, draw a figure again."""
        self._show_source(self.source, reload=True)

    def _show_source(self, source: Any, *, reload: bool = False) -> None:
        picture = read_picture(source, pil_format=self.PIL_CONVERT_FORMAT)
        if picture is None:
            self._drop_state(":source")
            return
        if reload and "url" in picture:
            picture["reload"] = time.time()
        self._set_state(":source", picture)

    def _static_html(self) -> str:
        alt = escape(str(self.props.get("alt", "")))
        if ":source" not in self.state:
            return self._static_children()
        picture = decode_payload(self.state[":source"])  # as it was sent: files and figures may have changed since
        data = picture.get("data", b"")
        if len(data) > MAX_STATIC_BYTES:
            return f"<div>[{alt or 'picture'}, {len(data) / 1024**2:.1f} MB: run the cell to see it]</div>"
        address = picture.get("url") or f"data:{picture['type']};base64,{b64encode(data).decode()}"
        return f'<img src="{escape(address)}" alt="{alt}" style="max-width:100%">{self._static_children()}'
