"""Hot keys: what thousands of rows share must not sink the one reducer that gets them all."""

from collections.abc import Container
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from kg.flow import hot
from kg.flow.meeting import OFFICIAL, RECORD

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


LIMIT = hot.LIMIT  # rows of one key that one reducer takes


def join(many: "DataFrame", few: "DataFrame", on: str, *, limit: int = LIMIT) -> "DataFrame":
    """An inner join of many rows with one row a key: a key of more than ``limit`` rows stays where its rows are.

    The rows of all other keys are shuffled; the ``few`` rows of hot keys are sent to every machine instead. The count is
    partial on each mapper before anything moves.
    """
    from pyspark.sql import functions as f

    often = f.broadcast(many.groupBy(on).count().where(f.col("count") > limit).select(on).persist())
    cold = many.join(often, on, "left_anti").join(few, on)
    return cold.unionByName(many.join(f.broadcast(few.join(often, on, "left_semi")), on))


@dataclass(frozen=True, slots=True)
class Heat:
    """A hot key: over how many reducers it is spread, and whether it names an official body."""

    salts: int
    official: bool


def keys(records: "DataFrame", limit: int, *, without: Container[str]) -> dict[str, Heat]:
    """The keys of more than ``limit`` records, but for those that are tied to others, whose records must stay together."""
    from pyspark.sql import functions as f

    rows = records.where(f.col("sort").isin(RECORD, OFFICIAL))
    counted = rows.groupBy("key").agg(f.count("*").alias("count"), f.max(f.col("sort") == OFFICIAL).alias("official"))
    return {
        row["key"]: Heat(ceil(row["count"] / limit), row["official"])
        for row in counted.where(f.col("count") > limit).collect()
        if row["key"] not in without
    }
