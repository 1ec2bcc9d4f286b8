"""Find any of many words in a text: with pyahocorasick when it is installed, else in pure Python."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol, cast


class _Automaton(Protocol):
    def add_word(self, key: str, value: int, /) -> bool: ...
    def make_automaton(self) -> None: ...
    def iter(self, string: str, /) -> Iterator[tuple[int, int]]: ...


class Scanner:
    """A fixed set of words; :meth:`matches` finds them in texts."""

    def __init__(self, words: Iterable[str], *, native: bool = True) -> None:
        """``native=False`` keeps to pure Python; both ways find the same words. The empty word is ignored."""
        chosen = sorted({word for word in words if word})
        self._automaton = _automaton(chosen) if native and chosen and find_spec("ahocorasick") else None
        # Pure Python: for each first two letters the lengths to try, longest first.
        self._words = frozenset() if self._automaton else frozenset(chosen)
        self._lengths: dict[str, tuple[int, ...]] = {}
        if not self._automaton:
            by_head: dict[str, set[int]] = {}
            for word in chosen:
                by_head.setdefault(word[:2], set()).add(len(word))
            self._lengths = {head: tuple(sorted(sizes, reverse=True)) for head, sizes in by_head.items()}

    def matches(self, text: str) -> list[tuple[int, int]]:
        """All half-open spans of ``text`` that are words of the set, by start, longer ones first."""
        if self._automaton is not None:
            found = [(last + 1 - length, last + 1) for last, length in self._automaton.iter(text)]
            found.sort(key=lambda span: (span[0], -span[1]))
            return found
        found = []
        for start in range(len(text)):
            sizes = self._lengths.get(text[start : start + 2], ())
            if not sizes and start + 1 < len(text):  # no longer word begins so, but one letter may be a word
                sizes = (1,)
            found += [(start, start + size) for size in sizes if text[start : start + size] in self._words]
            if sizes and sizes[-1] != 1 and text[start] in self._words:
                found.append((start, start + 1))
        return found


def _automaton(words: Iterable[str]) -> _Automaton:
    # Typed by hand: the package has no annotations.
    made = cast("_Automaton", import_module("ahocorasick").Automaton())
    for word in words:
        made.add_word(word, len(word))
    made.make_automaton()
    return made
