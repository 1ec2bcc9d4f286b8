"""How kg serve stands many clients at once, and requests that nobody means well by. All on this computer alone.

    python benchmarks/serve.py load [--graph GRAPH] [--clients 50] [--seconds 60] [--pause 0]
    python benchmarks/serve.py fuzz [--graph GRAPH] [--requests 10000]

Without --graph the graph is an invented region of some 5,000 things (half a million triples). Needs kg[test].
"""

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from random import Random
from urllib.parse import quote, urlencode

sys.path.insert(0, str(Path(__file__).parent.parent))

from kg.export.turtle import write_turtle
from kg.query import named_query
from kg.query.binding import bind
from kg.serve.library import Library
from tests.export.graphs import large_graph
from tests.serve.fuzz import requests, status_of
from tests.serve.running import Server

HOG = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER (?a != ?d && ?g != ?d) }"


def work(library: Library, random: Random) -> list[tuple[str, str, str]]:
    """What clients ask for: (sort, path, accept), a long list in no order."""
    things = [thing for thing in library.graph.things if thing.kind in {"person", "organization", "place", "event"}]
    articles = list(library.graph.of_kind("article"))
    asked: list[tuple[str, str, str]] = []
    for _ in range(5000):
        thing = random.choice(things)
        for name in ("posts", "mentions", "around", "within"):
            if name in {"posts", "within"}:
                thing = random.choice([each for each in things[:2000] if each.kind in {"organization", "place"}])
            query = named_query(name)
            assert query is not None
            text = bind(query.text, query.bind({"name": thing.label}))
            asked.append((f"query {name}", "/sparql?" + urlencode({"query": text}), "*/*"))
        asked.append(
            (
                "query 1,000 rows",
                "/sparql?" + urlencode({"query": "SELECT * { ?a rdfs:label ?b } LIMIT 1000"}),
                "text/csv",
            )
        )
        asked.append(("page of a thing", f"/id/{thing.id}", "text/html"))
        asked.append(("data of a thing", f"/id/{thing.id}", "text/turtle"))
        asked.append(("search", f"/search.json?q={quote(thing.label[:2])}", "application/json"))
        asked.append(
            (
                "search pinyin",
                f"/search.json?q={random.choice(['dyl', 'zhangwen', 'wl', 'lisb', 'qh'])}",
                "application/json",
            )
        )
        if articles:
            asked.append(("article", f"/id/{random.choice(articles).id}", "text/html"))
    random.shuffle(asked)
    return asked


async def client(
    server: Server, asked: list[tuple[str, str, str]], start: int, until: float, seen: "Seen", pause: float
) -> None:
    reader = writer = None
    place = start
    while time.monotonic() < until:
        sort, path, accept = asked[place % len(asked)]
        if pause:
            await asyncio.sleep(Random(place).uniform(0, 2 * pause))
        place += 1
        began = time.perf_counter()
        try:
            if writer is None:
                reader, writer = await asyncio.open_connection(server.host, server.port)
            assert reader is not None
            writer.write(f"GET {path} HTTP/1.1\r\nHost: {server.host}\r\nAccept: {accept}\r\n\r\n".encode())
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
            length = int(head.split("content-length:")[1].split("\r\n")[0])
            await reader.readexactly(length)
            status = int(head[9:12])
        except (OSError, asyncio.IncompleteReadError) as error:
            seen.errors[f"{sort}: {error!r}"] += 1
            writer = None
            continue
        seen.times[sort].append(time.perf_counter() - began)
        if status != 200:
            seen.errors[f"{sort}: {status}"] += 1
    if writer is not None:
        writer.close()


def cpu_seconds(pid: int) -> float:
    """Processor time of a process and its children so far; 0 where the system does not list it (not Linux)."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return 0.0
    own = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return own + sum(cpu_seconds(int(child)) for child in children)


class Seen:
    def __init__(self) -> None:
        self.times: dict[str, list[float]] = defaultdict(list)
        self.errors: Counter[str] = Counter()


def load(path: Path, clients: int, seconds: float, pause: float) -> bool:
    library = Library(path)
    asked = work(library, Random(5))
    server = Server(path)
    seen = Seen()

    async def all_clients() -> None:
        until = time.monotonic() + seconds
        await asyncio.gather(*(client(server, asked, 97 * number, until, seen, pause) for number in range(clients)))

    before = cpu_seconds(server.process.pid)
    asyncio.run(all_clients())
    used = cpu_seconds(server.process.pid) - before
    health = server.ask("/healthz").text
    server.end()
    size = f"{len(library.graph.things):,} things, {len(library.graph.statements):,} facts"
    print(f"{clients} clients for {seconds:g} s, {pause:g} s between their requests; {size}; {health}\n")
    print("| request | number | median ms | p95 ms | p99 ms | max ms |\n|---|--:|--:|--:|--:|--:|")
    every = [each for times in seen.times.values() for each in times]
    for sort, times in [*sorted(seen.times.items()), ("all", every)]:
        cuts = statistics.quantiles(times, n=100)
        row = " | ".join(f"{1000 * each:.0f}" for each in (statistics.median(times), cuts[94], cuts[98], max(times)))
        print(f"| {sort} | {len(times):,} | {row} |")
    cores = used / seconds
    print(
        f"\nThe server had {cores:.2f} of {os.cpu_count()} cores: {1000 * used / len(every):.0f} ms of processor time a request"
    )
    print(f"{len(every) / seconds:.0f} requests a second; errors: {dict(seen.errors) or 'none'}")
    return not seen.errors


def fuzz(path: Path, number: int) -> bool:
    library = Library(path)
    names = [*islice(library.graph.thing_by_id, 500), *islice(library.statement_by_id, 500)]
    server = Server(path, "--timeout", "2", "--memory", "256")
    found: Counter[int] = Counter()
    slowest = 0.0

    def one(request: bytes) -> tuple[int, float, bytes]:
        began = time.perf_counter()
        try:
            status = status_of(server.host, server.port, request, 60)
        except TimeoutError:
            status = -1
        return status, time.perf_counter() - began, request

    bad = []
    with ThreadPoolExecutor(4) as threads:
        for done, (status, took, request) in enumerate(threads.map(one, requests(1, number, names)), 1):
            found[status] += 1
            slowest = max(slowest, took)
            if status == -1 or (status >= 500 and status != 503):
                bad.append(request)
            if done % 1000 == 0:
                print(f"{done:,} {dict(sorted(found.items()))}", file=sys.stderr)
    alive = server.sparql("ASK {}").status
    status, said = server.end()
    print(
        f"{number:,} requests: statuses {dict(sorted(found.items()))} (0: closed without an answer); slowest {slowest:.1f} s"
    )
    print(f"afterwards a query is answered {alive}, exit status {status}, traceback: {'Traceback' in said}")
    for request in bad[:20]:
        print(request[:300])
    if "Traceback" in said:
        print(said[-3000:])
    return not bad and alive == 200 and status == 0 and "Traceback" not in said


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["load", "fuzz"])
    parser.add_argument("--graph", type=Path)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pause", type=float, default=0, help="seconds between a client's requests, on average")
    parser.add_argument("--requests", type=int, default=10_000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.graph or Path(folder) / "graph.ttl"
        if chosen.graph is None:
            write_turtle(large_graph(5_000), path)
        good = (
            load(path, chosen.clients, chosen.seconds, chosen.pause)
            if chosen.what == "load"
            else fuzz(path, chosen.requests)
        )
    sys.exit(not good)


if __name__ == "__main__":
    main()
