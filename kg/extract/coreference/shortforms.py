"""Whether one printed form is short for another: pure judgements about two names.

A body's full name is read from the left, widest first: place, proper part, field, kind. News shortens it by leaving
out the place or the owner (教育局 for 甲市教育局), the kind (甲乙 for 甲乙科技有限公司), or all but one character of each
word (北师大 for 北京师范大学). A name that is complete before the other goes on (甲大学 before 法学院) is the whole the
other is a part of, never short for it.
"""

import re
from dataclasses import dataclass

from kg.extract.text.levels import LEVELS, is_bare
from kg.lexicon.names import best_cut
from kg.lexicon.places import Gazetteer
from kg.lexicon.suffixes import abbreviation_at_end, kind_of_body, kind_of_place, suffix_of
from kg.model.schema import Kind

PLACE_SUFFIXES = ("特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "自治州", "自治县", "地区",
                  "省", "市", "区", "县", "旗", "盟", "州", "镇", "乡", "街道", "村", "岛")  # fmt: skip
# What a company's name may go on with behind the part it is known by.
_COMPANY_TAIL = re.compile(
    r"(?:[（(][^()（）]{1,6}[)）])?(?:科技|技术|生物|电子|信息|网络|软件|文化|传媒|实业|投资|控股|发展|贸易|商贸|建设|工程|置业|地产|房地产|医药|药业|制药|食品|能源|电力|汽车|物流|速运|"
    r"保险|证券|资产|管理|制造|材料|化工|金属|机械|设备|环保|农业|旅游|餐饮|教育|咨询|服务|开发|"
    r"国际|集团|股份|有限|责任|公司|总公司|企业|株式会社)+$"
)
_NATION = ("中华人民共和国", "中国共产党", "中国", "国家", "全国", "中共", "国务院")
# Words that names of many bodies have, so that leaving them out costs nothing.
_COMMON = frozenset({"人民", "中国", "国家", "全国", "附属", "管理", "有限", "公司", "股份",
                     "责任", "集团", "第", "和", "与", "及", "的", "社会", "科技", "协会", "委员", "委员会", "大学", "医院",
                     "中共", "研究", "总", "（", "）", "(", ")", "国务院", "办公", "办公室"})  # fmt: skip
# What offices of any sort do, so that an office is known without it.
_FIELDS = ("服务", "管理", "工作", "建设", "综合", "发展", "协调", "推进", "指导", "监督", "专项")
# Kinds whose full names are known by their first words alone: 浙理工, 杭电, 北航.
_KNOWN_BY_HEAD = (Kind.SCHOOL, Kind.COMPANY, Kind.OTHER, Kind.ASSOCIATION)


@dataclass(frozen=True, slots=True)
class Parts:
    """A name parted from the places it begins with: ``codes`` are what the last of them may be by the official lists.

    ``level`` is the level that a relative name begins with (市 in 市财政局) in place of a place; ``is_national`` when
    it begins with a word for the nation (中国, 国家, 中共).
    """

    places: tuple[str, ...]
    codes: frozenset[str]
    level: str
    rest: str
    is_national: bool = False


def parts_of(name: str, known: Gazetteer) -> Parts:
    """Part a name from its places and from words for the nation.

    >>> from kg.lexicon.places import gazetteer
    >>> parts_of("山东省青岛市教育局", gazetteer()).places
    ('山东省', '青岛市')
    """
    places: list[str] = []
    codes: frozenset[str] = frozenset()
    rest, national = name, False
    while True:
        nation = next((word for word in _NATION if rest.startswith(word) and len(rest) > len(word) + 1), None)
        if nation is not None and not places:
            rest, national = rest[len(nation) :], True
            continue
        size = next((n for n in range(min(12, len(rest) - 1), 1, -1) if known.lookup(rest[:n])), 0)
        if not size:
            break
        places.append(rest[:size])
        codes = frozenset(place.code for place in known.lookup(rest[:size]))
        rest = rest[size:]
    level = "" if places else next((x for x in LEVELS if rest.startswith(x) and len(rest) > len(x) + 1), "")
    if not places and not level and rest[:1] in "省市区县" and rest[1:] == "委":
        level = rest[0]
    return Parts(tuple(places), codes, level, rest[len(level) :], national)


