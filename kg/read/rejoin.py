"""Columns and fixed line lengths break sentences; this puts the pieces together again by what they say."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.read.lines import Line
from kg.read.names import words

_FINAL = "。！？!?…；;：:"
_CLOSERS = '”’」』）)】》"'
_OPENERS = "“‘「『"
_LONGEST_CREDIT = 120
_BEHIND_END = re.compile(r"[。！？!?…”][ \u3000]?[（(【\[][^（(【\[]+[)）】\]]\Z")  # …。(记者 王小明)
_WORD = 6  # characters on each side of a break that decide whether it splits a word


@dataclass(frozen=True, slots=True)
class Layout:
    """How a page sets its paragraphs: by indentation, and in lines of which width (0: one line a paragraph)."""

    indented: bool
    width: int

    def is_full(self, line: Line) -> bool:
        """True for a line that goes to the edge of its column."""
        return self.width > 0 and len(line.text) >= self.width - 2


def layout_of(lines: Sequence[Line]) -> Layout:
    """Judge a page by its longer lines. A page is set in fixed lines when most of them are about equally long."""
    long = [line for line in lines if len(line.text) >= 15]
    indented = sum(line.indented for line in long) * 2 > len(long)
    width = 0
    if len(long) >= 6:
        sizes = Counter(len(line.text) for line in long)
        near = {size: sum(sizes[size + step] for step in range(-2, 3)) for size in sizes}
        width = max(sorted(near), key=lambda size: near[size])
        if near[width] * 10 < len(long) * 6 or width > 80:
            width = 0
    if width and sum(line.indented for line in long) * 10 >= len(long):
        indented = True  # in fixed lines only the first of each paragraph is
    return Layout(indented, width)


def is_finished(text: str) -> bool:
    """True when a line can be the last of a paragraph: it ends in a final mark, or in quotes or a bracket behind one.

    >>> is_finished("他说：“好。”"), is_finished("依托“一网统筹”")
    (True, False)
    """
    if _BEHIND_END.search(text[-_LONGEST_CREDIT:]):
        return True
    inner = text.rstrip(_CLOSERS)
    if inner == text:
        return text[-1:] in tuple(_FINAL)
    return not inner or inner[-1] in _FINAL


def continues(paragraph: Sequence[Line], line: Line, layout: Layout) -> bool:
    """True when ``line`` goes on with a paragraph that stands open.

    Where paragraphs are indented, indentation decides. Elsewhere a paragraph goes on until a final mark is reached,
    and over a final mark that happens to stand at the edge of a column of fixed width.
    """
    last = paragraph[-1]
    text = last.text
    if layout.indented and line.indented:
        return False
    if text[-1] in "：:" and line.text[0] in _OPENERS and not layout.indented:
        return True
    if not is_finished(text):
        return True
    if layout.is_full(last) and not line.blank_before:
        return True
    return _inside_quotation(paragraph) and line.text[0] not in _OPENERS and not line.blank_before


def _inside_quotation(paragraph: Sequence[Line]) -> bool:
    """True while a quotation that began on the last line is open."""
    text = paragraph[-1].text
    return text.count("“") > text.count("”")


def breaks_off(line: str, following: str) -> bool:
    """True when the next line begins inside a word: with a particle, or with the rest of a word of the dictionary.

    >>> breaks_off("社区新时代文明实", "践站组织志愿者")
    True
    """
    if following[0] in "的了着们等，。、；：？！）》”’」』,;:?!)%":
        return True
    head = line[-_WORD:]
    position = 0
    for word in words(head + following[:_WORD]):
        if position < len(head) < position + len(word):
            return True
        position += len(word)
    return False
