"""Words that stand inside a stretch and belong to the post behind it: 甲县|前|教育局 局长, 甲县教育局党组|书记.

原 and 前 say of a post that it was held, though they are printed between a place and its body. A party group's secretary is
党组书记 of the body that has the group: the group is named where it acts, not there.
"""

import re
from collections.abc import Sequence

from kg.extract.shaping.setting import Setting
from kg.lexicon.suffixes import kind_of_body, kind_of_place
from kg.model.text import Span

_FORMER = "原前"
_LONGEST = 10  # code points of a place before 原
_GROUP = re.compile(r"(?:党组|党委|党总支|党支部|党工委)$")
_SECRETARY = re.compile(r"(?:原|前|时任)?(?:第一)?(?:副?书记|成员|委员)")


def parted_at_former(span: Span, setting: Setting) -> Sequence[Span] | None:
    """The place before 原 or 前 and the body behind it; None where no division stands before."""
    surface = span.of(setting.text)
    for at in range(2, min(_LONGEST, len(surface) - 2)):
        if surface[at] in _FORMER and (setting.gazetteer.lookup(surface[:at]) or kind_of_place(surface[:at])):
            if kind_of_body(surface[at + 1 :]) is not None:
                return Span(span.start, span.start + at), Span(span.start + at + 1, span.end)
    return None


def before_group(text: str, span: Span) -> Span | None:
    """The body or place alone where a stretch ends in its party group and the group's secretary is named; else None."""
    match = _GROUP.search(span.of(text))
    if match is None or match.start() < 2 or not _SECRETARY.match(text, span.end):
        return None
    return Span(span.start, span.start + match.start())


def without_group(span: Span, setting: Setting) -> Sequence[Span] | None:
    """The body or place alone, as a rule among others."""
    before = before_group(setting.text, span)
    return None if before is None else (before,)