def same_division(a: str, b: str, known: Gazetteer) -> bool:
    """甲市 and 甲; 乙省甲市 and 甲市; 新疆维吾尔自治区 and 新疆. ``a`` is the longer form of a division."""
    if _are_two(a, b, known):
        return False
    if a.endswith(b) and is_place(a[: -len(b)], known):
        return True
    if a.startswith(b) and a[len(b) :] in PLACE_SUFFIXES:
        return True
    codes = {place.code for place in known.lookup(a)}
    if len(b) == 1:
        return a.startswith(b) and bool(codes & {place.code for place in known.lookup_bare(b)})  # 俄 of 俄罗斯
    return a[:2] == b[:2] and bool(codes & {place.code for place in known.lookup(b)})


def _are_two(a: str, b: str, known: Gazetteer) -> bool:
    """Whether both are listed, as different divisions: 白俄罗斯 is no longer form of 俄罗斯, nor 南苏丹 of 苏丹."""
    one, other = ({place.code for place in known.lookup(name)} for name in (a, b))
    return bool(one and other) and not one & other


def is_place(name: str, known: Gazetteer) -> bool:
    """True for a word for the nation, a listed place, or a name that ends like a division."""
    if name in _NATION or known.lookup_bare(name):
        return True
    return any(name.endswith(suffix) and len(name) > 2 for suffix in PLACE_SUFFIXES)


def same_seat(full: str, short: str, known: Gazetteer) -> bool:
    """Whether two names differ only in how they print their place: 甲省乙市教育局, 乙市教育局, 市教育局, 教育局."""
    if is_whole_of(full, short):
        return False
    a, b = parts_of(full, known), parts_of(short, known)
    if b.places:
        same_place = bool(a.codes & b.codes) or a.places[-1:] == b.places[-1:]
        return same_place and (_same_rest(a.rest, b.rest) or _abbreviates(a.rest, b.rest, known) is not None)
    if not _same_rest(a.rest, b.rest) or (a.places and b.is_national and not b.rest.startswith("委")):
        return False
    if b.level:
        return a.level == b.level or any(
            place.endswith(b.level) or any(d.name.endswith(b.level) for d in known.lookup(place))
            for place in a.places[-1:]
        )
    return bool(a.places or a.level) or full.endswith(short)


def _same_rest(full: str, short: str) -> bool:
    """Whether what stands behind the place is the same body: the same words, or an official short form of them."""
    if full == short:
        return bool(full)
    item = abbreviation_at_end(short)
    if item is not None and item.form == short:
        return full == item.expand("") or (item.is_tail and full == item.full.replace("~", ""))
    return full.replace("人民", "", 1) == short  # 人民政府, 人民法院, 人民检察院 are printed without 人民


def drops_owner(full: str, short: str, known: Gazetteer, forms: frozenset[str]) -> bool:
    """Whether the short form leaves out a place or body that the full one begins with: 甲大学|商学院."""
    if not full.endswith(short) or len(short) < 2 or _are_two(full, short, known):
        return False
    owner = full[: -len(short)]
    if owner in forms or is_place(owner, known) or kind_of_body(owner) is not None:
        return True
    return is_bare(short) and len(owner) > 1  # 溪口台侨|联谊会: the noun that the name ends in


def is_whole_of(full: str, short: str) -> bool:
    """Whether the short name is complete before the full one goes on: 甲大学 | 法学院, 甲部 | 办公厅."""
    if not full.startswith(short) or (kind_of_body(short) is None and kind_of_place(short) is None):
        return False
    return _COMPANY_TAIL.fullmatch(full[len(short) :]) is None


