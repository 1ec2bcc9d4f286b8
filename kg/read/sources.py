"""Which files a user means: files, folders and patterns become sources, named the same wherever they are read."""

import glob
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A file to read, and its name: the file's own, or its path inside the folder that the user gave.

    The name goes into identifiers, so it never holds a part of a path that differs from machine to machine.
    """

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class ReadFailure:
    """A source that cannot be read; ``reason`` is one sentence that says why and what to do about it."""

    path: Path
    reason: str

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


def expand_sources(sources: Iterable[str | Path], suffixes: Iterable[str]) -> Iterator[Source | ReadFailure]:
    """Yield the files that ``sources`` stand for, each file once, folders sorted.

    A folder is searched to any depth for files whose name ends in one of ``suffixes``; hidden files and folders are
    skipped, and README files, which speak of the folder. A file that is named outright is yielded whatever its suffix,
    so that reading it can say what is wrong.
    A pattern (``*``, ``?``, ``[…]``) is one only when no file of that very name exists.
    """
    endings = tuple(sorted(suffixes))
    seen: set[Path] = set()
    for given in sources:
        for found in _expand(str(given), endings):
            key = found.path.absolute()
            if isinstance(found, ReadFailure):
                yield found
            elif key not in seen:
                seen.add(key)
                yield found


def _expand(given: str, endings: tuple[str, ...]) -> Iterator[Source | ReadFailure]:
    path = Path(given)
    if not given or "\0" in given:
        named = Path(given.replace("\0", ""))
        yield ReadFailure(named, "is not the name of a file; give a file, a folder or a pattern.")
    elif path.is_dir():
        yield from _folder(path, endings)
    elif path.exists():
        yield Source(path.name, path)
    elif glob.has_magic(given):
        # glob.glob rather than Path.glob, which refuses absolute patterns
        hits = sorted(Path(hit) for hit in glob.glob(given, recursive=True))  # noqa: PTH207
        found = False
        for hit in hits:
            if hit.is_file():
                found = True
                yield Source(hit.name, hit)
            elif hit.is_dir() and "**" not in given:  # "**" names what is inside by itself
                found = True
                yield from _folder(hit, endings)
        if not found:
            yield ReadFailure(path, "matches no file; check the pattern, and quote it if your shell expands it.")
    else:
        yield ReadFailure(path, "does not exist; check the name.")


def _folder(folder: Path, endings: tuple[str, ...]) -> Iterator[Source | ReadFailure]:
    """The readable files below ``folder``, sorted by their path inside it."""
    inside: list[Source] = []
    try:
        for path in folder.rglob("*"):
            relative = path.relative_to(folder)
            hidden = any(part.startswith(".") for part in relative.parts)
            name = path.name.lower()
            if not hidden and name.endswith(endings) and not name.startswith("readme") and path.is_file():
                inside.append(Source(relative.as_posix(), path))
    except OSError as error:
        yield ReadFailure(folder, f"cannot be searched ({error.strerror}); check the folder's permissions.")
        return
    if not inside:
        yield ReadFailure(folder, f"holds no source; put files ending in {', '.join(endings)} into it.")
    yield from sorted(inside)
