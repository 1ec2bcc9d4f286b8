"""Where a body sits, as its name says: 青岛市公安局 in 青岛市, 泊里派出所 in the 泊里镇 of the county at hand."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.lexicon.names import word_frequencies
from kg.lexicon.places import Division, Gazetteer, Level, gazetteer
from kg.model.annotation import AnnotatedArticle, Chain
from kg.model.schema import EntityType, Kind
from kg.resolve.linking import Links

# Bodies that are called after the place they serve; a company may be called after where it began.
_LOCAL = frozenset(
    {
        Kind.GOVERNMENT,
        Kind.PARTY,
        Kind.SCHOOL,
        Kind.HOSPITAL,
        Kind.POLICE_COURT,
        Kind.COMMUNITY,
        Kind.ASSOCIATION,
        Kind.MEDIA,
    }
)
# What every township has one of, named without 镇 or 街道.
_OF_TOWNSHIPS = re.compile(
    r"(?:派出所|警务室|执法中队|执法队|中队|司法所|法庭|税务所|税务分局|财政所|监管所|自然资源所|国土所|供电所|"
    r"卫生院|卫生服务中心|卫生服务站|小学|中学|学校|幼儿园|消防站|文化站|管区|敬老院)$"
)
# A community with a body of its own behind it: 新航社区|粗杭经合社; 社区 and 居委会 alone are its own committee.
_COMMUNITY_FIRST = re.compile(r"[\u4e00-\u9fff]{2,8}?(?:社区|村)(?!委|民|居|党)(?=..)")


@dataclass(frozen=True, slots=True)
class Seat:
    """The code of the place a body sits in; ``is_named`` when the body's name alone says which (not 朝阳区公安局)."""

    code: str
    is_named: bool


Seats = tuple[tuple[Seat | None, ...], ...]


def seats(annotated: Sequence[AnnotatedArticle], links: Links, *, places: Gazetteer | None = None) -> Seats:
    """For each chain of each article the place that its name begins with; None for none or several.

    A community behind the place, or before everything else, is the seat itself when the place, or the one county that
    the links settle, has one of that name: 滨海街道新航社区合作社 sits in 新航社区. A bare form (泊里) counts before
    what a township has one of, and only when the county is settled by the links of the item, or else of its page, has
    one township of that name, and the form is no ordinary word, unless that township is itself named.
    Cost: O(chains).
    """
    known = places or gazetteer()
    pages: dict[str, set[str]] = {}
    own = [{link.code for link in row if link and link.code} for row in links]
    for item, codes in zip(annotated, own, strict=True):
        pages.setdefault(item.article.source_sha256, set()).update(codes)
    return tuple(
        tuple(
            None if row[j] else _seat(chain, codes, pages[item.article.source_sha256], known)
            for j, chain in enumerate(item.chains)
        )
        for item, codes, row in zip(annotated, own, links, strict=True)
    )


def _seat(chain: Chain, own: set[str], page: set[str], known: Gazetteer) -> Seat | None:
    if EntityType.ORGANIZATION not in chain.types or chain.kinds.isdisjoint(_LOCAL):
        return None
    found = list(known.scan(chain.name))
    if found:
        start, end, divisions = found[0]
        if start or end == len(chain.name) or len(found) > 1:
            return None  # 北京大学深圳研究生院: the name alone does not tell
        inside = [place for place in divisions if place.in_china and Level.PROVINCE <= place.level <= Level.TOWNSHIP]
        nearby = inside if len(inside) == 1 else [p for p in inside if any(known.within(p.code, code) for code in own)]
        if len(nearby) != 1:
            return None
        deeper = _community(chain.name[end:], {nearby[0].code}, known)
        return Seat(deeper or nearby[0].code, is_named=len(inside) == 1)
    for codes in (own, page):
        for level in (Level.TOWNSHIP, Level.COUNTY):
            deeper = _community(chain.name, _at(codes, level, known), known)
            if deeper:
                return Seat(deeper, is_named=False)
    match = _OF_TOWNSHIPS.search(chain.name)
    if match is None or match.start() < 2:
        return None
    bare = chain.name[: match.start()]
    towns = [place for place in known.lookup_bare(bare) if place.level is Level.TOWNSHIP]
    for codes in (own, page):
        named = _linked(towns, codes)
        if named:
            return named
        if codes and bare not in word_frequencies():
            inside = [
                town for town in towns if any(known.within(town.code, c) for c in _at(codes, Level.COUNTY, known))
            ]
            if inside:
                return Seat(inside[0].code, is_named=False) if len(inside) == 1 else None
    return None


def _at(codes: Iterable[str], level: Level, known: Gazetteer) -> set[str]:
    """The places of one level that some places are or lie in."""
    return {place.code for code in codes if (place := known.at_level(code, level))}


def _community(name: str, areas: Iterable[str], known: Gazetteer) -> str:
    """The code of the one village or community of these areas that a body's name begins with; "" for none or several."""
    head = _COMMUNITY_FIRST.match(name)
    if head is None:
        return ""
    found = {
        place.code
        for area in areas
        if known.division(area).level in (Level.COUNTY, Level.TOWNSHIP)
        for place in known.villages(area, head.group())
        if place.name == head.group()
    }
    return found.pop() if len(found) == 1 else ""


def _linked(divisions: Iterable[Division], codes: set[str]) -> Seat | None:
    """The one division among several that is linked here."""
    linked = [place.code for place in divisions if place.code in codes]
    return Seat(linked[0], is_named=False) if len(linked) == 1 else None
