"""The graph as files for bulk loading: N-Triples in parts, and a Parquet table for each sort of thing."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple
from typing import TYPE_CHECKING, Any

from kg.flow.rows import unpack
from kg.model.graph import Compared
from kg.model.statement import Evidence
from kg.spark.resolution import Assembled, of_sort

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

_TABLES = {"person": "people", "organization": "bodies", "place": "places", "role": "roles", "article": "articles"}
_NODE = "id string, label string, kind string, types array<string>, aliases array<string>, properties string"
_FACT = (
    "id string, source string, target string, source_label string, target_label string, predicate string, "
    "title string, role string, status string, direct boolean, confidence double, basis string, rule string, "
    "evidence_ids array<string>"
)
_EVIDENCE = "id string, article string, start int, end int, exact string, prefix string, suffix string"
_COMPARED = (
    "verdict string, weight double, name string, id string, item string, node string, other_name string, "
    "other_id string, other_item string, other_node string, reasons array<string>"
)
_FACT_COLUMNS = [column.split()[0] for column in _FACT.split(", ")]


def write_triples(graph: Assembled, folder: str) -> str:
    """Write every triple as a line of N-Triples, in packed parts; gives back the folder.

    Packed, since half of each line is what the lines around it say, too: a tenth of the size, and what bulk loaders
    read as it is.
    """
    lines = graph.lines.selectExpr("decode(data, 'UTF-8') AS value")
    lines.write.mode("overwrite").text(folder, compression="gzip")
    return folder


def write_tables(graph: Assembled, folder: str) -> Iterator[str]:
    """Write people, bodies, places, roles, articles, other things, posts, other facts, evidence, and what resolution
    compared; yields the folders.
    """  # noqa: D205  the first sentence needs both lines
    from pyspark.sql import functions as f

    nodes = _typed(of_sort(graph.nodes, "node"), _node_row, _NODE)
    for kind, name in _TABLES.items():
        yield _write(nodes.where(f.col("kind") == kind), f"{folder}/{name}")
    yield _write(nodes.where(~f.col("kind").isin(*_TABLES)), f"{folder}/things")
    labels = nodes.selectExpr("id AS named", "if(label = '', id, label) AS called")
    for name in ("posts", "facts"):
        plain = _typed(of_sort(graph.told, name), _fact_row, _FACT)
        yield _write(_labelled(plain, labels), f"{folder}/{name}")
    yield _write(_typed(graph.evidence, _evidence_row, _EVIDENCE), f"{folder}/evidence")
    yield _write(_typed(graph.log, _compared_row, _COMPARED), f"{folder}/merges")


def counts(graph: Assembled) -> dict[str, int]:
    """How many articles, people, bodies, places and facts the graph holds."""
    kinds = {row["key"]: row["count"] for row in of_sort(graph.nodes, "node").groupBy("key").count().collect()}
    names = {"articles": "article", "people": "person", "bodies": "organization", "places": "place"}
    return {name: kinds.get(kind, 0) for name, kind in names.items()} | {"facts": graph.facts.count()}


def _labelled(facts: "DataFrame", labels: "DataFrame") -> "DataFrame":
    """Facts with the labels of what they link, where they have ids; Spark splits what is hot in such a join."""
    from pyspark.sql import functions as f

    for column in ("source_label", "target_label", "role"):
        joined = facts.join(labels, facts[column] == labels["named"], "left")
        facts = joined.withColumn(column, f.coalesce("called", column)).drop("named", "called")
    return facts.select(*_FACT_COLUMNS)


def _node_row(data: bytes) -> tuple[Any, ...]:
    node = unpack(data)
    properties = json.dumps(node.properties, ensure_ascii=False)
    return (node.id, node.label, node.kind, list(node.types), list(node.aliases), properties)


def _fact_row(data: bytes) -> tuple[Any, ...]:
    fact, role, evidence = unpack(data)
    row = {name: getattr(fact, name) for name in _FACT_COLUMNS[:-1]} | {"role": role, "evidence_ids": list(evidence)}
    return tuple(row.values())


def _evidence_row(data: bytes) -> tuple[Any, ...]:
    piece: Evidence = unpack(data)
    return (piece.id, piece.article, piece.start, piece.end, piece.exact, piece.prefix, piece.suffix)


def _compared_row(data: bytes) -> tuple[Any, ...]:
    line: Compared = unpack(data)[0]
    *cells, reasons = astuple(line)
    return (*cells, list(reasons))


def _typed(frame: "DataFrame", row: Callable[[bytes], tuple[Any, ...]], columns: str) -> "DataFrame":
    """Packed rows as a table."""

    def run(batches: Iterable["pa.RecordBatch"]) -> Iterator["pa.RecordBatch"]:
        import pyarrow as pa

        kinds = {
            "string": pa.string(),
            "int": pa.int32(),
            "double": pa.float64(),
            "boolean": pa.bool_(),
            "array<string>": pa.list_(pa.string()),
        }
        schema = pa.schema([(name, kinds[kind]) for name, kind in (column.split() for column in columns.split(", "))])
        for batch in batches:
            cells = list(zip(*(row(data) for data in batch.column("data").to_pylist()), strict=True))
            if cells:
                arrays = [pa.array(each, kind) for each, kind in zip(cells, schema.types, strict=True)]
                yield pa.RecordBatch.from_arrays(arrays, schema=schema)

    return frame.select("data").mapInArrow(run, columns)


def _write(table: "DataFrame", folder: str) -> str:
    table.write.mode("overwrite").parquet(folder)
    return folder
