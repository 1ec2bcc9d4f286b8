"""The graph as rows, for all formats that know nodes, edges and plain values but no RDF.

A thing is a node, a fact between two things an edge, a fact that ends in a value a row of its own; so nodes plus edges
plus values are the things and facts of the graph, whatever the format.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.model import vocabulary as v
from kg.model.graph import GraphData
from kg.model.ids import EntityId
from kg.model.statement import Literal, Statement, Term

_SEPARATOR = " | "  # between values of one cell; a bar stands in no Chinese name
_TOLD = {v.MEMBER, v.HOST, v.GENERATED_BY, v.ALSO_AS, v.TITLE, v.STATUS, v.HAS_ROLE}  # elsewhere in the row, or noise


@dataclass(frozen=True, slots=True)
class Node:
    """A thing. ``properties`` maps compact IRIs to values, of which several are joined by a bar."""

    id: str
    label: str
    kind: str
    types: tuple[str, ...]
    aliases: tuple[str, ...]
    properties: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact as one row. ``target`` is the id of a thing, "" for a value; ``target_label`` its label or the value.

    ``direct`` is False for what must not be read alone: a post that ended, a fact under the threshold.
    """

    id: str
    source: str
    target: str
    source_label: str
    target_label: str
    predicate: str
    name: str  # of the predicate, in Chinese
    title: str
    role: str
    status: str
    details: str
    direct: bool
    confidence: float
    basis: str
    rule: str
    evidence: str  # the quotes
    articles: str  # the headlines


def nodes(graph: GraphData) -> Iterator[Node]:
    """Every thing, in the order of ids."""
    for thing in graph.things:
        properties: dict[str, str] = {}
        for predicate, term in thing.properties:
            said = properties.get(predicate)
            properties[predicate] = _text(term) if said is None else f"{said}{_SEPARATOR}{_text(term)}"
        yield Node(thing.id, thing.label, thing.kind, thing.types, thing.aliases, properties)


def edges(graph: GraphData) -> Iterator[Fact]:
    """Every fact between two things, in the order of ids."""
    return (_fact(graph, fact) for fact in graph.statements if not isinstance(fact.object, Literal))


def values(graph: GraphData) -> Iterator[Fact]:
    """Every fact that ends in a value, in the order of ids."""
    return (_fact(graph, fact) for fact in graph.statements if isinstance(fact.object, Literal))


def _fact(graph: GraphData, fact: Statement) -> Fact:
    at = dict(fact.details)
    pieces = [graph.evidence_by_id[item] for item in fact.evidence if item in graph.evidence_by_id]
    end = fact.object
    role = at.get(v.HAS_ROLE)
    return Fact(
        id=fact.id,
        source=fact.subject,
        target="" if isinstance(end, Literal) else end,
        source_label=label(graph, fact.subject),
        target_label=end.text if isinstance(end, Literal) else label(graph, end),
        predicate=fact.predicate,
        name=v.NAMES[fact.predicate].zh if fact.predicate in v.NAMES else fact.predicate,
        title=_text(at.get(v.TITLE)),
        role=label(graph, role) if role is not None and not isinstance(role, Literal) else "",
        status=_text(at.get(v.STATUS)).removeprefix("kg:"),
        details=_SEPARATOR.join(
            f"{predicate} {_text(term)}" for predicate, term in fact.details if predicate not in _TOLD
        ),
        direct=bool(fact.triples),
        confidence=fact.confidence,
        basis=fact.basis.value,
        rule=fact.rule,
        evidence=_SEPARATOR.join(piece.exact for piece in pieces if piece.exact),
        articles=_SEPARATOR.join(dict.fromkeys(label(graph, piece.article) for piece in pieces)),
    )


def label(graph: GraphData, name: str) -> str:
    """What a thing is called, its name when it has no label or no node."""
    thing = graph.thing_by_id.get(EntityId(name))
    return thing.label if thing is not None and thing.label else name


def _text(term: Term | None) -> str:
    return "" if term is None else term.text if isinstance(term, Literal) else term
