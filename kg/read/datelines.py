"""Datelines: 本报讯, 新华社某市4月3日电 — who reports, from where, when; at the beginning of a text or run into it."""

import re

from kg.read.vocabulary import CLOSING, GRADE, HAN, MEDIUM, OPENING, PLAIN_MEDIUM

_LONGEST = 60
_DATE = r"(?:\d{4}年)?\d{1,2}月\d{1,2}日"
_DATE_OR_SO = rf"(?:{_DATE}|\d{{1,2}}月\d{{1,2}}(?=专?[电讯]))"  # 3月31电: the day's word slips out in haste
_PLACE = rf"[{HAN}·]{{0,12}}?"
# 电 and 讯 end a dateline; 消息 and 报道 do behind a date, unless a sentence goes on with them (某报2月3日报道，…).
_DATELINE = re.compile(
    r"(?!据|从|由|在|记者|近日|昨日)(?:"
    rf"{MEDIUM}{_PLACE}(?:{_DATE_OR_SO})(?:[{HAN}]{{0,2}})(?:专?电|讯|消息(?![，,])|报道(?![，,:：称说]))"
    rf"|{MEDIUM}{_PLACE}{_DATE}(?=[（(][{HAN}]{{2,3}}[）)])"  # 某社某地4月3日(李红): the bracket ends it, too
    rf"|{MEDIUM}{_PLACE}(?:快讯|专讯|综合讯|(?<![通资短音喜问审刑简])讯)(?!息|号|员|[，,])"
    # An outlet of any name, when nothing but a gap or a bracket follows the mark: 某某早知道2月7日电（记者…, 某某客厅讯 …
    rf"|[{HAN}]{{3,16}}(?:[（(][A-Za-z ]{{2,20}}[)）])?{_DATE}(?:专?电|讯)(?=[\s（(]|\Z)"
    rf"|[{HAN}]{{3,12}}(?:(?<![通资短音喜问审刑简又])讯(?=[\s（(])|专?电(?=\s?[（(]{GRADE}记者))"
    rf"|(?:本报|本台|本网|本刊){_PLACE}(?:综合消息|消息|专?电)(?![，,台视]))"
)
_INNER_OPENING = re.compile(
    rf"{PLAIN_MEDIUM}(?:{_PLACE}{_DATE}(?:专?电|讯|消息)|(?:快讯|讯)\s?[（(]|{GRADE}记者\s?[{HAN}]{{2,3}})"
    rf"|[（(](?:本报)?{GRADE}(?:记者|通讯员)"
)
_TITLE_LABEL = re.compile(  # behind 电; what says of what sort the piece is belongs to its title
    r"\s*(?:题\s*[:：]\s*|.{0,12}评论员文章\s*[:：]\s*"
    r"|(?=(?:记者手记|特写|综述|述评|通讯|时评|国际观察|新闻分析|财经观察)\s*[:：]))"
)


def dateline_end(text: str) -> int:
    """Where the dateline at the beginning of a text ends, 0 when there is none.

    >>> dateline_end("新华社某市4月3日电（记者王小明）今天")
    10
    """
    match = _DATELINE.match(text[:_LONGEST])
    return match.end() if match else 0


def is_dateline(line: str) -> bool:
    """True for a line that is a dateline and nothing else, with or without brackets: （本报某市3月31日电）."""
    inner = inside_brackets(line) or line
    return 0 < dateline_end(inner) == len(inner)


def titled_dateline(text: str) -> tuple[int, int] | None:
    """For 新华社某市4月3日电题：抢收记: where the dateline ends and where the title begins; None for another text."""
    end = dateline_end(text)
    label = _TITLE_LABEL.match(text, end) if end else None
    return (end, label.end()) if label else None


def opening_inside(text: str) -> int | None:
    """Where, inside a text, a report begins with its dateline or byline; None when none does."""
    match = _INNER_OPENING.search(text)
    return match.start() if match else None


def inside_brackets(line: str) -> str | None:
    """What one pair of brackets around the whole line holds."""
    if line[0] in CLOSING and line[-1] in CLOSING[line[0]] and not any(c in OPENING for c in line[1:]):
        return line[1:-1].strip()
    return None
