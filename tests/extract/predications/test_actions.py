"""What named bodies and people do, on sentences made up for the purpose."""

from datetime import date

import pytest

from kg.extract.predications.actions import find_actions
from kg.extract.workspace import Workspace
from kg.model.schema import Basis, EntityType, Qualifier, RelationType
from tests.extract.benches import bench, ends, of_type

BODIES = ("柳湾社区", "柳湾派出所", "河道办公室", "财务中心", "建设中心", "柳湾执法队", "望江合作社")
PEOPLE = ("何秋林", "邱雪梅")


def on_bench(text: str) -> Workspace:
    made = bench(text, people=PEOPLE, bodies=BODIES, places=["望江公园"], published=date(2023, 12, 5))
    find_actions(made)
    return made


def acts(text: str) -> list[tuple[str, str]]:
    """Verb and object of each action."""
    found = of_type(on_bench(text), EntityType.ACTION)
    return [(a.properties["verb"], a.properties.get("objectText", "")) for a in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    {
        "柳湾社区组织居民清理河道。": [("组织", "居民清理河道")],
        "近日,柳湾社区工作人员何秋林帮助一名走失儿童找到父母。": [("帮助", "一名走失儿童找到父母")],
        "柳湾执法队对占道经营、乱停乱放等情况进行检查。": [("检查", "占道经营、乱停乱放等情况")],
        "柳湾社区将志愿者派驻到小区。": [("派驻", "志愿者")],
        "柳湾社区为老人送去棉被。": [("送去", "棉被")],
        "柳湾社区召开“邻里和,万事兴”主题座谈会。": [("召开", "“邻里和,万事兴”主题座谈会")],
        # what a bracket holds is said aside
        "柳湾社区新增岗位2个（保洁员，望江公园输送），帮助一名老人。": [("新增", "岗位2个"), ("帮助", "一名老人")],
        "柳湾社区（曾用名：柳湾村，望江公园迁来）清理河道。": [("清理", "河道")],
        # another does it, or whoever may
        "柳湾社区接到报告，经建设中心确诊，查明原因。": [("接到", "报告")],
        "何秋林提出建议，若遇到困难，可以拨打电话。": [("提出", "建议")],
        # no action: a state, speech, a denial, a modifier, no name
        "柳湾社区是先进单位。": [],
        "柳湾社区现有居民420户。": [],
        "何秋林表示,水渠月底就能修好。": [],
        "柳湾社区没有收取费用。": [],
        "柳湾社区组织的演出很热闹。": [],
        "居民们清理了河道。": [],
    }.items(),
)
def test_an_action_is_verb_and_object(text: str, expected: list[tuple[str, str]]) -> None:
    assert acts(text) == expected


def test_a_list_of_bodies_shares_the_action() -> None:
    made = on_bench("建设中心、财务中心联系银行。")
    assert [agent for _, agent in ends(made, RelationType.AGENT)] == ["建设中心", "财务中心"]


def test_who_acts_carries_over_to_the_next_clause_and_purposes_stay_with_the_act() -> None:
    made = on_bench("河道办公室联系柳湾社区,尽快完成清淤工作,确保水流畅通,让居民放心。")
    first, second = of_type(made, EntityType.ACTION)
    assert (first.properties["verb"], second.properties["verb"]) == ("联系", "完成")
    assert second.properties["purpose"] == "确保水流畅通，让居民放心"
    assert [agent for _, agent in ends(made, RelationType.AGENT)] == ["河道办公室", "河道办公室"]
    assert ends(made, RelationType.OBJECT) == [("河道办公室联系柳湾社区", "柳湾社区")]


def test_where_and_how_stay_with_the_act() -> None:
    made = on_bench("近日,柳湾执法队聚焦主要路段,采取夜间抽查的方式,严查违法停车行为。")
    act = of_type(made, EntityType.ACTION)[-1]
    assert act.properties == {
        "verb": "严查",
        "objectText": "违法停车行为",
        "place": "主要路段",
        "manner": "采取夜间抽查的方式",
    }


def test_a_named_place_is_a_relation() -> None:
    made = on_bench("柳湾社区在望江公园举办运动会。")
    assert [place for _, place in ends(made, RelationType.LOCATION)] == ["望江公园"]


def test_staff_act_for_the_body_that_acted_before() -> None:
    made = on_bench("柳湾执法队走访沿街商铺。执法人员耐心讲解消防知识。")
    by = [r for r in made.relations if r.type is RelationType.AGENT]
    assert [(made.chains[r.object or 0].name, r.basis) for r in by] == [
        ("柳湾执法队", Basis.STATED),
        ("柳湾执法队", Basis.CONTEXT),
    ]


def test_a_semicolon_does_not_end_who_acts() -> None:
    made = on_bench("柳湾执法队一方面清理路障;另一方面向司机讲解交通法规。")
    assert [agent for _, agent in ends(made, RelationType.AGENT)] == ["柳湾执法队", "柳湾执法队"]


def test_whoever_is_thanked_did_what_is_told() -> None:
    made = on_bench("“我们要感谢柳湾派出所民警迅速赶到。”何秋林说。")
    (act,) = of_type(made, EntityType.ACTION)
    assert (act.name, act.properties["verb"]) == ("柳湾派出所民警迅速赶到", "赶到")
    assert [agent for _, agent in ends(made, RelationType.AGENT)] == ["柳湾派出所"]


def test_what_is_told_is_not_done_by_the_teller() -> None:
    assert acts("何秋林表示,将继续修建水渠。") == []


def test_intentions_are_marked() -> None:
    made = on_bench("下一步,柳湾社区将开展夜校课程。")
    (act,) = of_type(made, EntityType.ACTION)
    assert act.properties["status"] == "planned"


def test_an_action_has_the_date_of_its_sentence() -> None:
    made = on_bench("11月18日,柳湾社区组织居民清理河道。")
    (day,) = [r for r in made.relations if r.type is RelationType.DATE]
    assert (day.value, day.qualifier(Qualifier.START)) == ("11月18日", "2023-11-18")


def test_evidence_and_names_are_words_of_the_text() -> None:
    made = on_bench("建设中心、财务中心联系银行,确保资金到位。\n柳湾社区在望江公园举办运动会。")
    for act in of_type(made, EntityType.ACTION):
        assert act.name == act.mentions[0].of(made.text)
    assert all("\n" not in r.evidence.of(made.text) for r in made.relations)


def test_staff_of_a_sentence_before_are_no_evidence() -> None:
    made = on_bench("柳湾执法队清理路障。\n民警疏导交通。")
    by = [r.evidence.of(made.text) for r in made.relations if r.type is RelationType.AGENT]
    assert by == ["柳湾执法队清理路障", "民警疏导交通"]
