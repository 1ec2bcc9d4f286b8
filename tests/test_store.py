"""A real triple store at the end of the line: Oxigraph's server loads the exports and answers as the graph does."""

import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.export.formats import hand_on
from kg.export.reading import parse_turtle
from kg.query import Engine, NamedQuery, named_queries
from kg.query.binding import bind
from kg.query.results import to_json
from tests.seed import ASKED, seed_engine, seed_turtle

SERVER = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
pytestmark = pytest.mark.skipif(SERVER is None, reason="Oxigraph's server is not installed: pip install oxigraph")
LOADED = ("ttl", "nt", "nq", "rdfxml")


@pytest.fixture(scope="module", params=LOADED)
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on this computer that has loaded one export."""
    assert SERVER is not None
    folder = tmp_path_factory.mktemp("store")
    loaded = parse_turtle(seed_turtle())
    (path,) = hand_on(
        loaded.graph, request.param, folder / f"graph.{ {'rdfxml': 'rdf'}.get(request.param, request.param) }"
    )
    place = ["--location", str(folder / "store")]
    subprocess.run([SERVER, "load", *place, "--file", str(path)], check=True, capture_output=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # A graph an article: what all of them say together is the graph.
    union = ["--union-default-graph"] if request.param == "nq" else []
    command = [SERVER, "serve-read-only", *place, "--bind", f"127.0.0.1:{port}", *union]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            yield _ready(f"http://127.0.0.1:{port}/query")
        finally:
            server.terminate()


def _ready(address: str) -> str:
    for _ in range(300):
        try:
            asked(address, "ASK {}", "application/sparql-results+json")
        except urllib.error.URLError:
            time.sleep(0.1)
        else:
            return address
    pytest.fail("Oxigraph's server did not answer within 30 s")


def asked(address: str, query: str, accept: str) -> bytes:
    data = urllib.parse.urlencode({"query": query}).encode()
    request = urllib.request.Request(address, data=data, headers={"Accept": accept})
    with urllib.request.urlopen(request, timeout=60) as reply:
        return bytes(reply.read())


@pytest.fixture(scope="module")
def graph() -> Engine:
    return seed_engine()


ROWS = [query for query in named_queries() if query.name != "around"]


@pytest.mark.parametrize("query", ROWS, ids=[query.name for query in ROWS])
def test_the_store_answers_every_named_query_with_the_same_rows(address: str, query: NamedQuery, graph: Engine) -> None:
    given = query.bind(ASKED.get(query.name, {}))
    expected = json.loads(to_json(graph.evaluate(query.text, given)))
    told = json.loads(asked(address, bind(query.text, given), "application/sparql-results+json"))
    assert told["head"]["vars"] == expected["head"]["vars"]
    assert [_plain(row) for row in told["results"]["bindings"]] == [
        _plain(row) for row in expected["results"]["bindings"]
    ]


def _plain(row: dict[str, dict[str, str]]) -> dict[str, tuple[str | float, ...]]:
    """Values as they are meant: 28000 and 28000.0 are one number."""
    return {
        name: (
            float(cell["value"]) if "decimal" in cell.get("datatype", "") else cell["value"],
            cell.get("xml:lang", ""),
        )
        for name, cell in row.items()
    }
