"""Statements between entities, each with the evidence that supports it: what the graph is made of."""

from dataclasses import dataclass

from kg.model.ids import EntityId, EvidenceId, StatementId
from kg.model.schema import Basis


@dataclass(frozen=True, slots=True, order=True)
class Literal:
    """A value: its text and its datatype ("" for Chinese text, else a compact IRI such as ``xsd:decimal``)."""

    text: str
    datatype: str = ""


Term = EntityId | Literal


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where in which article the words of a statement stand.

    ``start`` and ``end`` count code points of the article's text; ``prefix + exact + suffix`` is the whole sentence.
    Evidence from an official list has the list's release as ``article`` and no words: start = end = 0, exact "".
    """

    id: EvidenceId
    article: EntityId
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One distinct fact, with all its evidence.

    ``predicate`` and the predicates in ``triples`` and ``details`` are compact IRIs (``org:memberOf``).
    ``triples`` are the direct triples the fact stands for, the one it reifies first; empty for a fact that must not be
    read without its qualifiers (former, proposed, or below the confidence threshold). ``details`` are
    further properties of the fact node: ``org:role``, ``kg:title``, ``kg:status`` … sorted.
    """

    id: StatementId
    types: tuple[str, ...]  # compact IRIs, rdf:Statement always among them
    subject: EntityId
    predicate: str
    object: Term
    basis: Basis
    rule: str
    confidence: float
    evidence: tuple[EvidenceId, ...]
    triples: tuple[tuple[EntityId, str, Term], ...] = ()
    details: tuple[tuple[str, Term], ...] = ()


@dataclass(frozen=True, slots=True)
class Thing:
    """A node of the graph with the properties that describe it, rather than state a fact about the world.

    ``kind`` is its short name for people and drawings: person, organization, place, role, event, project, practice,
    quotation, measure, action, scheme, article, page, run, list. ``types`` are compact IRIs. ``properties`` are sorted
    (predicate, value) pairs: labels, identifiers, text, digests.
    """

    id: EntityId
    kind: str
    types: tuple[str, ...]
    label: str
    aliases: tuple[str, ...] = ()
    properties: tuple[tuple[str, Term], ...] = ()
