"""What a large page needs most time for, while something else is written: by a process and a thread of their own.

The process loads what it needs while this one is still making the graph, gets the drawing's numbers and the names, gives
back the layout and how the names are spelled, and ends. Where it cannot run, both are made here; what comes out is the
same. The thread compresses the data that need no picture.
"""

import json
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from types import TracebackType
from typing import Self

from kg import children
from kg.export.drawing import NO_FACT, Drawing, DrawnEdge, draw
from kg.export.page_data import data_block, data_texts, page_data
from kg.export.picture import TITLE, Begun, Layout, Names, Picture, made, names_of
from kg.model.graph import GraphData

_EMPTY = Drawing((), (), (), (), ())
_PAYS = 2_000  # drawn things; fewer are placed sooner than their numbers are handed over


class Beside:
    """The process: started when this is made, ended at the latest when the context is left."""

    def __init__(self) -> None:
        self._process = children.start("kg.export.beside")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            assert stream is not None
            with suppress(OSError):  # a question that nobody will read
                stream.close()
        self._process.wait()

    def begin(self, graph: GraphData, title: str = TITLE) -> Callable[[], Begun | None]:
        """Begin the page of a graph, once; what is given back waits for its end, and is None for a small graph."""
        drawing, names = draw(graph), names_of(graph)
        if sum(map(drawing.drawn, range(len(drawing.kinds)))) < _PAYS:
            return lambda: None
        assert self._process.stdin is not None
        with suppress(OSError), self._process.stdin:  # it ended already: all is made here
            self._process.stdin.write(_packed(drawing, names))
        texts = data_texts(page_data(graph, drawing, title=title))
        thread = ThreadPoolExecutor(1)  # compressing keeps no other thread from running
        blocks = [thread.submit(data_block, name, text) for name, text in texts.items()]
        thread.shutdown(wait=False)
        return lambda: Begun(self._answer(drawing) or made(drawing, names), tuple(block.result() for block in blocks))

    def _answer(self, drawing: Drawing) -> Picture | None:
        """What the process made; None when it could not."""
        assert self._process.stdout is not None
        said = self._process.stdout.read()
        if self._process.wait():
            return None
        x, y, community, discs, spelled = json.loads(said)
        layout = Layout(tuple(x), tuple(y), tuple(community), tuple((cx, cy, radius) for cx, cy, radius in discs))
        return Picture(drawing, layout, tuple(spelled))


def _packed(drawing: Drawing, names: Names) -> bytes:
    """All that a layout and the spelling depend on."""
    carried = [edge.link for edge in drawing.edges]
    return json.dumps([drawing.kinds, drawing.labels, carried, drawing.links, names]).encode()


def main() -> None:
    """Standard input: a drawing and names; standard output: the layout and the spelling. Nothing for nothing."""
    made(_EMPTY, [(True, ["王"])])  # loads all that will be needed
    asked = sys.stdin.buffer.read()
    if not asked:
        return  # the graph was small, or not made
    kinds, labels, carried, links, names = json.loads(asked)
    drawing = Drawing(
        kinds=tuple(kinds),
        labels=tuple(labels),
        weights=(),
        edges=tuple(DrawnEdge(0, 0, "", NO_FACT, link) for link in carried),
        links=tuple((first, second) for first, second in links),
    )
    _, layout, spelled = made(drawing, names)
    sys.stdout.write(json.dumps([layout.x, layout.y, layout.community, layout.discs, spelled]))
