"""The built front end: files of `liveui_jupyter/static`, with their content hashes."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..errors import LiveUIError

STATIC = Path(__file__).parent.parent / "static"
"""Where the build puts the front end."""


class FrontEndMissingError(LiveUIError, RuntimeError):
    """The front end hasn't been built."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The front end's file {name!r} is missing, so no page can show anything. In a checkout, run `make build`; "
            "otherwise install the package again: `pip install --force-reinstall liveui_jupyter`."
        )


@dataclass(frozen=True)
class Asset:
    """One file of the front end."""

    hash: str
    """Start of the content's SHA-256: changes whenever the content does."""
    content: bytes
    """The file, gzipped (pages unpack it with `DecompressionStream`)."""


@cache
def load_asset(name: str) -> Asset:
    """Return a file of the front end; read once.

    Raises:
        FrontEndMissingError: it isn't there.
    """
    path = STATIC / name
    if path.parent != STATIC or not path.is_file():
        raise FrontEndMissingError(name)
    content = path.read_bytes()
    return Asset(hash=hashlib.sha256(content).hexdigest()[:16], content=gzip.compress(content, mtime=0))


@cache
def load_text(name: str) -> str:
    """Return a file of the front end as text; read once.

    Raises:
        FrontEndMissingError: it isn't there.
    """
    path = STATIC / name
    if not path.is_file():
        raise FrontEndMissingError(name)
    return path.read_text(encoding="utf-8")
