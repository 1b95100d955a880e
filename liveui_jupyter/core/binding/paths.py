"""Properties by name: attributes, keys of dicts, and paths of both."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, MutableMapping
from typing import Any, Final, TypeAlias

Name: TypeAlias = "str | tuple[str, ...]"
"""An attribute or key, or a tuple of them that leads to a nested one."""

Path: TypeAlias = "tuple[str, ...]"

MISSING: Final = object()
"""What `get` returns where there is no such property."""


def to_path(parameter: str, name: Any) -> Path:
    """Return a name as a tuple.

    Raises:
        TypeError, ValueError: it is none; the text starts with the parameter's name.
    """
    path = name if isinstance(name, tuple) else (name,)
    if not all(isinstance(key, str) for key in path):
        raise TypeError(f"{parameter}: expected a name, or a tuple of names, got {name!r}.")
    if not path or not all(path):
        raise ValueError(f"{parameter}: expected a name, or a tuple of names, got {name!r}, which is empty.")
    return path


def get(owner: Any, path: Path) -> Any:
    """Return a property, or MISSING."""
    try:
        for key in path:
            owner = owner[key] if isinstance(owner, Mapping) else getattr(owner, key)
    except (KeyError, AttributeError):
        return MISSING
    return owner


def put(owner: Any, path: Path, value: Any) -> None:
    """Set a property. Dicts that are missing on the way into a dict are made.

    Raises:
        AttributeError: an object on the way has no such attribute.
    """
    for key in path[:-1]:
        owner = owner.setdefault(key, {}) if isinstance(owner, MutableMapping) else getattr(owner, key)
    if isinstance(owner, MutableMapping):
        owner[path[-1]] = value
    else:
        setattr(owner, path[-1], value)


def check_exists(parameter: str, strict_parameter: str, owner: Any, path: Path, strict: bool | None) -> None:
    """Raise if a property is missing that has to be there.

    Args:
        parameter: what the name's parameter is called.
        strict_parameter: what `strict` is called.
        owner: where the path starts.
        path: leads to the property.
        strict: whether it has to be there; None for everywhere but in dicts.

    Raises:
        AttributeError, KeyError: it is missing.
        TypeError: `strict` is something else.
    """
    if strict is not None and not isinstance(strict, bool):
        raise TypeError(f"{strict_parameter}: expected True, False or None, got {strict!r}.")
    if strict is False or get(owner, path) is not MISSING:
        return
    is_in_dict = False
    for key in path:
        is_in_dict = is_in_dict or isinstance(owner, Mapping)
        inner = get(owner, (key,))
        if inner is MISSING:
            break
        owner = inner
    if is_in_dict and not strict:
        return
    name = ".".join(path)
    advice = f"Add it first, or give {strict_parameter}=False to bind to what comes later."
    if isinstance(owner, Mapping):
        raise KeyError(f"{parameter}: there is no key {name!r}. {advice}")
    near = difflib.get_close_matches(key, [entry for entry in dir(owner) if not entry.startswith("_")], 1)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    raise AttributeError(f"{parameter}: {type(owner).__name__} has no attribute {name!r}.{hint} {advice}")


def differ(a: Any, b: Any) -> bool:
    """Tell whether two values are different: True and 1, 1 and 1.0 are, two NaNs aren't."""
    if a is b:
        return False
    if type(a) is not type(b):
        return True
    try:
        return bool(a != b) and not (bool(a != a) and bool(b != b))  # noqa: PLR0124 - NaN alone isn't itself
    except Exception:  # noqa: BLE001 - arrays have no truth value; whatever else a user's class raises
        return True
