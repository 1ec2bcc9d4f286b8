"""Annotated texts → labelled sentences for ``train_labeller.py``: the annotated strings looked up in each sentence.

A fact file names people, posts, bodies and places by their words, not by offsets. Names are found wherever they stand,
longest first. A post is found as part of its whole printed title, or right before the person or another post; where
the same words stand elsewhere it is doubtful whether they mean a post, and the characters teach nothing.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from kg.extract.tagging.tagger import TaggedSentence, Tagger
from kg.extract.text.sentences import sentences
from kg.read import ReadFailure, read

LABELS = ("PER", "ROLE", "ORG", "PLACE")
# Bodies that are places too are labelled by what their form says first: 社区, 街道, 公园 a place; 大学, 医院 a body.
_PLACES_FIRST = frozenset({"admin", "facility", "natural", "residential", "other", "community"})
_PAIRS = {"《": "》", "“": "”", "‘": "’", "「": "」", '"': '"'}
_BETWEEN = frozenset("、，,和及与兼 “”（）()原前任时现新")  # what may stand between a post and the name it belongs to
_BETWEEN_MOST = 2

Found = tuple[int, int, str]


class _Title(TypedDict):
    text: str
    role: str
    org: list[str]


class _Person(TypedDict):
    name: str
    titles: list[_Title]


class _Name(TypedDict):
    name: str
    aliases: list[str]
    kind: list[str]
    type: str


class Facts(TypedDict):
    """What is read of a fact file."""

    id: str
    people: list[_Person]
    names: list[_Name]


@dataclass(frozen=True, slots=True)
class Example:
    """A tagged sentence with its labelled stretches; characters in ``doubtful`` may have any label."""

    text_id: str
    tagged: TaggedSentence
    spans: tuple[Found, ...]
    doubtful: frozenset[int]


def examples(folder: Path, tagger: Tagger, leave_out: Iterable[str] = ()) -> list[Example]:
    """All sentences of the texts in ``folder/texts``, labelled by ``folder/facts``, in the order of their names."""
    skip = set(leave_out)
    made = []
    for path in sorted((folder / "facts").glob("*.json")):
        facts: Facts = json.loads(path.read_text("utf-8"))
        if facts["id"] not in skip:
            cut = list(_sentences(folder / "texts" / f"{path.stem}.txt"))
            for tagged in tagger.tag(cut):
                spans, doubtful = project(facts, tagged)
                made.append(Example(facts["id"], tagged, spans, doubtful))
    return made


def _sentences(path: Path) -> Iterator[str]:
    for document in read([path]):
        if isinstance(document, ReadFailure):
            raise SystemExit(f"{path}: {document}")
        for article in document.articles:
            for sentence in sentences(article):
                yield sentence.span.of(article.text)


def project(facts: Facts, tagged: TaggedSentence) -> tuple[tuple[Found, ...], frozenset[int]]:
    """The labelled stretches of a sentence, and its doubtful characters."""
    text = tagged.text
    board: list[str | None] = [None] * len(text)
    spans: list[Found] = []
    doubtful: list[tuple[int, int]] = []

    def put(start: int, end: int, label: str) -> None:
        if not any(board[start:end]):
            board[start:end] = [label] * (end - start)
            spans.append((start, end, label))

    edges = {word.start for word in tagged.words} | {word.end for word in tagged.words}
    names = [(i, i + len(form), label) for form, label in forms(facts).items() for i in occurrences(form, text)]
    for start, end, label in sorted(names, key=lambda found: (found[0] - found[1], found)):
        # 中 for 中国 and two characters across the edge of a word are as likely something else
        if end - start == 1 or (end - start == 2 and not {start, end} <= edges):
            doubtful.append((start, end))
        else:
            put(start, end, label)
    titles = [title for person in facts["people"] for title in person["titles"]]
    for title in sorted(titles, key=lambda title: (-len(title["text"]), title["text"])):
        at = title["text"].rfind(title["role"])
        if at >= 0 and title["text"] != title["role"]:
            for i in occurrences(title["text"], text):
                put(i + at, i + at + len(title["role"]), "ROLE")
    doubtful += _bare_roles({title["role"] for title in titles}, text, board, put)
    doubtful += [(i, i + len(host)) for title in titles for host in title["org"] for i in occurrences(host, text)]
    return tuple(sorted(spans)), frozenset(i for start, end in doubtful for i in range(start, end) if not board[i])


def _bare_roles(roles: set[str], text: str, board: Sequence[str | None], put: object) -> list[tuple[int, int]]:
    """Put posts that stand before a person or another post; return the other places where the words stand."""
    assert callable(put)
    open_ = [
        (i, i + len(role))
        for role in sorted(roles, key=lambda role: (-len(role), role))
        for i in occurrences(role, text)
    ]
    changed = True
    while changed:
        changed = False
        for start, end in list(open_):
            if any(board[start:end]):
                open_.remove((start, end))
                continue
            follows = end
            while follows < len(text) and text[follows] in _BETWEEN:
                follows += 1
            if follows < len(text) and board[follows] in {"PER", "ROLE"} and follows - end <= _BETWEEN_MOST:
                put(start, end, "ROLE")
                open_.remove((start, end))
                changed = True
    return open_


def forms(facts: Facts) -> dict[str, str]:
    """Printed forms of people, bodies and places, without the marks around them, and their labels."""
    found: dict[str, str] = {}
    for name in facts["names"]:
        both = len(name["kind"]) > 1
        place = name["type"] in _PLACES_FIRST if both else name["kind"] == ["place"]
        for form in (name["name"], *name["aliases"]):
            found.setdefault(_bare(form), "PLACE" if place else "ORG")
    found.update({person["name"]: "PER" for person in facts["people"]})
    return found


def _bare(form: str) -> str:
    while len(form) > 2 and _PAIRS.get(form[0]) == form[-1] and form[-1] not in form[1:-1]:
        form = form[1:-1]
    return form


def occurrences(form: str, text: str) -> Iterator[int]:
    """Where a form stands, overlapping places too."""
    at = text.find(form)
    while form and at >= 0:
        yield at
        at = text.find(form, at + 1)
