"""Hot keys: what thousands of rows share must not sink the one reducer that gets them all."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

LIMIT = 10_000  # rows of one key that one reducer takes


def join(many: "DataFrame", few: "DataFrame", on: str, *, limit: int = LIMIT) -> "DataFrame":
    """An inner join of many rows with one row a key: a key of more than ``limit`` rows stays where its rows are.

    The rows of all other keys are shuffled; the ``few`` rows of hot keys are sent to every machine instead. The count is
    partial on each mapper before anything moves.
    """
    from pyspark.sql import functions as f

    hot = f.broadcast(many.groupBy(on).count().where(f.col("count") > limit).select(on).persist())
    cold = many.join(hot, on, "left_anti").join(few, on)
    return cold.unionByName(many.join(f.broadcast(few.join(hot, on, "left_semi")), on))
