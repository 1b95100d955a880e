"""Options to choose from: their values, the labels that pages show, and which value is which option."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any, TypeAlias

Options: TypeAlias = "Iterable[Any] | Mapping[Any, Any]"
"""What users give: values, or a dict of values and labels."""


class Choices:
    """Options as they are at one time.

    Args:
        options: values, or a dict that maps values to labels; anything that can be iterated but text.

    Attributes:
        given: what the user has given, as a list or a mapping.
        values: of all options.
        labels: their texts, in the same order.

    Raises:
        TypeError: `options` is nothing of that kind.
    """

    def __init__(self, options: Options) -> None:
        if isinstance(options, str | bytes) or not isinstance(options, Iterable):
            raise TypeError(f"options: expected a list of values, or a dict of values and labels; got {options!r}.")
        self.given: list[Any] | Mapping[Any, Any]
        if isinstance(options, Mapping):
            self.given = options
            self.values = list(options)
            self.labels = [_label(label) for label in options.values()]
        else:
            self.given = options if isinstance(options, list) else _listed(options)
            self.values = list(self.given)
            self.labels = [_label(value) for value in self.values]
        self._exact: dict[Any, int] = {}
        self._similar: dict[Any, int] = {}
        self._others: list[int] = []
        for index, value in enumerate(self.values):
            self._note(index, value)

    def _note(self, index: int, value: Any) -> None:
        try:
            self._exact.setdefault((type(value), value), index)
            self._similar.setdefault(value, index)
        except TypeError:  # it has no hash
            self._others.append(index)

    def index(self, value: Any) -> int | None:
        """Return the number of the option with a value, None if there is none.

        Of options that are equal, such as 1, True and 1.0, it is the one of the same type, if there is one.
        """
        candidates: Iterable[int] = self._others
        try:
            found = self._exact.get((type(value), value), self._similar.get(value))
        except TypeError:
            found, candidates = None, range(len(self.values))
        if found is not None:
            return found
        if _is_nan(value):  # it has a hash, but isn't equal to what has the same
            candidates = range(len(self.values))
        return next((index for index in candidates if _is_same(self.values[index], value)), None)

    def find(self, value: Any) -> Any:
        """Return the option that equals a value that the user has given.

        Raises:
            ValueError: there is none.
        """
        index = self.index(value)
        if index is None:
            shown = ", ".join(map(repr, self.values[:5])) + (", …" if len(self.values) > 5 else "")
            raise ValueError(f"value: expected one of the options ({shown}), got {value!r}.")
        return self.values[index]

    def at(self, number: Any) -> Any:
        """Return the option with the number that a page has sent.

        Raises:
            ValueError: there is none.
        """
        if type(number) is not int or not 0 <= number < len(self.values):
            raise ValueError(f"value: expected the number of one of {len(self.values)} options, got {number!r}.")
        return self.values[number]

    def is_same(self, other: Choices) -> bool:
        """Tell whether these are the very same options."""
        return (
            self.labels == other.labels
            and len(self.values) == len(other.values)
            and all(a is b for a, b in zip(self.values, other.values, strict=True))
        )


def _listed(options: Iterable[Any]) -> list[Any]:
    # Numbers and texts of numpy become Python's, as values of all elements do; dates would become numbers.
    kind = getattr(getattr(options, "dtype", None), "kind", None)
    if kind in ("b", "i", "u", "f", "U") and hasattr(options, "tolist"):
        return list(options.tolist())
    return list(options)


def _label(value: Any) -> str:
    """Return what is shown for a value, or for the label that the user has given."""
    if isinstance(value, Enum) and type(value).__str__ is Enum.__str__:
        return str(value.name)
    return str(value)


def _is_same(a: Any, b: Any) -> bool:
    if a is b or (type(a) is type(b) and _is_nan(a) and _is_nan(b)):
        return True
    try:
        return bool(a == b)
    except Exception:  # noqa: BLE001 - arrays have no truth value; whatever else a user's class raises
        return False


def _is_nan(value: Any) -> bool:
    try:
        return bool(value != value)  # noqa: PLR0124 - NaN alone isn't itself
    except Exception:  # noqa: BLE001 - as above
        return False
