"""Resolve: which chains of which articles stand for the same thing."""

from collections.abc import Sequence

from kg.model.annotation import AnnotatedArticle
from kg.model.entity import Resolution
from kg.model.ids import EntityId
from kg.resolve.blocking import contexts, name_keys, person_keys
from kg.resolve.canonicalization import entities
from kg.resolve.clustering import Clusters, join_blocks
from kg.resolve.linking import link_places
from kg.resolve.records import records
from kg.resolve.settling import settle_places

__all__ = ["resolve"]


def resolve(annotated: Sequence[AnnotatedArticle], *, region: str = "") -> Resolution:
    """Decide which chains are one entity: bodies and places first, since a shared host is what joins people.

    Places are tied to the official lists; ``region`` is the code of the papers' home, "" for unknown.
    Holds everything in memory, as any two articles may speak of one thing. The order of ``annotated`` shows only in
    ``assignment``, which follows it. Nothing for no articles. Cost: O(n log n) in the number of chains.
    """
    found = records(annotated)
    context = contexts(found, annotated)
    clusters = Clusters([(record.item, record.group) for record in found])
    join_blocks(clusters, name_keys(found, context))
    join_blocks(clusters, list(person_keys(found, annotated, clusters.leader)))
    groups = clusters.clusters()
    made = entities(groups, found, context)
    assignment: list[list[EntityId]] = [[EntityId("")] * len(item.chains) for item in annotated]
    for group, entity in zip(groups, made, strict=True):
        for number in group:
            for i, j in found[number].places:
                assignment[i][j] = entity.id
    resolution = Resolution(
        entities=tuple(sorted(made, key=lambda entity: entity.id)),
        assignment=tuple(tuple(ids) for ids in assignment),
    )
    return settle_places(annotated, resolution, link_places(annotated, region=region))
