"""What a query may use, and that one that takes more harms nobody else."""

import http.client
import json
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.serve.running import Server

LONG = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . FILTER (?a != ?d && ?g != ?j) }"
LARGE = "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d), STR(?g))) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
SHORT = "ASK { ?a ?b ?c }"


def workers(server: Server) -> object:
    found = json.loads(server.ask("/healthz").body)
    return found["workers"]


def settled(server: Server) -> None:
    """Wait until both workers are there again."""
    end = time.monotonic() + 10
    while workers(server) != 2:
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_long_query_is_ended_and_others_go_on(strict: Server) -> None:
    with ThreadPoolExecutor() as threads:
        started = time.monotonic()
        long = threads.submit(strict.sparql, LONG)
        time.sleep(0.2)
        for _ in range(5):
            assert strict.sparql(SHORT).status == 200
        assert not long.done()
        reply = long.result()
    assert reply.status == 503
    assert reply.text == "The query was ended after 2 s. Make it narrower or add a LIMIT.\n"
    assert reply.headers["retry-after"] == "5"
    assert 1.9 < time.monotonic() - started < 12
    settled(strict)


def test_a_query_that_eats_memory_is_ended_and_others_go_on(strict: Server) -> None:
    reply = strict.sparql(LARGE)
    assert reply.status == 503
    settled(strict)
    assert strict.sparql(SHORT).status == 200


def test_long_queries_in_every_worker_are_all_ended_and_the_line_moves_on(strict: Server) -> None:
    with ThreadPoolExecutor(8) as threads:
        long = [threads.submit(strict.sparql, LONG) for _ in range(2)]
        time.sleep(0.3)
        short = [threads.submit(strict.sparql, SHORT) for _ in range(4)]
        assert [each.result().status for each in long] == [503, 503]
        # Those that stood in line had the same two seconds; a busy machine may let some of them run out.
        assert {each.result().status for each in short} <= {200, 503}
    settled(strict)
    assert strict.sparql(SHORT).status == 200


def test_a_client_that_leaves_frees_its_worker(strict: Server) -> None:
    connection = http.client.HTTPConnection(strict.host, strict.port, timeout=10)
    connection.request("GET", "/sparql?" + urlencode({"query": LONG}))
    time.sleep(0.3)
    connection.close()
    started = time.monotonic()
    settled(strict)
    with ThreadPoolExecutor() as threads:
        replies = [threads.submit(strict.sparql, SHORT) for _ in range(4)]
        assert [each.result().status for each in replies] == [200] * 4
    assert time.monotonic() - started < 10


def test_rows_are_counted_and_the_answer_says_that_there_are_more(strict: Server) -> None:
    reply = strict.sparql("SELECT ?a { ?a ?b ?c }")
    assert len(json.loads(reply.body)["results"]["bindings"]) == 5
    assert reply.headers["x-sparql-maxrows"] == "5"
    assert "x-sparql-maxrows" not in strict.sparql("SELECT ?a { ?a ?b ?c } LIMIT 5").headers


def test_a_request_may_not_be_long(server: Server) -> None:
    query = b"query=" + b"A" * (1 << 18)
    kind = "application/x-www-form-urlencoded"
    assert server.ask("/sparql", "POST", query, content_type=kind).status == 413
    with socket.create_connection((server.host, server.port), timeout=10) as line:
        # In pieces, whose sum nobody tells beforehand.
        line.sendall(
            f"POST /sparql HTTP/1.1\r\nHost: {server.host}\r\nContent-Type: {kind}\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
        )
        try:
            for _ in range(300):
                line.sendall(b"400\r\n" + b"A" * 0x400 + b"\r\n")
        except OSError:
            pass  # refused before the end
        assert line.recv(100).startswith(b"HTTP/1.1 413")
    assert server.ask("/sparql?query=" + "A" * 100_000).status in {400, 414, 431}


@pytest.mark.parametrize("inner", ["{{}}", "(1+1)", "!(true)"])
def test_brackets_nested_beyond_reason_are_refused_not_followed(server: Server, inner: str) -> None:
    depth = 20_000
    opening, closing = ("ASK {", "}") if inner == "{{}}" else ("ASK { FILTER ((", ")) }")
    bracket = "{}" if inner == "{{}}" else "()"
    query = opening + bracket[0] * depth + inner + bracket[1] * depth + closing
    reply = server.ask("/sparql", "POST", query.encode(), content_type="application/sparql-query")
    assert reply.status == 400
    assert "brackets" in reply.text
    assert server.sparql(SHORT).status == 200


def test_service_reaches_nobody(server: Server) -> None:
    """Nobody hears of it, even where the words hide: the list of allowed words comes before evaluation."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.settimeout(0.5)
        port = door.getsockname()[1]
        for query in (
            f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?a ?b ?c }} }}",
            f"SELECT * {{ SERVICE SILENT <http://127.0.0.1:{port}/> {{ ?a ?b ?c }} }}",
            f"SELECT * {{ \\u0053ERVICE <http://127.0.0.1:{port}/> {{ ?a ?b ?c }} }}",
            f"ASK {{ FILTER (trueSERVICE <http://127.0.0.1:{port}/> {{ ?a ?b ?c }}) }}",
            f"SELECT * FROM <http://127.0.0.1:{port}/x.ttl> {{ ?a ?b ?c }}",
            f"SELECT * FROM NAMED <http://127.0.0.1:{port}/x.ttl> {{ GRAPH ?g {{ ?a ?b ?c }} }}",
            "SELECT * FROM <file:///etc/passwd> { ?a ?b ?c }",
        ):
            assert server.sparql(query).status == 400, query
        with pytest.raises(TimeoutError):
            door.accept()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="counts threads where the system lists them")
def test_the_process_that_holds_the_graph_is_one_thread_so_that_it_may_fork(server: Server) -> None:
    children = (
        Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text(encoding="ascii").split()
    )
    assert children
    for child in children:
        assert len(list(Path(f"/proc/{child}/task").iterdir())) == 1


def test_more_queries_than_workers_wait_their_turn(server: Server) -> None:
    errors: list[int] = []

    def ask() -> None:
        for _ in range(5):
            status = server.sparql("SELECT ?a { ?a ?b ?c } LIMIT 50").status
            if status != 200:
                errors.append(status)

    threads = [threading.Thread(target=ask) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
