"""Questions to a graph: SPARQL, and named queries that answer the usual ones."""

from kg.query.cards import Card, Line, Section, Sentence, cards
from kg.query.checks import Finding, Report, check_graph
from kg.query.engines import ENGINES, Engine, load
from kg.query.named import NamedQuery, named_queries, named_query
from kg.query.results import FORMATS, Answer, Node, Row, short
from kg.query.sparql import PREFIXES, Limits, ask, prefixes_of
from kg.query.statistics import Count, statistics

__all__ = [
    "ENGINES",
    "FORMATS",
    "PREFIXES",
    "Answer",
    "Card",
    "Count",
    "Engine",
    "Finding",
    "Limits",
    "Line",
    "NamedQuery",
    "Node",
    "Report",
    "Row",
    "Section",
    "Sentence",
    "ask",
    "cards",
    "check_graph",
    "load",
    "named_queries",
    "named_query",
    "prefixes_of",
    "short",
    "statistics",
]
