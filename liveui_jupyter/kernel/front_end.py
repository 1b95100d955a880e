"""Which front end a cell was sent by, as far as the kernel can tell.

The protocol has no field for it. What `execute_request`s were seen to hold:

| sent by | `metadata.cellId` | `content.allow_stdin` | pages |
|---|---|---|---|
| JupyterLab 4.6, Notebook 7.6 (notebooks, consoles) | yes | true | with a control lane |
| VS Code | yes, a URI `vscode-notebook-cell:…` | true | without |
| nbclient 0.11: nbconvert, papermill, jupyter-cache, Quarto | no | false | none |
| Voila 0.5 (nbclient) | no | false | one, after the last cell has ended |
| `jupyter console`, qtconsole, `jupyter run`, the classic notebook | no | true | perhaps |

Hence: no cell id and no stdin means that nobody watches the running cell, for certain: nbclient sets
`kc.allow_stdin = False`, as it has nobody to ask; whoever can ask a person, says true. The header's `username` and
`session` tell nothing: JupyterLab's are "" and random, nbclient's the user's name and random. No environment variable
is set by nbclient, nbconvert or papermill; Voila sets several.
"""

from __future__ import annotations

import os
import sys
from typing import Any


def is_headless(request: dict[str, Any], cell_id: str | None) -> bool:
    """Tell whether it is certain that no page watches the cell while it runs.

    Args:
        request: the `execute_request`.
        cell_id: the cell's id, None if the front end sent none.
    """
    return cell_id is None and (request.get("content") or {}).get("allow_stdin") is False


def is_voila() -> bool:
    """Tell whether the kernel was started by Voila, which shows the notebook in a page after it has run."""
    return "VOILA_BASE_URL" in os.environ or os.environ.get("SERVER_SOFTWARE", "").startswith("voila/")


def lacks_control_lane(cell_id: str | None) -> bool:
    """Tell whether it is certain that the front end's pages can't send on the control channel: VS Code, Colab."""
    return (cell_id or "").startswith("vscode-notebook-cell") or "google.colab" in sys.modules
