"""Resolve: which chains of which articles stand for the same thing."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from kg.model.annotation import AnnotatedArticle
from kg.model.entity import DECIDED, Comparison, Resolution, Verdict, Work
from kg.model.ids import EntityId
from kg.resolve.blocking import blocks, form_claims, name_keys, person_pairs, renamings, second_forms
from kg.resolve.bodies import namings
from kg.resolve.canonicalization import entities, record_id
from kg.resolve.clustering import Clusters
from kg.resolve.decisions import Decided, Decision, read_decisions, unmatched
from kg.resolve.joining import join_bodies
from kg.resolve.linking import Links, link_places
from kg.resolve.overruling import Same, apart, known_as, of_user, overrule, same, unite, unlinked
from kg.resolve.people import join_people
from kg.resolve.profiles import profiles
from kg.resolve.records import Record, records
from kg.resolve.seats import seats
from kg.resolve.settling import settle_places

__all__ = ["Decision", "read_decisions", "resolve", "unmatched"]


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
    linked = [links[record.article][record.index] for record in found]
    decided = Decided(found if decisions else (), list(map(known_as, ids, linked)))
    groups_of_user = same(found, decisions, decided)
    clusters = Clusters([(record.item, record.group) for record in found])
    overrule(clusters, apart(decisions, decided), groups_of_user)
    links = _without(links, {place for n in unlinked(linked, decisions, decided) for place in found[n].places})
    keys = list(name_keys(found, named, second_forms(form_claims(found, named))))
    told = join_bodies(clusters, found, named, ids, keys, renamings(found, annotated))
    seated = seats(annotated, links)
    people = profiles(found, annotated, links, seated, named, clusters.leader)
    pairs = person_pairs(found, people)
    work = Work(blocks(keys, found, people), len(pairs))
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
    settled = _united(settled, found, groups_of_user)
    told += of_user(found, ids, decisions, decided)
    return replace(settled, comparisons=_sorted(told, settled), work=work)


def _united(resolution: Resolution, found: Sequence[Record], groups: Same) -> Resolution:
    by_id = {entity.id: entity for entity in resolution.entities}
    leader = unite(groups, lambda n: {resolution.assignment[i][j] for i, j in found[n].places}, by_id)
    if not leader:
        return resolution
    return replace(
        resolution,
        entities=tuple(
            by_id[entity.id] for entity in resolution.entities if leader.get(entity.id, entity.id) == entity.id
        ),
        assignment=tuple(tuple(leader.get(id_, id_) for id_ in row) for row in resolution.assignment),
    )


def _without(links: Links, places: AbstractSet[tuple[int, int]]) -> Links:
    if not places:
        return links
    return tuple(tuple(None if (i, j) in places else link for j, link in enumerate(row)) for i, row in enumerate(links))


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
