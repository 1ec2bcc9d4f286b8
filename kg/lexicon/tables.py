"""Read the tables of ``kg/data`` and a user's lists: tab-separated, ``#`` comments, one line of column names."""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import takewhile
from pathlib import Path

from kg.errors import TableError


def table_text(name: str) -> str:
    """The text of a table that ships with the package."""
    return files("kg").joinpath("data", name).read_text("utf-8")


def read_table(name: str, columns: Sequence[str]) -> Iterator[list[str]]:
    """Yield the rows of ``kg/data/<name>`` as lists of cells, in file order.

    Raises: TableError when the columns are not those named, or a row has another number of cells; says the line.
    """
    return rows(table_text(name), name, columns)


def read_user_table(path: Path, columns: Sequence[str]) -> Iterator[list[str]]:
    """The same for a file of the user's.

    Raises: TableError also when the file cannot be read.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TableError(
            f"{path}: cannot be read as UTF-8 text ({error}). Check the name and save it as UTF-8."
        ) from error
    return rows(text, path.name, columns)


def rows(text: str, name: str, columns: Sequence[str]) -> Iterator[list[str]]:
    """Yield the rows of a table's text; ``name`` is for messages. Blank lines are skipped, line numbers count them."""
    width = len(columns)
    head = False
    for number, line in enumerate(text.split("\n"), start=1):
        if not line or line.startswith("#"):
            continue
        cells = line.rstrip("\r").split("\t")
        if not head:
            if cells != list(columns):
                raise TableError(f"{name}, line {number}: columns are {cells}; they should be {list(columns)}.")
            head = True
        elif len(cells) != width:
            raise TableError(f"{name}, line {number}: {len(cells)} cells, not {width}. Separate the cells by tabs.")
        else:
            yield cells


@cache
def about(name: str) -> tuple[str, ...]:
    """The comment lines at the top of a table: what it holds, where it is from, which script derived it."""
    with files("kg").joinpath("data", name).open("r", encoding="utf-8") as lines:
        return tuple(line.removeprefix("#").strip() for line in takewhile(lambda line: line.startswith("#"), lines))
