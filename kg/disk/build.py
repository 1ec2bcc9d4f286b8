"""Items and what was found in them → ``graph.ttl`` and its log, however many items there are."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.assemble import AssembleSettings
from kg.disk.assembly import Assembly
from kg.disk.entities import settled
from kg.disk.hands import Hands
from kg.disk.resolution import PASSES, Step, resolved
from kg.disk.shelf import Shelf
from kg.export.merges import write_compared
from kg.export.turtle import write_lines
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
    shelf: Shelf,
    found_in: Callable[[str], bytes | None],
    turtle: Path,
    merges: Path,
    settings: AssembleSettings,
    *,
    workers: int = 1,
    detail: Detail = Detail.FULL,
    region: str = "",
    decisions: Sequence[Decision] = (),
    tell: Progress,
) -> Written:
    """Resolve, assemble and write what the same in memory would write, to the byte.

    ``workers`` processes do what can be done item by item, or name by name, where there are more than one.
    ``shelf`` has the pages, on the disk; ``found_in`` gives what was found in an article by its content key, None for
    one that is left out. Memory grows by some hundred bytes an item, and with the records of one name.
    Raises: OutputError, CodecError for what was found when it is damaged.
    """
    scratch = shelf.scratch
    step = _steps(tell, "resolve", shelf.size * PASSES)
    with Hands(workers if workers > 1 else 0) as hands:
        found = resolved(scratch, hands, lambda: shelf.items(found_in), region, decisions, step)
        step = _steps(tell, "assemble", shelf.size * 2)
        entities = settled(scratch, hands, found, step)
        graph = Assembly(scratch, hands, found, entities, shelf.names(), settings, detail, step)
        tell("write ttl", 0, 0)
        write_lines(settings.base_iri, graph.lines(), turtle)
    write_compared(graph.log(), graph.verdicts, found.work, merges)
    return Written(graph.kinds, graph.facts, without_sides(decisions, found.sides.known))


def _steps(tell: Progress, stage: str, total: int) -> Step:
    """Tell that a stage begins, and then how far it is."""
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        tell(stage, min(done, total), total)

    tell(stage, 0, total)
    return step
