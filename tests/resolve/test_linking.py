"""Linking: which division a name means, by the company it keeps; and what becomes of entities."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from kg.lexicon.places import gazetteer
from kg.model.annotation import AnnotatedArticle, Chain, Mention
from kg.model.entity import Entity
from kg.model.schema import EntityType, Kind
from kg.model.text import Article, Block, BlockKind, Span
from kg.resolve import resolve
from kg.resolve.linking import PlaceLink, link_places, parse_place
from kg.resolve.seats import seats

PLACE = frozenset({EntityType.PLACE})
BODY = frozenset({EntityType.ORGANIZATION})


def item(text: str, *names: str, page: str = "p", bodies: Sequence[tuple[str, Kind]] = ()) -> AnnotatedArticle:
    """An article whose places are ``names``, each mentioned where the text first has it."""

    def chain(name: str, types: frozenset[EntityType], kinds: frozenset[Kind]) -> Chain:
        start = text.index(name)
        return Chain(types, name, (Mention(Span(start, start + len(name)), name),), kinds=kinds)

    chains = [chain(name, PLACE, frozenset()) for name in names]
    chains += [chain(name, BODY, frozenset({kind})) for name, kind in bodies]
    blocks = (Block(BlockKind.PARAGRAPH, Span(0, len(text))),)
    article = Article(f"{page}.txt", page * 64, 0, text, blocks, (), date(2023, 11, 20))
    return AnnotatedArticle(article, (), tuple(sorted(chains, key=lambda chain: chain.mentions[0].span)))


def links(*items: AnnotatedArticle, region: str = "") -> dict[str, PlaceLink | None]:
    """The links of all items by the chains' names; a later item wins."""
    found = link_places(items, region=region)
    return {
        chain.name: link
        for item, row in zip(items, found, strict=True)
        for chain, link in zip(item.chains, row, strict=True)
    }


def codes(*items: AnnotatedArticle, region: str = "") -> dict[str, str]:
    return {name: link.code if link else "-" for name, link in links(*items, region=region).items()}


def test_six_townships_settle_their_county() -> None:
    names = ("泊里镇", "灵山卫街道", "辛安街道", "滨海街道", "藏马镇", "胶南街道")
    found = codes(item("、".join(names), *names))
    assert {gazetteer().division(code).parent for code in found.values()} == {"370211"}


def test_a_lone_namesake_stays_open_with_its_candidates() -> None:
    link = links(item("记者走进滨海街道。", "滨海街道"))["滨海街道"]
    assert link is not None
    assert link.code == ""
    assert {"370211010", "350203005"} <= set(link.candidates)


def test_the_home_of_the_paper_tips_the_balance() -> None:
    assert codes(item("记者走进滨海街道。", "滨海街道"), region="370211") == {"滨海街道": "370211010"}
    assert codes(item("记者走进滨海街道。", "滨海街道"), region="3702") == {"滨海街道": "370211010"}


def test_a_file_called_after_its_paper_tells_the_home() -> None:
    text = "记者走进滨海街道。"
    assert codes(item(text, "滨海街道", page="青岛日报_2023-11-20")) == {"滨海街道": "370211010"}
    assert codes(item(text, "滨海街道", page="厦门日报_2023-11-20")) == {"滨海街道": "350203005"}
    assert codes(item(text, "滨海街道", page="人民日报_2023-11-20")) == {"滨海街道": ""}
    assert codes(item(text, "滨海街道", page="青岛日报_2023-11-20"), region="350203") == {"滨海街道": "350203005"}


def credited(credit: str, text: str, *names: str, page: str = "p") -> AnnotatedArticle:
    """An article below a byline."""
    made = item(f"{credit}\n{text}", *names, page=page)
    cut = len(credit)
    blocks = (
        Block(BlockKind.BYLINE, Span(0, cut)),
        Block(BlockKind.PARAGRAPH, Span(cut + 1, len(made.article.text))),
    )
    return replace(made, article=replace(made.article, blocks=blocks))


