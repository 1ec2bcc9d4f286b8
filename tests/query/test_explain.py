"""Why two names are one node or two, from the log beside the graph."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.assemble import Graph
from kg.cli import main
from kg.model.annotation import AnnotatedArticle
from kg.model.graph import GraphData
from kg.model.schema import Kind
from kg.query.explain import read_log
from kg.writing import write
from tests.builders import ORGANIZATION, PLACE, annotated, article, chain
from tests.resolve.test_people import COMMON, item
from tests.scenes import build


def body(name: str) -> AnnotatedArticle:
    return annotated(article(f"{name}说。", page=name), [chain(name, name, ORGANIZATION, kinds=[Kind.GOVERNMENT])])


ONE = [body("深圳市卫健委"), body("深圳市卫生健康委员会")]
TWO = [item(f"柳河县县长王伟说{n}。", n, COMMON, posts=[(COMMON, "柳河县", "县长")]) for n in "ab"]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, GraphData]:
    folder, graph = tmp_path_factory.mktemp("graph"), build(*ONE, *TWO)
    write(Graph(graph), folder, ["ttl"])
    return folder, graph


def say(folder: Path, *arguments: str) -> str:
    result = CliRunner().invoke(main, ["resolve", *arguments, "-g", str(folder)])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_log_is_read_back_as_it_was(built: tuple[Path, GraphData]) -> None:
    folder, graph = built
    assert read_log(folder / "graph.merges.tsv") == graph.compared


def test_two_forms_of_one_body_are_explained_by_their_merge(built: tuple[Path, GraphData]) -> None:
    said = say(built[0], "--explain", "深圳市卫健委", "深圳市卫生健康委员会")
    assert "are one node" in said
    assert "深圳市卫健委 read as 深圳市卫生健康委员会" in said


def test_two_namesakes_are_explained_by_what_was_compared(built: tuple[Path, GraphData]) -> None:
    said = say(built[0], "--explain", COMMON, COMMON)
    assert "different nodes 是不同的节点" in said
    assert "one node" not in said
    assert "likely 可能" in said
    assert "+12.0  同一单位，县长只有一位 same host, one 县长" in said


def test_names_without_any_comparison_are_explained_by_their_codes_or_their_difference(
    built: tuple[Path, GraphData], tmp_path: Path
) -> None:
    assert "名称不同" in say(built[0], "--explain", "深圳市卫健委", COMMON)
    text = "泊里镇、藏马镇、青岛市黄岛区和黄岛区。"
    names = ("泊里镇", "藏马镇", "青岛市黄岛区", "黄岛区")
    places = annotated(article(text), [chain(text, name, PLACE, kinds=[Kind.ADMIN]) for name in names])
    write(Graph(build(places)), tmp_path, ["ttl"])
    assert "行政区划代码不同" in say(tmp_path, "--explain", "泊里镇", "藏马镇")
    assert "都指行政区划 370211" in say(tmp_path, "--explain", "青岛市黄岛区", "黄岛区")


def test_without_names_what_is_likely_is_listed(built: tuple[Path, GraphData]) -> None:
    assert COMMON in say(built[0])


def test_an_unknown_name_and_a_missing_log_are_told(built: tuple[Path, GraphData], tmp_path: Path) -> None:
    unknown = CliRunner().invoke(main, ["resolve", "--explain", "甲乙", COMMON, "-g", str(built[0])])
    assert unknown.exit_code == 1
    assert 'nothing is called "甲乙"' in unknown.output
    missing = CliRunner().invoke(main, ["resolve", "-g", str(tmp_path)])
    assert missing.exit_code == 1
    assert "there is no such log" in missing.output
