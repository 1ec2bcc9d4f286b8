"""The end of the line: a triple store of somebody else's loads an export and answers the named queries alike."""

import http.client
import json
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from kg.export.formats import hand_on
from kg.export.reading import read_turtle
from kg.query import Answer, Engine, load, named_queries, prefixes_of
from kg.query.binding import bind
from tests.query.test_named import PARAMETERS, TOWN

TABLES = [query for query in named_queries() if "CONSTRUCT" not in query.text]


def _program() -> str:
    beside = Path(sys.executable).with_name("oxigraph")
    found = str(beside) if beside.exists() else shutil.which("oxigraph")
    if not found:
        pytest.skip("no oxigraph here: pip install oxigraph")
    return found


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


class Store:
    """The oxigraph server over an export, on this computer only, for reading only."""

    def __init__(self, program: str, folder: Path, export: Path) -> None:
        subprocess.run([program, "load", "--location", folder, "--file", export], check=True, capture_output=True)
        self.port = _free_port()
        command = [program, "serve-read-only", "--location", folder, "--bind", f"127.0.0.1:{self.port}"]
        self.process = subprocess.Popen([*map(str, command)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(100):
            if self._answers():
                return
            time.sleep(0.1)
        self.end()
        raise AssertionError

    def _answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(10)

    def rows(self, query: str, *, union: bool) -> list[dict[str, str]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        more = "?union-default-graph" if union else ""
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/sparql-results+json"}
        connection.request("POST", f"/query{more}", urlencode({"query": query}), headers)
        response = connection.getresponse()
        text = response.read().decode()
        connection.close()
        assert response.status == 200, text
        return [{name: cell["value"] for name, cell in row.items()} for row in json.loads(text)["results"]["bindings"]]


@pytest.fixture(scope="module", params=["ttl", "nq"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, bool]]:
    """Turtle is one graph; N-Quads are a graph an article, which a query reads together."""
    program = _program()
    folder = tmp_path_factory.mktemp(request.param)
    loaded = read_turtle(TOWN)
    [export] = hand_on(loaded.graph, request.param, folder / f"town.{request.param}", loaded.detail)
    running = Store(program, folder / "store", export)
    yield running, request.param == "nq"
    running.end()


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The same graph in our own engine; a file written by hand lacks what every export has."""
    path = tmp_path_factory.mktemp("town") / "town.ttl"
    loaded = read_turtle(TOWN)
    hand_on(loaded.graph, "ttl", path, loaded.detail)
    return load(path, prefixes_of(path))


def expected(answer: Answer) -> list[dict[str, str]]:
    return [
        {name: node.value for name, node in zip(answer.variables, row, strict=True) if node is not None}
        for row in answer.rows
    ]


@pytest.mark.parametrize("name", [query.name for query in TABLES])
def test_the_store_answers_named_queries_with_the_same_rows(store: tuple[Store, bool], town: Engine, name: str) -> None:
    running, union = store
    query = next(each for each in TABLES if each.name == name)
    bound = query.bind(PARAMETERS.get(name, {}))
    ours = expected(town.evaluate(query.text, bound))
    theirs = running.rows(bind(query.text, bound), union=union)
    assert ours
    key = lambda row: sorted(row.items())  # noqa: E731
    assert sorted(theirs, key=key) == sorted(ours, key=key)
