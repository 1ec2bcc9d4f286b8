"""Official bodies are known by place and function, however they are printed."""

from dataclasses import replace

import pytest

from kg.model.annotation import AnnotatedArticle, Relation
from kg.model.schema import EntityType, Kind, RelationType
from kg.model.text import Block, BlockKind, Span
from kg.resolve import resolve
from kg.resolve.bodies import Office, office
from tests.builders import ORGANIZATION, PLACE, annotated, article, chain, relation, span

GOVERNMENT, PARTY = Kind.GOVERNMENT, Kind.PARTY


@pytest.mark.parametrize(
    ("name", "place", "function"),
    [
        ("深圳市卫健委", "深圳市", "~卫生健康委员会"),
        ("深圳卫生健康委", "深圳", "~卫生健康委员会"),
        ("深圳市卫生健康委员会", "深圳市", "~卫生健康委员会"),
        ("市卫健委", "市", "~卫生健康委员会"),
        ("卫健委", "", "~卫生健康委员会"),
        ("中国国家卫生健康委员会", "国家", "~卫生健康委员会"),
        ("中共深圳市委", "深圳市", "中共~委员会"),
        ("深圳市委", "深圳市", "中共~委员会"),
        ("中共深圳市委员会", "深圳市", "中共~委员会"),
        ("区委", "区", "中共~委员会"),
        ("中共深圳市委组织部", "深圳市", "中共~委员会组织部"),
        ("市委组织部", "市", "中共~委员会组织部"),
        ("中国人民政治协商会议深圳市委员会", "深圳市", "中国人民政治协商会议~委员会"),
        ("深圳市政协", "深圳市", "中国人民政治协商会议~委员会"),
        ("市人民政府", "市", "~人民政府"),
        ("街道党工委", "街道", "中共~工作委员会"),
    ],
)
def test_a_name_is_a_place_and_a_function(name: str, place: str, function: str) -> None:
    assert office(name) == Office(place, function)


@pytest.mark.parametrize("name", ["市场监督管理局", "乡村振兴局", "松涛书店", "深圳东部"])
def test_a_name_that_only_begins_like_a_place_is_left_whole(name: str) -> None:
    assert office(name) is None


def item(
    text: str, page: str, *chains: tuple[str, EntityType, Kind], within: tuple[int, int] | None = None
) -> AnnotatedArticle:
    """An item about bodies and places; ``within`` says which chain lies in which."""
    made = [chain(text, name, type_, kinds=[kind]) for name, type_, kind in chains]
    relations: list[Relation] = []
    if within:
        relations = [relation(RelationType.WITHIN, *within, span(text, chains[within[0]][0]))]
    return annotated(article(text, page=page), made, relations)


def node(items: list[AnnotatedArticle], name: str, number: int) -> str:
    """The entity of a name in one of the items."""
    row = resolve(items).assignment[number]
    return next(id_ for one, id_ in zip(items[number].chains, row, strict=True) if one.name == name)


def test_a_bare_rung_is_the_place_that_the_item_names() -> None:
    short = item("深圳通报。市卫健委说。", "a", ("深圳", PLACE, Kind.ADMIN), ("市卫健委", ORGANIZATION, GOVERNMENT))
    full = item("深圳市卫生健康委员会说。", "b", ("深圳市卫生健康委员会", ORGANIZATION, GOVERNMENT))
    other = item("成都通报。市卫健委说。", "c", ("成都", PLACE, Kind.ADMIN), ("市卫健委", ORGANIZATION, GOVERNMENT))
    items = [short, full, other]
    assert node(items, "市卫健委", 0) == node(items, "深圳市卫生健康委员会", 1) != node(items, "市卫健委", 2)


