"""For tests of interfaces, ours and users': a host without Jupyter, and a page without a browser.

```python
from liveui_jupyter import ui
from liveui_jupyter.testing import MemoryHost

with MemoryHost() as host:
    with host.cell() as client:
        label = ui.label("off")
        button = ui.button("on", on_click=lambda: label.set_text("on"))
    page = host.open_page(client)
    page.click(button)
    host.settled()
    assert page.text(label) == "on"
```
"""

from __future__ import annotations

from .host import MemoryHost
from .page import FakePage
from .transport import MemoryTransport

__all__ = ["FakePage", "MemoryHost", "MemoryTransport"]
