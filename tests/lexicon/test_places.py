"""The gazetteer: names, codes, chains, and the traps of place names."""

import time

import pytest

from kg.lexicon.places import COLUMNS, Gazetteer, Level, gazetteer
from kg.lexicon.scanning import Scanner
from kg.lexicon.tables import read_table
from kg.lexicon.villages import village_row


def codes(name: str) -> list[str]:
    return [place.code for place in gazetteer().lookup(name)]


def found(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in gazetteer().scan(text)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("青岛市", ["370200"]),
        ("青岛", ["370200"]),
        ("内蒙古", ["150000"]),
        ("恩施土家族苗族自治州", ["422800"]),
        ("恩施州", ["422800"]),
        ("东乡县", ["622926"]),
        ("吉林", ["220000", "220200"]),
        ("海南", ["460000"]),
        ("朝阳区", ["110105", "220104"]),
        ("美国", ["US"]),
        ("巴黎", ["geonames:2988507"]),
        ("美", []),  # one character only where a pair asks for it
        ("东方", []),  # an ordinary word before it is a city
        ("城区", []),
        ("无此地县", []),
    ],
)
def test_a_name_means_these_places_anywhere(name: str, expected: list[str]) -> None:
    assert codes(name) == expected


@pytest.mark.parametrize(
    ("name", "among"),
    [
        ("泊里", "370211101"),
        ("鼓楼", "320106"),
        ("东方", "469007"),
        ("美", "US"),
        ("藏马", "370211109"),
        ("城区", "140502"),
    ],
)
def test_a_bare_form_means_a_place_where_one_is_asked_for(name: str, among: str) -> None:
    assert among in [place.code for place in gazetteer().lookup_bare(name)]


def test_a_chain_climbs_to_the_province() -> None:
    assert [place.name for place in gazetteer().chain("370211101")] == ["泊里镇", "黄岛区", "青岛市", "山东省"]


def test_a_chain_skips_the_level_that_a_place_lacks() -> None:
    assert [place.name for place in gazetteer().chain("441900003")][1:] == ["东莞市", "广东省"]
    assert [place.name for place in gazetteer().chain("110105")] == ["朝阳区", "北京市"]


def test_an_unknown_code_has_no_division() -> None:
    with pytest.raises(KeyError):
        gazetteer().division("999999")


def test_children_come_in_the_order_of_their_codes() -> None:
    inside = gazetteer().children("370211")
    assert [place.code for place in inside] == sorted(place.code for place in inside)
    assert len([place for place in inside if place.level is Level.TOWNSHIP]) == 22
    assert "青岛西海岸新区" in [place.name for place in inside]
    assert gazetteer().children("370211101") == ()


