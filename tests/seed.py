"""The graph of the seed page, built once for all tests that ask it."""

import tempfile
from functools import cache
from pathlib import Path

import kg
from kg.pipeline import write
from kg.query import Engine, load, prefixes_of

SEEDS = Path(__file__).parent.parent / "seeds"


@cache
def seed_graph() -> kg.Graph:
    """What ``kg build seeds`` finds."""
    return kg.build([SEEDS])


@cache
def seed_turtle() -> bytes:
    """The Turtle of it."""
    with tempfile.TemporaryDirectory() as folder:
        write(seed_graph(), Path(folder), ["ttl"])
        return (Path(folder) / "graph.ttl").read_bytes()


@cache
def seed_engine() -> Engine:
    """The Turtle of it, in Oxigraph."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.ttl"
        path.write_bytes(seed_turtle())
        return load(path, prefixes_of(path))
