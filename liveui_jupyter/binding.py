"""Bindings between properties of elements and other objects: `from liveui_jupyter import binding`."""

from __future__ import annotations

from .core.binding import BindableProperty, bind, bind_from, bind_to, bindable_dataclass, remove

__all__ = ["BindableProperty", "bind", "bind_from", "bind_to", "bindable_dataclass", "remove"]
