"""Functions that build a part of an interface, and can be told to build it anew."""

from __future__ import annotations

import asyncio
import functools
import itertools
from collections.abc import Awaitable, Callable, Generator
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, TypeVar, cast

from ..core.element import Element
from ..core.invoke import is_awaitable
from ..errors import ClientDeletedError

if TYPE_CHECKING:
    from typing_extensions import Self

P = ParamSpec("P")
T = TypeVar("T")
S = TypeVar("S")

_generations = itertools.count()


class Contents(Element, component="contents"):
    """A container that leaves no trace in the layout: its children stand where it stands."""

    generation = -1
    """Number of the run that fills it."""
    is_shown = False
    """Whether that run has put it in its place: until then, nobody else deletes it."""

    def _static_html(self) -> str:
        return self._static_children()


@dataclass(eq=False)
class _Target:
    """One call of a refreshable function: where its elements are, and what it was called with.

    Attributes:
        container: holds the current contents.
        instance: the object whose method it is, else None.
        generation: number of the run whose contents are shown.
    """

    container: Contents
    instance: Any
    args: tuple[Any, ...]
    kwargs: dict[str, Any] = field(default_factory=dict)
    generation: int = -1

    def call(self, function: Callable[..., Any], contents: Contents) -> Any:
        """Call the function; its elements go into `contents`."""
        bound = () if self.instance is None else (self.instance,)
        with contents:
            return function(*bound, *self.args, **self.kwargs)

    def show(self, contents: Contents, generation: int) -> None:
        """Put new contents in the place of the old ones, in one batch; those of a later run stay."""
        if self.container.is_deleted:
            return
        with self.container.client.lock:
            is_late = generation < self.generation
            shown = [other for other in self.container if isinstance(other, Contents) and other.is_shown]
            if not is_late:
                self.generation = generation
                contents.is_shown = contents.visible = True
                for other in shown:
                    other.is_shown = other.visible = False
        # Not under the lock: delete handlers may wait for a thread that needs it.
        for other in [contents] if is_late else shown:
            other.delete()

    def make_contents(self, generation: int) -> Contents:
        """Return a hidden place for what the function is about to build."""
        with self.container:
            contents = Contents()
        contents.generation = generation
        contents.visible = False
        return contents


class Refreshing:
    """What `refresh()` returns: await it to wait until async functions have finished, or leave it."""

    def __init__(self) -> None:
        self.futures: list[Future[None]] = []
        self.is_awaited = False

    def __await__(self) -> Generator[Any, None, None]:
        return self._wait().__await__()

    async def _wait(self) -> None:
        self.is_awaited = True
        await asyncio.gather(*(asyncio.wrap_future(future) for future in self.futures))

    def follow(self, contents: Contents, awaitable: Awaitable[Any]) -> None:
        """Run the rest of an async function as a task of its client, which shows its exceptions if nobody awaits."""
        future: Future[None] = Future()
        self.futures.append(future)

        async def run() -> None:
            try:
                await awaitable
            except BaseException as error:
                future.set_exception(error)
                if not self.is_awaited:
                    raise

        def finished() -> None:
            if not future.done():
                future.set_result(None)

        client = contents.client
        client.create_task(run(), context=client.context_of(contents.default_slot), finished=finished)

    def _ipython_display_(self) -> None:
        """Show nothing where the call is the last line of a cell."""


