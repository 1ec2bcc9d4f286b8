"""The graph as files for bulk loading: N-Triples in parts, and a Parquet table for each sort of thing."""

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from kg.export.rows import Fact, edges, nodes, values
from kg.export.turtle import n_triples
from kg.model import vocabulary as v
from kg.model.graph import GraphData
from kg.model.triples import Detail, triples

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_PART = 1_000_000  # lines handed to Spark at once: some 150 MB

_TABLES = {"person": "people", "organization": "bodies", "place": "places", "role": "roles", "article": "articles"}
_NODE = "id string, label string, kind string, types array<string>, aliases array<string>, properties string"
_FACT = (
    "id string, source string, target string, source_label string, target_label string, predicate string, "
    "title string, role string, status string, direct boolean, confidence double, basis string, rule string, "
    "evidence_ids array<string>"
)
_EVIDENCE = "id string, article string, start int, end int, exact string, prefix string, suffix string"


def write_triples(spark: "SparkSession", graph: GraphData, folder: str, detail: Detail) -> str:
    """Write every triple as a line of N-Triples, in packed parts; gives back the folder.

    Packed, since half of each line is what the lines around it say, too: a tenth of the size, and what bulk loaders
    read as it is.
    """
    lines = (line.rstrip("\n") for line in n_triples(graph.base, triples(graph, detail=detail)))
    mode = "overwrite"
    while part := list(islice(lines, _PART)):
        _frame(spark, [(line,) for line in part], "value string").write.mode(mode).text(folder, compression="gzip")
        mode = "append"
    return folder


def write_tables(spark: "SparkSession", graph: GraphData, folder: str) -> Iterator[str]:
    """Write people, bodies, places, roles, articles, other things, posts, other facts, evidence; yields the folders."""
    by_table: dict[str, list[Any]] = {name: [] for name in (*_TABLES.values(), "things")}
    for node in nodes(graph):
        properties = json.dumps(node.properties, ensure_ascii=False)
        row = (node.id, node.label, node.kind, list(node.types), list(node.aliases), properties)
        by_table[_TABLES.get(node.kind, "things")].append(row)
    for name, rows in by_table.items():
        yield _write(_frame(spark, rows, _NODE), f"{folder}/{name}")
    posts = {fact.id for fact in graph.statements if v.MEMBERSHIP in fact.types}
    evidence: dict[str, list[str]] = {fact.id: list(fact.evidence) for fact in graph.statements}
    facts = sorted([*edges(graph), *values(graph)], key=lambda fact: fact.id)
    for name, chosen in (
        ("posts", [fact for fact in facts if fact.id in posts]),
        ("facts", [fact for fact in facts if fact.id not in posts]),
    ):
        yield _write(_frame(spark, _fact_rows(chosen, evidence), _FACT), f"{folder}/{name}")
    pieces = [
        (piece.id, piece.article, piece.start, piece.end, piece.exact, piece.prefix, piece.suffix)
        for piece in graph.evidence
    ]
    yield _write(_frame(spark, pieces, _EVIDENCE), f"{folder}/evidence")


def _fact_rows(facts: Sequence[Fact], evidence: dict[str, list[str]]) -> list[Any]:
    names = [column.split()[0] for column in _FACT.split(", ")][:-1]
    return [(*(getattr(fact, name) for name in names), evidence[fact.id]) for fact in facts]


def _frame(spark: "SparkSession", rows: Sequence[tuple[Any, ...]], columns: str) -> "DataFrame":
    """Rows as a frame, by way of Arrow rather than pickled one by one."""
    import pyarrow as pa

    kinds = {
        "string": pa.string(),
        "int": pa.int32(),
        "double": pa.float64(),
        "boolean": pa.bool_(),
        "array<string>": pa.list_(pa.string()),
    }
    schema = pa.schema([(name, kinds[kind]) for name, kind in (column.split() for column in columns.split(", "))])
    cells = zip(*rows, strict=True) if rows else [[] for _ in schema]
    return spark.createDataFrame(
        pa.table([pa.array(each, kind) for each, kind in zip(cells, schema.types, strict=True)], schema=schema)
    )


def _write(table: "DataFrame", folder: str) -> str:
    table.write.mode("overwrite").parquet(folder)
    return folder
