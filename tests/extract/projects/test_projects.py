"""Projects told in sentences of our own: money, area, parties and place."""

import pytest

from kg.extract.projects.finding import find_projects
from kg.extract.workspace import Workspace
from kg.model.schema import EntityType, Qualifier, RelationType
from tests.extract.benches import bench, ends, of_type


def told(text: str, *, bodies: str = "", places: str = "") -> Workspace:
    made = bench(text, bodies=bodies.split(), places=places.split())
    find_projects(made)
    return made


FIGURES = [
    (
        "总投资约8.2亿元、总占地面积约3.1万平方米的云湖康养中心项目5日开工。",
        [("云湖康养中心项目", "8.2亿元")],
        [("云湖康养中心项目", "3.1万平方米")],
    ),
    ("松江北部引水工程总投资97.5亿元，沿途经过三县。", [("松江北部引水工程", "97.5亿元")], []),
    (
        "3日，云湖-松江大数据产业项目封顶。该项目为三幢建筑，总建筑面积约12.5万平方米。",
        [],
        [("云湖-松江大数据产业项目", "12.5万平方米")],
    ),
    ("云湖污水处理二期工程总投资超300万元人民币。", [("云湖污水处理二期工程", "300万元人民币")], []),
    # what money goes to by name, what it is spent on, and a building with its total
    ("松江基金会将投入2亿元资金资助“青云探索奖”。", [("青云探索奖", "2亿元")], []),
    ("松江市斥资逾30亿元实施“煤改电”配套电网工程。", [("“煤改电”配套电网工程", "30亿元")], []),
    ("云湖大数据中心总投资16亿元，年内动工。", [("云湖大数据中心", "16亿元")], []),
    ("云湖研究中心投资3亿元，用于研发。", [], []),  # the centre spends it
]


@pytest.mark.parametrize(("text", "money", "area"), FIGURES)
def test_figures_go_to_the_project_they_describe(
    text: str, money: list[tuple[str, str]], area: list[tuple[str, str]]
) -> None:
    made = told(text)
    assert ends(made, RelationType.INVESTMENT) == money
    assert ends(made, RelationType.AREA) == area


def test_amounts_count_in_yuan_and_square_metres_with_their_bound() -> None:
    made = told("总投资约8.2亿元、占地约70亩的云湖康养中心项目5日开工。")
    said = {r.type: (r.qualifier(Qualifier.AMOUNT), r.qualifier(Qualifier.BOUND)) for r in made.relations}
    assert said[RelationType.INVESTMENT] == ("820000000", "about")
    assert said[RelationType.AREA][1] == "about"
    assert float(said[RelationType.AREA][0]) == pytest.approx(70 * 2000 / 3, abs=1)


def test_foreign_money_keeps_its_words_and_gets_no_amount() -> None:
    made = told("云湖光伏电站项目总投资2.3亿美元。")
    [money] = [r for r in made.relations if r.type is RelationType.INVESTMENT]
    assert (money.value, money.qualifier(Qualifier.AMOUNT)) == ("2.3亿美元", "")


LEFT_ALONE = [
    "全市共有28个项目，总投资约1054亿元。",  # no name
    "公司注册资本3.5亿元，去年投资1200万元。",  # no project
    "该项目为三幢建筑，总建筑面积约12.5万平方米。",  # nothing to point back to
    "松江公墓占地300多亩。",
]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_figures_without_a_named_project_are_left_alone(text: str) -> None:
    assert of_type(told(text), EntityType.PROJECT) == []


def test_ground_made_into_a_building_is_its_area() -> None:
    made = told(
        "白石区将云湖工业园9.5万平方米用地改造为云湖大学过渡校区。", bodies="白石区 云湖大学", places="云湖工业园"
    )
    assert [value for _, value in ends(made, RelationType.AREA)] == ["9.5万平方米"]


def test_who_builds_and_where() -> None:
    made = told(
        "松江水务公司投资建设的云湖污水处理项目位于白石县，总投资3亿元。", bodies="松江水务公司", places="白石县"
    )
    assert ends(made, RelationType.PARTY) == [("云湖污水处理项目", "松江水务公司")]
    assert ends(made, RelationType.LOCATION) == [("云湖污水处理项目", "白石县")]


def test_who_builds_stands_behind_by() -> None:
    made = told(
        "总投资约3.2亿元的云湖康养中心项目开工，由松江建设公司、云湖水务公司共同承建。",
        bodies="松江建设公司 云湖水务公司",
    )
    assert {body for _, body in ends(made, RelationType.PARTY)} == {"松江建设公司", "云湖水务公司"}


def test_a_name_that_the_tagger_does_not_know() -> None:
    made = told("任和华诚康养小镇项目位于白石县，总投资约6.6亿元。", places="白石县")
    [(name, value)] = ends(made, RelationType.INVESTMENT)
    assert name.endswith("华诚康养小镇项目")
    assert value == "6.6亿元"


def test_works_built_on() -> None:
    made = told("云湖灌区续建配套工程总投资3.5亿元，其中一期工程投资1.2亿元。", places="云湖灌区")
    assert ends(made, RelationType.INVESTMENT) == [("云湖灌区续建配套工程", "3.5亿元")]


def test_who_carries_what_a_noun_points_back_to() -> None:
    made = told("云湖污水处理厂扩建工程开工。该项目总投资4.2亿元，由云湖水务集团负责实施。", bodies="云湖水务集团")
    assert ends(made, RelationType.PARTY) == [("云湖污水处理厂扩建工程", "云湖水务集团")]


def test_where_it_is_built_is_no_party() -> None:
    made = told("公司计划在白石县建设电池工厂，总投资3亿美元。", bodies="白石县")
    assert ends(made, RelationType.PARTY) == []


def test_a_park_that_says_where_owns_no_money() -> None:
    made = told("云湖固态电池实验室项目落户白石产业园，首期投入6000万元。", places="白石产业园")
    assert ends(made, RelationType.INVESTMENT) == [("云湖固态电池实验室项目", "6000万元")]
