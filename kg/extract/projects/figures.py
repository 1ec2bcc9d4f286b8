"""Money and areas that may be a project's, as printed: what the words before them say they are of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.text.quantities import find_quantities
from kg.extract.workspace import Workspace
from kg.model.schema import RelationType
from kg.model.text import BlockKind, Span

_SOFT = (
    "(?:总?额|规模|金额|资金)?"
    "(?:预计|预算|估算|概算|共计|合计|累计|总计|共|将|为|是|达到|达|约为|约|超过|超|近|逾|高达|不低于|不少于|了|人民币)*"
)
_MONEY_BEFORE = re.compile(
    r"(?:(?:计划|预计|拟|静态|动态)?(?:总投资|投资总额|投资|总造价|造价|总概算|概算|总金额|投入|启动资金|出资|注资|总规模|募集|斥资|耗资|划拨|拨款))"
    + _SOFT
    + "$"
)
_AREA_BEFORE = re.compile(
    r"(?:总?(?:占地(?:总?面积)?|建面|(?:建筑|用地|建设|规划|厂房|展览|展陈)+总?面积)|(?<![一-龥])面积|总面积)"
    + _SOFT
    + "$"
)
_BEFORE = {"money": _MONEY_BEFORE, "area": _AREA_BEFORE}
_RELATIONS = {"money": RelationType.INVESTMENT, "area": RelationType.AREA}
_GROUND = frozenset({"用地", "土地"})  # 9.5万平方米|用地
_HEDGES = "大约将近接近约为概逾超过多达不少于低至突破足到未"  # characters of the words that bound a number, before it
_WHOLE = re.compile(
    "总投资|投资总额|造价|总概算|占地|建筑面积|用地面积|规划面积|建设面积|规划建设"
)  # said of what is built
_FOR_EACH = re.compile("(?:每个?|单个|平均|均|各|人均|户均|每[^，。]{1,4})[^，。；]{0,6}$")
# Money that is no cost of something built: capital of a body, loans, prices, what is spent on research or given away
_OTHER_MONEY = re.compile(
    "注册资[本金]|融资|研发|贷款|信贷|授信|罚|营收|收入|产值|销售|成交|竞得|拿地|拍卖|补贴|补助|奖励|奖金|消费券|捐|善款|固定资产|"
    "风险投资|境外投资|对外投资|直接投资|台商投资|外商投资|在华投资|投资者|投资基金|担保|赔|受贿|行贿|挪用|诈骗|购买|采购|收购|入股|增持"
)
_OTHER_AREA = re.compile("绿化|过火|种植|播种|耕地|受灾|受害|森林|林地|销售|成交|供应|流转|租赁|经营|每户|户均")
_THRESHOLD = re.compile(
    "(?:及|\\(含\\)|（含）)?(?:以上|以下|以内)?的?(?:企业|单位|个人|部分)|(?:及|\\(含\\)|（含）)?(?:以上|以下)"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """Money or area as printed, without 约 or 近; ``amount`` in yuan or square metres, "" when not settled."""

    span: Span
    type: RelationType
    value: str
    amount: str
    bound: str
    sentence: int
    start: int  # where the words that say what the figure is begin: 总投资约6.6亿元
    lead: str  # those words, without the figure; "" where none stand there
    threshold: bool  # 800万元以上

    @property
    def said(self) -> Span:
        """The figure with the words that say what it is of."""
        return Span(self.start, self.span.end)

    @property
    def whole(self) -> bool:
        """True for a total or a floor area: said of what is built, while 投资 alone may be what a body does."""
        return _WHOLE.search(self.lead) is not None


def project_figures(bench: Workspace) -> Iterator[Figure]:
    """Money and areas of an article that its words do not say to be of something else, in order. Cost: O(text)."""
    for index, sentence in enumerate(bench.sentences):
        if sentence.block in (BlockKind.BYLINE, BlockKind.DATELINE):
            continue
        for quantity in find_quantities(sentence.span.of(bench.text)):
            before = _BEFORE.get(quantity.kind)
            if before is None:
                continue
            printed = quantity.text.lstrip(_HEDGES)
            end = sentence.span.start + quantity.span.end
            span = Span(end - len(printed), end)
            lead = bench.text[max(sentence.span.start, span.start - 24) : span.start]
            what = before.search(lead)
            start = span.start - len(what[0]) if what else sentence.span.start + quantity.span.start
            if _is_other(bench.text, sentence.span, Span(start, span.end), money=quantity.kind == "money"):
                continue
            amount = "" if quantity.base_value is None else f"{quantity.base_value.normalize():f}"
            yield Figure(
                span,
                _RELATIONS[quantity.kind],
                printed,
                amount if quantity.base_unit in {"元", "平方米"} else "",
                quantity.bound,
                index,
                start,
                what[0] if what else "",
                printed.endswith(("以上", "以下", "以内")) or _THRESHOLD.match(bench.text, span.end) is not None,
            )


def is_ground(text: str, figure: Figure) -> bool:
    """True for land by its size: 9.5万平方米用地."""
    return figure.type is RelationType.AREA and text[figure.span.end : figure.span.end + 2] in _GROUND


def _is_other(text: str, sentence: Span, said: Span, *, money: bool) -> bool:
    """True when the words beside a figure say that it is of something that is no project, or of each of many."""
    begin = max(sentence.start, said.start - 12)
    left = re.split("[，。；：、,;]", text[begin : said.start])[-1] + text[said.start : said.end]
    right = re.split("[，。；：、,;]", text[said.end : min(sentence.end, said.end + 8)])[0]
    if _FOR_EACH.search(text[begin : said.start]):
        return True
    return (_OTHER_MONEY if money else _OTHER_AREA).search(left + "|" + right) is not None
