"""Bodies and divisions that names of units and bodies begin with."""

import pytest

from kg.extract.coreference.clusters import Form
from kg.extract.names.owners import add_owners
from kg.lexicon.places import gazetteer
from kg.lexicon.suffixes import kind_of_body
from kg.model.schema import Kind
from kg.model.text import Span


def owners(name: str) -> set[str]:
    text = f"据{name}介绍"
    forms = {name: Form(name, kind_of_body(name) or Kind.OTHER, 0.9, [Span(1, 1 + len(name))])}
    add_owners(text, forms, gazetteer())
    for surface, form in forms.items():
        assert all(span.of(text) == surface for span in form.spans)
    return set(forms) - {name}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("云岭大学法学院", {"云岭大学"}),
        ("云岭大学法学院港澳研究中心", {"云岭大学", "云岭大学法学院"}),
        ("云岭医科大学附属口腔医院疼痛科", {"云岭医科大学", "云岭医科大学附属口腔医院"}),
        ("星辰教育贵阳分公司运营部", {"星辰教育贵阳分公司"}),
        ("云湖海关物流监控科", {"云湖海关"}),
        ("云石化贵阳分公司", {"云石化"}),
        ("云湖农商银行贵阳花溪支行", {"云湖农商银行"}),
        ("平湖市公安局刑侦大队技术中队", {"平湖市", "平湖市公安局", "平湖市公安局刑侦大队"}),
        ("中共云南省委组织部", {"中共云南省委"}),
        ("云南省大理市教育局", {"云南省", "大理市"}),
    ],
)
def test_a_unit_names_the_body_it_is_of(name: str, expected: set[str]) -> None:
    assert owners(name) == expected


@pytest.mark.parametrize(
    "name",
    [
        "云岭科学技术研究院",  # 科|学技: a word runs across
        "明珠集团有限公司",  # the name goes on
        "云湖铁路局集团有限公司",
        "国家云岭科技部门办公厅",
        "云湖开发区工业园管理委员会",  # 委|员会
        "香港特区政府",  # 特区 is no division by its name
        "该局办公室",
        "《云岭日报》社",
        "驻云岭厂纪检组",
        "云湖市中心医院",
        "贵阳分公司",  # nobody's name before the place
        "云湖营业部",
    ],
)
def test_no_body_ends_there(name: str) -> None:
    assert {owner for owner in owners(name) if kind_of_body(owner)} == set()


def test_places_have_no_owners() -> None:
    forms = {"云岭大学法学院站": Form("云岭大学法学院站", Kind.FACILITY, 0.9, [Span(0, 8)])}
    add_owners("云岭大学法学院站", forms, gazetteer())
    assert set(forms) == {"云岭大学法学院站"}
