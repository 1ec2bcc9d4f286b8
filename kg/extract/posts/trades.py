"""Trades that no list knows, and the words that belong to a trade: what stands right before a name says what its bearer is.

Chinese sets a common noun before a name without a mark, and such a noun is in apposition: 柜员甲, 茶商乙 are people of that
work, whatever list lacks the word. Its last character says a person of some work. Before a trade, words of how it is
had (特约, 值班) and of what it is done with (塔吊|司机) are parts of it, as they are of no office.
"""

import re
from collections.abc import Sequence

from kg.extract.posts.elements import Element, Item
from kg.extract.posts.roles import is_office, of_family

# A noun of two characters or more that names people by their work; ends alone say it.
_OF_WORK = re.compile(
    r"(?:[\u4e00-\u9fff][员师匠农贩]|[^对选助双歌高老新能亲小帮凶杀]手|[^加施手开完竣]工|[茶粮药菜果布盐木皮书酒米花油鱼煤船]商|经销商|采购商|[^车街队班屋地物公事失业]主|法[官警]|[辅乘狱特]警|外教|助教|"
    r"[养种摊散个专贫]\S?户|[课炉矿段艇]长|助理|专员|主管|领队|作曲|编舞|编剧|领唱|领舞|干事|学徒|牛倌|羊倌|[菜牛羊鱼]贩子)$"
)
_NO_WORK = frozenset(
    "官员 人员 成员 全员 一员 动员 党员 队员 团员 会员 演员 球员 学员 老师 律师 教师 导师 大师 老农 职工 民工 员工".split()
)
# How a trade is had.
_MANNER = frozenset(
    (
        "特约 特聘 特邀 兼职 专职 返聘 实习 见习 值班 义务 代课 支教 承办 主办 注册 驻村 乡村 民办 流动 随车 志愿 责任 科技"
    ).split()
)
_VEHICLE = re.compile(r"(?:[\u4e00-\u9fff][车吊机船]|铲车|叉车|塔吊|桥吊|吊车)$")
_CLASS = re.compile(
    r"(?:[农工民师商友户]|学生|家长|业主|企业|青年|妇女|员工|职工|家属|群众|老兵|捐赠人|用户|住户|股东|技术|法人)$"
)
# Units that every body of its kind has: alone before an office they say of which kind it is, and name nothing.
_KIND_OF_OFFICE = {
    "主任": ("车间", "教研室"),
    "负责人": ("项目", "财务", "技术", "工程", "品牌", "业务", "固收", "投资", "运营"),
    "经理": ("项目", "客户", "产品", "区域"),
    "总监": ("赛事", "创意", "业务"),
    "连长": ("民兵",),
    "营长": ("民兵",),
    "排长": ("民兵",),
}
_REGIONS = ("大区", "区域", "片区")
_SIDE = re.compile(r"(?:[东南西北中]|洲|亚太|中国|全球)$")  # what such a region is called after
_UNITS = frozenset("班组队车间厂处科所站庭连排段")
_NUMERALS = frozenset("一二三四五六七八九十0123456789第")
_BETWEEN = (Element.NOUN, Element.WORD, Element.STATUS)


def with_trades(row: Sequence[Item]) -> list[Item]:
    """The row with trades before names made posts, and posts with the words that belong to them. Cost: O(row)."""
    made: list[Item] = []
    for item in row:
        if item.kind is Element.PERSON and made and made[-1].end == item.start and _is_trade(made):
            made.append(_whole(made, made.pop()._replace(kind=Element.ROLE)))
        elif item.kind is Element.ROLE and (first := _numbered(made, item)) is not None:
            unit = made[first]._replace(
                kind=Element.HOST, end=item.start, text="".join(other.text for other in made[first:])
            )
            made[first:] = [unit]
        elif item.kind is Element.ROLE and (region := _region(made, item)):
            made[-1] = made[-1]._replace(end=item.start + region, text=made[-1].text + item.text[:region])
            item = item._replace(start=item.start + region, text=item.text[region:])
        elif item.kind is Element.ROLE and made and made[-1].end == item.start:
            item = _without_owned(made, item)
            _without_kind(made, item)
            item = _whole(made, item)
        made.append(item)
    return made


