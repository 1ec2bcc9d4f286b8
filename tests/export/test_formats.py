"""Every format to hand on: read back by what others read it with, it holds the same things and facts."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import networkx as nx
import openpyxl
import pyarrow.parquet as pq
import pyoxigraph as ox
import pytest
import rdflib

from kg.errors import InputError, SettingsError
from kg.export.formats import HAND_ON, hand_on, make
from kg.export.reading import parse_turtle, read_turtle
from kg.export.turtle import turtle
from kg.model.graph import GraphData
from kg.model.ids import EntityId
from kg.model.statement import Literal, Term
from kg.model.triples import Detail, triples
from tests.export.graphs import news_graph

HOSTILE = '=1+1"</script><b>&;\t\n\r|\\u0022\x07 }] \u2028 \u202e'


def hostile(term: Term) -> Term:
    """A literal with hostile text behind it; other terms as they are."""
    return Literal(term.text + HOSTILE, term.datatype) if isinstance(term, Literal) else term


def hostile_graph() -> GraphData:
    """The news with every label, alias, value and quote hostile."""
    graph = news_graph()
    return GraphData(
        graph.base,
        tuple(replace(thing, label=thing.label + HOSTILE, aliases=(*thing.aliases, HOSTILE)) for thing in graph.things),
        tuple(
            replace(fact, rule=HOSTILE, details=tuple((name, hostile(term)) for name, term in fact.details))
            for fact in graph.statements
        ),
        tuple(replace(piece, prefix=HOSTILE) if piece.exact else piece for piece in graph.evidence),
    )  # fmt: skip


GRAPHS = {"news": news_graph(), "hostile": hostile_graph(), "empty": GraphData(news_graph().base)}


@pytest.fixture(params=GRAPHS)
def graph(request: pytest.FixtureRequest) -> GraphData:
    return GRAPHS[request.param]


def made(graph: GraphData, name: str, detail: Detail = Detail.FULL) -> bytes:
    data = make(graph, name, detail)
    assert isinstance(data, bytes)
    return data


def files(graph: GraphData, name: str) -> dict[str, bytes]:
    data = make(graph, name)
    assert isinstance(data, dict)
    return data


def links(graph: GraphData) -> int:
    return sum(not isinstance(fact.object, Literal) for fact in graph.statements)


@pytest.mark.parametrize("detail", Detail)
def test_turtle_comes_back_as_the_graph_it_was_made_of(graph: GraphData, detail: Detail) -> None:
    data = turtle(graph, detail=detail)
    found = parse_turtle(data)
    assert turtle(found.graph, detail=found.detail if graph.things else detail) == data
    assert len(found.graph.things) == len(graph.things)
    if detail == Detail.FULL:
        assert found.detail == detail
        assert len(found.graph.statements) == len(graph.statements)
        assert found.graph.evidence == graph.evidence
        assert {fact.id: fact.triples[:1] for fact in found.graph.statements} == {
            fact.id: fact.triples[:1] for fact in graph.statements
        }


@pytest.mark.parametrize(
    ("turtle", "message"),
    [
        (b"<a", "not Turtle that can be read"),
        (b"<http://elsewhere.example/x> a <http://xmlns.com/foaf/0.1/Person> .", "belongs to no vocabulary"),
        (b"[] a <http://xmlns.com/foaf/0.1/Person> .", "a node without a name"),
        (b'<https://example.org/kg/id/x> <http://www.w3.org/2000/01/rdf-schema#label> "x"@fr .', 'language "fr"'),
    ],
)
def test_turtle_of_others_is_refused_with_the_reason(tmp_path: Path, turtle: bytes, message: str) -> None:
    path = tmp_path / "graph.ttl"
    path.write_bytes(turtle)
    with pytest.raises(InputError, match=f"graph.ttl: .*{message}"):
        read_turtle(path)
    with pytest.raises(InputError, match="Build a graph first"):
        read_turtle(tmp_path / "none.ttl")


OXIGRAPH = {
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
RDFLIB = {"nt": "nt", "nq": "nquads", "trig": "trig", "rdfxml": "xml", "jsonld": "json-ld"}


def parsed(data: bytes, format_: ox.RdfFormat) -> set[str]:
    return {str(quad.triple) for quad in ox.parse(data, format=format_)}


@pytest.mark.parametrize("detail", Detail)
@pytest.mark.parametrize("name", OXIGRAPH)
def test_rdf_formats_hold_the_triples_of_the_turtle(graph: GraphData, name: str, detail: Detail) -> None:
    expected = parsed(turtle(graph, detail=detail), ox.RdfFormat.TURTLE)
    if name == "rdfxml":
        expected = {triple.replace(r"\u0007", "\ufffd") for triple in expected}  # XML cannot hold the bell
    assert parsed(made(graph, name, detail), OXIGRAPH[name]) == expected
    assert len(expected) == len(set(triples(graph, detail=detail)))


@pytest.mark.parametrize("name", RDFLIB)
def test_rdflib_reads_the_rdf_formats_alike(name: str) -> None:
    expected = rdflib.Graph().parse(data=turtle(news_graph()), format="turtle")
    dataset = rdflib.Dataset()
    dataset.parse(data=made(news_graph(), name), format=RDFLIB[name])
    assert {tuple(map(plain, quad[:3])) for quad in dataset.quads()} == {
        tuple(map(plain, triple)) for triple in expected
    }


def plain(term: object) -> object:
    """RDF 1.1 has one string, rdflib two: with its datatype and without."""
    if isinstance(term, rdflib.Literal) and term.datatype == rdflib.XSD.string:
        return rdflib.Literal(str(term))
    return term


def test_each_article_is_a_graph_with_what_it_says() -> None:
    graph = news_graph()
    quads = list(ox.parse(made(graph, "nq"), format=ox.RdfFormat.N_QUADS))
    named = {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode)}
    assert named == {graph.base + piece.article for piece in graph.evidence}
    twice = next(
        fact for fact in graph.statements if len({graph.evidence_by_id[e].article for e in fact.evidence}) == 2
    )
    about = {str(quad.graph_name) for quad in quads if str(quad.subject) == f"<{graph.base}{twice.id}>"}
    assert len(about) == 2


def test_rdf_1_2_reifies_each_fact_and_says_the_rest_alike(graph: GraphData) -> None:
    store = ox.Store()
    store.load(made(graph, "ttl12"), format=ox.RdfFormat.TURTLE)
    back = store.query(
        "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> SELECT ?f ?s ?p ?o { ?f rdf:reifies <<( ?s ?p ?o )>> }"
    )
    assert isinstance(back, ox.QuerySolutions)
    assert len(list(back)) == len(graph.statements)
    assert len(store) == len(set(triples(graph))) - 3 * len(graph.statements)


def test_json_ld_reads_well() -> None:
    document = json.loads(made(news_graph(), "jsonld"))
    node = next(node for node in document["@graph"] if node.get("label") == "“田间课堂”活动")
    assert node["type"] == "schema:Event"
    assert node["altLabel"] == "田间课堂"
    assert len(node["organizer"]) == 2
    assert document["@context"]["organizer"] == {"@id": "schema:organizer", "@type": "@id"}


def test_graphml_is_what_networkx_reads(graph: GraphData) -> None:
    back = nx.read_graphml(io.BytesIO(made(graph, "graphml")), force_multigraph=True)
    assert (back.number_of_nodes(), back.number_of_edges()) == (len(graph.things), links(graph))
    for thing in graph.things[:20]:
        assert back.nodes[thing.id]["label"].replace("\ufffd", "\x07") == thing.label


def test_gexf_is_what_networkx_reads_with_colours(graph: GraphData) -> None:
    data = made(graph, "gexf")
    root = ET.fromstring(data)
    space = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}
    assert len(root.findall(".//g:node/viz:color", space)) == len(graph.things)
    assert len(root.findall(".//g:edge", space)) == links(graph)
    if graph.things:
        back = nx.read_gexf(io.BytesIO(data), version="1.3")
        assert (back.number_of_nodes(), back.number_of_edges()) == (len(graph.things), links(graph))


def test_cytoscape_has_nodes_edges_and_places(graph: GraphData) -> None:
    elements = json.loads(made(graph, "cytoscape"))["elements"]
    assert [node["data"]["id"] for node in elements["nodes"]] == [thing.id for thing in graph.things]
    assert len(elements["edges"]) == links(graph)
    ids = {node["data"]["id"] for node in elements["nodes"]}
    assert all({edge["data"]["source"], edge["data"]["target"]} <= ids for edge in elements["edges"])


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def test_csv_has_each_thing_and_each_fact_once(graph: GraphData) -> None:
    found = files(graph, "csv")
    assert [row["label"] for row in rows(found["nodes.csv"])] == [thing.label for thing in graph.things]
    ids = [row["id"] for name in ("edges.csv", "values.csv") for row in rows(found[name])]
    assert sorted(ids) == [fact.id for fact in graph.statements]


def test_csv_for_neo4j_has_its_headers_and_ends_that_exist(graph: GraphData) -> None:
    found = files(graph, "csv")
    nodes, edges = rows(found["neo4j/nodes.csv"]), rows(found["neo4j/edges.csv"])
    ids = {row["id:ID"] for row in nodes}
    assert len(ids) == len(graph.things)
    assert len(edges) == links(graph)
    for row in edges:
        assert {row[":START_ID"], row[":END_ID"]} <= ids
        assert re.fullmatch(r"\w+", row[":TYPE"])
        assert row["direct:boolean"] in {"true", "false"}
        float(row["confidence:double"])


def batches(script: str) -> Iterator[tuple[list[dict[str, object]], str]]:
    """The parameters and the statement of each batch; Cypher's keys have no quotation marks, JSON's do."""
    for given, statement in re.findall(r":param rows => (\[\n.*?\n\]);\n([^\n]*;)\n", script, re.DOTALL):
        quoted = re.sub(r'("(?:[^"\\]|\\.)*")|(\w+):', lambda found: found[1] or f'"{found[2]}":', given)
        yield json.loads(quoted), statement


def test_cypher_has_each_thing_and_fact_once_as_parameters_and_merges(graph: GraphData) -> None:
    script = made(graph, "cypher").decode("ascii")
    found = list(batches(script))
    nodes = [row["id"] for given, statement in found if "MATCH" not in statement for row in given]
    edges = [row["id"] for given, statement in found if "MATCH" in statement for row in given]
    assert sorted(map(str, nodes)) == [thing.id for thing in graph.things]
    assert len(set(map(str, edges))) == len(edges) == links(graph)
    for _given, statement in found:
        assert "MERGE" in statement
        assert re.fullmatch(r"[\w\s$().:{},;+=\[\]>-]+", statement)  # nothing of an article's


def test_parquet_has_things_facts_and_evidence(graph: GraphData) -> None:
    found = {name: pq.read_table(io.BytesIO(data)) for name, data in files(graph, "parquet").items()}
    assert found["nodes.parquet"]["label"].to_pylist() == [thing.label for thing in graph.things]
    assert found["facts.parquet"]["id"].to_pylist() == [fact.id for fact in graph.statements]
    assert found["facts.parquet"]["evidence_ids"].to_pylist() == [list(fact.evidence) for fact in graph.statements]
    assert found["evidence.parquet"]["exact"].to_pylist() == [piece.exact for piece in graph.evidence]


def test_a_workbook_has_a_sheet_a_kind_each_fact_with_its_evidence_and_no_formula(graph: GraphData) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made(graph, "xlsx")))
    ids = []
    for sheet in book:
        for row in sheet.iter_rows(min_row=2):
            assert all(cell.data_type in {"s", "n", "inlineStr"} for cell in row)
            if row[2].value:
                ids.append(row[9].value)
    assert sorted(map(str, ids)) == [fact.id for fact in graph.statements]
    if graph is GRAPHS["news"]:
        people = [[cell.value for cell in row] for row in book["人物 People"].iter_rows(min_row=2)]
        teacher = next(row for row in people if row[0] == "代玉兰")
        assert teacher[2:5] == ["任职于", "柳溪小学", "校长"]
        assert teacher[7] == "柳溪小学校长代玉兰"


@pytest.mark.parametrize("name", HAND_ON)
def test_equal_graphs_give_equal_bytes_in_every_format(name: str, tmp_path: Path) -> None:
    assert make(news_graph(), name) == make(news_graph(), name)
    for path in hand_on(news_graph(), name, tmp_path / "out"):
        assert path.stat().st_size


def test_an_unknown_format_is_told() -> None:
    with pytest.raises(SettingsError, match="choose from ttl, jsonld"):
        make(news_graph(), "vsdx")


def test_a_direct_triple_of_a_former_post_does_not_come_back_as_its_own() -> None:
    back = parse_turtle(turtle(news_graph())).graph
    former = [fact for fact in back.statements if ("kg:status", EntityId("kg:former")) in fact.details]
    assert former
    assert not any(fact.triples for fact in former)
