"""The golden frames: up to date, and read by Python as the page's side has to write them."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import msgspec
import pytest

from liveui_jupyter.protocol import to_page
from liveui_jupyter.protocol.codec import TypedArray, decode_payload
from liveui_jupyter.protocol.generate import generated_files
from liveui_jupyter.protocol.schema import json_schema
from liveui_jupyter.protocol.to_kernel import decode_page_frame
from tools.golden import FOLDER, golden_files

EXAMPLES = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))}
KERNEL_KINDS = {"batch", "snapshot", "receipt", "call", "asset", "fault"}
FROM_KERNEL = {name: item for name, item in EXAMPLES.items() if item["envelope"]["k"] in KERNEL_KINDS}
FROM_PAGE = {name: item for name, item in EXAMPLES.items() if name not in FROM_KERNEL}


def with_markers(value: Any) -> Any:
    """Turn what Python has decoded into what the golden files write down."""
    match value:
        case TypedArray():
            return {"$array": [value.format, *map(with_markers, value.tolist())]}
        case bytes():
            return {"$bytes": value.hex()}
        case bool():
            return value
        case float() if not math.isfinite(value):
            return {"$number": str(value)}
        case int() if abs(value) >= 2**53:
            return {"$bigint": str(value)}
        case dict():
            return {key: with_markers(item) for key, item in value.items()}
        case list():
            return [with_markers(item) for item in value]
    return value


def test_files_are_up_to_date():
    written = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.json")}
    assert written == golden_files(), "run `python -m tools.golden`"


@pytest.mark.parametrize("path", generated_files(), ids=lambda path: path.name)
def test_generated_files_are_up_to_date(path: Path):
    expected = generated_files()[path]
    assert path.read_text(encoding="utf-8") == expected, "run `python -m liveui_jupyter.protocol.generate`"


def test_every_kind_of_frame_has_an_example():
    schema = json_schema()["$defs"]
    for union in ("AnyKernelFrame", "AnyPageFrame"):
        kinds = set(schema[union]["discriminator"]["mapping"])
        assert kinds <= {item["envelope"]["k"] for item in EXAMPLES.values()}


@pytest.mark.parametrize("name", FROM_KERNEL)
def test_envelopes_from_the_kernel_can_be_read(name):
    frame = msgspec.convert(FROM_KERNEL[name]["envelope"], to_page.AnyKernelFrame)
    assert msgspec.to_builtins(frame) == FROM_KERNEL[name]["envelope"]


@pytest.mark.parametrize("name", FROM_PAGE)
def test_frames_from_a_page_can_be_read(name):
    example = FROM_PAGE[name]
    frame = decode_page_frame(example["envelope"])
    assert msgspec.to_builtins(frame) == example["envelope"]
    if "hex" in example:
        assert with_markers(decode_payload(bytes.fromhex(example["hex"]))) == example["payload"]
