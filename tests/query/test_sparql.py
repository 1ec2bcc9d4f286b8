"""Queries from outside: what comes back, what is refused, and when they are ended."""

import contextlib
import http.server
import json
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InputError, QueryError
from kg.query import ENGINES, FORMATS, Answer, Engine, Limits, Node, ask, load, prefixes_of
from kg.query.lexer import check

TOWN = Path(__file__).with_name("town.ttl")
XSD = "http://www.w3.org/2001/XMLSchema#"

QUESTIONS = [
    "ASK { ?p a foaf:Person }",
    "SELECT ?name { ?p a foaf:Person ; rdfs:label ?name } ORDER BY ?name",
    "SELECT ?n (COUNT(?p) AS ?people) { ?p org:memberOf/rdfs:label ?n } GROUP BY ?n ORDER BY ?n",
    "CONSTRUCT { ?a kg:within ?b } WHERE { ?a kg:within+ ?b }",
    "DESCRIBE id:role-head",
    "SELECT ?x ?code { ?x a org:Organization OPTIONAL { ?x dcterms:identifier ?code } } ORDER BY ?x",
]


@pytest.mark.parametrize("query", QUESTIONS)
def test_both_engines_give_the_same_answer(query: str) -> None:
    assert ask(TOWN, query, engine="oxigraph") == ask(TOWN, query, engine="rdflib")


def test_rows_past_the_limit_are_cut_and_said_to_be() -> None:
    query = "SELECT ?s { ?s a ?t }"
    assert len(ask(TOWN, query, limits=Limits(rows=3)).rows) == 3
    assert ask(TOWN, query, limits=Limits(rows=3)).cut
    assert not ask(TOWN, query).cut


@pytest.mark.parametrize("engine", ENGINES)
def test_a_query_that_does_not_end_is_ended(engine: str) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with pytest.raises(QueryError, match="ended"):
        ask(TOWN, query, engine=engine, limits=Limits(seconds=1.5))


def test_a_query_that_eats_memory_is_ended() -> None:
    query = "SELECT DISTINCT ?a ?b ?c ?d ?e ?f ?g ?h ?i { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d"
    with pytest.raises(QueryError, match="ended"):
        ask(TOWN, query, limits=Limits(seconds=30, memory=300 << 20))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * {\n  ?s ?p\n}", "^Line [23]"),
        ("SELECT ?x { ?s ?p ?o } GROUP BY ?s ?s ?s (", "."),
        ("SELECT (1 + AS ?x) {}", "^Line 1"),
    ],
)
def test_a_wrong_query_is_told_with_its_place(engine: str, query: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        ask(TOWN, query, engine=engine)


def test_a_graph_that_is_not_there_or_no_turtle_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Build a graph first"):
        ask(tmp_path / "none.ttl", "ASK {}")
    (tmp_path / "bad.ttl").write_bytes(b"\xff\xfe this is <no Turtle")
    for engine in ENGINES:
        with pytest.raises(InputError, match="not Turtle"):
            ask(tmp_path / "bad.ttl", "ASK {}", engine=engine)


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine that notes who calls."""
    calls: list[str] = []

    class Notes(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            calls.append(self.path)
            self.send_error(404)

        do_POST = do_GET  # noqa: N815 - http.server's name for it

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as above
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Notes) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}/", calls
        running.shutdown()


@pytest.mark.parametrize("engine", ENGINES)
def test_no_query_reaches_a_server(engine: str, server: tuple[str, list[str]]) -> None:
    address, calls = server
    for query in (
        f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?s ?p trueSERVICE <{address}> {{ ?s ?p ?o }} }}",
        f"SELECT * FROM <{address}> {{ ?s ?p ?o }}",
        f"LOAD <{address}>",
    ):
        with pytest.raises(QueryError):
            ask(TOWN, query, engine=engine)
    assert calls == []


def test_rdflib_refuses_service_by_itself_too(server: tuple[str, list[str]]) -> None:
    address, calls = server
    with pytest.raises(QueryError, match="SERVICE"):
        load(TOWN, prefixes_of(TOWN), "rdflib").evaluate(f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}")
    assert calls == []


SAMPLE = Answer(
    ("a", "b"),
    (
        (Node("uri", "http://x/1"), Node("literal", 'say "泊里",\n<b>&', language="zh")),
        (None, Node("literal", "0.5", f"{XSD}decimal")),
        (Node("bnode", "n"), Node("literal", "2024-05-11", f"{XSD}date")),
    ),
)


def test_csv() -> None:
    assert FORMATS["csv"](SAMPLE) == 'a,b\r\nhttp://x/1,"say ""泊里"",\n<b>&"\r\n,0.5\r\n_:n,2024-05-11\r\n'


def test_tsv() -> None:
    assert FORMATS["tsv"](SAMPLE) == (
        '?a\t?b\n<http://x/1>\t"say \\"泊里\\",\\n<b>&"@zh\n\t0.5\n_:n\t"2024-05-11"^^<' + XSD + "date>\n"
    )


@pytest.mark.parametrize("name", ["json", "xml"])
def test_json_and_xml_are_what_other_tools_read(name: str) -> None:
    import pyoxigraph as ox

    kind = {"json": ox.QueryResultsFormat.JSON, "xml": ox.QueryResultsFormat.XML}[name]
    found = ox.parse_query_results(FORMATS[name](SAMPLE).encode(), format=kind)
    assert isinstance(found, ox.QuerySolutions)
    assert [[None if cell is None else cell.value for cell in row] for row in found] == [
        [None if node is None else node.value for node in row] for row in SAMPLE.rows
    ]
    truth = ox.parse_query_results(FORMATS[name](Answer(boolean=True)).encode(), format=kind)
    assert bool(truth)


def test_xml_holds_no_character_that_xml_cannot() -> None:
    assert "\x00" not in FORMATS["xml"](Answer(("a",), ((Node("literal", "a\x00b"),),)))


def test_json_of_a_truth_value() -> None:
    assert json.loads(FORMATS["json"](Answer(boolean=False))) == {"head": {}, "boolean": False}


ALPHABET = st.sampled_from(list("{}()<>?$.;,'\"\\#:@^|*+-/=! \n\tsoSELCTxa1泊\x00\ud800\u202e")) | st.sampled_from(
    [
        "SELECT ",
        "ASK ",
        "{ ?s ?p ?o }",
        "FILTER(",
        "kg:within",
        '"x"@zh',
        "OPTIONAL {",
        "BIND(",
        " AS ?x)",
        "GROUP BY ?s",
    ]
)


@cache
def town() -> Engine:
    """One graph for all examples; a fixture would load it anew for each."""
    return load(TOWN, prefixes_of(TOWN))


@settings(max_examples=300, deadline=None)
@given(st.lists(ALPHABET, max_size=30).map("".join))
def test_no_query_text_ends_in_anything_but_an_answer_or_a_refusal(query: str) -> None:
    known = prefixes_of(TOWN)
    graph = town()
    with contextlib.suppress(QueryError):
        graph.evaluate(check(query, known), rows=5)
