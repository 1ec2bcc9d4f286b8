"""What a picture of the graph consists of: numbered nodes, edges with their facts, and links that bundle edges.

Things are numbered in the order of ``GraphData.things``; a picture, a layout and the page all speak in these numbers.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kg.model import vocabulary as v
from kg.model.graph import GraphData
from kg.model.statement import Literal, Statement, Term, Thing

NOT_DRAWN = frozenset(
    {"page", "list", "run", "scheme"}
)  # where news and codes come from, who made the graph, how roles are kept
HUB_KINDS = frozenset({"article", "role"})  # everything touches them: they are placed after the rest, pulling nothing
WITHIN = frozenset({v.WITHIN, v.CONTAINED_IN_PLACE, v.SUB_ORGANIZATION_OF})
# Said of every fact, role or name alike: no arrows, no lines in a panel.
BOOKKEEPING = frozenset({v.GENERATED_BY, v.ALSO_AS, v.IN_SCHEME, v.TOP_CONCEPT_OF, v.HAS_TOP_CONCEPT, v.ARTICLE_COUNT})
NO_FACT = -1


class DrawnEdge(NamedTuple):  # made by the hundred thousand: a tuple is five times quicker than a frozen dataclass
    """One arrow: ``source`` and ``target`` number things, ``fact`` a statement (``NO_FACT``: a plain property)."""

    source: int
    target: int
    predicate: str
    fact: int
    link: int  # number of the line that carries it; all arrows between the same two things share one line


@dataclass(frozen=True, slots=True)
class Drawing:
    """The graph in numbers. ``weights`` says how often something is said of each thing (its facts and mentions)."""

    kinds: tuple[str, ...]
    labels: tuple[str, ...]
    weights: tuple[int, ...]
    edges: tuple[DrawnEdge, ...]
    links: tuple[tuple[int, int], ...]  # the two ends of each line, smaller number first

    def drawn(self, node: int) -> bool:
        """Whether a thing is a node of the picture at all."""
        return self.kinds[node] not in NOT_DRAWN


def draw(graph: GraphData) -> Drawing:
    """Number the graph's things and say which lines run between them. Cost: O(things + statements)."""
    number = {str(thing.id): index for index, thing in enumerate(graph.things)}
    links: dict[tuple[int, int], int] = {}
    edges: list[DrawnEdge] = []
    weights = [0] * len(graph.things)

    def add(source: int, target: int, predicate: str, fact: int) -> None:
        if source == target:  # a loop says nothing in a picture; the panel still lists the fact
            return
        pair = (min(source, target), max(source, target))
        edges.append(DrawnEdge(source, target, predicate, fact, links.setdefault(pair, len(links))))

    for index, statement in enumerate(graph.statements):
        weights[number[statement.subject]] += 1
        for source_id, predicate, object_id in _arrows(statement, number):
            if object_id != statement.subject:
                weights[number[object_id]] += 1
            add(number[source_id], number[object_id], predicate, index)
    for index, thing in enumerate(graph.things):
        for predicate, value in thing.properties:
            target = thing_number(value, number)
            # A narrower role is drawn by its arrow to the broader one.
            if target is not None and predicate not in BOOKKEEPING and predicate != v.NARROWER:
                weights[target] += 1
                add(index, target, predicate, NO_FACT)
    return Drawing(
        kinds=tuple(thing.kind for thing in graph.things),
        labels=tuple(short_label(thing) for thing in graph.things),
        weights=tuple(weights),
        edges=tuple(edges),
        links=tuple(links),
    )


def thing_number(term: Term, number: Mapping[str, int]) -> int | None:
    """The number of the thing a term names; None for a value, and for an IRI that is not a thing of the graph."""
    return None if isinstance(term, Literal) else number.get(term)


def short_label(thing: Thing, limit: int = 24) -> str:
    """A label of at most ``limit`` code points without line ends or control characters, for a picture."""
    text = "".join(" " if character.isspace() else character for character in thing.label)
    text = "".join(character for character in text if character.isprintable())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _arrows(statement: Statement, number: dict[str, int]) -> Iterator[tuple[str, str, str]]:
    """The fact's own arrow, then arrows to other things that it involves (the role of a post), each pair once."""
    seen: set[tuple[str, str]] = set()
    candidates: list[tuple[str, str, Term]] = [(statement.subject, statement.predicate, statement.object)]
    candidates += statement.triples
    candidates += [
        (statement.subject, predicate, value) for predicate, value in statement.details if predicate not in BOOKKEEPING
    ]
    for source, predicate, target in candidates:
        if isinstance(target, Literal) or target not in number or (source, target) in seen:
            continue
        seen.add((source, target))
        yield source, predicate, target
