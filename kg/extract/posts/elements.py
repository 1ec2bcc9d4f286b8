"""A sentence as a row of elements: people, hosts, posts, marks that join them, and other words.

The grammar of posts (:mod:`kg.extract.posts.grammar`) reads this row and never the characters, so that "X局长A、B" parses
alike whatever X, A and B are.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from kg.extract.coreference.pointing import points_back
from kg.extract.posts.roles import CANDIDACY, EPITHETS, find_roles, is_qualifier
from kg.extract.tagging.tagger import Word
from kg.lexicon.suffixes import kind_of_body, kind_of_place
from kg.lexicon.titles import committee_titles, forms, title_at_end
from kg.model.schema import Kind
from kg.model.text import Span


class Element(StrEnum):
    """What one element of the row is."""

    PERSON = "P"
    HOST = "O"  # a body or place
    ROLE = "R"
    STATUS = "S"  # 原, 前, 时任, 代 … before a post or its host
    JOIN = "J"  # 、 兼 和 及 暨: joins posts, or people
    COMMA = ","
    COLON = ":"
    OPEN = "("
    CLOSE = ")"
    QUOTE = '"'
    OF = "的"
    NOUN = "N"  # a noun that may belong to the post that follows it (影像学 教授)
    WORD = "W"  # anything else


_MARKS = {
    **dict.fromkeys(["、", "兼", "和", "与", "及", "以及", "暨", "兼任", "/", "／"], Element.JOIN),
    **dict.fromkeys(["，", ","], Element.COMMA),
    **dict.fromkeys(["：", ":"], Element.COLON),
    **dict.fromkeys(["（", "("], Element.OPEN),
    **dict.fromkeys(["）", ")"], Element.CLOSE),
    **dict.fromkeys(["“", "”", "‘", "’", '"', "「", "」"], Element.QUOTE),
    "的": Element.OF,
}
# Nominal tags of LAC that can stand inside a title: 影像学/n 教授, 联合/vn 创始人, 全球/n 董事长
_NOMINAL = {"n", "nz", "vn", "an", "nw", "LOC", "ORG", "s"}


_INSIDE_TITLES = {
    "优秀",
    "先进",
    "最美",
    "十佳",
    "杰出",
    "驻",
    "常驻",
    "华裔",
    "本",
    "我",
    "该",
}  # no nouns, but parts of titles


class Item(NamedTuple):
    """One element: offsets in the article's text, its text, and LAC's tag of its first word ("" for people and hosts)."""

    kind: Element
    start: int
    end: int
    text: str
    tag: str = ""


def elements(
    text: str, words: Sequence[Word], people: Iterable[Span], hosts: Iterable[Span], roles: Iterable[Span] = ()
) -> list[Item]:
    """Lay out one sentence of ``text``; all offsets count in it. Nothing for no words.

    ``roles`` are posts that the labeller sees, besides those of the title grammar. Where spans overlap, a person
    stands before a host and the longer before the shorter.
    """
    labelled = list(roles)
    taken: list[tuple[Span, Element]] = []
    hosts = [kept for span in hosts if (kept := _without_committee(text, words, span))]
    for kind, spans in ((Element.PERSON, people), (Element.HOST, hosts)):
        for span in sorted(spans, key=lambda s: (-len(s), s)):
            if not any(span.overlaps(other) for other, _ in taken):
                taken.append((span, kind))
    row: list[Item] = []
    position = words[0].start if words else 0
    for span, kind in sorted(taken):
        row.extend(_gap(text, words, position, span.start, labelled))
        row.append(Item(kind, span.start, span.end, span.of(text)))
        position = span.end
    if words:
        row.extend(_gap(text, words, position, words[-1].end, labelled))
    row = _with_parted_committees(text, row)
    return _with_joined_units(text, list(_with_shared_units(text, row)))


def _with_parted_committees(text: str, row: Sequence[Item]) -> list[Item]:
    """甲村党支部|原|书记: 党支部书记 is one post, also where a word of time parts it; the committee is no host of it."""
    mended: list[Item] = []
    for i, item in enumerate(row):
        parted = item.kind is Element.HOST and i + 2 < len(row) and row[i + 1].kind is Element.STATUS
        committee = _committee_before(item.text, row[i + 2].text) if parted else ""
        cut = item.end - len(committee)
        if committee and cut > item.start:
            mended.append(Item(Element.HOST, item.start, cut, text[item.start : cut]))
            mended.append(Item(Element.NOUN, cut, item.end, committee, "n"))
        else:
            mended.append(item)
    return mended


def _committee_before(host: str, role: str) -> str:
    """The longest committee that ends a host and is of one post with a secretary's role, "" for none."""
    found = (form for form in forms("committee") if host.endswith(form) and form + role in committee_titles())
    return max(found, key=len, default="") if role.endswith("书记") else ""


