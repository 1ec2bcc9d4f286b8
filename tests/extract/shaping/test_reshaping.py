"""Edges of names: what is glued to them and what belongs to them, on sentences made up for the purpose."""

import pytest

from kg.extract.coreference.clusters import Form
from kg.extract.names.taught import TAUGHT
from kg.extract.shaping.joint import join_sides
from kg.extract.shaping.placed import add_placed
from kg.extract.shaping.readings import put_readings
from kg.extract.shaping.reshaping import reshape
from kg.extract.shaping.routes import join_routes
from kg.extract.shaping.vessels import vessels
from kg.lexicon.places import gazetteer
from kg.lexicon.suffixes import kind_of_body, kind_of_place
from kg.model.schema import Kind
from kg.model.text import Span


def forms_in(text: str, *names: str) -> dict[str, Form]:
    """The names as forms, each where it stands first; ``name@2`` is at its second place."""
    found: dict[str, Form] = {}
    for item in names:
        name, _, times = item.partition("@")
        at = -1
        for _ in range(int(times or 1)):
            at = text.index(name, at + 1)
        kind = kind_of_body(name) or kind_of_place(name) or Kind.OTHER
        found.setdefault(name, Form(name, kind, 0.9)).spans.append(Span(at, at + len(name)))
    return found


def checked(text: str, forms: dict[str, Form]) -> set[str]:
    for surface, form in forms.items():
        assert form.spans
        assert all(span.of(text) == surface for span in form.spans)
    return set(forms)


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        # what says that one body is under another
        ("由云岭重工下属云岭锻造有限公司承建。", ("云岭重工下属云岭锻造有限公司",), {"云岭重工", "云岭锻造有限公司"}),
        ("云岭集团旗下星河制药有限公司投产。", ("旗下星河制药有限公司",), {"星河制药有限公司"}),
        # a name that ends inside its last word
        ("由柳河街道办事处承办。", ("柳河街道办",), {"柳河街道办事处"}),
        ("柳河派出所巡逻队到场。", ("柳河派出所巡逻队",), {"柳河派出所巡逻队"}),  # no seam
        # verbs between two names, and before one
        ("云岭市公安局联合市教育局发文。", ("云岭市公安局联合市教育局",), {"云岭市公安局", "市教育局"}),
        ("云岭大学联合研究所挂牌。", ("云岭大学联合研究所",), {"云岭大学联合研究所"}),
        ("方案商财政部同意。财政部答复。", ("商财政部", "财政部@2"), {"财政部"}),
        ("西接云湖高速，双向四车道。", ("西接云湖高速",), {"云湖高速"}),
        # two places that a dash joins
        ("开行贵阳-昆明列车。", ("贵阳-昆明",), {"贵阳", "昆明"}),
        ("恢复贵阳-昆明列车。", ("贵阳-",), {"贵阳"}),
        # counts
        ("记者走访贵州省三家医院。", ("贵州省三家医院",), {"贵州省"}),
        ("五批医疗队已到达。", ("五批医疗队",), set()),
        ("贵阳市第三人民医院开诊。", ("贵阳市第三人民医院",), {"贵阳市第三人民医院"}),
        ("他是三家屯村村民。", ("三家屯村",), {"三家屯村"}),
        ("石家庄市企业联合会。", ("石家庄市企业联合会",), {"石家庄市企业联合会"}),
        # what there are many of, peoples, clocks
        ("法国医院床位紧张。", ("法国医院",), {"法国"}),
        ("法国银行开门。", ("法国银行",), {"法国银行"}),
        ("贵州省学校开学。", ("贵州省学校",), {"贵州省"}),
        ("周青禾，男，布依族，贵州人。", ("布依族",), set()),
        ("北京时间4月2日开播。", ("北京",), set()),
        # parts by direction
        ("贵阳市西部有雨。", ("贵阳市西部",), {"贵阳市"}),
        ("云岭集团东部战区。", ("云岭集团",), {"云岭集团"}),
        ("车到云湖大桥处停下。", ("云湖大桥处",), {"云湖大桥"}),
        ("截至收盘，云湖股份报3.2元。云湖股份称", ("云湖股份报", "云湖股份@2"), {"云湖股份"}),
        # ends inside a word
        ("贵州省外事办公室回复。", ("贵州省外事办",), {"贵州省外事办公室"}),
        ("贵州税务部门提醒。", ("贵州税务部",), set()),
        ("贵阳市四中学生获奖。", ("贵阳市四中",), {"贵阳市四中"}),
        ("云岭商会总会成立。", ("云岭商会", "云岭商会总会"), {"云岭商会总会"}),
        # what opens a name
        ("记者从驻法国大使馆获悉。", ("法国大使馆",), {"驻法国大使馆"}),
        ("中国驻里昂总领事馆提醒。", ("中国", "里昂总领事馆"), {"中国", "中国驻里昂总领事馆"}),
        ("昨天，团贵州省委发文。", ("贵州省委",), {"团贵州省委"}),
        ("代表团贵州省委书记。", ("贵州省委",), {"贵州省委"}),
        ("共青团贵阳市委组织。", ("贵阳市委",), {"共青团贵阳市委"}),
        ("她加入支援贵州医疗队。", ("贵州医疗队",), {"支援贵州医疗队"}),
        ("云湖市支援贵州医疗队返回。", ("云湖市", "贵州医疗队"), {"云湖市", "云湖市支援贵州医疗队"}),
        ("他是支援贵州医疗队员。", ("贵州医疗队",), {"贵州医疗队"}),
        ("沿G65云湖高速南行。", ("云湖高速",), {"G65云湖高速"}),
    ],
)
def test_a_name_is_cut_and_joined(text: str, names: tuple[str, ...], expected: set[str]) -> None:
    forms = forms_in(text, *names)
    reshape(text, forms, gazetteer())
    assert checked(text, forms) == expected


