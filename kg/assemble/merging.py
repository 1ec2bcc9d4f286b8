"""Equal claims → one statement that keeps all their evidence."""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.assemble.evidence import evidence_id
from kg.assemble.statements import Claim, Detail, DirectTriple
from kg.model import vocabulary as v
from kg.model.ids import EvidenceId, StatementId, local_name
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
    facts = gather(claims)
    return [facts[id_].statement(id_, min_confidence, details) for id_ in sorted(facts)]


def gather(claims: Iterable[Claim]) -> dict[StatementId, "Gathered"]:
    """The claims by the fact that they state."""
    facts: dict[StatementId, Gathered] = {}
    for claim in claims:
        id_ = statement_id(claim)
        known = facts.get(id_)
        if known is None:
            facts[id_] = Gathered.of(claim)
        else:
            known.add(Gathered.of(claim))
    return facts


def statement_id(claim: Claim) -> StatementId:
    """The id of the fact a claim states: its subject, predicate, object, and for a post role and status."""
    kind = "m" if v.MEMBERSHIP in claim.types else "f"
    return StatementId(local_name(kind, claim.subject, claim.predicate, *_parts(claim.object), *claim.key))


def _parts(term: Term) -> tuple[str, ...]:
    return (term.text, term.datatype) if isinstance(term, Literal) else (term,)


@dataclass(slots=True)
class Gathered:
    """What claims of one fact come to, whatever their order and whichever were taken together first."""

    best: Claim
    evidence: set[EvidenceId]
    triples: set[DirectTriple]
    details: set[Detail]

    @classmethod
    def of(cls, claim: Claim) -> "Gathered":
        """One claim by itself."""
        return cls(claim, {evidence_id(claim.article, claim.span)}, set(claim.triples), set(claim.details))

    def add(self, other: "Gathered") -> None:
        """Take in more claims of the same fact."""
        self.best = min(self.best, other.best, key=_surest_first)
        self.evidence |= other.evidence
        self.triples |= other.triples
        self.details |= other.details

    def statement(self, id_: StatementId, min_confidence: float, details: tuple[Detail, ...]) -> Statement:
        """The fact with all its evidence; ``details`` besides its own."""
        best = self.best
        reified = best.triples[0]
        stands = best.held and best.confidence >= min_confidence
        return Statement(
            id=id_,
            types=best.types,
            subject=best.subject,
            predicate=best.predicate,
            object=best.object,
            basis=best.basis,
            rule=best.rule,
            confidence=best.confidence,
            evidence=tuple(sorted(self.evidence)),
            triples=(reified, *sorted(self.triples - {reified}, key=_triple_key)) if stands else (),
            details=tuple(sorted({*details, *self.details}, key=_detail_key)),
        )


def _surest_first(claim: Claim) -> tuple[float, int, str, str, Span]:
    """Sorts by confidence, then by how plainly the words say it, then by what never ties."""
    return -claim.confidence, _PLAIN_FIRST[claim.basis], claim.rule, claim.article, claim.span


def _detail_key(detail: Detail) -> tuple[str, ...]:
    return detail[0], *_parts(detail[1])


def _triple_key(triple: DirectTriple) -> tuple[str, ...]:
    return triple[0], triple[1], *_parts(triple[2])
