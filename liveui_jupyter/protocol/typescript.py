"""TypeScript declarations of the protocol, from its JSON Schema."""

from __future__ import annotations

import json
import textwrap
from typing import Any

_PREAMBLE = """\
// The wire protocol's types, generated from liveui_jupyter/protocol/ by `python -m liveui_jupyter.protocol.generate`.
// Never edit this file: change the Python declarations and generate it again.
"""

_WIDTH = 116

_SCALARS = {"integer": "number", "number": "number", "string": "string", "boolean": "boolean", "null": "null"}


def to_typescript(schema: dict[str, Any]) -> str:
    """Return a TypeScript module that declares every type of the schema.

    Array-like structs become labelled tuples, tagged unions discriminated unions; what Python omits while it has its
    default is optional.

    Args:
        schema: as `schema.json_schema` returns it.
    """
    parts = [_PREAMBLE, f"export const PROTOCOL_VERSION = {schema['version']};\n", _tags(schema["$defs"])]
    parts += [_declaration(name, definition) for name, definition in schema["$defs"].items()]
    return "\n".join(parts)


def _tags(definitions: dict[str, Any]) -> str:
    """Return a table of the tags that lead array-like structs."""
    tags = {
        name: definition["prefixItems"][0]["enum"][0]
        for name, definition in definitions.items()
        if definition.get("prefixItems", [{}])[0].get("title") == "tag"
    }
    members = "".join(f"  {name}: {json.dumps(tag)},\n" for name, tag in tags.items())
    return (
        f"/** The tags that tell ops apart: the first item of each. */\nexport const Tag = {{\n{members}}} as const;\n"
    )


def _declaration(name: str, definition: dict[str, Any]) -> str:
    text = _comment(definition.get("description", ""))
    if "properties" in definition:
        members = "".join(
            _member(key, item, is_required=key in definition["required"])
            for key, item in definition["properties"].items()
        )
        return f"{text}export interface {name} {{\n{members}}}\n"
    return f"{text}export type {name} = {_type(definition)};\n"


def _member(key: str, schema: dict[str, Any], *, is_required: bool) -> str:
    mark = "" if is_required else "?"
    comment = textwrap.indent(_comment(schema.get("description", "")), "  ")
    return f"{comment}  {key}{mark}: {_type(schema)};\n"


def _type(schema: dict[str, Any]) -> str:
    """Return the TypeScript type of a schema."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "enum" in schema:
        return " | ".join(json.dumps(value) for value in schema["enum"])
    if "anyOf" in schema:
        return " | ".join(_type(option) for option in schema["anyOf"])
    if "prefixItems" in schema:
        return _tuple(schema)
    match schema.get("type"):
        case "array":
            item = _type(schema["items"])
            return f"({item})[]" if "anyOf" in schema["items"] else f"{item}[]"
        case "object":
            values = schema.get("additionalProperties")
            return f"Record<string, {_type(values) if isinstance(values, dict) else 'unknown'}>"
        case None:
            return "unknown"
        case str(name) if name in _SCALARS:
            return _SCALARS[name]
    raise NotImplementedError(f"no TypeScript type for {schema}")


def _tuple(schema: dict[str, Any]) -> str:
    items = []
    for index, item in enumerate(schema["prefixItems"]):
        label = item.get("title", "")
        mark = "?" if label and index >= schema["minItems"] else ""
        items.append(f"{label}{mark}: {_type(item)}" if label else _type(item))
    return f"[{', '.join(items)}]"


def _comment(text: str) -> str:
    """Return a documentation comment, with a line's end."""
    if not text:
        return ""
    lines = [
        line
        for paragraph in text.split("\n\n")
        for line in ["", *textwrap.wrap(" ".join(paragraph.split()), _WIDTH - 3)]
    ][1:]
    if len(lines) == 1:
        return f"/** {lines[0]} */\n"
    body = "".join(f" * {line}".rstrip() + "\n" for line in lines)
    return f"/**\n{body} */\n"
