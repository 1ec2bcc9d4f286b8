"""What each stage costs as input grows: python benchmarks/scale.py news.jsonl.gz graphs 1000 2000 5000 10000

``graphs`` is the folder that ``kg build news.jsonl.gz -o graphs`` wrote: what was found in each item comes from its
ledger. Larger inputs are copies of the articles in which other people act: the same places and bodies, names of people
changed character by character, so that offsets stay and the keys of places and bodies grow hot, as they do in a press.
Each size runs in a process of its own; prints a table and writes benchmarks/scale.svg.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from kg.extract import annotate
from kg.ledger import Ledger, content_key, decode_found, encode_found
from kg.model.annotation import AnnotatedArticle, Chain, Mention
from kg.model.schema import EntityType
from kg.model.text import Document
from kg.pipeline import LEDGER, extraction_of, graph_of
from kg.read import expand_sources, read
from kg.settings import Settings
from kg.writing import write

GIVEN = (
    "安宝斌博彩超晨成春达丹德东栋恩方飞峰刚光国海浩和红宏华辉慧佳建江洁金静俊凯康兰磊丽亮琳玲龙璐梅美敏明宁"
    "鹏平琪强勤清荣瑞森珊胜世淑思涛婷伟文霞祥晓欣雪雅艳阳洋一怡英勇宇玉媛月云泽珍志中洲子"
)
PLACE = {char: number for number, char in enumerate(GIVEN)}
STAGES = ("read", "decode", "resolve", "assemble", "turtle")
SAMPLE = 60  # items that extraction is timed on


def main() -> None:
    source, folder, *sizes = sys.argv[1:]
    if sizes[0] == "--one":
        print(json.dumps(measured(source, Path(folder), int(sizes[1]))))
        return
    rows = []
    for size in sizes:
        command = [sys.executable, __file__, source, folder, "--one", size]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        rows.append(json.loads(done.stdout))
        print(json.dumps(rows[-1]), flush=True)
    print("\n" + table(rows))
    Path(__file__).with_suffix(".svg").write_text(plot(rows), encoding="utf-8")


def measured(source: str, folder: Path, size: int) -> dict[str, float]:
    """Milliseconds of processor time an item of each stage, megabytes at its end, and what came out, for ``size`` items."""
    found: dict[str, float] = {"items": size}
    settings = Settings()
    start = time.process_time()

    def lap(stage: str, *, items: int = size) -> None:
        nonlocal start
        found[stage] = (time.process_time() - start) / items * 1000
        found[f"{stage} MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        start = time.process_time()

    documents = [each for each in read(expand_sources([source])) if isinstance(each, Document)]
    articles = [article for document in documents for article in document.articles]
    lap("read", items=len(articles))
    with Ledger(folder / LEDGER, extraction_of(settings)) as ledger:
        kept = [(article, ledger.get(content_key(article)) or b"") for article in articles]
    start = time.process_time()
    base = [decode_found(data, article) for article, data in kept]
    lap("decode", items=len(articles))
    if size == len(articles):
        annotate(articles[0])  # loads the tagger
        start = time.process_time()
        for article in articles[:SAMPLE]:
            annotate(article)
        lap("extract", items=SAMPLE)
        found["found bytes"] = sum(len(data) for _, data in kept) / len(kept)
    annotated, pages = [], []
    for number in range(size):
        item = changed(base[number % len(base)], number // len(base))
        annotated.append(decode_found(encode_found(item), item.article))
        page = item.article
        pages.append(Document(page.source, "application/json", page.source_sha256, "", (page,)))
    start = time.process_time()
    clock = Clock()
    graph = graph_of(pages, annotated, settings, tell=clock)
    now = time.process_time()
    found["resolve"] = (clock.times["assemble"] - clock.times["resolve"]) / size * 1000
    found["assemble"] = (now - clock.times["assemble"]) / size * 1000
    found["assemble MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = time.process_time()
    with TemporaryDirectory() as out:
        write(graph, Path(out), ["ttl"])
        lap("turtle")
        found["turtle bytes"] = (Path(out) / "graph.ttl").stat().st_size / size
    found["things"], found["facts"] = len(graph.data.things), len(graph.data.statements)
    return found


class Clock:
    """When each stage began, in processor time: the machine may do other things."""

    def __init__(self) -> None:
        self.times: dict[str, float] = {}

    def __call__(self, stage: str, _done: int, _total: int) -> None:
        self.times[stage] = time.process_time()


def changed(item: AnnotatedArticle, copy: int) -> AnnotatedArticle:
    """The article with other people in it; itself for copy 0."""
    if not copy:
        return item

    def other(name: str) -> str:
        return name[:1] + "".join(
            GIVEN[(PLACE[char] + 7 * copy) % len(GIVEN)] if char in PLACE else char for char in name[1:]
        )

    text = list(item.article.text)
    people = [chain for chain in item.chains if EntityType.PERSON in chain.types]
    for chain in people:
        for mention in chain.mentions:
            text[mention.span.start : mention.span.end] = other(mention.surface)
    whole = "".join(text)
    article = replace(
        item.article,
        text=whole,
        source=f"{item.article.source}-{copy}",
        source_sha256=f"{copy:04x}{item.article.source_sha256[4:]}",
    )

    def chains() -> Iterator[Chain]:
        for chain in item.chains:
            mentions = tuple(Mention(each.span, each.span.of(whole)) for each in chain.mentions)
            if EntityType.PERSON in chain.types:
                aliases = tuple(sorted(other(alias) for alias in chain.aliases))
                yield replace(chain, name=other(chain.name), aliases=aliases, mentions=mentions)
            else:
                yield replace(chain, mentions=mentions)

    return replace(item, article=article, chains=tuple(chains()))


def table(rows: list[dict[str, float]]) -> str:
    """The rows as a table for docs/scale.md: milliseconds an item, megabytes at the peak."""
    lines = [
        "| items | resolve | assemble | turtle | ms an item together | peak MB | facts |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        times = [row[stage] for stage in ("resolve", "assemble", "turtle")]
        cells = [f"{row['items']:,.0f}", *(f"{each:.1f}" for each in times), f"{sum(times):.1f}"]
        lines.append("| " + " | ".join([*cells, f"{row['turtle MB']:,.0f}", f"{row['facts']:,.0f}"]) + " |")
    return "\n".join(lines)


def plot(rows: list[dict[str, float]]) -> str:
    """Seconds of each stage over items, both axes logarithmic, with a grey line for what grows as the input does."""
    from math import log10

    width, height, pad = 640, 380, 70
    sizes = [row["items"] for row in rows]
    stages = {"resolve": "#b5442f", "assemble": "#2f6db5", "turtle": "#3f8f4f"}
    seconds = {stage: [row[stage] * row["items"] / 1000 for row in rows] for stage in stages}
    low, high = log10(min(min(each) for each in seconds.values())), log10(max(max(each) for each in seconds.values()))
    left, right = log10(sizes[0]), log10(sizes[-1])

    def point(size: float, value: float) -> str:
        x = pad + (log10(size) - left) / (right - left) * (width - 2 * pad)
        y = height - pad - (log10(value) - low) / (high - low) * (height - 2 * pad)
        return f"{x:.1f},{y:.1f}"

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        f'<text x="{pad}" y="20">Seconds of processor time over items, logarithmic; grey: linear</text>',
    ]
    for stage, colour in stages.items():
        line = " ".join(point(size, value) for size, value in zip(sizes, seconds[stage], strict=True))
        linear = " ".join(point(size, seconds[stage][0] * size / sizes[0]) for size in (sizes[0], sizes[-1]))
        parts.append(f'<polyline points="{linear}" fill="none" stroke="#bbb" stroke-dasharray="4 3"/>')
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        x, y = point(sizes[-1], seconds[stage][-1]).split(",")
        below = 14 if stage == "turtle" else -7  # its line runs close below that of resolve
        parts.append(
            f'<text x="{float(x) + 8:.1f}" y="{float(y) + below / 2:.1f}" fill="{colour}" font-size="11">{stage}</text>'
        )
        for size, value in zip(sizes, seconds[stage], strict=True):
            x, y = point(size, value).split(",")
            parts.append(f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>')
            parts.append(
                f'<text x="{x}" y="{float(y) + below:.1f}" text-anchor="middle" font-size="10">{value:.3g}</text>'
            )
    for size in sizes:
        x = point(size, 10**low).split(",")[0]
        parts.append(f'<text x="{x}" y="{height - pad + 20}" text-anchor="middle">{size:,.0f}</text>')
    return "\n".join([*parts, "</svg>", ""])


if __name__ == "__main__":
    main()
