"""Elements with options to choose from."""

from __future__ import annotations

from collections import deque
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from .choices import Choices, Options
from .value_element import VALUE_EVENT, ValueElement

if TYPE_CHECKING:
    from typing_extensions import Self

    from ...core.listeners import EventListener

KEPT_GENERATIONS = 16
"""Former options that are remembered for events from pages that haven't the present ones yet."""


class ChoiceElement(ValueElement[Any]):
    """An element whose value is one of several options, or None for none of them.

    Pages know options by their numbers: values may be anything, also what can't be sent.

    Args:
        options: values, or a dict that maps values to labels.
        value: the first value.
    """

    def __init__(self, *, options: Options, value: Any = None, **kwargs: Any) -> None:
        self._choices = Choices(options)
        self._former: deque[tuple[int, Choices]] = deque(maxlen=KEPT_GENERATIONS)
        super().__init__(value=value, **kwargs)
        self._set_state("options", self._choices.labels)

    @property
    def options(self) -> Any:
        """The options: the list or dict that was given. Call `update()` after changing what is in it."""
        return self._choices.given

    @options.setter
    def options(self, options: Options) -> None:
        self.set_options(options)

    def set_options(self, options: Options, *, value: Any = ...) -> Self:
        """Set the options, and a value in the same step.

        Args:
            options: values, or a dict that maps values to labels.
            value: the new value; by default what there is, if it still is an option, else None.

        Raises:
            TypeError: `options` is neither a list nor a dict, nor anything else that can be iterated.
            ValueError: `value` is none of the options.
        """
        choices = Choices(options)
        new = self._keep(choices, self._value) if value is ... else self._pick(choices, value)
        client = self._client()
        with client.lock if client is not None else nullcontext():
            self._set_state("options", choices.labels)
            if client is not None and not choices.is_same(self._choices):
                self._former.append((client.outbox.pending_id, self._choices))
            self._choices = choices
            # The number goes in the same batch as the options: no page shows the one without the other.
            self._set_state("value", self._value_to_page(new))
            if client is not None and value is not ...:  # else what a user chooses meanwhile counts
                self._assigned_in = client.outbox.pending_id
        return self.set_value(new)

    def update(self) -> None:
        """Show what has changed inside `options`; a value that isn't among them any more becomes None."""
        self.set_options(self._choices.given)
        super().update()

    # ---- values: what they are, and what pages know them by

    def _pick(self, choices: Choices, value: Any) -> Any:
        """Return the option that equals a value that the user has given.

        Raises:
            ValueError: there is none.
        """
        return None if value is None else choices.find(value)

    def _keep(self, choices: Choices, value: Any) -> Any:
        """Return what is left of a value among other options."""
        index = choices.index(value)
        return None if index is None else choices.values[index]

    def _decode(self, choices: Choices, args: Any) -> Any:
        """Return the value that a page has sent.

        Raises:
            ValueError: no page sends that in good faith.
        """
        return None if args is None and self._may_be_none else choices.at(args)

    @property
    def _may_be_none(self) -> bool:
        """Whether pages offer to choose nothing."""
        return False

    def _check_value(self, value: Any) -> Any:
        return self._pick(self._choices, value)

    def _value_to_page(self, value: Any) -> Any:
        return self._choices.index(value)

    def _value_from_page(self, args: Any) -> Any:
        return self._decode(self._choices, args)

    def _receive(self, listener: EventListener, args: Any, applied: int) -> Any:
        if listener.type != VALUE_EVENT:
            return super()._receive(listener, args, applied)
        with self.client.lock:
            return super()._receive(listener, self._renumber(args, applied), applied)

    def _renumber(self, args: Any, applied: int) -> Any:
        """Return a page's numbers as those of the present options, where the page had former ones."""
        choices = next((choices for until, choices in self._former if applied < until), None)
        if choices is None:
            return args
        chosen = self._decode(choices, args)
        kept = self._keep(self._choices, chosen)
        is_gone = kept is None and chosen is not None
        return self._value_to_page(self._value if is_gone else kept)
