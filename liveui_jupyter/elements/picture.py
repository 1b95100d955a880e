"""What can be shown as a picture, made into what travels: a URL, or bytes that browsers know."""

from __future__ import annotations

import os
import re
import sys
from base64 import b64decode
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

_KINDS = [
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"GIF8[79]a"), "image/gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "image/webp"),
    (re.compile(rb"....ftypavi[fs]", re.DOTALL), "image/avif"),
    (re.compile(rb"BM"), "image/bmp"),
    (re.compile(rb"\x00\x00\x01\x00"), "image/x-icon"),
    (
        re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE.*?>\s*)*<svg\b", re.DOTALL),
        "image/svg+xml",
    ),
]
"""How the bytes of a picture begin."""

_URL = re.compile(r"(https?:)?//|data:image/|blob:", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+:", re.IGNORECASE)  # a single letter is a drive

SHARPNESS = 2
"""Dots of a figure for each that it says it has: as many as fine screens show."""

_REPRESENTATIONS = {"image/svg+xml": "_repr_svg_", "image/png": "_repr_png_", "image/jpeg": "_repr_jpeg_"}
"""What objects are asked for that IPython would show as a picture, the best first."""


def read_picture(source: Any, *, pil_format: str = "PNG") -> dict[str, Any] | None:
    """Return what is to be sent: {"url"}, or {"data", "type"}, with "scale" if several dots are to make one pixel.

    Args:
        source: see `ui.image`; None and an empty text are no picture.
        pil_format: the format in which PIL images travel.

    Raises:
        TypeError, ValueError, OSError: it can't be shown; the text names `source`.
    """
    if source is None or isinstance(source, str | os.PathLike):
        return _read_text(os.fspath(source)) if source else None
    if isinstance(source, bytes | bytearray | memoryview):
        return _of_bytes(bytes(source))
    pil = sys.modules.get("PIL.Image")
    if pil is not None and isinstance(source, pil.Image):
        return _of_bytes(_save_pil(source, pil_format))
    if _is_array(source):
        return _of_bytes(_save_pil(_pil_of_array(source), pil_format))
    if callable(getattr(source, "savefig", None)):
        return {**_of_bytes(_draw(source)), "scale": SHARPNESS}
    data = _representation(source)
    if not data:
        raise TypeError(
            f"source: expected a URL, a path, bytes, a PIL image, a figure, an array or an object with _repr_png_, "
            f"got {type(source).__name__}."
        )
    return _of_bytes(data)


def _of_bytes(data: bytes) -> dict[str, Any]:
    kind = next((kind for pattern, kind in _KINDS if pattern.match(data)), None)
    if kind is None:
        raise ValueError(
            f"source: these {len(data)} bytes, which begin with {data[:8]!r}, are no picture that browsers show. "
            "Convert it to PNG, JPEG, GIF, WebP, AVIF, BMP or SVG, for example with Pillow."
        )
    return {"data": data, "type": kind}


def _read_text(text: str | bytes) -> dict[str, Any]:
    """Return what a text stands for: a URL, SVG, or a path of a file."""
    name = os.fsdecode(text)
    if _URL.match(name):
        return {"url": name}
    if name.lstrip().startswith("<"):
        return _of_bytes(name.lstrip().encode())
    if _SCHEME.match(name):
        raise ValueError(f"source: expected a path, or a URL of a picture (https:, data:image/), got {name[:60]!r}.")
    path = Path(name).expanduser()
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        where = "" if path.is_absolute() else f" in {Path.cwd()}"
        raise FileNotFoundError(f"source: there is no file {name!r}{where}. For a URL, start with https://.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise type(error)(f"source: the file {name[:200]!r} can't be read: {reason}.") from None
    try:
        return _of_bytes(data)
    except ValueError as error:
        raise ValueError(f"{error} The file is {name!r}.") from None


def _save_pil(image: Any, pil_format: str) -> bytes:
    buffer = BytesIO()
    try:
        image.save(buffer, pil_format)
    except (OSError, KeyError) as error:
        raise ValueError(
            f"source: Pillow can't write a picture of mode {image.mode} as {pil_format} ({error}). "
            "Convert it first: image.convert('RGB')."
        ) from None
    return buffer.getvalue()


def _is_array(source: Any) -> bool:
    return type(source).__module__.partition(".")[0] == "numpy" and hasattr(source, "dtype")


def _pil_of_array(array: Any) -> Any:
    try:
        from PIL import Image  # noqa: PLC0415 - only arrays need it
    except ImportError:
        raise ImportError("source: arrays are shown with the help of Pillow: pip install pillow.") from None
    is_picture = array.ndim == 2 or (array.ndim == 3 and array.shape[2] in (3, 4))
    if array.dtype != "uint8" or not is_picture or array.size == 0:
        raise ValueError(
            "source: expected an array of uint8 with shape (height, width), (height, width, 3) or (height, width, 4), "
            f"got one of {array.dtype} with shape {array.shape}. Scale it first: (array * 255).astype('uint8')."
        )
    return Image.fromarray(array)


def _draw(figure: Any) -> bytes:
    """Return a figure as PNG."""
    dpi = getattr(figure, "dpi", None) or getattr(getattr(figure, "figure", None), "dpi", None) or 100
    buffer = BytesIO()
    figure.savefig(buffer, format="png", dpi=SHARPNESS * dpi)
    return buffer.getvalue()


def _representation(source: Any) -> bytes | None:
    """Return how an object shows itself as a picture."""
    bundle = getattr(source, "_repr_mimebundle_", None)
    shown = _data_of(bundle, include=list(_REPRESENTATIONS), exclude=None) if callable(bundle) else None
    for kind, name in _REPRESENTATIONS.items():
        data = shown.get(kind) if isinstance(shown, dict) else None
        method = getattr(source, name, None)
        if data is None and callable(method):
            data = _data_of(method)
        if isinstance(data, str):
            return data.strip().encode() if kind == "image/svg+xml" else b64decode(data)
        if data is not None:
            return bytes(data)
    return None


def _data_of(method: Callable[..., Any], **arguments: Any) -> Any:
    """Return what such a method gives, without the metadata that it may add."""
    result = method(**arguments)
    return result[0] if isinstance(result, tuple) else result
