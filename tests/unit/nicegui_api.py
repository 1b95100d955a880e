"""The parameters of NiceGUI 3.18, as `inspect.signature` gives them: facts to compare with.

By name: positional parameters, then those by keyword alone, each with the `repr` of its default (None if it has none).
"""

from __future__ import annotations

Parameters = dict[str, "str | None"]

UI: dict[str, tuple[Parameters, Parameters]] = {
    "button": ({"text": "''"}, {"on_click": "None", "color": "'primary'", "icon": "None"}),
    "card": ({}, {"align_items": "None"}),
    "card_actions": ({}, {}),
    "card_section": ({}, {}),
    "checkbox": ({"text": "''"}, {"value": "False", "on_change": "None"}),
    "column": ({}, {"wrap": "False", "align_items": "None"}),
    "dialog": ({}, {"value": "False"}),
    "element": ({"tag": "None"}, {}),
    "expansion": (
        {"text": "''"},
        {"caption": "None", "icon": "None", "group": "None", "value": "False", "on_value_change": "None"},
    ),
    "html": ({"content": "''"}, {"sanitize": "True", "tag": "'div'"}),
    "image": ({"source": "''"}, {}),
    "input": (
        {"label": "None"},
        {
            "placeholder": "None",
            "value": "''",
            "password": "False",
            "password_toggle_button": "False",
            "prefix": "None",
            "suffix": "None",
            "on_change": "None",
            "autocomplete": "None",
            "validation": "None",
        },
    ),
    "label": ({"text": "''"}, {}),
    "linear_progress": (
        {"value": "0.0"},
        {"size": "None", "show_value": "True", "color": "'primary'"},
    ),
    "log": ({"max_lines": "None"}, {}),
    "markdown": ({"content": "''"}, {"extras": "None", "sanitize": "True"}),
    "notify": (
        {"message": None},
        {
            "position": "'bottom'",
            "close_button": "False",
            "type": "None",
            "color": "None",
            "multi_line": "False",
        },
    ),
    "number": (
        {"label": "None"},
        {
            "placeholder": "None",
            "value": "None",
            "min": "None",
            "max": "None",
            "precision": "None",
            "step": "None",
            "prefix": "None",
            "suffix": "None",
            "format": "None",
            "on_change": "None",
            "validation": "None",
        },
    ),
    "radio": ({"options": None}, {"value": "None", "on_change": "None"}),
    "select": (
        {"options": None},
        {
            "label": "None",
            "value": "None",
            "on_change": "None",
            "with_input": "False",
            "new_value_mode": "None",
            "multiple": "False",
            "clearable": "False",
            "validation": "None",
            "key_generator": "None",
        },
    ),
    "refreshable": ({"func": None}, {}),
    "refreshable_method": ({"func": None}, {}),
    "row": ({}, {"wrap": "True", "align_items": "None"}),
    "run_javascript": ({"code": None}, {"timeout": "1.0"}),
    "separator": ({}, {}),
    "slider": ({}, {"min": None, "max": None, "step": "1.0", "value": "None", "on_change": "None"}),
    "switch": ({"text": "''"}, {"value": "False", "on_change": "None"}),
    "tab": ({"name": None, "label": "None", "icon": "None"}, {}),
    "tab_panel": ({"name": None}, {}),
    "tab_panels": (
        {"tabs": "None"},
        {"value": "None", "on_change": "None", "animated": "True", "keep_alive": "True"},
    ),
    "tabs": ({}, {"value": "None", "on_change": "None"}),
    "textarea": (
        {"label": "None"},
        {"placeholder": "None", "value": "''", "on_change": "None", "validation": "None"},
    ),
    "timer": ({"interval": None, "callback": None}, {"active": "True", "once": "False", "immediate": "True"}),
}

_CHANGES = {"add": "None"}, {"remove": "None", "toggle": "None", "replace": "None"}

