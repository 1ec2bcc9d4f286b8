"""What a user's decisions do: who is one, who is not, which place is none of the list's, and the lines that say so."""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from kg.model.entity import DECIDED, Comparison, Entity
from kg.model.ids import EntityId
from kg.resolve.blocking import Pair
from kg.resolve.canonicalization import united
from kg.resolve.clustering import Clusters
from kg.resolve.decisions import Decided, Decision
from kg.resolve.joining import told_of
from kg.resolve.linking import PlaceLink
from kg.resolve.records import Record
from kg.resolve.settling import place_id

Same = Sequence[Sequence[int]]  # the records that each decision makes one


def known_as(id_: EntityId, link: PlaceLink | None) -> frozenset[EntityId]:
    """The ids that a user may know a record by: its own, and that of the division it means."""
    return frozenset({id_} | ({place_id(link.code)} if link and link.code else set()))


def apart(decisions: Sequence[Decision], decided: Decided) -> list[Pair]:
    """The records that a user says are different."""
    return [pair for decision in decisions if not decision.is_same for pair in decided.pairs(decision)]


def same(found: Sequence[Record], decisions: Sequence[Decision], decided: Decided) -> list[list[int]]:
    """For each decision of sameness its records; of several groups those of the first record's."""
    made = []
    for decision in decisions:
        if decision.is_same:
            numbers = sorted({*decided.side(decision.one), *decided.side(decision.other)})
            made.append([n for n in numbers if found[n].group == found[numbers[0]].group])
    return made


def overrule(clusters: Clusters, pairs: Sequence[Pair], groups: Same) -> None:
    """Keep apart what is different, then join what is one."""
    for one, other in pairs:
        clusters.keep_apart(one, other)
    for numbers in groups:
        for number in numbers[1:]:
            clusters.join(numbers[0], number, across_items=True)


def unlinked(links: Sequence[PlaceLink | None], decisions: Sequence[Decision], decided: Decided) -> set[int]:
    """Where the lists make one place of two that are different, the second is no place of them; by record."""
    found: set[int] = set()
    for decision in decisions:
        if decision.is_same:
            continue
        for pair in decided.pairs(decision):
            codes = {link.code for n in pair if (link := links[n])}
            if len(codes) == 1 and "" not in codes and decision.one != decision.other:
                found.update(decided.side(decision.other))
    return found


def unite(
    groups: Same, ids_of: Callable[[int], AbstractSet[EntityId]], by_id: dict[EntityId, Entity]
) -> dict[EntityId, EntityId]:
    """One entity for what a user says is the same, also where the lists give it two codes; the first with a code leads.

    Gives back which entity leads which, itself among them, and puts the leaders with the names of all into ``by_id``.
    """
    leader: dict[EntityId, EntityId] = {}
    for numbers in groups:
        ids = {leader.get(id_, id_) for n in numbers for id_ in ids_of(n)}
        if len(ids) > 1:
            first = min(ids, key=lambda id_: (not by_id[id_].code, id_))
            by_id[first] = united([by_id[first], *(by_id[id_] for id_ in sorted(ids - {first}))])
            for id_ in (*leader, *ids):
                if leader.get(id_, id_) in ids:
                    leader[id_] = first
    return leader


def of_user(
    found: Sequence[Record], ids: Sequence[EntityId], decisions: Sequence[Decision], decided: Decided
) -> Iterator[Comparison]:
    """A user's decisions, one line each, told by the first record of each side."""
    for decision in decisions:
        one, other = decided.side(decision.one), decided.side(decision.other)
        if one and other:
            second = other[0] if other[0] != one[0] else other[-1]
            yield told_of(
                found, ids, one[0], second, DECIDED if decision.is_same else -DECIDED, ["decided by the user"]
            )
