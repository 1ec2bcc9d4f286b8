"""Occurrences of a candidate gathered over an item, and the traits a regression judges them by."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kg.extract.tagging.glued import OVERHANG, cut
from kg.extract.tagging.labeller import SentenceScores
from kg.extract.tagging.tagger import Word
from kg.lexicon.places import Listed
from kg.lexicon.titles import title_at_end
from kg.model.text import BlockKind, Span


class Labels:
    """What the labeller says of one sentence, in the article's offsets."""

    def __init__(self, shift: int, scores: SentenceScores | None, glued: Sequence[Span] = ()) -> None:
        """Take a sentence's start in the article, and the names in it that end in a verb's first character."""
        self._shift, self._scores, self._glued = shift, scores, glued
        self.best = (
            [(cut(Span(s.start + shift, s.end + shift), s.label, glued), s.label, s.probability) for s in scores.best]
            if scores
            else []
        )

    def likely(self, label: str, least: float) -> list[Span]:
        """All stretches that have the label with at least this probability, by start then end."""
        if self._scores is None:
            return []
        return [Span(a + self._shift, b + self._shift) for a, b in self._scores.likely(label, least)]

    def probability(self, span: Span, label: str) -> float:
        """How probable it is that the labeller's answer has exactly this stretch under this label; 0.0 without one."""
        if self._scores is None or span.end - self._shift > len(self._scores.marginals):
            return 0.0
        start, end = span.start - self._shift, span.end - self._shift
        if self._glued:
            if span in self._glued:
                return 0.0
            longer = Span(span.start, span.end + OVERHANG.get(label, 0))
            if longer in self._glued:  # the labeller, too, may have taken what follows for a name's end
                both = self._scores.probability(start, end, label) + self._scores.probability(
                    start, longer.end - self._shift, label
                )
                return round(both, 4)
        return self._scores.probability(start, end, label)

    def begins(self, offset: int, label: str) -> float:
        """How probable it is that a stretch of the label begins at an offset, wherever it ends; 0.0 without scores."""
        if self._scores is None or not 0 <= offset - self._shift < len(self._scores.marginals):
            return 0.0
        k = self._scores.labels.index(label)
        return round(float(self._scores.marginals[offset - self._shift, 1 + 2 * k]), 4)


@dataclass(frozen=True, slots=True)
class Context:
    """What the traits of a sentence's candidates are read from; offsets count in the article's text.

    ``listed`` are the gazetteer's names in it;
    ``labelled`` are the labeller's best spans with label and probability; ``probability(span, label)`` asks it about
    any span.
    """

    text: str
    words: Sequence[Word]
    block: BlockKind
    labels: Labels
    listed: Sequence[Listed] = ()
    _starts: list[int] = field(init=False, repr=False, compare=False)
    _ends: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", [word.start for word in self.words])
        object.__setattr__(self, "_ends", [word.end for word in self.words])

    def before(self, offset: int) -> Word | None:
        """The word that ends at or before an offset, nearest first."""
        i = bisect_right(self._ends, offset)
        return self.words[i - 1] if i else None

    def after(self, offset: int) -> Word | None:
        """The word that starts at or after an offset, nearest first."""
        i = bisect_left(self._starts, offset)
        return self.words[i] if i < len(self.words) else None

    def inside(self, span: Span) -> Sequence[Word]:
        """The words that share a character with a span, in order."""
        return self.words[bisect_right(self._ends, span.start) : bisect_left(self._starts, span.end)]

    def since(self, offset: int) -> Sequence[Word]:
        """The words that start at or after an offset, in order."""
        return self.words[bisect_left(self._starts, offset) :]


@dataclass(slots=True)
class Occurrences:
    """All occurrences of one candidate surface in an item, with counts of what is true of each."""

    surface: str
    spans: list[Span] = field(default_factory=list)
    traits: Counter[str] = field(default_factory=Counter)

    def names(self) -> list[str]:
        """Trait names for the regression: as they are when they hold everywhere, marked when at most or some places."""
        count = len(self.spans)
        if count == 1:
            return ["n=1", *self.traits]  # in any order: the regression's sum is exact
        names = [f"n={min(count, 4)}"]
        for trait, times in self.traits.items():
            share = times / count
            names.append(trait if trait.startswith("=") or share > 0.99 else trait + ("~" if share >= 0.5 else "-"))
        return names


def sort_of(word: Word | None) -> str:
    """A neighbour, coarsely: a mark, a title, one of a few telling words, or its tag."""
    if word is None:
        return "edge"
    if word.tag == "w":
        return "、" if word.text == "、" else "mark"
    if title_at_end(word.text) == len(word.text):
        return "title"
    return word.text if word.text in _TELLING else word.tag


_TELLING = frozenset("的 和 与 及 等 该 本 各 全 我 说 表示 介绍 告诉 称 指出 认为 在 是 为 任 对 由 被".split())


_STEPS = (0.02, 0.1, 0.3, 0.5, 0.7, 0.9)


@lru_cache(maxsize=1 << 12)  # most are 0
def steps(name: str, probability: float) -> tuple[str, ...]:
    """A probability as traits that add up: one for each step it reaches."""
    return tuple(f"{name}>{step}" for step in _STEPS if probability >= step)


def bin_of(name: str, probability: float) -> str:
    """A probability as one trait: the tenth it falls in, with the ends drawn apart."""
    if probability < 0.02:
        return f"{name}:0"
    return f"{name}:99" if probability > 0.98 else f"{name}:{int(probability * 10)}"