METHODS: dict[str, dict[str, tuple[Parameters, Parameters]]] = {
    "Element": {
        "add_slot": ({"name": None, "template": "None"}, {}),
        "ancestors": ({}, {"include_self": "False"}),
        "clear": ({}, {}),
        "default_classes": _CHANGES,
        "default_props": ({"add": "None"}, {"remove": "None"}),
        "default_style": ({"add": "None"}, {"remove": "None", "replace": "None"}),
        "delete": ({}, {}),
        "descendants": ({}, {"include_self": "False"}),
        "move": ({"target_container": "None", "target_index": "-1"}, {"target_slot": "None"}),
        "on": (
            {"type": None, "handler": "None", "args": "None"},
            {
                "throttle": "0.0",
                "leading_events": "True",
                "trailing_events": "True",
                "js_handler": "'(...args) => emit(...args)'",
            },
        ),
        "remove": ({"element": None}, {}),
        "run_method": ({"name": None, "args": None}, {"timeout": "1"}),
        "set_visibility": ({"visible": None}, {}),
        "tooltip": ({"text": None}, {}),
        "update": ({}, {}),
    },
    "Props": {"__call__": ({"add": "None"}, {"remove": "None"})},
    "Classes": {"__call__": _CHANGES},
    "Style": {"__call__": ({"add": "None"}, {"remove": "None", "replace": "None"})},
    "Client": {
        "check_existence": ({}, {}),
        "connected": ({"timeout": "None"}, {}),
        "delete": ({}, {}),
        "disconnected": ({}, {}),
        "download": ({"src": None, "filename": "None", "media_type": "''"}, {}),
        "on_connect": ({"handler": None}, {}),
        "on_delete": ({"handler": None}, {}),
        "on_disconnect": ({"handler": None}, {}),
        "on_exception": ({"handler": None}, {}),
        "open": ({"target": None, "new_tab": "False"}, {}),
        "prune_instances": ({}, {"client_age_threshold": "60.0"}),
        "remove_all_elements": ({}, {}),
        "remove_elements": ({"elements": None}, {}),
        "run_javascript": ({"code": None}, {"timeout": "1.0"}),
        "safe_invoke": ({"func": None}, {}),
    },
    "Button": {
        "clicked": ({}, {}),
        "disable": ({}, {}),
        "enable": ({}, {}),
        "on_click": ({"callback": None}, {}),
        "set_enabled": ({"value": None}, {}),
        "set_text": ({"text": None}, {}),
    },
    "Card": {"tight": ({}, {})},
    "Checkbox": {
        "on_value_change": ({"callback": None}, {}),
        "set_text": ({"text": None}, {}),
        "set_value": ({"value": None}, {}),
    },
    "Dialog": {
        "close": ({}, {}),
        "on_value_change": ({"callback": None}, {}),
        "open": ({}, {}),
        "set_value": ({"value": None}, {}),
        "submit": ({"result": None}, {}),
        "toggle": ({}, {}),
    },
    "Expansion": {
        "close": ({}, {}),
        "on_value_change": ({"callback": None}, {}),
        "open": ({}, {}),
        "set_text": ({"text": None}, {}),
        "set_value": ({"value": None}, {}),
    },
    "Html": {"set_content": ({"content": None}, {})},
    "Markdown": {"set_content": ({"content": None}, {})},
    "Image": {"force_reload": ({}, {}), "set_source": ({"source": None}, {})},
    "Input": {
        "set_autocomplete": ({"autocomplete": None}, {}),
        "set_label": ({"label": None}, {}),
        "set_value": ({"value": None}, {}),
        "validate": ({}, {"return_result": "True"}),
        "without_auto_validation": ({}, {}),
    },
    "Number": {"sanitize": ({}, {}), "set_label": ({"label": None}, {})},
    "Select": {
        "set_label": ({"label": None}, {}),
        "set_options": ({"options": None}, {"value": "Ellipsis"}),
        "update": ({}, {}),
    },
    "Slider": {"set_value": ({"value": None}, {})},
    "Tab": {"set_label": ({"label": None}, {}), "set_enabled": ({"value": None}, {})},
    "TabPanels": {"set_value": ({"value": None}, {}), "on_value_change": ({"callback": None}, {})},
    "Tabs": {"set_value": ({"value": None}, {}), "on_value_change": ({"callback": None}, {})},
    "Timer": {
        "activate": ({}, {}),
        "cancel": ({}, {"with_current_invocation": "False"}),
        "deactivate": ({}, {}),
    },
}


def bindings(name: str, target_name: str | None = None) -> dict[str, tuple[Parameters, Parameters]]:
    """Return the three methods that bind a property."""
    target: Parameters = {"target_object": None, "target_name": repr(target_name or name)}
    both: Parameters = {"forward": "None", "backward": "None", "strict": "None"}
    return {
        f"bind_{name}": (target, both),
        f"bind_{name}_to": ({**target, "forward": "None"}, {"strict": "None"}),
        f"bind_{name}_from": ({**target, "backward": "None"}, {"strict": "None"}),
    }


_BOTH = {"self_obj": None, "self_name": None, "other_obj": None, "other_name": None}
_STRICT = {"self_strict": "None", "other_strict": "None"}
_VISIBILITY = bindings("visibility", "visible")
for _name in ("bind_visibility", "bind_visibility_from"):
    _VISIBILITY[_name][1]["value"] = "None"

METHODS["Button"] |= bindings("text") | bindings("enabled")
METHODS["Checkbox"] |= bindings("value")
METHODS["Element"] |= _VISIBILITY
METHODS["binding"] = {
    "BindableProperty": ({"on_change": "None"}, {}),
    "bind": (_BOTH, {"forward": "None", "backward": "None", **_STRICT}),
    "bind_from": ({**_BOTH, "backward": "None"}, _STRICT),
    "bind_to": ({**_BOTH, "forward": "None"}, _STRICT),
    "bindable_dataclass": ({"cls": "None", "kwargs": None}, {"bindable_fields": "None"}),
    "remove": ({"objects": None}, {}),
}
