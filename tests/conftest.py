"""What tests of every kind share."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest

from tools import chromium


@pytest.fixture(scope="session", autouse=True)
def own_jupyter_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the settings, kernels and histories of whoever runs the tests out of them, in child processes too."""
    folder = tmp_path_factory.mktemp("jupyter")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_CONFIG_DIR", str(folder / "config"))
        patch.setenv("JUPYTER_DATA_DIR", str(folder / "data"))
        patch.setenv("JUPYTER_RUNTIME_DIR", str(folder / "runtime"))
        patch.setenv("IPYTHONDIR", str(folder / "ipython"))
        yield


@pytest.fixture(scope="session")
def jupyter_python() -> str:
    """The Python whose JupyterLab is tested in a browser: this one, or the one that LIVEUI_PYTHON names.

    The latter is how the tour is run from a wheel in an environment of its own.
    """
    return os.environ.get("LIVEUI_PYTHON") or sys.executable


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The browser. A machine without one fails these tests, with a text on how to get one."""
    try:
        path = chromium.find()
    except chromium.ChromiumMissingError as error:
        pytest.fail(str(error))
    return path or pytest.fail(chromium.HELP)
