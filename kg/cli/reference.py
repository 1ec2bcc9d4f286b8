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
    root = click.Context(main, info_name="kg", help_option_names=["-h", "--help"])
    parts = [HEAD, _section("kg", main, root)]
    parts += [_section(f"kg {name}", command, root) for name, command in sorted(main.commands.items())]
    return "\n".join(parts)


def _section(title: str, command: click.Command, root: click.Context) -> str:
    context = click.Context(
        command,
        info_name=title.rpartition(" ")[2],
        parent=None if command is root.command else root,
        terminal_width=WIDTH,
        max_content_width=WIDTH,
        help_option_names=root.help_option_names,
    )
    return f"## {title}\n\n```text\n{command.get_help(context)}\n```\n"


if __name__ == "__main__":
    data(reference(), newline=False)
