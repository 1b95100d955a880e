"""The table of elements and functions: `from liveui_jupyter import ui`, then `ui.button(...)`.

Modules are loaded when their name is first used.
"""

from __future__ import annotations

import difflib
import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .core.context import context as context
    from .core.element import Element as element
    from .core.timer import Timer as timer
    from .elements.button import Button as button
    from .elements.card import Card as card
    from .elements.card import CardActions as card_actions
    from .elements.card import CardSection as card_section
    from .elements.checkbox import Checkbox as checkbox
    from .elements.column import Column as column
    from .elements.dialog import Dialog as dialog
    from .elements.expansion import Expansion as expansion
    from .elements.html import Html as html
    from .elements.image import Image as image
    from .elements.input import Input as input
    from .elements.label import Label as label
    from .elements.linear_progress import LinearProgress as linear_progress
    from .elements.log import Log as log
    from .elements.markdown import Markdown as markdown
    from .elements.number import Number as number
    from .elements.radio import Radio as radio
    from .elements.row import Row as row
    from .elements.select import Select as select
    from .elements.separator import Separator as separator
    from .elements.slider import Slider as slider
    from .elements.switch import Switch as switch
    from .elements.tabs import Tab as tab
    from .elements.tabs import TabPanel as tab_panel
    from .elements.tabs import TabPanels as tab_panels
    from .elements.tabs import Tabs as tabs
    from .elements.textarea import Textarea as textarea
    from .functions.javascript import run_javascript as run_javascript
    from .functions.notify import notify as notify
    from .functions.refreshable import refreshable as refreshable
    from .functions.refreshable import refreshable_method as refreshable_method

_NAMES: dict[str, tuple[str, str]] = {
    "button": ("elements.button", "Button"),
    "card": ("elements.card", "Card"),
    "card_actions": ("elements.card", "CardActions"),
    "card_section": ("elements.card", "CardSection"),
    "checkbox": ("elements.checkbox", "Checkbox"),
    "column": ("elements.column", "Column"),
    "context": ("core.context", "context"),
    "dialog": ("elements.dialog", "Dialog"),
    "element": ("core.element", "Element"),
    "expansion": ("elements.expansion", "Expansion"),
    "html": ("elements.html", "Html"),
    "image": ("elements.image", "Image"),
    "input": ("elements.input", "Input"),
    "label": ("elements.label", "Label"),
    "linear_progress": ("elements.linear_progress", "LinearProgress"),
    "log": ("elements.log", "Log"),
    "markdown": ("elements.markdown", "Markdown"),
    "notify": ("functions.notify", "notify"),
    "number": ("elements.number", "Number"),
    "radio": ("elements.radio", "Radio"),
    "refreshable": ("functions.refreshable", "refreshable"),
    "refreshable_method": ("functions.refreshable", "refreshable_method"),
    "row": ("elements.row", "Row"),
    "run_javascript": ("functions.javascript", "run_javascript"),
    "select": ("elements.select", "Select"),
    "separator": ("elements.separator", "Separator"),
    "slider": ("elements.slider", "Slider"),
    "switch": ("elements.switch", "Switch"),
    "tab": ("elements.tabs", "Tab"),
    "tab_panel": ("elements.tabs", "TabPanel"),
    "tab_panels": ("elements.tabs", "TabPanels"),
    "tabs": ("elements.tabs", "Tabs"),
    "textarea": ("elements.textarea", "Textarea"),
    "timer": ("core.timer", "Timer"),
}

__all__ = [
    "button",
    "card",
    "card_actions",
    "card_section",
    "checkbox",
    "column",
    "context",
    "dialog",
    "element",
    "expansion",
    "html",
    "image",
    "input",
    "label",
    "linear_progress",
    "log",
    "markdown",
    "notify",
    "number",
    "radio",
    "refreshable",
    "refreshable_method",
    "row",
    "run_javascript",
    "select",
    "separator",
    "slider",
    "switch",
    "tab",
    "tab_panel",
    "tab_panels",
    "tabs",
    "textarea",
    "timer",
]


def __getattr__(name: str) -> Any:
    if name not in _NAMES:
        near = difflib.get_close_matches(name, _NAMES, 1)
        hint = f" Did you mean ui.{near[0]}?" if near else f" There are: {', '.join(_NAMES)}."
        raise AttributeError(f"ui has no {name!r}.{hint}")
    module, attribute = _NAMES[name]
    value = getattr(importlib.import_module(f".{module}", __package__), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
