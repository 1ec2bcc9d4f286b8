"""Items and what was found in them → ``graph.ttl`` and its log, however many items there are."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.assemble import AssembleSettings
from kg.disk.assembly import Assembly
from kg.disk.entities import settled
from kg.disk.resolution import Printed, resolved
from kg.disk.runs import Scratch
from kg.export.merges import write_compared
from kg.export.turtle import write_triples
from kg.flow.rows import Row
from kg.model.triples import Detail
from kg.resolve import Decision
from kg.resolve.decisions import without_sides

Progress = Callable[[str, int, int], None]  # stage, done, of how many (0: not known)


@dataclass(frozen=True, slots=True)
class Written:
    """How many things of which kind and how many facts were written, and the decisions that changed nothing."""

    kinds: Mapping[str, int]
    facts: int
    unmatched: tuple[Decision, ...]


def build(
    scratch: Scratch,
    printed: Printed,
    pages: Iterable[Row],
    turtle: Path,
    merges: Path,
    settings: AssembleSettings,
    *,
    detail: Detail = Detail.FULL,
    region: str = "",
    decisions: Sequence[Decision] = (),
    tell: Progress,
) -> Written:
    """Resolve, assemble and write what the same in memory would write, to the byte.

    ``printed`` gives the items with what was found in them (:func:`kg.flow.blocks.to_page`), ``pages`` the files'
    names and media types by their digests. Memory grows by some hundred bytes an item, and with the records of one
    name; room on the disk by some 100 kB an item. Raises: OutputError, CodecError for what was found when it is damaged.
    """
    tell("resolve", 0, 0)
    found = resolved(scratch, printed, region, decisions)
    tell("assemble", 0, 0)
    graph = Assembly(scratch, found, settled(scratch, found), pages, settings, detail)
    tell("write ttl", 0, 0)
    write_triples(settings.base_iri, graph.triples(), turtle)
    write_compared(graph.log(), graph.verdicts, found.work, merges)
    return Written(graph.kinds, graph.facts, without_sides(decisions, found.sides.known))
