"""Some hundred hostile requests; benchmarks/serve.py sends ten thousand."""

from collections import Counter
from pathlib import Path
from random import Random

import pytest

from kg.errors import QueryError
from kg.query import load, prefixes_of
from kg.serve.library import Library
from kg.serve.worker import answer
from tests.serve.fuzz import query, requests, status_of
from tests.serve.running import Server


def test_no_request_is_answered_by_an_error_of_ours(news_ttl: Path, library: Library) -> None:
    running = Server(news_ttl, "--timeout", "5", "--memory", "256")
    names = [*library.graph.thing_by_id, *library.statement_by_id]
    found: Counter[int] = Counter()
    for request in requests(20240305, 400, names):
        status = status_of(running.host, running.port, request, 30)
        assert status < 500 or status == 503, request
        found[status] += 1
    assert running.sparql("ASK {}").status == 200
    status, said = running.end()
    assert status == 0
    assert "Traceback" not in said, said[-4000:]
    assert found[200] > 50
    assert found[400] > 50


def test_no_query_meets_an_error_that_is_not_foreseen(news_ttl: Path) -> None:
    """What a worker does not foresee it tells as 500; here nothing stands between the query and the exception."""
    prefixes = prefixes_of(news_ttl)
    engine = load(news_ttl, prefixes)
    job: dict[str, object] = {"prefixes": prefixes, "rows": 100}
    random = Random(7)
    statuses: Counter[object] = Counter()
    for _ in range(300):
        text = query(random)
        if "?a ?b ?c" in text and "LIMIT" not in text:
            continue  # in this process nothing ends a long one
        try:
            head, _body = answer(engine, {"query": text, "table": "json", "graph": "ttl"}, job)
        except QueryError as error:
            pytest.fail(f"{text!r}: {error}")
        statuses[head["status"]] += 1
    assert set(statuses) <= {200, 400, 503}
    assert statuses[400] > 100
