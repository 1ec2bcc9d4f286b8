import re
import xml.etree.ElementTree as ET
from itertools import combinations
from pathlib import Path

import pytest

from kg.export.svg import radius, render_svg, write_svg
from kg.export.templates import template
from kg.model.graph import GraphData
from tests.export.graphs import BASE, hostile_graph, large_graph, news_graph

SVG = "{http://www.w3.org/2000/svg}"


def test_picture_has_a_shape_a_thing_and_a_line_a_pair() -> None:
    picture = ET.fromstring(render_svg(news_graph(), title="海平日报"))
    shapes = [*picture.iter(f"{SVG}polygon"), *picture.iter(f"{SVG}circle")]
    drawn = [thing.kind for thing in news_graph().things if thing.kind not in ("page", "list")]
    assert len(shapes) == len(drawn) + len(set(drawn))  # once more in the legend
    assert sum(1 for _ in picture.iter(f"{SVG}circle")) == 4 + 1  # people
    assert "人物 People 4" in {text.text for text in picture.iter(f"{SVG}text")}
    assert {"欧阳青山", "代玉兰"} <= {text.text for text in picture.iter(f"{SVG}text")}
    assert picture.findtext(f"{SVG}title") == "海平日报"


def test_hostile_texts_leave_it_an_innocent_picture() -> None:
    picture = ET.fromstring(render_svg(hostile_graph(), title="<script>"))
    assert {element.tag.removeprefix(SVG) for element in picture.iter()} <= {
        "svg",
        "title",
        "rect",
        "line",
        "polygon",
        "circle",
        "text",
    }


@pytest.mark.parametrize("things", [60, 200, 1500])
def test_no_two_names_overlap(things: int) -> None:
    boxes = []
    for text in ET.fromstring(render_svg(large_graph(things))).iter(f"{SVG}text"):
        if text.get("text-anchor") != "middle":  # the legend
            continue
        size = float(text.get("font-size") or 12)
        width = sum(1 if ord(character) > 0x2E7F else 0.57 for character in text.text or "") * size
        boxes.append((float(text.get("x") or 0), float(text.get("y") or 0), width))
    assert boxes
    for one, two in combinations(boxes, 2):
        assert abs(one[0] - two[0]) >= (one[2] + two[2]) / 2 - 0.2 or abs(one[1] - two[1]) >= 14.8


def test_a_large_graph_is_shown_by_its_communities() -> None:
    graph = large_graph(1500)
    picture = ET.fromstring(render_svg(graph))
    towns = {thing.label for thing in graph.things if thing.kind == "place"}
    named = [text.text for text in picture.iter(f"{SVG}text") if text.get("font-weight") == "700"]
    assert len(named) > len(towns) / 2 and set(named) <= towns
    width, height = map(float, (picture.get("viewBox") or "").split()[2:])
    assert 1000 < width < 1400 and height < 1400


def test_nodes_are_as_large_as_on_the_page() -> None:
    formula = re.search(
        r"radiusOf = \(weight\) => (\d+) \+ Math\.min\((\d+), ([\d.]+) \* Math\.sqrt", template("js/kinds.js")
    )
    assert formula is not None
    base, cap, factor = map(float, formula.groups())
    for weight in (0, 1, 9, 400):
        assert radius(weight) == base + min(cap, factor * weight**0.5)


def test_written_twice_the_same_and_empty_is_fine(tmp_path: Path) -> None:
    write_svg(news_graph(), tmp_path / "a.svg")
    write_svg(news_graph(), tmp_path / "b.svg")
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()
    ET.fromstring(render_svg(GraphData(BASE)))
