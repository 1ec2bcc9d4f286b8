"""Assemble: relations and entities → the graph."""

from collections.abc import Sequence

from kg.assemble.claims import article_claims, place_of, quote_into, roles_of
from kg.assemble.comparisons import compared, likely_claims
from kg.assemble.former import former
from kg.assemble.gazetteer import also_listed, list_evidence, list_facts, list_things
from kg.assemble.graph import Graph
from kg.assemble.hosts import find_hosts
from kg.assemble.merging import merge
from kg.assemble.roles import role_things
from kg.assemble.settings import AssembleSettings
from kg.assemble.statements import Claim, Scene
from kg.assemble.things import article_id, article_things, entity_thing, page_id, page_things, run_id, run_thing
from kg.errors import InternalError
from kg.model import vocabulary as v
from kg.model.annotation import AnnotatedArticle
from kg.model.counting import counted
from kg.model.entity import Resolution
from kg.model.graph import GraphData
from kg.model.ids import EntityId, EvidenceId
from kg.model.statement import Evidence
from kg.model.text import Document

__all__ = ["AssembleSettings", "Graph", "assemble"]


def assemble(
    documents: Sequence[Document],
    annotated: Sequence[AnnotatedArticle],
    resolution: Resolution,
    settings: AssembleSettings | None = None,
) -> GraphData:
    """Make the graph: every claim of every article, equal ones merged, each with the words it rests on.

    The order of ``documents`` and ``annotated`` leaves no trace. Raises: InternalError when a relation lacks what its
    type needs, or evidence leaves its text. Cost: O(n log n) in relations and mentions.
    """
    settings = settings or AssembleSettings()
    by_id = {entity.id: entity for entity in resolution.entities}
    linked = {entity.code: entity for entity in resolution.entities if entity.code}
    claims: list[Claim] = []
    pages: dict[EntityId, set[EntityId]] = {}
    evidence: dict[EvidenceId, Evidence] = {}
    roles: set[str] = set()
    likely = likely_claims(annotated, resolution)
    for i in sorted(range(len(annotated)), key=lambda i: place_of(annotated[i])):
        item = annotated[i]
        scene = Scene(article_id(item.article), [by_id[id_] for id_ in resolution.assignment[i]])
        pages.setdefault(scene.article, set()).add(page_id(item.article.source_sha256))
        here = [*article_claims(scene, item, linked), *likely.get(i, ())]
        claims += here
        quote_into(evidence, item, here)
        roles |= roles_of(item)
    claims = find_hosts(claims, pages)
    generated = (v.GENERATED_BY, run_id(settings))
    statements = {fact.id: fact for fact in merge(claims, min_confidence=settings.min_confidence, details=(generated,))}
    spoken_of = {term for said in claims for term in (said.subject, said.object)}  # no fact, no node
    present = [entity for entity in resolution.entities if entity.from_gazetteer or entity.id in spoken_of]
    places = {entity.code: entity.id for entity in present if entity.code}
    for listed in list_facts(places, (generated,)):
        told = statements.get(listed.id)
        statements[listed.id] = also_listed(told, listed) if told else listed
    evidence.update((item.id, item) for item in list_evidence(places))
    things = [
        *(former(entity_thing(entity), entity, linked) for entity in present),
        *list_things(places),
        *role_things(roles),
        *article_things((item.article for item in annotated), keep_text=settings.keep_text),
        *page_things(documents),
        run_thing(settings),
    ]
    return _checked(
        GraphData(
            base=settings.base_iri,
            things=tuple(sorted(counted(things, tuple(statements.values())), key=lambda thing: thing.id)),
            statements=tuple(statements[id_] for id_ in sorted(statements)),
            evidence=tuple(evidence[id_] for id_ in sorted(evidence)),
            compared=tuple(compared(annotated, resolution)),
            work=resolution.work,
        )
    )


def _checked(graph: GraphData) -> GraphData:
    """The same graph, once two different things or an end without a node are ruled out."""
    if len(graph.thing_by_id) != len(graph.things):
        raise InternalError("two things have one id")
    for statement in graph.statements:
        for term in (statement.subject, statement.object):
            if isinstance(term, str) and term not in graph.thing_by_id:
                raise InternalError(f"fact {statement.id} speaks of {term}, which has no node")
    return graph
