"""A sentence as a row of words in which every known person, body or place is one word."""

import re
from collections.abc import Iterator, Sequence

from kg.extract.tagging.tagger import Word
from kg.extract.text.event_words import head_of
from kg.extract.workspace import Workspace
from kg.model.schema import EntityType

_FUSED = re.compile("(出席|参加|主持|列席|召开|举行|组织)(.{2,})")  # LAC takes 出席会议 for one word
_SHORTEST_FUSED = 4


def sentence_words(bench: Workspace, index: int) -> list[Word]:
    """The words of a sentence, each known person, body or place one word (``PER``, ``ORG``), offsets in the article.

    Several steps ask for them, so they are kept on the bench until a name is added.
    """
    known = bench.rows.get(index)
    if known is None:
        known = bench.rows[index] = _read(bench, index)
    return known


def _read(bench: Workspace, index: int) -> list[Word]:
    span = bench.sentences[index].span
    taken: list[Word] = []
    for item in sorted(bench.named(span), key=lambda n: (-len(n.span), n.span.start, n.chain)):
        if not any(item.span.start < w.end and w.start < item.span.end for w in taken):
            person = EntityType.PERSON in bench.chains[item.chain].types
            taken.append(Word(item.span.start, item.span.end, item.surface, "PER" if person else "ORG"))
    taken.sort(key=lambda w: w.start)
    row: list[Word] = []
    names = iter([*taken, None])
    name = next(names)
    for word in _split(bench.words(index)):
        start = word.start
        while name is not None and name.start < word.end:
            if name.start > start:
                row.append(Word(start, name.start, bench.text[start : name.start], word.tag))
            if not row or row[-1] is not name:
                row.append(name)
            start = min(name.end, word.end)
            if name.end > word.end:
                break
            name = next(names)
        if start == word.start:
            row.append(word)
        elif start < word.end:
            row.append(Word(start, word.end, bench.text[start : word.end], word.tag))
    return row


def _split(words: Sequence[Word]) -> Iterator[Word]:
    for word in words:
        fused = _FUSED.fullmatch(word.text) if len(word.text) >= _SHORTEST_FUSED else None
        if fused is None or head_of(fused[2], "n") is None:
            yield word
        else:
            middle = word.start + len(fused[1])
            yield Word(word.start, middle, fused[1], "v")
            yield Word(middle, word.end, fused[2], "n")