TOWN = "记者走进滨海街道。"


@pytest.mark.parametrize(
    ("credit", "code"),
    [
        ("青岛晚报记者 林远舟", "370211010"),
        ("厦门日报通讯员 林远舟", "350203005"),
        ("本报记者 林远舟", ""),  # which paper that is, no word says
        ("人民日报记者 林远舟", ""),
        ("青岛晚报记者 林远舟 厦门日报记者 沈若川", ""),  # two homes: nobody is believed
    ],
)
def test_the_credits_of_a_page_tell_the_home_of_its_paper(credit: str, code: str) -> None:
    assert codes(credited(credit, TOWN, "滨海街道")) == {"滨海街道": code}


def test_a_credit_speaks_for_its_own_page_and_for_no_other() -> None:
    told = credited("青岛晚报记者 林远舟", "天晴。")
    assert codes(told, item(TOWN, "滨海街道")) == {"滨海街道": "370211010"}
    assert codes(told, item(TOWN, "滨海街道", page="q")) == {"滨海街道": ""}


def test_the_file_name_and_the_region_come_before_the_credits_and_running_text_says_nothing() -> None:
    told = credited("厦门日报记者 林远舟", TOWN, "滨海街道")
    assert codes(told, region="370211") == {"滨海街道": "370211010"}
    quoted = item(f"读者给青岛晚报写信。{TOWN}", "滨海街道")
    assert codes(quoted) == {"滨海街道": ""}


def test_the_words_of_an_item_outweigh_the_home() -> None:
    found = codes(item("福建省厦门市思明区滨海街道举行演练。", "滨海街道"), region="370211")
    assert found == {"滨海街道": "350203005"}


def test_the_items_of_a_page_help_each_other() -> None:
    first, second = item("泊里镇、藏马镇举行活动。", "泊里镇"), item("滨海街道举行演练。", "滨海街道")
    assert codes(first, second)["滨海街道"] == "370211010"
    elsewhere = item("滨海街道举行演练。", "滨海街道", page="q")
    assert codes(first, elsewhere)["滨海街道"] == ""


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("长春市朝阳区的居民说", "朝阳区", "220104"),
        ("北京的冬天，朝阳区的居民说", "朝阳区", "110105"),
        ("吉林今年粮食丰收。", "吉林", "220000"),
        ("海南今年游客很多。", "海南", "460000"),
        ("南通市民来到通州区。", "通州区", "320612"),
        ("他在鼓楼下等人。", "鼓楼", "-"),
        ("他在南京的鼓楼等人。", "鼓楼", "320106"),
        ("他来自泊里。", "泊里", "-"),
        ("黄岛区的泊里今年建了学校。", "泊里", "370211101"),
        ("乘船游览松花江，经过哈尔滨市。", "松花江", "-"),
        ("在东北长大", "东北", "region:northeast-china"),
        ("他去过法国和巴黎", "巴黎", "geonames:2988507"),
        ("原胶南市的老人回忆", "胶南市", "370284"),
        ("中美两国", "美", "US"),
        ("公园里的湖", "公园", "-"),
        ("灵山卫街道的居民说", "灵山卫街道", "370211011"),
        ("钦州市灵山县的居民说", "灵山县", "450721"),
        ("盐城市滨海县的渔民", "滨海县", "320922"),
        ("黄岛区的滨海街道", "滨海街道", "370211010"),
        ("长春的雪下了一夜，朝阳区的环卫工上街", "朝阳区", "220104"),
        ("吉林省吉林市的雾凇", "吉林市", "220200"),
        ("北京市通州区的运河", "通州区", "110112"),
        ("南京、徐州两地的鼓楼区", "鼓楼区", ""),
        ("福州市鼓楼区的榕树", "鼓楼区", "350102"),
        ("海南藏族自治州的牧民", "海南藏族自治州", "632500"),
        ("泊里这个词怎么读", "泊里", "-"),
        ("他家在泊里，藏马镇和胶南街道都不远", "泊里", "370211101"),
        ("去乌镇看戏", "乌镇", ""),
        ("浙江的乌镇", "乌镇", "330483100"),
        ("前胶南市的老厂", "前胶南市", "370284"),
        ("原即墨市的集市", "原即墨市", "370215"),
        ("雄安新区的工地", "雄安新区", "zone:xiongan"),
        ("青岛西海岸新区的海", "西海岸新区", "zone:west-coast"),
        ("他飞往东京和首尔", "东京", "geonames:1850147"),
        ("在加州读书", "加州", "US-CA"),
        ("英国和乌兹别克斯坦", "乌兹别克斯坦", "UZ"),
    ],
)
def test_traps(text: str, name: str, code: str) -> None:
    assert codes(item(text, name)) == {name: code}