def test_what_was_taught_stays() -> None:
    text = "法国医院床位紧张。"
    forms = {"法国医院": Form("法国医院", Kind.HOSPITAL, TAUGHT, [Span(0, 4)])}
    reshape(text, forms, gazetteer())
    assert set(forms) == {"法国医院"}


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("贵阳至昆明铁路开工。", ("贵阳", "昆明铁路"), {"贵阳", "昆明", "贵阳至昆明铁路"}),
        (
            "云湖铁路贵阳至昆明段通车。",
            ("云湖铁路", "贵阳", "昆明段"),
            {"云湖铁路", "贵阳", "昆明", "云湖铁路贵阳至昆明段"},
        ),
        ("云湖高速贵州段封闭。", ("云湖高速", "贵州段"), {"云湖高速", "云湖高速贵州段"}),
        ("冬至昆明铁路局加开。", ("昆明铁路局",), {"昆明铁路局"}),
    ],
)
def test_a_way_has_two_ends_and_sections(text: str, names: tuple[str, ...], expected: set[str]) -> None:
    forms = forms_in(text, *names)
    join_routes(text, forms, gazetteer())
    assert checked(text, forms) == expected


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        (
            "云岭大学-海州大学联合研究所成立。",
            ("云岭大学", "海州大学", "海州大学联合研究所"),
            {"云岭大学", "海州大学", "云岭大学-海州大学联合研究所"},
        ),
        ("中国—法国合作中心揭牌。", ("中国", "法国合作中心"), {"中国", "中国—法国合作中心"}),
        ("他到过贵州——法国合作中心。", ("贵州", "法国合作中心"), {"贵州", "法国合作中心"}),
        ("中老边境贸易", (), {"中老边境"}),
        ("中老边境检查站", (), set()),
    ],
)
def test_two_sides_have_one_body(text: str, names: tuple[str, ...], expected: set[str]) -> None:
    forms = forms_in(text, *names)
    join_sides(text, forms, gazetteer())
    assert checked(text, forms) == expected


def test_ships_teams_conferences_and_stations_are_read_whole() -> None:
    text = (
        "“海鸥”号邮轮靠岸。周青禾院士团队发文。据国务院城乡供水部际联席会议。K12次由贵阳北开往昆明南站。贵阳北部有雨。"
    )
    forms = forms_in(text, "海鸥", "贵阳", "贵阳@2", "昆明")
    person = Span(text.index("周青禾"), text.index("周青禾") + 3)
    put_readings(text, forms, [person], vessels(text), gazetteer())
    assert checked(text, forms) == {
        "“海鸥”号",
        "周青禾院士团队",
        "国务院城乡供水部际联席会议",
        "贵阳北",
        "昆明南站",
        "贵阳",
    }
    assert forms["“海鸥”号"].is_place


def test_no_stations_where_no_train_runs() -> None:
    text = "他由贵阳北往昆明。"
    forms = forms_in(text, "贵阳")
    put_readings(text, forms, [], [], gazetteer())
    assert set(forms) == {"贵阳"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("贵州雾山", {"贵州雾山", "贵州", "雾山"}),
        ("贵州西部", {"贵州西部"}),
        ("法国雾川", {"法国雾川", "法国", "雾川"}),
        ("贵州省雾川", {"贵州省雾川", "贵州省", "雾川"}),
        ("贵州环岛", {"贵州环岛"}),
    ],
)
def test_a_place_behind_another_is_named(name: str, expected: set[str]) -> None:
    text = f"他来到{name}。"
    kind = Kind.NATURAL if name.endswith("山") else Kind.ADMIN
    forms = {name: Form(name, kind, 0.9, [Span(3, 3 + len(name))])}
    add_placed(text, forms, gazetteer())
    assert checked(text, forms) == expected
