"""The graph of the seed page, built once for all tests that ask it."""

import tempfile
from functools import cache
from pathlib import Path

import kg
from kg.query import Engine, load, prefixes_of
from kg.writing import write

SEEDS = Path(__file__).parent.parent / "seeds"

# What each named query is told when it is asked about the seed page.
ASKED: dict[str, dict[str, str]] = {
    "actions": {"name": "灵山卫街道"},
    "around": {"name": "侯强"},
    "article-facts": {"headline": "加速度"},
    "chain": {"name": "承恩门社区"},
    "co-mentions": {"name": "侯强"},
    "connection": {"from": "代玉丽", "to": "泊里镇"},
    "evidence": {"name": "侯强"},
    "find": {"part": "社区"},
    "happened-in": {"name": "泊里社区"},
    "measures": {"name": "皇丰御景园小区"},
    "mentions": {"name": "泊里社区"},
    "post-holder": {"name": "灵山卫街道", "role": "书记"},
    "one-source": {"most": "1"},
    "posts": {"name": "灵山卫街道"},
    "role-holders": {"role": "书记"},
    "posts-of": {"name": "刘莉"},
    "when": {"name": "讲座"},
    "where": {"name": "承恩门社区"},
    "who-did": {"verb": "帮助"},
    "within": {"name": "灵山卫街道"},
}


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


@cache
def seed_rdflib() -> Engine:
    """The Turtle of it, in rdflib."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.ttl"
        path.write_bytes(seed_turtle())
        return load(path, prefixes_of(path), "rdflib")
