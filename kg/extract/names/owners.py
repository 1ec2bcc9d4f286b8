"""Bodies that names of their units begin with: 甲大学 in 甲大学法学院, 乙公司 in 乙公司运营部, 丙局 in 丙局办公厅.

A unit that exists only inside another body is printed with that body before it, and so the body is named, though it never
stands alone. Its own name ends where the tagger's words often do not, but its ending is one of few that close a name,
no word runs across the seam, and what follows is a unit by itself.
"""

import re
from collections.abc import Iterator

from kg.extract.coreference.clusters import Form, add_inside
from kg.extract.coreference.pointing import points_back
from kg.extract.names.bodies import trade_of
from kg.extract.names.crews import is_crew
from kg.extract.text.levels import is_bare
from kg.lexicon.names import best_cut
from kg.lexicon.places import Gazetteer
from kg.lexicon.suffixes import kind_of_body, kind_of_place
from kg.model.schema import Kind

# Endings that close the name of a body which has units. A single character closes one only in government and the press.
_WHOLE = re.compile(
    r"(?:大学|学院|医院|集团|公司|银行|农商行|法院|检察院|研究院|研究所|中学|小学|学校|指挥部|海关|项目部|车间|农场|"
    r"总局|分局|支队|大队|总队|中心|协会|学会|联合会|委员会|基金会|工会|总会|政府|当局|电视台|日报|报社|出版社|矿|厂|"
    r"[省市县区州旗镇乡]委|[局厅部署院社司段])$"
)
_NO_WHOLE = re.compile(r"(?:干|中|东|西|南|北|内|全|各)部$|[路航地分阶片]段$|工厂$|学社$|驻")
# Units: what no body is called alone.
_UNIT = re.compile(
    r"(?:部|处|科|室|司|办|办公室|办公厅|厅|股|系|学院|所|组|专班|委员会|党委|党组|党支部|团委|工会|病区|班|队|中心|分局|分公司|"
    r"秘书处|董事会|支部|分院|医院|支行|分行|分社|分部|站|团队|实验室|车间|营业部|编辑部|段)$"
)
# What only a company has, behind a brand with its trade: 甲乙地产|研究部.
_DEPARTMENT = re.compile(r"(?:[^全]部|事业群|研究中心|事业中心|总部|编辑室)$")
# The name itself goes on so, or a second body's begins.
_GOES_ON = ("集团", "有限", "股份", "总公司", "责任", "员会", "（", "(", "最高", "公安部")
_PAIRS = (("（", "）"), ("(", ")"), ("“", "”"), ("《", "》"))
_CENTRAL = ("医院", "卫生院", "小学", "中学", "学校", "幼儿园")  # 中心医院 is one kind
_BRANCH = re.compile(r"(?:分公司|支公司|分行|支行|分社|分局|分院|分校|分会|分店|营业部|营业所)$")
_LONGEST_PLACE = 8  # code points
_LEVELS = "省市县区州旗镇乡"
_SHORTEST = 3  # code points of a whole; a unit has two at least


def add_owners(text: str, forms: dict[str, Form], gazetteer: Gazetteer) -> None:
    """Add the bodies and divisions that names of bodies begin with to ``forms``. Cost: linear in the names."""
    for surface in sorted(forms):
        form = forms[surface]
        if form.is_place or form.kind is Kind.OTHER:
            continue
        inside = (
            *_owners(surface, gazetteer),
            *_divisions(surface, gazetteer),
            *_owner_of_branch(surface, form.kind, gazetteer),
        )
        for start, end, kind in inside:
            add_inside(text, forms, form, start, end, kind)


def join_crews(forms: dict[str, Form]) -> None:
    """Make a crew and the body printed right before it one name (甲中学|高三（2）班, 乙分公司|压裂一队). Cost: linear."""
    ending = {span.end: span for form in forms.values() if not form.is_place for span in form.spans}
    for surface in sorted(filter(is_crew, forms)):
        crew = forms[surface]
        for span in [span for span in crew.spans if span.start in ending]:
            body = ending[span.start]
            head = next(form.surface for form in forms.values() if body in form.spans)
            whole = forms.setdefault(head + surface, Form(head + surface, crew.kind, crew.probability))
            whole.spans.append(body.cover(span))


def _owners(surface: str, gazetteer: Gazetteer) -> Iterator[tuple[int, int, Kind]]:
    """Where complete bodies end inside a name, and what they are."""
    words = frozenset(best_cut(surface)[1])
    for size in range(_SHORTEST, len(surface) - 1):
        head, rest = surface[:size], surface[size:]
        if (
            len(rest) >= _SHORTEST
            and _DEPARTMENT.search(rest)
            and trade_of(head)
            and not _is_placed_trade(head, gazetteer)
        ):
            yield 0, size, Kind.COMPANY
        if size not in words or _WHOLE.search(head) is None or _NO_WHOLE.search(head) or rest.startswith(_GOES_ON):
            continue
        if _UNIT.search(rest) is None or (head.endswith("中心") and rest.startswith(_CENTRAL)):
            continue
        kind = kind_of_body(head)
        balanced = all(head.count(opens) == head.count(closes) for opens, closes in _PAIRS)
        if kind is not None and balanced and not is_bare(head) and not points_back(head):
            yield 0, size, kind


def _is_placed_trade(head: str, gazetteer: Gazetteer) -> bool:
    """Whether a trade has only a place before it: 甲省教育 is no company."""
    return bool(gazetteer.lookup_bare(head[: -len(trade_of(head))])) or head.startswith(("国家", "全国", "中国"))


def _divisions(surface: str, gazetteer: Gazetteer) -> Iterator[tuple[int, int, Kind]]:
    """Listed divisions by their full names, one behind the other, at the head of a name: 甲省|乙市|丙局."""
    start = 0
    for end in range(_SHORTEST, len(surface) - 1):
        name = surface[start:end]
        if len(name) >= _SHORTEST and name[-1] in _LEVELS and not name.endswith("特区") and gazetteer.lookup(name):
            yield start, end, kind_of_place(name) or Kind.ADMIN
            start = end


def _owner_of_branch(surface: str, kind: Kind, gazetteer: Gazetteer) -> Iterator[tuple[int, int, Kind]]:
    """Whose branch it is, whatever the owner's name ends in, since a place parts them: 甲银|乙市|支行, 丙石化|丁省|分公司."""
    branch = _BRANCH.search(surface)
    if branch is None:
        return
    end = at = branch.start()
    # What a bank's branch is called after is a town more often than not, printed without 镇; else only what is a place anywhere.
    listed = gazetteer.lookup_bare if branch.group().endswith("行") else gazetteer.lookup
    while size := next((n for n in range(min(_LONGEST_PLACE, at - 2), 1, -1) if listed(surface[at - n : at])), 0):
        at -= size
    if at < end and not gazetteer.lookup_bare(surface[:at]):
        yield 0, at, kind_of_body(surface[:at]) or kind
