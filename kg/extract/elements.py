"""A sentence as a row of elements: people, hosts, posts, marks that join them, and other words.

The grammar of posts (:mod:`kg.extract.posts`) reads this row and never the characters, so that "X局长A、B" parses
alike whatever X, A and B are.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kg.extract.tagger import Word
from kg.lexicon.titles import is_status, title_at_end
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


_CANDIDACY = re.compile(r"(?:人选|候选人|参选人|提名人)")


@dataclass(frozen=True, slots=True)
class Item:
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
    return row


def _without_committee(text: str, words: Sequence[Word], host: Span) -> Span | None:
    """Give a committee back to the title it belongs to: 甲局党组 | 书记 is 甲局 | 党组书记. None when nothing is left."""
    if text[host.end : host.end + 1] == "委" and host.of(text)[-1] in "省市县区州旗镇乡":
        if any(title_at_end(text[host.end + 1 : word.end]) == word.end - host.end - 1 > 0 for word in words):
            host = Span(host.start, host.end + 1)  # 甲县|委书记 is 甲县委 and 书记
    for word in words:
        if word.start >= host.end and word.end - host.end <= 4:
            length = title_at_end(text[host.start : word.end])
            if length > word.end - host.end:
                end = word.end - length
                while end > host.start and text[end - 1] in "原前":
                    end -= 1
                return Span(host.start, end) if end > host.start else None
    return host


def _gap(text: str, words: Sequence[Word], start: int, end: int, labelled: Sequence[Span]) -> list[Item]:
    """Elements of a stretch without people or hosts: posts by the title grammar, the rest word by word."""
    pieces = [
        (max(word.start, start), min(word.end, end), word.tag) for word in words if word.end > start and word.start < end
    ]
    row: list[Item] = []
    found = _with_labelled(_roles(text, start, [piece[1] for piece in pieces]), labelled, start, end)
    for role in [*found, None]:
        stop = role.start if role else end
        for a, b, tag in pieces:
            a, b = max(a, start), min(b, stop)
            if a < b:
                row.append(Item(_kind(text[a:b], tag), a, b, text[a:b], tag))
        if role:
            row.append(Item(Element.ROLE, role.start, role.end, role.of(text)))
            start = role.end
    return row


def _with_labelled(found: Sequence[Span], labelled: Sequence[Span], start: int, end: int) -> list[Span]:
    """Posts of the grammar and of the labeller: of two that share characters the longer stands, the grammar's if equal."""
    kept: list[Span] = []
    inside = [span for span in labelled if start <= span.start and span.end <= end]
    for span in sorted([*found, *inside], key=lambda s: (-len(s), s not in found, s)):
        if not any(span.overlaps(other) for other in kept):
            kept.append(span)
    return sorted(kept)


def _roles(text: str, start: int, ends: Sequence[int]) -> list[Span]:
    """Titles that end where a word ends, without overlap: of two that share characters the one that ends later stands.

    A title's head is its last word, so "党委书记" is found at 书记, not cut at 党委.
    """
    found: list[Span] = []
    low = start
    for end in ends:
        length = title_at_end(text[low:end])
        if length:
            candidacy = _CANDIDACY.match(text, end)
            span = Span(end - length, candidacy.end() if candidacy else end)
            while found and found[-1].overlaps(span):
                found.pop()
            found.append(span)
    return found


def _kind(text: str, tag: str) -> Element:
    mark = _MARKS.get(text)
    if mark is not None:
        return mark
    if is_status(text):
        return Element.STATUS
    return Element.NOUN if tag in _NOMINAL else Element.WORD
