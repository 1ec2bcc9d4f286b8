"""Waiting for sources to change, by looking again and again: it works on every system and on network folders."""

import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from kg.read.sources import ReadFailure, expand_sources

Seen = dict[Path, tuple[int, int]]  # size and time of change


def changes(
    sources: Iterable[str | Path], suffixes: Iterable[str], *, seconds: float = 1.0, without: Iterable[Path] = ()
) -> Iterator[None]:
    """Yield once at the start, then whenever a source has come, gone or changed, and has been left alone since.

    Files are looked at every ``seconds``; one that differs at each look is still being written, and waited for. The
    files ``without``, which a build writes itself, are not looked at. Never ends by itself. Cost: one look at each file's entry.
    """
    given, endings, apart = tuple(sources), tuple(suffixes), frozenset(path.resolve() for path in without)
    known = last = _seen(given, endings, apart)
    yield
    while True:
        time.sleep(seconds)
        now = _seen(given, endings, apart)
        if now == last and now != known:
            known = now
            yield
        last = now


def _seen(sources: Iterable[str | Path], suffixes: Iterable[str], apart: frozenset[Path]) -> Seen:
    seen: Seen = {}
    for found in expand_sources(sources, suffixes):
        path = found.path.resolve()
        if isinstance(found, ReadFailure) or path in apart:
            continue
        with suppress(OSError):  # gone since the folder was listed
            entry = path.stat()
            seen[path] = (entry.st_size, entry.st_mtime_ns)
    return seen
