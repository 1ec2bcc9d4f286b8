"""Which stretches of an article stand between quotation marks, whatever marks and however nested or damaged."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.model.text import Span

CLOSING = {"“": "”", "‘": "’", "「": "」", "『": "』", "〝": "〞", '"': '"', "＂": "＂"}
_MARKS = re.compile(f"[{''.join({**CLOSING, **dict.fromkeys(CLOSING.values())})}]")
FINAL = "。！？!?…；;"  # what a sentence ends in


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch between marks. ``outer`` covers the marks (as far as they are printed), ``inner`` does not.

    ``depth`` is 0 for a stretch that no other holds. ``whole`` is False when one of the two marks is missing.
    """

    outer: Span
    inner: Span
    depth: int
    whole: bool = True


@dataclass(slots=True)
class _Open:
    mark: str
    at: int


def quoted_stretches(text: str, paragraphs: Iterable[Span]) -> list[Quoted]:
    """Find the quoted stretches of consecutive paragraphs, by start, the longer first.

    A quotation that goes on over several paragraphs opens each of them and closes once: it comes out as one stretch.
    A mark printed the wrong way round is read by what stands before it; one that is missing at a paragraph's edge is
    supplied. Empty stretches are dropped. Cost: O(text).

    >>> [s.inner.of("他说：“来吧。”") for s in quoted_stretches("他说：“来吧。”", [Span(0, 8)])]
    ['来吧。']
    """
    found: list[Quoted] = []
    carried: int | None = None  # where a quotation opened that no paragraph has closed yet
    last_end = 0
    for paragraph in paragraphs:
        start = paragraph.start + len(paragraph.of(text)) - len(paragraph.of(text).lstrip())
        goes_on = carried is not None and start < paragraph.end and text[start] in CLOSING
        if carried is not None and not goes_on:
            _keep(found, text, carried, last_end, depth=0, closed=False)
        begun = [_Open(text[start], carried)] if goes_on and carried is not None else []
        first = start + 1 if goes_on else start
        stretches, left = _scan(text, first, paragraph.end, [*begun], lenient=False)
        if len(left) > len(begun) or (left and not begun):
            again, still = _scan(text, first, paragraph.end, [*begun], lenient=True)
            if len(still) < len(left):
                stretches, left = again, still
        found.extend(stretches)
        carried = left[0].at if left else None
        last_end = paragraph.end
    if carried is not None:
        _keep(found, text, carried, last_end, depth=0, closed=False)
    return sorted(found, key=lambda item: (item.outer.start, -item.outer.end))


def _scan(text: str, start: int, end: int, stack: list[_Open], *, lenient: bool) -> tuple[list[Quoted], list[_Open]]:
    """Pair the marks of one paragraph; returns its stretches and the marks still open at its end."""
    found: list[Quoted] = []
    for match in _MARKS.finditer(text, start, end):
        i, mark = match.start(), match.group()
        top = stack[-1] if stack else None
        closes = top is not None and mark == CLOSING[top.mark]
        if lenient and top is not None and mark == top.mark and text[i - 1] in FINAL + "，,":
            closes = True  # “……。“ : the closing mark was printed as an opening one
        if closes and top is not None:
            stack.pop()
            _keep(found, text, top.at, i + 1, depth=len(stack), closed=True)
        elif mark in CLOSING:
            stack.append(_Open(mark, i))
        elif mark == "”" and not stack and not found and text[i - 1] in FINAL and i > start:
            # 能力要提高。”韩某说 : the paragraph opens with a quotation whose opening mark is lost
            found.append(Quoted(Span(start, i + 1), Span(start, i), 0, whole=False))
        # any other stray closing mark is an apostrophe or damage, and says nothing
    return found, stack


def _keep(found: list[Quoted], text: str, at: int, end: int, *, depth: int, closed: bool) -> None:
    inner_end = end - 1 if closed else at + len(text[at:end].rstrip())
    if text[at + 1 : inner_end].strip():
        found.append(
            Quoted(Span(at, max(inner_end, end if closed else inner_end)), Span(at + 1, inner_end), depth, closed)
        )