@pytest.mark.parametrize(
    ("short", "full", "same"),
    [
        ("雷神山医院", "武汉雷神山医院", True),
        ("雷神山医院", "武汉市雷神山医院", True),
        ("同济医院", "上海同济医院", False),  # Wuhan has one, too
        ("第一医院", "长春市第一医院", False),
        ("中心医院", "鞍山市中心医院", False),
    ],
)
def test_a_hospital_is_one_with_and_without_its_city_where_its_own_name_is_rare(
    short: str, full: str, same: bool
) -> None:
    items = [
        item(f"{name}收治病人。", page, (name, ORGANIZATION, Kind.HOSPITAL))
        for name, page in ((short, "a"), (full, "b"))
    ]
    assert (node(items, short, 0) == node(items, full, 1)) is same
    assert node(items[:1], short, 0) == node(items, short, 0)  # another page changes nothing


def test_two_cities_in_one_item_leave_a_bare_rung_open() -> None:
    text = "深圳与成都通报。市卫健委说。"
    both = item(
        text, "a", ("深圳", PLACE, Kind.ADMIN), ("成都", PLACE, Kind.ADMIN), ("市卫健委", ORGANIZATION, GOVERNMENT)
    )
    full = item("成都市卫健委说。", "b", ("成都市卫健委", ORGANIZATION, GOVERNMENT))
    assert node([both, full], "市卫健委", 0) != node([both, full], "成都市卫健委", 1)


def test_what_the_item_says_of_the_whole_settles_a_bare_rung() -> None:
    text = "深圳与成都通报。市卫健委说。"
    places = (("深圳", PLACE, Kind.ADMIN), ("成都", PLACE, Kind.ADMIN))
    both = item(text, "a", *places, ("市卫健委", ORGANIZATION, GOVERNMENT), within=(2, 1))
    full = item("成都市卫健委说。", "b", ("成都市卫健委", ORGANIZATION, GOVERNMENT))
    assert node([both, full], "市卫健委", 0) == node([both, full], "成都市卫健委", 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("国家卫健委", "中国国家卫生健康委员会"),
        ("中国外交部", "外交部"),
        ("科技部基础研究司", "中国科学技术部基础研究司"),
        ("全国政协", "中国人民政治协商会议全国委员会"),
        ("四川省委", "中共四川省委"),
        ("四川高院", "四川省高级人民法院"),
        ("中国国务院", "国务院"),
        ("中国海关总署", "海关总署"),
        ("国家民航局", "中国民用航空局"),
        ("世卫", "世界卫生组织"),
        ("中国央行", "人民银行"),
        ("BBC", "英国广播公司"),
    ],
)
def test_central_and_local_bodies_meet_under_their_full_names(one: str, other: str) -> None:
    items = [item(f"{name}说。", name, (name, ORGANIZATION, GOVERNMENT)) for name in (one, other)]
    assert node(items, one, 0) == node(items, other, 1)


@pytest.mark.parametrize(
    ("one", "other"), [("外交部", "法国外交部"), ("四川省政府", "成都市政府"), ("成都市委", "成都市政府")]
)
def test_another_place_or_function_is_another_body(one: str, other: str) -> None:
    items = [item(f"{name}说。", name, (name, ORGANIZATION, GOVERNMENT)) for name in (one, other)]
    assert node(items, one, 0) != node(items, other, 1)


def test_a_community_of_one_name_is_two_in_two_counties() -> None:
    def community(county: str) -> AnnotatedArticle:
        text = f"{county}：松涛社区办义诊。"
        return item(text, county, (county, PLACE, Kind.ADMIN), ("松涛社区", ORGANIZATION, Kind.COMMUNITY))

    items = [community("黄岛区"), community("武侯区"), community("武侯区")]
    items[2] = item(
        "武侯区再办：松涛社区。", "d", ("武侯区", PLACE, Kind.ADMIN), ("松涛社区", ORGANIZATION, Kind.COMMUNITY)
    )
    assert node(items, "松涛社区", 0) != node(items, "松涛社区", 1) == node(items, "松涛社区", 2)


