"""Several lines of text to type."""

from __future__ import annotations

from html import escape

from ..core.events import Handler, ValueChangeEventArguments
from .mixins.text_field_element import TextFieldElement
from .mixins.validation_element import Validation


class Textarea(TextFieldElement, component="textarea"):
    """Several lines of text that the user types. `on_change` is called with every keystroke.

    Its lower right corner can be dragged; with `.props("autogrow")` it grows with its text instead.

    Args:
        label: name shown above it.
        placeholder: shown while it is empty.
        value: the first text.
        on_change: called with `ValueChangeEventArguments`, or nothing; may be a coroutine function.
        validation: function that returns an error text or None (it may be async), or a dict that maps error texts to
            functions that return True for a good value.

    Raises:
        TypeError: a parameter is of the wrong type; the text names it.

    ```python
    ui.textarea("Notes", placeholder="What did you see?", on_change=lambda e: count.set_text(f"{len(e.value)} letters"))
    count = ui.label("0 letters")
    ```
    """

    def __init__(
        self,
        label: str | None = None,
        *,
        placeholder: str | None = None,
        value: str | None = "",
        on_change: Handler[ValueChangeEventArguments[str]] | None = None,
        validation: Validation | None = None,
    ) -> None:
        super().__init__(
            label=label, placeholder=placeholder, value=value, on_value_change=on_change, validation=validation
        )

    def _static_html(self) -> str:
        return f"<label>{self._static_label()}<textarea rows=4 disabled>\n{escape(self.value)}</textarea></label>"
