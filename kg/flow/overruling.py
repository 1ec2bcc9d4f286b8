"""A user's decisions: the few records that they name are looked at together, and the others are told."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.flow.blocks import Entry, Identity, Item
from kg.flow.meeting import Meeting, Place, Told
from kg.flow.rows import Row, pack, unpack
from kg.model.entity import DECIDED, Entity
from kg.model.ids import EntityId
from kg.resolve.blocking import last_part
from kg.resolve.decisions import Decided, Decision
from kg.resolve.linking import PlaceLink
from kg.resolve.overruling import apart, known_as, of_user, overrule, same, unite, unlinked
from kg.resolve.records import by_content


@dataclass(frozen=True)
class Overruled:
    """What decisions come to: the places of the records that are one, that are two, that are no place of the lists."""

    same: tuple[tuple[Place, ...], ...] = ()
    apart: tuple[tuple[Place, Place], ...] = ()
    unlinked: frozenset[Identity] = frozenset()
    told: tuple[Told, ...] = ()
    people: Mapping[Place, str] = field(default_factory=dict)  # the last part of the name of each that is a person

    @property
    def places(self) -> frozenset[Place]:
        """All records that a decision joins or keeps apart, or tells of."""
        ends = {(end.digest, end.number) for told in self.told for end in (told.one, told.other)}
        return frozenset(ends.union(*self.same, *self.apart))

    def overrule(self, block: Meeting, number: Mapping[Place, int]) -> None:
        """Do to records that meet what is decided of them."""
        pairs = [(number[one], number[other]) for one, other in self.apart if one in number and other in number]
        groups = [[number[place] for place in group if place in number] for group in self.same]
        overrule(block.clusters, pairs, [group for group in groups if group])

    def edges(self, keys: Mapping[Place, str]) -> Iterator[tuple[str, str]]:
        """The keys that must be looked at together."""
        for group in (*self.same, *self.apart):
            known = [keys[place] for place in group if place in keys]
            yield from ((known[0], key) for key in known[1:])


def named_rows(decisions: Sequence[Decision]) -> Callable[[str, Item], Iterator[Row]]:
    """An item → its records that a decision names."""
    names = [side for decision in decisions for side in (decision.one, decision.other)]

    def run(digest: str, item: Item) -> Iterator[Row]:
        links = [item.links[record.article][record.index] for record in item.records]
        decided = Decided(item.records, list(map(known_as, item.ids, links)))
        for n in sorted({n for name in names for n in decided.side(name)}):
            yield Row("named", digest, pack((digest, item.entry(n), links[n])))

    return run


def overruled(rows: Iterable[bytes], decisions: Sequence[Decision]) -> Overruled:
    """The records that decisions name → what becomes of them."""
    met: list[tuple[str, Entry, PlaceLink | None]] = [unpack(row) for row in rows]
    met.sort(key=lambda each: by_content(each[1].record))
    links = [link for _, _, link in met]
    place: list[Place] = [(digest, entry.number) for digest, entry, _ in met]
    block = Meeting([digest for digest, _, _ in met], [entry for _, entry, _ in met])
    decided = Decided(block.records, list(map(known_as, block.ids, links)))
    return Overruled(
        same=tuple(tuple(place[n] for n in group) for group in same(block.records, decisions, decided)),
        apart=tuple((place[one], place[other]) for one, other in apart(decisions, decided)),
        unlinked=frozenset(block.records[n].identity for n in unlinked(links, decisions, decided)),
        told=tuple(
            block.told(item, rank) for rank, item in enumerate(of_user(block.records, block.ids, decisions, decided))
        ),
        people={place[n]: last_part(record) for n, record in enumerate(block.records) if record.group == "person"},
    )


@dataclass(frozen=True)
class United:
    """Entities that are one because a user says so: who leads whom, the leaders, and the pairs that were decided on."""

    leader: Mapping[EntityId, EntityId] = field(default_factory=dict)
    entities: Mapping[EntityId, Entity] = field(default_factory=dict)
    decided: frozenset[tuple[EntityId, ...]] = frozenset()

    def node(self, id_: EntityId, code: str) -> tuple[EntityId, str]:
        """The node of a chain, and its code when it is a place."""
        first = self.leader.get(id_)
        return (id_, code) if first is None else (first, self.entities[first].code)

    def places(self, places: Mapping[str, Entity]) -> dict[str, Entity]:
        """The linked places without those that others lead."""
        return {
            code: self.entities.get(entity.id, entity)
            for code, entity in places.items()
            if self.leader.get(entity.id, entity.id) == entity.id
        }

    def rows(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Entities without those that others lead, the leaders with the names of all."""
        for row in rows:
            id_ = EntityId(row.key)
            if self.leader.get(id_, id_) == id_:
                yield Row(row.sort, row.key, pack(self.entities[id_])) if id_ in self.entities else row


def united(
    what: Overruled, nodes: Mapping[Place, tuple[EntityId, frozenset[EntityId]]], by_id: Mapping[EntityId, Entity]
) -> United:
    """``nodes`` gives each record's first node and all of its nodes, ``by_id`` their entities."""
    order = sorted(nodes)
    number = {place: n for n, place in enumerate(order)}
    groups = [[number[place] for place in group] for group in what.same]
    made = dict(by_id)
    leader = unite(groups, lambda n: nodes[order[n]][1], made)

    def node(told: Told) -> tuple[EntityId, ...]:
        ends = [nodes[end.digest, end.number][0] for end in (told.one, told.other)]
        return tuple(sorted(leader.get(id_, id_) for id_ in ends))

    first = {id_: made[id_] for id_ in leader.values()}
    return United(leader, first, frozenset(node(told) for told in what.told if abs(told.weight) == DECIDED))