def test_a_name_cut_out_of_a_longer_one_is_no_place() -> None:
    assert codes(item("灵山卫街道召开会议。", "灵山")) == {"灵山": "-"}
    assert codes(item("上海自贸区扩区。", "上海")) == {"上海": "310000"}


@pytest.mark.parametrize(
    ("name", "code"),
    [("吉林省长春市朝阳区", "220104"), ("山东安丘", "370784"), ("上海浦东", "310115"), ("黄岛区泊里镇", "370211101")],
)
def test_a_name_of_several_steps_is_read_step_by_step(name: str, code: str) -> None:
    assert [place.code for place in parse_place(name, gazetteer())] == [code]


def test_a_name_with_a_part_that_is_no_place_is_none() -> None:
    assert parse_place("青岛市某大厦", gazetteer()) == ()


def by_code(*items: AnnotatedArticle) -> dict[str, Entity]:
    return {entity.code: entity for entity in resolve(items).entities if entity.code}


def test_a_township_is_never_the_county_that_its_name_begins_like() -> None:
    text = "灵山卫街道和滨海街道的干部到泊里镇、藏马镇、辛安街道学习。"
    names = ("灵山卫街道", "滨海街道", "泊里镇", "藏马镇", "辛安街道")
    assert {code[:6] for code in codes(item(text, *names)).values()} == {"370211"}
    known = gazetteer()
    spans = {text[start:end] for start, end, _ in known.scan(text)}
    assert spans == set(names)


def test_the_divisions_above_stand_in_the_resolution() -> None:
    found = by_code(item("泊里镇举行活动。", "泊里镇"))
    assert {code: entity.from_gazetteer for code, entity in found.items()} == {
        "370211101": False,
        "370211": True,
        "370200": True,
        "370000": True,
    }


def test_short_and_full_form_are_one_place() -> None:
    assert by_code(item("山东省青岛市的青岛港，山东的海", "山东省", "山东", "青岛市"))["370000"].aliases == ("山东",)


def test_one_name_for_two_places_is_two_entities() -> None:
    first = item("长春市朝阳区", "朝阳区", page="a")
    second = item("北京市朝阳区", "朝阳区", page="b")
    lone = item("朝阳区的居民", "朝阳区", page="c")
    resolution = resolve([first, second, lone])
    ids = {ids[0] for ids in resolution.assignment}
    assert len(ids) == 3
    assert {entity.code for entity in resolution.entities if entity.name == "朝阳区"} == {"220104", "110105", ""}
    (still_open,) = (entity for entity in resolution.entities if entity.candidates)
    assert still_open.candidates == ("110105", "220104")


def test_more_articles_leave_the_ids_of_the_first() -> None:
    first = item("泊里镇泊里派出所、滨海街道", "泊里镇", "滨海街道", bodies=[("泊里派出所", Kind.POLICE_COURT)])
    alone = resolve([first])
    more = resolve(
        [item("青岛市、山东省、泊里派出所", "青岛市", bodies=[("泊里派出所", Kind.POLICE_COURT)], page="x"), first]
    )
    assert more.assignment[1] == alone.assignment[0]


