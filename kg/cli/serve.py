"""``kg serve``: a graph in the browser and at a SPARQL endpoint."""

import re
from pathlib import Path

import click

from kg.cli.options import DEFAULT_GRAPH, Seconds, graph_argument, megabytes
from kg.cli.output import data, say

PORT = 8765  # as kg.serve.settings has it, which need not be imported for kg --help; a test holds the two together


def _origins(_context: click.Context, _parameter: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Browsers compare origins letter by letter, so one with a path would never match."""
    for origin in value:
        if origin != "*" and not re.fullmatch(r"https?://[^/\s]+", origin):
            raise click.BadParameter(f'"{origin}" should read https://host or https://host:port, without a path.')
    return value


@click.command(
    short_help="Serve a graph: pages, search, a SPARQL endpoint.",
    epilog="""\b
Examples:
  kg serve graphs --open
  kg serve graphs --port 0 --timeout 10 --max-rows 1000
  curl 'http://127.0.0.1:8765/search.json?q=dyl'""",
)
@graph_argument(required=False)
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to listen at; 0.0.0.0 lets other computers in."
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    help="Port to listen at; 0 for any free one.",
)
@click.option("--open", "opening", is_flag=True, help="Open the browser.")
@click.option(
    "--timeout",
    type=Seconds(),
    default=30.0,
    show_default=True,
    help="Seconds after which a query is ended (503).",
)
@click.option(
    "--memory",
    type=megabytes(64),
    default=1024,
    show_default=True,
    help="MB that a query may use beside the graph itself.",
)
@click.option(
    "--max-rows",
    type=click.IntRange(min=0),
    default=10_000,
    show_default=True,
    help="Rows of an answer at most; 0 for all.",
)
@click.option(
    "--workers", type=click.IntRange(1, 64), help="Queries evaluated at once.  [default: one a processor, 2 to 4]"
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    help="A name by which a web server before this one is asked (kg.example.org); may be repeated.",
)
@click.option(
    "--cors",
    multiple=True,
    callback=_origins,
    metavar="ORIGIN",
    help="Let pages of ORIGIN ask (* for all); may be repeated.",
)
def serve(
    graph: Path | None,
    host: str,
    port: int,
    opening: bool,
    timeout: float,
    memory: int,
    max_rows: int,
    workers: int | None,
    names: tuple[str, ...],
    cors: tuple[str, ...],
) -> None:
    """Serve GRAPH (default: graphs/graph.ttl) until Ctrl-C, for this computer only unless --host says otherwise.

    / is the explorer page, /query an editor for SPARQL, /search finds by name and pinyin, /id/… has a page and data for
    every node, /sparql is the endpoint. Everything only reads.
    """
    from kg.serve.run import serve as run
    from kg.serve.settings import ServeSettings

    chosen = {"workers": workers} if workers else {}
    settings = ServeSettings(
        host=host, port=port, seconds=timeout, memory=memory << 20, rows=max_rows, cors=cors, names=names, **chosen
    )
    if not settings.local:
        say(f"Whoever reaches {host} can read and query this graph; there is no password.")

    def ready(address: str) -> None:
        data(address)
        say("Ctrl-C ends it.")
        if opening and click.launch(address):
            say("No browser answered; open the address above in one.")

    run(graph or DEFAULT_GRAPH, settings, ready=ready, busy=say)
