"""10,000 query strings and 10,000 questions that nobody would write: python benchmarks/fuzz.py. Writes benchmarks/fuzz.md.

Each goes the way that ``kg query`` and ``kg ask`` send theirs: checked, evaluated in a process of its own that is ended
after a limit. Anything but an answer or a QueryError is a failure, a process that ends by itself too.
"""

import argparse
import multiprocessing as mp
import time
from collections import Counter
from multiprocessing.connection import Connection
from pathlib import Path

from kg.errors import QueryError
from kg.query import load, prefixes_of
from kg.query.lexer import check
from kg.query.names import Names
from kg.query.understanding import understand
from tests.query.fuzz import queries, questions

GRAPH = Path(__file__).parent.parent / "tests" / "query" / "town.ttl"
LIMIT = 20.0  # seconds


def work(pipe: Connection, engine: str) -> None:
    known = prefixes_of(GRAPH)
    graph = load(GRAPH, known, engine)
    names = Names(graph)
    while True:
        kind, text = pipe.recv()
        try:
            if kind == "query":
                graph.evaluate(check(text, known), rows=100)
            else:
                reading = understand(text, names)
                graph.evaluate(reading.query.text, reading.query.bind(reading.values))
            pipe.send("answered")
        except QueryError as error:
            pipe.send("refused" if str(error) else "refused without a word")
        except Exception as error:  # noqa: BLE001  whatever it is, it is the finding
            pipe.send(f"{type(error).__name__}: {error}"[:200])


class Worker:
    def __init__(self, engine: str) -> None:
        self.engine = engine
        self.start()

    def start(self) -> None:
        self.pipe, theirs = mp.get_context("spawn").Pipe()
        self.process = mp.get_context("spawn").Process(target=work, args=(theirs, self.engine), daemon=True)
        self.process.start()
        theirs.close()

    def ask(self, kind: str, text: str) -> str:
        self.pipe.send((kind, text))
        try:
            if self.pipe.poll(LIMIT):
                return str(self.pipe.recv())
            verdict = "ended at the limit"
        except EOFError:
            verdict = "the process ended"
        self.process.kill()
        self.start()
        return verdict


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=10_000)
    parser.add_argument("--out", type=Path, default=Path(__file__).with_suffix(".md"))
    arguments = parser.parse_args()
    lines, failures = [], []
    for engine, kind, made, number in (
        ("oxigraph", "query", queries, arguments.number),
        ("oxigraph", "question", questions, arguments.number),
        ("rdflib", "query", queries, arguments.number // 10),
    ):
        worker = Worker(engine)
        verdicts: Counter[str] = Counter()
        started, slowest = time.perf_counter(), 0.0
        for text in made(number):
            begun = time.perf_counter()
            verdict = worker.ask(kind, text)
            slowest = max(slowest, time.perf_counter() - begun)
            verdicts[verdict] += 1
            if verdict not in {"answered", "refused", "ended at the limit"}:
                failures.append((engine, verdict, text))
        worker.process.kill()
        told = ", ".join(f"{name} {count:,}" for name, count in sorted(verdicts.items()))
        lines.append(
            f"| {engine} | {kind} | {number:,} | {told} | {slowest:.1f} s | {time.perf_counter() - started:.0f} s |"
        )
        print(lines[-1], flush=True)
    for engine, verdict, text in failures[:20]:
        print(f"{engine}: {verdict}: {text!r}")
    head = "# Fuzzed queries and questions\n\n`PYTHONPATH=. python benchmarks/fuzz.py`; limit "
    head += f"{LIMIT:g} s a query, as `kg query --timeout` ends one. Failures: {len(failures)}.\n\n"
    head += "| engine | what | how many | verdicts | slowest | all |\n|---|---|---:|---|---:|---:|\n"
    arguments.out.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    raise SystemExit(bool(failures))


if __name__ == "__main__":
    main()
