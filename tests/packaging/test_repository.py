"""What must hold of the files themselves."""

from __future__ import annotations

import importlib.metadata
import json
import re
import subprocess

import pytest

from tools.paths import JS, ROOT


@pytest.fixture(scope="module")
def tracked():
    """Texts of the tracked files; in a source archive there is no telling."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: nothing says which files belong to it")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    paths = [ROOT / name for name in listed.split("\0") if name]
    return {path.relative_to(ROOT): path.read_bytes() for path in paths if path.is_file()}


def test_no_registry_hosts(tracked):
    # A lock file would otherwise tie everybody to the mirror of whoever wrote it last.
    host = re.compile(rb'"resolved":|https?://[^ "/]*(?:registry|pythonhosted)[^ "]*')
    assert [
        str(path) for path, text in tracked.items() if path.name != "test_repository.py" and host.search(text)
    ] == []


def test_no_large_files(tracked):
    assert [str(path) for path, text in tracked.items() if len(text) > 1024 * 1024] == []


def test_every_dependency_is_documented():
    documented = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    package = json.loads((JS / "package.json").read_text(encoding="utf-8"))
    names = {
        re.split(r"[<>=\[; ]", requirement)[0] for requirement in importlib.metadata.requires("liveui_jupyter") or []
    }
    names |= set(package.get("dependencies", {})) | set(package.get("devDependencies", {}))
    assert sorted(name for name in names if f"| {name} |" not in documented) == []
