"""Words that open a name and were left before it: 驻|甲国大使馆, 团|甲市委, 支援|甲省医疗队, G65|甲乙高速.

A mission is where it is stationed, and 驻 says so; without it the name would be of the other country's embassy. 团 before a
party committee's words makes it the Youth League's. A team sent to help is named by what it was sent for.
"""

import re
from collections.abc import Sequence

from kg.extract.shaping.setting import Setting
from kg.lexicon.places import Level
from kg.model.text import Span

_MISSION = re.compile(r"[^驻]{1,12}?(?:大使馆|使领馆|使馆|总领事馆|总领馆|领事馆|领馆)")
_COMMITTEE = re.compile(r"[\u4e00-\u9fff]{0,8}?(?:自治区|[省市县区旗州])委(?!党校|员)")
_LEAGUE = re.compile(r"(?:共青团|(?<![集社代表兵旅访问疗剧乐军财商察顾讲])团)$")
_TEAM = re.compile(r"[\u4e00-\u9fff]{1,12}(?:医疗队|护理队|防疫队|救援队|专家组|工作队|指挥部)")
_HELP = re.compile(r"(?:支援|援助|驰援)$")
_WAY = re.compile(r"[\u4e00-\u9fff]{2,6}(?:高速公路|高速|国道|省道|公路|线)")
_CODE = re.compile(r"[GS]\d{1,4}$")
_WINDOW = 8  # code points before a name that are looked at


def with_outset(span: Span, setting: Setting) -> Sequence[Span] | None:
    """The stretch with the words before it that open its name."""
    text, surface = setting.text, span.of(setting.text)
    before = text[max(0, span.start - _WINDOW) : span.start]
    if before.endswith("驻") and _MISSION.match(surface):
        return (_sent_by(Span(span.start - 1, span.end), setting),)
    if before.endswith("团") and _COMMITTEE.match(surface) and (match := _LEAGUE.search(before)):
        return (Span(span.start - len(match.group()), span.end),)
    if _TEAM.fullmatch(surface) and text[span.end : span.end + 1] != "员" and (match := _HELP.search(before)):
        if any(setting.gazetteer.lookup(surface[:size]) for size in (2, 3, 4)):
            start = span.start - len(match.group())
            sender = setting.ending_at(start)
            return (Span(sender.start if sender is not None else start, span.end),)
    if _WAY.fullmatch(surface) and (match := _CODE.search(before)):
        return (Span(span.start - len(match.group()), span.end),)
    return None


def _sent_by(mission: Span, setting: Setting) -> Span:
    """A mission with the country that sent it, where that stands before 驻."""
    sender = setting.ending_at(mission.start)
    if sender is not None:
        known = setting.gazetteer.lookup(sender.of(setting.text))
        if known and known[0].level is Level.COUNTRY:
            return sender.cover(mission)
    return mission
