"""Names that end inside a word: 甲市外事办|公室, 乙省人大常委|会, 丙税务部|门 go on to the end of the word."""

import re
from collections.abc import Sequence

from kg.extract.shaping.setting import Setting
from kg.lexicon.suffixes import kind_of_body
from kg.model.text import Span

# What a name may end in short of its word's end, and the rest of the word.
_REST = re.compile(
    r"(?<=办)公[室厅]|(?<=办)事处|(?<=人大常委)会|(?<=[一二三四五六七八九十]中)学(?![生子者霸校])|(?<=院)区(?![域别])"
)
_NO_NAME = re.compile(
    r"(?<=[^全]部)门|(?<=委)员会|(?<=网)络"
)  # 税务部|门 is any of them, 政协甲市委|员会 begins further left


_HEADQUARTERS = (
    "总署",
    "总会",
    "总局",
    "总公司",
    "总社",
    "总医院",
)  # of what is called so: 甲会|总会 is printed for 甲会's own


def completed(span: Span, setting: Setting) -> Sequence[Span] | None:
    """The stretch with the rest of its last word; nothing where the whole is no name."""
    if _NO_NAME.match(setting.text, span.end):
        return ()
    text = setting.text
    if text.startswith(_HEADQUARTERS, span.end):
        if any(text.startswith(end, span.end) and span.of(text) + end in setting.known for end in _HEADQUARTERS):
            return ()
    match = _REST.match(setting.text, span.end)
    if match is None:
        return None
    whole = Span(span.start, match.end())
    surface = whole.of(setting.text)
    return (whole,) if surface in setting.known or kind_of_body(surface) is not None else ()
