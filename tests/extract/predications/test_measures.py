"""Quantities, and the measures they become when it is plain what they are said of."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.predications.measures import find_measures
from kg.extract.predications.quotations import find_quotations
from kg.extract.projects.finding import find_projects
from kg.extract.text.quantities import find_quantities
from kg.model.schema import EntityType, RelationType
from kg.model.text import Span
from tests.extract.benches import bench, ends


@pytest.mark.parametrize(
    ("text", "expected"),
    {
        "共有居民420户、1300多人": [("420", "户", "exact"), ("1300", "人", "over")],
        "总投资约3.2亿元": [("320000000", "元", "about")],
        "占地不到50亩": [("50", "亩", "under")],
        "近百家商铺": [("100", "家", "about")],
        "十余名队员": [("10", "名", "over")],
        "三千两百余米": [("3200", "米", "over")],
        "30多万元": [("300000", "元", "over")],
        "合格率达98.5%": [("98.5", "%", "exact")],
        "百分之九十五的住户": [("95", "%", "exact")],
        "八成以上": [("80", "%", "over")],
        "一个多月": [("1", "个月", "over")],
        "2个多小时": [("2", "小时", "over")],
        "超过1,200名学生": [("1200", "名", "over")],
        "至少12小时": [("12", "小时", "over")],
        "20公斤左右": [("20", "公斤", "about")],
    }.items(),
)
def test_a_quantity_is_value_unit_and_bound(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(str(q.value), q.unit, q.bound.value) for q in find_quantities(text)] == expected


@pytest.mark.parametrize(
    "text",
    ["第3个路口", "一名老人", "另一个", "千家万户", "2020年", "“三个一”", "零部件", "00后", "3-5人", "2.3.1个", ""],
)
def test_ordinals_articles_years_and_ranges_are_no_quantities(text: str) -> None:
    assert find_quantities(text) == ()


def test_money_and_area_come_in_their_base_unit() -> None:
    (money,), (area,) = find_quantities("6.6亿元"), find_quantities("3公顷")
    assert (money.base_value, money.base_unit) == (Decimal(660000000), "元")
    assert (area.base_value, area.base_unit) == (Decimal(30000), "平方米")


@given(st.text(alphabet="0123456789一二三十百千万亿余多近约不到个名户元%.,天月第以上左右", max_size=25))
def test_spans_are_true_and_never_overlap(text: str) -> None:
    end = 0
    for found in find_quantities(text):
        assert found.span.of(text) == found.text
        assert found.span.start >= end
        end = found.span.end


def measured(
    text: str, *, people: tuple[str, ...] = (), bodies: tuple[str, ...] = ("柳湾社区", "望江花园小区")
) -> list[tuple[str, str, str, str, str]]:
    made = bench(text, people=people, bodies=bodies, published=date(2023, 12, 5))
    find_measures(made)
    found = []
    for r in made.relations:
        if r.type is RelationType.MEASURED and r.object is not None:
            of = made.chains[r.object].properties
            found.append((made.chains[r.subject].name, of["name"], of["value"], of["unit"], of["bound"]))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    {
        "望江花园小区现有居民420户、1300多人。": [
            ("望江花园小区", "居民", "420", "户", "exact"),
            ("望江花园小区", "居民", "1300", "人", "over"),
        ],
        "柳湾社区28个小区的居民都参加了活动。": [("柳湾社区", "小区", "28", "个", "exact")],
        "柳湾社区组织了5台抽水设备、2台照明车连夜作业。": [
            ("柳湾社区", "抽水设备", "5", "台", "exact"),
            ("柳湾社区", "照明车", "2", "台", "exact"),
        ],
        "柳湾社区共有网格员14人。": [("柳湾社区", "网格员", "14", "人", "exact")],
        "总投资约2.5亿元的柳湾社区昨日动工。": [("柳湾社区", "总投资", "250000000", "元", "about")],
    }.items(),
)
def test_a_measure_and_what_it_is_said_of(text: str, expected: list[tuple[str, str, str, str, str]]) -> None:
    assert measured(text) == expected


def test_a_rate_that_opens_its_own_clause_belongs_to_the_paragraph() -> None:
    text = "柳湾社区今年推行网格管理。他们逐户走访,解决难题,居民满意率达98%。"
    assert measured(text) == [("柳湾社区", "居民满意率", "98", "%", "exact")]


@pytest.mark.parametrize(
    "text",
    [
        "何某捐了300本书。",  # of whom, not of what
        "柳湾社区引进了总投资约2亿元的食品厂。",  # the factory's, which has no name
        "有一个小区很安静。",
        "柳湾社区创新“五个一”工作法。",
        "这里总共有15棵古树。",
    ],
)
def test_what_is_not_plain_is_left_alone(text: str) -> None:
    assert measured(text, people=("何某",)) == []


def test_ours_is_the_host_of_whoever_speaks() -> None:
    made = bench("“我们小区住着300多户居民。”望江花园小区楼长何秋林说。", people=["何秋林"], bodies=["望江花园小区"])
    made.relate(RelationType.POST, 0, 1, Span(0, 1), "test", 1.0)
    find_quotations(made)
    find_measures(made)
    assert ends(made, RelationType.MEASURED) == [("望江花园小区", "300多户居民")]


def test_a_measure_has_the_date_of_its_sentence() -> None:
    made = bench("2023年6月,柳湾社区修好了9处水井。", bodies=["柳湾社区"])
    find_measures(made)
    (day,) = [r for r in made.relations if r.type is RelationType.DATE]
    assert (day.value, [value for _, value in day.qualifiers]) == ("2023年6月", ["2023-06-30", "2023-06-01"])


def test_generic_nouns_stand_for_the_body_named_before() -> None:
    text = "柳湾社区地势低。雨夜里,社区调来4台水泵。"
    assert measured(text) == [("柳湾社区", "水泵", "4", "台", "exact")]


def test_a_number_inside_a_name_counts_nothing() -> None:
    text = "柳湾社区召开《柳江三角洲区域规划》发布会。"
    assert not measured(text, bodies=("柳湾社区", "柳江三角洲"))


def test_every_measure_has_a_mention() -> None:
    made = bench("柳湾社区共有网格员14人。", bodies=["柳湾社区"])
    find_measures(made)
    chains = [c for c in made.chains if EntityType.MEASURE in c.types]
    assert [c.mentions[0].of(made.text) for c in chains] == ["网格员14人"]


def test_the_money_of_a_project_is_not_its_builders() -> None:
    text = "总投资约3.2亿元的康养项目近日开工，由松江建设公司承建。"
    assert measured(text, bodies=("松江建设公司",)) == []


def counted(text: str, *owners: str) -> list[tuple[str, ...]]:
    """(owner, name, value, unit, bound) of every measure, with projects found before."""
    made = bench(text, bodies=owners, published=date(2024, 3, 9))
    find_projects(made)
    find_measures(made)
    said = [(r.subject, made.chains[r.object or 0]) for r in made.relations if r.type is RelationType.MEASURED]
    return [
        (made.chains[owner].name, *(measure.properties[key] for key in ("name", "value", "unit", "bound")))
        for owner, measure in said
    ]


FURTHER = [
    # a clause with a figure alone for its predicate, and what goes on from it
    (
        "白石县总人口约42万，耕地面积63万亩。",
        [("白石县", "总人口", "420000", "人", "about"), ("白石县", "耕地面积", "630000", "亩", "exact")],
    ),
    (
        "白石县大桥全长860米，桥面宽24米。",
        [("白石县大桥", "全长", "860", "米", "exact"), ("白石县大桥", "桥面宽", "24", "米", "exact")],
    ),
    # people counted by what they do
    ("目前，云湖大学有在校生近2.3万名。", [("云湖大学", "在校生", "23000", "名", "about")]),
    # a length of time, divisions, what stands before the verb
    ("白石县优良天数不少于330天。", [("白石县", "优良天数", "330", "天", "over")]),
    ("云湖大学每天最多接待游客5000人次。", [("云湖大学", "游客", "5000", "人次", "under")]),
    # a sum of money is no year and month
    ("去年，白石县地区生产总值达到1280.5亿元。", [("白石县", "地区生产总值", "128050000000", "元", "exact")]),
    # what money is spent on is not counted by it, and what is said of a project is not its builder's
    ("云湖大学斥资5000万元新建智能车间，建筑面积9000平方米。", []),
]


@pytest.mark.parametrize(("text", "expected"), FURTHER)
def test_measures_further(text: str, expected: list[tuple[str, ...]]) -> None:
    assert counted(text, "白石县大桥", "白石县", "云湖大学") == expected


def test_since_when_a_body_is_there_dates_no_measure() -> None:
    made = bench("云湖大学创办于1998年，现有员工1200人。", bodies=["云湖大学"], published=date(2024, 3, 9))
    find_measures(made)
    assert [r.type for r in made.relations] == [RelationType.MEASURED]
