"""Kinds of bodies and places by their names, and official short forms."""

import pytest

from kg.lexicon.suffixes import abbreviation_at_end, kind_of_body, kind_of_place
from kg.model.schema import Kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("某镇人民政府", Kind.GOVERNMENT),
        ("中共某县委员会", Kind.PARTY),
        ("区纪委", Kind.PARTY),
        ("市卫健委", Kind.GOVERNMENT),
        ("城关派出所", Kind.POLICE_COURT),
        ("综合执法中队", Kind.GOVERNMENT),
        ("海川建设集团有限公司", Kind.COMPANY),
        ("东山大学海洋研究所", Kind.SCHOOL),  # a part is of the kind of the whole
        ("东山大学附属医院骨科", Kind.HOSPITAL),
        ("东山大学团委", Kind.ASSOCIATION),
        ("东山日报", Kind.MEDIA),
        ("北门里经合社", Kind.COMMUNITY),
        ("老年协会", Kind.ASSOCIATION),
        ("武警某支队", Kind.POLICE_COURT),
        ("疆域无此尾名称呀", None),
    ],
)
def test_a_body_is_of_the_kind_its_name_ends_in(name: str, kind: Kind | None) -> None:
    assert kind_of_body(name) is kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("长江中路", Kind.FACILITY),
        ("灵山卫街道", Kind.ADMIN),
        ("大青山", Kind.NATURAL),
        ("锦绣花园", Kind.RESIDENTIAL),
        ("上海", Kind.ADMIN),  # the gazetteer goes before the ending 海
        ("香港", Kind.ADMIN),
        ("亚洲", Kind.OTHER),
        ("雄安新区", Kind.OTHER),
        ("某某经济技术开发区", Kind.OTHER),
        ("甲乙丙", None),
    ],
)
def test_a_place_is_of_the_kind_of_the_gazetteer_or_its_ending(name: str, kind: Kind | None) -> None:
    assert kind_of_place(name) is kind


def test_official_short_forms_expand() -> None:
    health = abbreviation_at_end("深圳市卫健委")
    assert health is not None
    assert health.expand("深圳市") == "深圳市卫生健康委员会"
    council = abbreviation_at_end("青岛市政协")
    assert council is not None
    assert council.expand("青岛市") == "中国人民政治协商会议青岛市委员会"
    ministry = abbreviation_at_end("工信部")
    assert ministry is not None
    assert ministry.expand("") == "工业和信息化部"
    assert abbreviation_at_end("老工信部") is None  # whole, or not at all
