"""The graph as rows, for all formats that know nodes, edges and plain values but no RDF.

A thing is a node, a fact between two things an edge, a fact that ends in a value a row of its own; so nodes plus edges
plus values are the things and facts of the graph, whatever the format.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.model import vocabulary as v
from kg.model.graph import GraphData
from kg.model.ids import EntityId
from kg.model.statement import Evidence, Literal, Statement, Term, Thing

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
    return map(node, graph.things)


def node(thing: Thing) -> Node:
    """A thing as a row."""
    properties: dict[str, str] = {}
    for predicate, term in thing.properties:
        said = properties.get(predicate)
        properties[predicate] = _text(term) if said is None else f"{said}{_SEPARATOR}{_text(term)}"
    return Node(thing.id, thing.label, thing.kind, thing.types, thing.aliases, properties)


def edges(graph: GraphData) -> Iterator[Fact]:
    """Every fact between two things, in the order of ids."""
    return (_fact(graph, fact) for fact in graph.statements if not isinstance(fact.object, Literal))


def values(graph: GraphData) -> Iterator[Fact]:
    """Every fact that ends in a value, in the order of ids."""
    return (_fact(graph, fact) for fact in graph.statements if isinstance(fact.object, Literal))


def _fact(graph: GraphData, statement: Statement) -> Fact:
    pieces = [graph.evidence_by_id[item] for item in statement.evidence if item in graph.evidence_by_id]
    return fact(statement, lambda name: label(graph, name), pieces)


def fact(statement: Statement, label: Callable[[str], str], pieces: Sequence[Evidence] = ()) -> Fact:
    """A fact as a row; ``label`` says what a thing is called, ``pieces`` are its evidence."""
    at = dict(statement.details)
    end = statement.object
    role = at.get(v.HAS_ROLE)
    return Fact(
        id=statement.id,
        source=statement.subject,
        target="" if isinstance(end, Literal) else end,
        source_label=label(statement.subject),
        target_label=end.text if isinstance(end, Literal) else label(end),
        predicate=statement.predicate,
        name=v.NAMES[statement.predicate].zh if statement.predicate in v.NAMES else statement.predicate,
        title=_text(at.get(v.TITLE)),
        role=label(role) if role is not None and not isinstance(role, Literal) else "",
        status=_text(at.get(v.STATUS)).removeprefix("kg:"),
        details=_SEPARATOR.join(
            f"{predicate} {_text(term)}" for predicate, term in statement.details if predicate not in _TOLD
        ),
        direct=bool(statement.triples),
        confidence=statement.confidence,
        basis=statement.basis.value,
        rule=statement.rule,
        evidence=_SEPARATOR.join(piece.exact for piece in pieces if piece.exact),
        articles=_SEPARATOR.join(dict.fromkeys(label(piece.article) for piece in pieces)),
    )


def label(graph: GraphData, name: str) -> str:
    """What a thing is called, its name when it has no label or no node."""
    thing = graph.thing_by_id.get(EntityId(name))
    return thing.label if thing is not None and thing.label else name


def _text(term: Term | None) -> str:
    return "" if term is None else term.text if isinstance(term, Literal) else term
