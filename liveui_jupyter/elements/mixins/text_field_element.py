"""Elements into which text is typed."""

from __future__ import annotations

from typing import Any

from .disableable_element import DisableableElement
from .label_element import LabelElement
from .validation_element import ValidationElement


class TextFieldElement(LabelElement, ValidationElement[str], DisableableElement):
    """An element into which text is typed.

    Args:
        placeholder: shown while it is empty.
        value: the first text; None is the empty one.
    """

    def __init__(self, *, placeholder: str | None = None, value: str | None = "", **kwargs: Any) -> None:
        super().__init__(value=value, **kwargs)
        self.props.set_optional("placeholder", None if placeholder is None else str(placeholder))

    def _check_value(self, value: Any) -> str:
        if value is None:
            return ""
        if not isinstance(value, str):
            raise TypeError(f"value: expected text, got {value!r}. Use str() to convert it.")
        return value
