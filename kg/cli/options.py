"""Options and arguments that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from kg.bounds import MOST_MEGABYTES, MOST_SECONDS

Command = TypeVar("Command", bound=Callable[..., object])

DEFAULT_GRAPH = Path("graphs/graph.ttl")


class Seconds(click.FloatRange):
    """A span of time that a clock can count: above 0 and no more than a fortnight."""

    name = "seconds"

    def __init__(self) -> None:
        super().__init__(0, MOST_SECONDS, min_open=True)

    def convert(self, value: float, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number; "nan" is none, though it lies outside no range."""
        seconds = float(super().convert(value, param, ctx))
        if seconds != seconds:  # noqa: PLR0124 - only nan differs from itself
            self.fail(f"{value!r} is no number of seconds.", param, ctx)
        return seconds


def megabytes(least: int) -> click.IntRange:
    """Memory that a system can be told as a limit."""
    return click.IntRange(least, MOST_MEGABYTES)


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
