"""Crews, shops and classes that are known by what they do and their number: 压裂一队, 采油三厂, 三营七连, 高三（2）班.

Where a field, a mine or a works has several of a sort, the number tells which; no other word in the name is proper, so
that neither the tagger nor the labeller takes it for one. That counts only for work that crews are numbered in.
"""

import re
from collections.abc import Iterator

from kg.lexicon.suffixes import kind_of_body
from kg.model.schema import Kind
from kg.model.text import Span

_WORK = (
    r"(?:采油|采气|压裂|钻井|试油|测井|修井|作业|集输|输油|注水|物探|勘探|地质|综采|综掘|采煤|掘进|开拓|机运|选煤|炼铁|炼钢|轧钢|"
    r"烧结|焦化|环卫|保洁|养护|执法|巡逻|特勤|机务|工务|电务|工程|施工|安装|供电|供水|供热|抢险|抢修|运输|生产)"
)
_NUMBER = r"(?:[一二三四五六七八九十]{1,3}|\d{1,4})"
_UNIT = r"(?:大队|中队|支队|分厂|车间|队|厂|矿)"
_CREW = re.compile(
    rf"(?:综合)?{_WORK}第?{_NUMBER}{_UNIT}(?![长员伍])|第{_NUMBER}{_WORK}{_UNIT}(?![长员伍])|(?:综采|综掘|采煤|掘进|开拓){_NUMBER}区"
    rf"|(?<![\d一二三四五六七八九十])(?:{_NUMBER}[旅团])?{_NUMBER}营{_NUMBER}连"
    rf"|(?:[初高][一二三]|[一二三四五六七八九]年级)(?:[（(]{_NUMBER}[）)]|{_NUMBER})班(?!级)"
)

# The number may stand first where it has figures enough to be a crew's own: 108钻井队, 3201运输队.
_COUNTED = re.compile(rf"\d{{3,5}}{_WORK}{_UNIT}")


def crews(text: str, start: int, end: int) -> Iterator[tuple[Span, Kind]]:
    """Stretches of ``text[start:end]`` that name a crew, in order, with the kind that their unit says."""
    for match in _CREW.finditer(text, start, end):
        kind = Kind.MILITARY if match.group().endswith("连") else kind_of_body(match.group()) or Kind.OTHER
        yield Span(match.start(), match.end()), kind


def is_crew(surface: str) -> bool:
    """Whether a surface is such a name, whole.

    >>> is_crew("压裂一队"), is_crew("3201运输队"), is_crew("一队"), is_crew("采油队")
    (True, True, False, False)
    """
    return _CREW.fullmatch(surface) is not None or _COUNTED.fullmatch(surface) is not None
