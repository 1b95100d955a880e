"""What users get is what is tested: the wheel, in an environment with JupyterLab and nothing of this project's own."""

from __future__ import annotations

import json
import shutil
import sys

from liveui_jupyter._version import __version__
from tools.paths import ROOT

from .conftest import run

TOUR = ROOT / "notebooks" / "tour.ipynb"


def test_packages_agree(user_python, tmp_path):
    run([user_python, "-m", "pip", "check"], cwd=tmp_path)


def test_import(user_python, tmp_path):
    code = "import liveui_jupyter; print(liveui_jupyter.__version__, liveui_jupyter.__file__)"
    version, _, path = run([user_python, "-c", code], cwd=tmp_path).strip().partition(" ")
    assert version == __version__
    assert path.startswith(str(user_python.parent.parent)), "it is imported from elsewhere"


def test_tour_runs_without_a_browser(user_python, tmp_path):
    shutil.copy(TOUR, tmp_path)
    command = [user_python, "-m", "jupyter", "nbconvert", "--to", "notebook", "--execute", "--allow-errors"]
    run([*command, "--ExecutePreprocessor.timeout=60", "--output", "done", "tour.ipynb"], cwd=tmp_path)
    cells = json.loads((tmp_path / "done.ipynb").read_text())["cells"]
    outputs = [output for cell in cells if cell["cell_type"] == "code" for output in cell["outputs"]]
    # What awaits a browser can't go on without one, and says so.
    errors = [output for output in outputs if output["output_type"] == "error"]
    assert [error for error in errors if error["ename"] != "CannotAwaitError"] == []
    assert any("text/html" in output.get("data", {}) for output in outputs), "no user interface was stored"


def test_tour_in_a_browser(user_python):
    command = [sys.executable, "-m", "pytest", "tests/browser/test_tour.py", "-p", "no:cacheprovider"]
    run(command, cwd=ROOT, LIVEUI_TEST_PYTHON=str(user_python))
