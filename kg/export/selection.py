"""A part of a graph, chosen by triples: what a CONSTRUCT made, as a graph of its own with the evidence that it has."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pyoxigraph as ox

from kg.errors import InputError
from kg.model import vocabulary as v
from kg.model.graph import GraphData
from kg.model.ids import EntityId, StatementId, local_name
from kg.model.schema import Basis
from kg.model.statement import Literal, Statement, Term, Thing

MADE = "construct"  # the rule of a triple that no fact of the graph states: the query itself says it
_DESCRIBES = frozenset({v.TYPE, v.LABEL, v.PREF_LABEL, v.ALT_LABEL})


def selected(graph: GraphData, turtle: bytes) -> GraphData:
    """The part of ``graph`` that a query's triples speak of.

    A triple that a fact of the graph states brings that fact with its evidence and the articles of it; a triple that
    the query made is a fact of the rule ``construct`` without evidence. Things keep their description in the graph;
    what is not in the graph is a thing with the label that the triples give it. Triples that describe (labels, types,
    values) choose their subject and nothing else.
    Raises: InputError for a node without a name or a term of a vocabulary that kg does not know. Cost: O(graph).
    """
    triples = sorted(_triples(graph.base, turtle), key=str)
    labels = {
        subject: term.text for subject, predicate, term in triples if predicate == v.LABEL and isinstance(term, Literal)
    }
    known = {(subject, predicate, end): fact for fact in graph.statements for subject, predicate, end in _says(fact)}
    speaking = {str(fact.id) for fact in graph.statements} | _of_evidence(graph)
    facts: dict[str, Statement] = {}
    chosen: set[EntityId] = set()
    for subject, predicate, end in triples:
        if subject in speaking or (not isinstance(end, Literal) and end in speaking):
            continue  # facts and evidence are drawn as what they say, and never as nodes
        chosen.add(subject)
        if predicate in _DESCRIBES or isinstance(end, Literal) or end.startswith(tuple(f"{p}:" for p in v.PREFIXES)):
            continue
        fact = known.get((subject, predicate, end)) or _made(subject, predicate, end)
        facts[fact.id] = fact
        chosen.add(end)
    pieces = {piece for fact in facts.values() for piece in fact.evidence}
    evidence = tuple(piece for piece in graph.evidence if piece.id in pieces)
    chosen |= {piece.article for piece in evidence}
    chosen |= {term for fact in facts.values() for term in _ends(fact)}
    things = tuple(_thing(graph, name, labels, chosen) for name in sorted(chosen))
    return GraphData(graph.base, things, tuple(facts[name] for name in sorted(facts)), evidence)


def _triples(base: str, turtle: bytes) -> Iterator[tuple[EntityId, str, Term]]:
    for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE):
        subject, end = quad.subject, quad.object
        if not isinstance(subject, ox.NamedNode) or not isinstance(end, ox.NamedNode | ox.Literal):
            raise InputError("The query makes a node without a name, which cannot be drawn; give each node an address.")
        predicate = _name(quad.predicate.value, base)
        term: Term = Literal(end.value) if isinstance(end, ox.Literal) else EntityId(_name(end.value, base))
        yield EntityId(_name(subject.value, base)), predicate, term


def _name(iri: str, base: str) -> str:
    """A local name for what is the graph's own, a compact IRI for a term."""
    if iri.startswith(base) and ":" not in iri[len(base) :]:
        return iri[len(base) :]
    for prefix, start in v.PREFIXES.items():
        if iri.startswith(start):
            return f"{prefix}:{iri[len(start) :]}"
    raise InputError(f"The query speaks of <{iri}>; a drawing knows the graph's own names and the usual prefixes.")


def _says(fact: Statement) -> Iterator[tuple[EntityId, str, Term]]:
    yield fact.subject, fact.predicate, fact.object
    yield from fact.triples


def _of_evidence(graph: GraphData) -> set[str]:
    """The nodes of evidence and of its selectors."""
    return {f"{piece.id}{end}" for piece in graph.evidence for end in ("", "-pos", "-quote")}


def _made(subject: EntityId, predicate: str, end: EntityId) -> Statement:
    """A triple that the query says."""
    return Statement(
        StatementId(local_name("f", subject, predicate, end, MADE)), (v.STATEMENT,), subject, predicate, end,
        Basis.CONTEXT, MADE, 1.0, (), ((subject, predicate, end),),
    )  # fmt: skip


def _ends(fact: Statement) -> Iterator[EntityId]:
    """The things that a fact speaks of: subject, object, and the role of a post."""
    terms: Iterable[Term] = (fact.subject, fact.object, *(term for _, term in fact.details))
    for term in terms:
        if not isinstance(term, Literal) and ":" not in term:
            yield term


def _thing(graph: GraphData, name: EntityId, labels: dict[EntityId, str], chosen: set[EntityId]) -> Thing:
    thing = graph.thing_by_id.get(name)
    if thing is None:
        return Thing(name, "thing", (), labels.get(name, name))
    kept = tuple(
        (predicate, term)
        for predicate, term in thing.properties
        if isinstance(term, Literal) or ":" in term or term in chosen
    )
    return replace(thing, properties=kept)
