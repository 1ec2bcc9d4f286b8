"""``kg ask``: a question in Chinese, answered by a named query."""

import re
import shlex
from pathlib import Path

import click

from kg.cli.answers import OUTPUTS, show_answer
from kg.cli.inspect import loaded
from kg.cli.options import graph_option
from kg.cli.output import data, plain, say


@click.command(
    short_help="Ask a graph a question in Chinese.",
    epilog="""\b
Examples:
  kg ask 泊里社区有哪些人
  kg ask 侯强说了什么 --show
  kg ask --list""",
)
@click.argument("question", nargs=-1)
@graph_option
@click.option("--show", is_flag=True, help="Print the SPARQL that was run as well, to standard error.")
@click.option("--list", "listing", is_flag=True, help="List questions of each kind that is understood.")
@click.option(
    "--format",
    "format",
    type=click.Choice(OUTPUTS),
    default="table",
    show_default=True,
    help="How to print the answer.",
)
@click.option(
    "--max-rows", type=click.IntRange(min=0), default=200, show_default=True, help="Rows to print at most; 0 for all."
)
def ask(question: tuple[str, ...], graph: Path, show: bool, listing: bool, format: str, max_rows: int) -> None:
    """Ask a QUESTION in Chinese: who holds which post, what lies where, who organised, said or did what, and more.

    No language model: the question must have one of the forms that --list shows, and its names must be names of the
    graph. The named query that it was read as is told on standard error; --show prints its SPARQL.
    """
    from kg.query.binding import bind
    from kg.query.names import Names
    from kg.query.sparql import prefixes_of
    from kg.query.understanding import examples, understand

    if listing:
        return data(examples())
    if not question:
        raise click.UsageError("Give a question; kg ask --list shows which are understood.")
    engine = loaded(graph)
    reading = understand("".join(question), Names(engine))
    bound = reading.query.bind(reading.values)
    command = ["kg", "query", str(graph), reading.query.name]
    for name, value in reading.values.items():
        command += ["--param", f"{name}={value}"]
    say(f"{reading.query.question_zh} ({plain(' '.join(map(_quoted, command)))})")
    if show:
        say(bind(reading.query.text, bound))
    answer = engine.evaluate(reading.query.text, bound, max_rows)
    show_answer(answer, format, prefixes_of(graph))
    if not answer.rows:
        say("图谱没有说 (the graph does not say).")
    if answer.cut:
        say(f"There are more than {max_rows} rows; --max-rows 0 prints all.")
    return None


def _quoted(word: str) -> str:
    """A word for the shell; Chinese characters need no quotation marks, which shlex does not know."""
    return word if re.fullmatch(r"[\w=./+-]+", word) else shlex.quote(word)