def _numbered(row: Sequence[Item], role: Item) -> int | None:
    """Where 甲公司|一分|厂|四班 begins before 班长: units with numbers, one inside the other, are one name with their body."""
    if not row or not role.text.endswith("长") or row[-1].text[-1:] not in _UNITS or row[-1].kind is Element.HOST:
        return None
    first, numbers = len(row), 0
    while first and row[first - 1].end == (row[first].start if first < len(row) else role.start):
        item = row[first - 1]
        if item.kind is Element.HOST:
            return first - 1 if numbers else None
        if item.text[0] in _NUMERALS:
            numbers += 1
        elif item.kind is not Element.NOUN:
            return None
        first -= 1
    return None


def _region(row: Sequence[Item], role: Item) -> int:
    """How much of a post belongs to the region before it: 甲公司非洲|大区|总经理, 甲公司|苏北|区域|总监; 0 for none."""
    if not role.text.startswith(_REGIONS) or len(role.text) < 4 or not row or row[-1].end != role.start:
        return 0
    return 2 if row[-1].kind is Element.HOST and _SIDE.search(row[-1].text) else 0


def _without_owned(row: list[Item], role: Item) -> Item:
    """梧桐里|项目负责人: who is 负责人 of 梧桐里项目, not 项目负责人; what the unit is called stands right before it."""
    if row[-1].kind not in (Element.NOUN, Element.WORD) or len(row) < 2 or row[-2].end != row[-1].start:
        return role
    for office, kinds in _KIND_OF_OFFICE.items():
        kind = role.text.removesuffix(office)
        if kind != role.text and kind in kinds:
            cut = role.start + len(kind)
            row.append(Item(Element.NOUN, role.start, cut, kind, "n"))
            return role._replace(start=cut, text=office)
    return role


def _without_kind(row: list[Item], role: Item) -> None:
    """塔吊|司机, 甲村民兵|连长: a vehicle, and a village's militia, were taken for a body's name or a part of one."""
    last = row[-1]
    if last.kind is not Element.HOST:
        return
    if role.text == "司机" and len(last.text) < 5 and _VEHICLE.search(last.text):
        row[-1] = last._replace(kind=Element.NOUN)
    elif last.text.endswith("民兵") and len(last.text) > 2 and "民兵" in _KIND_OF_OFFICE.get(role.text, ()):
        cut = last.end - 2
        row[-1] = last._replace(end=cut, text=last.text[:-2])
        row.append(Item(Element.NOUN, cut, last.end, "民兵", "n"))


def _is_trade(row: Sequence[Item]) -> bool:
    noun = row[-1]
    if noun.kind is not Element.NOUN or len(noun.text) < 2 or noun.text in _NO_WORK:
        return False
    return _OF_WORK.search(noun.text) is not None and not of_family(noun.text)


def _whole(row: list[Item], role: Item) -> Item:
    """A post with the words before it that belong to it, which are taken from the end of ``row``."""
    while row and row[-1].end == role.start and row[-1].kind in _BETWEEN and _belongs(row, role):
        before = row.pop()
        role = role._replace(start=before.start, text=before.text + role.text)
    return role


def _belongs(row: Sequence[Item], role: Item) -> bool:
    before = row[-1].text
    if before in _MANNER:
        return not is_office(role.text)
    if role.text == "司机":
        return _VEHICLE.search(before) is not None
    if role.text == "代表":
        return _CLASS.search(before) is not None
    return before in _KIND_OF_OFFICE.get(role.text, ()) and (before == "民兵" or not _has_owner(row))


def _has_owner(row: Sequence[Item]) -> bool:
    """Whether a name or another noun stands right before the last element: 卷包|车间|主任 is 主任 of 卷包车间."""
    if len(row) < 2 or row[-2].end != row[-1].start:
        return False
    return row[-2].kind in (Element.HOST, Element.NOUN, Element.OF)
