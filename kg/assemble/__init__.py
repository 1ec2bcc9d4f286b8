"""Assemble: relations and entities → the graph."""

from collections.abc import Iterator, Sequence

from kg.assemble.comparisons import compared, likely_claims
from kg.assemble.evidence import Quoter, evidence_id
from kg.assemble.former import former
from kg.assemble.gazetteer import from_lists, seat_claims
from kg.assemble.graph import Graph
from kg.assemble.hosts import find_hosts
from kg.assemble.merging import merge
from kg.assemble.roles import role_things
from kg.assemble.settings import AssembleSettings
from kg.assemble.statements import Claim, Scene, claim
from kg.assemble.things import (
    article_id,
    article_things,
    entity_thing,
    page_id,
    page_things,
    run_id,
    run_thing,
)
from kg.errors import InternalError
from kg.model import vocabulary as v
from kg.model.annotation import AnnotatedArticle, Chain, Mention
from kg.model.counting import counted
from kg.model.entity import Resolution
from kg.model.graph import GraphData
from kg.model.ids import EntityId, EvidenceId
from kg.model.schema import Basis, EntityType, Qualifier, RelationType
from kg.model.statement import Evidence
from kg.model.text import BlockKind, Document

__all__ = ["AssembleSettings", "Graph", "assemble"]

MENTIONED = frozenset(
    {
        EntityType.PERSON,
        EntityType.ORGANIZATION,
        EntityType.PLACE,
        EntityType.EVENT,
        EntityType.PROJECT,
        EntityType.PRACTICE,
    }
)

_CREDITS = (BlockKind.BYLINE, BlockKind.DATELINE)


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
    for i, (item, ids) in enumerate(zip(annotated, resolution.assignment, strict=True)):
        scene = Scene(article_id(item.article), [by_id[id_] for id_ in ids])
        pages.setdefault(scene.article, set()).add(page_id(item.article.source_sha256))
        here = [*_claims(scene, item), *seat_claims(scene, item, linked), *likely.get(i, ())]
        claims += here
        quoter = Quoter(item, scene.article)
        for span in {said.span for said in here}:
            if evidence_id(scene.article, span) not in evidence:
                quote = quoter.quote(span)
                evidence[quote.id] = quote
        for relation in item.relations:
            if relation.type is RelationType.POST:
                roles.add(relation.qualifier(Qualifier.ROLE))
    claims = find_hosts(claims, pages)
    generated = (v.GENERATED_BY, run_id(settings))
    statements = merge(claims, min_confidence=settings.min_confidence, details=(generated,))
    spoken_of = {term for said in claims for term in (said.subject, said.object)}  # no fact, no node
    present = [entity for entity in resolution.entities if entity.from_gazetteer or entity.id in spoken_of]
    lists = from_lists(statements, present, (generated,))
    evidence.update((item.id, item) for item in lists.evidence)
    things = [
        *(former(entity_thing(entity), entity, linked) for entity in present),
        *lists.things,
        *role_things(roles),
        *article_things((item.article for item in annotated), keep_text=settings.keep_text),
        *page_things(documents),
        run_thing(settings),
    ]
    return _checked(
        GraphData(
            base=settings.base_iri,
            things=tuple(sorted(counted(things, lists.statements), key=lambda thing: thing.id)),
            statements=lists.statements,
            evidence=tuple(evidence[id_] for id_ in sorted(evidence)),
            compared=tuple(compared(annotated, resolution)),
            work=resolution.work,
        )
    )


def _claims(scene: Scene, item: AnnotatedArticle) -> Iterator[Claim]:
    """What one article claims: its relations, that it mentions what its words name, and that its quotations are its."""
    for relation in item.relations:
        said = claim(scene, relation)
        if said is not None:
            yield said
    credited = {relation.subject for relation in item.relations if relation.type is RelationType.CREDIT}
    for i, (chain, entity) in enumerate(zip(item.chains, scene.entities, strict=True)):
        if not chain.types.isdisjoint(MENTIONED):
            first = _of_the_story(item, chain) if i in credited else chain.mentions[0]
            if first is not None:
                yield _printed_here(scene, scene.article, v.MENTIONS, entity.id, first, "first-mention")
        elif EntityType.QUOTATION in chain.types:
            yield _printed_here(scene, entity.id, v.IS_PART_OF, scene.article, chain.mentions[0], "quotation")


def _of_the_story(item: AnnotatedArticle, chain: Chain) -> Mention | None:
    """The first mention outside the credits: who only signs an item is its author, and no person that it speaks of."""
    credits = [block.span for block in item.article.blocks if block.kind in _CREDITS]
    return next((each for each in chain.mentions if not any(line.contains(each.span) for line in credits)), None)


def _printed_here(
    scene: Scene, subject: EntityId, predicate: str, object_: EntityId, mention: Mention, rule: str
) -> Claim:
    """A claim that rests on nothing but the words' standing there, which is certain.

    Whether the words are read rightly is another question: the confidence of the other facts answers it.
    """
    return Claim(
        subject=subject,
        predicate=predicate,
        object=object_,
        article=scene.article,
        span=mention.span,
        basis=Basis.STATED,
        rule=rule,
        confidence=1.0,
        triples=((subject, predicate, object_),),
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
