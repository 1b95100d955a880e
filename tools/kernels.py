"""Makes an environment for each older ipykernel that is supported: `python -m tools.kernels`, in .venv.

Each is a virtual environment of its own, with that ipykernel in it; all else it finds in .venv, through a path file, so
that three of them take seconds. Each has a kernelspec; `JUPYTER_PATH` tells a server where they are.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.metadata
import json
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from typing import NamedTuple

from .paths import ROOT

OLDER = ("6.29.5", "7.1.0", "7.3.0")
"""The oldest that is supported; with subshells; the last before comm messages are handled while a cell awaits."""

FOLDER = ROOT / ".venv-kernels"

JUPYTER_PATH = FOLDER / "share" / "jupyter"
"""Where a Jupyter server finds the kernelspecs."""


class Kernel(NamedTuple):
    """A kernel to test with.

    Attributes:
        name: of its kernelspec.
        version: of its ipykernel.
        python: the interpreter that has it.
    """

    name: str
    version: str
    python: Path

    def at_least(self, *version: int) -> bool:
        """Compare the beginning of the version."""
        return tuple(int(part) for part in self.version.split(".")[: len(version)]) >= version


def kernels() -> list[Kernel]:
    """Return the older ones, which are made if need be, and the newest."""
    FOLDER.mkdir(exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        # Tests run in several processes, and each may be the first to ask.
        fcntl.flock(lock, fcntl.LOCK_EX)
        for kernel in (found := [_kernel(version) for version in OLDER]):
            _ensure(kernel)
    return [*found, newest()]


def newest() -> Kernel:
    """Return the one of this environment."""
    return Kernel("python3", importlib.metadata.version("ipykernel"), Path(sys.executable))


def _kernel(version: str) -> Kernel:
    return Kernel(f"liveui-{version.replace('.', '-')}", version, _python(version))


def _python(version: str) -> Path:
    return FOLDER / version / "bin" / "python"


def _ensure(kernel: Kernel) -> None:
    stamp = FOLDER / kernel.version / ".liveui"
    digest = hashlib.sha256(f"{sys.version}\n{sys.prefix}\n{Path(__file__).read_text()}".encode()).hexdigest()
    if stamp.is_file() and stamp.read_text() == digest:
        return
    home = FOLDER / kernel.version
    print(f"+ making {home.relative_to(ROOT)}", flush=True)
    shutil.rmtree(home, ignore_errors=True)
    venv.create(home, symlinks=True)
    packages = sysconfig.get_path("purelib", vars={"base": str(home)})
    # Its own packages come first, then those of this environment, then the project. So pip is there too, and installs
    # what is missing or too old for this ipykernel.
    paths = [sysconfig.get_path("purelib"), str(ROOT)]
    Path(packages, "rest.pth").write_text("\n".join(paths) + "\n")
    command = [str(kernel.python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    subprocess.run([*command, f"ipykernel=={kernel.version}"], check=True)
    _write_kernelspec(kernel)
    stamp.write_text(digest)


def _write_kernelspec(kernel: Kernel) -> None:
    folder = JUPYTER_PATH / "kernels" / kernel.name
    folder.mkdir(parents=True, exist_ok=True)
    spec = {
        "argv": [str(kernel.python), "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        "display_name": f"ipykernel {kernel.version}",
        "language": "python",
        "metadata": {"debugger": True},
    }
    (folder / "kernel.json").write_text(json.dumps(spec, indent=1))


if __name__ == "__main__":
    for kernel in kernels():
        print(kernel.version, kernel.python)
