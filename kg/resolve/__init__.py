"""Resolve: which chains of which articles stand for the same thing."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model.annotation import AnnotatedArticle
from kg.model.entity import DECIDED, Comparison, Entity, Resolution, Side, Verdict, Work
from kg.model.ids import EntityId
from kg.resolve.blocking import blocks, name_keys, person_pairs, renamings
from kg.resolve.bodies import Naming, namings
from kg.resolve.canonicalization import entities, record_id
from kg.resolve.clustering import Clusters, join_blocks
from kg.resolve.decisions import Decided, Decision, read_decisions, unmatched
from kg.resolve.linking import Links, link_places
from kg.resolve.people import join_people
from kg.resolve.profiles import profiles
from kg.resolve.records import Record, records
from kg.resolve.seats import seats
from kg.resolve.settling import place_id, settle_places

__all__ = ["Decision", "read_decisions", "resolve", "unmatched"]

NAME_SAYS = 10.0  # bits: one full name, or one place and function
PAGE_SAYS = 8.0  # the page gives it as a second form of the name, or as the new name


def resolve(
    annotated: Sequence[AnnotatedArticle], *, region: str = "", decisions: Sequence[Decision] = ()
) -> Resolution:
    """Decide which chains are one entity: places first, then bodies, since a shared host is what joins people.

    Places are tied to the official lists; ``region`` is the code of the papers' home, "" for unknown. ``decisions``
    are a user's, and win over everything. Holds everything in memory, as any two articles may speak of one thing. The
    order of ``annotated`` shows only in indexes, which follow it. Nothing for no articles.
    Cost: O(n log n) in the number of chains.
    """
    links = link_places(annotated, region=region)
    found = records(annotated)
    named = namings(found, annotated, links)
    ids = [record_id(record, naming) for record, naming in zip(found, named, strict=True)]
    decided = Decided(found, [_known_as(n, found, ids, links) for n in range(len(found))]) if decisions else None
    clusters = Clusters([(record.item, record.group) for record in found])
    if decided:
        links = _apart(clusters, found, links, decisions, decided)
    told = list(_join_bodies(clusters, found, named, ids, annotated, decisions, decided))
    seated = seats(annotated, links)
    people = profiles(found, annotated, links, seated, named, clusters.leader)
    pairs = person_pairs(found, people)
    work = Work(blocks(found, named, people), len(pairs))
    told += join_people(clusters, found, people, ids, pairs)
    groups = clusters.clusters()
    made = entities(groups, found, named)
    assignment: list[list[EntityId]] = [[EntityId("")] * len(item.chains) for item in annotated]
    for group, entity in zip(groups, made, strict=True):
        for number in group:
            for i, j in found[number].places:
                assignment[i][j] = entity.id
    resolution = Resolution(
        entities=tuple(sorted(made, key=lambda entity: entity.id)),
        assignment=tuple(tuple(ids) for ids in assignment),
    )
    settled = settle_places(annotated, resolution, links, seated=seated)
    if decided:
        settled = _united(settled, found, decisions, decided)
        told += _of_user(found, ids, decisions, decided)
    return replace(settled, comparisons=_sorted(told, settled), work=work)


def _join_bodies(
    clusters: Clusters,
    found: Sequence[Record],
    named: Sequence[Naming],
    ids: Sequence[EntityId],
    annotated: Sequence[AnnotatedArticle],
    decisions: Sequence[Decision],
    decided: Decided | None,
) -> Iterator[Comparison]:
    """Join what a user says is one, then bodies and places by what identifies them; tells every join."""
    for decision in decisions:
        if decided and decision.is_same:
            numbers = sorted({*decided.side(decision.one), *decided.side(decision.other)})
            for number in numbers[1:]:
                if found[number].group == found[numbers[0]].group:
                    clusters.join(numbers[0], number, across_items=True)
    # Two chains of one item that are one official body by their full names are one, whatever extraction thought.
    full = {(naming.key, naming.context) for naming in named if naming.reading or naming.code}
    certain = {n for n, naming in enumerate(named) if (naming.key, naming.context) in full}
    for one, other in join_blocks(clusters, name_keys(found, named), certain):
        same = named[one] == replace(named[other], reading=named[one].reading)
        readings = sorted({named[n].reading for n in (one, other)} - {""}) if same else []
        reasons = readings or [f"name {found[one].key}" if same else "second form on the page"]
        yield _told(found, ids, one, other, NAME_SAYS if same else PAGE_SAYS, reasons)
    for one, other in renamings(found, annotated):
        if clusters.leader(one) != clusters.leader(other) and clusters.join(one, other, across_items=True):
            yield _told(found, ids, one, other, PAGE_SAYS, ["renamed, an item says"])


def _told(
    found: Sequence[Record], ids: Sequence[EntityId], one: int, other: int, weight: float, reasons: Sequence[str]
) -> Comparison:
    first, second = (Side(ids[n], *found[n].places[0]) for n in (one, other))
    verdict = Verdict.SAME if weight > 0 else Verdict.DIFFERENT
    return Comparison(first, second, weight, tuple(reasons), verdict)


def _known_as(n: int, found: Sequence[Record], ids: Sequence[EntityId], links: Links) -> frozenset[EntityId]:
    """The ids that a user may know a record by: its own, and that of the division it means."""
    link = links[found[n].article][found[n].index]
    return frozenset({ids[n]} | ({place_id(link.code)} if link and link.code else set()))


def _apart(
    clusters: Clusters, found: Sequence[Record], links: Links, decisions: Sequence[Decision], decided: Decided
) -> Links:
    """Keep apart what a user says is different; where the lists make one place of it, the second is no place of them."""
    unlinked: set[tuple[int, int]] = set()
    for decision in decisions:
        if decision.is_same:
            continue
        for one, other in decided.pairs(decision):
            clusters.keep_apart(one, other)
            codes = {link.code for n in (one, other) if (link := links[found[n].article][found[n].index])}
            if len(codes) == 1 and "" not in codes and decision.one != decision.other:
                unlinked.update(place for n in decided.side(decision.other) for place in found[n].places)
    if not unlinked:
        return links
    return tuple(
        tuple(None if (i, j) in unlinked else link for j, link in enumerate(row)) for i, row in enumerate(links)
    )


def _united(
    resolution: Resolution, found: Sequence[Record], decisions: Sequence[Decision], decided: Decided
) -> Resolution:
    """One entity for what a user says is the same, also where the lists give it two codes; the first with a code leads."""
    leader: dict[EntityId, EntityId] = {}
    by_id = {entity.id: entity for entity in resolution.entities}
    for decision in decisions:
        if not decision.is_same:
            continue
        numbers = sorted({*decided.side(decision.one), *decided.side(decision.other)})
        same = [n for n in numbers if found[n].group == found[numbers[0]].group]
        ids = {resolution.assignment[i][j] for n in same for i, j in found[n].places}
        ids = {leader.get(id_, id_) for id_ in ids}
        if len(ids) > 1:
            first = min(ids, key=lambda id_: (not by_id[id_].code, id_))
            by_id[first] = _merged([by_id[first], *(by_id[id_] for id_ in sorted(ids - {first}))])
            for id_ in (*leader, *ids):
                if leader.get(id_, id_) in ids:
                    leader[id_] = first
    if not leader:
        return resolution
    return replace(
        resolution,
        entities=tuple(
            by_id[entity.id] for entity in resolution.entities if leader.get(entity.id, entity.id) == entity.id
        ),
        assignment=tuple(tuple(leader.get(id_, id_) for id_ in row) for row in resolution.assignment),
    )


def _merged(parts: Sequence[Entity]) -> Entity:
    """The first, with the types, kinds and names of all."""
    name = min({part.name for part in parts}, key=lambda form: (-len(form), form))
    forms = {form for part in parts for form in (part.name, *part.aliases)}
    return replace(
        parts[0],
        name=name,
        aliases=tuple(sorted(forms - {name})),
        types=frozenset().union(*(part.types for part in parts)),
        kinds=frozenset().union(*(part.kinds for part in parts)),
    )


def _of_user(
    found: Sequence[Record], ids: Sequence[EntityId], decisions: Sequence[Decision], decided: Decided
) -> Iterator[Comparison]:
    """A user's decisions, one line each, told by the first record of each side."""
    for decision in decisions:
        one, other = decided.side(decision.one), decided.side(decision.other)
        if one and other:
            second = other[0] if other[0] != one[0] else other[-1]
            yield _told(found, ids, one[0], second, DECIDED if decision.is_same else -DECIDED, ["decided by the user"])


def _sorted(told: Sequence[Comparison], settled: Resolution) -> tuple[Comparison, ...]:
    """By verdict, heaviest first, then by content; what turned out to be one node is no longer likely or different."""

    def nodes(item: Comparison) -> tuple[EntityId, EntityId]:
        one, other = (settled.assignment[side.article][side.chain] for side in (item.one, item.other))
        return (one, other) if one < other else (other, one)

    decided = {nodes(item) for item in told if abs(item.weight) == DECIDED}
    kept = []
    for item in told:
        ends = nodes(item)
        agrees = (ends[0] == ends[1]) == (item.verdict is Verdict.SAME)
        if abs(item.weight) == DECIDED or (agrees and ends not in decided):
            kept.append(
                (tuple(Verdict).index(item.verdict), -item.weight, item.one.id, item.other.id, item.reasons, item)
            )
    kept.sort(key=lambda row: row[:5])
    return tuple(row[5] for row in kept)
