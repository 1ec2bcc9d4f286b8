"""Rows on the disk: in the order in which they come, or sorted in runs that are merged when they are read.

The files have no names: the system takes their room back when they are closed, or when the process ends, however it ends.
"""

import errno
import marshal
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from heapq import merge
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from kg.errors import OutputError
from kg.flow.rows import Row

HELD = 24 << 20  # bytes of rows that a sorter holds, before it writes a run
_PIECE = 48 << 10  # bytes of rows that are packed, written and read together
_OVERHEAD = 250  # bytes that a row takes in memory besides its data
_FORM = 2  # of marshal: without references, which cost more time than they save
_MERGED = 128  # runs that are read side by side

Entry = tuple[Any, bytes]  # a key of strings, numbers and tuples of them, and what stands under it


class Scratch:
    """A folder's disk as room for the time of a build; use it as a context.

    ``held`` is what a sorter holds in memory, in bytes.
    """

    def __init__(self, folder: Path, *, held: int | None = None) -> None:
        self.folder, self._held = folder, held or HELD
        self._ending = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ending.close()

    def file(self) -> "IO[bytes]":
        """An empty file without a name, closed when the build ends, if not before. Raises: OutputError."""
        with full_told(self.folder):
            return self._ending.enter_context(tempfile.TemporaryFile(dir=self.folder, buffering=0))

    def spool(self) -> "Spool":
        """An empty spool."""
        return Spool(_File(self))

    def sorter(self) -> "Sorter":
        """An empty sorter."""
        return Sorter(_File(self), self._held)


class _File:
    """Pieces of rows in a file without a name, made when the first comes."""

    def __init__(self, scratch: Scratch) -> None:
        self._scratch = scratch
        self._file: IO[bytes] | None = None
        self._end = 0

    def put(self, rows: list[Entry]) -> tuple[int, int]:
        """Write a piece; gives back where it stands. Raises: OutputError."""
        data = zlib.compress(marshal.dumps(rows, _FORM), 1)
        if self._file is None:
            self._file = self._scratch.file()
        with full_told(self._scratch.folder):
            self._file.seek(self._end)
            left = memoryview(data)
            while left:
                left = left[self._file.write(left) :]
        place = self._end, len(data)
        self._end += len(data)
        return place

    def get(self, place: tuple[int, int]) -> list[Entry]:
        """Read a piece."""
        start, size = place
        assert self._file is not None
        with full_told(self._scratch.folder):
            self._file.seek(start)
            data = self._file.read(size)
        rows: list[Entry] = marshal.loads(zlib.decompress(data))  # noqa: S302  written by this build itself
        return rows

    def close(self) -> None:
        """Give the room back."""
        if self._file is not None:
            self._file.close()
            self._file = None


@contextmanager
def full_told(folder: Path) -> Iterator[None]:
    """What goes wrong with the disk, as a sentence."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise OutputError(
                f"{folder}: the disk is full: what a large graph is sorted from lies here while it is made. Free some "
                "space, or choose a folder on another disk with -o, and build again: what was found so far is kept."
            ) from error
        raise OutputError(f"{folder}: cannot be written into ({error.strerror or error}).") from error


class Spool:
    """Rows in the order in which they come; they may be read again and again, once all are there."""

    def __init__(self, file: _File) -> None:
        self._file = file
        self._places: list[tuple[int, int]] = []
        self._held: list[Entry] = []
        self._size = 0

    def add(self, key: Any, data: bytes) -> None:
        """Add a row. Raises: OutputError when the disk is full."""
        self._held.append((key, data))
        self._size += len(data) + _OVERHEAD
        if self._size >= _PIECE:
            self._places.append(self._file.put(self._held))
            self._held, self._size = [], 0

    def __iter__(self) -> Iterator[Entry]:
        """The rows, in their order."""
        for place in self._places:
            yield from self._file.get(place)
        yield from self._held

    def close(self) -> None:
        """Let the rows go."""
        self._file.close()
        self._places, self._held = [], []


class Sorter:
    """Rows that come in any order and are read once, sorted by their keys; rows of one key stay in their order.

    Cost: O(n log n) comparisons; each row is written once or twice, packed.
    """

    def __init__(self, file: _File, held: int) -> None:
        self._file, self._most = file, held
        self._runs: list[list[tuple[int, int]]] = []
        self._held: list[Entry] = []
        self._size = 0

    def add(self, key: Any, data: bytes) -> None:
        """Add a row. Raises: OutputError when the disk is full."""
        self._held.append((key, data))
        self._size += len(data) + _OVERHEAD
        if self._size >= self._most:
            self._held.sort(key=itemgetter(0))
            self._runs.append(self._written(self._held))
            self._held, self._size = [], 0
            if len(self._runs) == _MERGED:
                self._runs = [self._written(self._merged())]

    def add_row(self, row: Row) -> None:
        """Add a row to be sorted by its key, then its sort."""
        self.add((row.key, row.sort), row.data)

    def __iter__(self) -> Iterator[Entry]:
        """The rows, sorted; their room is given back behind the last."""
        self._held.sort(key=itemgetter(0))
        yield from self._merged(self._held) if self._runs else self._held
        self.close()

    def groups(self) -> Iterator[tuple[str, Iterator[Row]]]:
        """The rows that :meth:`add_row` was given: for each key its rows, by their sorts."""
        for key, group in groupby(self, key=lambda entry: entry[0][0]):
            yield key, (Row(sort, key, data) for (_, sort), data in group)

    def close(self) -> None:
        """Let the rows go."""
        self._file.close()
        self._runs, self._held = [], []

    def _merged(self, *more: Iterable[Entry]) -> Iterator[Entry]:
        return merge(*map(self._read, self._runs), *more, key=itemgetter(0))

    def _read(self, places: list[tuple[int, int]]) -> Iterator[Entry]:
        for place in places:
            yield from self._file.get(place)

    def _written(self, rows: Iterable[Entry]) -> list[tuple[int, int]]:
        """Write a run; gives back where its pieces stand."""
        places = []
        piece: list[Entry] = []
        size = 0
        for row in rows:
            piece.append(row)
            size += len(row[1]) + _OVERHEAD
            if size >= _PIECE:
                places.append(self._file.put(piece))
                piece, size = [], 0
        if piece:
            places.append(self._file.put(piece))
        return places


def by_key(rows: Sorter, stage: Callable[[str, Iterable[Row]], Iterator[Row]]) -> Iterator[Row]:
    """The rows of each key together through a stage."""
    for key, group in rows.groups():
        yield from stage(key, group)
        for _ in group:  # what a stage leaves
            pass
