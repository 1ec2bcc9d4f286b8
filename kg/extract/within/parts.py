"""Chains as the rules of what lies in what see them: their printed forms, their sort, whether they are mere units."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.coreference.shortforms import PLACE_SUFFIXES, parts_of
from kg.extract.text.levels import is_bare, level_of
from kg.extract.workspace import Named, Workspace
from kg.lexicon.places import Gazetteer, Level
from kg.lexicon.suffixes import abbreviation_at_end, kind_of_body, suffix_of
from kg.model.schema import EntityType, Kind
from kg.model.text import Span

# How names of units end that exist only inside another body.
_UNIT = re.compile(
    r"(?:部|处|科|室|司|办|办公室|股|系|学院|所|组|专班|委员会|委|局|党委|党组|党支部|团委|工会|科室|病区|班|队|中心|分局|分公司|窗口|秘书处|董事会|支部|窗口)$"
)
_NATION = ("国家", "中国", "全国", "中央", "国务院", "最高")
_LEVEL_NAMES = {
    Level.COUNTRY: "nation",
    Level.REGION: "region",
    Level.PROVINCE: "province",
    Level.PREFECTURE: "city",
    Level.COUNTY: "county",
    Level.TOWNSHIP: "town",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A body or place of the item. ``sort`` is its kind, for a division its level; ``tail`` the ending of its name."""

    chain: int
    surfaces: tuple[str, ...]  # longest first
    mentions: tuple[Span, ...]
    sort: str
    tail: str
    is_place: bool
    is_body: bool
    is_division: bool
    is_unit: bool
    level: str  # of a relative name (市 in 市财政局), "" for others
    codes: frozenset[str]  # of a division: what it may be by the official lists
    levels: frozenset[str]  # of a division: how its full names end (市, 区)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a chain may lie in another: the rule, the words that say so, and what else is true of them."""

    part: int
    whole: int
    rule: str
    evidence: Span
    traits: tuple[str, ...] = ()


def parts(bench: Workspace, gazetteer: Gazetteer) -> list[Part]:
    """The bodies and places on the bench, by index of chain."""
    found = []
    named = bench.named()
    for index, chain in enumerate(bench.chains):
        is_place, is_body = EntityType.PLACE in chain.types, EntityType.ORGANIZATION in chain.types
        if EntityType.PERSON in chain.types or not (is_place or is_body) or not chain.mentions:
            continue
        if all(_is_cut(bench.text, span, named) for span in chain.mentions):
            continue
        surfaces = {span.of(bench.text) for span in chain.mentions} | {chain.name}
        ordered = tuple(sorted(surfaces, key=lambda s: (-len(s), s)))
        is_division = Kind.ADMIN in chain.kinds
        listed = {place for form in ordered for place in gazetteer.lookup(form)} if is_division else set()
        full_names = {place.name for place in listed} | (
            {form for form in ordered if len(form) > 2} if is_division else set()
        )
        found.append(
            Part(
                index,
                ordered,
                tuple(sorted(set(chain.mentions))),
                _sort(chain.kinds, ordered, gazetteer),
                suffix_of(chain.name, "body") or suffix_of(chain.name, "place") or chain.name[-1],
                is_place,
                is_body,
                is_division,
                is_body and not is_division and _is_unit(chain.name, gazetteer),
                "" if is_division else level_of(chain.name),
                frozenset(place.code for place in listed),
                frozenset(suffix for suffix in PLACE_SUFFIXES for name in full_names if name.endswith(suffix)),
            )
        )
    return found


def _is_cut(text: str, span: Span, named: Sequence[Named]) -> bool:
    """Whether a mention is a longer name short of its end: 甲市政府办 in 甲市政府办公厅, 甲部经济干部 in 甲部经济干部处."""
    for item in named:
        if item.span.start == span.start and item.span.end > span.end:
            rest = text[span.end : item.span.end]
            if len(rest) == 1 or rest.startswith(("公厅", "公室")):
                return True
    return False


def _is_unit(name: str, gazetteer: Gazetteer) -> bool:
    """Whether a name says only what sort of unit it is; one that begins with a place or another body says whose.

    Bodies of the nation stand alone, short or not; a 部 of government is a ministry (a town's departments are 局).
    """
    if _UNIT.search(name) is None or name.startswith(_NATION) or parts_of(name, gazetteer).places:
        return False
    short = abbreviation_at_end(name)
    if (short is not None and not short.is_tail) or (name.endswith("部") and kind_of_body(name) is Kind.GOVERNMENT):
        return False
    if is_bare(name):
        return True
    if any(gazetteer.lookup_bare(name[:size]) for size in range(2, min(5, len(name)))):
        return False  # 甲派出所, named after a town that is printed without 镇
    # 办 of 办公室 ends no body's name inside the unit's
    heads = (name[:size] for size in range(3, len(name) - 1) if not name.startswith("办公室", size - 1))
    return len(name) <= 9 and not any(map(kind_of_body, heads))


def _sort(kinds: set[Kind], surfaces: Sequence[str], gazetteer: Gazetteer) -> str:
    if Kind.ADMIN in kinds or kinds == {Kind.OTHER}:
        levels = [place.level for form in surfaces for place in gazetteer.lookup(form)[:1]]
        if levels:
            return _LEVEL_NAMES.get(levels[0], "zone")
    return min(kind.value for kind in kinds) if kinds else "none"
