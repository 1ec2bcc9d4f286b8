"""Where the seed page lies by the official lists, and that other articles change nothing of it."""

from collections.abc import Iterable
from pathlib import Path

import pytest

import kg
from kg.lexicon.places import gazetteer
from kg.model import vocabulary as v
from kg.model.graph import GraphData
from kg.model.schema import Basis
from kg.model.statement import Literal, Statement, Thing
from kg.query import Engine, load, named_query, prefixes_of
from kg.writing import write

SEEDS = Path(__file__).parent.parent / "seeds"
TOWNS = {
    "泊里镇": "370211101",
    "灵山卫街道": "370211011",
    "辛安街道": "370211002",
    "滨海街道": "370211010",
    "藏马镇": "370211109",
    "胶南街道": "370211007",
}
ABOVE = {"黄岛区": "370211", "青岛市": "370200", "山东省": "370000"}


@pytest.fixture(scope="module")
def seed() -> GraphData:
    return kg.build([SEEDS]).data


@pytest.fixture(scope="module")
def engine(seed: GraphData, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder = tmp_path_factory.mktemp("seed")
    write(kg.Graph(seed), folder, ["ttl"])
    return load(folder / "graph.ttl", prefixes_of(folder / "graph.ttl"))


def codes(graph: GraphData) -> dict[str, Thing]:
    """The linked places by their official codes."""
    return {
        value.text: thing
        for thing in graph.things
        for key, value in thing.properties
        if key == v.IDENTIFIER and isinstance(value, Literal)
    }


def within(graph: GraphData, part: str, whole: str) -> Statement:
    """The one fact that one place lies in another, by their codes."""
    found = codes(graph)
    ends = (found[part].id, v.WITHIN, found[whole].id)
    (statement,) = [s for s in graph.statements if (s.subject, s.predicate, s.object) == ends]
    return statement


def mentioned(graph: GraphData) -> set[object]:
    return {s.object for s in graph.statements if s.predicate == v.MENTIONS}


@pytest.mark.parametrize(("name", "code"), TOWNS.items())
def test_each_township_lies_in_the_district_on_the_authority_of_the_list(seed: GraphData, name: str, code: str) -> None:
    thing = codes(seed)[code]
    assert thing.label == name
    assert thing.id in mentioned(seed)
    fact = within(seed, code, "370211")
    assert (fact.basis, fact.confidence) == (Basis.GAZETTEER, 1.0)
    (release,) = {seed.evidence_by_id[piece].article for piece in fact.evidence}
    assert seed.thing_by_id[release].kind == "list"
    assert "codes as of 2025-12-31" in str(dict(seed.thing_by_id[release].properties)[v.DESCRIPTION])


def test_the_chain_ends_in_the_province_and_no_article_is_said_to_mention_it(seed: GraphData) -> None:
    found = codes(seed)
    assert {found[code].label: code for code in ABOVE.values()} == ABOVE
    assert within(seed, "370211", "370200").basis is within(seed, "370200", "370000").basis is Basis.GAZETTEER
    assert mentioned(seed).isdisjoint(found[code].id for code in ABOVE.values())
    for code in ABOVE.values():  # told apart on the node, too
        assert (v.BASIS, v.basis_term(Basis.GAZETTEER)) in found[code].properties


@pytest.mark.parametrize(
    ("label", "code", "town"),
    [("泊里镇泊里社区", "370211103001", "370211101"), ("新航社区", "370211012021", "370211010")],
)
def test_the_communities_lie_in_their_townships(seed: GraphData, label: str, code: str, town: str) -> None:
    thing = codes(seed)[code]
    assert thing.label == label
    assert thing.id in mentioned(seed)
    assert gazetteer().division(code).parent == town
    pieces = within(seed, code, town).evidence
    lists = {seed.thing_by_id[seed.evidence_by_id[piece].article].label for piece in pieces}
    assert "统计用村级区划代码" in lists


def labels(engine: Engine, name: str, /, **values: str) -> list[tuple[str, ...]]:
    query = named_query(name)
    assert query is not None
    rows = engine.evaluate(query.text, query.bind(values)).rows
    return [tuple("" if node is None else node.value for node in row) for row in rows]


def test_a_city_that_the_page_never_names_holds_everything_of_it(engine: Engine) -> None:
    found = {cell for row in labels(engine, "within", name="青岛市") for cell in row}
    assert {*TOWNS, "泊里镇泊里社区", "新航社区", "滨海街道新航社区粗杭经合社", "滨海派出所", "藏马小学"} <= found


@pytest.mark.parametrize(
    ("body", "place"), [("滨海派出所", "滨海街道"), ("藏马小学", "藏马镇"), ("辛安执法中队", "辛安街道")]
)
def test_bodies_lie_where_their_names_say(engine: Engine, body: str, place: str) -> None:
    assert (body, place) in {row[:2] for row in labels(engine, "chain", name=body)}


def test_a_police_station_is_placed_through_its_name_and_item(tmp_path: Path) -> None:
    page = tmp_path / "in.txt"
    page.write_text(
        "平安夜巡\n□记者 白露\n本报讯 近日,泊里派出所民警走进藏马镇和泊里镇,向群众宣传防盗知识。\n", "utf-8"
    )
    graph = kg.build([page]).data
    (station,) = [thing for thing in graph.things if thing.label == "泊里派出所"]
    places = {
        graph.thing_by_id[s.object].label
        for s in graph.statements
        if (s.subject, s.predicate) == (station.id, v.WITHIN) and isinstance(s.object, str)
    }
    assert places == {"泊里镇"}


def test_a_former_county_has_its_years_and_its_heir(tmp_path: Path) -> None:
    page = tmp_path / "in.txt"
    page.write_text("旧城新貌\n□记者 白露\n本报讯 近日,胶南市的老人回忆往事。\n", "utf-8")
    found = codes(kg.build([page]).data)
    properties = dict(found["370284"].properties)
    assert properties[v.VALID] == Literal("1990/2011", v.STRING)
    assert properties[v.REPLACED_BY] == found["370211"].id


OTHERS = 40
# What tempts: names of the seed page in other places, of other people, and in the same district.
_TALES = (
    "{n}号台风过境\n□记者 {r}\n本报讯 近日,厦门市思明区滨海街道组织{n}名志愿者清扫街面,街道办主任{p}说:“大家都很辛苦。”\n",
    "夜校开课\n□记者 {r}\n本报讯 近日,丹东市振兴区开办第{n}期夜校,区财政局局长李晓泉出席,业委会代表{p}发言。\n",
    "新站启用\n□记者 祁璟\n本报讯 近日,成都市武侯区第{n}座消防站启用,区文明办主任{p}到场。\n",
    "渔港开捕\n□记者 {r}\n本报讯 近日,青岛市黄岛区泊里镇{n}艘渔船出海,镇长{p}到码头送行。\n",
)


def other_pages(folder: Path) -> Path:
    """Pages of invented articles, some older than the seed page."""
    folder.mkdir()
    for n in range(OTHERS):
        tale = _TALES[n % len(_TALES)].format(n=n + 2, r=f"白{chr(0x9732 + n)}", p=f"沈{chr(0x4E91 + n)}舟")
        (folder / f"{2019 + n % 8}-03-{n % 27 + 1:02}_{n}.txt").write_text(tale, "utf-8")
    return folder


def facts_of(graph: GraphData, articles: Iterable[str]) -> set[Statement]:
    """The facts that rest on one of these articles."""
    chosen = set(articles)
    return {s for s in graph.statements if any(graph.evidence_by_id[e].article in chosen for e in s.evidence)}


def test_other_articles_change_no_fact_of_the_page_in_whatever_order(seed: GraphData, tmp_path: Path) -> None:
    others = other_pages(tmp_path / "others")
    articles = [thing.id for thing in seed.of_kind("article")]
    before = facts_of(seed, articles)
    assert len(before) > 200
    first, last = kg.build([SEEDS, others]).data, kg.build([*sorted(others.iterdir(), reverse=True), SEEDS]).data
    assert len(list(first.of_kind("article"))) == len(articles) + OTHERS
    assert facts_of(first, articles) == before
    assert last.statements == first.statements
    assert last.things == first.things
