"""The comm of one client: an anywidget model, which every notebook front end with ipywidgets knows how to show."""

from __future__ import annotations

import threading
import time
from importlib.metadata import version as version_of
from typing import TYPE_CHECKING, Any

import ipywidgets
from traitlets import Int, Unicode

from .._version import __version__
from ..core.epoch import EPOCH
from ..core.flusher import flusher
from ..protocol import PROTOCOL_VERSION
from .assets import load_asset, load_text
from .front_end import is_voila
from .ipykernel_versions import keep_route

if TYPE_CHECKING:
    from ..core.client import Client

WIDGET_VIEW_MIME = "application/vnd.jupyter.widget-view+json"
BUNDLE = "bundle.js"
LOADER = "loader.js"


def _anywidget_version() -> str:
    """Return the range of anywidget's front end that the installed package asks for (as `anywidget` computes it)."""
    major, minor, *_ = version_of("anywidget").split(".")
    return f"~{major}.{minor}.*"


class ClientModel(ipywidgets.Widget):  # type: ignore[misc]
    """The widget model that pages make of a client.

    A plain `Widget`, not anywidget's `AnyWidget`: that is a `DOMWidget`, whose layout would be a second comm for every
    client. Pages need only the traits below; their `AnyModel` does without a layout.
    """

    _model_name = Unicode("AnyModel").tag(sync=True)
    _model_module = Unicode("anywidget").tag(sync=True)
    _model_module_version = Unicode(_anywidget_version()).tag(sync=True)
    _view_name = Unicode("AnyView").tag(sync=True)
    _view_module = Unicode("anywidget").tag(sync=True)
    _view_module_version = Unicode(_anywidget_version()).tag(sync=True)
    _anywidget_id = Unicode("liveui_jupyter.Client").tag(sync=True)
    _esm = Unicode().tag(sync=True)
    client = Unicode().tag(sync=True)
    epoch = Unicode().tag(sync=True)
    bundle = Unicode().tag(sync=True)
    version = Unicode().tag(sync=True)
    protocol = Int().tag(sync=True)

    def __init__(self, client: Client) -> None:
        self.receiver = client
        super().__init__(
            # The comm's id: anywidget doesn't tell pages that of their model, and the control lane needs it.
            model_id=client.id,
            _esm=load_text(LOADER),
            client=client.id,
            epoch=EPOCH,
            bundle=load_asset(BUNDLE).hash,
            version=__version__,
            protocol=PROTOCOL_VERSION,
        )
        # `Comm.handle_msg` fires IPython's pre_execute and post_execute around every message, which flushes the figure
        # that a cell is drawing where messages are handled while it runs (ipykernel 7.4), and costs every keystroke a
        # round of hooks. Our frames run no user code here, so they don't need them.
        keep_route(self.comm)
        self._handle_with_hooks = self.comm.handle_msg
        self.comm.handle_msg = self._handle_comm_msg

    def _handle_comm_msg(self, msg: dict[str, Any]) -> None:
        data = msg["content"].get("data")
        if isinstance(data, dict) and data.get("method") == "custom":
            receive(self.receiver, data.get("content"), msg.get("buffers"))
        else:
            self._handle_with_hooks(msg)  # a widget manager asks for the state, after a reload for instance

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of client {self.client}>"


class VoilaClientModel(ClientModel):
    """As `ClientModel`, for pages that can send on the comm alone: Voila's server drops our control messages."""

    lanes = Unicode("comm").tag(sync=True)


_receivers: dict[str, Client] = {}
"""The clients by comm id. Read on the control thread; a dict's single operations are atomic."""

_heard_from_pages = threading.Event()


def receive(client: Client, content: Any, buffers: Any) -> None:
    """Hand a client the frame that a page has sent, by whatever lane. Any thread; never raises."""
    _heard_from_pages.set()
    client.receive(content, buffers or ())


def receiver(comm_id: str) -> Client | None:
    """Return the client that a comm belongs to. Any thread."""
    return _receivers.get(comm_id)


def has_heard_from_pages() -> bool:
    """Tell whether any page has ever sent a frame to this process."""
    return _heard_from_pages.is_set()


GRACE = 0.5
"""Seconds that a comm stays open at least. anywidget's model, if it is closed while its page still makes it, logs an
uncaught "Failed to initialize model" two seconds later: seen where a cell clears its output at once."""


class ModelTransport:
    """Carries one client's frames over its model's comm: `core.transport.Transport`.

    Any thread may send: ipykernel hands what it publishes to its own I/O thread.
    """

    def __init__(self, client: Client) -> None:
        self._lock = threading.Lock()
        self._opened_at = time.monotonic()
        self._model: ClientModel | None = (VoilaClientModel if is_voila() else ClientModel)(client)
        self.comm_id: str = self._model.model_id
        _receivers[self.comm_id] = client

    def send(self, envelope: dict[str, Any], payload: bytes | None = None) -> None:
        """Send a frame to all pages."""
        model = self._model
        comm = model.comm if model is not None else None  # None if the user has closed all widgets
        if comm is not None:
            comm.send(data={"method": "custom", "content": envelope}, buffers=None if payload is None else [payload])

    def close(self) -> None:
        """Close the comm, once; pages drop the model and its views."""
        with self._lock:
            model, self._model = self._model, None
        if model is None:
            return
        _receivers.pop(self.comm_id, None)
        age = time.monotonic() - self._opened_at
        if age < GRACE:
            flusher.call_later(GRACE - age, model.close)
        else:
            model.close()

    def view_mime(self) -> dict[str, Any]:
        """Return the part of a mime bundle that makes a page show the live client."""
        return {WIDGET_VIEW_MIME: {"version_major": 2, "version_minor": 0, "model_id": self.comm_id}}
