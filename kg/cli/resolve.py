"""``kg resolve``: why two names are one node or two."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.inspect import loaded
from kg.cli.options import graph_option
from kg.cli.output import data, plain, say, table
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.model.graph import Compared

_MOST = 12  # lines of one kind


@click.command(
    short_help="Say why two names are one node or two.",
    epilog="Example: kg resolve --explain 市卫健委 深圳市卫生健康委员会",
)
@click.option("--explain", nargs=2, metavar="A B", help="Two printed names, or ids from graph.merges.tsv.")
@graph_option
def resolve(explain: tuple[str, str] | None, graph: Path) -> None:
    """Say why two names are one node or two; without --explain, list what is likely one thing but was not merged.

    Reads graph.merges.tsv beside the graph. To overrule it, write lines of: same or different, a name or id, another,
    with tabs between, and build again with --same-as FILE.
    """
    from kg.query.explain import explain as explained
    from kg.query.explain import likely, read_log

    path = graph.with_name(f"{graph.stem}.merges.tsv")
    if not path.is_file():
        raise InputError(f"{path}: there is no such log. Build the graph again: kg build SOURCE -o {graph.parent}.")
    log = read_log(path)
    if explain is None:
        rows = [
            [f"{line.weight:+.1f}", line.name, line.id, line.other_id, "; ".join(line.reasons)] for line in likely(log)
        ]
        data(table(["weight", "name", "id", "other id", "because"], rows))
        return
    one, other = explain
    found = explained(loaded(graph), log, one, other)
    if set(found.nodes) & set(found.others):
        data(f"{plain(one)} and {plain(other)} are one node: {', '.join(sorted(set(found.nodes) & set(found.others)))}")
        _lines(found.same) if found.same else data(
            "  Both are printed forms of it inside one item, or one official place."
        )
    rest = [(a, b) for a in found.nodes for b in found.others if a < b or (a > b and one != other)]
    if rest:
        nodes = sorted({*found.nodes, *found.others})
        data(f"{plain(one)} and {plain(other)} are {'also ' if found.same else ''}different nodes: {', '.join(nodes)}")
        _lines(found.apart) if found.apart else data(
            "  Nothing but their names was there to compare, or not even these."
        )


def _lines(lines: "tuple[Compared, ...]") -> None:
    for line in lines[:_MOST]:
        data(f"  {line.verdict} {line.weight:+.1f}  {plain(line.name)} {line.id} ({plain(line.item)})")
        data(f"        with {plain(line.other_name)} {line.other_id} ({plain(line.other_item)})")
        data(f"        because {plain('; '.join(line.reasons))}")
    if len(lines) > _MOST:
        say(f"  and {len(lines) - _MOST} more in the log")
