"""Questions to a graph: SPARQL, and named queries that answer the usual ones."""

from kg.query.engines import ENGINES, Engine, load
from kg.query.named import NamedQuery, named_queries, named_query
from kg.query.results import FORMATS, Answer, Node, Row, short, without
from kg.query.sparql import PREFIXES, Limits, ask, prefixes_of

__all__ = [
    "ENGINES",
    "FORMATS",
    "PREFIXES",
    "Answer",
    "Engine",
    "Limits",
    "NamedQuery",
    "Node",
    "Row",
    "ask",
    "load",
    "named_queries",
    "named_query",
    "prefixes_of",
    "short",
    "without",
]
