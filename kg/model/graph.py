"""The graph as plain data: things, statements, evidence. RDF, networkx, Turtle and HTML are made of it elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from kg.model.entity import Work
from kg.model.ids import EntityId, EvidenceId
from kg.model.statement import Evidence, Statement, Thing


@dataclass(frozen=True, slots=True, order=True)
class Compared:
    """One line of the log of resolution: what two items say of a thing or two, and why it is one node or two.

    ``verdict`` is same, likely or different; ``weight`` in bits. ``id`` is the id that the thing would have if ``item``
    alone spoke of it, ``node`` its node in the graph; ``item`` reads "file name:place on the page", from 1.
    """

    verdict: str
    weight: float
    name: str
    id: EntityId
    item: str
    node: EntityId
    other_name: str
    other_id: EntityId
    other_item: str
    other_node: EntityId
    reasons: tuple[str, ...]


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
    compared: tuple[Compared, ...] = field(default=())  # no part of the graph itself; written beside it
    work: Work = field(default=Work())  # likewise: how much was compared

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
