"""What lies in what, on sentences made up for the purpose."""

import pytest

from kg.extract.within.pairs import BASES, propose, put_within
from kg.extract.workspace import Workspace
from kg.lexicon.places import gazetteer
from kg.lexicon.suffixes import kind_of_body, kind_of_place
from kg.model.schema import Basis, RelationType
from tests.extract.benches import bench, ends


def on_bench(text: str, bodies: str = "", places: str = "") -> Workspace:
    """Bodies and places by their words, each with the kind its name says."""
    made = bench(text, bodies=bodies.split(), places=places.split())
    for chain in made.chains:
        kind = kind_of_body(chain.name) if chain.name in bodies.split() else kind_of_place(chain.name)
        chain.kinds = {kind} if kind else set()
    return made


def within(text: str, bodies: str = "", places: str = "") -> list[tuple[str, str]]:
    made = on_bench(text, bodies, places)
    put_within(made, gazetteer())
    return ends(made, RelationType.WITHIN)


def rules(text: str, bodies: str = "", places: str = "") -> set[tuple[str, str, str]]:
    made = on_bench(text, bodies, places)
    return {
        (made.chains[pair.part].name, made.chains[pair.whole].name, reason.rule)
        for pair, _ in propose(made, gazetteer())
        for reason in pair.reasons
    }


@pytest.mark.parametrize(
    ("text", "bodies", "places", "expected"),
    [
        ("青岛市教育局在青岛市召开会议。", "青岛市教育局", "青岛市", ("青岛市教育局", "青岛市")),
        ("中共青岛市委在青岛市召开会议。", "中共青岛市委", "青岛市", ("中共青岛市委", "青岛市")),
        ("松岭大学和松岭大学法学院。", "松岭大学 松岭大学法学院", "", ("松岭大学法学院", "松岭大学")),
    ],
)
def test_a_name_lies_in_what_it_begins_with(text: str, bodies: str, places: str, expected: tuple[str, str]) -> None:
    assert expected in within(text, bodies, places)


def test_only_direct_steps_are_said() -> None:
    text = "青岛市教育局考试处和青岛市教育局都在青岛市。"
    found = within(text, "青岛市教育局考试处 青岛市教育局", "青岛市")
    assert ("青岛市教育局考试处", "青岛市教育局") in found
    assert ("青岛市教育局", "青岛市") in found
    assert ("青岛市教育局考试处", "青岛市") not in found


def test_statements() -> None:
    said = within("柳河社区统筹北湾里经合社、南桥经合社。", "柳河社区 北湾里经合社 南桥经合社")
    assert said == [("北湾里经合社", "柳河社区"), ("南桥经合社", "柳河社区")]
    assert ("柳河医院", "松岭县", "located-in") in rules("柳河医院坐落于松岭县。", "柳河医院", "松岭县")
    assert ("柳河医院", "松岭县", "of-place") in rules("位于松岭县的柳河医院开业。", "柳河医院", "松岭县")
    assert ("柳河医院", "望江大学", "located-in") in rules("柳河医院挂靠望江大学。", "柳河医院 望江大学")
    then = rules("柳河医院位于松岭县，隶属于望江大学。", "柳河医院 望江大学", "松岭县")
    assert {("柳河医院", "松岭县", "located-in"), ("柳河医院", "望江大学", "located-in")} <= then
    assert ("松岭县", "望江大学", "located-in") not in then
    assert ("白塔镇", "松岭县", "of-place") in rules("归松岭县管辖的白塔镇下雪了。", "", "松岭县 白塔镇")
    both = rules("柳河医院、望江中学落户松岭县。", "柳河医院 望江中学", "松岭县")
    assert {("柳河医院", "松岭县", "located-in"), ("望江中学", "松岭县", "located-in")} <= both


