"""One article → what it claims, and the words that its claims rest on."""

from collections.abc import Iterable, Iterator, Mapping

from kg.assemble.evidence import Quoter, evidence_id
from kg.assemble.gazetteer import seat_claims
from kg.assemble.statements import Claim, Scene, claim
from kg.assemble.things import article_id
from kg.model import vocabulary as v
from kg.model.annotation import AnnotatedArticle, Chain, Mention
from kg.model.entity import Entity
from kg.model.ids import EntityId, EvidenceId
from kg.model.schema import Basis, EntityType, Qualifier, RelationType
from kg.model.statement import Evidence
from kg.model.text import BlockKind

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


def article_claims(scene: Scene, item: AnnotatedArticle, places: Mapping[str, Entity]) -> Iterator[Claim]:
    """What one article claims: its relations, what it mentions, that its quotations are its, and where bodies sit.

    ``places`` are the linked ones by code.
    """
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
    yield from seat_claims(scene, item, places)


def place_of(item: AnnotatedArticle) -> tuple[str, int, str]:
    """Sorts articles by where they stand: copies of one item in the order in which their evidence is asked for."""
    return item.article.source_sha256, item.article.position, item.article.source


def quote_into(evidence: dict[EvidenceId, Evidence], item: AnnotatedArticle, claims: Iterable[Claim]) -> None:
    """Add the evidence of an article's claims, as far as no copy of it has given the same words already."""
    article = article_id(item.article)
    quoter = Quoter(item, article)
    for span in {said.span for said in claims}:
        if evidence_id(article, span) not in evidence:
            quote = quoter.quote(span)
            evidence[quote.id] = quote


def roles_of(item: AnnotatedArticle) -> set[str]:
    """The roles that an article says someone holds."""
    return {relation.qualifier(Qualifier.ROLE) for relation in item.relations if relation.type is RelationType.POST}


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
