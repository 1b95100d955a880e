"""A line of text to type."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any, TypeAlias

from ..core.events import Handler, ValueChangeEventArguments
from .mixins.affix_element import AffixElement
from .mixins.text_field_element import TextFieldElement
from .mixins.validation_element import Validation

__all__ = ["Input", "Validation"]

ValidationDict: TypeAlias = Mapping[str, Callable[[Any], bool]]


class Input(TextFieldElement, AffixElement, component="input"):
    """A line of text that the user types. `on_change` is called with every keystroke.

    Args:
        label: name shown above it.
        placeholder: shown while it is empty.
        value: the first text.
        password: show dots instead of characters.
        password_toggle_button: with `password`: a button that shows the characters.
        prefix: shown in front of the text.
        suffix: shown after the text.
        on_change: called with `ValueChangeEventArguments`, or nothing; may be a coroutine function.
        autocomplete: texts that are offered while typing.
        validation: function that returns an error text or None (it may be async), or a dict that maps error texts to
            functions that return True for a good value.

    Raises:
        TypeError: a parameter is of the wrong type; the text names it.

    ```python
    ui.input("Name", placeholder="Ada", on_change=lambda e: greeting.set_text(f"Hello, {e.value}"))
    greeting = ui.label("Hello")
    ```
    """

    def __init__(
        self,
        label: str | None = None,
        *,
        placeholder: str | None = None,
        value: str | None = "",
        password: bool = False,
        password_toggle_button: bool = False,
        prefix: str | None = None,
        suffix: str | None = None,
        on_change: Handler[ValueChangeEventArguments[str]] | None = None,
        autocomplete: Sequence[str] | None = None,
        validation: Validation | None = None,
    ) -> None:
        super().__init__(
            label=label,
            placeholder=placeholder,
            prefix=prefix,
            suffix=suffix,
            value=value,
            on_value_change=on_change,
            validation=validation,
        )
        self.props.set_optional("type", "password" if password else None)
        self.props.set_bool("password_toggle", password and password_toggle_button)
        self.set_autocomplete(autocomplete)

    def set_autocomplete(self, autocomplete: Sequence[str] | None) -> Input:
        """Set the texts that are offered while typing.

        Raises:
            TypeError: it isn't a list of texts.
        """
        if isinstance(autocomplete, str) or not all(isinstance(text, str) for text in autocomplete or ()):
            raise TypeError(f"autocomplete: expected a list of texts, got {autocomplete!r}.")
        self.props.set_optional("autocomplete", list(autocomplete) if autocomplete else None)
        return self

    def _static_html(self) -> str:
        shown = "•" * len(self.value) if self.props.get("type") == "password" else self.value
        return f'<label>{self._static_label()}<input value="{escape(shown)}" disabled></label>'
