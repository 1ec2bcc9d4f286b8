"""Rows between Spark's stages: frames of them, and the shuffles that bring a key's together."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from kg.flow.blocks import Item, Joined
from kg.flow.rows import ByKey, Each, Row, unpack

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

ROW = "sort string, key string, data binary"
_ROWS, _BYTES = 2_048, 4 << 20  # handed on at once, whichever comes first


def each(frame: "DataFrame", stage: Each) -> "DataFrame":
    """Rows → rows, partition by partition."""

    def run(batches: Iterable["pa.RecordBatch"]) -> Iterator["pa.RecordBatch"]:
        return _batches(stage(_rows(batches)))

    return frame.select("sort", "key", "data").mapInArrow(run, ROW)


def by_key(frame: "DataFrame", stage: ByKey) -> "DataFrame":
    """A shuffle: the rows of one key together, in the order of their sorts, as a stream."""

    def run(batches: Iterable["pa.RecordBatch"]) -> Iterator["pa.RecordBatch"]:
        groups = groupby(_rows(batches), key=lambda row: row.key)
        return _batches(row for key, group in groups for row in stage(key, group))

    spread = frame.select("sort", "key", "data").repartition("key").sortWithinPartitions("key", "sort")
    return spread.mapInArrow(run, ROW)


def to_blocks(blocks: "DataFrame", letters: "DataFrame", stage: Joined) -> "DataFrame":
    """Hand each block the rows that are addressed to it. The letters are shuffled; blocks kept by key stay in place."""
    from pyspark.sql import functions as f

    def run(batches: Iterable["pa.RecordBatch"]) -> Iterator["pa.RecordBatch"]:
        return _batches(row for key, data, told in _joined(batches) for row in stage(key, Item(unpack(data)), told))

    told = letters.groupBy("key").agg(f.collect_list(f.struct("sort", "data")).alias("told"))
    return blocks.select("key", "data").join(told, "key", "left").mapInArrow(run, ROW)


def _joined(batches: Iterable["pa.RecordBatch"]) -> Iterator[tuple[str, bytes, list[Row]]]:
    for batch in batches:
        for row in batch.to_pylist():
            letters = [Row(each["sort"], row["key"], each["data"]) for each in row["told"] or ()]
            yield row["key"], row["data"], letters


def _rows(batches: Iterable["pa.RecordBatch"]) -> Iterator[Row]:
    for batch in batches:
        yield from map(Row, *(column.to_pylist() for column in batch.columns))


def _batches(rows: Iterable[Row]) -> Iterator["pa.RecordBatch"]:
    held: list[Row] = []
    size = 0
    for row in rows:
        held.append(row)
        size += len(row.data)
        if len(held) == _ROWS or size >= _BYTES:
            yield table(held)
            held, size = [], 0
    if held:
        yield table(held)


def table(rows: Iterable[Row]) -> "pa.RecordBatch":
    """Rows as Arrow has them."""
    import pyarrow as pa

    schema = pa.schema([("sort", pa.string()), ("key", pa.string()), ("data", pa.binary())])
    columns = list(zip(*rows, strict=True)) or [(), (), ()]
    arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)
