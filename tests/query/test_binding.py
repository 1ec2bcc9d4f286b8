"""Values stay values."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InternalError, QueryError
from kg.query.binding import bind
from kg.query.lexer import tokens
from kg.query.results import Node

QUERY = "# who?\nSELECT ?x\nWHERE { ?x rdfs:label ?name }"


def test_the_value_stands_at_the_head_of_the_where_group() -> None:
    bound = bind(QUERY, {"name": Node("literal", '溪桥"镇\\', language="zh")})
    assert bound == '# who?\nSELECT ?x\nWHERE { VALUES ?name { "溪桥\\"镇\\\\"@zh } ?x rdfs:label ?name }'


def test_a_construct_query_is_bound_in_its_pattern_not_in_its_template() -> None:
    bound = bind("CONSTRUCT { ?x a ?y } WHERE { ?x a ?y }", {"y": Node("uri", "http://a/b")})
    assert bound == "CONSTRUCT { ?x a ?y } WHERE { VALUES ?y { <http://a/b> } ?x a ?y }"


@pytest.mark.parametrize(
    "value",
    [
        Node("literal", "a\\u0022 } SERVICE"),
        Node("literal", "\ud800"),
        Node("uri", "http://a> } SERVICE <http://b"),
        Node("uri", "no address }"),
        Node("literal", "x", "http://a> } SERVICE <http://b"),
        Node("literal", "x", language="zh } SERVICE <http://b>"),
    ],
)
def test_what_would_not_stay_a_value_is_refused(value: Node) -> None:
    with pytest.raises(QueryError):
        bind(QUERY, {"name": value})


def test_a_query_without_where_is_our_bug() -> None:
    with pytest.raises(InternalError):
        bind("SELECT ?x { ?x rdfs:label ?name }", {"name": Node("literal", "x")})


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=12) | st.text("\"'\\u0022nrt}{#<>\n\r ", max_size=12))
def test_any_text_is_one_token_and_comes_back_as_it_went_in(text: str) -> None:
    import pyoxigraph as ox

    try:
        bound = bind("SELECT ?x WHERE { }", {"x": Node("literal", text)})
    except QueryError:
        assert "\\u" in text.lower()
        return
    assert sum(token.sort == "string" for token in tokens(bound)) == 1
    found = ox.Store().query(bound)
    assert isinstance(found, ox.QuerySolutions)
    assert [row["x"] for row in found] == [ox.Literal(text)]
