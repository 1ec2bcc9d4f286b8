"""Writing a result so that a reader never meets half of it."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kg.errors import OutputError


def write_atomic(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` in one step; see :func:`atomic_file`. Raises: OutputError."""
    with atomic_file(path) as file:
        file.write(data)


@contextmanager
def atomic_file(path: Path) -> Iterator[IO[bytes]]:
    """A file beside ``path`` to write into; at the end it is flushed to the disk and moved into place in one step.

    An existing file stays whole until then, and stays as it was when anything fails.
    Raises: OutputError, one sentence naming the file and the reason.
    """
    temporary: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name[:40]}-", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o666 & ~_umask())  # mkstemp makes private files; a result is as public as any other file
        Path(temporary).replace(path)
        temporary = None
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}.") from error
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)


def sweep(folder: Path, names: Iterable[str]) -> None:
    """Remove what :func:`atomic_file` left of these files when its process was killed; for a folder held alone."""
    for name in names:
        for left in folder.glob(f".{name[:40]}-????????"):
            left.unlink(missing_ok=True)


def _umask() -> int:
    """The process's umask; reading it means setting it for a moment."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
