"""Discipline groups that are stationed in another body: 中央纪委驻甲部纪检组, 县纪委监委派驻乙局纪检监察组.

They are printed in one form: who sends, 驻, where, what. The tagger cuts them at every body inside and takes 驻 for a verb.
"""

import re
from collections.abc import Iterator

from kg.lexicon.suffixes import kind_of_body
from kg.model.schema import Kind
from kg.model.text import Span

_SENDER = r"(?:(?:中央|[省市县区州旗])纪委(?:国家监委|监察部|监委)?|监察部)"
_STATIONED = re.compile(rf"{_SENDER}?派?驻(?P<host>[\u4e00-\u9fff]{{2,14}}?)(?:纪检监察组|纪检组|监察局|监察组)")


def stationed(text: str, start: int, end: int) -> Iterator[tuple[Span, Kind]]:
    """Stretches of ``text[start:end]`` that name such a group, in order. Cost: linear."""
    if "驻" in text[start:end]:
        for match in _STATIONED.finditer(text, start, end):
            if kind_of_body(match["host"]) is not None:
                yield Span(match.start(), match.end()), Kind.PARTY


def is_stationed(surface: str) -> bool:
    """Whether a surface is such a name, whole.

    >>> is_stationed("中央纪委驻教育部纪检组"), is_stationed("驻区财政局纪检监察组"), is_stationed("纪检组")
    (True, True, False)
    """
    return "驻" in surface and _STATIONED.fullmatch(surface) is not None
