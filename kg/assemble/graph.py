"""Graph: what one build found, and its two views, each made when first asked for."""

from functools import cached_property
from typing import TYPE_CHECKING

from kg.model.graph import GraphData

if TYPE_CHECKING:
    import networkx as nx
    import rdflib


class Graph:
    """The graph of one build: ``data`` is all of it, ``networkx`` and ``rdf`` say the same facts in others' terms."""

    def __init__(self, data: GraphData) -> None:
        self.data = data

    def __repr__(self) -> str:
        return f"<Graph: {len(self.data.things)} things, {len(self.data.statements)} facts>"

    @cached_property
    def networkx(self) -> "nx.MultiDiGraph[str]":
        """A directed multigraph: one edge per fact between two things, keyed by the fact's id."""
        from kg.assemble.property_graph import to_networkx

        return to_networkx(self.data)

    @cached_property
    def rdf(self) -> "rdflib.Graph":
        """All triples as an rdflib graph; for large graphs the Turtle file with an RDF store answers faster."""
        from kg.assemble.rdf import to_rdflib

        return to_rdflib(self.data)
