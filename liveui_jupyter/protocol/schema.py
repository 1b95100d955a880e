"""The protocol as JSON Schema, derived from the declarations in `ops`, `to_page` and `to_kernel`.

msgspec derives most of it. What it leaves out is added here: the names of the items of array-like structs (as `title`s
in `prefixItems`) and the texts below attributes (as `description`s).
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from itertools import pairwise
from types import UnionType
from typing import Any

import msgspec

from . import ops, to_kernel, to_page
from .version import PROTOCOL_VERSION

UNIONS: dict[str, UnionType | Any] = {
    "Op": ops.Op,
    "AnyKernelFrame": to_page.AnyKernelFrame,
    "AnyPageFrame": to_kernel.AnyPageFrame,
}
"""The unions that get a name of their own in the schema."""

_REFERENCE = "#/$defs/"


def json_schema() -> dict[str, Any]:
    """Return the schema: every struct and union of the protocol under `$defs`."""
    structs = _structs()
    _, components = msgspec.json.schema_components(
        [*UNIONS.values(), *structs.values()], ref_template=_REFERENCE + "{name}"
    )
    definitions = {name: components[name] for name in structs}
    for name, definition in definitions.items():
        _describe(structs[name], definition)
    for name, union in UNIONS.items():
        (schema,), _ = msgspec.json.schema_components([union], ref_template=_REFERENCE + "{name}")
        definitions[name] = {"title": name, **schema}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "liveui_jupyter protocol",
        "version": PROTOCOL_VERSION,
        "$defs": definitions,
    }


def _structs() -> dict[str, type[msgspec.Struct]]:
    """Return the concrete structs that travel, by name, in the order of their declaration."""
    return {
        name: item
        for module in (ops, to_page, to_kernel)
        for name, item in vars(module).items()
        if isinstance(item, type)
        and issubclass(item, msgspec.Struct)
        and item.__module__ == module.__name__
        and item not in (to_page.KernelFrame, to_kernel.PageFrame)
    }


def _describe(struct: type[msgspec.Struct], schema: dict[str, Any]) -> None:
    """Put names of items and texts below attributes into one struct's schema."""
    config = struct.__struct_config__
    schema["description"] = inspect.cleandoc(schema.get("description", ""))
    texts = _attribute_texts(struct)
    fields = msgspec.structs.fields(struct)
    if config.array_like:
        items = schema["prefixItems"]
        names = [field.encode_name for field in fields]
        if config.tag is not None:
            names.insert(0, "tag")
        for name, item in zip(names, items, strict=True):
            item["title"] = name
        return
    for field in fields:
        if field.name in texts:
            schema["properties"][field.encode_name]["description"] = texts[field.name]


def _attribute_texts(struct: type[msgspec.Struct]) -> dict[str, str]:
    """Return the string literals that follow the attributes of a struct, and of the structs that it inherits from."""
    texts: dict[str, str] = {}
    for owner in reversed(struct.__mro__):
        if not issubclass(owner, msgspec.Struct) or owner is msgspec.Struct:
            continue
        match ast.parse(textwrap.dedent(inspect.getsource(owner))).body:
            case [ast.ClassDef(body=statements)]:
                texts.update(_texts_of(statements))
    return texts


def _texts_of(statements: list[ast.stmt]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for attribute, text in pairwise(statements):
        match attribute, text:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(value))):
                texts[name] = inspect.cleandoc(value)
    return texts
