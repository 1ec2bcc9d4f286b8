"""Questions to a graph: SPARQL, and named queries that answer the usual ones."""

from kg.query.named import NamedQuery, named_queries, named_query
from kg.query.results import FORMATS, Answer, Node, Row, short
from kg.query.sparql import ENGINES, PREFIXES, Limits, ask, prefixes_of

__all__ = [
    "ENGINES",
    "FORMATS",
    "PREFIXES",
    "Answer",
    "Limits",
    "NamedQuery",
    "Node",
    "Row",
    "ask",
    "named_queries",
    "named_query",
    "prefixes_of",
    "short",
]
