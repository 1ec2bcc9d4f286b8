"""The graph as plain data: things, statements, evidence. RDF, networkx, Turtle and HTML are made of it elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from kg.model.ids import EntityId, EvidenceId
from kg.model.statement import Evidence, Statement, Thing


@dataclass(frozen=True)
class GraphData:
    """Everything one build found, each tuple sorted by id.

    ``things`` are all nodes that are neither statements nor evidence: people, bodies, places, roles, events …, the
    articles and pages, the run, and the releases of official lists. Every id that a statement or an evidence names is
    there; a name with a colon (``kg:current``) is no id but a term of the vocabulary.
    """

    base: str  # what the ids' local names are appended to: "https://example.org/kg/id/"
    things: tuple[Thing, ...] = field(default=())
    statements: tuple[Statement, ...] = field(default=())
    evidence: tuple[Evidence, ...] = field(default=())

    @cached_property
    def thing_by_id(self) -> dict[EntityId, Thing]:
        """Things by id; made once."""
        return {thing.id: thing for thing in self.things}

    @cached_property
    def evidence_by_id(self) -> dict[EvidenceId, Evidence]:
        """Evidence by id; made once."""
        return {item.id: item for item in self.evidence}

    def of_kind(self, kind: str) -> Iterator[Thing]:
        """The things of one kind (``person``, ``organization``, ``place`` …), in id order."""
        return (thing for thing in self.things if thing.kind == kind)
