from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.export.turtle import write_turtle
from kg.model.graph import GraphData
from kg.model.statement import Literal
from kg.serve.library import Library
from tests.export.conftest import chromium
from tests.export.graphs import GraphBuilder, news_graph
from tests.serve.running import Server

__all__ = ["chromium"]

HOSTILE = "<script>window.hacked=1</script>\"'&</title>\u202e甲{{7*7}}"


def hostile_graph() -> GraphData:
    """A person, a body, a role and an article whose every word is an attack."""
    make = GraphBuilder()
    article = make.article(HOSTILE, f"{HOSTILE}在{HOSTILE}公司任职。", published="2024-01-01", page="x.txt")
    person = make.thing("person", HOSTILE, "</a><img src=x onerror=alert(1)>")
    host = make.thing("organization", f"{HOSTILE}公司", properties=(("dcterms:description", Literal(HOSTILE)),))
    make.post(person, HOSTILE, host, make.words(article, f"{HOSTILE}在"))
    return make.graph()


@pytest.fixture(scope="session")
def news_ttl(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("serve") / "graph.ttl"
    write_turtle(news_graph(), path)
    return path


@pytest.fixture(scope="session")
def library(news_ttl: Path) -> Library:
    return Library(news_ttl)


@pytest.fixture(scope="session")
def server(news_ttl: Path) -> Iterator[Server]:
    running = Server(news_ttl)
    yield running
    status, said = running.end()
    assert status == 0
    assert "Traceback" not in said


@pytest.fixture(scope="session")
def strict(news_ttl: Path) -> Iterator[Server]:
    """A server with narrow limits, two workers, and a door for pages of one other site."""
    running = Server(
        news_ttl,
        "--timeout",
        "2",
        "--memory",
        "128",
        "--max-rows",
        "5",
        "--workers",
        "2",
        "--cors",
        "https://other.example",
        "--name",
        "kg.example",
    )
    yield running
    assert running.end()[0] == 0


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    path = tmp_path_factory.mktemp("hostile") / "graph.ttl"
    write_turtle(hostile_graph(), path)
    running = Server(path)
    yield running
    assert running.end()[0] == 0
