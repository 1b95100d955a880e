"""Properties that bindings follow at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .announced import Announced
from .links import links
from .paths import MISSING, differ, get
from .propagation import outside_wave, propagate

__all__ = ["BindableProperty", "announced_property", "bindable_property"]


class BindableProperty(Announced):
    """An attribute whose changes are carried at once to what is bound to it, without polling.

    Args:
        on_change: called with the object and the new value when the value changes, but not when it is first set.

    ```python
    class Motor:
        speed = binding.BindableProperty()

        def __init__(self):
            self.speed = 0
    ```
    """

    def __init__(self, on_change: Callable[..., Any] | None = None) -> None:
        if on_change is not None and not callable(on_change):
            raise TypeError(f"on_change: expected a function, got {on_change!r}.")
        self._change_handler = on_change
        self.name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, owner: Any, _: Any = None) -> Any:
        # On the class there is none: dataclasses take what they find there for a default.
        value = MISSING if owner is None else vars(owner).get(self.name, MISSING)
        if value is MISSING:
            raise AttributeError(f"{self.name!r} hasn't been set.", name=self.name, obj=owner)
        return value

    def __set__(self, owner: Any, value: Any) -> None:
        # Kept under its own name, so that copies and pickles have it.
        previous = vars(owner).get(self.name, MISSING)
        if not differ(previous, value):
            return
        vars(owner)[self.name] = value
        try:
            propagate(owner, self.name)
        finally:
            if previous is not MISSING and self._change_handler is not None:
                with outside_wave():
                    self._change_handler(owner, value)


if TYPE_CHECKING:
    # Type checkers know no subclasses of property.
    from builtins import property as announced_property
    from builtins import property as bindable_property
else:

    class announced_property(Announced, property):  # noqa: N801 - used like `property`
        """A property whose class calls `propagate` by itself: when it changes, and with all that a binding brings.

        Except if it refuses that, since what it has is newer.
        """

        judges_itself = True

    class bindable_property(Announced, property):  # noqa: N801 - used like `property`
        """A property of an element: changing it sets at once what is bound to it."""

        def __set_name__(self, owner: type, name: str) -> None:
            self.path = (name,)

        def __set__(self, owner: Any, value: Any) -> None:
            if not links.has_outgoing(owner, self.path):
                super().__set__(owner, value)
                return
            previous = get(owner, self.path)
            super().__set__(owner, value)
            if differ(previous, get(owner, self.path)):
                propagate(owner, self.path[0])
