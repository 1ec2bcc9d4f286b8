"""People called by a part of their name after the whole of it: 格兰维尔 after 汤姆·格兰维尔, 老雷 after 雷振海.

The part must be of one name only that stands before, and a word of its own: what is also a place or body in the item,
or stands inside a longer name, is left alone.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.extract.tagging.tagger import Word
from kg.lexicon.names import is_han, surname_at
from kg.model.text import Span

_FAMILIAR = "老小"  # 老雷, 小王: before a surname alone
_SMALL = "小阿"
_LONGEST_CALL = 5  # code points
_KIN = tuple(
    "大妈 大姐 大爷 大叔 大娘 大哥 大嫂 大伯 阿姨 阿嬷 阿婆 阿公 奶奶 爷爷 婆婆 师傅 先生 女士 同学 老人 小姐 太太 夫人 老汉 老伯".split()
)
_SURE = 4  # code points of a transliterated part that is nothing else, wherever the tagger cuts it
_LATIN = re.compile(r"[A-Z][a-z]+")
_BETWEEN = frozenset("·•・‧")


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    first: int  # where the whole name first stands


def calls(
    text: str, rows: Iterable[Sequence[Word]], people: Sequence[tuple[str, int]], taken: Sequence[Span]
) -> list[tuple[Span, str]]:
    """Where people are called by a part of their name, and who each is, in text order.

    ``people`` are full names with the offset where each first stands; ``rows`` the words of running sentences, offsets in
    ``text``; nothing is read inside ``taken``. Cost: O(words + occurrences of parts).
    """
    parts = _parts(people)
    if not parts:
        return []
    pattern = re.compile("|".join(sorted(map(re.escape, parts), key=lambda part: (-len(part), part))))
    found = []
    for words in rows:
        if not words:
            continue
        starts = {word.start for word in words}
        ends = {word.end: word for word in words}
        for match in pattern.finditer(text, words[0].start, words[-1].end):
            span, part = Span(match.start(), match.end()), parts[match[0]]
            if span.start <= part.first or any(span.overlaps(other) for other in taken):
                continue
            if _stands_alone(text, span) and _is_word(match[0], span, starts, ends):
                found.append((span, part.name))
    return found


def familiar(name: str) -> str:
    """The surname that a familiar form is made of, "" for what is none.

    >>> familiar("老雷"), familiar("小学")
    ('雷', '')
    """
    return name[1] if len(name) == 2 and name[0] in _FAMILIAR and surname_at(name, 1) == 1 else ""


def is_nickname(name: str) -> bool:
    """True for what names nobody by itself: 小王, 小二, 阿强, 王大妈, 李女士.

    >>> is_nickname("小二"), is_nickname("王大妈"), is_nickname("老舍")
    (True, True, False)
    """
    if len(name) == 2 and name[0] in _SMALL:
        return True
    return familiar(name) != "" or (len(name) < _LONGEST_CALL and name.endswith(_KIN))


def _parts(people: Sequence[tuple[str, int]]) -> dict[str, _Part]:
    """Every part by which one person alone can be called."""
    owners: dict[str, list[_Part]] = {}
    for name, first in people:
        for part in _parts_of(name):
            owners.setdefault(part, []).append(_Part(name, first))
    whole = {name for name, _ in people}
    return {part: found[0] for part, found in owners.items() if len(found) == 1 and part not in whole}


def _parts_of(name: str) -> list[str]:
    if any(c in _BETWEEN for c in name):
        last = re.split("[·•・‧]", name)[-1]
        return [last] if len(last) > 1 and all(map(is_han, last)) else []
    if name.isascii():
        latin = _LATIN.findall(name)
        return [part for part in latin if len(part) > 2] if len(latin) > 1 else []
    length = surname_at(name, 0)
    if length == 1 and 2 <= len(name) <= 3 and all(map(is_han, name)) and name[-1] != "某":
        return [prefix + name[0] for prefix in _FAMILIAR]
    return []


def _stands_alone(text: str, span: Span) -> bool:
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    if text[span.start].isascii():
        return not (before.isascii() and before.isalpha()) and not (after.isascii() and after.isalpha())
    return before not in _BETWEEN and after not in _BETWEEN


def _is_word(part: str, span: Span, starts: set[int], ends: dict[int, Word]) -> bool:
    """Whether the tagger's words begin and end with a part; a place by its tag is no person."""
    last = ends.get(span.end)
    if part.isascii() or len(part) >= _SURE:
        return True
    if last is not None and last.tag in {"LOC", "ORG"}:
        return False
    return span.start in starts and last is not None
