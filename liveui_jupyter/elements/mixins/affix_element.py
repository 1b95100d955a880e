"""Elements with something in front of their value, and behind it."""

from __future__ import annotations

from typing import Any

from ...core.element import Element


class AffixElement(Element):
    """An element with something in front of its value, and behind it, such as a unit.

    Args:
        prefix: shown in front of the value; None for nothing.
        suffix: shown behind it; None for nothing.
    """

    def __init__(self, *, prefix: Any = None, suffix: Any = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.prefix = prefix
        self.suffix = suffix

    @property
    def prefix(self) -> str | None:
        """What is shown in front of the value."""
        return self.props.get("prefix")

    @prefix.setter
    def prefix(self, prefix: Any) -> None:
        self.props.set_optional("prefix", None if prefix is None else str(prefix))

    @property
    def suffix(self) -> str | None:
        """What is shown behind the value."""
        return self.props.get("suffix")

    @suffix.setter
    def suffix(self, suffix: Any) -> None:
        self.props.set_optional("suffix", None if suffix is None else str(suffix))
