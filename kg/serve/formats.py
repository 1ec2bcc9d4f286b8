"""Media types: what an answer can be written as, and which of these a client would rather have (RFC 9110, 12.5.1)."""

import re
from collections.abc import Mapping
from typing import NamedTuple

# By media type, the name of the format; the first is what a client gets that takes anything. A short name that others
# use for a type leads to the same format but is not what the answer says it is.
TABLES: Mapping[str, str] = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
GRAPHS: Mapping[str, str] = {
    "text/turtle": "ttl",
    "application/ld+json": "jsonld",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdf",
    "application/x-turtle": "ttl",
    "application/json": "jsonld",
    "text/plain": "nt",
}
HTML: Mapping[str, str] = {"text/html": "html", "application/xhtml+xml": "html"}
TYPE_OF: Mapping[str, str] = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "ttl": "text/turtle; charset=utf-8",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}

_QUALITY = re.compile(r"(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)")
_MOST = 50  # ranges that are read; no client needs more, and the list is walked for every format


class Range(NamedTuple):
    """A media range of an Accept header."""

    kind: str
    subkind: str
    quality: float


def ranges(accept: str) -> list[Range]:
    """Read an Accept header; what cannot be read is left out. An empty one takes anything."""
    found = []
    for part in accept.split(",")[:_MOST]:
        name, *parameters = (piece.strip() for piece in part.split(";"))
        kind, slash, subkind = name.lower().partition("/")
        if not slash or not kind or not subkind:
            continue
        quality = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip().lower() == "q":
                quality = float(value) if _QUALITY.fullmatch(value.strip()) else 0.0
        found.append(Range(kind, subkind, quality))
    return found


def choose(accept: str, offered: Mapping[str, str]) -> str | None:
    """The format of ``offered`` that an Accept header likes best, the earlier of two alike; None when it likes none.

    >>> choose("text/csv;q=0.5, application/sparql-results+xml", TABLES)
    'xml'
    >>> choose("*/*", GRAPHS), choose("image/png", GRAPHS)
    ('ttl', None)
    """
    wanted = ranges(accept)
    if not wanted:
        return None if accept.strip() else next(iter(offered.values()))
    best, liked = None, 0.0
    for media_type, name in offered.items():
        quality = _liking(wanted, media_type)
        if quality > liked:
            best, liked = name, quality
    return best


def _liking(wanted: list[Range], media_type: str) -> float:
    """The quality of a type: the most exact range that covers it decides."""
    kind, _, subkind = media_type.partition("/")
    found, exact = 0.0, 0
    for each in wanted:
        level = 3 if (each.kind, each.subkind) == (kind, subkind) else 2 if (each.kind, each.subkind) == (kind, "*") else (
            1 if (each.kind, each.subkind) == ("*", "*") else 0
        )  # fmt: skip
        if level > exact or (level == exact and level and each.quality > found):
            found, exact = each.quality, level
    return found


def graph_as(turtle: str, name: str) -> str:
    """Turtle in another notation of RDF, by the name of its format."""
    if name == "ttl":
        return turtle
    import pyoxigraph as ox

    notation = {"nt": ox.RdfFormat.N_TRIPLES, "rdf": ox.RdfFormat.RDF_XML, "jsonld": ox.RdfFormat.JSON_LD}[name]
    quads = ox.parse(turtle.encode(), format=ox.RdfFormat.TURTLE)
    made = ox.serialize((quad.triple for quad in quads), format=notation)
    return (made or b"").decode()
