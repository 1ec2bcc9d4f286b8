"""The layout of a large picture by a process of its own, while this one writes something else.

A plain child process as in :mod:`kg.workers`: it gets the drawing's numbers, gives back the layout's, and ends. Where it
cannot run, the layout is made here; what comes out is the same.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from kg.export.drawing import NO_FACT, Drawing, DrawnEdge, draw
from kg.export.layout import Layout, lay_out
from kg.model.graph import GraphData

Picture = tuple[Drawing, Layout]

_PAYS = 2_000  # drawn things; fewer are placed sooner than a process starts


@contextmanager
def picture_beside(graph: GraphData) -> Iterator[Callable[[], Picture]]:
    """Begin the layout of a graph; what is given back waits for its end. The process ends with the context."""
    drawing = draw(graph)
    if sum(map(drawing.drawn, range(len(drawing.kinds)))) < _PAYS:
        yield lambda: (drawing, lay_out(drawing))
        return
    # -P keeps a folder called kg in the current directory out of the child's path; ours stands in PYTHONPATH.
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"}
    command = [sys.executable, "-P", "-c", "from kg.export.beside import main; main()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as process:
        try:
            assert process.stdin is not None
            with suppress(OSError), process.stdin:  # it ended already: the layout is made here
                process.stdin.write(_packed(drawing))
            yield lambda: (drawing, _answer(process) or lay_out(drawing))
        finally:
            process.kill()


def _answer(process: subprocess.Popen[bytes]) -> Layout | None:
    """The layout that the process made; None when it could not."""
    assert process.stdout is not None
    said = process.stdout.read()
    if process.wait():
        return None
    x, y, community, discs = json.loads(said)
    return Layout(tuple(x), tuple(y), tuple(community), tuple((cx, cy, radius) for cx, cy, radius in discs))


def _packed(drawing: Drawing) -> bytes:
    """All that a layout depends on."""
    carried = [edge.link for edge in drawing.edges]
    return json.dumps([drawing.kinds, drawing.labels, carried, drawing.links]).encode()


def main() -> None:
    """Standard input: a drawing; standard output: its layout."""
    kinds, labels, carried, links = json.loads(sys.stdin.buffer.read())
    drawing = Drawing(
        kinds=tuple(kinds),
        labels=tuple(labels),
        weights=(),
        edges=tuple(DrawnEdge(0, 0, "", NO_FACT, link) for link in carried),
        links=tuple((first, second) for first, second in links),
    )
    layout = lay_out(drawing)
    sys.stdout.write(json.dumps([layout.x, layout.y, layout.community, layout.discs]))
