"""Whether two forms print one name in two ways: with or without marks, a gloss, a word that says nothing of its own.

A newspaper is printed as 《甲报》, as 甲报 and with its country; an embassy as 中国驻乙国大使馆 and 驻乙使馆; a centre with its letters
in brackets and without; an airport as 甲国际机场 and 甲机场. What is left out in the middle of a name must leave the proper part
and the head as they are: 甲师范大学 is not 甲大学.
"""

import re
from collections.abc import Iterator

from kg.extract.text.levels import is_bare
from kg.lexicon.names import best_cut
from kg.lexicon.places import Gazetteer
from kg.lexicon.suffixes import abbreviation_at_end, suffix_of

_GLOSSED = re.compile(r"([^()（）]{2,})[(（]([^()（）]{2,})[)）]")
_TITLE = re.compile(r"(.{0,8}?)《([^《》]{2,})》(?:杂志|报)?")
_MISSION = re.compile(r"(?:中国)?(驻.+?)(?:(总领)事?|大?使)馆")
# 甲 and what lies around it: a text that names both means one place. 甲片区 is one of several parts of something else.
_AROUND = ("地区", "城区", "一带", "山区", "老区")
_SITES = ("公园", "风景区", "景区", "遗址")  # 甲山 and the site laid out there; 甲市公园 is not 甲市
# Two media of one house that sign together, and a town as what it is of a country.
_JOINT = re.compile(r"([^-—·]+[报社网刊台线])[-—·]([^-—·]+[报社网刊台线])")
_CAPITAL = re.compile(r".{2,}(?:首都|首府|省会)(.{2,})")
_SIDE = "方"  # 中方, 俄方: the country as one of two parties
# Words of names that are left out at will: they tell no body from its neighbour.
_LIGHT = re.compile(r"政府|集团|股份|有限|责任|新冠(?:肺炎|病毒)?|(?:支援|援助|援|赴).+|[省市县区州]|[（()）]")
_TERM = re.compile(r"第[一二三四五六七八九十百\d]+届")
_TELLING = re.compile(
    r"[0-9A-Za-z一二三四五六七八九十第东西南北]|[中高初][级等]|最高|[总分]"
)  # tells one of several: 第一, 东, 中级
_WAYS = "路线速街道"  # of two ways with the same ends each has its own middle
_OFFICE = "附属"  # 甲大学附属乙医院 is 乙医院


def same_name(full: str, short: str, known: Gazetteer) -> bool:
    """Whether the forms differ in marks, in a gloss, or in how a country is printed. Pure; cost: O(length)."""
    return (
        _is_glossed(full, short)
        or _is_titled(full, short, known)
        or _is_mission(full, short, known)
        or _is_official(full, short)
        or _with_country(full, short, known)
        or _is_sitting(full, short)
        or full == short + "机关"  # its offices
        or full == short + "区"  # 甲物流园|区
        or (full.startswith("中国") and short == full[2:] + "集团")  # 中国甲乙 and 甲乙集团
        or (full.startswith("中共") and short == "党" + full[2:])
    )


def same_place(full: str, short: str, known: Gazetteer) -> bool:
    """甲地区 and 甲, 甲山脉 and 甲山, 中国 and 中方, 甲乙丙州 and 甲州."""
    if full == short or (full.endswith("山脉") and full[:-1] == short):
        return True
    if len(short) > 1 and full.startswith(short):
        rest = full[len(short) :]
        return rest in _AROUND or (rest in _SITES and not known.lookup_bare(short))
    if len(short) == 2 and short.endswith(_SIDE):
        return full in _countries(short[0], known)
    return (  # abroad only: what its first character and its level leave of a name transcribed
        len(short) == 2
        and len(full) > 4
        and full[0] == short[0]
        and full[-1] == short[-1]
        and short[-1] in "州省"
        and not known.lookup(full[:2])
    )


def also_named(surface: str) -> tuple[str, ...]:
    """Forms that stand for the same thing as a longer one, if the item names them: by what is around or before them.

    >>> also_named("甲报-乙网"), also_named("甲国首都乙市"), also_named("甲山地区")
    (('甲报', '乙网'), ('乙市',), ('甲山',))
    """
    joint = _JOINT.fullmatch(surface)
    if joint is not None:
        return joint.groups()
    capital = _CAPITAL.fullmatch(surface)
    if capital is not None:
        return (capital[1],)
    return tuple(
        surface.removesuffix(word) for word in _AROUND if surface.endswith(word) and len(surface) > len(word) + 1
    )


def is_seat_of(full: str, short: str) -> bool:
    """大使馆, 总领馆 alone, for the one mission of the item."""
    return bool(_MISSION.fullmatch(full)) and short in {"使馆", "大使馆", "总领馆", "总领事馆", "领馆"}


