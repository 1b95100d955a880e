from __future__ import annotations

import tarfile
import zipfile
from pathlib import Path

from liveui_jupyter._version import __version__
from tools.paths import ASSETS


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_wheel_holds_the_package_and_the_built_front_end(archives):
    found = names(archives.wheel)
    assert {f"liveui_jupyter/static/{name}" for name in ASSETS} <= found
    assert "liveui_jupyter/py.typed" in found
    assert "liveui_jupyter/__init__.py" in found


def test_wheel_holds_nothing_else(archives):
    folders = {name.split("/")[0] for name in names(archives.wheel)}
    assert folders <= {
        "liveui_jupyter",
        f"liveui_jupyter-{__version__}.dist-info",
        f"liveui_jupyter-{__version__}.data",
    }
    assert "liveui_jupyter/protocol/generate.py" not in names(archives.wheel)
    suffixes = {Path(name).suffix for name in names(archives.wheel) if name.startswith("liveui_jupyter/")}
    assert suffixes <= {".py", ".js", ".typed", ".txt"}
    assert "liveui_jupyter/static/THIRD_PARTY_LICENSES.txt" in names(archives.wheel)


def test_wheel_from_the_source_archive_is_the_same_without_npm(archives):
    with zipfile.ZipFile(archives.wheel) as first, zipfile.ZipFile(archives.wheel_from_sdist) as second:
        assert {name: first.read(name) for name in first.namelist()} == {
            name: second.read(name) for name in second.namelist()
        }


def test_source_archive_holds_sources_and_the_built_front_end(archives):
    with tarfile.open(archives.sdist) as archive:
        found = {name.partition("/")[2] for name in archive.getnames()}
    assert {f"liveui_jupyter/static/{name}" for name in ASSETS} <= found
    assert {"js/package.json", "js/package-lock.json", "Makefile", "LICENSE", "CHANGELOG.md"} <= found
    assert not [name for name in found if "node_modules" in name or name.startswith((".venv", "build/", "dist/"))]


def test_metadata(archives):
    metadata = archives.metadata()
    assert metadata["Name"] == "liveui_jupyter"
    assert metadata["Version"] == __version__
    assert metadata["License-Expression"] == "MIT"
    assert metadata["Requires-Python"] == ">=3.10"


def test_few_run_time_dependencies(archives):
    required = [line for line in archives.metadata().get_all("Requires-Dist", []) if "extra ==" not in line]
    assert {line.partition(">=")[0] for line in required} == {
        "anywidget",
        "ipywidgets",
        "jupyter-server",
        "markdown-it-py",
        "msgspec",
        "pygments",
        "tornado",
        "traitlets",
    }
