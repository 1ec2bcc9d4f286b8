"""Stages as things that may be sent: what makes one, and from what, so that another process makes the same."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kg.flow.blocks import Item, Joined
from kg.flow.rows import ByKey, Each, Row, unpack


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage over the rows of a key. ``make`` is a function of some module, ``given`` what it is called with."""

    make: Callable[..., ByKey]
    given: tuple[Any, ...] = ()

    def made(self) -> ByKey:
        """The stage itself."""
        return self.make(*self.given)


def itself(stage: ByKey) -> ByKey:
    """A stage that nothing has to be given to."""
    return stage


def over_items(make: Callable[..., Joined], *given: Any) -> ByKey:
    """A stage over an item and its letters as one over rows, of which the first is the item's block."""
    stage = make(*given)

    def run(digest: str, rows: Iterable[Row]) -> Iterator[Row]:
        block, *told = rows
        return stage(digest, Item(unpack(block.data)), told)

    return run


def one_by_one(make: Callable[..., Each], *given: Any) -> ByKey:
    """A stage over rows that have nothing to do with each other."""
    stage = make(*given)

    def run(_key: str, rows: Iterable[Row]) -> Iterator[Row]:
        return stage(rows)

    return run


def without_letters(stage: Callable[[str, Item], Iterator[Row]]) -> Joined:
    """A stage over an item as one that does not look at letters."""

    def run(digest: str, item: Item, _told: list[Row]) -> Iterator[Row]:
        return stage(digest, item)

    return run
