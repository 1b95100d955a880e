"""The base of every element: identity, state, place in the tree, listeners."""

from __future__ import annotations

import re
import weakref
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, ClassVar, cast

from ..errors import ClientDeletedError
from .awaitable_response import AwaitableResponse, NullResponse
from .classes import Classes, update_classes
from .context import context, slot_stack
from .element_meta import ElementType
from .event_waiter import EventWaiter
from .events import GenericEventArguments, Handler
from .listeners import DEFAULT_JS_HANDLER, EventListener, make_listener
from .props import Props, parse_props
from .slot import Slot
from .style import Style, update_style
from .visibility import Visibility
from .wire_state import same_wire, to_wire

if TYPE_CHECKING:
    from typing_extensions import Self

    from .client import Client

_TAG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9._-]+)*", re.IGNORECASE)
_UNSAFE_TAGS = frozenset(
    ["script", "style", "link", "meta", "base", "html", "head", "body", "iframe", "object", "embed"]
)


class Element(Visibility, metaclass=ElementType):
    """A generic element with any HTML tag, and the base of all others.

    Elements go where they are made: into the element or client that was entered last with `with`, else into the
    running cell. Every method may be called from any thread.

    Args:
        tag: HTML tag, such as "div" or a custom element's name.

    Raises:
        ValueError: the tag isn't one, or has no business in an interface (script, style, iframe, …).
        NoClientError: nothing says where to show the element.
        ClientDeletedError: the client that was entered is gone.

    ```python
    with ui.element("ul"):
        for fruit in ("apple", "pear"):
            with ui.element("li"):
                ui.label(fruit)
    ```
    """

    component: ClassVar[str] = "element"
    """Name of the component that pages show."""
    _default_props: ClassVar[dict[str, Any]] = {}
    _default_classes: ClassVar[list[str]] = []
    _default_style: ClassVar[dict[str, str]] = {}
    _event_waiters: dict[tuple[Any, ...], EventWaiter] | None = None

    def __init__(self, tag: str | None = None, *, _client: Client | None = None, _slot: Slot | None = None) -> None:
        if tag is not None and (not _TAG.fullmatch(tag) or tag.lower() in _UNSAFE_TAGS):
            raise ValueError(f'tag: {tag!r} can\'t be an element. Give an HTML tag such as "div" or "my-element".')
        stack = slot_stack()
        slot = _slot if _slot is not None else (stack[-1] if stack and _client is None else None)
        client = _client or (slot.parent.client if slot else context.client)
        if slot is None and client.elements:
            slot = client.content.default_slot
        # Weak, since IPython keeps every cell's last value for ever (`Out`): an element there must not keep a client
        # that has been deleted, with all that belonged to it.
        self._client = weakref.ref(client)
        self.tag = tag or "div"
        self.state: dict[str, Any] = {} if tag is None else {":tag": tag}
        self.slots: dict[str, Slot] = {}
        self._slot = slot
        self._props: Props[Self] = Props(cast("Self", self))
        self._classes: Classes[Self] | None = None
        self._style: Style[Self] | None = None
        self._listeners: dict[int, EventListener] = {}
        self._on_delete: list[Callable[[], object]] | None = None
        self._deleted = False
        self._register(client, slot)
        self._apply_defaults()

    @property
    def client(self) -> Client:
        """The client that the element belongs to.

        Raises:
            ClientDeletedError: it is gone.
        """
        client = self._client()
        if client is None:
            raise ClientDeletedError(f"The client of {self}", "its cell ran again or its output was cleared")
        return client

    def _register(self, client: Client, slot: Slot | None) -> None:
        with client.lock:
            if client.is_deleted:
                raise ClientDeletedError("The client of this cell", "its cell ran again or its output was cleared")
            if slot is not None and slot.parent.is_deleted:
                raise ClientDeletedError(str(slot.parent))
            self.id = client.next_element_id
            client.next_element_id += 1
            client.elements[self.id] = self
            if slot is not None:
                slot.children.append(self)
                client.outbox.enqueue_add(self)

    def _apply_defaults(self) -> None:
        if self._default_classes:
            self._classes = Classes(cast("Self", self), self._default_classes)
            self.state[":class"] = " ".join(self._default_classes)
        if self._default_style:
            self._style = Style(cast("Self", self), self._default_style)
            self._set_state(":style", dict(self._style))
        for key, value in self._default_props.items():
            self._props[key] = value

    def __init_subclass__(cls, *, component: str | None = None, default_classes: str | None = None) -> None:
        super().__init_subclass__()
        if component is not None:
            cls.component = component
        cls._default_props = dict(cls._default_props)
        cls._default_style = dict(cls._default_style)
        cls._default_classes = update_classes(cls._default_classes, default_classes)

    # ---- state

    def _set_state(self, key: str, value: Any) -> None:
        """Set a key of the state that pages have.

        Raises:
            PropertyEncodingError: the value can't be sent.
        """
        wire = to_wire(self, key, value)
        state = self.state
        if key in state and same_wire(state[key], wire):
            return
        self._change(key, lambda: state.__setitem__(key, wire))

    def _drop_state(self, key: str) -> None:
        if key in self.state:
            self._change(key, lambda: self.state.pop(key, None))

    def _change(self, key: str, change: Callable[[], object]) -> None:
        """Change the state and have pages told; where the client is gone, nobody needs to be."""
        client = self._client()
        if client is None:
            change()
            return
        with client.lock:
            change()
            client.outbox.enqueue_update(self, key)

    def _set_or_drop_state(self, key: str, value: Any) -> None:
        if value:
            self._set_state(key, value)
        else:
            self._drop_state(key)

    def update(self) -> None:
        """Send again what has changed inside the values of properties, such as a list that was appended to."""
        for key, value in list(self._props.items()):
            self._set_state(key, value)

    @property
    def props(self) -> Props[Self]:
        """The element's properties, a dict; calling it parses a string: `.props("outlined size=s")`."""
        return self._props

    @property
    def classes(self) -> Classes[Self]:
        """The element's CSS classes, a list; calling it changes them: `.classes("a b", remove="c")`."""
        if self._classes is None:
            self._classes = Classes(self)
        return self._classes

    @property
    def style(self) -> Style[Self]:
        """The element's CSS properties, a dict; calling it changes them: `.style("color: red")`."""
        if self._style is None:
            self._style = Style(self)
        return self._style

    @classmethod
    def default_props(cls, add: str | None = None, *, remove: str | None = None) -> type[Self]:
        """Change the properties that later elements of this class start with."""
        for key in parse_props(remove):
            cls._default_props.pop(key, None)
        cls._default_props.update(parse_props(add))
        return cls

    @classmethod
    def default_classes(
        cls,
        add: str | None = None,
        *,
        remove: str | None = None,
        toggle: str | None = None,
        replace: str | None = None,
    ) -> type[Self]:
        """Change the CSS classes that later elements of this class start with."""
        cls._default_classes = update_classes(cls._default_classes, add, remove, toggle, replace)
        return cls

    @classmethod
    def default_style(
        cls, add: str | None = None, *, remove: str | None = None, replace: str | None = None
    ) -> type[Self]:
        """Change the CSS properties that later elements of this class start with."""
        cls._default_style = update_style(cls._default_style, add, remove, replace)
        return cls

    def tooltip(self, text: str) -> Self:
        """Show a text while the pointer is over the element or it has the focus; an empty text removes it."""
        self._set_or_drop_state(":tooltip", str(text))
        return self

    # ---- events

    def on(
        self,
        type: str,
        handler: Handler[GenericEventArguments] | None = None,
        args: Sequence[str] | Sequence[Sequence[str] | None] | None = None,
        *,
        throttle: float = 0.0,
        leading_events: bool = True,
        trailing_events: bool = True,
        js_handler: str = DEFAULT_JS_HANDLER,
        concurrent: bool = False,
    ) -> Self:
        """Subscribe to an event.

        Args:
            type: DOM event, with Vue's modifiers after dots if need be: "click", "keydown.enter", "click.stop".
            handler: function or coroutine function; takes the `GenericEventArguments`, or nothing.
            args: keys of the event that travel, such as ["clientX", "clientY"]; None for all that can be sent.
            throttle: least time between two events that are sent, in seconds.
            leading_events: with `throttle`: send the first event of a burst at once.
            trailing_events: with `throttle`: send the last event of a burst when its time is up.
            js_handler: JavaScript function that gets the event in the page; what it passes to `emit(...)` is sent.
            concurrent: call the handler at once, on a thread of its own, also while a cell keeps the main thread busy.
                Several may run at the same time; a coroutine function gets an event loop of its own.

        Returns:
            The element.

        Raises:
            TypeError, ValueError: a parameter is wrong; the text names it.
        """
        if handler is None and js_handler == DEFAULT_JS_HANDLER:
            return self
        client = self._client()
        with client.lock if client is not None else nullcontext():  # of two threads, each has its own listener's id
            listener = make_listener(
                len(self._listeners),
                type,
                handler,
                args,
                throttle=throttle,
                leading_events=leading_events,
                trailing_events=trailing_events,
                js_handler=js_handler,
                concurrent=concurrent,
            )
            if not self._deleted:
                self._set_state(":on", [*(entry.wire for entry in self._listeners.values()), listener.wire])
                self._listeners[listener.wire.id] = listener
        return self

    async def event(self, type: str, args: Sequence[str] | None = None) -> GenericEventArguments:
        """Wait for the next event of a type: for what a person does next, also in a running cell.

        Args:
            type: as for `on`.
            args: as for `on`.

        Raises:
            CannotAwaitError: no event can reach the code that waits.
            ClientDeletedError: the element was deleted meanwhile.
            TypeError, ValueError: a parameter is wrong; the text names it.

        ```python
        key = await ui.element("input").event("keydown", ["key"])
        ```
        """
        self.client.check_existence()
        key = (type, None if args is None else tuple(args))
        with self.client.lock:
            if self._event_waiters is None:
                self._event_waiters = {}
            waiter = self._event_waiters.get(key) or EventWaiter(self, type, args)
            self._event_waiters[key] = waiter
        return await waiter.next()

    def listener(self, listener_id: int) -> EventListener | None:
        """Return a listener by its id."""
        return self._listeners.get(listener_id)

    @property
    def has_unhandled_value(self) -> bool:
        """Whether a page has sent a value whose handlers, and what is bound to it, are yet to learn of it."""
        return False

    @property
    def is_ignoring_events(self) -> bool:
        """Whether events from pages are dropped: the element is hidden."""
        return not self.visible

    def _receive(self, listener: EventListener, args: Any, applied: int) -> GenericEventArguments:
        """Take note of an event as soon as it arrives, on whatever thread that is: only check and store.

        Args:
            listener: what it is an event of.
            args: its arguments.
            applied: id of the last batch that the page had applied by then.

        Returns:
            What the handler is to be given.

        Raises:
            ValueError: a page can't have sent this in good faith.
        """
        del listener, applied
        return GenericEventArguments(sender=self, client=self.client, args=args)

    def _note_received(self, view_id: str, seq: int) -> None:
        """Take note that `_receive` has taken an event; which thread that is, see there."""

    # ---- end

    @property
    def is_deleted(self) -> bool:
        """Whether the element has been deleted."""
        return self._deleted

    def on_delete(self, callback: Callable[[], object]) -> None:
        """Call a function when the element is deleted, on the main loop's thread; it may be async."""
        if self._on_delete is None:
            self._on_delete = []
        self._on_delete.append(callback)

    def _handle_delete(self) -> None:
        """Clean up; called once, when the element is deleted. Overrides call this one too."""
        self._deleted = True
        self._listeners = {}
        for slot in self.slots.values():
            slot.children.clear()

    def forget_on_delete(self, callback: Callable[[], object]) -> None:
        """Undo `on_delete`, if the function hasn't been called yet."""
        with self.client.lock:
            if self._on_delete and callback in self._on_delete:
                self._on_delete.remove(callback)

    def take_delete_callbacks(self) -> list[Callable[[], object]]:
        """Return what is to be called when the element is deleted, and forget it."""
        callbacks, self._on_delete = self._on_delete, None
        return callbacks or []

    # ---- pages

    def run_method(self, name: str, *args: Any, timeout: float = 10.0) -> AwaitableResponse:
        """Call a method of the element in the page.

        Args:
            name: method of the element's DOM node.
            args: its arguments.
            timeout: seconds to wait for the result.

        Returns:
            A response that can be awaited, asked for its `.result()`, or ignored.
        """
        return NullResponse() if self._deleted else self.client.call_method(self, name, args, timeout=timeout)

    def _static_html(self) -> str:
        """Return how the element looks where no page runs: in an exported notebook."""
        return f"<{self.tag}>{self._static_children()}</{self.tag}>"

    def _static_children(self) -> str:
        return "".join(child._static_html() for child in self if child.visible)  # noqa: SLF001

    def __str__(self) -> str:
        name = type(self).__name__ if type(self) is not Element else f"Element({self.tag})"
        return f"{name} {getattr(self, 'id', '?')}"

    def __repr__(self) -> str:
        return f"<{self}>"

    def _ipython_display_(self) -> None:
        """Show nothing more where the element is shown already: as the last line of the cell that made it."""
        client = self._client()
        if client is None or client.is_deleted:
            print(repr(self), "(deleted)")  # noqa: T201 - where IPython would have shown it
        else:
            client.display_reference(repr(self))
