"""Tabs, and the panels that they choose between."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from ..core.binding import bind
from ..core.events import Handler, ValueChangeEventArguments
from .mixins.disableable_element import DisableableElement
from .mixins.label_element import LabelElement
from .mixins.value_element import ValueElement

if TYPE_CHECKING:
    from collections.abc import Iterator


class Tab(LabelElement, DisableableElement, component="tab"):
    """One of several tabs; made inside `ui.tabs`.

    Args:
        name: what it is called; the value of the tabs while it is chosen.
        label: what is written on it; default is the name.

    Raises:
        TypeError: a parameter is of the wrong type; the text names it.
        ValueError: it is made outside of `ui.tabs`.

    ```python
    with ui.tabs(value="day"):
        ui.tab("day", label="Today")
        ui.tab("week", label="This week")
    ```
    """

    def __init__(self, name: str, label: str | None = None) -> None:
        if not isinstance(name, str):
            raise TypeError(f"name: expected text, got {name!r}.")
        super().__init__(label=name if label is None else label)
        self.props["name"] = name
        tabs = next((element for element in self.ancestors() if isinstance(element, Tabs)), None)
        if tabs is None:
            raise ValueError("ui.tab: it is made outside of any tabs. Write `with ui.tabs():` around it.")
        self.tabs = tabs
        """The tabs that it is one of."""

    def _static_html(self) -> str:
        text = escape(str(self.label))
        return f"<b>{text}</b>" if self.props.get("name") == self.tabs.value else f"<span>{text}</span>"


class TabPanel(DisableableElement, component="tab_panel"):
    """What is shown while a tab is chosen; made inside `ui.tab_panels`. While it is hidden, it keeps what it holds.

    Args:
        name: the tab, or its name.

    Raises:
        TypeError: `name` is something else.

    ```python
    with ui.tab_panels(value="first"):
        with ui.tab_panel("first"):
            ui.label("seen")
        with ui.tab_panel("second"):
            ui.label("not seen")
    ```
    """

    def __init__(self, name: Tab | str) -> None:
        checked = _name_of(name, "name")
        super().__init__()
        self.props["name"] = checked

    def _static_html(self) -> str:
        return f"<div>{self._static_children()}</div>"


class _Choice(ValueElement[Any]):
    """What tabs and panels have in common: the value is the name of one of them, or None."""

    def _check_value(self, value: Any) -> str | None:
        return None if value is None else _name_of(value, "value")


class Tabs(_Choice, component="tabs"):
    """A row of tabs, of which one is chosen: by a click, or by the arrow keys.

    `ui.tab_panels` shows what belongs to each. The page does that by itself, also while the kernel is busy.

    Args:
        value: the tab that is chosen at first: its name; None for none.
        on_change: called with `ValueChangeEventArguments`, or nothing, when another is chosen; its `value` is the
            tab's name. May be a coroutine function.

    Raises:
        TypeError: a parameter is of the wrong type; the text names it.

    ```python
    with ui.tabs() as tabs:
        one = ui.tab("One")
        two = ui.tab("Two")
    with ui.tab_panels(tabs, value=one):
        with ui.tab_panel(one):
            ui.label("The first panel")
        with ui.tab_panel(two):
            ui.label("The second panel")
    ```
    """

    def __init__(
        self,
        *,
        value: Tab | TabPanel | str | None = None,
        on_change: Handler[ValueChangeEventArguments[str | None]] | None = None,
    ) -> None:
        self._panels: list[TabPanels] = []
        super().__init__(value=value, on_value_change=on_change)

    def add_panels(self, panels: TabPanels) -> None:
        """Have pages show the panels of the chosen tab. `ui.tab_panels(tabs)` does that."""
        with self.client.lock:
            self._panels = [*(known for known in self._panels if not known.is_deleted), panels]
            self.props["panels"] = [known.id for known in self._panels]

    def _handle_delete(self) -> None:
        for panels in self._panels:
            panels.props.pop("tabs", None)  # from now on, they show what their own value says
        self._panels = []
        super()._handle_delete()

    def _static_html(self) -> str:
        # With panels, each of them has its tab's label above it.
        return "" if self._panels else f'<div style="display:flex;gap:1em">{self._static_children()}</div>'


class TabPanels(_Choice, component="tab_panels"):
    """Panels, of which one is shown.

    Args:
        tabs: the tabs that choose the panel: their value and the panels' are the same from now on. Without any, the
            panel is chosen by `value` alone.
        value: the panel that is shown at first: a tab, a panel, or a name; default is the one that `tabs` has chosen.
        on_change: called with `ValueChangeEventArguments`, or nothing, when another is shown; its `value` is the
            panel's name. May be a coroutine function.
        animated: let panels fade in.
        keep_alive: has no effect; panels keep what they hold in any case.

    Raises:
        TypeError: a parameter is of the wrong type; the text names it.

    ```python
    with ui.tabs() as tabs:
        ui.tab("Data")
        ui.tab("Settings")
    with ui.tab_panels(tabs, value="Data"):
        with ui.tab_panel("Data"):
            ui.label("42")
        with ui.tab_panel("Settings"):
            ui.checkbox("Round numbers")
    ```
    """

    def __init__(
        self,
        tabs: Tabs | None = None,
        *,
        value: Tab | TabPanel | str | None = None,
        on_change: Handler[ValueChangeEventArguments[str | None]] | None = None,
        animated: bool = True,
        keep_alive: bool = True,
    ) -> None:
        del keep_alive
        if tabs is not None and not isinstance(tabs, Tabs):
            raise TypeError(f"tabs: expected what ui.tabs() returns, or None; got {tabs!r}.")
        first = tabs.value if value is None and tabs is not None else value
        super().__init__(value=first, on_value_change=on_change)
        self.props.set_bool("animated", animated)
        if tabs is None:
            return
        bind(tabs, "value", self, "value")
        if tabs.client is self.client:
            self.props["tabs"] = tabs.id
            tabs.add_panels(self)

    def _static_html(self) -> str:
        return f"<div>{''.join(self._static_panels())}</div>"

    def _static_panels(self) -> Iterator[str]:
        """Yield all panels, each below its tab's label, since nobody can choose."""
        tabs = self.client.elements.get(self.props.get("tabs", -1))
        labels = {tab.props["name"]: tab.label for tab in tabs.descendants() if isinstance(tab, Tab)} if tabs else {}
        for child in self:
            if isinstance(child, TabPanel) and child.visible:
                name = child.props["name"]
                yield f"<h4>{escape(str(labels.get(name, name)))}</h4>"
            if child.visible:
                yield child._static_html()  # noqa: SLF001 - of the same family


def _name_of(value: Any, parameter: str) -> str:
    """Return the name of a tab or panel, or the name that is given.

    Raises:
        TypeError: it is something else.
    """
    name = value.props["name"] if isinstance(value, Tab | TabPanel) else value
    if not isinstance(name, str):
        raise TypeError(f"{parameter}: expected a name, or what ui.tab() returns; got {value!r}.")
    return name
