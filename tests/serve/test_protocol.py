"""The SPARQL 1.1 Protocol, section by section, as far as a server that only reads can follow it.

Named after the W3C's own protocol tests; written from https://www.w3.org/TR/sparql11-protocol/.
"""

import csv
import io
import json
from typing import Any, cast
from urllib.parse import quote, urlencode
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest
import rdflib

from tests.serve.running import Reply, Server

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
ASK = "ASK {}"
NAMES = "SELECT ?name WHERE { ?who a foaf:Person ; rdfs:label ?name } ORDER BY ?name"
MADE = "CONSTRUCT { ?who rdfs:label ?name } WHERE { ?who a foaf:Person ; rdfs:label ?name }"


def post(server: Server, body: bytes, kind: str | None, path: str = "/sparql", accept: str = "*/*") -> Reply:
    headers = {"content_type": kind} if kind else {}
    return server.ask(path, "POST", body, accept=accept, **headers)


def names(reply: Reply) -> list[str]:
    found = cast("dict[str, Any]", reply.json)
    return [row["name"]["value"] for row in found["results"]["bindings"]]


# 2.1 query operation


def test_query_get(server: Server) -> None:
    reply = server.ask(f"/sparql?query={quote(ASK)}")
    assert (reply.status, reply.kind) == (200, "application/sparql-results+json")
    assert reply.json == {"head": {}, "boolean": True}


def test_query_get_with_plus_for_a_blank(server: Server) -> None:
    assert server.ask("/sparql?query=ASK+%7B%7D").json == {"head": {}, "boolean": True}


def test_query_post_form(server: Server) -> None:
    reply = post(server, urlencode({"query": NAMES}).encode(), FORM)
    assert reply.status == 200
    assert "代玉兰" in names(reply)


def test_query_post_direct(server: Server) -> None:
    assert names(post(server, NAMES.encode(), QUERY)) == names(post(server, urlencode({"query": NAMES}).encode(), FORM))


def test_query_post_direct_may_say_its_charset(server: Server) -> None:
    query = 'ASK { ?who rdfs:label "代玉兰"@zh }'
    assert post(server, query.encode(), f"{QUERY}; charset=UTF-8").json == {"head": {}, "boolean": True}


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_bad_query_method(server: Server, method: str) -> None:
    reply = server.ask(f"/sparql?query={quote(ASK)}", method)
    assert reply.status == 405
    assert "GET" in reply.headers["allow"]


@pytest.mark.parametrize("name", ["query", "named"])
def test_bad_multiple_queries(server: Server, name: str) -> None:
    twice = f"query={quote(ASK)}&query={quote(ASK)}"
    assert server.ask(f"/sparql?{twice}").status == 400
    assert post(server, twice.encode(), FORM).status == 400
    assert post(server, ASK.encode(), QUERY, f"/sparql?query={quote(ASK)}").status == 400


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "multipart/form-data", "nonsense"])
def test_bad_query_wrong_media_type(server: Server, kind: str) -> None:
    assert post(server, ASK.encode(), kind).status == 415


def test_bad_query_missing_form_type(server: Server) -> None:
    assert post(server, urlencode({"query": ASK}).encode(), None).status == 415


def test_bad_query_missing_direct_type(server: Server) -> None:
    assert post(server, ASK.encode(), None).status == 415


def test_bad_query_non_utf8(server: Server) -> None:
    assert post(server, 'ASK { ?a ?b "泊" }'.encode("gb18030"), QUERY).status == 400
    assert server.ask("/sparql?query=ASK%20%7B%7D%ff%fe").status == 400
    assert post(server, ASK.encode("utf-16"), f"{QUERY}; charset=UTF-16").status == 415


def test_bad_query_syntax(server: Server) -> None:
    reply = server.sparql("SELECT ?a WHERE { ?a ?b }")
    assert (reply.status, reply.kind) == (400, "text/plain")
    assert reply.text.startswith("Line 1, column ")


@pytest.mark.parametrize("path", ["/sparql?", "/sparql?qurey=x", "/sparql?query="])
def test_a_request_without_a_query_is_none(server: Server, path: str) -> None:
    assert server.ask(path).status == (200 if path == "/sparql?" else 400)
    assert post(server, b"", FORM, path.replace("?query=", "")).status == 400


# 2.1.4 the dataset: there is one graph


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
def test_query_dataset_is_refused_clearly(server: Server, name: str) -> None:
    more = urlencode({name: "http://example.org/data0.rdf"})
    form = urlencode({"query": ASK})
    for reply in (
        server.ask(f"/sparql?{form}&{more}"),
        post(server, f"{form}&{more}".encode(), FORM),
        post(server, form.encode(), FORM, f"/sparql?{more}"),
        post(server, ASK.encode(), QUERY, f"/sparql?{more}"),
    ):
        assert reply.status == 400
        assert name in reply.text


# 2.1.5 and 2.1.6 content negotiation and responses

