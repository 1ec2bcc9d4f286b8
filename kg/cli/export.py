"""``kg export``, ``kg diff``, ``kg merge``: a graph for other programs, and two graphs side by side or as one."""

import sys
from pathlib import Path

import click

from kg.cli.options import graph_argument
from kg.cli.output import Progress, data, plain, say

# As kg.export.formats has them, which importing here would make kg --help slow; a test holds the two together.
FORMATS = (
    "ttl", "jsonld", "nt", "nq", "trig", "rdfxml", "ttl12", "graphml", "gexf", "cytoscape", "csv", "cypher", "parquet",
    "xlsx", "html", "svg",
)  # fmt: skip


DIFFER = 3  # 1 says that a graph cannot be read, 2 that the command was wrong


@click.command(
    short_help="Write a graph in another format.",
    epilog="""\b
Examples:
  kg export graphs --to gexf
  kg export graphs --to csv -o tables
  kg export graphs --to jsonld -o - | less""",
)
@graph_argument()
@click.option("--to", "name", type=click.Choice(FORMATS), required=True, help="The format.")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, allow_dash=True),
    help="File to write, a folder for csv and parquet; - is standard output.  [default: beside GRAPH]",
)
def export(graph: Path, name: str, out: Path | None) -> None:
    """Write GRAPH (a Turtle file that kg built) in another format.

    RDF: ttl, jsonld, nt, nq and trig (a graph an article), rdfxml, ttl12 (Turtle of RDF 1.2). Networks: graphml, gexf
    (Gephi), cytoscape. Tables: csv (with files for neo4j-admin import), cypher, parquet (pip install 'kg[parquet]'),
    xlsx (pip install 'kg[xlsx]'). Pictures: html, svg.
    """
    from kg.export.formats import HAND_ON, hand_on, make
    from kg.export.reading import read_turtle

    ending = HAND_ON[name].ending
    if out == Path("-") and not ending:
        raise click.UsageError(f"{name} is several files: name a folder with -o.")
    path = out or (graph.with_suffix(f".{ending}") if ending else graph.with_name(f"{graph.stem}-{name}"))
    if out is None and path == graph:
        raise click.UsageError(f"{graph} is Turtle already: name another file with -o.")
    with Progress() as progress:
        progress(f"read {graph}", 0, 0)
        loaded = read_turtle(graph)
        progress(f"write {name}", 0, 0)
        if out == Path("-"):
            made = make(loaded.graph, name, loaded.detail)
            written = []
        else:
            made = b""
            written = hand_on(loaded.graph, name, path, loaded.detail)
    if isinstance(made, bytes) and made:
        sys.stdout.buffer.write(made)
    for each in written:
        say(f"Wrote {each}")


@click.command(
    short_help="Tell what came, went and changed between two graphs.", epilog="Example: kg diff old.ttl graphs"
)
@graph_argument("old")
@graph_argument("new")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of lines.")
@click.option("--exit-code", is_flag=True, help="End with status 3 when the graphs differ, for scripts.")
def diff(old: Path, new: Path, as_json: bool, exit_code: bool) -> None:
    """Compare the graphs OLD and NEW: facts and things that came (+), went (-) and changed (~), in words.

    Ends with status 0 whether they differ or not, unless --exit-code is given; 1 when a graph cannot be read.
    """
    from kg.export.comparison import compare, counts
    from kg.export.reading import read_turtle

    with Progress() as progress:
        graphs = []
        for path in (old, new):
            progress(f"read {path}", 0, 0)
            graphs.append(read_turtle(path).graph)
        progress("compare", 0, 0)
        changes = compare(*graphs)
    if as_json:
        import json
        from dataclasses import asdict

        data(json.dumps([asdict(change) for change in changes], ensure_ascii=False, indent=2))
    else:
        for change in changes:
            how = f"  {plain(change.how)}" if change.how else ""
            data(f"{change.sign} {change.kind}: {plain(change.what)}{how}")
        number = counts(changes)
        say(f"{number['+']:,} came, {number['-']:,} went, {number['~']:,} changed")
    if changes and exit_code:
        raise SystemExit(DIFFER)


@click.command(short_help="Make one graph of several.", epilog="Example: kg merge march.ttl april.ttl -o spring.ttl")
@graph_argument("graphs", several=True)
@click.option(
    "-o", "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Turtle file to write."
)
def merge(graphs: tuple[Path, ...], out: Path) -> None:
    """Make one graph of GRAPHs, by the names of things: what two of them know becomes one, with the evidence of both.

    No new decisions are taken: people whom their graphs could not compare stay apart. Build from all sources at once
    to have them compared.
    """
    from functools import reduce

    from kg.export.comparison import union
    from kg.export.reading import read_turtle
    from kg.export.turtle import write_turtle
    from kg.model.triples import Detail

    with Progress() as progress:
        loaded = []
        for done, graph in enumerate(graphs, start=1):
            progress("read", done, len(graphs))
            loaded.append(read_turtle(graph))
        progress("merge", 0, 0)
        detail = Detail.FACTS if all(each.detail == Detail.FACTS for each in loaded) else Detail.FULL
        made = reduce(union, (each.graph for each in loaded))
        write_turtle(made, out, detail)
    say(f"Wrote {out}: {len(made.things):,} things, {len(made.statements):,} facts")
