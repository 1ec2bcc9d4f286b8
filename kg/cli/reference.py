"""docs/cli.md, made from what the commands say of themselves: ``python -m kg.cli.reference > docs/cli.md``."""

import click

from kg.cli import main
from kg.cli.output import data

WIDTH = 100

HEAD = """# The `kg` command

Made from the commands' own help by `make docs`; a test fails when it lags behind.
"""


def reference() -> str:
    """Every command's help, as Markdown."""
    parts = [HEAD, _section("kg", main, None)]
    root = click.Context(main, info_name="kg")
    parts += [_section(f"kg {name}", command, root) for name, command in sorted(main.commands.items())]
    return "\n".join(parts)


def _section(title: str, command: click.Command, parent: click.Context | None) -> str:
    context = click.Context(
        command, info_name=title.rpartition(" ")[2], parent=parent, terminal_width=WIDTH, max_content_width=WIDTH
    )
    return f"## {title}\n\n```text\n{command.get_help(context)}\n```\n"


if __name__ == "__main__":
    data(reference(), newline=False)
