"""Inside a Jupyter kernel: the one door to ipykernel, IPython, comm and ipywidgets.

`install()` makes the kernel the host that core asks for its surroundings. It is called when the package is first used;
`%load_ext liveui_jupyter.kernel` does the same. Importing this module loads nothing but the standard library and core's
`host`; outside a kernel, `install()` does nothing.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from ..core.host import has_host, set_host

if TYPE_CHECKING:
    from .host import KernelHost

__all__ = ["install", "load_ipython_extension"]

_host: KernelHost | None = None


def install() -> bool:
    """Make the running Jupyter kernel the host of all clients. Idempotent; a host that is registered already stays.

    Returns:
        True if there is a host now, False if this process isn't a Jupyter kernel.
    """
    if has_host():
        return True
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    return shell is not None and _install(shell)


def load_ipython_extension(shell: Any) -> None:
    """Entry point of `%load_ext`."""
    if not has_host():
        _install(shell)


def _install(shell: Any) -> bool:
    global _host  # noqa: PLW0603 - one process has one kernel, and hooks into it are made once
    kernel = getattr(shell, "kernel", None)
    if kernel is None or not hasattr(kernel, "session"):
        return False  # IPython in a terminal
    if _host is None:
        from .host import KernelHost  # noqa: PLC0415 - loads ipywidgets, which elsewhere may be missing

        _host = KernelHost(kernel, shell)
    set_host(_host)
    return True
