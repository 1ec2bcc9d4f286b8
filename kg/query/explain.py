"""Why two names are one node or two, out of the log that a build writes beside its graph."""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import QueryError
from kg.lexicon.tables import read_user_table
from kg.model.graph import Compared
from kg.model.ids import EntityId
from kg.model.vocabulary import LANGUAGE
from kg.query.engines import Engine
from kg.query.results import Node

COLUMNS = tuple(Compared.__dataclass_fields__)
_NODES = """
SELECT DISTINCT ?node WHERE {
  { ?node skos:prefLabel ?name } UNION { ?node skos:altLabel ?name }
  ?node a ?type . FILTER (?type IN (foaf:Person, org:Organization, schema:Place, schema:AdministrativeArea,
    schema:Event, schema:Project, kg:Practice))
} ORDER BY STR(?node)"""

_CODES = "SELECT ?node ?code WHERE { ?node dcterms:identifier ?code } ORDER BY STR(?node)"


@dataclass(frozen=True, slots=True)
class Explanation:
    """What became of two names.

    ``nodes`` and ``others`` are what the names stand for, ``same`` the lines that lead from one to the other inside
    one node, ``apart`` the lines between their nodes, likely ones first. ``codes`` are the official codes of those
    nodes that have one.
    """

    nodes: tuple[str, ...]
    others: tuple[str, ...]
    same: tuple[Compared, ...]
    apart: tuple[Compared, ...]
    codes: Mapping[str, str]


def read_log(path: Path) -> tuple[Compared, ...]:
    """The lines of a log.

    Raises: TableError when it cannot be read or is none.
    """
    return tuple(
        Compared(
            cells[0],
            float(cells[1]),
            cells[2],
            EntityId(cells[3]),
            cells[4],
            EntityId(cells[5]),
            cells[6],
            EntityId(cells[7]),
            cells[8],
            EntityId(cells[9]),
            tuple(cells[10].split("; ")),
        )
        for cells in read_user_table(path, COLUMNS)
    )


def explain(graph: Engine, log: Sequence[Compared], one: str, other: str) -> Explanation:
    """Explain two names or ids.

    Raises: QueryError when nothing in the graph is called so.
    """
    nodes, others = _nodes(graph, log, one), _nodes(graph, log, other)
    common = set(nodes) & set(others)
    same = [line for node in sorted(common) for line in _way(log, node, one, other)]
    pairs = {(a, b) for a in nodes for b in others if a != b}
    apart = [line for line in log if (line.node, line.other_node) in pairs or (line.other_node, line.node) in pairs]
    rows = graph.evaluate(_CODES, {}).rows
    codes = {_local(node.value): code.value for node, code in rows if node and code}
    known = {node: codes[node] for node in (*nodes, *others) if node in codes}
    return Explanation(nodes, others, tuple(same), tuple(apart), known)


def likely(log: Sequence[Compared]) -> tuple[Compared, ...]:
    """What is likely one thing, the likeliest first: what a user may want to decide."""
    return tuple(line for line in log if line.verdict == "likely")


def _nodes(graph: Engine, log: Sequence[Compared], name: str) -> tuple[str, ...]:
    by_id = {line.node for line in log if name in (line.id, line.node)}
    by_id |= {line.other_node for line in log if name in (line.other_id, line.other_node)}
    if by_id:
        return tuple(sorted(by_id))
    rows = graph.evaluate(_NODES, {"name": Node("literal", name, language=LANGUAGE)}).rows
    found = sorted({_local(cell.value) for row in rows for cell in row if cell})
    if not found:
        raise QueryError(f'nothing is called "{name}" here. Try: kg query graphs find --param part={name}')
    return tuple(found)


def _local(iri: str) -> str:
    return iri.rsplit("/", 1)[-1].rsplit("#", 1)[-1]


def _way(log: Sequence[Compared], node: str, one: str, other: str) -> Iterator[Compared]:
    """The shortest way from one name to the other through the merges of a node; all merges where the names are alike."""
    lines = [line for line in log if line.verdict == "same" and node in (line.node, line.other_node)]
    if one == other:
        yield from lines
        return
    beside: dict[tuple[str, str], list[tuple[tuple[str, str], Compared]]] = defaultdict(list)
    called: dict[tuple[str, str], set[str]] = defaultdict(set)
    for line in lines:
        a, b = (line.id, line.item), (line.other_id, line.other_item)
        beside[a].append((b, line))
        beside[b].append((a, line))
        called[a] |= {line.name, line.id}
        called[b] |= {line.other_name, line.other_id}
    came: dict[tuple[str, str], tuple[tuple[str, str], Compared] | None] = {
        side: None for side in sorted(called) if one in called[side]
    }
    todo = deque(came)
    while todo:
        side = todo.popleft()
        if other in called[side]:
            way = []
            while step := came[side]:
                way.append(step[1])
                side = step[0]
            yield from reversed(way)
            return
        for following, line in beside[side]:
            if following not in came:
                came[following] = (side, line)
                todo.append(following)
