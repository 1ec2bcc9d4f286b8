"""What chains become: the nodes of an item's chains, what they add to each entity, and the entities of it, by id.

By the functions of :mod:`kg.resolve.settling`; no rule is written twice.
"""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any

from kg.errors import InternalError
from kg.flow.blocks import Item, Joined, letters_of
from kg.flow.meeting import Place
from kg.flow.rows import Row, pack, unpack
from kg.lexicon.places import gazetteer
from kg.model.entity import Entity
from kg.model.ids import EntityId
from kg.model.schema import RelationType
from kg.resolve.canonicalization import entities
from kg.resolve.settling import Part, article_parts, settled_entity

Nodes = tuple[tuple[tuple[EntityId, str], ...], ...]  # by copy and chain: the node, and its code when it is a place


def part_rows(decided: AbstractSet[Place]) -> Joined:
    """An item whose records know their entities → the nodes of its chains, and what it adds to each entity.

    What met nobody is an entity by itself. A comparison goes on to the other of its two items with the first one's node.
    The nodes of records that a user has ``decided`` on are told.
    """

    def run(digest: str, item: Item, told: list[Row]) -> Iterator[Row]:
        of: dict[int, EntityId] = {}
        codes: dict[EntityId, str] = {}
        for n, id_, code in letters_of(told, "of"):
            of[n] = id_
            if code:
                codes[id_] = code
        alone = [n for n in range(len(item.records)) if n not in of]
        for n, entity in zip(alone, entities([(n,) for n in alone], item.records, item.namings), strict=True):
            of[n] = entity.id
            yield Row("entity", entity.id, pack(entity))
        nodes = []
        for i, annotated in enumerate(item.annotated):
            ids = [of[item.number[i, j]] for j in range(len(annotated.chains))]
            parts = article_parts(annotated, ids, item.links[i], item.seats[i], codes)
            nodes.append(tuple((part.id, part.code) for part in parts))
            for part in parts:
                yield Row("part", part.id if part.code else part.old, pack(part))
            for j in sorted(_needed(item, i)):
                if not parts[j].code:
                    yield Row("ask", parts[j].id, digest.encode())
        yield Row("nodes", digest, pack(tuple(nodes)))
        for each in letters_of(told, "told"):
            yield Row("half", each.other.digest, pack(replace(each, node=node_of(item, nodes, each.one.number))))
        for n, record in enumerate(item.records):
            if (digest, n) in decided:
                found = frozenset(nodes[i][j][0] for i, j in record.places)
                yield Row("decided", "", pack(((digest, n), node_of(item, nodes, n), found)))

    return run


def _needed(item: Item, i: int) -> set[int]:
    """The chains of a copy whose entities its claims look at: bodies and places, and the ends of what lies in what."""
    annotated = item.annotated[i]
    found = {j for j in range(len(annotated.chains)) if item.records[item.number[i, j]].group == "name"}
    for relation in annotated.relations:
        if relation.type is RelationType.WITHIN:
            found.add(relation.subject)
            found |= {relation.object} if relation.object is not None else set()
    return found


def node_of(item: Item, nodes: Any, number: int) -> EntityId:
    """The node of a record; ``nodes`` are those of the item's chains, by copy."""
    i, j = item.records[number].places[0]
    return EntityId(nodes[i][j][0])


def by_entity(_key: str, rows: Iterable[Row]) -> Iterator[Row]:
    """An entity as resolution made it, and its parts → the entities of the graph, and the codes of seats."""
    parts: dict[EntityId, Part] = {}
    was: Entity | None = None
    for row in rows:
        if row.sort == "entity":
            was = unpack(row.data) if was is None else was
        else:
            part = unpack(row.data)
            parts.setdefault(part.id, part).add(part)
    for id_ in sorted(parts):
        part = parts[id_]
        if was is None and not part.code:
            raise InternalError(f"chains are of {part.old}, which has no entity")
        made = settled_entity(part, was or Entity(id_, frozenset(part.types), ""), gazetteer())
        yield Row("place" if made.code else "other", id_, pack(made))
        for code in sorted(part.seats):
            yield Row("seat", code, b"")


def card_row(row: Row) -> Row:
    """An entity as claims look at it: without its names."""
    entity: Entity = unpack(row.data)
    return Row("card", row.key, pack(replace(entity, name="", aliases=(), candidates=())))


def cards(rows: Iterable[Row]) -> Iterator[Row]:
    """Entities → their cards."""
    return map(card_row, rows)
