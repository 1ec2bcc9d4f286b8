"""Rows on their way between stages: a sort, a key to meet by, and what it is about, packed.

Packed rows live inside one build, in files that end with it and nowhere else: so they are pickled, as Spark pickles the
functions it sends. What is written for others is Turtle, N-Triples and Parquet.
"""

import io
import pickle
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from operator import attrgetter, methodcaller
from typing import Any, NamedTuple


class Row(NamedTuple):
    """One row; what ``data`` holds follows from ``sort``."""

    sort: str
    key: str
    data: bytes


Each = Callable[[Iterable[Row]], Iterator[Row]]
ByKey = Callable[[str, Iterable[Row]], Iterator[Row]]
Reducer = Callable[[Any], tuple[Any, ...] | str]


def pack(value: object) -> bytes:
    """Anything as bytes."""
    file = io.BytesIO()
    _Packer(file, pickle.HIGHEST_PROTOCOL).dump(value)
    return file.getvalue()


def unpack(data: bytes) -> Any:
    """What :func:`pack` was given."""
    return pickle.loads(data)  # noqa: S301  made by this build itself


class _Reducers(dict[type, Reducer]):
    """How values are taken apart: our frozen classes are called with their fields, which is three times as quick as
    the way of their own.
    """  # noqa: D205  the first sentence needs both lines

    def __missing__(self, kind: type) -> Reducer:
        made: Reducer
        if issubclass(kind, type):  # a class whose class is not type itself: that of an enumeration
            made = attrgetter("__qualname__")
        elif issubclass(kind, Enum):
            made = lambda value: (kind, (value.value,))  # noqa: E731
        elif is_dataclass(kind) and all(each.init for each in fields(kind)) and len(fields(kind)) > 1:
            get = attrgetter(*(each.name for each in fields(kind)))
            made = lambda value: (kind, get(value))  # noqa: E731
        else:
            made = methodcaller("__reduce_ex__", pickle.HIGHEST_PROTOCOL)
        self[kind] = made
        return made


class _Packer(pickle.Pickler):
    dispatch_table = _Reducers()
