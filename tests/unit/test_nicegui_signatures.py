"""What a user of NiceGUI knows works here: the same parameters, but for a short list of differences."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from liveui_jupyter import Client, binding, ui
from liveui_jupyter.core.classes import Classes
from liveui_jupyter.core.props import Props
from liveui_jupyter.core.style import Style
from tests.unit.nicegui_api import METHODS, UI, Parameters

CLASSES: dict[str, Any] = {
    "Button": ui.button,
    "Card": ui.card,
    "Checkbox": ui.checkbox,
    "Classes": Classes,
    "Client": Client,
    "Dialog": ui.dialog,
    "Element": ui.element,
    "Expansion": ui.expansion,
    "Html": ui.html,
    "Image": ui.image,
    "Input": ui.input,
    "Number": ui.number,
    "Markdown": ui.markdown,
    "Props": Props,
    "Select": ui.select,
    "Slider": ui.slider,
    "Style": Style,
    "Tab": ui.tab,
    "TabPanels": ui.tab_panels,
    "Tabs": ui.tabs,
    "Timer": ui.timer,
    "binding": binding,
}

DIFFERENCES: dict[str, tuple[Parameters, set[str], str]] = {
    # name: parameters that we have in addition or with another default, those that we lack, and why
    "button": ({}, {"icon"}, "icons come with a later set of elements"),
    "expansion": ({}, {"icon"}, "icons come with a later set of elements"),
    "select": (
        {},
        {"with_input", "new_value_mode", "key_generator"},
        "typing to filter options, and to add some, comes with a later set of elements",
    ),
    "notify": ({"timeout": "5000"}, set(), "NiceGUI hands it through `**kwargs` to Quasar, which we don't have"),
    "tab": ({}, {"icon"}, "icons come with a later set of elements"),
    "run_javascript": (
        {"timeout": "10.0", "view": "None"},
        set(),
        "a notebook's page may still be loading, failures are told at once; a client may be shown several times",
    ),
    "Client.run_javascript": ({"timeout": "10.0", "view": "None"}, set(), "as above"),
    "Element.on": ({"concurrent": "False"}, set(), "a cell may keep the main thread busy"),
    "Button.on_click": ({"concurrent": "False"}, set(), "as above"),
    "Checkbox.on_value_change": ({"concurrent": "False"}, set(), "as above"),
    "Dialog.on_value_change": ({"concurrent": "False"}, set(), "as above"),
    "TabPanels.on_value_change": ({"concurrent": "False"}, set(), "as above"),
    "Tabs.on_value_change": ({"concurrent": "False"}, set(), "as above"),
    "Expansion.on_value_change": ({"concurrent": "False"}, set(), "as above"),
    "Element.run_method": ({"timeout": "10.0"}, set(), "as above"),
    "Element.add_slot": ({}, {"template"}, "there are no Vue templates"),
    "Client.delete": ({"close": "True"}, set(), "a successor may take over the views"),
    "Client.safe_invoke": (
        {"function": None, "slot": "None"},
        {"func"},
        "a value's handlers run where the element is; `func` is positional in practice",
    ),
}


def parameters_of(function: Any) -> tuple[Parameters, Parameters]:
    """Return the positional parameters, and those by keyword alone, with their defaults."""
    positional: Parameters = {}
    keyword: Parameters = {}
    for name, parameter in inspect.signature(function).parameters.items():
        if name == "self" or name.startswith("_"):
            continue
        default = None if parameter.default is parameter.empty else repr(parameter.default)
        (keyword if parameter.kind is parameter.KEYWORD_ONLY else positional)[name] = default
    return positional, keyword


def expected(name: str, theirs: tuple[Parameters, Parameters]) -> Parameters:
    others, missing, _ = DIFFERENCES.get(name, ({}, set(), ""))
    known = {key: default for part in theirs for key, default in part.items() if key not in missing}
    return known | others


@pytest.mark.parametrize("name", sorted(UI))
def test_what_ui_offers_has_niceguis_parameters(name):
    positional, keyword = parameters_of(getattr(ui, name))
    assert positional | keyword == expected(name, UI[name])
    missing = DIFFERENCES.get(name, ({}, set(), ""))[1]
    assert list(positional) == [key for key in UI[name][0] if key not in missing]


@pytest.mark.parametrize(("owner", "name"), [(owner, name) for owner in METHODS for name in METHODS[owner]])
def test_methods_have_niceguis_parameters(owner, name):
    theirs = METHODS[owner][name]
    positional, keyword = parameters_of(getattr(CLASSES[owner], name))
    full_name = f"{owner}.{name}"
    assert positional | keyword == expected(full_name, theirs)
    if full_name not in DIFFERENCES:
        assert list(positional) == list(theirs[0])


def test_every_function_and_element_of_ui_is_compared():
    assert set(UI) == set(ui.__all__) - {"context"}


def test_every_difference_is_one_and_has_a_reason():
    for name, (others, missing, reason) in DIFFERENCES.items():
        owner, _, method = name.rpartition(".")
        theirs = METHODS[owner][method] if owner else UI[method]
        known = theirs[0] | theirs[1]
        assert reason
        assert missing <= set(known)
        assert all(known.get(key, "missing") != default for key, default in others.items())
