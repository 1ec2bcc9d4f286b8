"""What mappers put together before it moves, so that a hot entity or fact sends little from each."""

from collections.abc import Iterable, Iterator

from kg.assemble.merging import Gathered
from kg.flow.blocks import Item, Joined
from kg.flow.rows import Row, pack, unpack
from kg.model.ids import EntityId
from kg.resolve.settling import Part

_HELD = 20_000  # accumulators that a mapper holds before it sends them on


def combined(stage: Joined) -> Joined:
    """A stage that sends the parts of one entity on together, as far as one item has them."""

    def run(digest: str, item: Item, told: list[Row]) -> Iterator[Row]:
        parts: dict[tuple[str, EntityId], Part] = {}
        asked = set()
        for row in stage(digest, item, told):
            if row.sort == "part":
                part = unpack(row.data)
                parts.setdefault((row.key, part.id), part).add(part)
            elif row.sort == "ask":
                asked.add(row)
            else:
                yield row
        for (where, _), part in parts.items():
            yield Row("part", where, pack(part))
        yield from sorted(asked)

    return run


def part_sums(rows: Iterable[Row]) -> Iterator[Row]:
    """Before they are shuffled: the parts of one entity as one, so that a hot one sends little from each mapper."""
    held: dict[tuple[str, EntityId], Part] = {}
    for row in rows:
        part = unpack(row.data)
        held.setdefault((row.key, part.id), part).add(part)
        if len(held) == _HELD:
            yield from (Row("part", key, pack(part)) for (key, _), part in held.items())
            held = {}
    yield from (Row("part", key, pack(part)) for (key, _), part in held.items())


def claim_sums(rows: Iterable[Row]) -> Iterator[Row]:
    """Before they are shuffled: the claims of one fact as one."""
    held: dict[str, Gathered] = {}
    for row in rows:
        if row.sort != "fact":
            yield row
            continue
        found = unpack(row.data)
        if row.key in held:
            held[row.key].add(found)
        else:
            held[row.key] = found
        if len(held) == _HELD:
            yield from (Row("fact", key, pack(value)) for key, value in held.items())
            held = {}
    yield from (Row("fact", key, pack(value)) for key, value in held.items())