def _with_shared_units(text: str, row: Iterable[Item]) -> Iterator[Item]:
    """甲市|长, 乙院|长: where a host took the first character of its head's post, the post begins inside the host."""
    host: Item | None = None
    for item in row:
        role = text[item.start - 1 : item.start + 1]
        if host is not None and item.start == host.end and item.text[0] == "长" and title_at_end(role) == 2:
            candidacy = CANDIDACY.match(text, item.start + 1)
            end = candidacy.end() if candidacy else item.start + 1
            host = None
            yield Item(Element.ROLE, item.start - 1, end, text[item.start - 1 : end]) if item.end <= end else item
        elif host is not None or item.text not in ("人选", "候选人"):  # those are read with the post before them
            host = item if item.kind is Element.HOST else None
            yield item


def _with_joined_units(text: str, row: Sequence[Item]) -> list[Item]:
    """甲银行|个人存款|与|投资部 before a post is one unit of 甲银行: 与, 及 and 和 join words inside a name, 、 joins names."""
    mended = list(row)
    for last in range(len(mended) - 2, 1, -1):
        if (
            last >= len(mended) - 1
            or mended[last + 1].kind is not Element.ROLE
            or mended[last].kind is not Element.HOST
        ):
            continue
        first = last - 1
        if mended[first].text not in ("与", "及", "和"):
            continue
        first -= 1
        while first > 0 and mended[first].kind is Element.NOUN:
            first -= 1
        unit = mended[last].text
        alone = len(unit) <= 4 and kind_of_body(unit) is not None and not kind_of_place(unit)
        if mended[first].kind is Element.HOST and alone and last - first > 2:
            whole = Item(
                Element.HOST, mended[first].start, mended[last].end, text[mended[first].start : mended[last].end]
            )
            mended[first : last + 1] = [whole]
    return mended


_NUMERALS = "一二三四五六七八九十0123456789"


def _without_committee(text: str, words: Sequence[Word], host: Span) -> Span | None:
    """Give a committee back to the title it belongs to: 甲局党组 | 书记 is 甲局 | 党组书记. None when nothing is left."""
    if text[host.end - 1] == "派" and kind_of_body(text[host.start : host.end - 1]) is not None:
        return Span(host.start, host.end - 1)  # 甲局|派|研究员: the verb behind a body is no part of it
    rest = host.end + 1
    committee = text[host.end : rest] == "委" and host.of(text)[-1] in "省市县区州旗镇乡"
    if committee and any(title_at_end(text[rest : word.end]) == word.end - rest > 0 for word in words):
        host = Span(host.start, rest)  # 甲县|委书记 is 甲县委 and 书记
    for word in words:
        if word.start >= host.end and word.end - host.end <= 4:
            length = title_at_end(text[host.start : word.end])
            if text[host.end - 1] == "中" and text[host.end - 2] in _NUMERALS:
                return host  # 甲市二中|学生 is no 中学生
            if length > word.end - host.end:
                end = word.end - length
                while end > host.start and text[end - 1] in "原前":
                    end -= 1
                rest_of = text[host.start : end]
                title = text[word.end - length : word.end]
                if (
                    rest_of
                    and title not in committee_titles()
                    and not (kind_of_body(rest_of) or kind_of_place(rest_of) is Kind.ADMIN)
                ):
                    return host  # 甲公司乙营业部|经理: what 营业部经理 would leave, 甲公司乙, is no body
                return Span(host.start, end) if end > host.start else None
    return host


_start, _end = attrgetter("start"), attrgetter("end")


def _gap(text: str, words: Sequence[Word], start: int, end: int, labelled: Sequence[Span]) -> list[Item]:
    """Elements of a stretch without people or hosts: posts by the title grammar, the rest word by word."""
    if start >= end:
        return []
    near = words[bisect_right(words, start, key=_end) : bisect_left(words, end, key=_start)]
    clipped = [
        word
        if start <= word.start and word.end <= end
        else Word(
            max(word.start, start), min(word.end, end), text[max(word.start, start) : min(word.end, end)], word.tag
        )
        for word in near
    ]
    row: list[Item] = []
    for role in [*find_roles(text, clipped, labelled, start, end), None]:
        stop = role.start if role else end
        for word in clipped:
            first, last, said, tag = word
            if first < start or last > stop:
                first, last = max(first, start), min(last, stop)
                if first >= last:
                    continue
                said = text[first:last]
            row.append(Item(_kind(said, tag), first, last, said, tag))
        if role:
            row.append(Item(Element.ROLE, role.start, role.end, role.of(text)))
            start = role.end
    return row


@lru_cache(maxsize=1 << 14)
def _kind(text: str, tag: str) -> Element:
    mark = _MARKS.get(text)
    if mark is not None:
        return mark
    if is_qualifier(text) or text in EPITHETS:
        return Element.STATUS
    return Element.NOUN if tag in _NOMINAL or text in _INSIDE_TITLES or points_back(text) else Element.WORD
