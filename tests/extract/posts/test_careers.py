"""Careers printed as a table of dates and posts."""

import pytest

from kg.extract import annotate
from kg.model.annotation import Relation
from kg.model.schema import Qualifier, RelationType
from kg.read.page import read_page


def posts(text: str) -> list[tuple[str, str, str, str, str]]:
    (article,) = read_page(text, source="page.txt", sha256="0" * 64)
    found = annotate(article)

    def name(index: int | None) -> str:
        return found.chains[index].name if index is not None else ""

    def row(relation: Relation) -> tuple[str, str, str, str, str]:
        role, start, end = (relation.qualifier(q) for q in (Qualifier.ROLE, Qualifier.START, Qualifier.END))
        return name(relation.subject), role, name(relation.object), start, end

    return sorted(row(relation) for relation in found.relations if relation.type is RelationType.POST)


VITA = """周青禾简历
周青禾，男，汉族，1960年3月生，1980年8月参加工作，大学学历。
{}
"""


@pytest.mark.parametrize(
    ("stages", "expected"),
    [
        (
            "1980.08—1983.09　柳塘县教育局干事、副科长",
            [("干事", "柳塘县教育局", "1980-08", "1983-09"), ("副科长", "柳塘县教育局", "1980-08", "1983-09")],
        ),
        (
            "1983年9月至1988年6月任柳塘县教育局局长，溪桥镇党委书记；",
            [("局长", "柳塘县教育局", "1983-09", "1988-06"), ("党委书记", "溪桥镇", "1983-09", "1988-06")],
        ),
        ("1988.06—今　柳塘县总工会副主席", [("副主席", "柳塘县总工会", "1988-06", "")]),
        ("1990.01　退休", []),
        ("1990年1月，溪桥镇的渠修好了。", []),
    ],
)
def test_stages(stages: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert [found[1:] for found in posts(VITA.format(stages))] == sorted(expected)
    assert {found[0] for found in posts(VITA.format(stages))} <= {"周青禾"}


def test_without_a_vita_nobody_held_the_posts() -> None:
    assert posts("柳塘新闻\n\n1980.08—1983.09　柳塘县教育局局长\n") == []


def test_another_person_ends_a_vita() -> None:
    text = (
        VITA.format("1980.08—1983.09　柳塘县教育局局长") + "王小明说，渠修好了。\n1983.09—1988.06　柳塘县总工会副主席\n"
    )
    assert [found[1] for found in posts(text)] == ["局长"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("赵一鸣任柳河一中校长，2010年卸任。", [("校长", "柳河一中", "", "2010", "former")]),
        ("2008年至2013年，赵一鸣担任柳河一中校长。", [("校长", "柳河一中", "2008", "2013", "former")]),
        ("2018年3月起，赵一鸣任柳河一中校长。", [("校长", "柳河一中", "2018-03", "", "current")]),
        # the years are those of the first post alone
        (
            "赵一鸣1998年至2003年任柳河一中教师，后任柳河县教育局科长。",
            [("教师", "柳河一中", "1998", "2003", "former"), ("科长", "柳河县教育局", "", "", "current")],
        ),
        (
            "赵一鸣2015年4月至2019年12月任柳河镇党委书记，现任柳河县政协副主席。",
            [("党委书记", "柳河镇", "2015-04", "2019-12", "former"), ("副主席", "柳河县政协", "", "", "current")],
        ),
        # whoever will not leave holds the post
        ("赵一鸣任柳河一中校长，今年不会卸任。", [("校长", "柳河一中", "", "", "current")]),
    ],
)
def test_a_post_with_an_end_is_over(sentence: str, expected: list[tuple[str, str, str, str, str]]) -> None:
    (article,) = read_page(sentence, source="page.txt", sha256="0" * 64)
    found = annotate(article)
    held = [relation for relation in found.relations if relation.type is RelationType.POST]
    wanted = (Qualifier.START, Qualifier.END, Qualifier.STATUS)
    assert [
        (each.qualifier(Qualifier.ROLE), found.chains[each.object].name, *(each.qualifier(q) for q in wanted))
        for each in held
        if each.object is not None
    ] == expected
