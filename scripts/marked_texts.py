"""The project's own texts, in which every name is marked.

``annotations/own/*.txt`` are short news texts written for this, one behind the other, a line ``----`` below each, the
facts of each in ``annotations/own/*.facts`` (see ``own_facts.py``). Marks are flat: ``[P:王小红]`` a person's name,
``[R:局长]`` a post without its host, ``[O:甲县水务局]`` a body and ``[L:甲县]`` a place in the longest form printed,
``[?:…]`` a stretch of which nobody could tell. What the texts report is invented.
"""

import re
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent / "annotations" / "own"
_MARK = re.compile(r"\[([PROL?]):([^\[\]]+)\]")


def marked_texts(folder: Path = FOLDER) -> Iterator[tuple[str, str]]:
    """The texts with their marks, each with its id (``olocal01``), in the order of the ids."""
    for path in sorted(folder.glob("*.txt")):
        for number, marked in enumerate(path.read_text("utf-8").split("\n----\n"), 1):
            if marked.strip():
                yield f"o{path.stem}{number:02}", marked


def unmarked(marked: str) -> str:
    """The text without its marks. Raises: ValueError for a bracket that is no mark."""
    text = _MARK.sub(r"\2", marked)
    if "[" in text or "]" in text:
        raise ValueError(f"a mark is not of the form [P:…]: {marked[:40]}")
    return text
