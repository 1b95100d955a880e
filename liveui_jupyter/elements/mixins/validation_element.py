"""Elements whose value is checked."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from ...core.events import ValueT
from .value_element import ValueElement

if TYPE_CHECKING:
    from typing_extensions import Self

Validation: TypeAlias = (
    Callable[[Any], "str | None"] | Callable[[Any], Awaitable["str | None"]] | Mapping[str, Callable[[Any], bool]]
)
"""A function that returns an error text or None (it may be async), or error texts with functions that return True for
a good value."""


class ValidationElement(ValueElement[ValueT]):
    """An element whose value is checked; the error is shown with it.

    Args:
        validation: how to check; None for not at all.
    """

    def __init__(self, *, validation: Validation | None = None, **kwargs: Any) -> None:
        _check_validation(validation)
        self._validation = validation
        self._is_automatic = True
        self._error: str | None = None
        super().__init__(**kwargs)
        self._change_handlers.append(self._validate_change)

    @property
    def validation(self) -> Validation | None:
        """How the value is checked."""
        return self._validation

    @validation.setter
    def validation(self, validation: Validation | None) -> None:
        _check_validation(validation)
        self._validation = validation
        self.validate(return_result=False)

    @property
    def error(self) -> str | None:
        """The error that is shown; None if the value is good."""
        return self._error

    @error.setter
    def error(self, error: str | None) -> None:
        self._error = None if error is None else str(error)
        self.props.set_optional("error", self._error)

    def validate(self, *, return_result: bool = True) -> bool:
        """Check the value and show the error, if there is one.

        Args:
            return_result: False lets an async check run in the background.

        Returns:
            Whether the value is good; True while an async check runs.

        Raises:
            NotImplementedError: the check is async, so its result can't be returned.
        """
        validation = self._validation
        if return_result and inspect.iscoroutinefunction(validation):
            raise NotImplementedError("validate(): the check is async; call validate(return_result=False).")
        pending = self._validate_change()
        if pending is not None:
            self.client.create_task(pending)
            return True
        return self._error is None

    def without_auto_validation(self) -> Self:
        """Check only when `validate()` is called."""
        self._is_automatic = False
        self._change_handlers.remove(self._validate_change)
        return self

    def _validate_change(self) -> Any:
        """Check the value; return a coroutine if that takes longer."""
        validation, value = self._validation, self.value
        if isinstance(validation, Mapping):
            self.error = next((text for text, is_good in validation.items() if not is_good(value)), None)
        elif validation is None:
            self.error = None
        else:
            result = validation(value)
            if inspect.isawaitable(result):
                return self._finish(result, value)
            self.error = result
        return None

    async def _finish(self, result: Awaitable[str | None], value: Any) -> None:
        error = await result
        if self.value == value:  # a newer value is checked by itself
            self.error = error


def _check_validation(validation: Any) -> None:
    if validation is None or callable(validation):
        return
    if not isinstance(validation, Mapping) or not all(callable(check) for check in validation.values()):
        raise TypeError(f"validation: expected a function, or a dict of error texts and functions; got {validation!r}.")
