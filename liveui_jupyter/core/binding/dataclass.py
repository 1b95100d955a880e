"""Dataclasses whose fields are bindable."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar, overload

from .properties import BindableProperty

if TYPE_CHECKING:
    from typing_extensions import dataclass_transform
else:

    def dataclass_transform() -> Any:
        """Tell type checkers; there is nothing to do at run time."""
        return lambda function: function


TypeT = TypeVar("TypeT", bound="type[Any]")


@overload
def bindable_dataclass(cls: TypeT, /, *, bindable_fields: Iterable[str] | None = None, **kwargs: Any) -> TypeT: ...


@overload
def bindable_dataclass(
    cls: None = None, /, *, bindable_fields: Iterable[str] | None = None, **kwargs: Any
) -> Callable[[TypeT], TypeT]: ...


@dataclass_transform()
def bindable_dataclass(cls: Any = None, /, *, bindable_fields: Iterable[str] | None = None, **kwargs: Any) -> Any:
    """Make a class a dataclass, with fields whose changes are carried at once to what is bound to them.

    Args:
        cls: the class.
        bindable_fields: names of the fields that are bindable; default: all.
        kwargs: what `dataclasses.dataclass` takes, but for `slots` and `frozen`.

    Raises:
        ValueError: there is no such field, or `slots` or `frozen` is asked for.

    ```python
    @binding.bindable_dataclass
    class Settings:
        name: str = ""
        volume: int = 50
    ```
    """
    if cls is None:
        return lambda cls: bindable_dataclass(cls, bindable_fields=bindable_fields, **kwargs)
    for option in ("slots", "frozen"):
        if kwargs.get(option):
            raise ValueError(f"{option}: a bindable dataclass can't have it; use dataclasses.dataclass.")
    made = dataclasses.dataclass(**kwargs)(cls)
    names = [field.name for field in dataclasses.fields(made)]
    chosen = names if bindable_fields is None else list(bindable_fields)
    for name in chosen:
        if name not in names:
            raise ValueError(f"bindable_fields: {made.__name__} has no field {name!r}. It has: {', '.join(names)}.")
        bindable = BindableProperty()
        bindable.__set_name__(made, name)
        setattr(made, name, bindable)
    return made