class refreshable(Generic[P, T]):  # noqa: N801 - a decorator
    """Decorator: gives a function that makes elements a `refresh()`, which makes them anew in their place.

    It may be called in several places, each of which is refreshed. What a function builds replaces what was there in
    one step, once it has returned; if it raises, what was there stays. An async function is to be awaited; it replaces
    what was there when it waits for the first time, and what it builds later appears while it goes on. `refresh()` may
    be called from any thread, and runs the function there.

    Args:
        func: sync or async function, or a method (for type checkers, methods better take `ui.refreshable_method`).

    Raises:
        TypeError: `func` isn't a function.

    ```python
    fruits = ["apple", "pear"]


    @ui.refreshable
    def basket():
        for fruit in fruits:
            ui.label(fruit)


    def add():
        fruits.append("plum")
        basket.refresh()


    basket()
    ui.button("Add a plum", on_click=add)
    ```
    """

    def __init__(self, func: Callable[P, T]) -> None:
        if not callable(func):
            raise TypeError(f"func: expected a function, got {func!r}. Write `@ui.refreshable` without parentheses.")
        self.func = func
        self.instance: Any = None
        self.targets: list[_Target] = []
        functools.update_wrapper(self, func)

    def __get__(self, instance: Any, _: type | None = None) -> Self:
        if instance is None:
            return self
        bound = type(self).__new__(type(self))
        bound.__dict__.update(self.__dict__)  # the targets are shared
        bound.instance = instance
        return bound

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        """Build here. Returns what the function returns; of an async function, an awaitable."""
        target = _Target(Contents(), self.instance, args, dict(kwargs))
        target.container.on_delete(self.prune)
        self.targets.append(target)
        try:
            _, result = self._run(target)
        except BaseException:
            target.container.delete()
            raise
        return cast("T", result)

    def refresh(self, *args: Any, **kwargs: Any) -> Refreshing:
        """Build anew wherever the function was called, if that is still shown.

        Args:
            args: positional arguments in the place of those that it was called with; none leaves them.
            kwargs: keyword arguments to replace or to add.

        Returns:
            What can be awaited, to wait until async functions have finished.

        Raises:
            TypeError: the arguments don't fit the function.
        """
        refreshing = Refreshing()
        for target in [target for target in self.targets if target.instance is self.instance]:
            if target.container.is_deleted:
                continue
            before = target.args, target.kwargs
            target.args, target.kwargs = args or target.args, target.kwargs | kwargs
            try:
                contents, result = self._run(target)
            except BaseException:
                target.args, target.kwargs = before
                raise
            if is_awaitable(result):
                refreshing.follow(contents, result)
        return refreshing

    def prune(self) -> None:
        """Forget the places that have been deleted; also done when they are."""
        self.targets[:] = [target for target in self.targets if not target.container.is_deleted]

    def _run(self, target: _Target) -> tuple[Contents, Any]:
        generation = next(_generations)
        contents = target.make_contents(generation)
        try:
            result = target.call(self.func, contents)
        except BaseException as error:
            contents.delete()
            if isinstance(error, TypeError) and "multiple values for argument" in str(error):
                text = f"{error}. Pass it to refresh() as it was passed to the first call: by name, or by position."
                raise TypeError(text) from error
            raise
        if is_awaitable(result):
            return contents, _await_inside(target, contents, generation, result)
        target.show(contents, generation)
        return contents, result


class refreshable_method(refreshable[P, T], Generic[S, P, T]):  # noqa: N801 - a decorator
    """As `ui.refreshable`, for methods: type checkers then know that `self` isn't passed.

    Args:
        func: sync or async method.

    ```python
    class Counter:
        def __init__(self):
            self.count = 0

        @ui.refreshable_method
        def show(self):
            ui.label(f"{self.count} so far")

        def add(self):
            self.count += 1
            self.show.refresh()


    counter = Counter()
    counter.show()
    ui.button("One more", on_click=counter.add)
    ```
    """

    def __init__(self, func: Callable[Concatenate[S, P], T]) -> None:
        super().__init__(cast("Callable[P, T]", func))


async def _await_inside(target: _Target, contents: Contents, generation: int, awaitable: Awaitable[T]) -> T | None:
    """Run an async function; what it has built until it waits for the first time comes in one batch."""
    has_begun = False

    def show() -> None:
        nonlocal has_begun
        has_begun = True
        target.show(contents, generation)

    try:
        with contents:
            return await _Steps(awaitable, show)
    except ClientDeletedError:
        if contents.is_deleted and not target.container.is_deleted:
            return None  # a later refresh has taken its place
        raise
    finally:
        if not has_begun:
            contents.delete()


class _Steps(Generic[T]):
    """Awaits something, and calls a function when that waits for the first time, or has its result."""

    def __init__(self, awaitable: Awaitable[T], after_first: Callable[[], None]) -> None:
        self._awaitable = awaitable
        self._after_first = after_first

    def __await__(self) -> Generator[Any, None, T]:
        steps = self._awaitable.__await__()
        step: Callable[[], Any] = steps.__next__
        is_first = True
        while True:
            try:
                waits_for = step()
            except StopIteration as end:
                if is_first:
                    self._after_first()
                return cast("T", end.value)
            if is_first:
                self._after_first()
                is_first = False
            try:
                yield waits_for
                step = steps.__next__
            except BaseException as error:  # noqa: BLE001 - a cancellation, say: the awaitable's own matter
                step = functools.partial(steps.throw, error)
