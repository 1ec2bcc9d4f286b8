"""Writing a result so that a reader never meets half of it."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from kg.errors import OutputError


def write_atomic(path: Path, data: bytes) -> None:
    """Write ``data`` beside ``path``, flush it to the disk, and move it into place in one step.

    An existing file stays whole until then, and stays as it was when anything fails.
    Raises: OutputError, one sentence naming the file and the reason.
    """
    temporary: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name[:40]}-", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
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
    """Remove what :func:`write_atomic` left of these files when its process was killed; for a folder held alone."""
    for name in names:
        for left in folder.glob(f".{name[:40]}-????????"):
            left.unlink(missing_ok=True)


def _umask() -> int:
    """The process's umask; reading it means setting it for a moment."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
