"""Equal claims → one statement that keeps all their evidence."""

from collections.abc import Iterable

from kg.assemble.evidence import evidence_id
from kg.assemble.statements import Claim, Detail, DirectTriple
from kg.model import vocabulary as v
from kg.model.ids import StatementId, local_name
from kg.model.schema import Basis
from kg.model.statement import Literal, Statement, Term
from kg.model.text import Span

_PLAIN_FIRST = {basis: place for place, basis in enumerate(Basis)}  # stated, name form, byline, context, list


def merge(claims: Iterable[Claim], *, min_confidence: float = 0.0, details: tuple[Detail, ...] = ()) -> list[Statement]:
    """One statement per distinct fact, sorted by id; ``details`` are added to each.

    Basis and rule are those of the surest claim. The confidence is its confidence, too, not a noisy-or of all: the
    claims of one fact mostly come from one rule, which errs alike each time, so they are no independent witnesses.
    A fact below ``min_confidence`` keeps its node and stands as no direct triple.
    """
    facts: dict[StatementId, list[Claim]] = {}
    for claim in claims:
        facts.setdefault(statement_id(claim), []).append(claim)
    return [_statement(id_, facts[id_], min_confidence, details) for id_ in sorted(facts)]


def statement_id(claim: Claim) -> StatementId:
    """The id of the fact a claim states: its subject, predicate, object, and for a post role and status."""
    kind = "m" if v.MEMBERSHIP in claim.types else "f"
    return StatementId(local_name(kind, claim.subject, claim.predicate, *_parts(claim.object), *claim.key))


def _parts(term: Term) -> tuple[str, ...]:
    return (term.text, term.datatype) if isinstance(term, Literal) else (term,)


def _statement(id_: StatementId, claims: list[Claim], min_confidence: float, details: tuple[Detail, ...]) -> Statement:
    best = min(claims, key=_surest_first)
    reified = best.triples[0]
    stands = best.held and best.confidence >= min_confidence
    others = {triple for claim in claims for triple in claim.triples} - {reified}
    return Statement(
        id=id_,
        types=best.types,
        subject=best.subject,
        predicate=best.predicate,
        object=best.object,
        basis=best.basis,
        rule=best.rule,
        confidence=best.confidence,
        evidence=tuple(sorted({evidence_id(claim.article, claim.span) for claim in claims})),
        triples=(reified, *sorted(others, key=_triple_key)) if stands else (),
        details=tuple(sorted({*details, *(d for claim in claims for d in claim.details)}, key=_detail_key)),
    )


def _surest_first(claim: Claim) -> tuple[float, int, str, str, Span]:
    """Sorts by confidence, then by how plainly the words say it, then by what never ties."""
    return -claim.confidence, _PLAIN_FIRST[claim.basis], claim.rule, claim.article, claim.span


def _detail_key(detail: Detail) -> tuple[str, ...]:
    return detail[0], *_parts(detail[1])


def _triple_key(triple: DirectTriple) -> tuple[str, ...]:
    return triple[0], triple[1], *_parts(triple[2])
