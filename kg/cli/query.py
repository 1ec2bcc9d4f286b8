"""``kg query``: SPARQL or a named question to a graph."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.answers import OUTPUTS, drawn, show_answer
from kg.cli.options import Seconds, graph_argument, megabytes
from kg.cli.output import data, say
from kg.errors import InputError, QueryError

if TYPE_CHECKING:
    from kg.query import NamedQuery


@click.command(
    short_help="Ask a graph: SPARQL, or a named question.",
    epilog="""\b
Examples:
  kg query graphs/graph.ttl 'SELECT ?name { ?p a foaf:Person ; rdfs:label ?name }'
  kg query graphs/graph.ttl posts --param name=泊里社区
  kg query graphs/graph.ttl around --param name=泊里社区 --html community.html
  kg query --list""",
)
@graph_argument(required=False)
@click.argument("question", required=False)
@click.option(
    "-f",
    "--file",
    "file",
    type=click.Path(dir_okay=False, allow_dash=True),
    help="Read the query from a file; - is standard input.",
)
@click.option(
    "--param", "parameters", multiple=True, metavar="NAME=VALUE", help="A parameter of a named query; may be repeated."
)
@click.option("--list", "listing", is_flag=True, help="List the named queries with their parameters.")
@click.option("--print", "printing", is_flag=True, help="Print a named query's SPARQL instead of running it.")
@click.option(
    "--format",
    "format",
    type=click.Choice(OUTPUTS),
    default="table",
    show_default=True,
    help="How to print the answer.",
)
@click.option(
    "--engine",
    type=click.Choice(["oxigraph", "rdflib"]),
    default="oxigraph",
    show_default=True,
    help="What evaluates the query.",
)
@click.option(
    "--timeout",
    type=Seconds(),
    default=60.0,
    show_default=True,
    help="Seconds after which a query is ended.",
)
@click.option("--memory", type=megabytes(256), default=4096, show_default=True, help="MB that a query may use.")
@click.option(
    "--max-rows",
    type=click.IntRange(min=0),
    default=10_000,
    show_default=True,
    help="Rows to print at most; 0 for all.",
)
@click.option(
    "--html",
    "page",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Draw the triples that a CONSTRUCT makes as a page of its own, with their evidence.",
)
def query(
    graph: Path | None,
    question: str | None,
    file: str | None,
    parameters: tuple[str, ...],
    listing: bool,
    printing: bool,
    format: str,
    engine: str,
    timeout: float,
    memory: int,
    max_rows: int,
    page: Path | None,
) -> None:
    """Ask GRAPH (a Turtle file) a QUESTION: a SPARQL query, or the name of a query that comes with kg.

    Queries only read: SERVICE, FROM and updates are refused. The usual prefixes need no declaration.
    """
    from kg.query import Limits, ask, named_query, prefixes_of

    if listing:
        return data(_listing())
    if printing:
        return data(_named(question or str(graph or "")).text, newline=False)
    if graph is None or (question is None) == (file is None):
        raise click.UsageError("Give a graph and a question or -f FILE; kg query --list names the questions.")
    given = _given(parameters)
    named = None if file else named_query((question or "").strip())
    if named is None and given:
        raise click.UsageError("--param is for named queries; kg query --list names them.")
    text = _text(question, file)
    if named is None and not file and text.strip() and not any(mark in text for mark in "{ \n"):
        named = _named(text.strip())  # one word is a name; say which there are, rather than that it is no SPARQL
    bound = named.bind(given) if named else {}
    limits = Limits(seconds=timeout, memory=memory << 20, rows=max_rows)
    answer = ask(graph, named.text if named else text, parameters=bound, engine=engine, limits=limits)
    if page is not None:
        return drawn(graph, answer, page)
    show_answer(answer, format, prefixes_of(graph))
    if answer.cut:
        say(f"There are more than {max_rows} rows; --max-rows 0 prints all.")
    return None


def _given(parameters: tuple[str, ...]) -> dict[str, str]:
    """``NAME=VALUE`` options as pairs."""
    values = {}
    for parameter in parameters:
        name, sign, value = parameter.partition("=")
        if not sign or not name:
            raise click.BadParameter(f'"{parameter}" should read NAME=VALUE.', param_hint="--param")
        values[name] = value
    return values


def _text(question: str | None, file: str | None) -> str:
    """The query's words, from wherever they were given."""
    if file is None:
        return question or ""
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file}: the query cannot be read: {error}.") from error


def _named(name: str) -> "NamedQuery":
    from difflib import get_close_matches

    from kg.query import named_queries, named_query

    found = named_query(name)
    if found is None:
        names = [query.name for query in named_queries()]
        near = get_close_matches(name, names, n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise QueryError(f'There is no named query "{name}".{hint} Known: {", ".join(names)}.')
    return found


def _listing() -> str:
    """Every named query: its question in both languages and what it must be told."""
    from kg.query import named_queries

    lines = []
    for query in named_queries():
        lines += [query.name, f"    {query.question}", f"    {query.question_zh}"]
        for parameter in query.parameters:
            default = "" if parameter.default is None else f'  [default: "{parameter.default}"]'
            lines.append(f"    --param {parameter.name}=…  {parameter.help}{default}")
    return "\n".join(lines)
