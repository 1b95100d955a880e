"""Build hook: the front end is built before it is packed. `tools/frontend.py` does the work, and skips it if it can."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrontEndBuildHook(BuildHookInterface):  # type: ignore[type-arg]  # generic over the builder's config, of any kind
    """Builds the front end into `liveui_jupyter/static/`, for wheels, editable installs and source archives."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - the interface's signature
        """Build the front end, or fail with what is missing on this machine."""
        subprocess.run([sys.executable, "-m", "tools.frontend"], cwd=self.root, check=True)
