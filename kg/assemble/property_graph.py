"""The graph as a networkx multigraph; the only home of networkx among the rooms that build."""

import networkx as nx

from kg.model.graph import GraphData
from kg.model.statement import Literal, Statement, Term


def to_networkx(graph: GraphData) -> "nx.MultiDiGraph[str]":
    """Things as nodes, facts between two things as edges keyed by the fact's id.

    Nodes carry ``label``, ``kind``, ``types``, ``aliases``, ``properties``, and ``values``: the facts that end in a
    value, by their ids. Edges and values carry ``predicate``, ``confidence``, ``basis``, ``rule``, ``evidence``,
    ``details``, and ``direct``: the triples the fact stands for, none for a fact that must not be read alone (a
    former post).
    """
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for thing in graph.things:
        made.add_node(
            thing.id,
            label=thing.label,
            kind=thing.kind,
            types=thing.types,
            aliases=thing.aliases,
            properties=tuple((predicate, _text(term)) for predicate, term in thing.properties),
            values={},
        )
    for statement in graph.statements:
        attributes = _attributes(statement)
        if isinstance(statement.object, Literal):
            made.nodes[statement.subject]["values"][statement.id] = {"value": statement.object.text, **attributes}
        else:
            made.add_edge(statement.subject, statement.object, key=statement.id, **attributes)
    return made


def _attributes(statement: Statement) -> dict[str, object]:
    return {
        "predicate": statement.predicate,
        "confidence": statement.confidence,
        "basis": statement.basis.value,
        "rule": statement.rule,
        "evidence": statement.evidence,
        "details": tuple((predicate, _text(term)) for predicate, term in statement.details),
        "direct": tuple((subject, predicate, _text(term)) for subject, predicate, term in statement.triples),
    }


def _text(term: Term) -> str:
    return term.text if isinstance(term, Literal) else term
