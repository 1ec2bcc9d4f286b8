"""Sources → documents with the articles found in them.

What can be read is in one table, ``READERS``: the end of a file's name → the function that reads it.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from kg.model.text import Document
from kg.read import sources as _sources
from kg.read import watching as _watching
from kg.read.limits import TookTooLongError, each_within
from kg.read.markup import read_html, read_markdown
from kg.read.plain import read_text
from kg.read.records import read_json, read_lines, read_record
from kg.read.sources import ReadFailure, Source

__all__ = ["READERS", "ReadFailure", "Source", "changes", "expand_sources", "read", "read_record"]

Reader = Callable[[Source, date | None], Iterator[Document | ReadFailure]]

READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".jsonl": read_lines,
    ".jsonl.gz": read_lines,
    ".json": read_json,
    ".md": read_markdown,
    ".html": read_html,
    ".htm": read_html,
}


def expand_sources(sources: Iterable[str | Path]) -> Iterator[Source | ReadFailure]:
    """Yield the files that ``sources`` stand for: names of files, folders and patterns.

    Folders are searched for what ``READERS`` can read; see :func:`kg.read.sources.expand_sources`.
    """
    return _sources.expand_sources(sources, READERS)


def changes(sources: Iterable[str | Path], *, seconds: float = 1.0, without: Iterable[Path] = ()) -> Iterator[None]:
    """Yield at the start, then whenever what ``sources`` stand for has changed; see :mod:`kg.read.watching`."""
    return _watching.changes(sources, READERS, seconds=seconds, without=without)


def read(
    sources: Iterable[Path | Source | ReadFailure], *, published: date | None = None, seconds: float | None = None
) -> Iterator[Document | ReadFailure]:
    """Read each source in the given order, one document a page (one a record for collections of articles).

    Args: sources, files, or what :func:`expand_sources` found, whose failures are passed on in their place;
    published, the day of those that do not say theirs, in their name or on their page; seconds, what one document may
    take before the rest of its file is given up, None for any time (see :mod:`kg.read.limits`).
    Yields: documents with their articles, and a :class:`ReadFailure` for what cannot be read. Nothing is raised for
    what a file holds. One file at a time is in memory.
    """
    for item in sources:
        if isinstance(item, ReadFailure):
            yield item
            continue
        source = item if isinstance(item, Source) else Source(item.name, item)
        reader = _reader(source.path.name)
        if reader is None:
            yield ReadFailure(source.path, f"has a name that says no known format; known: {', '.join(READERS)}.")
        else:
            try:
                yield from each_within(reader(source, published), seconds)
            except TookTooLongError:
                told = f"took longer than {seconds:g} s to read; divide it, or give more time with --item-seconds."
                yield ReadFailure(source.path, told)


def _reader(name: str) -> Reader | None:
    """The reader of the longest suffix that fits: .jsonl.gz before .gz."""
    fitting = [suffix for suffix in READERS if name.lower().endswith(suffix)]
    return READERS[max(fitting, key=len)] if fitting else None
