"""Divisions and communities inside a longer name, listed or not: 甲镇, 乙村 and 甲镇乙村 in 甲镇乙村村委会.

A name is read from the left, widest first, so that each division in it ends where its level is printed.
"""

import re
from collections.abc import Iterator

from kg.extract.text.levels import is_bare
from kg.lexicon.suffixes import kind_of_body, kind_of_place
from kg.model.schema import Kind
from kg.model.text import Span

# Levels, but for words that begin or end with the same character: 市场, 市区, 村民, 乡村, 区域, 县城, 城市, 地区, 校区.
_LEVEL = re.compile(
    r"(?:自治[区州县]|街道|社区|小区|省|市(?![场区民委长直属])|县(?![城委长级域])|(?<![市地校社小园库战景湾灾片辖郊厂营])区(?![域块委长间划级])"
    r"|镇(?![委长区])|乡(?![村镇委长])|村(?![民委庄口寨支]))"
)
_MOST = 4  # levels in one name


def held_names(text: str, span: Span) -> Iterator[tuple[Span, Kind]]:
    """Stretches of a longer name that end in a level, and what follows the last; the name itself is none of them."""
    surface = span.of(text)
    cuts = [match.end() for match in _LEVEL.finditer(surface)][:_MOST]
    starts = [0, *cuts]
    for i, start in enumerate(starts):
        for end in cuts[i:]:
            kind = kind_of_place(surface[start:end])
            if end - start > 1 and end - start < len(surface) and kind is not None and not is_bare(surface[start:end]):
                yield Span(span.start + start, span.start + end), kind_of_body(surface[start:end]) or kind
        rest = surface[start:]
        if 0 < start and len(rest) > 2 and not is_bare(rest):
            kind = kind_of_body(rest) or kind_of_place(rest)
            if kind is not None:
                yield Span(span.start + start, span.end), kind
