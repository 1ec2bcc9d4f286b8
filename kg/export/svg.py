"""A still picture of the graph as SVG, for papers and slides: the same outlines, colours and places as on the page.

Up to a few hundred nodes each is drawn with its name; beyond, as on the page, the communities: discs that are called by
their best-known places, people and bodies. Coordinates are units of which 1,100 or so make the width, so that the
names are legible when the picture fills a page.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from kg.export.drawing import HUB_KINDS, NO_FACT, Drawing, draw
from kg.export.files import write_atomic
from kg.export.layout import lay_out
from kg.export.picture import Layout
from kg.export.templates import template
from kg.model import vocabulary as v
from kg.model.graph import GraphData

_PAPER, _INK, _QUIET, _LINE, _FAINT, _DISC = "#faf9f5", "#22262b", "#5c636d", "#9aa1ab", "#d5d4cc", "#f0ede2"
_FONT = "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif"
_MARGIN, _LEGEND = 60.0, 56.0
_WIDTH = 1100.0  # of an overview; of a picture of nodes as far as that leaves room for their names
_NEAR = (0.45, 0.72)  # places of nodes, in parts of those on the page at zoom 1: at least, at most
_LABEL = 14  # code points
_CALM = 300  # as on the page: a picture of more nodes leaves out what touches everything
_HUBS = frozenset({"action", "article", "measure", "role"})
_OPEN = 400  # more nodes than these are shown by their communities
_FEW = 60  # so few nodes have room for all names
_OTHER: Mapping[str, object] = {"zh": "其他", "en": "Other", "light": "#6b7280", "shape": "circle", "size": 0.9}

Kinds = Mapping[str, Mapping[str, object]]


def write_svg(graph: GraphData, path: Path, *, title: str = "新闻知识图谱") -> None:
    """Write a picture of the graph to ``path``, in one step; equal graphs give equal bytes.

    Raises: OutputError when the file cannot be written.
    """
    write_atomic(path, render_svg(graph, title=title).encode("utf-8"))


def render_svg(graph: GraphData, *, title: str = "新闻知识图谱") -> str:
    """The picture as text. Names that would lie over another one are left out, the less important first."""
    drawing = draw(graph)
    layout = lay_out(drawing)
    kinds: Kinds = json.loads(template("kinds.json"))
    drawn = [node for node in range(len(drawing.kinds)) if drawing.drawn(node)]
    if len(drawn) > _CALM:
        drawn = [node for node in drawn if drawing.kinds[node] not in _HUBS]
    drawn.sort(key=lambda node: (-standing(drawing, node, kinds), node))
    picture = _overview if len(drawn) > _OPEN else _nodes
    (left, top, width, height), lines = picture(graph, drawing, layout, drawn, kinds)
    counts = Counter(drawing.kinds[node] for node in drawn)
    legend = list(_legend([name for name in kinds if counts[name]], counts, kinds, left + _MARGIN, top + height, width))
    height += _LEGEND + 24.0 * max(0, len({y for y, _ in legend}) - 1) if legend else 0.0
    box = f"{left:g} {top:g} {width:g} {height:g}"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" font-family="{_FONT}" font-size="12">',
            f"<title>{_text(title)}</title>",
            f'<rect x="{left:g}" y="{top:g}" width="{width:g}" height="{height:g}" fill="{_PAPER}"/>',
            *lines,
            *(line for _, line in legend),
            "</svg>\n",
        ]
    )


def standing(drawing: Drawing, node: int, kinds: Kinds) -> int:
    """How early a node gets its name: by how much is said of it, people sooner and sums later than the rest."""
    return drawing.weights[node] + int(str(kinds.get(drawing.kinds[node], _OTHER).get("standing", 0)))


def radius(weight: int) -> float:
    """Radius of a node of size 1 in pixels, as the page has it: area in proportion to weight, up to a cap."""
    return float(8 + min(15.0, 2.1 * weight**0.5))


Frame = tuple[float, float, float, float]  # left, top, width, height


def _frame(xs: Sequence[float], ys: Sequence[float]) -> Frame:
    left, top = round(min(xs, default=0.0) - _MARGIN, 1), round(min(ys, default=0.0) - _MARGIN, 1)
    right, bottom = max(xs, default=0.0) + _MARGIN, max(ys, default=0.0) + _MARGIN
    return left, top, round(right - left, 1), round(bottom - top, 1)


def _nodes(
    graph: GraphData, drawing: Drawing, layout: Layout, drawn: Sequence[int], kinds: Kinds
) -> tuple[Frame, list[str]]:
    """Each node with its name."""
    across = [layout.x[node] for node in drawn] or [0.0]
    near = min(max(_WIDTH / max(max(across) - min(across), 1.0), _NEAR[0]), _NEAR[1])
    x = {node: round(layout.x[node] * near, 1) for node in drawn}
    y = {node: round(layout.y[node] * near, 1) for node in drawn}
    size = {node: radius(drawing.weights[node]) * near for node in drawn}
    strong = {
        edge.link
        for edge in drawing.edges
        if edge.fact != NO_FACT and graph.statements[edge.fact].predicate != v.MENTIONS
    }
    lines = [
        f'<line x1="{x[one]:g}" y1="{y[one]:g}" x2="{x[two]:g}" y2="{y[two]:g}" stroke="{_LINE if link in strong else _FAINT}"/>'
        for link, (one, two) in enumerate(drawing.links)
        if one in x and two in x
    ]
    for node in drawn:
        shape = _outline(kinds.get(drawing.kinds[node], _OTHER), x[node], y[node], size[node], drawing.labels[node])
        lines.append(shape)
    named = [node for node in drawn if len(drawn) <= _FEW or not kinds.get(drawing.kinds[node], _OTHER).get("minor")]
    boxes = _Boxes()
    for node in drawn:
        boxes.take(x[node] - size[node] * 0.7, y[node] - size[node] * 0.7, size[node] * 1.4, size[node] * 1.4)
    for node in named:
        text = _short(drawing.labels[node])
        width, reach = _wide(text, 12), size[node] + 3
        spots = [
            (x[node] - width / 2, y[node] + reach),
            (x[node] + reach, y[node] - 7.5),
            (x[node] - reach - width, y[node] - 7.5),
            (x[node] - width / 2, y[node] - reach - 15),
        ]
        spot = next((spot for spot in spots if boxes.take(*spot, width, 15)), None)
        if spot is not None:
            bold = ' font-weight="600"' if drawing.kinds[node] == "person" else ""
            lines.append(_label(text, spot[0] + width / 2, spot[1] + 11, _INK, _PAPER, bold))
    return _frame(list(x.values()), list(y.values())), lines


def _overview(
    graph: GraphData, drawing: Drawing, layout: Layout, drawn: Sequence[int], kinds: Kinds
) -> tuple[Frame, list[str]]:
    """Communities as discs with names, their nodes as dots."""
    del graph  # what the facts say does not show from so far
    members: dict[int, list[int]] = {}
    for node in drawn:
        members.setdefault(layout.community[node], []).append(node)
    discs = {disc: layout.discs[disc] for disc in sorted(members)}
    reach = max(cx + r for cx, _, r in discs.values()) - min(cx - r for cx, _, r in discs.values())
    scale = _WIDTH / max(reach, 1.0)
    placed = {
        disc: (round(cx * scale, 1), round(cy * scale, 1), round(r * scale, 1)) for disc, (cx, cy, r) in discs.items()
    }
    lines = list(_between(drawing, layout, placed))
    lines += [
        f'<circle cx="{cx:g}" cy="{cy:g}" r="{max(r, 2.0):g}" fill="{_DISC}" stroke="{_FAINT}"/>'
        for cx, cy, r in placed.values()
    ]
    for node in drawn:
        colour = str(kinds.get(drawing.kinds[node], _OTHER)["light"])
        dot = max(0.7, radius(drawing.weights[node]) * scale * 0.8)
        at = f'cx="{layout.x[node] * scale:.1f}" cy="{layout.y[node] * scale:.1f}" r="{dot:.1f}"'
        lines.append(f'<circle {at} fill={quoteattr(colour)} fill-opacity=".6"/>')
    boxes = _Boxes()
    heavy = {disc: sum(drawing.weights[node] for node in nodes) for disc, nodes in members.items()}
    for disc in sorted(placed, key=lambda disc: (-heavy[disc], disc)):
        lines += _disc_names(drawing, members[disc], placed[disc], boxes)
    xs = [x for cx, _, r in placed.values() for x in (cx - r, cx + r)]
    ys = [y for _, cy, r in placed.values() for y in (cy - r, cy + r)]
    return _frame(xs, ys), lines


def _between(
    drawing: Drawing, layout: Layout, placed: Mapping[int, tuple[float, float, float]], limit: int = 600
) -> Iterator[str]:
    """How many links run between each two discs, as the thickness of one line; the strongest ``limit``."""
    counts: Counter[tuple[int, int]] = Counter()
    for first, second in drawing.links:
        if drawing.kinds[first] in HUB_KINDS or drawing.kinds[second] in HUB_KINDS:
            continue
        one, two = sorted((layout.community[first], layout.community[second]))
        if one != two and one in placed and two in placed:
            counts[one, two] += 1
    for (one, two), count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:limit]:
        (x1, y1, _), (x2, y2, _) = placed[one], placed[two]
        width = min(6.0, 0.5 + 0.7 * (1 + count).bit_length())
        yield (
            f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" stroke="{_LINE}" stroke-width="{width:g}" '
            'stroke-opacity=".35"/>'
        )


def _disc_names(
    drawing: Drawing, members: Sequence[int], disc: tuple[float, float, float], boxes: "_Boxes"
) -> Iterator[str]:
    """The best-known place of a disc and, where there is room, its best-known people and bodies below."""
    cx, cy, r = disc
    place = [node for node in members if drawing.kinds[node] == "place"][:1]
    others = [node for node in members if drawing.kinds[node] in ("person", "organization")][:4]
    names = [_short(drawing.labels[node], 12) for node in (*place, *others)]
    if not names or r < 5:
        return
    below = ""
    for count in range(1, len(names)):
        joined = " · ".join(names[1 : count + 1])
        if r > 26 and _wide(joined, 11.5) <= r * (2.1 if count == 1 else 1.8):
            below = joined
    size = 15.0 if r > 60 else 13.5 if r > 26 else 12.0
    width = _wide(names[0], size)
    middle = cy - 8 if below else cy
    if not boxes.take(cx - width / 2 - 4, middle - 9, width + 8, 18):
        return
    yield _label(names[0], cx, middle + size * 0.36, _INK, _DISC, f' font-weight="700" font-size="{size:g}"')
    wide = _wide(below, 11.5)
    if below and boxes.take(cx - wide / 2, cy + 2, wide, 18):
        yield _label(below, cx, cy + 15, _QUIET, _DISC, ' font-size="11.5"')


def _legend(
    names: Sequence[str], counts: Mapping[str, int], kinds: Kinds, left: float, top: float, width: float
) -> Iterator[tuple[float, str]]:
    """One entry a kind, in rows below the picture: its outline, its name in both languages, its number."""
    x, y = left, top + 18
    for name in names:
        text = f"{kinds[name]['zh']} {kinds[name]['en']} {counts[name]}"
        wide = 18 + _wide(text, 12) + 22
        if x > left and x + wide > left + width - 2 * _MARGIN:
            x, y = left, y + 24
        mark = _outline(kinds[name], x + 6, y, 7, "")
        yield y, f'{mark}<text x="{x + 18:g}" y="{y + 4:g}" fill="{_INK}">{_text(text)}</text>'
        x += wide


def _outline(look: Mapping[str, object], x: float, y: float, size: float, label: str) -> str:
    """The shape of one node; hovering shows its whole label where a viewer can."""
    size *= float(str(look["size"]))
    title = f"<title>{_text(label)}</title>" if label else ""
    fill = quoteattr(str(look["light"]))
    shape = look["shape"]
    if isinstance(shape, list):
        points = " ".join(f"{x + dx * size:.1f},{y + dy * size:.1f}" for dx, dy in shape)
        return f'<polygon points="{points}" fill={fill}>{title}</polygon>'
    return f'<circle cx="{x:g}" cy="{y:g}" r="{size:.1f}" fill={fill}>{title}</circle>'


def _label(text: str, x: float, y: float, colour: str, halo: str, more: str = "") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle" fill="{colour}" stroke="{halo}" stroke-width="3" '
        f'stroke-linejoin="round" paint-order="stroke"{more}>{_text(text)}</text>'
    )


class _Boxes:
    """Rectangles already taken, in cells of 80 units, so that asking costs the same however many there are."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Frame]] = {}

    def take(self, x: float, y: float, width: float, height: float) -> bool:
        """Take a rectangle unless something there overlaps it."""
        cells = [
            (column, row)
            for column in range(int(x // 80), int((x + width) // 80) + 1)
            for row in range(int(y // 80), int((y + height) // 80) + 1)
        ]
        for cell in cells:
            for ox, oy, ow, oh in self._cells.get(cell, ()):
                if x < ox + ow and ox < x + width and y < oy + oh and oy < y + height:
                    return False
        for cell in cells:
            self._cells.setdefault(cell, []).append((x, y, width, height))
        return True


def _short(label: str, limit: int = _LABEL) -> str:
    return label if len(label) <= limit else label[: limit - 1] + "…"


def _wide(text: str, size: float) -> float:
    """About how wide a text is: signs of East Asian writing are as wide as high, others a little over half."""
    return sum(1.0 if ord(character) > 0x2E7F else 0.57 for character in text) * size


def _text(text: str) -> str:
    """Text for an XML element: escaped, without characters that XML cannot hold."""
    return escape("".join(character for character in text if character.isprintable()))
