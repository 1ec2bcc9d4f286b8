"""Every named query, over a graph written by hand: what it answers, and that both engines answer alike."""

from pathlib import Path

import pytest

from kg.errors import InternalError, QueryError
from kg.query import Answer, Engine, NamedQuery, Node, load, named_queries, named_query, prefixes_of
from kg.query.lexer import check
from kg.query.named import parse_named
from tests.seed import ASKED, seed_engine, seed_rdflib

TOWN = Path(__file__).with_name("town.ttl")

PARAMETERS: dict[str, dict[str, str]] = {
    "actions": {"name": "顾南星"},
    "around": {"name": "溪桥镇"},
    "article-facts": {"headline": "亮灯"},
    "chain": {"name": "柳塘村"},
    "co-mentions": {"name": "林远舟"},
    "connection": {"from": "周青禾", "to": "林远舟"},
    "evidence": {"name": "溪桥镇"},
    "find": {"part": "溪"},
    "happened-in": {"name": "某市"},
    "mentions": {"name": "溪桥"},
    "one-source": {"most": "1"},
    "post-holder": {"name": "某市", "role": "镇长"},
    "posts": {"name": "某市"},
    "role-holders": {"role": "书记"},
    "posts-of": {"name": "林远舟"},
    "when": {"name": "演练"},
    "where": {"name": "柳塘村"},
    "who-did": {"verb": "参观"},
    "within": {"name": "某市"},
}
NAMES = [query.name for query in named_queries()]


@pytest.fixture(scope="module")
def oxigraph() -> Engine:
    return load(TOWN, prefixes_of(TOWN))


@pytest.fixture(scope="module")
def rdflib() -> Engine:
    return load(TOWN, prefixes_of(TOWN), "rdflib")


def answer(graph: Engine, name: str, /, **values: str) -> Answer:
    query = named_query(name)
    assert query is not None
    return graph.evaluate(query.text, query.bind(values or PARAMETERS.get(name, {})))


def rows(graph: Engine, name: str, /, **values: str) -> list[tuple[str, ...]]:
    return [tuple("" if node is None else node.value for node in row) for row in answer(graph, name, **values).rows]


@pytest.mark.parametrize("name", NAMES)
def test_both_engines_answer_alike_and_not_with_nothing(name: str, oxigraph: Engine, rdflib: Engine) -> None:
    expected = answer(oxigraph, name)
    assert expected == answer(rdflib, name)
    assert expected.rows or expected.turtle


@pytest.mark.parametrize("name", NAMES)
def test_both_engines_answer_alike_over_the_seed_page(name: str) -> None:
    query = named_query(name)
    assert query is not None
    given = query.bind(ASKED.get(name, {}))
    expected = seed_engine().evaluate(query.text, given)
    assert seed_rdflib().evaluate(query.text, given) == expected
    assert expected.rows or expected.turtle or name in {"conflicts", "former"}  # the page has neither


def test_posts_are_found_at_any_depth_with_their_status(oxigraph: Engine) -> None:
    found = {row[:4] for row in rows(oxigraph, "posts", name="某市")}
    assert ("周青禾", "村主任", "柳塘村", "current") in found
    assert ("顾南星", "镇长", "溪桥镇", "former") in found


def test_whoever_is_some_kind_of_secretary_is_found_by_the_role_above(oxigraph: Engine) -> None:
    expected = [("林远舟", "党委书记", "溪桥镇", "current")]
    assert rows(oxigraph, "role-holders", role="书记") == rows(oxigraph, "role-holders", role="党委书记") == expected
    assert rows(oxigraph, "role-holders", role="职务") == []  # the scheme is no role


def test_a_name_is_matched_by_its_other_printed_forms(oxigraph: Engine) -> None:
    assert rows(oxigraph, "mentions", name="溪桥") == rows(oxigraph, "mentions", name="溪桥镇")


def test_two_heads_in_one_month_are_a_conflict_and_a_former_one_is_not(oxigraph: Engine) -> None:
    assert rows(oxigraph, "conflicts") == [("溪桥镇", "镇长", "林远舟", "沈若川", "2024-05")]


def test_the_connection_with_fewest_steps_comes_first(oxigraph: Engine) -> None:
    assert rows(oxigraph, "connection")[0] == ("3", "柳塘村", "溪桥镇")


def test_a_project_under_the_least_sum_is_left_out(oxigraph: Engine) -> None:
    assert rows(oxigraph, "projects", least="1200000")[0][:2] == ("“一户一灯”项目", "约120万元")
    assert rows(oxigraph, "projects", least="1200000.01") == []


def test_a_fact_with_two_sentences_is_not_among_those_with_one(oxigraph: Engine) -> None:
    facts = {row[:3] for row in rows(oxigraph, "one-source", most="1")}
    assert ("溪桥镇", "within", "某市") in facts
    assert ("柳塘村", "within", "溪桥镇") not in facts


def test_a_value_that_looks_like_sparql_stays_a_value(oxigraph: Engine, rdflib: Engine) -> None:
    for value in ('"} SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } #', '溪桥镇" ; ?x ?y', "\\", "''' \n \x00"):
        assert rows(oxigraph, "posts", name=value) == rows(rdflib, "posts", name=value) == []
        assert rows(oxigraph, "find", part=value) == rows(rdflib, "find", part=value) == []


def test_parameters_are_told_of_when_missing_unknown_or_no_number() -> None:
    posts, projects = named_query("posts"), named_query("projects")
    assert posts is not None
    assert projects is not None
    with pytest.raises(QueryError, match="must be told name"):
        posts.bind({})
    with pytest.raises(QueryError, match='no parameter "nmae"; its parameters: name'):
        posts.bind({"nmae": "溪桥镇"})
    with pytest.raises(QueryError, match="give a number"):
        projects.bind({"least": "许多"})
    assert projects.bind({})["least"] == Node("literal", "0", "http://www.w3.org/2001/XMLSchema#decimal")


@pytest.mark.parametrize("query", named_queries(), ids=NAMES)
def test_each_query_declares_the_prefixes_it_uses_so_that_it_can_be_copied(query: NamedQuery) -> None:
    assert check(query.text, ()) == query.text
    assert query.question.isascii()
    assert not query.question_zh.isascii()


def test_a_header_that_is_wrong_is_our_bug() -> None:
    with pytest.raises(InternalError):
        parse_named("x", "SELECT * { ?s ?p ?o }")
    with pytest.raises(InternalError, match="cannot read"):
        parse_named("x", "# One?\n# 一?\n# param name txt: no such sort\n")
