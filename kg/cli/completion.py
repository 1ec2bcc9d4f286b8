"""``kg completion``: a line for a shell's start-up file."""

import click

from kg.cli.output import data

SHELLS = ("bash", "zsh", "fish")


@click.command(
    epilog="""\b
Examples:
  eval "$(kg completion bash)"                              (in ~/.bashrc)
  kg completion fish > ~/.config/fish/completions/kg.fish"""
)
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print a script that lets SHELL complete kg's commands and options."""
    from click.shell_completion import BashComplete, FishComplete, ZshComplete

    root = context.find_root().command
    kind = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}[shell]
    # BashComplete.source() asks bash for its version, which fails where there is none; so the template is filled here.
    made = kind(root, {}, "kg", "_KG_COMPLETE")
    data(made.source_template % made.source_vars(), newline=False)