def test_what_is_founded_is_the_object_and_no_attribute_of_it() -> None:
    assert ("望江大学", "松岭集团", "founds") in rules("松岭集团组建了望江大学，今年招生。", "松岭集团 望江大学")
    attribute = rules("松岭集团拥有望江大学产业分类的全部门类。", "松岭集团 望江大学")
    assert not {rule for _, _, rule in attribute}


def test_relative_bodies_lie_in_the_last_place_of_their_level() -> None:
    text = "泊里镇和灵山卫街道都在建设。街道党工委说，很好。"
    assert within(text, "街道党工委", "泊里镇 灵山卫街道") == [("街道党工委", "灵山卫街道")]


def test_compounds_lie_in_the_one_community_of_the_item() -> None:
    one = "柳湾社区组织活动。望江花园小区的居民很高兴。"
    assert ("望江花园小区", "柳湾社区") in within(one, "柳湾社区", "望江花园小区")
    two = "柳湾社区和青禾社区组织活动。望江花园小区的居民很高兴。"
    assert "compound-in-community" not in {rule for _, _, rule in rules(two, "柳湾社区 青禾社区", "望江花园小区")}


def test_communities_lie_in_the_one_town_that_the_item_speaks_of() -> None:
    text = "柳河街道动员居民。柳河街道说，望湖社区、春江社区都来了。"
    found = within(text, "望湖社区 春江社区", "柳河街道")
    assert {("望湖社区", "柳河街道"), ("春江社区", "柳河街道")} <= set(found)
    two = rules(text + "石桥街道也来了。", "望湖社区", "柳河街道 石桥街道")
    assert "community-in-town" not in {rule for _, _, rule in two}


def test_a_town_s_bodies_are_named_by_its_proper_part() -> None:
    assert ("泊里派出所", "泊里镇", "name-begins-with-stem") in rules(
        "泊里镇近日开展检查。泊里派出所参加。", "泊里派出所", "泊里镇"
    )


def test_units_lie_in_the_last_body_that_is_no_unit() -> None:
    text = "望江市人民医院派出医疗队，其中有疝外科医生王一。"
    assert ("疝外科", "望江市人民医院", "unit-of-body") in rules(text, "望江市人民医院 疝外科")


def test_bodies_of_the_nation_are_units_of_nobody() -> None:
    text = "望江市人民医院欢迎国家疾控中心、外交部、教育部的专家。"
    found = rules(text, "望江市人民医院 国家疾控中心 外交部 教育部")
    assert not {part for part, _, rule in found if rule == "unit-of-body"}


def test_a_list_shares_the_whole_of_its_first() -> None:
    text = "青岛市教育局、财政局在青岛市开会。"
    assert ("财政局", "青岛市", "shares-whole") in rules(text, "青岛市教育局 财政局", "青岛市")


def test_a_place_inside_a_company_s_name() -> None:
    text = "望江电子材料(苏州)有限公司在苏州投产。"
    assert ("望江电子材料(苏州)有限公司", "苏州", "name-holds") in rules(text, "望江电子材料(苏州)有限公司", "苏州")


def test_no_names_no_relations() -> None:
    assert within("今天天气很好。") == []


def test_what_is_said_carries_its_basis_a_probability_and_words_that_hold_the_part() -> None:
    made = on_bench("青岛市教育局在青岛市召开会议。", "青岛市教育局", "青岛市")
    put_within(made, gazetteer())
    (relation,) = [r for r in made.relations if r.type is RelationType.WITHIN]
    assert relation.basis is BASES[relation.rule] is Basis.NAME_FORM
    assert 0.4 <= relation.confidence <= 1.0
    assert relation.evidence.of(made.text) == "青岛市教育局"


def test_a_place_of_one_character_is_no_end_of_what_is_stated() -> None:
    found = within("医疗队返京，入驻云溪大酒店。", bodies="医疗队", places="京 云溪大酒店")
    assert not any("京" in pair for pair in found)
    assert ("云溪大酒店", "青岛市") in within("云溪大酒店位于青岛市。", bodies="云溪大酒店", places="青岛市")
