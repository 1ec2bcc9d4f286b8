"""Spark finds what the local engine finds, on the same input."""

import gzip
import json
import shutil
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import kg
from kg.export.lines import n_triples
from kg.export.rows import edges, values
from kg.flow.rows import unpack
from kg.model import vocabulary as v
from kg.model.triples import triples
from kg.settings import Settings
from tests.pages import PAGES

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytest.importorskip("pyspark", reason="PySpark is not installed: pip install 'kg[spark]'")
if shutil.which("java") is None:
    pytest.skip("Java is not installed", allow_module_level=True)

pytestmark = [
    pytest.mark.slow,
    # What PySpark's own code warns of, and the sockets to Java that it leaves to the garbage collector.
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

SENTENCES = (
    "溪桥镇镇长周青禾说，灯亮了。",
    "溪桥镇书记周青禾，昨天到了柳塘村。",
    "北岸镇镇长林远舟说，路通了。",
    "北岸镇书记沈秋，也说路通了。",
)
SETTINGS = Settings(extractor="tests.fakes:treacherous", item_memory=1500, item_seconds=5)


def told(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody."""


@pytest.fixture(scope="module")
def spark() -> "Iterator[SparkSession]":
    """One session for all tests: starting Spark takes longer than they do."""
    from kg.spark.session import session

    with session("local[2]") as started:
        started.conf.set("spark.sql.adaptive.coalescePartitions.enabled", "false")  # partitions stay as they are made
        started.conf.set("spark.sql.shuffle.partitions", "4")
        yield started


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Pages, a collection, a reprint, an item that kills its worker, and a file that cannot be read."""
    folder = tmp_path / "in"
    (folder / "more").mkdir(parents=True)
    for number, sentence in enumerate(SENTENCES):
        (folder / f"{number}.txt").write_text(sentence, encoding="utf-8")
    (folder / "more" / "reprint.txt").write_text(SENTENCES[0], encoding="utf-8")
    records = [
        {"id": f"n{n}", "title": "新闻", "text": text, "published": "2024-02-21"} for n, text in enumerate(SENTENCES)
    ]
    lines = [json.dumps(record, ensure_ascii=False) for record in records]
    (folder / "news.jsonl").write_text("\n".join([*lines, json.dumps({"text": "没有号的一条。"})]), encoding="utf-8")
    (folder / "bad.txt").write_text(f"DIE{SENTENCES[0]}", encoding="utf-8")
    (folder / "nul.txt").write_bytes(b"\0\xff\xfe\0" * 999)
    return folder


def lines_of(folder: Path) -> list[str]:
    parts = sorted(folder.glob("part-*.gz"))
    assert parts
    return sorted(line for part in parts for line in gzip.decompress(part.read_bytes()).decode().split("\n") if line)


def local(sources: Path) -> tuple[list[str], list[str], int]:
    """The lines, what could not be read, and how many pieces of evidence there are."""
    failures: list[str] = []
    graph = kg.build([sources], SETTINGS, failed=lambda failure: failures.append(str(failure))).data
    lines = sorted(line.rstrip("\n") for line in n_triples(graph.base, triples(graph)))
    return lines, sorted(failures), len(graph.evidence)


def test_both_engines_say_the_same(spark: "SparkSession", sources: Path, tmp_path: Path) -> None:
    from kg.spark import build

    expected, failures, evidence = local(sources)
    made = build(tmp_path / "out", [sources], SETTINGS, master="local[2]", tell=told)
    assert lines_of(tmp_path / "out" / "graph.nt") == expected
    assert [failure.replace("status 7", "…") for failure in made.failures] == [
        failure.replace("status 7", "…") for failure in failures
    ]
    assert len(failures) == 2
    import pyarrow.parquet as pq

    tables = {path.name: pq.read_table(path) for path in (tmp_path / "out" / "tables").iterdir()}
    assert {"people", "bodies", "places", "posts", "evidence"} <= set(tables)
    assert set(tables["people"]["label"].to_pylist()) == {"周青禾", "林远舟", "沈秋"}
    assert len(tables["evidence"]) == evidence
    assert made.counts["facts"] > 0
    mentions = pq.read_table(tmp_path / "out" / "mentions")
    assert set(mentions["surface"].to_pylist()) >= {"周青禾", "溪桥镇", "北岸镇"}

    # A second build, of addresses this time and with one page more, extracts that page alone.
    (sources / "bad.txt").unlink()
    (sources / "nul.txt").unlink()
    (sources / "new.txt").write_text("北岸镇书记韩月说，水清了。", encoding="utf-8")
    shutil.move(sources / "more" / "reprint.txt", sources / "reprint.txt")
    shutil.rmtree(sources / "more")
    expected, *_ = local(sources)
    again = build(tmp_path / "out", [sources.as_uri()], SETTINGS, master="local[2]", tell=told)
    assert lines_of(tmp_path / "out" / "graph.nt") == expected
    assert again.failures == ()
    (folder,) = (tmp_path / "out" / "found").iterdir()
    keys = Counter(pq.read_table(folder)["key"].to_pylist())
    assert set(keys.values()) == {1}
    assert len(keys) == 10  # five texts and five records; the reprint is one of the five


DECISIONS = "same\t林远舟\t沈知秋\ndifferent\t国务院\t国务院\nsame\t北京市\t上海市\n"


def test_what_meets_across_items(spark: "SparkSession", tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Second forms, renamings, reprints, people, decisions, and keys that count as hot."""
    from kg.spark import build, hot

    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in PAGES.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "reprint.txt").write_text(f"{PAGES['外交.txt']}\n", encoding="utf-8")
    (tmp_path / "same.tsv").write_text(DECISIONS, encoding="utf-8")
    settings = Settings(same_as=tmp_path / "same.tsv")
    graph = kg.build([folder], settings).data
    assert {line.verdict for line in graph.compared} >= {"same", "different"}
    assert any("renamed" in " ".join(line.reasons) for line in graph.compared)

    heats: list[dict[str, hot.Heat]] = []
    found = hot.keys

    def noted(records: Any, limit: int, *, without: Container[str]) -> dict[str, hot.Heat]:
        heats.append(found(records, limit, without=without))
        return heats[-1]

    monkeypatch.setattr(hot, "LIMIT", 2)
    monkeypatch.setattr(hot, "keys", noted)
    build(tmp_path / "out", [folder], settings, master="local[2]", tell=told)
    assert heats[0]  # 外交部, for one
    expected = sorted(line.rstrip("\n") for line in n_triples(graph.base, triples(graph)))
    assert lines_of(tmp_path / "out" / "graph.nt") == expected
    import pyarrow.parquet as pq

    merges = pq.read_table(tmp_path / "out" / "tables" / "merges").to_pylist()
    assert sorted(map(str, merges)) == sorted(
        str(asdict(line) | {"reasons": list(line.reasons)}) for line in graph.compared
    )
    facts = [*edges(graph), *values(graph)]
    for name, kept in (("posts", True), ("facts", False)):
        rows = pq.read_table(tmp_path / "out" / "tables" / name).to_pylist()
        posts = {fact.id for fact in graph.statements if v.MEMBERSHIP in fact.types}
        assert {(row["id"], row["source_label"], row["target_label"], row["role"]) for row in rows} == {
            (fact.id, fact.source_label, fact.target_label, fact.role) for fact in facts if (fact.id in posts) is kept
        }


def test_a_hot_name_does_not_sink_a_reducer(spark: "SparkSession") -> None:
    """Records of one name: one reducer gets them all, unless they are spread; those of one item stay together."""
    from kg.flow.hot import salted
    from kg.flow.meeting import RECORD
    from kg.flow.rows import pack
    from kg.spark import hot
    from kg.spark.rows import ROW, each

    rows = [(RECORD, "name\x1f北京市\x1f", pack((f"item {n // 2}", n))) for n in range(4_000)]
    rows += [(RECORD, f"name\x1f村{n}\x1f", pack((f"item {n}", n))) for n in range(400)]
    records = spark.createDataFrame(rows, ROW).repartition(4)
    heats = hot.keys(records, 250, without=())
    assert heats == {"name\x1f北京市\x1f": hot.Heat(16, official=False)}
    assert hot.keys(records, 250, without=["name\x1f北京市\x1f"]) == {}
    salts = {key: heat.salts for key, heat in heats.items()}
    hot_rows = records.where("key LIKE '%北京市%'")
    spread = each(hot_rows, salted(salts))
    sizes = spread.repartition(4, "key").rdd.glom().map(len).collect()
    assert max(hot_rows.repartition(4, "key").rdd.glom().map(len).collect()) == 4_000
    assert sum(sizes) == 4_000
    assert max(sizes) < 2_000
    homes: dict[str, set[str]] = {}
    for row in spread.collect():
        homes.setdefault(unpack(row["data"])[0], set()).add(row["key"])
    assert len(homes) == 2_000
    assert all(len(keys) == 1 for keys in homes.values())


def test_a_join_with_a_hot_key(spark: "SparkSession") -> None:
    """What was found in a text that many papers reprint goes to where they are, rather than they to it."""
    from kg.spark import hot

    many = spark.createDataFrame([("hot" if n < 3_000 else f"k{n % 50}", n) for n in range(3_500)], "key string, n int")
    few = spark.createDataFrame([("hot", "a"), *((f"k{n}", "b") for n in range(40))], "key string, what string")
    many = many.repartition(4)
    joined = hot.join(many, few, "key", limit=1_000)
    assert {tuple(row) for row in joined.collect()} == {tuple(row) for row in many.join(few, "key").collect()}
    assert max(joined.rdd.glom().map(len).collect()) < 1_500
    assert max(many.repartition(4, "key").rdd.glom().map(len).collect()) >= 3_000


def test_a_hot_key_does_not_sink_a_reducer(spark: "SparkSession") -> None:
    from kg.spark.mentions import spread
    from kg.spark.stages import MENTIONS

    rows = [("name 记者", "p", "s", n, 0, "记者", "记者", 0, 2) for n in range(4_000)]
    rows += [(f"name 村{n}", "p", "s", n, 1, f"村{n}", f"村{n}", 3, 5) for n in range(400)]
    mentions = spark.createDataFrame(rows, MENTIONS)
    plain = spread(mentions, limit=10**9).rdd.glom().map(len).collect()
    salted = spread(mentions, limit=250).rdd.glom().map(len).collect()
    assert sum(plain) == sum(salted) == 4_400
    assert max(plain) >= 4_000  # one reducer has all of it
    assert max(salted) < 2_200


def test_parquet_rows_are_articles(spark: "SparkSession", tmp_path: Path) -> None:
    from kg.spark.engine import _items
    from kg.spark.stages import ITEMS

    rows = [
        ("a", "新闻", SENTENCES[0], "2024-02-21"),
        ("b", None, SENTENCES[1], None),
        (None, None, SENTENCES[2], None),
    ]
    path = tmp_path / "news.parquet"
    spark.createDataFrame(rows, "id string, title string, text string, published string").write.parquet(str(path))
    found = sorted(_items(spark, [path], SETTINGS).collect(), key=str)
    assert [row["page"] for row in found] == ["news.parquet#a", "news.parquet#b", None]
    assert found[-1]["failure"].endswith('holds a row without an "id"; give each article one.')
    assert len(found[0]) == len(ITEMS.split(", "))