def test_within_climbs_any_number_of_steps() -> None:
    assert gazetteer().within("370211101", "370000")
    assert gazetteer().within("370211101", "370211101")
    assert not gazetteer().within("370211101", "320000")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他到灵山卫街道和滨海街道调研", ["灵山卫街道", "滨海街道"]),  # not 灵山县, not 滨海县
        ("沿海地区的渔民", []),  # 海地
        ("走进昆山市场监管所", ["昆山"]),  # 昆山市|场
        ("在黄山路上", []),
        ("来到吉林省吉林市", ["吉林省", "吉林市"]),
        ("一名朝鲜族老人", []),
        ("协会理事", []),  # 会理
        ("确保和安徽省的合作", ["安徽省"]),  # 和安|徽
        ("海南藏族自治州", ["海南藏族自治州"]),
        ("", []),
    ],
)
def test_names_are_found_whole_and_not_cut_out_of_words(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_pure_python_finds_what_the_automaton_finds() -> None:
    words = ["山", "山东", "山东省", "青岛", "青岛市", "东青", "市"]
    text = "山东省青岛市在山东青，青山市市" * 3
    assert Scanner(words, native=False).matches(text) == Scanner(words).matches(text)


def test_a_scanner_of_no_words_finds_nothing() -> None:
    assert Scanner([]).matches("青岛") == []


def test_the_gazetteer_is_quick() -> None:
    started = time.process_time()
    made = Gazetteer(read_table("divisions.tsv", COLUMNS))
    assert list(made.scan("青岛"))
    assert time.process_time() - started < 1.5  # 0.2 s on a free machine


def test_official_codes_are_told_from_ours() -> None:
    assert gazetteer().division("370211").official
    assert gazetteer().division("US-CA").official
    assert not gazetteer().division("zone:xiongan").official
    assert not gazetteer().division("710000-TPE").official


def test_a_merged_county_lies_in_its_heir() -> None:
    (place,) = gazetteer().lookup("胶南市")
    assert (place.code, place.parent) == ("370284", "370211")
    (past,) = gazetteer().historic("胶南市")
    assert (past.first, past.last, past.successor, past.is_same_area) == (1990, 2011, "370211", False)


def test_a_renamed_place_is_found_under_its_old_name() -> None:
    assert codes("襄樊市") == ["420600"]
    assert codes("即墨市") == ["370215"]
    assert gazetteer().historic("青岛市") == ()


@pytest.mark.parametrize(
    ("inside", "name", "chain"),
    [
        ("370211", "泊里社区", ["泊里社区", "泊里镇", "黄岛区", "青岛市", "山东省"]),
        ("370211", "新航社区居委会", ["新航社区", "滨海街道", "黄岛区", "青岛市", "山东省"]),
        ("370211010", "新航社区", ["新航社区", "滨海街道", "黄岛区", "青岛市", "山东省"]),
    ],
)
def test_a_village_is_found_inside_its_county(inside: str, name: str, chain: list[str]) -> None:
    (village,) = gazetteer().villages(inside, name)
    assert village.level is Level.VILLAGE
    assert [place.name for place in gazetteer().chain(village.code)] == chain
    assert gazetteer().within(village.code, "370200")


@pytest.mark.parametrize(
    ("inside", "name"), [("370211101", "新航社区"), ("320106", "新航社区"), ("370211", "新航"), ("US", "新村")]
)
def test_a_village_is_not_found_elsewhere(inside: str, name: str) -> None:
    assert gazetteer().villages(inside, name) == ()


def test_a_villages_row_is_found_by_its_code() -> None:
    (village,) = gazetteer().villages("370211", "泊里社区")
    assert village_row(village.code) == (village.code, "泊里社区", "5", village.parent, "", "")
    assert village_row("370211999999") is None
    assert village_row("370211") is None


@pytest.mark.parametrize(
    ("form", "name", "inside"),
    [
        ("青岛开发区", "青岛经济技术开发区", "370211"),
        ("昆山经开区", "昆山经济技术开发区", "320583"),
        ("武进高新区", "武进高新技术产业开发区", "320412"),
        ("山东自贸试验区", "中国（山东）自由贸易试验区", "370000"),
        ("中国（山东）自由贸易试验区青岛片区", "中国（山东）自由贸易试验区青岛片区", "370200"),
        ("苏州工业园区", "苏州工业园区", "320500"),
        ("中关村", "中关村国家自主创新示范区", "110108"),
        ("郑洛新自创区", "郑洛新国家自主创新示范区", "410000"),
        ("海口综保区", "海口综合保税区", "460100"),
    ],
)
def test_national_zones_are_found_by_their_official_names_and_short_forms(form: str, name: str, inside: str) -> None:
    (zone,) = gazetteer().lookup(form)
    assert (zone.name, zone.level, zone.parent) == (name, Level.ZONE, inside)
    assert [places for _, _, places in gazetteer().scan(f"昨日，{form}传来消息。")] == [(zone,)]


def test_every_zone_lies_in_a_division_and_no_short_form_means_two() -> None:
    known = gazetteer()
    zones = [place for form, _ in known.forms() for place in known.lookup(form) if place.level is Level.ZONE]
    assert len({zone.code for zone in zones}) > 600
    for zone in zones:
        assert known.division(zone.parent).in_china
        for form in (zone.name, *zone.aliases):
            assert known.lookup(form) == (zone,), form


@pytest.mark.parametrize(
    "text", ["", "海地在沿海地区", "山东省青岛市黄岛区泊里镇", "新华社上海浦东电", "灵山卫街道在灵山县"]
)
def test_a_short_text_is_read_as_a_long_one(text: str) -> None:
    rows = [list(row) for row in gazetteer()._rows.values()]
    short, long = Gazetteer(rows), Gazetteer(rows)
    list(long.scan("。" * 100))  # builds the scanner
    assert list(short.scan(text)) == list(long.scan(text))
    assert short._scanner is None


@pytest.mark.parametrize("name", ["泊里", "青岛市", "马普托市", "山东", "鼓楼", "胶南市", "石家庄"])
def test_what_is_known_may_begin_a_text(name: str) -> None:
    places = gazetteer()
    assert places.lookup(name) or places.lookup_bare(name)
    assert places.may_begin(name)
    assert places.may_begin(f"{name}某处")


def test_what_begins_no_name() -> None:
    assert not gazetteer().may_begin("的在")
    assert not gazetteer().may_begin("")
