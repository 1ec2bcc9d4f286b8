"""Doubtful names that sure ones of the item back: a longer name printed short, a sure one beside it in a list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.coreference.shortforms import drops_field, is_abbreviation, is_brand
from kg.extract.text.levels import is_bare
from kg.lexicon.places import Gazetteer
from kg.model.schema import Kind
from kg.model.text import Span

_COUNTS = frozenset("两二三四五六七八九十几多各")
_PLACES = frozenset({Kind.ADMIN, Kind.RESIDENTIAL, Kind.FACILITY, Kind.NATURAL})


@dataclass(frozen=True, slots=True)
class Chosen:
    """A surface that names a body or place in this item, where it stands, and how probable that is."""

    surface: str
    kind: Kind
    spans: tuple[Span, ...]
    probability: float


def beside(text: str, chosen: Iterable[Chosen]) -> dict[int, bool]:
    """Where a member of a list would begin or end beside a chosen name, and whether the name is a place."""
    found = {}
    for item in chosen:
        for start, end in item.spans:
            if text[end : end + 1] == "、":
                found[end + 1] = item.kind in _PLACES
            if text[start - 1 : start] == "、":
                found[start - 1] = item.kind in _PLACES
    return found


def is_listed(item: Chosen, near: Mapping[int, bool]) -> bool:
    """Whether a name stands in a list beside a sure one of its sort, since a list names things of one sort: 甲公园、乙影院."""
    place = item.kind in _PLACES
    if item.surface[-2:-1] in _COUNTS:
        return False  # 甲、乙两市: two names and their count
    return not is_bare(item.surface) and any(near.get(offset) is place for span in item.spans for offset in span)


def is_backed(item: Chosen, chosen: Sequence[Chosen], gazetteer: Gazetteer, least: float) -> bool:
    """Whether a longer name, as sure as ``least``, is printed short here: who is known by name may be called by a short one.

    An office whose name is printed elsewhere without a word of what any office does (甲服务保障办公室, 甲保障办公室) is one, too.
    """
    short = item.surface
    if any(drops_field(short, other.surface, gazetteer) for other in chosen if other.probability >= least):
        return True
    return any(
        drops_field(full.surface, short, gazetteer)
        or is_brand(full.surface, short, gazetteer)
        or is_abbreviation(full.surface, short, full.kind, gazetteer)
        for full in chosen
        if len(full.surface) > len(short) and full.surface[0] == short[0] and full.probability >= least
    )
