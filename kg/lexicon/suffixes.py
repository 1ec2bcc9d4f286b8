"""What kind of body or place a name stands for, by how it ends, and the full forms of official short forms."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.lexicon.places import Level, gazetteer
from kg.lexicon.tables import read_table
from kg.model.schema import Kind

BODY_KINDS = frozenset(Kind) - {Kind.ADMIN, Kind.RESIDENTIAL, Kind.FACILITY, Kind.NATURAL}
_PARTY_HEADS = ("中共", "中国共产党")
_PARTY_ENDS = ("委员会", "委", "支部", "中央", "部")
_CLOSING = "”’》）)」"
# Endings that name a part of anything: a part is of the kind of the whole that stands before it (大学…研究所, 医院…科).
_PARTS = tuple("部 处 科 室 办 院 所 站 组 队 班 厅 庭 局 中心 委员会 基地 党委 团委 工会 学会".split())
_WHOLES = re.compile(
    r"(?:大学|医学院|理工学院|师范学院|职业学院|中学|小学|医院|集团|公司|公安局|公安厅|法院|检察院|报社|电视台|银行|军委|军区|解放军|总队)"
)
_OWN_BODIES = ("党委", "团委", "工会", "支部", "学会", "医院", "学院")  # kinds of their own, whatever they are part of


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form of an official body. ``is_tail``: it stands behind a place (市卫健委), and so does the full form.

    In the full form of some tails ``~`` marks where the place goes: 政协 is 中国人民政治协商会议~委员会.
    """

    form: str
    full: str
    kind: Kind
    is_tail: bool

    def expand(self, place: str) -> str:
        """The full form for a place: 卫健委 for 深圳市 is 深圳市卫生健康委员会; no tail, no place in it."""
        if not self.is_tail:
            return self.full
        return self.full.replace("~", place) if "~" in self.full else place + self.full


@cache
def suffixes(sort: str) -> dict[str, Kind]:
    """Ending -> kind, for ``sort`` "body" or "place"."""
    return {
        suffix: Kind(kind)
        for row_sort, suffix, kind in read_table("suffixes.tsv", ("sort", "suffix", "kind"))
        if row_sort == sort
    }


@cache
def abbreviations() -> dict[str, Abbreviation]:
    """Official short forms by the form, tails without their mark."""
    rows = read_table("abbreviations.tsv", ("form", "full", "kind"))
    found = (Abbreviation(form.removeprefix("~"), full, Kind(kind), form.startswith("~")) for form, full, kind in rows)
    return {item.form: item for item in found}


def _lengths(forms: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Last character -> the lengths of the forms that end in it, longest first: most names end in few of them."""
    found: dict[str, set[int]] = {}
    for form in forms:
        found.setdefault(form[-1], set()).add(len(form))
    return {last: tuple(sorted(lengths, reverse=True)) for last, lengths in found.items()}


@cache
def _abbreviation_lengths() -> dict[str, tuple[int, ...]]:
    return _lengths(abbreviations())


@cache
def _suffix_lengths(sort: str) -> dict[str, tuple[int, ...]]:
    return _lengths(suffixes(sort))


def abbreviation_at_end(name: str) -> Abbreviation | None:
    """The longest official short form that ``name`` is or, for a tail, ends in; None for none."""
    known, size = abbreviations(), len(name)
    for length in _abbreviation_lengths().get(name[-1:], ()):
        if length <= size:
            item = known.get(name[-length:])
            if item is not None and (length == size or item.is_tail):
                return item
    return None


@lru_cache(maxsize=1 << 16)  # some 10 MB; the same words come again and again
def suffix_of(name: str, sort: str) -> str:
    """The longest ending of ``name`` that the table has for "body" or "place", all of it at most; "" for none."""
    known = suffixes(sort)
    for length in _suffix_lengths(sort).get(name[-1:], ()):
        if name[-length:] in known:
            return name[-length:]
    return ""


@cache
def body_ends() -> frozenset[str]:
    """The characters that names of bodies end in: a quick look before :func:`kind_of_body`, None for all others."""
    forms = (*suffixes("body"), *abbreviations(), *_PARTS, *_PARTY_ENDS)
    return frozenset((*(form[-1] for form in forms), *_CLOSING))


@lru_cache(maxsize=1 << 16)
def kind_of_body(name: str) -> Kind | None:
    """The kind of the body that ``name`` stands for, by its longest known ending; None when no ending is known.

    >>> kind_of_body("泊里镇人民政府"), kind_of_body("辛安执法中队"), kind_of_body("城关派出所")
    (<Kind.GOVERNMENT: 'government'>, <Kind.GOVERNMENT: 'government'>, <Kind.POLICE_COURT: 'police_court'>)
    """
    bare = name.rstrip(_CLOSING)
    if bare.startswith(_PARTY_HEADS) and bare.endswith(_PARTY_ENDS):
        return Kind.PARTY
    if bare.endswith(_PARTS) and not bare.endswith(_OWN_BODIES):
        wholes = list(_WHOLES.finditer(bare))
        if wholes and 0 < wholes[-1].end() < len(bare):
            return kind_of_body(bare[: wholes[-1].end()])
    item = abbreviation_at_end(bare)
    suffix = suffix_of(bare, "body")
    if item is not None and len(item.form) >= len(suffix):
        return item.kind
    return suffixes("body").get(suffix)


@lru_cache(maxsize=1 << 16)
def kind_of_place(name: str) -> Kind | None:
    """The kind of the place that ``name`` stands for, by the gazetteer, else by its longest known ending; else None.

    Regions that are no divisions (亚洲) and functional zones are OTHER.

    >>> kind_of_place("长江中路"), kind_of_place("灵山卫街道"), kind_of_place("大珠山")
    (<Kind.FACILITY: 'facility'>, <Kind.ADMIN: 'admin'>, <Kind.NATURAL: 'natural'>)
    """
    bare = name.rstrip(_CLOSING)
    places = gazetteer().lookup(bare)
    if places:
        return Kind.OTHER if places[0].level in (Level.REGION, Level.ZONE) else Kind.ADMIN
    return suffixes("place").get(suffix_of(bare, "place"))
