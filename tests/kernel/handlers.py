"""What the tests of handlers share: pressing a button, and reading the client's output."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from page import Page, View

from liveui_jupyter.core.terminal import strip_styles


def show_button(page: Page, code: str, cell_id: str) -> tuple[View, int]:
    """Run a cell that ends with a handler named `handle`; return the view and the id of its button."""
    page.run(f"{code}\nbutton = Button(handle)", cell_id=cell_id).check()
    client_id = page.value("button.client.id")
    view = page.wait("view", lambda: next((v for v in page.views if v.model.state["client"] == client_id), None))
    element = page.value("button.id")
    page.wait("button", lambda: view.model.elements.get(element, {}).get(":on"))
    return view, element


def run_handler(page: Page, code: str, cell_id: str) -> View:
    """Run a cell that ends with a handler named `handle`; press its button."""
    view, element = show_button(page, code, cell_id)
    page.fire(view, element)
    return view


def pieces(view: View) -> list[dict[str, Any]]:
    """Return the states of what the output consists of, in order."""
    elements = sorted(view.model.elements.items())
    return [state for _, state in elements if state["component"] in ("output_text", "output_display")]


def printed(view: View) -> str:
    """Return the texts, each stream's led by its name."""
    texts = [state for state in pieces(view) if state["component"] == "output_text"]
    return "".join(
        f"[{stream}] " + "".join(strip_styles(state.get(":text", "")) for state in texts_of_stream)
        for stream, texts_of_stream in groupby(texts, key=lambda state: state["stream"])
    )


def wait_printed(page: Page, view: View, *parts: str) -> str:
    """Wait until the texts contain all parts; return them."""
    return page.wait(f"{parts}", lambda: printed(view) if all(part in printed(view) for part in parts) else "")


def displayed(view: View) -> list[dict[str, Any]]:
    """Return the mime bundles that are displayed."""
    return [state["data"] for state in pieces(view) if state["component"] == "output_display"]


def wait_displayed(page: Page, view: View, count: int) -> list[dict[str, Any]]:
    """Wait until there are so many displays; return their mime bundles."""
    return page.wait(f"{count} displays", lambda: displayed(view) if len(displayed(view)) == count else None)
