"""What is measured: a module for each library, with the code that its users would write.

Adding one: a module with a `Library`, and its line in `LIBRARIES`.
"""

from __future__ import annotations

from .anywidget import ANYWIDGET
from .ipywidgets import IPYWIDGETS
from .library import Library
from .liveui import LIVEUI

OURS = LIVEUI
"""What the others are compared with."""

LIBRARIES = (LIVEUI, IPYWIDGETS, ANYWIDGET)

__all__ = ["LIBRARIES", "OURS", "Library"]
