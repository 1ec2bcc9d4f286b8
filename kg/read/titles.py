"""Headlines that run into the text, on pages whose line breaks got lost: 原标题：抢收记某某网讯（记者王小明）今天."""

import re
from dataclasses import dataclass

from kg.read.datelines import dateline_end, opening_inside, titled_dateline

_LABEL = re.compile(r"[（(]?(?:本文)?原标题\s*[:：]\s*")
_QUOTED = re.compile(r"《(?:[\[【][^\]】]{1,12}[\]】])?(?P<title>[^《》]{4,70})》[）)]?\s*")
_COLUMN = re.compile(r"[\[【][^\]】]{1,12}[\]】]")
_DAY = re.compile(r"(?<![于在至到])(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:上午|下午|晚)?[，,]")
_LABELLED = re.compile(r"(?:医学指导|受访专家|专家指导|文字|图片|文|图)[/／]")
_LONGEST = 80
_SHORTEST = 6


@dataclass(frozen=True, slots=True)
class GluedTitle:
    """A headline's place in a line; the text begins at ``body``, a dateline before it ends at ``dateline_end``."""

    start: int
    end: int
    body: int
    dateline_end: int = 0


def glued_title(text: str) -> GluedTitle | None:
    """Find the headline at the beginning of a line that goes on with the text; None when there is none to be seen.

    It ends where a dateline or a credit begins, where a day opens the first sentence, or where the text repeats it.
    """
    label = _LABEL.match(text)
    if label:
        quoted = _QUOTED.match(text, label.end())
        if quoted:
            return GluedTitle(*quoted.span("title"), body=quoted.end())
        start = label.end()
        column = _COLUMN.match(text, start)
        start = column.end() if column else start
        end = _next_opening(text, start, days=True) or _repeated(text, start)
        return GluedTitle(start, end, end) if end else None
    marks = titled_dateline(text[: _LONGEST * 2])
    if marks is None and dateline_end(text):
        return None  # the report begins at once
    start = marks[1] if marks else 0
    end = _next_opening(text, start, days=False)
    if end is None or re.search(r"[。；]", text[start:end]):
        return None
    return GluedTitle(start, end, end, marks[0] if marks else 0)


def _next_opening(text: str, start: int, *, days: bool) -> int | None:
    """Where the report begins behind a title that begins at ``start``."""
    window = text[start : start + _LONGEST + 40]
    stops = [opening_inside(window)]
    stops += [match.start() for match in _LABELLED.finditer(window)]
    if days:
        stops += [match.start() for match in _DAY.finditer(window)]
    fitting = [stop for stop in stops if stop is not None and _SHORTEST <= stop <= _LONGEST]
    return start + min(fitting) if fitting else None


def _repeated(text: str, start: int) -> int | None:
    """Where a title ends that the text prints a second time further on."""
    for size in range(min(_LONGEST, len(text) - start), _SHORTEST + 1, -1):
        if text.find(text[start : start + size], start + size, start + 2000) >= 0:
            return start + size
    return None
