"""Spark: the same stages on many cores or many machines. What is found is what the local engine finds."""

from kg.spark.engine import build

__all__ = ["build"]
