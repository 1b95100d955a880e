"""A real ipykernel for each module, and a page that shows what it displays."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from page import Page

from tools.kernels import OLDER, Kernel, kernels, newest

PRELUDE = """
from pathlib import Path
from liveui_jupyter.kernel import assets, install, model
model.GRACE = 0.0  # tests look at when a comm closes; anywidget, which needs the grace, isn't here
assets.STATIC = Path({static!r})
assert install()
import asyncio, sys, threading, time
from liveui_jupyter.core.client import Client
from liveui_jupyter.core.context import context
from liveui_jupyter.core.element import Element
from liveui_jupyter import ui

Label = ui.label

def Button(handler):
    return ui.button("press", on_click=handler)
"""


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "every_kernel: the tests run on each ipykernel of tools.kernels")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "kernel" in metafunc.fixturenames and metafunc.definition.get_closest_marker("every_kernel"):
        metafunc.parametrize("kernel", [*OLDER, newest().version], indirect=True, scope="module")


@pytest.fixture(scope="module")
def kernel(request: pytest.FixtureRequest) -> Kernel:
    """The kernel under test: the newest one, or each in tests that are marked `every_kernel`."""
    if (version := getattr(request, "param", None)) is None:
        return newest()
    return next(kernel for kernel in reversed(kernels()) if kernel.version == version)


@pytest.fixture(scope="session")
def static(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A stand-in for the built front end, of the size that the loader may have."""
    folder = tmp_path_factory.mktemp("static")
    (folder / "loader.js").write_text("export default {};" + " " * 1_900)
    (folder / "bundle.js").write_text("export {};" + "\n" * 10_000)
    return folder


@pytest.fixture(scope="session")
def prelude(static: Path) -> str:
    return PRELUDE.format(static=str(static))


@pytest.fixture(scope="module")
def page(prelude: str, kernel: Kernel) -> Iterator[Page]:
    """A page whose control lane works, as in JupyterLab."""
    page = Page(python=kernel.python)
    try:
        page.run(prelude, cell_id="prelude").check()
        yield page
    finally:
        page.close()


@pytest.fixture(autouse=True)
def _fresh(request: pytest.FixtureRequest) -> None:
    """Undo what a test may have changed in its module's page."""
    if "page" in request.fixturenames:
        page = request.getfixturevalue("page")
        page.javascript = lambda call: call.get("code")
        page.lane = "control"
