"""The settings of the matrix: kernels and front ends. One server, page and notebook for all tests of a setting."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from tests.browser.harness import LabServer, LabWindow, Notebook
from tools.kernels import JUPYTER_PATH, OLDER, kernels

NEWEST = "newest"
SUBSHELLS_OFF = {"@jupyterlab/apputils-extension:kernels-settings": {"commsOverSubshells": "disabled"}}


NOTEBOOK_NOISE = (
    r"reading 'schema'\)[^¶]*/static/notebook/notebook_core",
    r"Command 'filebrowser:open-path' not registered[^¶]*/static/notebook/notebook_core",
)
"""What Notebook 7.6 throws now and then while it loads a page: a plugin asks for settings, and one for a command, that
are JupyterLab's."""


class Setting(NamedTuple):
    """A kernel and what shows its notebook."""

    kernel: str
    front_end: str = "lab"

    def __str__(self) -> str:
        return f"{self.front_end}-{self.kernel}"


SETTINGS = [
    *(Setting(version) for version in OLDER),
    Setting(NEWEST),
    # ipykernel 6 doesn't offer subshells, so that the front end's setting makes no difference there.
    *(Setting(version, "no_subshells") for version in OLDER if not version.startswith("6.")),
    Setting(NEWEST, "no_subshells"),
    Setting(NEWEST, "notebook"),
]


class Board:
    """A notebook to which each test adds its cells."""

    def __init__(self, setting: Setting, nb: Notebook) -> None:
        self.setting = setting
        self.nb = nb

    def start(self, source: str) -> int:
        """Add a cell and run it; don't wait."""
        index = self.nb.add_cell(source)
        self.nb.start(index)
        return index

    def run(self, source: str, *, may_fail: bool = False, timeout: float = 20.0) -> int:
        """Add a cell, run it and wait for its end."""
        index = self.nb.add_cell(source)
        self.nb.run(index, may_fail=may_fail, timeout=timeout)
        return index

    def result(self, source: str, **options: Any) -> Any:
        """Run a cell; return its last line's value, which has a literal for its text."""
        index = self.run(source, **options)
        text = next(
            output["data"]["text/plain"]
            for output in self.nb.outputs(index)
            if output["output_type"] == "execute_result"
        )
        return eval("".join(text), {"nan": float("nan"), "inf": float("inf")})

    def clear(self) -> None:
        """Remove the cells, and so what they show; interrupt what still runs."""
        if self.nb.kernel_status() == "busy":
            self.nb.interrupt()
        for index in reversed(range(1, self.nb.cells_count())):
            self.nb.delete_cell(index)


@pytest.fixture(scope="session")
def servers(tmp_path_factory) -> Iterator[dict[str, LabServer]]:
    """The servers by front end, each started when first asked for."""
    kernels()

    class Servers(dict[str, LabServer]):
        def __missing__(self, name: str) -> LabServer:
            settings = SUBSHELLS_OFF if name == "no_subshells" else None
            server = LabServer(tmp_path_factory.mktemp(name), settings=settings, kernels=JUPYTER_PATH)
            server.start()
            self[name] = server
            return server

    found = Servers()
    yield found
    for server in found.values():
        server.stop()


@pytest.fixture(scope="session", params=SETTINGS, ids=str)
def setting_board(request, browser, servers) -> Iterator[Board]:
    setting: Setting = request.param
    server = servers["no_subshells" if setting.front_end == "no_subshells" else "lab"]
    window = LabWindow(browser, server, is_lab=setting.front_end != "notebook")
    kernel = "python3" if setting.kernel == NEWEST else f"liveui-{setting.kernel.replace('.', '-')}"
    prelude = (
        "import asyncio, threading, time\nimport ipykernel\nfrom liveui_jupyter import *\nfrom liveui_jupyter import ui"
    )
    nb = Notebook.create(window, [prelude], is_fresh=True, kernel=kernel)
    nb.run(0)
    version = nb.kernel_eval("ipykernel.__version__")
    assert setting.kernel in (version, NEWEST), f"{setting} runs {version}"
    yield Board(setting, nb)
    try:
        window.tidy()
        nb.close()
    finally:
        window.close()


@pytest.fixture
def board(setting_board) -> Iterator[Board]:
    """The setting's notebook, with no cell but the one of imports."""
    setting_board.nb.watch.reset()
    if setting_board.setting.front_end == "notebook":
        setting_board.nb.watch.allow(*NOTEBOOK_NOISE)
    yield setting_board
    try:
        setting_board.nb.watch.check()
    finally:
        setting_board.clear()
