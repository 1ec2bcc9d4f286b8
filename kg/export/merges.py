"""The log of resolution as a table: which two were taken for one, which stayed two, and why."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path

from kg.export.files import atomic_file
from kg.model.entity import Work
from kg.model.graph import Compared, GraphData

_WORK = re.compile(r"# \d+ blocks, ")
COLUMNS = tuple(field.name for field in fields(Compared))
_HEAD = """\
# Which things of several items are one node (same), which are likely one (likely), which are not (different), and why.
# weight: bits, the logarithm to base 2 of the odds that the two are one; 99 is a user's decision. reasons add up to it.
# To overrule a line: kg build --same-as FILE, whose lines read same or different, then the two ids, with tabs between.
"""


def merges(graph: GraphData) -> str:
    """The table with its head; just the head when nothing was compared."""
    return "".join(_lines(graph.compared, _verdicts(graph), graph.work))


def _verdicts(graph: GraphData) -> Mapping[str, int]:
    return Counter(line.verdict for line in graph.compared)


def _lines(compared: Iterable[Compared], verdicts: Mapping[str, int], work: Work) -> Iterator[str]:
    said = (
        f"# {work.blocks} blocks, {work.pairs} pairs of people to compare; people and bodies: "
        f"{verdicts.get('same', 0)} merged, {verdicts.get('likely', 0)} close matches, "
        f"{verdicts.get('different', 0)} kept apart."
    )
    yield _HEAD + said + "\n"
    yield "\t".join(COLUMNS) + "\n"
    for line in compared:
        yield _row(line) + "\n"


def work_of(path: Path) -> str:
    """What the head of a log says was compared, one sentence; "" for a log that cannot be read or does not say."""
    try:
        with path.open(encoding="utf-8") as lines:
            return next((line.strip("# \n") for line in lines if _WORK.match(line)), "")
    except OSError:
        return ""


def _row(line: Compared) -> str:
    cells = (
        "; ".join(cell) if isinstance(cell, tuple) else cell for cell in (getattr(line, column) for column in COLUMNS)
    )
    return "\t".join(" ".join(str(cell).split()) for cell in cells)


def write_merges(graph: GraphData, path: Path) -> None:
    """Write the table in one step."""
    write_compared(graph.compared, _verdicts(graph), graph.work, path)


def write_compared(compared: Iterable[Compared], verdicts: Mapping[str, int], work: Work, path: Path) -> None:
    """Write lines, in their order, with what the head says of them: how many have which verdict, what was compared."""
    with atomic_file(path) as file:
        for line in _lines(compared, verdicts, work):
            file.write(line.encode("utf-8", "replace"))
