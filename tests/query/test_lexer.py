"""What may reach an engine and what may not."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.query.lexer import check, tokens

KNOWN = ("kg", "rdfs", "foaf")

ALLOWED = [
    "SELECT * { ?s ?p ?o }",
    "ask{}",
    'SELECT ?x { ?x rdfs:label "SERVICE <http://a> {}" }',
    "SELECT ?x { ?x <http://a/SERVICE> ?y } # SERVICE FROM DELETE",
    "SELECT ?service { ?service kg:service '''LOAD 'x' \"y\" '' ''' }",
    "PREFIX service: <http://s/> SELECT * { ?s service:from service:load }",
    'SELECT * { ?s ?p "x"@zh-Hans FILTER(?a<?b && ?c>?d) }',
    "CONSTRUCT WHERE { ?s kg:within+ ?o }",
    'SELECT (COUNT(*) AS ?n) { ?s ?p 1.5e3 FILTER REGEX(STR(?s), "a\\\\.b") } GROUP BY ?s HAVING(?n > 1) LIMIT 3',
    r'SELECT * { ?s ?p "\u67f3" }',
]
REFUSED = {
    "SELECT * { SERVICE <http://x> { ?s ?p ?o } }": "line 1, column 12: SERVICE asks other servers",
    "SELECT * { service <http://x> {} }": "SERVICE",
    "SELECT * { SERVICE SILENT ?e {} }": "SERVICE",
    "SELECT * { # comment\n SERVICE#x\n<http://x> {} }": "line 2, column 2: SERVICE",
    r"SELECT * { \u0053ERVICE <http://x> {} }": "SERVICE",
    r"SELECT * { \U00000053ERVICE <http://x> {} }": "SERVICE",
    "SELECT * { ?s ?p trueSERVICE <http://x> {} }": '"trueSERVICE" is no word',
    "SELECT * { ?s ?p 1SERVICE <http://x> {} }": "SERVICE",
    "SELECT * { ?s ?p ''SERVICE <http://x> {} }": "SERVICE",
    "SELECT * { FILTER EXISTS { SERVICE <http://x> {} } }": "SERVICE",
    r'SELECT * { ?s ?p "\u005Cu0022 } SERVICE <http://x> {} #" }': "escape inside an escape",
    "SELECT * FROM <http://x> { ?s ?p ?o }": "FROM names other graphs",
    "SELECT * FROM NAMED <http://x> { ?s ?p ?o }": "FROM",
    "INSERT DATA { <a:b> <a:b> <a:b> }": "INSERT would change the graph",
    "DELETE WHERE { ?s ?p ?o }": "DELETE",
    "LOAD <http://x>": "LOAD",
    "LOAD <file:///etc/passwd>": "LOAD",
    "CLEAR ALL": "CLEAR",
    "SELECT * { ?s ?p ?o } ; DROP ALL": "DROP",
    "SELCT * { ?s ?p ?o }": "Did you mean SELECT",
    "": "must begin with SELECT",
    "{ ?s ?p ?o }": "must begin with SELECT",
    "SELECT * {\n  ?s schema:name ?o }": r'line 2, column 6: unknown prefix "schema:"; known: foaf:, kg:, rdfs:',
    'SELECT * { ?s ?p "open }': "A quotation mark is not closed",
    "SELECT * { ?s ?p § }": "§ cannot stand here",
    "SELECT * { ?s ?p \x00 }": r"U\+0000 cannot stand here",
    r'SELECT * { ?s ?p "\uD800" }': "no character",
    "SELECT * { ?s ?p '\ud800' }": "half a surrogate",
}


@pytest.mark.parametrize("query", ALLOWED)
def test_queries_that_only_read_pass(query: str) -> None:
    assert check(query, KNOWN)


@pytest.mark.parametrize(("query", "message"), REFUSED.items())
def test_others_are_refused_with_the_place_and_the_reason(query: str, message: str) -> None:
    with pytest.raises(QueryError, match=f"(?i){message}"):
        check(query, KNOWN)


def test_every_character_of_a_query_is_accounted_for() -> None:
    query = "SELECT ?x # c\n{ ?x rdfs:label 'a' }"
    found = list(tokens(query))
    assert [token.text for token in found] == ["SELECT", "?x", "{", "?x", "rdfs:label", "'a'", "}"]
    assert (found[-2].line, found[-2].column) == (2, 17)


PIECES = st.sampled_from(
    [*"*{}()<>.'\"\\#\n|-1 泊", *'SELECT |?x|<http://x>|SERVICE|service |true|"""|\\u0053|ERVICE|from'.split("|")]
) | st.sampled_from(["kg:", "kg:a", "@en", "^^", "FILTER", "_:b", "UNDEF", " "])


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_nothing_that_an_engine_would_send_elsewhere_passes(query: str) -> None:
    """The oracle is rdflib's own parser: what passes here and parses there has no SERVICE in its algebra."""
    from rdflib.plugins.sparql import prepareQuery
    from rdflib.plugins.sparql.algebra import traverse

    with contextlib.suppress(QueryError):
        text = check(query, KNOWN)
        try:
            prepared = prepareQuery(text, initNs={name: f"http://{name}/" for name in KNOWN})
        except Exception:  # noqa: BLE001 - rdflib raises many kinds; not SPARQL, so no engine evaluates it
            return
        names: list[str] = []
        traverse(prepared.algebra, visitPre=lambda part: names.append(getattr(part, "name", "")))
        assert "ServiceGraphPattern" not in names
