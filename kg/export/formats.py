"""Every format a graph can be handed on in, in one table; and writing it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import SettingsError
from kg.export.files import write_atomic
from kg.export.html import render_html
from kg.export.jsonld import jsonld
from kg.export.network_formats import cytoscape, gexf, graphml
from kg.export.rdf_formats import RDF_FORMATS
from kg.export.svg import render_svg
from kg.export.tables import TABLES, cypher, workbook
from kg.export.turtle import turtle
from kg.model.graph import GraphData
from kg.model.triples import Detail


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the ending of its file's name, "" for a folder of files; what makes it; and a word on what it is for."""

    ending: str
    make: Callable[[GraphData, Detail], bytes | dict[str, bytes]]
    about: str


def _ttl(graph: GraphData, detail: Detail) -> bytes:
    return turtle(graph, detail=detail)


def _html(graph: GraphData, _detail: Detail) -> bytes:
    return render_html(graph).encode()


def _svg(graph: GraphData, _detail: Detail) -> bytes:
    return render_svg(graph).encode()


HAND_ON: Mapping[str, Format] = {
    "ttl": Format("ttl", _ttl, "Turtle"),
    "jsonld": Format("jsonld", jsonld, "JSON-LD with a context that reads well"),
    "nt": Format("nt", RDF_FORMATS["nt"], "N-Triples"),
    "nq": Format("nq", RDF_FORMATS["nq"], "N-Quads, a graph an article"),
    "trig": Format("trig", RDF_FORMATS["trig"], "TriG, a graph an article"),
    "rdfxml": Format("rdf", RDF_FORMATS["rdfxml"], "RDF/XML"),
    "ttl12": Format("1.2.ttl", RDF_FORMATS["ttl12"], "Turtle of RDF 1.2, facts by rdf:reifies"),
    "graphml": Format("graphml", graphml, "GraphML: yEd, igraph, networkx"),
    "gexf": Format("gexf", gexf, "GEXF: Gephi, with colours and places"),
    "cytoscape": Format("cyjs", cytoscape, "Cytoscape's JSON"),
    "csv": Format("", TABLES["csv"], "CSV of nodes and edges, and the same for neo4j-admin import"),
    "cypher": Format("cypher", cypher, "a script for cypher-shell that can be run twice"),
    "parquet": Format("", TABLES["parquet"], "Parquet tables of things, facts and evidence"),
    "xlsx": Format("xlsx", workbook, "an Excel workbook, a sheet a kind"),
    "html": Format("html", _html, "the page"),
    "svg": Format("svg", _svg, "a still picture"),
}


def hand_on(graph: GraphData, name: str, path: Path, detail: Detail = Detail.FULL) -> list[Path]:
    """Write a graph in one format; gives back what was written. ``path`` is a folder for formats of several files.

    Raises: SettingsError for an unknown format; MissingExtraError; OutputError, and what stood there stays whole.
    """
    made = make(graph, name, detail)
    if isinstance(made, bytes):
        write_atomic(path, made)
        return [path]
    for part, data in made.items():
        write_atomic(path / part, data)
    return [path / part for part in made]


def make(graph: GraphData, name: str, detail: Detail = Detail.FULL) -> bytes | dict[str, bytes]:
    """A graph in one format, in memory: bytes, or for several files bytes by name."""
    if name not in HAND_ON:
        raise SettingsError(f'there is no format "{name}"; choose from {", ".join(HAND_ON)}.')
    return HAND_ON[name].make(graph, detail)
