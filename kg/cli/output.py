"""What the commands print: data to standard output, talk to standard error."""

import sys
from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import Self

import click

BAR = 24  # cells
# What would move a terminal's cursor or turn the direction of writing. White space inside a cell becomes a space first.
_CONTROL = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def say(message: str) -> None:
    """Talk to the person."""
    click.echo(message, err=True)


def data(text: str, *, newline: bool = True) -> None:
    """Print what was asked for."""
    click.echo(text, nl=newline)


def plain(text: str) -> str:
    r"""Article text made safe for a terminal: one line, no escape sequences, no direction marks.

    >>> plain("泊里\x1b[31m社区\n居委会")
    '泊里[31m社区 居委会'
    """
    return " ".join(text.split()).translate(_CONTROL)


class Progress:
    """A bar on a terminal, silent elsewhere; call it with what is done, how much there is, and of what."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._last = ""

    def __enter__(self) -> Self:
        return self

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Draw the state; ``total`` 0 means that it is not known."""
        if not self._shown:
            return
        if total:
            filled = BAR * done // total
            line = f"{stage:<10} [{'#' * filled}{'.' * (BAR - filled)}] {done}/{total}"
        else:
            line = f"{stage:<10} {done or ''}"
        if line != self._last:
            click.echo(f"\r\x1b[K{line}", nl=False, err=True)
            self._last = line

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._last:
            click.echo("\r\x1b[K", nl=False, err=True)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Lay out columns; a Chinese character is two cells wide.

    >>> print(table(["who", "post"], [["代玉丽", "楼长"], ["Li", "editor"]]))
    who     post
    ──────  ──────
    代玉丽  楼长
    Li      editor
    """
    from wcwidth import wcswidth

    cells = [[plain(cell) for cell in row] for row in (header, *rows)]
    widths = [max(max(wcswidth(row[i]), 0) for row in cells) for i in range(len(header))]
    ruled = [cells[0], ["─" * width for width in widths], *cells[1:]]
    return "\n".join(
        "  ".join(
            cell + " " * (width - max(wcswidth(cell), 0)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in ruled
    )
