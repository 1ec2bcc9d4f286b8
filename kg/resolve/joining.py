"""Bodies, places, and what meets inside one page: joined by what identifies them, each join told."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from kg.model.entity import Comparison, Side, Verdict
from kg.model.ids import EntityId
from kg.resolve.blocking import Key, Pair
from kg.resolve.bodies import Naming
from kg.resolve.clustering import Clusters, join_blocks
from kg.resolve.records import Record

NAME_SAYS = 10.0  # bits: one full name, or one place and function
PAGE_SAYS = 8.0  # the page gives it as a second form of the name, or as the new name


def join_bodies(
    clusters: Clusters,
    found: Sequence[Record],
    named: Sequence[Naming],
    ids: Sequence[EntityId],
    keys: Iterable[tuple[Key, int]],
    renamed: Iterable[Pair],
    official: AbstractSet[tuple[str, str]] = frozenset(),
) -> list[Comparison]:
    """Join the records that share a key, then those that an item says were renamed; gives back what was joined.

    Records whose keys and whose own names are reached from each other by no chain of shared ones, nor by a renaming,
    have nothing to do with each other: what becomes of each such part does not depend on the others. ``official`` are
    names and contexts of official bodies besides those that these records show to be such.
    """
    # Two chains of one item that are one official body by their full names are one, whatever extraction thought.
    full = official | {(naming.key, naming.context) for naming in named if naming.reading or naming.code}
    certain = {n for n, naming in enumerate(named) if (naming.key, naming.context) in full}
    told = [name_told(found, named, ids, *pair) for pair in join_blocks(clusters, keys, certain)]
    for one, other in renamed:
        if clusters.leader(one) != clusters.leader(other) and clusters.join(one, other, across_items=True):
            told.append(told_of(found, ids, one, other, PAGE_SAYS, ["renamed, an item says"]))
    return told


def name_told(
    found: Sequence[Record], named: Sequence[Naming], ids: Sequence[EntityId], one: int, other: int
) -> Comparison:
    """That two records met by a key."""
    same = named[one] == replace(named[other], reading=named[one].reading)
    readings = sorted({named[n].reading for n in (one, other)} - {""}) if same else []
    reasons = readings or [f"name {found[one].key}" if same else "second form on the page"]
    return told_of(found, ids, one, other, NAME_SAYS if same else PAGE_SAYS, reasons)


def told_of(
    found: Sequence[Record], ids: Sequence[EntityId], one: int, other: int, weight: float, reasons: Sequence[str]
) -> Comparison:
    """A comparison told by the first place of each of the two."""
    first, second = (Side(ids[n], *found[n].places[0]) for n in (one, other))
    verdict = Verdict.SAME if weight > 0 else Verdict.DIFFERENT
    return Comparison(first, second, weight, tuple(reasons), verdict)
