"""Graph: what one build found, and its two views, each made when first asked for."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from kg.model.graph import GraphData

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

_NOTEBOOK_LIMIT = (
    20_000  # things; their page has some ten megabytes, and a notebook keeps a copy in each cell that shows it
)


class Graph:
    """The graph of one build: ``data`` is all of it, ``networkx`` and ``rdf`` say the same facts in others' terms.

    ``frame`` draws the graph as HTML for a notebook, where the graph then shows itself; drawing is another room's work.
    """

    def __init__(self, data: GraphData, *, frame: Callable[[GraphData], str] | None = None) -> None:
        self.data = data
        self._frame = frame

    def __repr__(self) -> str:
        return f"<Graph: {len(self.data.things)} things, {len(self.data.statements)} facts>"

    def _repr_html_(self) -> str | None:
        """The picture for a notebook cell; None, and so the line above, for a graph too large to carry in a notebook."""
        if self._frame is None or len(self.data.things) > _NOTEBOOK_LIMIT:
            return None
        return self._frame(self.data)

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
