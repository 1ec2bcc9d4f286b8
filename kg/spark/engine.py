"""The whole path on Spark: sources → items → what was found → the graph → N-Triples and tables, all on the executors.

Resolution and assembly go from block to block by shuffles; in each block the very functions of the local engine decide,
so both give the same facts. docs/scale.md says what is shuffled, what the driver holds, and how far that reaches.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from kg.annotating import extraction_of, taught
from kg.ledger.codec import decode_article
from kg.pipeline import ItemFailure, decisions_of
from kg.read import ReadFailure, expand_sources
from kg.settings import Settings
from kg.spark import hot, stages
from kg.spark.mentions import write_mentions
from kg.spark.output import counts, write_tables, write_triples
from kg.spark.resolution import Assembled, Flow
from kg.spark.session import session
from kg.workers import Limits

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_ADDRESS = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]+):/{1,3}(?P<rest>[^/].*)", re.DOTALL)
_PARQUET = ".parquet"
_TASKS_A_CORE = 4  # so that a core that had the long articles does not keep the others waiting

Told = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Made:
    """What came of it: how many of what, what was written, and what could not be read, a line each, sorted."""

    counts: dict[str, int]
    folders: tuple[str, ...]
    failures: tuple[str, ...]


def build(
    out: str | Path, sources: Iterable[str | Path], settings: Settings, *, master: str = "local[*]", tell: Told
) -> Made:
    """Build a graph on Spark into a folder that all machines see; files, folders and patterns, or addresses that Spark reads.

    Writes ``items`` and ``found`` (Parquet: the articles, and what was found by content; a second build extracts only
    what is not there), ``mentions`` (Parquet by blocking key), ``graph.nt`` (N-Triples in parts) and ``tables`` (Parquet).
    Raises: MissingExtraError, SettingsError; KgError as the local engine does.
    """
    decisions = decisions_of(settings)
    names, extraction = taught(settings), extraction_of(settings)
    folder = address(str(out)).rstrip("/")
    with session(master) as spark:
        tell("read", 0, 0)
        _items(spark, sources, settings).write.mode("overwrite").parquet(f"{folder}/items")
        items = spark.read.parquet(f"{folder}/items")
        tell("extract", 0, 0)
        extract = stages.found(settings.extractor, Limits(settings.item_seconds, settings.item_memory), names)
        found = _found(spark, items, f"{folder}/found/{_digest(extraction)}", extract)
        flow = Flow(spark, settings)
        # A text that a thousand papers reprint is a hot key.
        articles = items.where("key IS NOT NULL").select("key", "page", "sha256", "position", "article")
        printed = flow.keep(hot.join(articles, found.where("found IS NOT NULL").select("key", "found"), "key"))
        tell("resolve", 0, 0)
        blocks = flow.blocks(printed, decisions)
        letters = flow.resolved(blocks)
        tell("assemble", 0, 0)
        graph = Assembled(flow, items, blocks, letters)
        tell("write", 0, 0)
        written = [
            write_mentions(printed, f"{folder}/mentions"),
            write_triples(graph, f"{folder}/graph.nt"),
            *write_tables(graph, f"{folder}/tables"),
        ]
        return Made(counts(graph), tuple(written), tuple(_failures(items, found)))


def address(given: str) -> str:
    """A path with its scheme's two slashes, which a path library takes for one.

    >>> address("s3a:/bucket/news"), address("hdfs://host/news"), address("news/a.txt")
    ('s3a://bucket/news', 'hdfs://host/news', 'news/a.txt')
    >>> address("file:///news")
    'file:///news'
    """
    match = _ADDRESS.fullmatch(given)
    if not match:
        return given
    return f"{match['scheme']}://{'/' if match['scheme'] == 'file' else ''}{match['rest']}"


def _items(spark: "SparkSession", sources: Iterable[str | Path], settings: Settings) -> "DataFrame":
    """All items of all sources, spread over the cores."""
    frames: list[DataFrame] = []
    local: list[str] = []
    for given in map(str, sources):
        plain = given.rstrip("/")
        if plain.endswith(_PARQUET):
            read = stages.records(plain.rsplit("/", 1)[-1], settings.published)
            frames.append(spark.read.parquet(address(given)).mapInArrow(read, stages.ITEMS))
        elif _ADDRESS.fullmatch(given):
            files = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(address(given))
            named = files.selectExpr("element_at(split(path, '/'), -1) AS name", "path", "content")
            frames.append(named.mapInArrow(stages.items(settings.published, settings.item_seconds), stages.ITEMS))
        else:
            local.append(given)
    if local or not frames:
        frames.append(_of_files(spark, local, settings))
    whole = frames[0]
    for frame in frames[1:]:
        whole = whole.unionByName(frame)
    return whole


def _of_files(spark: "SparkSession", sources: Sequence[str], settings: Settings) -> "DataFrame":
    """The items of files that all machines see under the same path."""
    rows, failures = [], []
    for found in expand_sources(sources):
        if isinstance(found, ReadFailure):
            failures.append((None, None, None, None, None, None, str(found)))
        else:
            rows.append((found.name, str(found.path.absolute()), None))
    tasks = max(1, min(len(rows), spark.sparkContext.defaultParallelism * _TASKS_A_CORE))
    files = spark.createDataFrame(rows, stages.SOURCES).repartition(tasks)
    read = files.mapInArrow(stages.items(settings.published, settings.item_seconds), stages.ITEMS)
    return read.unionByName(spark.createDataFrame(failures, stages.ITEMS))


def _found(spark: "SparkSession", items: "DataFrame", folder: str, extract: stages.Stage) -> "DataFrame":
    """What was found in each content, from earlier builds or now; each content is read once, however often printed."""
    wanted = items.where("key IS NOT NULL").select("key", "article").dropDuplicates(["key"])
    known = _known(spark, folder)
    if known is not None:
        wanted = wanted.join(known.select("key"), "key", "left_anti")
    # Spread anew: what is left to do may lie in a few partitions. Kept, since it is asked for twice.
    tasks = spark.sparkContext.defaultParallelism * _TASKS_A_CORE
    now = wanted.repartition(tasks).mapInArrow(extract, stages.FOUND).persist()
    now.where("found IS NOT NULL").write.mode("append").parquet(folder)
    done = spark.read.schema(stages.FOUND).parquet(folder)
    return done.unionByName(now.where("reason IS NOT NULL")).dropDuplicates(["key"])


def _known(spark: "SparkSession", folder: str) -> "DataFrame | None":
    from pyspark.errors import AnalysisException

    try:
        return spark.read.schema(stages.FOUND).parquet(folder)
    except AnalysisException:  # the first build with this extraction
        return None


def _failures(items: "DataFrame", found: "DataFrame") -> list[str]:
    """What could not be read, and of which items nothing came, a line each, sorted."""
    failures = [row["failure"] for row in items.where("failure IS NOT NULL").select("failure").collect()]
    bad = items.join(found.where("found IS NULL").select("key", "reason"), "key")
    for row in bad.select("article", "reason").collect():
        article = decode_article(bytes(row["article"]))
        failures.append(str(ItemFailure(article.source, article.position, article.headline, row["reason"])))
    return sorted(failures)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]
