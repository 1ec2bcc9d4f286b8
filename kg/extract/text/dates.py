"""Dates as newspapers print them, as intervals of days.

A point (2023年11月18日, 去年12月, 上周五) is read against the publication date, or against the date named before it
(当天, 次日, 同年); two points joined by 至 are a span; 近日 and its like are intervals marked as vague. Every date is
the shortest interval of whole days the words allow: 去年 is 1 January to 31 December, time of day is not kept.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kg.extract.text.date_grammar import (
    AGO,
    BEGINNING,
    DAY_ALONE,
    DECADE,
    FIRST_OF_TWO,
    ISO,
    JOIN,
    PLAN,
    POINT,
    SHORT,
    SINCE,
    VAGUE,
    YEARS,
)
from kg.extract.text.date_mentions import DateMention
from kg.extract.text.numbers import DIGITS, number
from kg.model.text import Span

NEARLY = 7  # days that 近日, 日前, 近期 reach back
RECENT_YEARS = 5  # years that 近年来 reaches back
_HALF_YEAR, _MOST_OF_A_YEAR = 182, 300  # days
_FIRST_YEAR, _LAST_YEAR = 1000, 2200  # 四位数 + 年 outside these is a number of years


_EVERY = ("每", "每年", "逢", "第", "农历")


def find_dates(text: str, base: date | None = None) -> tuple[DateMention, ...]:
    """Find the dates of a text, in order; none overlap.

    ``base`` is the day the text was published. Without it, dates without a year stay open (start and end None)
    unless a year is named before them. Cost: O(text).

    >>> [(m.text, str(m.start), str(m.end)) for m in find_dates("11月18日至20日", date(2023, 12, 1))]
    [('11月18日至20日', '2023-11-18', '2023-11-20')]
    """
    return tuple(_Reader(text, base).read())


@dataclass(slots=True)
class _Point:
    """One point with the interval it stands for, and how fine it is: year, month or day."""

    end: int
    first: date | None
    last: date | None
    grain: str
    explicit: bool  # it says its year itself


class _Reader:
    def __init__(self, text: str, base: date | None) -> None:
        self.text = text
        self.base = base
        self.anchor: _Point | None = None  # the date named last: 当天, 次日 and bare days lean on it

    def read(self) -> Iterator[DateMention]:
        at = 0
        while (beginning := BEGINNING.search(self.text, at)) is not None:
            at = beginning.start()
            found = self._mention(at)
            if found is None:
                at += 1
            else:
                yield found
                at = found.span.end

    def _mention(self, at: int) -> DateMention | None:
        if self.text.endswith(_EVERY, 0, at):
            return None
        return self._special(at) or self._dated(at)

    # -- points and spans -------------------------------------------------------------------------------------------

    def _dated(self, at: int) -> DateMention | None:
        pair = SHORT.match(self.text, at)
        if pair and int(pair["a"]) < int(pair["b"]) <= (12 if pair["u"] == "月" else 31):
            unit = "月" if pair["u"] == "月" else "日"
            return self._span(at, pair.end(), self._from(f"{pair['a']}{unit}"), self._from(f"{pair['b']}{unit}"))
        point = self._point(at)
        if point is None:
            return None
        self.anchor = point if point.first is not None else self.anchor
        ends = [point]
        while (join := JOIN.match(self.text, ends[-1].end)) and len(ends) < 6:
            mark = join[0].strip()
            after = self._bare_day(join.end()) if ends[-1].grain == "day" else None
            following = self._point(join.end()) or after
            if (
                following is None
                or following.grain != point.grain
                or (mark in "、和与" and not _close(ends[-1], following))
            ):
                break
            ends.append(following)
            self.anchor = following if following.first is not None else self.anchor
            if mark not in "、和与":
                break
        if len(ends) == 1:
            since = SINCE.match(self.text, point.end)
            if since:
                return DateMention(Span(at, since.end()), self.text[at : since.end()], point.first, self.base)
        return self._span(at, ends[-1].end, point, ends[-1])

    def _span(self, at: int, end: int, first: _Point | None, last: _Point | None) -> DateMention:
        a, b = first.first if first else None, last.last if last else None
        if a is not None and b is not None and b < a:  # 12月20日至1月5日: into the next year
            b = _in_year(b.year + 1, b.month, b.day)
        return DateMention(Span(at, end), self.text[at:end], a, b)

    def _from(self, words: str) -> _Point | None:
        """A point read from words that the text abbreviates (3 of 3-5月), leaning on the same anchor."""
        reader = _Reader(words, self.base)
        reader.anchor = self.anchor
        return reader._point(0)

    def _bare_day(self, at: int) -> _Point | None:
        """The day that a span ends in: 9日 of 11月7至9日."""
        match = DAY_ALONE.match(self.text, at)
        return self._day_of(match["d"], match.end()) if match else None

    def _point(self, at: int) -> _Point | None:
        iso = ISO.match(self.text, at)
        if iso:
            return self._absolute(iso["y"], iso["m"], iso["d"], "", iso.end())
        for pattern in (FIRST_OF_TWO, *POINT):
            match = pattern.match(self.text, at)
            if match and match.end() > at:
                return self._resolve(match)
        return None

    def _resolve(self, match: re.Match[str]) -> _Point | None:
        group, end = match.groupdict().get, match.end()
        if group("rd"):
            return self._relative_day(str(group("rd")), end)
        if group("wd"):
            return self._weekday(group("wr") or "", str(group("wd")), end)
        explicit = bool(group("y"))
        if group("y"):
            year = _year(str(group("y")))
            if year is None:
                return None
        else:
            year = self._relative_year(group("ry") or group("sy") or "")
            explicit = year is not None and group("ry") in ("当年", "同年", "次年")
        if group("ry") and year is None:
            return _Point(end, None, None, "year", explicit=False)
        month = number(str(group("m"))) if group("m") else None
        if group("rm"):
            return self._relative_month(str(group("rm")), group("d"), group("part") or "", end)
        if month is not None:
            return self._in_month(year, int(month), group("d"), group("part") or "", end, explicit=explicit)
        if group("d"):
            return self._day_of(str(group("d")), end)
        if year is None:
            if not (group("part") or "").startswith(("年", "上半", "下半", "第", "岁")) or self.base is None:
                return None
            year = self.base.year  # 年初, 上半年 alone: of this year
        first, last = _part_of_year(year, group("part") or "")
        return _Point(end, first, last, "year" if not group("part") else "part", explicit)

    def _absolute(self, y: str, m: str, d: str | None, part: str, end: int) -> _Point | None:
        year = _year(y)
        return None if year is None else self._in_month(year, int(m), d, part, end, explicit=True)

    def _in_month(
        self, year: int | None, month: int, day: str | None, part: str, end: int, *, explicit: bool
    ) -> _Point | None:
        number_of_day = _day(day) if day else None
        if not 1 <= month <= 12 or (day and number_of_day is None):
            return None
        if year is None:
            year = self._nearest_year(month, number_of_day or 15)
        grain = "day" if number_of_day else "part" if part else "month"
        if year is None:
            return _Point(end, None, None, grain, explicit=False)
        if number_of_day:
            exact = _in_year(year, month, number_of_day)
            return _Point(end, exact, exact, "day", explicit)  # open when no calendar has it: 2月31日
        first, last = _part_of_month(year, month, part)
        return _Point(end, first, last, grain, explicit)

    # -- relative to something --------------------------------------------------------------------------------------

    def _relative_year(self, word: str) -> int | None:
        if not word:
            return None
        if word in ("当年", "同年", "次年"):
            year = self.anchor.first.year if self.anchor and self.anchor.first else None
            return None if year is None else year + (word == "次年")
        shift = {"今": 0, "本": 0, "去": -1, "上": -1, "前": -2, "明": 1, "来": 1, "后": 2}[word[0]]
        return None if self.base is None else self.base.year + shift

    def _relative_month(self, word: str, day: str | None, part: str, end: int) -> _Point | None:
        anchored = word[0] in "当同次" and self.anchor is not None
        of = self.anchor.first if anchored and self.anchor else self.base
        if of is None:
            return _Point(end, None, None, "day" if day else "month", explicit=False)
        shift = {"上": -1, "下": 1, "次": 1}.get(word[0], 0)
        months = of.year * 12 + of.month - 1 + shift
        return self._in_month(months // 12, months % 12 + 1, day, part, end, explicit=anchored)

    def _relative_day(self, word: str, end: int) -> _Point:
        shifts = {"大": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2}
        if word[0] in shifts and word != "前":
            of: date | None = self.base
            shift = shifts[word[0]]
        else:  # 当天, 次日, 第二天 lean on the date named before
            of = self.anchor.last if self.anchor is not None and self.anchor.grain == "day" else None
            shift = 1 if word in ("次日", "翌日", "第二天") else 0
        day = None if of is None else of + timedelta(days=shift)
        return _Point(end, day, day, "day", explicit=False)

    def _weekday(self, which: str, name: str, end: int) -> _Point | None:
        if not which and not re.match(r"[，,。、；;（(上下晚凌早中至到起的之]|$|\d", self.text[end : end + 1]):
            return None  # 周一某: a surname
        if self.base is None:
            return _Point(end, None, None, "day", explicit=False)
        monday = self.base - timedelta(days=self.base.weekday())
        monday += timedelta(weeks={"上上": -2, "上": -1, "下": 1}.get(which, 0))
        if name == "末":
            return _Point(end, monday + timedelta(days=5), monday + timedelta(days=6), "day", explicit=False)
        day = monday + timedelta(days="一二三四五六日天".index(name) if name != "天" else 6)
        if not which and day > self.base:
            day -= timedelta(weeks=1)  # a bare weekday in the news has passed
        return _Point(end, day, day, "day", explicit=False)

    def _day_of(self, words: str, end: int) -> _Point | None:
        """A day without its month: of the month named before, else the last such day up to publication."""
        day = _day(words)
        if day is None:
            return None
        near = self.anchor is not None and not any(c in "。！？\n" for c in self.text[self.anchor.end : end])
        if near and self.anchor is not None and self.anchor.first is not None and self.anchor.grain in ("day", "month"):
            of = self.anchor.last if self.anchor.grain == "day" else self.anchor.first
            exact = _in_year(of.year, of.month, day) if of else None
            return _Point(end, exact, exact, "day", explicit=False)
        if self.base is None:
            return _Point(end, None, None, "day", explicit=False)
        months = self.base.year * 12 + self.base.month - 1
        for back in range(3):
            exact = _in_year((months - back) // 12, (months - back) % 12 + 1, day)
            if exact is not None and exact <= self.base + timedelta(days=NEARLY):
                return _Point(end, exact, exact, "day", explicit=False)
        return _Point(end, None, None, "day", explicit=False)

    def _nearest_year(self, month: int, day: int) -> int | None:
        """The year of a month and day that says none: that of the date named before, else that of publication."""
        if self.anchor is not None and self.anchor.explicit and self.anchor.first is not None:
            return self.anchor.first.year
        if self.base is None:
            return self.anchor.first.year if self.anchor is not None and self.anchor.first is not None else None
        base = self.base
        day_of_base_year = _in_year(base.year, month, min(day, 28))
        assert day_of_base_year is not None, "months and days up to 28 exist in every year"
        away = (day_of_base_year - base).days
        # newspapers leave out the year of publication only; around New Year the other year is as near
        return base.year - (away > _HALF_YEAR) + (away < -_MOST_OF_A_YEAR)

    # -- vague and large --------------------------------------------------------------------------------------------

    def _special(self, at: int) -> DateMention | None:
        vague = VAGUE.match(self.text, at)
        if vague:
            back = timedelta(days=365 * RECENT_YEARS + 1) if vague["years"] else timedelta(days=NEARLY)
            start = None if self.base is None else self.base - back
            return self._made(vague, start, self.base, vague=True)
        years = YEARS.match(self.text, at)
        if years and _year(years["a"]) and _year(years["b"]):
            return self._made(years, date(int(years["a"]), 1, 1), date(int(years["b"]), 12, 31))
        plan = PLAN.match(self.text, at)
        if plan:
            n = int(number(plan["n"]) or 0)
            first = 1953 + 5 * (n - 1) if n < 3 else 1966 + 5 * (n - 3)  # 1963 to 1965 belong to no plan
            return self._made(plan, date(first, 1, 1), date(first + 4, 12, 31))
        ago = AGO.match(self.text, at)
        if ago:
            return self._ago(ago)
        decade = DECADE.match(self.text, at)
        return self._decade(decade) if decade else None

    def _made(self, match: re.Match[str], start: date | None, end: date | None, *, vague: bool = False) -> DateMention:
        return DateMention(Span(match.start(), match.end()), match[0], start, end, vague)

    def _ago(self, match: re.Match[str]) -> DateMention | None:
        n = number(match["n"]) if match["n"] != "半" else None
        unit = match["u"]
        if (
            (n is None and match["n"] != "半")
            or (unit == "日" and not match["n"].isdigit())
            or (n is not None and n > 1000)
        ):
            return None
        if self.base is None:
            return self._made(match, None, None, vague=True)
        days = {"天": 1, "周": 7, "星期": 7, "个星期": 7, "个月": 30, "年": 365.2425}[unit]
        moved = timedelta(days=round(days * (0.5 if n is None else float(n))))
        there = self.base - moved if match["way"] == "前" else self.base + moved
        if unit == "年" and n is not None:
            return self._made(match, date(there.year, 1, 1), date(there.year, 12, 31), vague=True)
        slack = timedelta(days=0 if days == 1 and not match["more"] else days / 2)
        return self._made(match, there - slack, there + slack, vague=bool(slack))

    def _decade(self, match: re.Match[str]) -> DateMention | None:
        century = match["c"] or match["c2"]
        if century in ("上", "本"):
            now = self.base.year // 100 + 1 if self.base else None
            if now is None:
                return self._made(match, None, None)
            of = now - 1 if century == "上" else now
        else:
            of = int(century) if century else 20  # 80年代: of the twentieth century
        if match["c2"]:
            return self._made(match, date(of * 100 - 99, 1, 1), date(of * 100, 12, 31))
        tens = int(number(match["t"]) or 0)
        first = (of - 1) * 100 + tens
        return self._made(match, date(first, 1, 1), date(first + 9, 12, 31))


def _close(one: _Point, other: _Point) -> bool:
    """True for days listed side by side (18日、19日), which make one date; two far apart are two."""
    if one.grain != "day" or one.last is None or other.first is None:
        return False
    return (other.first - one.last).days == 1


def _year(text: str) -> int | None:
    value = int(text) if text.isdigit() else int("".join(str(DIGITS[c]) for c in text))
    return value if _FIRST_YEAR <= value <= _LAST_YEAR else None


def _day(text: str) -> int | None:
    value = number(text.replace("廿", "二十"))
    return int(value) if value is not None and 1 <= value <= 31 else None


def _in_year(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


_SEASONS = {"春": (3, 5), "夏": (6, 8), "秋": (9, 11), "冬": (12, 12)}


def _part_of_year(year: int, part: str) -> tuple[date, date]:
    if "季度" in part:
        quarter = int(number(part.removeprefix("第").removesuffix("季度")) or 1)
        return date(year, quarter * 3 - 2, 1), _month_end(year, quarter * 3)
    months = {"上半年": (1, 6), "下半年": (7, 12), "初": (1, 2), "中": (6, 7)}.get(part.removeprefix("年"))
    months = months or ((11, 12) if part[-1:] in ("底", "末") else _SEASONS.get(part[:1], (1, 12)))
    return date(year, months[0], 1), _month_end(year, months[1])


def _part_of_month(year: int, month: int, part: str) -> tuple[date, date]:
    last = _month_end(year, month)
    days = {
        "上旬": (1, 10),
        "初": (1, 10),
        "中旬": (11, 20),
        "下旬": (21, last.day),
        "底": (25, last.day),
        "末": (25, last.day),
    }
    first_day, last_day = days.get(part.removeprefix("月"), (1, last.day))
    return date(year, month, first_day), date(year, month, last_day)
