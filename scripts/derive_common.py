"""Shared by the derive_*.py scripts: where tables go, and how they are written."""

import re
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "kg" / "data"


def write_table(name: str, about: Sequence[str], columns: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Write ``kg/data/<name>``: comment lines, the column names, then the rows in the order given; return their number.

    Raises: ValueError for a row of the wrong width or a cell with a tab or a line end.
    """
    lines = [f"# {line}".rstrip() for line in about]
    lines.append("\t".join(columns))
    count = 0
    for row in rows:
        if len(row) != len(columns) or any(re.search(r"[\t\r\n]", cell) for cell in row):
            raise ValueError(f"{name}: bad row {row!r}")
        lines.append("\t".join(row))
        count += 1
    (DATA / name).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return count


def hand_lines(name: str) -> tuple[str, ...]:
    """The lines of ``scripts/hand/<name>``, compiled by hand, without comments (``#``) and blank lines."""
    text = (Path(__file__).resolve().parent / "hand" / name).read_text("utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def hand_list(name: str) -> tuple[str, ...]:
    """The words of ``scripts/hand/<name>``, separated by white space."""
    return tuple(word for line in hand_lines(name) for word in line.split())


def release(package: str, wanted: str) -> str:
    """``package version``, after checking that the installed version is the one a table is derived from."""
    found = version(package)
    if found != wanted:
        raise SystemExit(f"{package} {wanted} is needed, {found} is installed")
    return f"{package} {found}"


def jieba_words() -> dict[str, tuple[int, str]]:
    """The general dictionary of jieba: word -> (frequency, part of speech)."""
    words: dict[str, tuple[int, str]] = {}
    for line in (files("jieba") / "dict.txt").read_text("utf-8").splitlines():
        word, frequency, tag = line.split(" ")
        words[word] = (int(frequency), tag)
    return words