@pytest.mark.parametrize(
    ("text", "place", "body", "kind", "code"),
    [
        ("泊里镇的泊里派出所", "泊里镇", "泊里派出所", Kind.POLICE_COURT, "370211101"),
        ("藏马镇，泊里中学", "藏马镇", "泊里中学", Kind.SCHOOL, "370211101"),
        ("青岛市公安局", "青岛市", "青岛市公安局", Kind.POLICE_COURT, "370200"),
        ("长春市民到朝阳区公安局", "长春", "朝阳区公安局", Kind.POLICE_COURT, "220104"),
        ("记者到朝阳区公安局，法国", "法国", "朝阳区公安局", Kind.POLICE_COURT, ""),
        ("藏马镇人民小学", "藏马镇", "人民小学", Kind.SCHOOL, ""),
        ("青岛市的北京大学深圳研究生院", "青岛市", "北京大学深圳研究生院", Kind.SCHOOL, ""),
        ("青岛市的青岛啤酒公司", "青岛市", "青岛啤酒公司", Kind.COMPANY, ""),
        ("泊里镇的泊里镇泊里社区合作社", "泊里镇", "泊里镇泊里社区合作社", Kind.COMMUNITY, "370211103001"),
        ("滨海街道、藏马镇，新航社区合作社", "藏马镇", "新航社区合作社", Kind.COMMUNITY, "370211012021"),
        ("武侯区的新航社区合作社", "武侯区", "新航社区合作社", Kind.COMMUNITY, ""),
        ("藏马镇农村信用社区委员会", "藏马镇", "农村信用社区委员会", Kind.ASSOCIATION, ""),
    ],
)
def test_a_body_sits_where_its_name_says(text: str, place: str, body: str, kind: Kind, code: str) -> None:
    items = [item(text, place, bodies=[(body, kind)])]
    (row,) = seats(items, link_places(items))
    assert [
        seat.code if seat else "" for seat, chain in zip(row, items[0].chains, strict=True) if chain.name == body
    ] == [code]


def test_a_community_is_found_once_its_county_is_settled() -> None:
    found = codes(item("泊里镇泊里社区和新航社区举行活动。", "泊里镇", "泊里镇泊里社区", "新航社区"))
    assert [gazetteer().division(code).parent for code in found.values()] == ["370211", "370211101", "370211010"]
    assert codes(item("新航社区举行活动。", "新航社区")) == {"新航社区": "-"}


def test_names_that_extraction_saw_are_not_looked_for_again() -> None:
    text = "泊里镇、琅琊镇、灵山卫街道的干部到黄岛区开会，海地在沿海地区。"
    unseen = item(text, "泊里镇", "琅琊镇", "黄岛区")
    seen = replace(unseen, places=tuple(Span(start, end) for start, end, _ in gazetteer().scan(text)))
    assert seen.places
    assert link_places([seen]) == link_places([unseen])
    assert link_places([replace(seen, places=())]) != link_places([unseen])


@pytest.mark.parametrize(
    ("names", "label"),
    [
        ("青岛市 青岛市区", "青岛市"),
        ("青岛 青岛地区", "青岛"),
        ("山东青岛 青岛", "山东青岛"),
        ("喀什地区 喀什", "喀什地区"),
        ("新疆喀什地区 新疆喀什", "新疆喀什地区"),
        ("黄岛 黄岛区", "黄岛区"),
    ],
)
def test_what_lies_around_a_place_is_not_what_it_is_called(names: str, label: str) -> None:
    forms = names.split()
    made = item("，".join(forms), *forms)
    whole = replace(made.chains[0], name=forms[0], aliases=tuple(forms[1:]))
    found = by_code(replace(made, chains=(whole,)))
    named = [entity for entity in found.values() if entity.name in forms]
    assert [entity.name for entity in named] == [label]
    assert {label, *named[0].aliases} == set(forms)
