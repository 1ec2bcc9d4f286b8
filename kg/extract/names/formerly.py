"""前 and 原 before an office of another time: they belong to no name."""

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.extract.tagging.tagger import Word
from kg.extract.text.levels import is_bare, level_of
from kg.lexicon.places import gazetteer
from kg.lexicon.suffixes import kind_of_body, kind_of_place, suffix_of
from kg.model.text import Span

MARKS = "原前"


def former_parts(text: str, words: Sequence[Word], found: Iterable[Span]) -> Iterator[tuple[Span, list[Span]]]:
    """Candidates with 前 or 原 that are none, each with the candidates in it that stay.

    甲县原教育局 is a county, and an office of another time; 前甲县县委 is the committee, where the tagger has 前 as a word.
    """
    alone = {word.start for word in words if word.end == word.start + 1 and word.text in MARKS}
    for span in list(found):
        surface = span.of(text)
        if (span.start in alone and len(surface) > 2) or _opens_former(surface):
            yield span, [Span(span.start + 1, span.end)]
        elif any(mark in surface[1:-1] for mark in MARKS) and (cut := former_cut(surface)):
            host, part = Span(span.start, span.start + cut), Span(span.start + cut + 1, span.end)
            whole = not is_bare(part.of(text)) and not is_bare(part.of(text)[:-1])  # 教育局|局 of 局长
            yield span, [host, part] if whole else [host]


_ADMIN = re.compile(r"原[\u4e00-\u9fff]{2,4}?[省市县区旗州](?=..)")


def _opens_former(name: str) -> bool:
    """True for 原甲乙市粮食局: a word of time before a place's office, unless a place's own name begins so (原平市)."""
    return bool(_ADMIN.match(name)) and not any(gazetteer().lookup(name[:size]) for size in (2, 3, 4))


def former_cut(name: str) -> int:
    """Where 原 or 前 parts a body's name from its place or parent (甲县|原|教育局), 0 for nowhere. 前海 stays whole."""
    return next((i for i in range(2, len(name) - 2) if name[i] in MARKS and _former_at(name, i)), 0)


def _former_at(name: str, i: int) -> bool:
    whole, part = name[:i], name[i + 1 :]
    if kind_of_place(whole) is None and kind_of_body(whole) is None:
        return False
    return bool(level_of(part) and kind_of_body(part)) or len(part) - len(suffix_of(part, "body")) in (0, 2)
