"""What a user has decided: a file of lines ``same ONE OTHER`` and ``different ONE OTHER``, which wins always."""

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import TableError
from kg.model.annotation import AnnotatedArticle
from kg.model.entity import Resolution
from kg.model.ids import EntityId
from kg.resolve.normalization import comparison_key
from kg.resolve.records import Record

_ID = re.compile(r"[a-z]+-[0-9a-f]{16}")
_WORDS = ("same", "different")


@dataclass(frozen=True, slots=True)
class Decision:
    """Two names or ids that are one thing or two; ``line`` is where the user's file says so."""

    is_same: bool
    one: str
    other: str
    line: int = 0


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """Read a user's file: ``same`` or ``different``, a name or id, another, with tabs between; # begins a comment.

    Raises: TableError naming file and line for a line of another form, for decisions that contradict each other, and
    for a file that cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TableError(
            f"{path}: cannot be read as UTF-8 text ({error}). Check the name and save it as UTF-8."
        ) from error
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) != 3 or cells[0] not in _WORDS or not all(cells):
            raise TableError(
                f"{path}, line {number}: not a decision. A line reads same or different, a name or id, "
                "and another name or id, with tabs between."
            )
        found.append(Decision(cells[0] == "same", cells[1], cells[2], number))
    _agree(path, found)
    return tuple(found)


def _agree(path: Path, decisions: Sequence[Decision]) -> None:
    """Raise when what is the same by some lines is different by another."""
    leader: dict[str, str] = {}

    def find(name: str) -> str:
        while leader.setdefault(name, name) != name:
            name = leader[name]
        return name

    for decision in decisions:
        if decision.is_same:
            leader[find(decision.one)] = find(decision.other)
    for decision in decisions:
        # A name that is different from itself: its bearers are never joined.
        if not decision.is_same and decision.one != decision.other and find(decision.one) == find(decision.other):
            raise TableError(
                f"{path}, line {decision.line}: {decision.one} and {decision.other} are the same by other lines. "
                "Take one of them out."
            )


def unmatched(
    decisions: Sequence[Decision], annotated: Sequence[AnnotatedArticle], resolution: Resolution
) -> tuple[Decision, ...]:
    """The decisions with a side that is neither a printed name nor an id of this resolution: they changed nothing."""
    names = {key for item in annotated for key in name_keys_of(item)}
    ids = {entity.id for entity in resolution.entities}
    ids |= {side.id for told in resolution.comparisons for side in (told.one, told.other)}
    return without_sides(decisions, names | ids)


def name_keys_of(item: AnnotatedArticle) -> set[str]:
    """What of the names that an article prints counts when they are compared."""
    return {comparison_key(form) for chain in item.chains for form in (chain.name, *chain.aliases)}


def side_of(name: str) -> str:
    """What a side of a decision is known by: its id, or what of its name counts."""
    bare = name.removeprefix("id:")
    return bare if _ID.fullmatch(bare) else comparison_key(name)


def without_sides(decisions: Sequence[Decision], known: Container[str]) -> tuple[Decision, ...]:
    """The decisions with a side that is not among the known ones."""
    return tuple(one for one in decisions if not (side_of(one.one) in known and side_of(one.other) in known))


class Decided:
    """Decisions → records: each side's numbers, by printed name, or by id."""

    def __init__(self, records: Sequence[Record], ids: Sequence[frozenset[EntityId]]) -> None:
        """Take the records and, for each, the ids that it goes by."""
        self._by_name: dict[str, list[int]] = defaultdict(list)
        self._by_id: dict[str, list[int]] = defaultdict(list)
        for n, record in enumerate(records):
            if record.group in ("quotation", "measure", "action"):
                continue
            for form in sorted({comparison_key(form) for form in (record.chain.name, *record.chain.aliases)}):
                self._by_name[form].append(n)
            for id_ in sorted(ids[n]):
                self._by_id[id_].append(n)

    def side(self, name: str) -> tuple[int, ...]:
        """The records that a name or id stands for; none for what no article says."""
        bare = name.removeprefix("id:")
        if _ID.fullmatch(bare):
            return tuple(self._by_id.get(bare, ()))
        return tuple(self._by_name.get(comparison_key(name), ()))

    def pairs(self, decision: Decision) -> Iterator[tuple[int, int]]:
        """Every two records, the smaller number first, that a decision of difference keeps apart."""
        for one in self.side(decision.one):
            for other in self.side(decision.other):
                if one < other or (one > other and decision.one != decision.other):
                    yield min(one, other), max(one, other)
