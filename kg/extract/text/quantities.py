"""Quantities in running text: a number, its unit, and how exact it is meant (860余户, 约6.6亿元, 不到30%)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache

from kg.extract.text.numbers import ARABIC, CHINESE, number
from kg.lexicon.tables import read_table
from kg.model.text import Span


class Bound(StrEnum):
    """How a printed number relates to the true one."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"


@dataclass(frozen=True, slots=True)
class Unit:
    """A row of the table of units: ``factor`` times a value is the value in ``base``; None when that is not fixed."""

    name: str
    kind: str  # money, area, people, household, count, time, share …
    base: str
    factor: Fraction | None


@dataclass(frozen=True, slots=True)
class Quantity:
    """``span`` covers the words that bound the number, the number and its unit; ``value`` counts in ``unit``."""

    span: Span
    text: str
    value: Decimal
    unit: str
    bound: Bound
    kind: str
    base_value: Decimal | None  # in base_unit: yuan, square metres, …
    base_unit: str


_BEFORE = (
    (Bound.UNDER, "不到|不足|低于|少于|不超过|至多|最多|未达|小于"),
    (Bound.OVER, "超过|多达|不少于|不低于|至少|突破|逾|超|大于|高于"),
    (Bound.ABOUT, "大约|将近|接近|约为|约|近|大概"),
)
_AFTER = (
    (Bound.UNDER, "以下|以内|之内"),
    (Bound.OVER, "以上|有余|多"),
    (Bound.ABOUT, "左右|上下|许"),
)
_INHABITANTS = re.compile(
    "人口(?:总数|数量|规模)?(?:为|达|达到|已|有|共)*$"
)  # 总人口约42万: of people, which goes without saying
_MORE = "[余多]"  # 860余户, 30多万元, 一个多月
_SCALE = r"[十百千]?(?:万亿|[万亿])|[百千](?=[余多\w])"


@cache
def units() -> dict[str, Unit]:
    """The table of units by name."""
    found = {}
    for name, kind, base, factor in read_table("units.tsv", ["unit", "kind", "base", "factor"]):
        found[name] = Unit(name, kind, base, Fraction(factor) if factor else None)
    return found


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, units()), key=lambda name: (-len(name), name)))
    before = "|".join(words for _, words in _BEFORE)
    after = "|".join(words for _, words in _AFTER)
    figure = rf"(?:(?P<arabic>{ARABIC}) ?(?P<more>{_MORE})?(?P<scale>{_SCALE})?|(?P<chinese>{CHINESE}))"
    return re.compile(
        rf"(?<![\d.第])(?<!\d[-~～—－至到])(?P<before>{before})?(?:{figure}(?P<more2>{_MORE})?(?:个(?P<more3>多)?(?=月|小时|星期))?"
        rf" ?(?P<unit>{names}|(?<=[个多])月|(?<=[万亿])(?=[，。、；,;]|$))|百分之(?P<percent>{CHINESE}|{ARABIC})"
        rf"|(?P<tenths>[一二三四五六七八九两])成(?=[，。、的以左多]|$))"
        rf"(?P<after>{after})?"
    )


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Find the quantities of a text, in order; none overlap. 第3个 and the indefinite 一个 are none.

    >>> [(q.text, str(q.value), q.unit, q.bound.value) for q in find_quantities("860余户、2700多人")]
    [('860余户', '860', '户', 'over'), ('2700多人', '2700', '人', 'over')]
    """
    return tuple(_read(text))


def _read(text: str) -> Iterator[Quantity]:
    for match in _pattern().finditer(text):
        if match["percent"] or match["tenths"]:
            share = number(match["percent"] or match["tenths"])
            if share is not None:
                unit = units()["%"]
                yield _made(match, share if match["percent"] else share * 10, unit)
            continue
        if not match["unit"] and not _INHABITANTS.search(text, max(0, match.start() - 12), match.start()):
            continue
        unit = units()[{"月": "个月", "": "人"}.get(match["unit"], match["unit"])]
        value = (
            number((match["arabic"] or "") + (match["scale"] or "")) if match["arabic"] else number(match["chinese"])
        )
        if value is None or _is_no_quantity(match, text, unit, value):
            continue
        yield _made(match, value, unit)


def _is_no_quantity(match: re.Match[str], text: str, unit: Unit, value: Decimal) -> bool:
    """一个, 一名: an article, no count; 2020年: a year; 一方 in 一方面: part of a word."""
    chinese = match["chinese"] or ""
    if value == 0 or (unit.name == "届" and value >= 100):
        return True  # 零部件, 2019届
    if chinese == "一" and unit.kind in ("count", "people", "household"):
        return True
    if chinese and all(c in "千万亿百十" for c in chinese) and not (match["before"] or match["more2"]):
        return True  # 千家万户, 百家: a figure of speech
    after = text[match.end() : match.end() + 1]
    if after in "一二三四" and after and unit.kind == "count":
        return True  # “三个一”
    if unit.name == "年" and ((match["arabic"] and len(match["arabic"]) == 4) or after in "级代度份前后初底末"):
        return bool(after in "级代度份初底末" and after) or len(match["arabic"] or "") == 4
    if match["arabic"] and match["arabic"].startswith("0") and "." not in match["arabic"]:
        return True  # 00后, 07号
    return bool(chinese) and len(chinese) == 1 and after in "面样般旦致直" and bool(after)


def _made(match: re.Match[str], value: Decimal, unit: Unit) -> Quantity:
    bound = Bound.EXACT
    if match["more"] or match["more2"] or match["more3"]:
        bound = Bound.OVER
    for words, given in ((match["after"], _AFTER), (match["before"], _BEFORE)):
        for meant, forms in given:
            if words and words in forms.split("|"):
                bound = meant
    base = None if unit.factor is None else _rounded(value * unit.factor.numerator / unit.factor.denominator)
    return Quantity(Span(match.start(), match.end()), match[0], value, unit.name, bound, unit.kind, base, unit.base)


def _rounded(value: Decimal) -> Decimal:
    """To the hundredth at most, which is finer than anything printed with a unit that needs converting."""
    return value if value == value.to_integral_value() else value.quantize(Decimal("0.01"))
