"""A drop-down list."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from ..core.events import Handler, ValueChangeEventArguments
from .mixins.choice_element import ChoiceElement
from .mixins.choices import Choices, Options
from .mixins.disableable_element import DisableableElement
from .mixins.label_element import LabelElement
from .mixins.validation_element import Validation, ValidationElement


class Select(LabelElement, ChoiceElement, ValidationElement[Any], DisableableElement, component="select"):
    """A list that drops down to choose from, one option or several.

    After changing the list or dict of options in place, call `update()`; or give others to `set_options()`.

    Args:
        options: values, which are shown as `str()` gives them (members of enums by their names), or a dict that maps
            values to labels. Values may be anything.
        label: name shown above it.
        value: what is chosen at first, None for nothing; with `multiple`, a list.
        on_change: called with `ValueChangeEventArguments`, or nothing; may be a coroutine function.
        multiple: let several be chosen: `value` is the list of them, in the order in which they were chosen.
        clearable: show a button that chooses nothing.
        validation: function that returns an error text or None (it may be async), or a dict that maps error texts to
            functions that return True for a good value.

    Raises:
        TypeError: a parameter is of the wrong type; the text names it.
        ValueError: `value` is none of the options.

    ```python
    ui.select(["red", "green", "blue"], label="Colour", value="red", on_change=lambda e: ui.notify(e.value))
    ui.select({0: "None", 1: "Some", 2: "All"}, label="Which?", value=[1, 2], multiple=True)
    ```
    """

    def __init__(
        self,
        options: Options,
        *,
        label: str | None = None,
        value: Any = None,
        on_change: Handler[ValueChangeEventArguments[Any]] | None = None,
        multiple: bool = False,
        clearable: bool = False,
        validation: Validation | None = None,
    ) -> None:
        self._multiple = bool(multiple)
        super().__init__(options=options, label=label, value=value, on_value_change=on_change, validation=validation)
        self.props.set_bool("multiple", self._multiple)
        self.props.set_bool("clearable", bool(clearable))

    @property
    def multiple(self) -> bool:
        """Whether several options can be chosen."""
        return self._multiple

    @property
    def _may_be_none(self) -> bool:
        return bool(self.props.get("clearable"))

    def _pick(self, choices: Choices, value: Any) -> Any:
        if not self._multiple:
            return super()._pick(choices, value)
        return self._keep(choices, [choices.find(item) for item in _items(choices, value)])

    def _keep(self, choices: Choices, value: Any) -> Any:
        if not self._multiple:
            return super()._keep(choices, value)
        numbers = dict.fromkeys(choices.index(item) for item in value)
        return [choices.values[number] for number in numbers if number is not None]

    def _decode(self, choices: Choices, args: Any) -> Any:
        if not self._multiple:
            return super()._decode(choices, args)
        if not isinstance(args, list) or len(args) > len(choices.values):
            raise ValueError(f"value: expected the numbers of options, got {args!r}.")
        return self._keep(choices, [choices.at(number) for number in args])

    def _differs(self, previous: Any, value: Any) -> bool:
        if not self._multiple:
            return super()._differs(previous, value)
        return len(previous) != len(value) or any(map(super()._differs, previous, value))

    def _value_to_page(self, value: Any) -> Any:
        if not self._multiple:
            return super()._value_to_page(value)
        return [number for number in map(self._choices.index, value) if number is not None]

    def _static_html(self) -> str:
        chosen = self.value if self._multiple else [self.value]
        numbers = [number for number in map(self._choices.index, chosen) if number is not None]
        shown = escape(", ".join(self._choices.labels[number] for number in numbers))
        return f"<label>{self._static_label()}<select disabled><option>{shown}</option></select></label>"


def _items(choices: Choices, value: Any) -> Iterable[Any]:
    """Return what a user means who gives one value, or several, for several."""
    if value is None:
        return []
    if isinstance(value, list):
        return value
    is_one = isinstance(value, str | bytes) or not isinstance(value, Iterable) or choices.index(value) is not None
    return [value] if is_one else value
