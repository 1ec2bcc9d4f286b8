"""Named ways of working, their parts, and who practises them."""

import pytest

from kg.extract.predications.practices import find_practices
from kg.model.schema import EntityType, RelationType
from tests.extract.benches import bench, ends, of_type

BODIES = ("柳湾社区", "柳湾镇党委", "河道办公室")


def practices(text: str) -> list[str]:
    made = bench(text, bodies=BODIES)
    find_practices(made)
    return sorted(c.name for c in of_type(made, EntityType.PRACTICE))


def parts(text: str) -> list[tuple[str, str]]:
    made = bench(text, bodies=BODIES)
    find_practices(made)
    return ends(made, RelationType.NARROWER)


def holders(text: str) -> list[tuple[str, str]]:
    made = bench(text, bodies=BODIES)
    find_practices(made)
    return ends(made, RelationType.PRACTISED_BY)


@pytest.mark.parametrize(
    ("text", "names"),
    {
        "柳湾社区创新“三联”工作模式。": ["“三联”工作模式"],
        "柳湾社区制定“一图两表”的工作思路。": ["“一图两表”的工作思路"],
        "柳湾社区依托“一网通管”工作体系办事。": ["“一网通管”工作体系"],
        "柳湾社区的“五步工作法”出了名。": ["五步工作法"],
        "柳湾社区通过“优服务”,让居民少跑腿。": ["优服务"],
        "柳湾社区通过“柳湾服务平台”,让居民少跑腿。": [],
        "柳湾社区举办“邻里情”文艺演出。": [],
        "居民称赞这里是“后花园”。": [],
        "柳湾社区实施“两清”行动。": ["“两清”行动"],
        "警方侦破了“猎狐”行动的案件。": [],
    }.items(),
)
def test_what_is_a_way_of_working(text: str, names: list[str]) -> None:
    assert practices(text) == names


def test_parts_quoted_in_a_row_before_the_name() -> None:
    text = "柳湾社区实行“议事公开”“办事公开”“结果公开”的“三公开”工作模式。"
    whole = "“三公开”工作模式"
    assert parts(text) == [(whole, "议事公开"), (whole, "办事公开"), (whole, "结果公开")]


def test_parts_that_are_not_as_many_as_the_name_counts_are_not_its_parts() -> None:
    assert parts("柳湾社区实行“议事公开”“办事公开”的“三公开”工作模式。") == []


def test_parts_set_between_dashes() -> None:
    text = "柳湾社区构建起“党支部-楼长-志愿者”的工作框架。"
    whole = "“党支部-楼长-志愿者”的工作框架"
    assert parts(text) == [(whole, "党支部"), (whole, "楼长"), (whole, "志愿者")]


def test_parts_listed_behind_that_is() -> None:
    text = "柳湾社区推行“三清”工作法,即清垃圾、清河道、清杂物。"
    whole = "“三清”工作法"
    assert parts(text) == [(whole, "清垃圾"), (whole, "清河道"), (whole, "清杂物")]


def test_clauses_behind_that_is_say_who_does_what() -> None:
    text = "柳湾社区制定“一轴两翼”的工作思路,即以柳湾镇党委为核心,由河道办公室牵头,守住一条底线。"
    whole = "“一轴两翼”的工作思路"
    assert parts(text) == [(whole, "以柳湾镇党委为核心"), (whole, "由河道办公室牵头"), (whole, "守住一条底线")]
    assert holders(text) == [
        ("以柳湾镇党委为核心", "柳湾镇党委"),
        ("由河道办公室牵头", "河道办公室"),
        (whole, "柳湾社区"),
    ]


def test_the_subject_practises_it_across_clauses_and_sentences() -> None:
    assert holders("柳湾社区整合力量,创新“三联”工作模式。") == [("“三联”工作模式", "柳湾社区")]
    assert holders("柳湾社区人手不多。为此,大家商量出“三联”工作模式。") == [("“三联”工作模式", "柳湾社区")]
    assert holders("“三联”工作模式受到欢迎。") == []


def test_the_same_term_elsewhere_is_the_same_practice() -> None:
    made = bench("柳湾社区创新“三联”工作模式。\n通过“三联”,大家熟了。", bodies=BODIES)
    find_practices(made)
    (practice,) = of_type(made, EntityType.PRACTICE)
    assert sorted(span.of(made.text) for span in practice.mentions) == ["“三联”工作模式", "三联"]


def test_terms_that_serve_as_means() -> None:
    text = "柳湾社区以“强队伍”“优服务”“促和谐”为抓手，提升治理水平。"
    assert practices(text) == sorted(["强队伍", "优服务", "促和谐"])
    assert {body for _, body in holders(text)} == {"柳湾社区"}
    assert practices("柳湾社区以“后花园”闻名。") == []


def test_levels_that_a_dash_joins() -> None:
    text = "柳湾社区构建“社区支部—楼组—住户”三级联动体系。"
    assert [part for _, part in parts(text)] == ["社区支部", "楼组", "住户"]


def test_parts_side_by_side_behind_a_clause() -> None:
    text = "柳湾社区推行“一核三联”机制，即以柳湾镇党委为核心，组织联建、资源联享、治理联抓。"
    named = [part for _, part in parts(text)]
    assert named == ["以柳湾镇党委为核心", "组织联建", "资源联享", "治理联抓"]


def test_what_a_way_of_working_is_called() -> None:
    text = "柳湾社区的这套做法被称为“板凳议事”。"
    assert holders(text) == [("板凳议事", "柳湾社区")]
    assert practices("这座桥被称为“风雨廊桥”。") == []
