"""What a build costs as input grows: python benchmarks/scale.py news.jsonl.gz graphs 1000 5000 20000 100000

``graphs`` is the folder that ``kg build news.jsonl.gz -o graphs`` wrote: what was found in each item comes from its
ledger. Larger inputs are copies of the articles in which other people act: the same places and bodies, names of people
changed character by character, so that offsets stay and the keys of places and bodies grow hot, as they do in a press.
Each is written as a file of its own, with a ledger that has what is found in its items, so that a build reads all and
extracts nothing; the few copies that are read as another article than was meant are left out. Each build runs in a
process of its own; prints a table and writes benchmarks/scale.svg.
"""

import gzip
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

from kg.annotating import extraction_of
from kg.ledger import Ledger, content_key, decode_found, encode_found
from kg.model.annotation import AnnotatedArticle, Chain, Mention
from kg.model.schema import EntityType
from kg.model.text import Article, Document
from kg.pipeline import LEDGER, build_into
from kg.read import Source, expand_sources, read, read_record
from kg.settings import Settings

GIVEN = (
    "安宝斌博彩超晨成春达丹德东栋恩方飞峰刚光国海浩和红宏华辉慧佳建江洁金静俊凯康兰磊丽亮琳玲龙璐梅美敏明宁"
    "鹏平琪强勤清荣瑞森珊胜世淑思涛婷伟文霞祥晓欣雪雅艳阳洋一怡英勇宇玉媛月云泽珍志中洲子"
)
PLACE = {char: number for number, char in enumerate(GIVEN)}
STAGES = {"read": "read", "resolve": "resolve", "assemble": "assemble", "write ttl": "turtle"}  # as a build calls them
NEWS = "news.jsonl"


def main() -> None:
    source, folder, *sizes = sys.argv[1:]
    if sizes[0] == "--one":
        print(json.dumps(measured(Path(source), Path(folder), int(sizes[1]))))
        return
    rows = []
    for size in sizes:
        with TemporaryDirectory(dir=folder) as room:
            grow(Path(source), Path(folder) / LEDGER, Path(room), int(size))
            command = [sys.executable, __file__, f"{room}/{NEWS}", room, "--one", size]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
        rows.append(json.loads(done.stdout))
        print(json.dumps(rows[-1]), flush=True)
    print("\n" + table(rows))
    Path(__file__).with_suffix(".svg").write_text(plot(rows), encoding="utf-8")


def measured(source: Path, folder: Path, size: int) -> dict[str, float]:
    """What a build by one worker costs an item in each stage and at its peak, what came out, and what two workers take.

    Milliseconds of processor time, megabytes, seconds by the clock.
    """
    found: dict[str, float] = {"items": size}
    stage, start = "", time.process_time()

    def lap(following: str, _done: int, _total: int) -> None:
        nonlocal stage, start
        if following != stage:
            if stage in STAGES:
                found[STAGES[stage]] = (time.process_time() - start) / size * 1000
                found[f"{STAGES[stage]} MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            stage, start = following, time.process_time()

    began = time.process_time(), time.perf_counter()
    built = build_into(folder, [source], Settings(workers=1), formats=["ttl"], progress=lap)
    lap("", 0, 0)
    found["all"] = (time.process_time() - began[0]) / size * 1000
    found["seconds"] = time.perf_counter() - began[1]
    found["peak MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    (folder / "graph.ttl").rename(folder / "one.ttl")
    start_of_two = time.perf_counter()
    build_into(folder, [source], Settings(workers=2), formats=["ttl"])
    found["seconds of two"] = time.perf_counter() - start_of_two
    assert (folder / "one.ttl").read_bytes() == (folder / "graph.ttl").read_bytes()
    found["turtle bytes"] = (folder / "graph.ttl").stat().st_size / size
    return found | {"extracted": built.new} | built.counts


def grow(source: Path, ledger: Path, folder: Path, size: int) -> None:
    """Write ``size`` items into a folder, as a file and what is found in them as a ledger."""
    extraction = extraction_of(Settings())
    with Ledger(ledger, extraction) as kept:
        base = [
            (record, document, decode_found(kept.get(content_key(document.articles[0])) or b"", document.articles[0]))
            for record, document in originals(source)
            if len(document.articles) == 1
        ]
    done = number = 0
    with Ledger(folder / LEDGER, extraction) as grown, (folder / NEWS).open("w", encoding="utf-8") as file:
        while done < size:
            record, document, item = base[number % len(base)]
            copy = number // len(base)
            number += 1
            line, article = written(record, document, changed(item, copy), copy)
            made = changed(item, copy)
            if article is None or (article.text, article.blocks) != (made.article.text, made.article.blocks):
                continue
            grown.put(content_key(article), encode_found(replace(made, article=article)))
            file.write(line + "\n")
            done += 1


def originals(source: Path) -> Iterator[tuple[dict[str, str], Document]]:
    """The records of the source, each with its document."""
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        documents = (each for each in read(expand_sources([source])) if isinstance(each, Document))
        for line, document in zip(lines, documents, strict=True):
            yield json.loads(line), document


def written(
    record: dict[str, str], document: Document, item: AnnotatedArticle, copy: int
) -> tuple[str, Article | None]:
    """A record whose words are those of a changed article, and what is read of it."""
    text = list(document.text)
    original = document.articles[0]
    for segment in original.segments:
        text[segment.source : segment.source + segment.length] = item.article.text[
            segment.start : segment.start + segment.length
        ]
    title = len(" ".join(record.get("title", "").split()))
    plain = record | {"id": f"{record['id']}-{copy}", "text": "".join(text[title + 2 if title else 0 :])}
    if title:
        plain["title"] = "".join(text[:title])
    made = read_record(Source(NEWS, Path(NEWS)), plain, record["id"], None)
    articles = made.articles if isinstance(made, Document) else ()
    return json.dumps(plain, ensure_ascii=False), articles[0] if len(articles) == 1 else None


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
    article = replace(item.article, text=whole)

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
        "| items | read | resolve | assemble | turtle | ms an item together | peak MB | facts | two workers against one |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        times = [row[stage] for stage in STAGES.values()]
        cells = [f"{row['items']:,.0f}", *(f"{each:.1f}" for each in times), f"{row['all']:.1f}"]
        cells += [f"{row['peak MB']:,.0f}", f"{row['facts']:,.0f}", f"{row['seconds'] / row['seconds of two']:.2f}"]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def plot(rows: list[dict[str, float]]) -> str:
    """Seconds of each stage over items, both axes logarithmic, with a grey line for what grows as the input does."""
    from math import log10

    width, height, pad = 640, 380, 70
    sizes = [row["items"] for row in rows]
    stages = {"read": "#8a6d3b", "resolve": "#b5442f", "assemble": "#2f6db5", "turtle": "#3f8f4f"}
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
