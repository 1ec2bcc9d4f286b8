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
_VERDICTS = {"same": "合并", "likely": "可能", "different": "不同"}
_SUM = "Weights are bits and add up: from +6.6 on (99 in 100) two are merged, from +2 on linked. 权重相加，单位为比特。"


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
        from kg.export.merges import work_of

        data(table(["weight", "name", "id", "other id", "because"], rows))
        say(work_of(path))
        return
    one, other = explain
    found = explained(loaded(graph), log, one, other)
    common = sorted(set(found.nodes) & set(found.others))
    if common and (one != other or found.same or len(common) == 1):
        data(f"{plain(one)} and {plain(other)} are one node 是同一个节点: {', '.join(common)}")
        if found.same:
            _lines(found.same)
        elif common[0] in found.codes:
            data(f"  Both mean the official division {found.codes[common[0]]}. 都指行政区划 {found.codes[common[0]]}。")
        else:
            data("  Both are printed forms of it inside one item. 同一篇报道里的两种写法。")
    if any(a != b for a in found.nodes for b in found.others):
        nodes = sorted({*found.nodes, *found.others})
        also = "also " if found.same else ""
        data(f"{plain(one)} and {plain(other)} are {also}different nodes 是不同的节点: {', '.join(nodes)}")
        if found.apart:
            _lines(found.apart)
        elif len(set(found.codes.values())) > 1:
            codes = ", ".join(sorted(set(found.codes.values())))
            data(f"  They are different official divisions: {codes}. 行政区划代码不同。")
        elif one == other:
            data(
                "  The name means one thing only inside its district, page or item. 同名，但所在的地区、版面或报道不同。"
            )
        else:
            data("  Their names differ, and no item gives one for the other. 名称不同，也没有报道说是一回事。")
    if found.same or found.apart:
        data(_SUM)


def _lines(lines: "tuple[Compared, ...]") -> None:
    from kg.query.reasons import in_chinese, parts

    for line in lines[:_MOST]:
        verdict = f"{line.verdict} {_VERDICTS[line.verdict]}"
        data(f"  {verdict} {line.weight:+.1f}: {plain(line.name)} {line.id} ({plain(line.item)})")
        data(f"        with 与 {plain(line.other_name)} {line.other_id} ({plain(line.other_item)})")
        for reason in line.reasons:
            said, bits = parts(reason)
            weight = "" if bits is None else f"{bits:+.1f}"
            data(f"        {weight:>6}  {plain(in_chinese(reason))} {plain(said)}")
    if len(lines) > _MOST:
        say(f"  and {len(lines) - _MOST} more in the log")