TABLES = {
    "application/sparql-results+json": "application/sparql-results+json",
    "application/sparql-results+xml": "application/sparql-results+xml",
    "text/csv": "text/csv",
    "text/tab-separated-values": "text/tab-separated-values",
    "application/json": "application/sparql-results+json",
    "application/xml": "application/sparql-results+xml",
    "text/csv;q=0.3, application/sparql-results+xml;q=0.9, */*;q=0.1": "application/sparql-results+xml",
    "text/*": "text/csv",
    "*/*": "application/sparql-results+json",
    "": "application/sparql-results+json",
    "image/png, application/sparql-results+json;q=0": "",
}


@pytest.mark.parametrize("accept", TABLES)
def test_query_content_type_select_and_ask(server: Server, accept: str) -> None:
    for query in (NAMES, ASK):
        reply = server.sparql(query, accept)
        assert reply.kind == (TABLES[accept] or "text/plain")
        assert reply.status == (200 if TABLES[accept] else 406)


def test_all_formats_of_a_table_hold_the_same_rows(server: Server) -> None:
    expected = names(server.sparql(NAMES))
    assert len(expected) > 3
    rows = list(csv.reader(io.StringIO(server.sparql(NAMES, "text/csv").text, newline="")))
    assert [row[0] for row in rows] == ["name", *expected]
    tsv = server.sparql(NAMES, "text/tab-separated-values").text.splitlines()
    assert tsv == ["?name", *(f'"{name}"@zh' for name in expected)]
    tree = ET.fromstring(server.sparql(NAMES, "application/sparql-results+xml").text)
    space = "{http://www.w3.org/2005/sparql-results#}"
    assert [node.text for node in tree.iter(f"{space}literal")] == expected
    for accept, format_ in (("application/sparql-results+json", "json"), ("application/sparql-results+xml", "xml")):
        read = rdflib.query.Result.parse(io.BytesIO(server.sparql(NAMES, accept).body), format=format_)
        assert [str(row[0]) for row in read] == expected  # type: ignore[index]


GRAPHS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}


@pytest.mark.parametrize("accept", GRAPHS)
def test_query_content_type_construct_and_describe(server: Server, accept: str) -> None:
    expected = {quad.triple for quad in ox.parse(server.sparql(MADE, "*/*").body, format=ox.RdfFormat.TURTLE)}
    assert len(expected) > 3
    reply = server.sparql(MADE, accept)
    assert (reply.status, reply.kind) == (200, accept)
    assert {quad.triple for quad in ox.parse(reply.body, format=GRAPHS[accept])} == expected
    described = server.sparql('DESCRIBE ?who WHERE { ?who rdfs:label "代玉兰"@zh }', accept)
    assert (described.status, described.kind) == (200, accept)
    assert list(ox.parse(described.body, format=GRAPHS[accept]))


def test_a_table_cannot_be_had_as_triples_nor_triples_as_a_table(server: Server) -> None:
    assert server.sparql(NAMES, "text/turtle").status == 406
    reply = server.sparql(MADE, "text/csv")
    assert reply.status == 406
    assert "text/turtle" in reply.text


def test_the_answer_says_that_it_depends_on_what_is_accepted(server: Server) -> None:
    assert server.sparql(ASK).headers["vary"] == "Accept"


# 2.2 update is not served


@pytest.mark.parametrize("update", ["INSERT DATA { <a:a> <a:b> <a:c> }", "LOAD <file:///etc/passwd>", "CLEAR ALL"])
def test_updates_are_refused(server: Server, update: str) -> None:
    before = server.sparql("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").body
    assert post(server, urlencode({"update": update}).encode(), FORM).status == 403
    assert post(server, update.encode(), "application/sparql-update").status == 403
    assert server.ask(f"/sparql?{urlencode({'update': update})}").status == 403
    assert server.sparql(update).status == 400
    assert server.sparql("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").body == before


# service description


def test_get_without_a_query_describes_the_service(server: Server) -> None:
    reply = server.ask("/sparql")
    assert (reply.status, reply.kind) == (200, "text/turtle")
    graph = rdflib.Graph().parse(data=reply.text, format="turtle")
    space = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    endpoint = rdflib.URIRef(f"{server.address}/sparql")
    assert (endpoint, rdflib.RDF.type, space.Service) in graph
    assert (endpoint, space.endpoint, endpoint) in graph
    assert (endpoint, space.supportedLanguage, space.SPARQL11Query) in graph
    assert len(list(graph.objects(endpoint, space.resultFormat))) == 8
    triples = graph.value(None, rdflib.URIRef("http://rdfs.org/ns/void#triples"), None) or next(
        graph.objects(None, rdflib.URIRef("http://rdfs.org/ns/void#triples"))
    )
    counted = json.loads(server.sparql("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").body)
    assert str(triples) == counted["results"]["bindings"][0]["n"]["value"]
    assert server.ask("/sparql", accept="application/rdf+xml").kind == "application/rdf+xml"
    assert server.ask("/sparql", accept="image/png").status == 406


def test_a_browser_at_the_endpoint_is_led_to_the_editor(server: Server) -> None:
    reply = server.ask("/sparql", accept="text/html,application/xhtml+xml,*/*;q=0.8")
    assert (reply.status, reply.headers["location"]) == (303, "/query")
