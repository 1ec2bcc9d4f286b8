"""The project's own texts with every name marked → labelled sentences for ``train_labeller.py``.

``annotations/own/*.txt`` are short news texts written for this, one behind the other, a line ``----`` below each, the
facts of each in ``annotations/own/*.facts`` (see ``own_facts.py``). Marks are flat: ``[P:王小红]`` a person's name,
``[R:局长]`` a post without its host, ``[O:甲县水务局]`` a body and ``[L:甲县]`` a place in the longest form printed,
``[?:…]`` a stretch of which nobody could tell. What the texts report is invented.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from labeller_examples import Example, Found

from kg.extract.tagging.tagger import Tagger
from kg.extract.text.sentences import sentences
from kg.read.page import read_page

FOLDER = Path(__file__).parent / "annotations" / "own"
_MARK = re.compile(r"\[([PROL?]):([^\[\]]+)\]")
_LABELS = {"P": "PER", "R": "ROLE", "O": "ORG", "L": "PLACE"}


def marked_texts(folder: Path = FOLDER) -> Iterator[tuple[str, str]]:
    """The texts with their marks, each with its id (``olocal01``), in the order of the ids."""
    for path in sorted(folder.glob("*.txt")):
        for number, marked in enumerate(path.read_text("utf-8").split("\n----\n"), 1):
            if marked.strip():
                yield f"o{path.stem}{number:02}", marked


def is_own(text_id: str) -> bool:
    """Whether an id is one of the marked texts', and none of the annotated ones'."""
    return text_id.startswith("o")


def marked_examples(tagger: Tagger, folder: Path = FOLDER) -> list[Example]:
    """All sentences of the marked texts, labelled by their marks, in the order of the texts."""
    made = []
    for text_id, marked in marked_texts(folder):
        text, spans, doubtful = unmarked(marked, where=text_id)
        places = list(_sentences(text))
        for (start, end), tagged in zip(places, tagger.tag([text[a:b] for a, b in places]), strict=True):
            inside = [(a - start, b - start, label) for a, b, label in spans if start <= a and b <= end]
            left = frozenset(i - start for i in doubtful if start <= i < end)
            made.append(Example(text_id, tagged, tuple(inside), left))
    return made


def unmarked(marked: str, where: str) -> tuple[str, list[Found], set[int]]:
    """The text without marks, its labelled stretches, and the characters that may have any label."""
    text = ""
    spans: list[Found] = []
    doubtful: set[int] = set()
    position = 0
    for mark in _MARK.finditer(marked):
        text += marked[position : mark.start()]
        start, end = len(text), len(text) + len(mark[2])
        if mark[1] == "?" or len(mark[2]) == 1:  # 中 for 中国: as in the annotated texts, one character is left open
            doubtful.update(range(start, end))
        else:
            spans.append((start, end, _LABELS[mark[1]]))
        text += mark[2]
        position = mark.end()
    text += marked[position:]
    if "[" in text or "]" in text:
        raise SystemExit(f"{where}: a mark is not of the form [P:…]")
    return text, spans, doubtful


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where sentences stand in a text, as ``kg`` reads it; those in which lines were joined are left out."""
    at = 0
    for article in read_page(text, source="own", sha256="", published=None):
        for sentence in sentences(article):
            words = sentence.span.of(article.text)
            start = text.find(words, at)
            if start >= 0:
                at = start + len(words)
                yield start, at
