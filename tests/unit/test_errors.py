"""What the exceptions say: what is wrong, and what to do."""

from __future__ import annotations

import pytest

import liveui_jupyter
from liveui_jupyter import errors
from liveui_jupyter.protocol import version_problem

EXAMPLES = [
    (errors.HostMissingError(), ["isn't a Jupyter kernel", "Run the code in a notebook"]),
    (errors.NoClientError("in a thread"), ["in a thread", "with client:"]),
    (errors.ClientDeletedError("Client 1", "its cell ran again"), ["Client 1", "its cell ran again", "run the cell"]),
    (errors.CannotAwaitError("nobody looks.", "Open it."), ["Can't wait", "nobody looks. Open it."]),
    (errors.ClientConnectionTimeout("abc", 2.5), ["abc", "2.5 s", "open in a browser"]),
    (errors.JavaScriptError("TypeError", "x is undefined", "at f:1"), ["TypeError: x is undefined\nat f:1"]),
    (errors.JavaScriptTimeout(3.0, connected=True), ["3 s", "promise that never settles"]),
    (errors.JavaScriptTimeout(3.0, connected=False), ["3 s", "No page shows the client"]),
    (errors.ViewGoneError(), ["gone", "Ask again"]),
    (
        errors.PropertyEncodingError("Label 1", "data", object(), "no way"),
        ["'data'", "Label 1", "type object", "no way", "Convert it"],
    ),
]


@pytest.mark.parametrize(("error", "parts"), EXAMPLES, ids=lambda value: type(value).__name__)
def test_each_error_says_what_is_wrong_and_what_to_do(error, parts):
    for part in parts:
        assert part in str(error)


@pytest.mark.parametrize("error", [error for error, _ in EXAMPLES], ids=lambda error: type(error).__name__)
def test_each_error_is_one_of_ours(error):
    assert isinstance(error, errors.LiveUIError)


@pytest.mark.parametrize(
    ("name", "builtin"),
    [
        ("ClientConnectionTimeout", TimeoutError),
        ("JavaScriptTimeout", TimeoutError),
        ("PropertyEncodingError", TypeError),
        ("NoClientError", RuntimeError),
        ("ClientDeletedError", RuntimeError),
        ("HostMissingError", RuntimeError),
    ],
)
def test_errors_can_be_caught_as_pythons_own(name, builtin):
    assert issubclass(getattr(errors, name), builtin)


def test_the_list_of_errors_is_complete_and_sorted():
    ours = [
        name for name, value in vars(errors).items() if isinstance(value, type) and value.__module__ == errors.__name__
    ]
    assert errors.__all__ == sorted(ours)


def test_the_tree_in_the_docstring_names_every_error():
    for name in errors.__all__:
        assert name in (errors.__doc__ or "")


def test_what_users_catch_is_in_the_package():
    internal = {"HostMissingError"}
    assert set(errors.__all__) - internal <= set(liveui_jupyter.__all__)


def test_a_javascript_error_keeps_its_parts():
    error = errors.JavaScriptError("TypeError", "no", "stack")
    assert (error.name, error.message, error.stack) == ("TypeError", "no", "stack")
    assert str(errors.JavaScriptError("TypeError", "no")) == "TypeError: no"


def test_a_type_outside_builtins_is_named_with_its_module():
    error = errors.PropertyEncodingError("Label 1", "data", errors.NoClientError, "no way")
    assert "type type:" in str(error)
    assert "liveui_jupyter.errors.NoClientError" in str(
        errors.PropertyEncodingError("Label 1", "data", errors.NoClientError(), "no way")
    )


def test_equal_versions_are_no_problem():
    assert version_problem(kernel=3, page=3) is None


def test_an_old_page_is_to_be_reloaded():
    text = version_problem(kernel=3, page=2)
    assert text is not None
    assert "version 2" in text
    assert "version 3" in text
    assert "Reload the page" in text


def test_an_old_kernel_is_to_be_restarted():
    text = version_problem(kernel=2, page=3)
    assert text is not None
    assert "Restart the kernel" in text
