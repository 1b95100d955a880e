"""`ui`: what it offers, and that nothing is loaded before it is used."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import liveui_jupyter
from liveui_jupyter import ui

REPOSITORY = Path(liveui_jupyter.__file__).parents[1]


def run_python(code: str) -> str:
    """Run code in a fresh Python and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=False, cwd=REPOSITORY
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("name", ui.__all__)
def test_every_name_loads(name):
    assert getattr(ui, name) is not None


def test_the_lists_agree_and_are_sorted():
    assert ui.__all__ == sorted(ui.__all__)
    assert ui.__all__ == list(ui._NAMES)
    assert dir(ui) == ui.__all__


def test_type_checkers_see_every_name():
    tree = ast.parse(inspect.getsource(ui))
    (block,) = [node for node in tree.body if isinstance(node, ast.If)]
    names = {alias.asname: (node.module, alias.name) for node in block.body for alias in node.names}
    assert names == ui._NAMES


def test_every_name_is_documented():
    for name in ui.__all__:
        if name != "context":
            assert inspect.getdoc(getattr(ui, name)), name


def test_an_unknown_name_suggests_the_nearest():
    with pytest.raises(AttributeError, match=r"ui has no 'buton'\. Did you mean ui\.button\?"):
        _ = ui.buton


def test_or_lists_what_there_is():
    with pytest.raises(AttributeError, match=r"There are: button, "):
        _ = ui.xyzzy


def loaded_after(code: str, *modules: str) -> str:
    """Return those of the modules that some code loads."""
    names = ", ".join(repr(name) for name in modules)
    return run_python(f"import sys; {code}; print(*[name for name in [{names}] if name in sys.modules])")


def test_importing_loads_no_element():
    code = "import sys; from liveui_jupyter import ui; print(any('.elements.' in name for name in sys.modules))"
    assert run_python(code) == "False"


def test_a_name_loads_its_own_module():
    label, slider = "liveui_jupyter.elements.label", "liveui_jupyter.elements.slider"
    assert loaded_after("from liveui_jupyter import ui; ui.label", label, slider) == label


def test_importing_loads_no_jupyter():
    jupyter = ("ipykernel", "IPython", "ipywidgets", "anywidget", "traitlets", "tornado", "zmq")
    code = "import liveui_jupyter; from liveui_jupyter import ui; liveui_jupyter.Client; ui.label"
    assert loaded_after(code, *jupyter) == ""


def test_importing_loads_neither_numpy_nor_pandas():
    assert loaded_after("from liveui_jupyter import ui; ui.label", "numpy", "pandas") == ""


def test_outside_a_kernel_the_first_element_says_what_is_missing():
    code = """
from liveui_jupyter import ui
try:
    ui.label("x")
except RuntimeError as error:
    print(error)
"""
    assert "isn't a Jupyter kernel" in run_python(code)


def test_the_package_exports_what_it_lists():
    assert liveui_jupyter.__all__ == sorted(liveui_jupyter.__all__)
    for name in liveui_jupyter.__all__:
        assert getattr(liveui_jupyter, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = liveui_jupyter.nonsense


def test_there_is_a_version():
    assert liveui_jupyter.__version__.count(".") >= 1
