"""What an answer looks like: printed, or drawn as a page."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.output import data, say, table
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.query import Answer

OUTPUTS = ("table", "csv", "tsv", "json", "xml")


def show_answer(answer: "Answer", format: str, prefixes: dict[str, str]) -> None:
    """Print an answer; CONSTRUCT and DESCRIBE answer in Turtle whatever the format."""
    from kg.query import FORMATS, short

    if answer.turtle is not None:
        if format != "table":
            say("This query makes triples, so the answer is Turtle.")
        data(answer.turtle, newline=False)
    elif format != "table":
        data(FORMATS[format](answer), newline=False)
    elif answer.boolean is not None:
        data("yes" if answer.boolean else "no")
    else:
        data(table(answer.variables, [[short(node, prefixes) for node in row] for row in answer.rows]))
        say(f"{len(answer.rows)} row{'' if len(answer.rows) == 1 else 's'}")


def drawn(graph: Path, answer: "Answer", page: Path) -> None:
    """Write the page of a CONSTRUCT's triples. Raises: QueryError for an answer that has none."""
    from kg.export.html import write_html
    from kg.export.reading import read_turtle
    from kg.export.selection import selected

    if answer.turtle is None:
        raise click.UsageError("--html draws triples: ask with CONSTRUCT or DESCRIBE, or the query named around.")
    chosen = selected(read_turtle(graph).graph, answer.turtle.encode())
    if not chosen.statements:
        raise QueryError("The query made no triple between two things, so there is nothing to draw.")
    write_html(chosen, page)
    say(f"Wrote {page}: {len(chosen.things):,} things, {len(chosen.statements):,} facts")