def test_two_forms_of_one_official_body_in_one_item_are_one() -> None:
    text = "农业农村部发布通知，中国农业农村部同日回应。"
    both = item(text, "a", ("农业农村部", ORGANIZATION, GOVERNMENT), ("中国农业农村部", ORGANIZATION, GOVERNMENT))
    assert node([both], "农业农村部", 0) == node([both], "中国农业农村部", 0)


@pytest.mark.parametrize(
    ("name", "kind"), [("援助湖北医疗队", Kind.OTHER), ("专家组", Kind.OTHER), ("妇联", Kind.ASSOCIATION)]
)
def test_teams_and_tails_mean_another_body_in_another_item(name: str, kind: Kind) -> None:
    items = [item(f"{name}说{n}。", n, (name, ORGANIZATION, kind)) for n in "ab"]
    assert node(items, name, 0) != node(items, name, 1)


def test_the_team_of_a_named_body_is_its_own_everywhere() -> None:
    items = [item(f"国家卫健委专家组说{n}。", n, ("国家卫健委专家组", ORGANIZATION, Kind.OTHER)) for n in "ab"]
    assert node(items, "国家卫健委专家组", 0) == node(items, "国家卫健委专家组", 1)


def test_a_ministry_without_its_country_is_that_of_the_place_the_item_is_sent_from() -> None:
    def sent(dateline: str, text: str, page: str, *places: str) -> AnnotatedArticle:
        whole = f"{dateline}\n{text}"
        chains = [chain(whole, "财政部", ORGANIZATION, kinds=[GOVERNMENT])]
        chains += [chain(whole, place, PLACE, kinds=[Kind.ADMIN]) for place in places]
        made = article(whole, page=page)
        blocks = (Block(BlockKind.DATELINE, Span(0, len(dateline))), *made.blocks[1:])
        return annotated(replace(made, blocks=blocks), chains)

    abroad = sent("本报伯尔尼4月1日电", "瑞士政府要求财政部提交方案。", "a", "瑞士")
    at_home = sent("本报北京4月1日电", "财政部发布通知。", "b", "北京")
    ours = sent("本报伯尔尼4月1日电", "瑞士代表团来到北京，财政部接待。", "c", "瑞士", "北京")
    swiss, chinese, received = (node([abroad, at_home, ours], "财政部", n) for n in range(3))
    assert swiss != chinese == received


def test_the_special_region_is_the_one_that_the_item_names() -> None:
    items = [
        item(f"{place}：特区政府宣布。", place, (place, PLACE, Kind.ADMIN), ("特区政府", ORGANIZATION, GOVERNMENT))
        for place in ("香港", "澳门")
    ]
    full = item("香港特区政府宣布。", "c", ("香港特区政府", ORGANIZATION, GOVERNMENT))
    nodes = [node([*items, full], "特区政府", n) for n in (0, 1)]
    assert nodes[0] == node([*items, full], "香港特区政府", 2) != nodes[1]


@pytest.mark.parametrize("text", ["青禾机械厂更名为青禾重工集团。", "青禾重工集团（原青禾机械厂）开工。"])
def test_a_renamed_body_is_one_with_what_it_was(text: str) -> None:
    names = sorted(("青禾机械厂", "青禾重工集团"), key=text.index)
    told = item(text, "a", *((name, ORGANIZATION, Kind.COMPANY) for name in names))
    before = item("青禾机械厂招工。", "b", ("青禾机械厂", ORGANIZATION, Kind.COMPANY))
    items = [told, before]
    assert node(items, "青禾重工集团", 0) == node(items, "青禾机械厂", 0) == node(items, "青禾机械厂", 1)
    assert node([before], "青禾机械厂", 0) != node(
        [item("青禾重工集团开工。", "c", ("青禾重工集团", ORGANIZATION, Kind.COMPANY))], "青禾重工集团", 0
    )
