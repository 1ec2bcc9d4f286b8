import re
import xml.etree.ElementTree as ET
from pathlib import Path

from kg.export.svg import radius, render_svg, write_svg
from kg.export.templates import template
from kg.model.graph import GraphData
from tests.export.graphs import BASE, hostile_graph, large_graph, news_graph

SVG = "{http://www.w3.org/2000/svg}"


def test_picture_has_a_shape_a_thing_and_a_line_a_pair() -> None:
    picture = ET.fromstring(render_svg(news_graph(), title="海平日报"))
    shapes = [*picture.iter(f"{SVG}polygon"), *picture.iter(f"{SVG}circle")]
    assert len(shapes) == 25
    assert sum(1 for _ in picture.iter(f"{SVG}circle")) == 4  # people
    assert {"欧阳青山", "代玉兰"} <= {text.text for text in picture.iter(f"{SVG}text")}
    assert picture.findtext(f"{SVG}title") == "海平日报"


def test_hostile_texts_leave_it_an_innocent_picture() -> None:
    picture = ET.fromstring(render_svg(hostile_graph(), title="<script>"))
    assert {element.tag.removeprefix(SVG) for element in picture.iter()} <= {"svg", "title", "rect", "line", "polygon", "circle", "text"}


def test_no_two_labels_overlap() -> None:
    boxes = []
    for text in ET.fromstring(render_svg(large_graph(200))).iter(f"{SVG}text"):
        width = sum(12 if ord(character) > 0x2E7F else 6.8 for character in text.text or "")
        boxes.append((float(text.get("x") or 0), float(text.get("y") or 0), width))
    for index, (x, y, width) in enumerate(boxes):
        for other_x, other_y, other_width in boxes[:index]:
            assert abs(x - other_x) >= (width + other_width) / 2 or abs(y - other_y) >= 14.9


def test_nodes_are_as_large_as_on_the_page() -> None:
    formula = re.search(r"radiusOf = \(weight\) => (\d+) \+ Math\.min\((\d+), ([\d.]+) \* Math\.sqrt", template("js/kinds.js"))
    assert formula is not None
    base, cap, factor = map(float, formula.groups())
    for weight in (0, 1, 9, 400):
        assert radius(weight) == base + min(cap, factor * weight**0.5)


def test_written_twice_the_same_and_empty_is_fine(tmp_path: Path) -> None:
    write_svg(news_graph(), tmp_path / "a.svg")
    write_svg(news_graph(), tmp_path / "b.svg")
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()
    ET.fromstring(render_svg(GraphData(BASE)))
