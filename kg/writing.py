"""How a graph is written into a folder, and whether what was written still stands there."""

import json
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TYPE_CHECKING

from kg.assemble import Graph
from kg.errors import InputError, OutputError
from kg.model.triples import Detail

if TYPE_CHECKING:
    from kg.export.beside import Beside
    from kg.export.picture import Begun

FORMATS = ("ttl", "html", "svg")
MERGES = "graph.merges.tsv"
_MANY = 150  # articles, which give a picture of some 3,000 things
Progress = Callable[[str, int, int], None]  # stage, done, of how many (0: not known)


def write(
    graph: Graph,
    folder: Path,
    formats: Sequence[str] = ("ttl", "html"),
    *,
    detail: Detail = Detail.FULL,
    view: str = "auto",
    progress: Progress | None = None,
    beside: "Beside | None" = None,
) -> list[Path]:
    """Write ``graph.ttl``, ``graph.html``, ``graph.svg`` into a folder, each in one step; gives back what was written.

    ``view`` is what draws the page: pyvis, large, or auto, which chooses by size.

    ``beside`` begins a large page while the Turtle is written.

    Beside ``graph.ttl`` stands ``graph.merges.tsv``: which things of several items are one node, and why.

    Raises: OutputError when the folder or a file cannot be written; a graph that stood there before stays whole.
    """
    ready(folder)
    begun = beside.begin(graph.data) if beside else None
    return [_write(graph, folder, name, detail, view, progress, begun) for name in formats]


def process_beside(formats: Iterable[str], articles: int, processes: int) -> "AbstractContextManager[Beside | None]":
    """A process for a large page's picture, begun before the graph is made: by then it has loaded what it needs.

    None, when it would not pay for its start, or only one process is wanted.
    """
    if processes < 2 or articles < _MANY or not {"ttl", "html"} <= set(formats):
        return nullcontext()
    from kg.export.beside import Beside

    return Beside()


def _write(
    graph: Graph,
    folder: Path,
    name: str,
    detail: Detail,
    view: str,
    progress: Progress | None,
    begun: "Callable[[], Begun | None] | None",
) -> Path:
    """Write one of the formats."""
    path = folder / f"graph.{name}"
    if progress:
        progress(f"write {name}", 0, 0)
    if name == "ttl":
        from kg.export.merges import write_merges
        from kg.export.turtle import write_turtle

        write_turtle(graph.data, path, detail)
        write_merges(graph.data, folder / MERGES)
    elif name == "html":
        from kg.export.html import write_html

        write_html(graph.data, path, view=view, begun=begun() if begun else None)
    elif name == "svg":
        from kg.export.svg import write_svg

        write_svg(graph.data, path)
    else:
        raise OutputError(f'there is no format "{name}"; choose ttl, html or svg.')
    return path


def ready(folder: Path) -> None:
    """Make the output folder, and find out now rather than after the work whether it can be written into."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise OutputError(
            f"{folder}: cannot be written into ({error.strerror or error}); choose another folder with -o."
        ) from error


def standing(folder: Path, names: Iterable[str], digests: Mapping[str, str]) -> bool:
    """Do the files stand in the folder as they were written?"""
    return all((folder / name).is_file() and digest(folder / name) == digests.get(name) for name in names)


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal. Raises: InputError when it cannot be read."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}.") from error


def fingerprint(told: object, pages: Iterable[Sequence[str]]) -> str:
    """A digest of what written files depend on; the order of the pages leaves no trace. Held are 100 bytes a page."""
    digests = sorted(sha256(json.dumps(page).encode()).hexdigest() for page in pages)
    return sha256(json.dumps([told, digests], sort_keys=True).encode()).hexdigest()


def summary(kinds: Mapping[str, int], facts: int) -> dict[str, int]:
    """How many articles, people, bodies, places and facts there are, of how many things of which kind."""
    names = {"articles": "article", "people": "person", "bodies": "organization", "places": "place"}
    return {name: kinds.get(kind, 0) for name, kind in names.items()} | {"facts": facts}
