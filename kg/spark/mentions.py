"""Mentions by blocking key, for whoever resolves or counts on the cluster; hot keys are spread over several partitions."""

from typing import TYPE_CHECKING

from kg.spark import stages

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

LIMIT = 10_000  # rows of one key that one partition takes: about a megabyte


def write_mentions(printed: "DataFrame", folder: str) -> str:
    """Write a row a mention of the items with what was found in them, those of one block together; gives back the folder."""
    spread(printed.mapInArrow(stages.mentions, stages.MENTIONS)).write.mode("overwrite").parquet(folder)
    return folder


def spread(mentions: "DataFrame", *, limit: int = LIMIT) -> "DataFrame":
    """The rows, partitioned and sorted by ``block`` and ``salt``: a block of more than ``limit`` rows gets several salts.

    Without them one reducer would get all of 记者 or 北京市. The count is partial on each mapper before anything moves,
    and the list of hot keys is short enough to be sent to all. The salt depends on the row alone.
    """
    from pyspark.sql import functions as f

    hot = mentions.groupBy("block").count().where(f.col("count") > limit)
    salts = hot.select("block", f.ceil(f.col("count") / limit).alias("salts"))
    row = f.hash("page", "sha256", "position", "chain", "start")
    salt = f.when(f.col("salts").isNull(), f.lit(0)).otherwise(f.pmod(row, f.col("salts").cast("int")))
    salted = mentions.join(f.broadcast(salts), "block", "left").withColumn("salt", salt).drop("salts")
    return salted.repartition("block", "salt").sortWithinPartitions("block", "salt", "page", "position", "start")
