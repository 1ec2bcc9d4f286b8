"""Search for things by label and alias, by pinyin in full, by its initials, or mixed: dyl, daiyuli and daiyl find 代玉丽.

All names stand in one text, a line each, so that a search is one pass of the regular expression engine over it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kg.export.pinyin import spelling
from kg.model.statement import Thing

LONGEST = 64  # code points of a search that are read
_LETTERS = re.compile(r"[a-zü' ]+")
_LEFT_OUT = frozenset({"page", "run", "list", "scheme", "thing", "measure"})


class Hit(NamedTuple):
    """A thing that was found, and the name it was found by."""

    thing: Thing
    name: str


class _Name(NamedTuple):
    thing: int
    name: str
    alias: bool


class _Lines:
    """Texts as one, a line each; ``found`` gives back which lines a pattern is in."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.texts = [text.replace("\n", " ") for text in texts]
        self._text = "\n".join(self.texts)
        self._starts = [0]
        for text in self.texts[:-1]:
            self._starts.append(self._starts[-1] + len(text) + 1)

    def found(self, pattern: re.Pattern[str]) -> Iterable[tuple[int, int]]:
        """Lines, each once, with where in it the pattern first matches."""
        at = 0
        while match := pattern.search(self._text, at):
            line = bisect_right(self._starts, match.start()) - 1
            yield line, match.start() - self._starts[line]
            if line + 1 == len(self._starts):
                return
            at = self._starts[line + 1]


class Index:
    """All things that have a name. Cost: 0.1 ms a name to make, mostly its spelling; a search reads every name once."""

    def __init__(self, things: Sequence[Thing], weights: Mapping[str, int]) -> None:
        self._things = [thing for thing in things if thing.label and thing.kind not in _LEFT_OUT]
        self._weights = [weights.get(thing.id, 0) for thing in self._things]
        self._names = [
            _Name(number, name, name != thing.label)
            for number, thing in enumerate(self._things)
            for name in dict.fromkeys((thing.label, *thing.aliases))
        ]
        self._written = _Lines(each.name.lower() for each in self._names)
        self._spelled = _Lines(
            spelling(each.name, person=self._things[each.thing].kind == "person") for each in self._names
        )

    def __len__(self) -> int:
        return len(self._things)

    def search(self, text: str, *, most: int = 20, kind: str = "") -> list[Hit]:
        """Things whose name holds ``text`` or is spelled like it, the best first; nothing for an empty text."""
        words = " ".join(text[:LONGEST].lower().split())
        if not words:
            return []
        best: dict[int, tuple[float, str]] = {}
        for line, at in self._written.found(re.compile(re.escape(words))):
            name = self._written.texts[line]
            score = 100.0 if name == words else 80.0 if at == 0 else 60.0
            self._take(best, line, score - min(20, len(name) - len(words)) / 2)
        if _LETTERS.fullmatch(words) and (letters := re.sub("[' ]", "", words.replace("ü", "v"))):
            for line, at in self._spelled.found(_spelled_like(letters)):
                syllables = self._spelled.texts[line].count(" ") + 1
                self._take(best, line, (55.0 if at == 0 else 30.0) - min(20, abs(syllables - len(letters))))
        ranked = sorted(
            (-score - min(8.0, self._weights[number] ** 0.5), number, name)
            for number, (score, name) in best.items()
            if not kind or self._things[number].kind == kind
        )
        return [Hit(self._things[number], name) for _, number, name in ranked[:most]]

    def _take(self, best: dict[int, tuple[float, str]], line: int, score: float) -> None:
        """Keep a name if no other of the same thing fits better; a person counts a little more."""
        number, name, alias = self._names[line]
        score += 2 * (self._things[number].kind == "person") - 5 * alias
        if number not in best or score > best[number][0]:
            best[number] = (score, name)


def _spelled_like(letters: str) -> re.Pattern[str]:
    """A pattern for spellings whose consecutive syllables begin with stretches of ``letters``.

    After each letter either the next one follows or the rest of the syllable is skipped, and readings of the next
    syllable before the one that fits: ``dan/shan wen`` is found by ``sw``. Spellings are short, so no search is slow.
    """
    skip = r"(?:[a-z0-9/]* (?:[a-z0-9]+/)*)?"
    return re.compile(r"(?<![a-z0-9])" + skip.join(letters))
