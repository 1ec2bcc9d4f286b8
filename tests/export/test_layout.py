import os
import subprocess
import sys
from itertools import combinations
from math import hypot
from pathlib import Path
from statistics import mean

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.export.communities import communities
from kg.export.drawing import NO_FACT, draw, short_label
from kg.export.layout import lay_out
from kg.export.pinyin import spelling
from kg.model.graph import GraphData
from kg.model.ids import EntityId
from kg.model.statement import Thing
from tests.export.graphs import GraphBuilder, large_graph, news_graph


def two_towns() -> GraphData:
    """Two circles of people who all know their own town's bodies; one person connects them, one post all share."""
    make = GraphBuilder()
    named = {}
    for town in "甲乙":
        people = [make.thing("person", f"{town}人{number}") for number in range(8)]
        bodies = [make.thing("organization", f"{town}会{number}") for number in range(4)]
        named[town] = people[0], bodies[0]
        for number, person in enumerate(people):
            for body in bodies[: 2 + number % 3]:
                make.post(person, "会长", body)
    make.post(named["甲"][0], "会长", named["乙"][1])
    return make.graph()


def test_communities_stand_apart_although_all_share_a_post() -> None:
    graph = two_towns()
    layout = lay_out(draw(graph))
    side = {index: thing.label[0] for index, thing in enumerate(graph.things) if thing.kind != "role"}

    def distance(one: int, two: int) -> float:
        return hypot(layout.x[one] - layout.x[two], layout.y[one] - layout.y[two])

    within = mean(distance(one, two) for one, two in combinations(side, 2) if side[one] == side[two])
    between = mean(distance(one, two) for one, two in combinations(side, 2) if side[one] != side[two])
    assert between > 1.5 * within
    assert len({layout.community[node] for node in side if side[node] == "甲"}) == 1


def test_no_node_of_a_small_picture_hides_another() -> None:
    layout = lay_out(draw(news_graph()))
    places = [(x, y) for x, y, community in zip(layout.x, layout.y, layout.community, strict=True) if community >= 0]
    assert min(hypot(a[0] - b[0], a[1] - b[1]) for a, b in combinations(places, 2)) > 30


def test_layout_is_the_same_each_time() -> None:
    drawing = draw(large_graph(500))
    assert lay_out(drawing) == lay_out(drawing)


def test_nothing_is_warned_of_on_the_processor_as_it_is() -> None:
    """Some processors' matrix products report what infinities do; a library's choice of kernel must not hide it."""
    code = (
        "from kg.export import layout\n"
        "rings = [(n, [(i, (i + 1) % n, 1.0) for i in range(n)]) for n in range(2, 60)]\n"
        "for ring in rings: layout._springs([ring])\n"
        "layout._springs(rings)"
    )
    plain = {name: value for name, value in os.environ.items() if not name.startswith("OPENBLAS_")}
    home = plain | {"PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-W", "error", "-c", code]
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=home)
    assert done.returncode == 0, done.stderr


def test_pages_lists_and_the_run_are_not_drawn() -> None:
    graph = news_graph()
    drawing = draw(graph)
    layout = lay_out(drawing)
    undrawn = {thing.kind for index, thing in enumerate(graph.things) if layout.community[index] < 0}
    assert undrawn == {"page", "list"}


def test_lines_bundle_all_arrows_between_two_things() -> None:
    make = GraphBuilder()
    one, two = make.thing("person", "甲"), make.thing("organization", "乙")
    make.post(one, "会长", two)
    make.fact(two, "schema:founder", one)
    drawing = draw(make.graph())
    ends = {(drawing.kinds[edge.source], drawing.kinds[edge.target], edge.predicate) for edge in drawing.edges}
    assert ends == {
        ("person", "organization", "org:memberOf"),
        ("organization", "person", "schema:founder"),
        ("person", "role", "org:role"),
    }
    assert len(drawing.links) == 2
    assert all(edge.fact != NO_FACT for edge in drawing.edges)


def test_short_label_is_short_and_printable() -> None:
    thing = Thing(EntityId("p-1"), "person", (), "王\n\u202e" + "长" * 99)
    assert short_label(thing) == "王 " + "长" * 21 + "…"


@pytest.mark.parametrize(
    ("name", "person", "expected"),
    [
        ("代玉丽", True, "dai yu li"),
        ("单秀英", True, "dan/chan/shan xiu ying"),
        ("吕梁A区", False, "lv liang a qu"),
        ("OECD", False, ""),
    ],
)
def test_spelling(name: str, person: bool, expected: str) -> None:
    assert spelling(name, person=person) == expected


def modularity(graph: "nx.Graph[int]", homes: list[int]) -> float:
    groups = [{node for node in graph if homes[node] == home} for home in sorted(set(homes))]
    return float(nx.community.modularity(graph, groups, weight="weight"))


def test_communities_are_about_as_good_as_networkx_finds_them() -> None:
    graph = nx.relaxed_caveman_graph(12, 15, 0.2, seed=3)
    nx.set_edge_attributes(graph, 1.0, "weight")
    homes = communities(len(graph), [(a, b, 1.0) for a, b in sorted(graph.edges)])
    reference = nx.community.modularity(graph, nx.community.louvain_communities(graph, seed=1))
    assert modularity(graph, homes) >= 0.97 * reference


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 12), st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=30))
def test_communities_never_join_what_nothing_connects(count: int, pairs: list[tuple[int, int]]) -> None:
    links = [(a % count, b % count, 1.0) for a, b in pairs]
    homes = communities(count, links)
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from((a, b) for a, b, _ in links)
    component = {node: index for index, nodes in enumerate(nx.connected_components(graph)) for node in nodes}
    for one, two in combinations(range(count), 2):
        assert homes[one] != homes[two] or component[one] == component[two]
    assert sorted(set(homes)) == list(range(len(set(homes))))
