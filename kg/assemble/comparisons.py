"""What resolution compared: what is likely one thing as claims, and everything as lines of the log."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kg.assemble.statements import Claim
from kg.assemble.things import article_id
from kg.model import vocabulary as v
from kg.model.annotation import AnnotatedArticle
from kg.model.entity import Comparison, Resolution, Side, Verdict
from kg.model.graph import Compared
from kg.model.ids import EntityId
from kg.model.schema import Basis

RULE = "compared"


def likely_claims(annotated: Sequence[AnnotatedArticle], resolution: Resolution) -> Mapping[int, Sequence[Claim]]:
    """By article: that two nodes are likely one, once for each of the two items, with the name there as its words."""
    claims: dict[int, list[Claim]] = defaultdict(list)
    for item in resolution.comparisons:
        if item.verdict is not Verdict.LIKELY:
            continue
        one, other = sorted(_node(resolution, side) for side in (item.one, item.other))
        for side in (item.one, item.other):
            article = annotated[side.article]
            claims[side.article].append(likely_claim(one, other, article, side.chain, item.confidence))
    return claims


def likely_claim(one: EntityId, other: EntityId, article: AnnotatedArticle, chain: int, confidence: float) -> Claim:
    """That two nodes, the smaller id first, are likely one, with the first mention of a chain as its words."""
    return Claim(
        subject=one,
        predicate=v.CLOSE_MATCH,
        object=other,
        article=article_id(article.article),
        span=article.chains[chain].mentions[0].span,
        basis=Basis.CONTEXT,
        rule=RULE,
        confidence=round(confidence, 4),
        triples=((one, v.CLOSE_MATCH, other),),
    )


def compared(annotated: Sequence[AnnotatedArticle], resolution: Resolution) -> Iterator[Compared]:
    """The lines of the log, in the order of the comparisons."""
    for item in resolution.comparisons:
        yield _line(item, annotated, resolution)


def _line(item: Comparison, annotated: Sequence[AnnotatedArticle], resolution: Resolution) -> Compared:
    def printed(side: Side) -> tuple[str, str]:
        article = annotated[side.article].article
        return annotated[side.article].chains[side.chain].name, f"{article.source}:{article.position + 1}"

    (name, source), (other_name, other_source) = printed(item.one), printed(item.other)
    return Compared(
        verdict=item.verdict.value,
        weight=item.weight,
        name=name,
        id=item.one.id,
        item=source,
        node=_node(resolution, item.one),
        other_name=other_name,
        other_id=item.other.id,
        other_item=other_source,
        other_node=_node(resolution, item.other),
        reasons=item.reasons,
    )


def _node(resolution: Resolution, side: Side) -> EntityId:
    return resolution.assignment[side.article][side.chain]
