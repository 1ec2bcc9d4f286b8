"""Nouns that name nobody: 甲国医院 and 乙省学校 are all of them, 丙族 is a people, 甲地时间 a clock.

A country or a division has many hospitals and schools; what it has one of (a government, a bank, a university) may be
called after it. A people is no body. The place in 北京时间 says by which clock.
"""

import re
from collections.abc import Sequence

from kg.extract.shaping.setting import Setting
from kg.lexicon.places import Level
from kg.model.text import Span

_MANY = tuple(
    "医院 公司 学校 中小学 中小学校 高等学校 高校 幼儿园 企业 酒店 餐厅 餐馆 社区 景区 旅游景区 市场 警察局 警局 工厂 媒体".split()
)
_OF_DIVISIONS = frozenset("学校 中小学 中小学校 高等学校 高校 幼儿园 企业 酒店 旅游景区".split())
_PEOPLE = re.compile(r"[\u4e00-\u9fff]{1,5}族")
_CLOCK = re.compile(r"时间(?=[\d一二三四五六七八九十，,。）)；]|凌晨|早上|晚)")
_LEVELS = "省市区县州"


def without_generic(span: Span, setting: Setting) -> Sequence[Span] | None:
    """The place alone, before what it has many of; nothing for a people and a clock's place."""
    surface = span.of(setting.text)
    if surface[-1] == "族" and _PEOPLE.fullmatch(surface):
        return ()
    if (
        setting.text.startswith("时间", span.end)
        and _CLOCK.match(setting.text, span.end)
        and setting.gazetteer.lookup_bare(surface)
    ):
        return ()
    if not surface.endswith(_MANY):
        return None
    many = max((noun for noun in _MANY if surface.endswith(noun)), key=len)
    if len(surface) < len(many) + 2:
        return None
    place = surface[: -len(many)]
    known = setting.gazetteer.lookup(place)
    if not known:
        return None
    if known[0].level is Level.COUNTRY or (place[-1] in _LEVELS and many in _OF_DIVISIONS):
        return (Span(span.start, span.end - len(many)),)
    return None
