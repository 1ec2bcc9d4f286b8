"""The labels of a graph's things by their ids, in a few bytes a thing: facts are sorted by them."""

from array import array
from bisect import bisect_left
from functools import lru_cache
from io import BufferedRandom, FileIO
from typing import cast

from kg.disk.runs import Scratch, full_told
from kg.errors import InternalError
from kg.model.ids import EntityId

_HELD = 1 << 13  # labels that are remembered: those of places and roles come again and again


class Labels:
    """Labels on the disk; held are the numbers of the ids and where their labels stand, 16 bytes a thing.

    Things are added in the order of their ids, before the first label is asked for.
    """

    def __init__(self, scratch: Scratch) -> None:
        self._folder = scratch.folder
        self._file = BufferedRandom(cast("FileIO", scratch.file()))
        self._end = 0
        self._numbers: dict[str, array[int]] = {}
        self._starts: dict[str, array[int]] = {}
        self._terms: dict[str, str] = {}
        self.label = lru_cache(_HELD)(self._label)

    def add(self, id_: EntityId, label: str) -> None:
        """Keep the label of a thing."""
        kind, number = _taken_apart(id_)
        if number is None:
            self._terms[id_] = label
            return
        data = label.encode("utf-8", "surrogatepass")
        self._numbers.setdefault(kind, array("Q")).append(number)
        self._starts.setdefault(kind, array("Q", [self._end])).append(self._end + len(data))
        with full_told(self._folder):
            self._file.write(data)
        self._end += len(data)

    def close(self) -> None:
        """Let the labels go."""
        self._file.close()

    def _label(self, id_: EntityId) -> str:
        """The label of a thing. Raises: InternalError for an id that no thing has."""
        kind, number = _taken_apart(id_)
        if number is None:
            if id_ not in self._terms:
                raise InternalError(f"a fact speaks of {id_}, which has no node")
            return self._terms[id_]
        numbers = self._numbers.get(kind, ())
        at = bisect_left(numbers, number)
        if at == len(numbers) or numbers[at] != number:
            raise InternalError(f"a fact speaks of {id_}, which has no node")
        start, end = self._starts[kind][at], self._starts[kind][at + 1]
        self._file.seek(start)
        return self._file.read(end - start).decode("utf-8", "surrogatepass")


def _taken_apart(id_: str) -> tuple[str, int | None]:
    """The kind and the number of a local name; no number for a term of the vocabulary."""
    kind, _, digits = id_.rpartition("-")
    return (kind, int(digits, 16)) if kind and ":" not in id_ else (id_, None)
