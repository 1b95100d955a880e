"""Bindings: a change of one property is carried to another, of elements, dataclasses, dicts, traits or any object.

Guarantees:
- Properties of elements, `BindableProperty`, fields of a `bindable_dataclass` and traits are carried at once, in the
  thread that assigns. Others (plain attributes, keys of dicts, nested ones) are looked at every 0.1 s on the main loop.
- A change is carried to each property once: what a converter loses on the way never comes back to where it began.
- No lock is held while a property is set or a converter runs. Of two threads that assign to the two ends of a binding
  at the same time, one has the last word at both ends.
- A binding ends when an element at one of its ends is deleted; until then it keeps what is at the other end. A binding
  between other objects keeps neither (but dicts, which can't be held otherwise).
"""

from __future__ import annotations

from .dataclass import bindable_dataclass
from .functions import bind, bind_from, bind_to, remove
from .methods import bind_from_method, bind_method, bind_to_method
from .paths import Name, differ
from .propagation import change_stamp, new_stamp, outside_wave, propagate
from .properties import BindableProperty, announced_property, bindable_property

__all__ = [
    "BindableProperty",
    "Name",
    "announced_property",
    "bind",
    "bind_from",
    "bind_from_method",
    "bind_method",
    "bind_to",
    "bind_to_method",
    "bindable_dataclass",
    "bindable_property",
    "change_stamp",
    "differ",
    "new_stamp",
    "outside_wave",
    "propagate",
    "remove",
]