def is_brand(full: str, short: str, known: Gazetteer) -> bool:
    """甲乙 or 甲乙科技 for 某市甲乙科技有限公司: the proper part, with or without the place before it."""
    if is_whole_of(full, short) or len(short) < 2:
        return False
    starts = [0, *(i for i in range(2, min(6, len(full))) if known.lookup(full[:i]))]
    return any(
        full.startswith(short, start) and _COMPANY_TAIL.fullmatch(full[start + len(short) :]) is not None
        for start in starts
    )


def drops_kind(full: str, short: str, kind: Kind) -> bool:
    """甲乙 for 甲乙大学, 甲乙基金会: all but the ending that says what the body is."""
    if is_whole_of(full, short) or kind_of_body(short) is not None:
        return False
    return kind in _KNOWN_BY_HEAD and len(short) > 1 and full == short + suffix_of(full, "body")


def drops_field(full: str, short: str, known: Gazetteer) -> bool:
    """项目服务保障办公室 printed as 项目保障办公室: a word inside is left out that says nothing of its own."""
    return any(
        known.lookup(full[: full.index(word)]) == ()
        for word in _FIELDS
        if 1 < full.find(word) < len(full) - 4 and full.replace(word, "", 1) == short and len(short) > 5
    )


def is_abbreviation(full: str, short: str, kind: Kind, known: Gazetteer) -> bool:
    """Whether the short form takes characters from the words of the full one, in order.

    A character counts when it opens a word (北京|师范|大学 → 北师大), goes on where the one before it stood (浙理工), or
    closes a word of three (科学院 → 科院). Places must not be passed over, and one other word at most; a full name is
    left without its kind (浙理工, 杭电) only where that is the custom.
    """
    if not 2 <= len(short) <= 8 or is_whole_of(full, short):
        return False
    nation = next((word for word in _NATION if full.startswith(word) and not short.startswith(word[0])), "")
    passed = _abbreviates(full[len(nation) :], short, known)
    if passed is None:
        return False
    if passed and full.endswith(passed[-1]):
        if kind not in _KNOWN_BY_HEAD or kind_of_body(short) is not None or is_bare(short):
            return False
        passed = passed[:-1]
    return sum(word not in _COMMON for word in passed) <= min(1, len(short) - 2)


def _abbreviates(full: str, short: str, known: Gazetteer) -> list[str] | None:
    """The words that an abbreviation passes over, None when it is none: some word must give less than itself."""
    if len(full) < len(short) + 2 or full[:1] != short[:1]:
        return None
    words = _words(full)
    matched = _align(full, short, words)
    if matched is None or all(len({*range(a, b)} & {*matched}) in (0, b - a) for a, b in words):
        return None
    passed = [full[a:b] for a, b in words if not any(a <= i < b for i in matched)]
    return None if any(known.lookup(word) for word in passed) else passed


def _words(name: str) -> list[tuple[int, int]]:
    """Where the words of a name begin and end; words of four characters are two of two."""
    _, starts = best_cut(name)
    found = []
    for a, b in zip(starts, (*starts[1:], len(name)), strict=True):
        found += [(a, a + 2), (a + 2, b)] if b - a == 4 else [(a, b)]
    return found


def _align(full: str, short: str, words: list[tuple[int, int]]) -> list[int] | None:
    """Where in the full name the characters of the short one stand, None when they do not fit."""
    opens = {a for a, _ in words} | {b - 1 for a, b in words if b - a == 3}
    opens |= {a + 1 for a, _ in words if full[a] == "第"}  # 第一医院 → 一院

    def fit(i: int, at: int) -> list[int] | None:
        if i == len(short):
            return []
        for j in range(at, len(full)):
            if full[j] == short[i] and (j in opens or (i > 0 and j == at)):
                rest = fit(i + 1, j + 1)
                if rest is not None:
                    return [j, *rest]
        return None

    return fit(0, 0)
