"""A still picture of the graph as SVG, for papers and slides: the same outlines, colours and places as on the page."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from kg.export.drawing import NO_FACT, Drawing, draw
from kg.export.files import write_atomic
from kg.export.layout import Layout, lay_out
from kg.export.templates import template
from kg.model import vocabulary as v
from kg.model.graph import GraphData

_PAPER, _INK, _LINE, _FAINT = "#faf9f5", "#22262b", "#9aa1ab", "#d5d4cc"
_FONT = "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif"
_MARGIN = 70.0
_LABEL = 14  # code points
_CALM = 300  # as on the page: a picture of more nodes leaves out what touches everything
_HUBS = frozenset({"action", "article", "measure", "role"})


def write_svg(graph: GraphData, path: Path, *, title: str = "新闻知识图谱") -> None:
    """Write a picture of the graph to ``path``, in one step; equal graphs give equal bytes.

    Raises: OutputError when the file cannot be written.
    """
    write_atomic(path, render_svg(graph, title=title).encode("utf-8"))


def render_svg(graph: GraphData, *, title: str = "新闻知识图谱") -> str:
    """The picture as text. Labels that would lie over another one are left out, the less important first."""
    drawing = draw(graph)
    layout = lay_out(drawing)
    kinds: Mapping[str, Mapping[str, object]] = json.loads(template("kinds.json"))
    drawn = [node for node in range(len(drawing.kinds)) if drawing.drawn(node)]
    if len(drawn) > _CALM:
        drawn = [node for node in drawn if drawing.kinds[node] not in _HUBS]
    drawn.sort(key=lambda node: (-drawing.weights[node], node))
    left, top, width, height = _frame(drawn, layout)
    box = f"{left:g} {top:g} {width:g} {height:g}"
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" font-family="{_FONT}" font-size="12">',
        f"<title>{_text(title)}</title>",
        f'<rect x="{left:g}" y="{top:g}" width="{width:g}" height="{height:g}" fill="{_PAPER}"/>',
        *_lines(graph, drawing, layout, set(drawn)),
        *(_outline(drawing, layout, node, kinds) for node in drawn),
        *_labels(drawing, layout, drawn),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _frame(drawn: Sequence[int], layout: Layout) -> tuple[float, float, float, float]:
    """Left, top, width and height of the picture."""
    xs = [layout.x[node] for node in drawn] or [0.0]
    ys = [layout.y[node] for node in drawn] or [0.0]
    left, top = round(min(xs) - _MARGIN, 1), round(min(ys) - _MARGIN, 1)
    return left, top, round(max(xs) + _MARGIN - left, 1), round(max(ys) + _MARGIN - top, 1)


def _lines(graph: GraphData, drawing: Drawing, layout: Layout, drawn: set[int]) -> Iterator[str]:
    """One line for each pair of linked nodes; faint when all it says is that an article names a thing."""
    strong = {
        edge.link
        for edge in drawing.edges
        if edge.fact != NO_FACT and graph.statements[edge.fact].predicate != v.MENTIONS
    }
    for link, (first, second) in enumerate(drawing.links):
        if first in drawn and second in drawn:
            colour = _LINE if link in strong else _FAINT
            yield (
                f'<line x1="{layout.x[first]:g}" y1="{layout.y[first]:g}" '
                f'x2="{layout.x[second]:g}" y2="{layout.y[second]:g}" stroke="{colour}"/>'
            )


def _outline(drawing: Drawing, layout: Layout, node: int, kinds: Mapping[str, Mapping[str, object]]) -> str:
    """The shape of one node; hovering shows its whole label where a viewer can."""
    look = kinds.get(drawing.kinds[node], {"light": "#6b7280", "shape": "circle", "size": 0.9})
    size = float(str(look["size"])) * radius(drawing.weights[node])
    x, y = layout.x[node], layout.y[node]
    shape = look["shape"]
    title = f"<title>{_text(drawing.labels[node])}</title>"
    if isinstance(shape, list):
        points = " ".join(f"{x + dx * size:.1f},{y + dy * size:.1f}" for dx, dy in shape)
        return f'<polygon points="{points}" fill={quoteattr(str(look["light"]))}>{title}</polygon>'
    return f'<circle cx="{x:g}" cy="{y:g}" r="{size:.1f}" fill={quoteattr(str(look["light"]))}>{title}</circle>'


def radius(weight: int) -> float:
    """Radius of a node of size 1 in pixels, as the page has it: area in proportion to weight, up to a cap."""
    return float(8 + min(15.0, 2.1 * weight**0.5))


def _labels(drawing: Drawing, layout: Layout, drawn: Sequence[int]) -> Iterator[str]:
    """Labels below their nodes, the most important first; one that would overlap another is left out."""
    taken: list[tuple[float, float, float]] = []  # centre x, top y, width
    for node in drawn:
        label = drawing.labels[node]
        text = label if len(label) <= _LABEL else label[: _LABEL - 1] + "…"
        width = sum(12.0 if ord(character) > 0x2E7F else 6.8 for character in text)
        x, y = layout.x[node], layout.y[node] + radius(drawing.weights[node]) + 3
        if any(abs(x - cx) < (width + cw) / 2 and abs(y - cy) < 15 for cx, cy, cw in taken):
            continue
        taken.append((x, y, width))
        yield (
            f'<text x="{x:g}" y="{y + 11:.1f}" text-anchor="middle" fill="{_INK}" stroke="{_PAPER}" stroke-width="3" '
            f'paint-order="stroke">{_text(text)}</text>'
        )


def _text(text: str) -> str:
    """Text for an XML element: escaped, without characters that XML cannot hold."""
    return escape("".join(character for character in text if character.isprintable()))
