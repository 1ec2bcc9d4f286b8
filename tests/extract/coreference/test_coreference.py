"""Which printed forms are one body or place, on names made up for the purpose."""

import pytest

from kg.extract.coreference.clusters import Form, cluster_forms, nearest_before, same_kind
from kg.extract.coreference.shortforms import (
    drops_kind,
    drops_owner,
    is_abbreviation,
    is_brand,
    is_whole_of,
    parts_of,
    same_division,
    same_seat,
)
from kg.lexicon.places import gazetteer
from kg.lexicon.suffixes import kind_of_body, kind_of_place
from kg.model.schema import Kind
from kg.model.text import Span


def clusters(text: str, *names: str) -> list[list[str]]:
    """The clusters of names, each marked wherever it stands in the text; clusters and names sorted."""
    forms = {}
    for name in names:
        spans = [Span(i, i + len(name)) for i in range(len(text)) if text.startswith(name, i)]
        kind = kind_of_body(name) or kind_of_place(name) or Kind.OTHER
        forms[name] = Form(name, kind, 0.9, spans)
    found = cluster_forms(text, forms, gazetteer())
    heads: dict[str, list[str]] = {}
    for name in sorted(names):
        heads.setdefault(found.find(name), []).append(name)
    return sorted(heads.values())


@pytest.mark.parametrize(
    ("full", "short"),
    {
        "山东省青岛市教育局": "青岛市教育局",  # the upper place left out
        "青岛市教育局": "市教育局",  # the place's level for the place
        "大同市卫生健康委员会": "市卫健委",  # and an official short form
        "浙江省天台县人民检察院": "天台县检察院",
        "福建省泉州市实验小学": "泉州实验小学",
    }.items(),
)
def test_names_that_print_their_place_otherwise_are_one_body(full: str, short: str) -> None:
    assert same_seat(full, short, gazetteer())


@pytest.mark.parametrize(
    ("one", "other"),
    {
        "四川省人民政府": "市政府",  # another level
        "泉州市鲤城区实验小学": "泉州实验小学",  # another place
        "福建省卫生健康委员会": "国家卫生健康委员会",  # the nation's
        "云南省楚雄州委": "云南省委",
        "宁波市镇海区侨联": "宁波市侨联",
    }.items(),
)
def test_bodies_of_two_places_stay_two(one: str, other: str) -> None:
    assert not same_seat(one, other, gazetteer())


@pytest.mark.parametrize(
    ("full", "short", "kind"),
    [
        ("北京师范大学", "北师大", Kind.SCHOOL),
        ("中国科学院", "中科院", Kind.OTHER),
        ("浙江理工大学", "浙理工", Kind.SCHOOL),
        ("上海证券交易所", "上交所", Kind.OTHER),
        ("最高人民检察院", "最高检", Kind.POLICE_COURT),
    ],
)
def test_an_abbreviation_takes_characters_of_the_words_in_order(full: str, short: str, kind: Kind) -> None:
    assert is_abbreviation(full, short, kind, gazetteer())


@pytest.mark.parametrize(
    ("full", "short", "kind"),
    [
        ("北京交通大学", "北大", Kind.SCHOOL),  # passes over 交通
        ("上海市人大常委会", "上海市委", Kind.PARTY),  # 委 opens no word
        ("市发改委", "市委", Kind.PARTY),
        ("中国农业银行", "中国银行", Kind.COMPANY),  # whole words alone: another name
        ("南开大学法学院", "南开大学", Kind.SCHOOL),  # the whole of a part
    ],
)
def test_what_only_looks_like_an_abbreviation_is_none(full: str, short: str, kind: Kind) -> None:
    assert not is_abbreviation(full, short, kind, gazetteer())


def test_a_complete_name_before_a_part_is_its_whole() -> None:
    assert is_whole_of("松岭大学法学院", "松岭大学")
    assert is_whole_of("松岭市公安局柳河分局", "松岭市公安局")
    assert not is_whole_of("松岭集团有限公司", "松岭集团")


def test_a_company_is_known_by_its_proper_part() -> None:
    assert is_brand("青岛望江科技有限公司", "望江", gazetteer())
    assert is_brand("望江科技有限公司", "望江科技", gazetteer())
    assert not is_brand("望江科技有限公司", "江科", gazetteer())
    assert drops_kind("清雨大学", "清雨", Kind.SCHOOL)
    assert not drops_kind("清雨派出所", "清雨", Kind.POLICE_COURT)


def test_a_division_with_and_without_its_suffix_or_its_upper_place() -> None:
    assert same_division("青岛市", "青岛", gazetteer())
    assert same_division("山东省青岛市", "青岛市", gazetteer())
    assert not same_division("青岛市", "青海", gazetteer())
    assert not same_division(
        "白俄罗斯", "俄罗斯", gazetteer()
    )  # 白 alone is short for the one, so no owner of the other
    assert not drops_owner("南苏丹", "苏丹", gazetteer(), frozenset())


def test_parts_of_a_name() -> None:
    parts = parts_of("山东省青岛市教育局", gazetteer())
    assert (parts.places, parts.rest) == (("山东省", "青岛市"), "教育局")
    assert (parts_of("市教育局", gazetteer()).level, parts_of("市教育局", gazetteer()).rest) == ("市", "教育局")
    assert parts_of("国家卫生健康委员会", gazetteer()).is_national


def test_short_forms_join_their_full_name() -> None:
    text = "望江大学附属医院的专家说,附属医院与望江市教育局合作,市教育局很支持。"
    assert clusters(text, "望江大学附属医院", "附属医院", "望江市教育局", "市教育局") == [
        ["市教育局", "望江市教育局"],
        ["望江大学附属医院", "附属医院"],
    ]


def test_a_short_form_that_two_bodies_own_stays_apart() -> None:
    text = "青岛市教育局和济南市教育局开会,教育局说。"
    assert clusters(text, "青岛市教育局", "济南市教育局", "教育局") == [["教育局"], ["济南市教育局"], ["青岛市教育局"]]


def test_two_faculties_are_neither_each_other_nor_their_university() -> None:
    text = "松岭大学法学院和松岭大学商学院都属松岭大学。"
    names = ("松岭大学法学院", "松岭大学商学院", "松岭大学")
    assert clusters(text, *names) == [["松岭大学"], ["松岭大学商学院"], ["松岭大学法学院"]]


def test_a_defined_short_form_joins_whatever_it_looks_like() -> None:
    text = "望江水务集团有限公司(以下简称“甜水人”)成立。甜水人说。"
    assert clusters(text, "望江水务集团有限公司", "甜水人") == [["望江水务集团有限公司", "甜水人"]]


def test_a_body_and_its_other_name_in_brackets() -> None:
    assert clusters("柳河商务处(外贸办公室)说。", "柳河商务处", "外贸办公室") == [["外贸办公室", "柳河商务处"]]


@pytest.mark.parametrize(("noun", "kind"), [("该公司", Kind.COMPANY), ("我校", Kind.SCHOOL), ("医院", Kind.HOSPITAL)])
def test_a_noun_refers_to_a_body_of_its_kind(noun: str, kind: Kind) -> None:
    assert same_kind(noun, kind)
    assert not same_kind(noun, Kind.MEDIA)


def test_the_nearest_before() -> None:
    assert nearest_before([(Span(0, 2), 7), (Span(5, 6), 8)], 5) == 7
    assert nearest_before([(Span(0, 2), 7)], 0) is None
