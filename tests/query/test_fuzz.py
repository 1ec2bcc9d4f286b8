"""A few hundred of the strings that ``benchmarks/fuzz.py`` has ten thousand of, and some that Hypothesis thinks of."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.query import Engine, load, prefixes_of
from kg.query.grammar import PATTERNS
from kg.query.lexer import check
from kg.query.names import Names
from kg.query.understanding import understand
from tests.query.fuzz import queries, questions

TOWN = Path(__file__).with_name("town.ttl")
KNOWN = prefixes_of(TOWN)
GRAPH = load(TOWN, KNOWN)
NAMES = Names(GRAPH)


def _refused(error: QueryError) -> bool:
    """False, once the refusal is seen to say something, and nothing of our insides."""
    assert str(error).strip()
    assert "Traceback" not in str(error)
    return False


def answered(graph: Engine, query: str) -> bool:
    """Whether a query has an answer; a QueryError that says something is one way of having none."""
    try:
        graph.evaluate(check(query, KNOWN), rows=50)
    except QueryError as error:
        return _refused(error)
    return True


def read(question: str) -> bool:
    try:
        reading = understand(question, NAMES)
    except QueryError as error:
        return _refused(error)
    GRAPH.evaluate(reading.query.text, reading.query.bind(reading.values))
    return True


def test_damaged_queries_are_answered_or_refused() -> None:
    verdicts = [answered(GRAPH, query) for query in queries(300, seed=5)]
    assert {True, False} <= set(verdicts)


@pytest.mark.slow
def test_rdflib_answers_or_refuses_them_too() -> None:
    graph = load(TOWN, KNOWN, "rdflib")
    assert {True, False} <= {answered(graph, query) for query in queries(60, seed=6)}


def test_damaged_questions_are_answered_or_refused() -> None:
    verdicts = [read(question) for question in questions(300, seed=5)]
    assert {True, False} <= set(verdicts)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_answered_or_refused(text: str) -> None:
    answered(GRAPH, text)
    read(text)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(PATTERNS), st.text(max_size=20), st.text(max_size=20))
def test_any_text_around_a_question_is_answered_or_refused(pattern: object, before: str, after: str) -> None:
    example = next(each.example for each in PATTERNS if each is pattern)
    read(before + example + after)
