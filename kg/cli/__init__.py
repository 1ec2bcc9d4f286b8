"""The ``kg`` command: a group of small commands, and the one place where an error becomes a message and a status.

Everything heavy is imported inside the command that needs it, so that ``kg --help`` answers at once.
"""

import click

from kg.cli.ask import ask
from kg.cli.build import build
from kg.cli.check import check, validate
from kg.cli.completion import completion
from kg.cli.export import diff, export, merge
from kg.cli.inspect import open_, show, stats
from kg.cli.query import query
from kg.cli.resolve import resolve
from kg.cli.serve import serve
from kg.errors import KgError

INTERRUPTED = 130  # 128 + SIGINT, what a shell reports for a program that Ctrl-C ended


class Commands(click.Group):
    """A group that tells errors as sentences: KgError ends with status 1, wrong usage (click's own) with 2."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the chosen command; anything that is not a KgError is our bug and keeps its traceback."""
        try:
            return super().invoke(ctx)
        except KgError as error:
            raise click.ClickException(str(error)) from error
        except KeyboardInterrupt:
            click.echo("Interrupted; nothing half-written was left behind.", err=True)
            ctx.exit(INTERRUPTED)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: kg build seeds && kg open",
)
@click.version_option(package_name="kg", prog_name="kg", message="%(prog)s %(version)s")
def main() -> None:
    """Read Chinese newspaper pages, build a knowledge graph with evidence for every fact, and ask it questions."""


for command in (
    build,
    ask,
    query,
    show,
    stats,
    resolve,
    open_,
    serve,
    check,
    validate,
    export,
    diff,
    merge,
    completion,
):
    main.add_command(command)