def leaves_out(full: str, short: str, known: Gazetteer) -> bool:
    """Whether the short form lacks words in the middle of the full one, and is a proper name all the same.

    Light words may go anywhere (甲市综合保税区管理局, 甲综合保税区管理局); others only where more than a place and a kind is
    left (甲乙房地产研究院, 甲乙研究院), and none that tells one of several (第一, 东).
    """
    if len(short) < 4 or full[:2] != short[:2] or full[-1] != short[-1] or full.startswith(short):
        return False
    gap = _gap(full, short)
    if gap is None:
        return False
    words = list(_words_of(gap))
    if all(map(_LIGHT.fullmatch, words)) or short.endswith("机场"):
        return True  # 甲市乙机场 is the airport of 甲市 where the item has no other
    if _TELLING.search(gap) or any(map(known.lookup_bare, words)) or short[-1] in _WAYS:
        return False
    return len(_proper(short, known)) > 1


def is_team_of(full: str, short: str) -> bool:
    """医疗专家组 for 中国赴甲国抗疫医疗专家组: a team by the end of its name, for the one of the item that ends so."""
    return full.endswith(short) and len(short) >= 4 and short[-1] in "组队团"


def is_hospital_of(full: str, short: str, known: Gazetteer) -> bool:
    """甲山 for 甲山医院, where no place is listed by that name."""
    return full == short + "医院" and len(short) > 2 and not known.lookup_bare(short)


def drops_affiliation(full: str, short: str) -> bool:
    """乙医院 for 甲大学附属乙医院, 第二医院 for 甲大学附属第二医院."""
    return full.endswith(_OFFICE + short) and not is_bare(short)


def _is_glossed(full: str, short: str) -> bool:
    parted = _GLOSSED.fullmatch(full)
    return parted is not None and short in parted.groups()


def _is_titled(full: str, short: str, known: Gazetteer) -> bool:
    long, brief = _TITLE.fullmatch(full), _TITLE.fullmatch(short)
    if long is None or (long[1] and not known.lookup_bare(long[1])):
        return False
    return long[2] == (brief[2] if brief else short)


def _is_mission(full: str, short: str, known: Gazetteer) -> bool:
    long, brief = _MISSION.fullmatch(full), _MISSION.fullmatch(short)
    if long is None or brief is None or long[2] != brief[2]:
        return False
    seat, other = long[1][1:], brief[1][1:]
    return (
        seat == other
        or (len(other) == 1 and seat[0] == other)
        or (seat.endswith(other) and bool(known.lookup(seat.removesuffix(other))))
        or (len(other) == 1 and seat in _countries(other, known))
    )


def _is_sitting(full: str, short: str) -> bool:
    """第十二届全国人民代表大会 and 全国人民代表大会, by full or official short name: the body of a term is the body."""
    bare = _TERM.sub("", full)
    return bare != full and (bare == _TERM.sub("", short) or _is_official(bare, short))


def _is_official(full: str, short: str) -> bool:
    official = abbreviation_at_end(short)
    return official is not None and official.form == short and official.full == full


def _with_country(full: str, short: str, known: Gazetteer) -> bool:
    """美航天局 for 美国航天局: a country by one character before the same words."""
    rest = short[1:]
    return len(rest) > 1 and full.endswith(rest) and full.removesuffix(rest) in _countries(short[0], known)


def _countries(letter: str, known: Gazetteer) -> set[str]:
    """Names of the countries that one character stands for."""
    if letter == "中":
        return {"中国"}
    return {place.name for place in known.lookup_bare(letter) if place.level == 0}


def _gap(full: str, short: str) -> str | None:
    """What stands in the full form alone, when that is one stretch inside it; cut at words where it can be cut twice."""
    head = 0
    while head < len(short) and full[head] == short[head]:
        head += 1
    size = len(full) - len(short)
    starts = [start for start in range(head, 1, -1) if full[start + size :] == short[start:]]
    if not starts or size < 1:
        return None
    _, edges = best_cut(full)
    start = next((s for s in starts if s in edges), starts[0])
    return full[start : start + size]


def _words_of(gap: str) -> Iterator[str]:
    _, starts = best_cut(gap)
    if _LIGHT.fullmatch(gap):
        yield gap
        return
    for a, b in zip(starts, (*starts[1:], len(gap)), strict=True):
        yield gap[a:b]


def _proper(name: str, known: Gazetteer) -> str:
    """What is left of a name without the places it begins with and the ending that says its kind."""
    rest = name.removeprefix("中国")
    while size := next((n for n in range(min(12, len(rest) - 1), 1, -1) if known.lookup(rest[:n])), 0):
        rest = rest[size:]
    return rest.removesuffix(suffix_of(rest, "body") or suffix_of(rest, "place"))
