"""A graph's picture: what is drawn, where it stands, and how the names are typed. What makes it is loaded when it is made."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.export.drawing import Drawing, draw
from kg.model.graph import GraphData

Names = Sequence[tuple[bool, Sequence[str]]]  # of each thing: whether it is a person, and its names

TITLE = "新闻知识图谱"  # of a page, when none is given
_SPELLED = 5  # of a thing's names, its label first


@dataclass(frozen=True, slots=True)
class Layout:
    """Coordinates and community of every thing (0, 0 and -1 for things that are not drawn); discs of communities."""

    x: tuple[float, ...]
    y: tuple[float, ...]
    community: tuple[int, ...]
    discs: tuple[tuple[float, float, float], ...]  # x, y, radius; as many as there are communities


class Picture(NamedTuple):
    """A graph's drawing, where its things stand, and how the names of each are typed."""

    drawing: Drawing
    layout: Layout
    spelled: tuple[str, ...]


class Begun(NamedTuple):
    """What takes long about a page: its picture, and the blocks of data that need none, as they stand in the file."""

    picture: Picture
    blocks: tuple[str, ...]


def picture_of(graph: GraphData) -> Picture:
    """The picture of a graph, made by this process."""
    return made(draw(graph), names_of(graph))


def made(drawing: Drawing, names: Names) -> Picture:
    """The picture of a drawing. Loads numpy and the tables of readings, 0.2 s."""
    from kg.export.layout import lay_out
    from kg.export.pinyin import spell

    return Picture(drawing, lay_out(drawing), spell(names))


def names_of(graph: GraphData) -> Names:
    """The names by which a reader may look for each thing."""
    return [(thing.kind == "person", [thing.label, *thing.aliases][:_SPELLED]) for thing in graph.things]
