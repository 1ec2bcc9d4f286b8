"""The graph for programs that draw networks: GraphML, GEXF (Gephi opens it with colours and places), Cytoscape's JSON."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from xml.sax.saxutils import escape, quoteattr

from kg.export.drawing import draw
from kg.export.layout import lay_out
from kg.export.rows import Fact, Node, edges, nodes, values
from kg.export.svg import radius
from kg.export.templates import template
from kg.model.graph import GraphData
from kg.model.triples import Detail

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_EDGE_TEXTS = ("predicate", "name", "title", "role", "status", "details", "basis", "rule", "evidence", "articles")
_PLAIN = "#6b7280"


def graphml(graph: GraphData, _detail: Detail = Detail.FULL) -> bytes:
    """GraphML with a declared key for each attribute. Facts that end in a value are attributes of their thing."""
    table = dict(_attributes(graph))
    columns = sorted({name for cells in table.values() for name in cells})
    keys = [
        f'<key id="n{i}" for="node" attr.name={_quoted(name)} attr.type="string"/>' for i, name in enumerate(columns)
    ]
    keys += [f'<key id="e-{name}" for="edge" attr.name="{name}" attr.type="string"/>' for name in _EDGE_TEXTS]
    keys += ['<key id="e-confidence" for="edge" attr.name="confidence" attr.type="double"/>']
    keys += ['<key id="e-direct" for="edge" attr.name="direct" attr.type="boolean"/>']
    number = {name: i for i, name in enumerate(columns)}
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        *keys,
        '<graph id="kg" edgedefault="directed">',
    ]
    for id_, cells in table.items():
        data = "".join(f'<data key="n{number[name]}">{_escaped(text)}</data>' for name, text in cells.items())
        lines.append(f"<node id={_quoted(id_)}>{data}</node>")
    for edge in edges(graph):
        data = "".join(
            f'<data key="e-{name}">{_escaped(text)}</data>'
            for name in _EDGE_TEXTS
            if (text := str(getattr(edge, name)))
        )
        data += f'<data key="e-confidence">{edge.confidence:g}</data>'
        data += f'<data key="e-direct">{str(edge.direct).lower()}</data>'
        lines.append(
            f"<edge id={_quoted(edge.id)} source={_quoted(edge.source)} target={_quoted(edge.target)}>{data}</edge>"
        )
    return "\n".join([*lines, "</graph>", "</graphml>", ""]).encode()


def gexf(graph: GraphData, _detail: Detail = Detail.FULL) -> bytes:
    """GEXF 1.3 with the colours, sizes and places of the page. Cost: that of the layout."""
    drawing = draw(graph)
    layout = lay_out(drawing)
    columns = ("kind", "types", "aliases", "values")
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">',
        '<graph defaultedgetype="directed" mode="static">',
        '<attributes class="node">',
        *(f'<attribute id="{i}" title="{name}" type="string"/>' for i, name in enumerate(columns)),
        "</attributes>",
        '<attributes class="edge">',
        *(f'<attribute id="{i}" title="{name}" type="string"/>' for i, name in enumerate(_EDGE_TEXTS)),
        f'<attribute id="{len(_EDGE_TEXTS)}" title="confidence" type="double"/>',
        "</attributes>",
        "<nodes>",
    ]
    said = _values(graph)
    for i, node in enumerate(nodes(graph)):
        cells = (node.kind, " ".join(node.types), " | ".join(node.aliases), " | ".join(said.get(node.id, ())))
        colour = _colour(node.kind)
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        lines.append(
            f"<node id={_quoted(node.id)} label={_quoted(node.label)}><attvalues>{_attvalues(cells)}</attvalues>"
            f'<viz:color r="{red}" g="{green}" b="{blue}"/><viz:size value="{radius(drawing.weights[i]):.1f}"/>'
            f'<viz:position x="{layout.x[i]:g}" y="{-layout.y[i]:g}" z="0"/></node>'  # Gephi's y grows upwards
        )
    lines += ["</nodes>", "<edges>"]
    for edge in edges(graph):
        said_of_it = (*(str(getattr(edge, name)) for name in _EDGE_TEXTS), f"{edge.confidence:g}")
        lines.append(
            f"<edge id={_quoted(edge.id)} source={_quoted(edge.source)} target={_quoted(edge.target)} "
            f"kind={_quoted(edge.predicate)} label={_quoted(edge.title or edge.name)}>"
            f"<attvalues>{_attvalues(said_of_it)}</attvalues></edge>"
        )
    return "\n".join([*lines, "</edges>", "</graph>", "</gexf>", ""]).encode()


def cytoscape(graph: GraphData, _detail: Detail = Detail.FULL) -> bytes:
    """Cytoscape's JSON: what Cytoscape opens and ``cytoscape({elements})`` of Cytoscape.js takes, with places."""
    layout = lay_out(draw(graph))
    said = _values(graph)
    elements = {
        "nodes": [
            {"data": _cytoscape_node(node, said), "position": {"x": layout.x[i], "y": layout.y[i]}}
            for i, node in enumerate(nodes(graph))
        ],
        "edges": [{"data": _cytoscape_edge(edge)} for edge in edges(graph)],
    }
    document = {"format_version": "1.0", "data": {"name": "kg", "base": graph.base}, "elements": elements}
    # A lone half of a surrogate pair, from a broken file, is no UTF-8.
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _cytoscape_node(node: Node, said: Mapping[str, list[str]]) -> dict[str, object]:
    return {
        "id": node.id, "label": node.label, "kind": node.kind, "types": node.types, "aliases": node.aliases,
        "colour": _colour(node.kind), "values": said.get(node.id, []), **node.properties,
    }  # fmt: skip


def _cytoscape_edge(edge: Fact) -> dict[str, object]:
    texts = {name: getattr(edge, name) for name in _EDGE_TEXTS if getattr(edge, name)}
    ends = {"id": edge.id, "source": edge.source, "target": edge.target}
    return {**ends, "label": edge.title or edge.name, "confidence": edge.confidence, "direct": edge.direct, **texts}


def _attributes(graph: GraphData) -> Iterator[tuple[str, dict[str, str]]]:
    """Each node's attributes for a format that knows texts only; properties keep their compact IRIs as names."""
    said = _values(graph)
    for node in nodes(graph):
        cells = {"label": node.label, "kind": node.kind, "types": " ".join(node.types)}
        if node.aliases:
            cells["aliases"] = " | ".join(node.aliases)
        if node.id in said:
            cells["values"] = " | ".join(said[node.id])
        yield node.id, cells | node.properties


def _values(graph: GraphData) -> dict[str, list[str]]:
    """The facts that end in a value, by thing, in words."""
    said: dict[str, list[str]] = {}
    for fact in values(graph):
        said.setdefault(fact.source, []).append(f"{fact.name} {fact.target_label}")
    return said


@cache
def _colours() -> dict[str, str]:
    kinds: Mapping[str, Mapping[str, str]] = json.loads(template("kinds.json"))
    return {kind: look["light"] for kind, look in kinds.items()}


def _colour(kind: str) -> str:
    return _colours().get(kind, _PLAIN)


def _attvalues(cells: tuple[str, ...]) -> str:
    return "".join(f'<attvalue for="{i}" value={_quoted(cell)}/>' for i, cell in enumerate(cells) if cell)


def _escaped(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text), {"\r": "&#13;"})


def _quoted(text: str) -> str:
    return quoteattr(_NOT_XML.sub("\ufffd", text))  # line ends and tabs become references there
