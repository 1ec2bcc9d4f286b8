"""Options and arguments that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., object])

DEFAULT_GRAPH = Path("graphs/graph.ttl")


def graph_argument(
    name: str = "graph", *, required: bool = True, several: bool = False
) -> Callable[[Command], Command]:
    """GRAPH: a Turtle file, or the folder that ``kg build`` wrote one into."""
    kind = click.Path(path_type=Path)
    count = -1 if several else 1
    return click.argument(name, type=kind, required=required, nargs=count, callback=_graph_file)


def graph_option(command: Command) -> Command:
    """``-g GRAPH`` for commands whose argument is something else."""
    return click.option(
        "-g",
        "--graph",
        type=click.Path(path_type=Path),
        default=DEFAULT_GRAPH,
        show_default=True,
        callback=_graph_file,
        help="The Turtle file to look into, or its folder.",
    )(command)


def _graph_file(
    _context: click.Context, _parameter: click.Parameter, value: Path | tuple[Path, ...] | None
) -> Path | tuple[Path, ...] | None:
    """A folder stands for the graph.ttl in it."""
    if isinstance(value, tuple):
        return tuple(_in_folder(path) for path in value)
    return None if value is None else _in_folder(value)


def _in_folder(path: Path) -> Path:
    return path / DEFAULT_GRAPH.name if path.is_dir() else path
