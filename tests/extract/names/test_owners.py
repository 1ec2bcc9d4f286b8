"""Bodies and divisions that names of units and bodies begin with."""

import pytest

from kg.extract.coreference.clusters import Form
from kg.extract.names.backed import Chosen, beside, is_listed
from kg.extract.names.owners import add_owners, join_crews
from kg.extract.tagging.glued import part_verbs
from kg.extract.tagging.tagger import Word
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
        ("星辰教育贵阳分公司运营部", {"星辰教育", "星辰教育贵阳分公司"}),
        ("星棠地产研究部", {"星棠地产"}),
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
        "贵州教育研究部",  # a place before its field
    ],
)
def test_no_body_ends_there(name: str) -> None:
    assert {owner for owner in owners(name) if kind_of_body(owner)} == set()


def test_places_have_no_owners() -> None:
    forms = {"云岭大学法学院站": Form("云岭大学法学院站", Kind.FACILITY, 0.9, [Span(0, 8)])}
    add_owners("云岭大学法学院站", forms, gazetteer())
    assert set(forms) == {"云岭大学法学院站"}


def test_a_class_is_one_name_with_its_school() -> None:
    forms = {
        "云岭一中": Form("云岭一中", Kind.SCHOOL, 0.9, [Span(0, 4)]),
        "高三（2）班": Form("高三（2）班", Kind.OTHER, 0.9, [Span(4, 10)]),
    }
    join_crews(forms)
    assert forms["云岭一中高三（2）班"].spans == [Span(0, 10)]


def test_a_list_backs_its_members_of_one_sort() -> None:
    text = "青园、云宫、水务局"
    near = beside(text, [Chosen("云宫", Kind.FACILITY, (Span(3, 5),), 0.9)])
    assert is_listed(Chosen("青园", Kind.FACILITY, (Span(0, 2),), 0.35), near)
    assert not is_listed(Chosen("水务局", Kind.GOVERNMENT, (Span(6, 9),), 0.35), near)


def test_a_name_before_a_post_with_its_host_may_be_too_long_by_its_verb() -> None:
    def row(*words: tuple[str, str]) -> list[Word]:
        made: list[Word] = []
        for text, tag in words:
            start = made[-1].end if made else 0
            made.append(Word(start, start + len(text), text, tag))
        return made

    served = row(("王立", "PER"), ("任", "v"), ("办公室", "n"), ("副主任", "n"), ("。", "w"))
    assert part_verbs(served)[1] == [Span(0, 3)]
    assert part_verbs(row(("王立", "PER"), ("任", "v"), ("局长", "n"), ("。", "w"), ("他", "r")))[1] == []
