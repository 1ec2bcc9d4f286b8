"""Options and arguments that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., object])

DEFAULT_GRAPH = Path("graphs/graph.ttl")


def graph_argument(*, required: bool = True) -> Callable[[Command], Command]:
    """GRAPH: a Turtle file, or the folder that ``kg build`` wrote one into."""
    kind = click.Path(path_type=Path)
    return click.argument("graph", type=kind, required=required, callback=_graph_file)


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


def _graph_file(_context: click.Context, _parameter: click.Parameter, value: Path | None) -> Path | None:
    """A folder stands for the graph.ttl in it."""
    return value / DEFAULT_GRAPH.name if value is not None and value.is_dir() else value
