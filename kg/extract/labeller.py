"""Stretches that name people, posts, bodies and places, with probabilities: a small network on the tagger's states.

The tagger's own tags know no posts and cut names of bodies short. This network reads the states it computes anyway
(256 floats a character), those of a second encoder (:mod:`kg.extract.encoder`) and cues from the lexicon
(:mod:`kg.extract.cues`), mixes those of neighbouring characters by convolutions, and ends in a conditional random
field over B/I labels. It is evidence for rules to weigh, not the last word: probabilities are exact marginals of the
field. The weights are learnt by ``scripts/train_labeller.py`` and applied here by numpy alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
import numpy.typing as npt
from threadpoolctl import ThreadpoolController

from kg.extract.cues import CUES, cues
from kg.extract.encoder import STATE, Encoder
from kg.extract.tagger import TaggedSentence

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]

_NOTHING = 4e-5  # rounds to 0.0


@dataclass(frozen=True, slots=True, order=True)
class Labelled:
    """A stretch of a sentence (code points) and what it is, with the probability of exactly these ends and label."""

    start: int
    end: int
    label: str  # PER: a person's name alone; ROLE: a post alone; ORG, PLACE: named, the longest form
    probability: float


@dataclass(frozen=True, slots=True)
class SentenceScores:
    """What the labeller knows of one sentence.

    ``marginals`` has a row a character: probability of no label, then of begin and inside for each of ``labels``.
    ``goes_on[i, 0, k]`` is the probability that label k, begun at character i, holds the next one too;
    ``goes_on[i, 1, k]`` the same for a label that began before i.
    """

    labels: tuple[str, ...]
    best: tuple[Labelled, ...]  # the most probable labelling, by start
    marginals: Floats
    goes_on: Floats

    def probability(self, start: int, end: int, label: str) -> float:
        """The probability that exactly ``[start, end)`` has the label, in [0, 1]. Cost: O(length)."""
        k = self.labels.index(label)
        value: float = self.marginals.item(start, 1 + 2 * k)
        goes_on = self.goes_on.item
        for i in range(start, end - 1):
            if value < _NOTHING:
                return 0.0  # it only falls from here
            value *= goes_on(i, int(i > start), k)
        if end < len(self.marginals):
            value *= 1.0 - goes_on(end - 1, int(end - 1 > start), k)
        return round(value, 4)

    def likely(self, label: str, least: float) -> list[tuple[int, int]]:
        """All stretches that have the label with at least this probability, by start then end; they may overlap."""
        k = self.labels.index(label)
        found = []
        for start in np.flatnonzero(self.marginals[:, 1 + 2 * k] >= least).tolist():
            reach = float(self.marginals[start, 1 + 2 * k])  # that the label begins here and holds up to ``end``
            for end in range(start + 1, len(self.marginals) + 1):
                goes_on = float(self.goes_on[end - 1, int(end - 1 > start), k])
                if reach * (1.0 - goes_on) >= least:
                    found.append((start, end))
                reach *= goes_on
                if reach < least:
                    break
        return found

    def inside(self, position: int, label: str) -> float:
        """The probability that a character belongs to any stretch of the label, in [0, 1]."""
        k = self.labels.index(label)
        return round(float(self.marginals[position, 1 + 2 * k : 3 + 2 * k].sum()), 4)


class Reader:
    """What the labeller reads of a sentence: the tagger's states, the second reader's, the cues."""

    WIDTH = 256 + STATE + len(CUES)

    def __init__(self) -> None:
        self._encoder = Encoder()

    def rows(self, tagged: Sequence[TaggedSentence]) -> list[Floats]:
        """One row of ``WIDTH`` floats a character of each sentence, in the order given."""
        second = self._encoder.states([sentence.text for sentence in tagged])
        return [
            np.concatenate([sentence.states, states, cues(sentence.text, sentence.words)], axis=1, dtype=np.float32)
            for sentence, states in zip(tagged, second, strict=True)
        ]


class Labeller:
    """The network with its weights, loaded on first use (a few milliseconds)."""

    def __init__(self, weights: Path | None = None) -> None:
        """Read weights from a file that the training script wrote; the package's own by default."""
        self._path = weights
        self._reader = Reader()

    @cached_property
    def _network(self) -> "_Network":
        if self._path is not None:
            return _Network.load(self._path)
        with as_file(files("kg").joinpath("extract", "weights", "labeller.npz")) as path:
            return _Network.load(path)

    def label(self, tagged: Sequence[TaggedSentence]) -> list[tuple[Labelled, ...]]:
        """The most probable labelling of each sentence, in the order given; stretches by start, without overlap."""
        return [scores.best for scores in self.scores(tagged)]

    def scores(self, tagged: Sequence[TaggedSentence]) -> list[SentenceScores]:
        """Labelling and probabilities of each sentence, in the order given; empty sentences have neither.

        Best called once for all sentences of an article. Cost: about a quarter of tagging them.
        """
        network = self._network
        order = sorted((i for i, s in enumerate(tagged) if s.text), key=lambda i: (-len(tagged[i].text), i))
        size = len(network.start)
        nothing = np.zeros((0, size), np.float32), np.zeros((0, 2, size // 2), np.float32)
        found = [SentenceScores(network.labels, (), *nothing) for _ in tagged]
        if not order:
            return found
        lengths = np.array([len(tagged[i].text) for i in order])
        # Products this small lose more to waking and spinning threads than they gain, and workers share the cores.
        with _blas().limit(limits=1, user_api="blas"):
            emissions = _padded(network.emissions(self._reader.rows([tagged[i] for i in order])), lengths)
        marginals, goes_on = network.marginals(emissions, lengths)
        paths = network.best_paths(emissions, lengths)
        for row, i in enumerate(order):
            n = int(lengths[row])
            scores = SentenceScores(network.labels, (), marginals[row, :n], goes_on[row, :n])
            best = tuple(
                Labelled(start, end, label, scores.probability(start, end, label))
                for start, end, label in _stretches(paths[row, :n].tolist(), network.labels)
            )
            found[i] = SentenceScores(network.labels, best, scores.marginals, scores.goes_on)
        return found


@cache
def _blas() -> ThreadpoolController:
    return ThreadpoolController()


@dataclass(frozen=True, slots=True)
class _Network:
    labels: tuple[str, ...]
    first: tuple[Floats, Floats]  # what is read → hidden
    mixers: tuple[tuple[int, Floats, Floats], ...]  # dilation, three neighbours → hidden, added to what stands there
    last: tuple[Floats, Floats]  # hidden → emissions
    transitions: Floats  # from row to column; forbidden ones are very negative
    start: Floats
    end: Floats

    @classmethod
    def load(cls, path: Path) -> "_Network":
        with np.load(path, allow_pickle=False) as stored:
            kept = {name: stored[name] for name in stored.files}
        if tuple(kept["cues"].tolist()) != CUES:
            raise ValueError(f"{path}: weights for other cues; train again")
        held = {name: value.astype(np.float32) for name, value in kept.items() if value.dtype.kind == "f"}
        mixers = tuple(
            (int(dilation), held[f"mixer{i}.weight"], held[f"mixer{i}.bias"])
            for i, dilation in enumerate(kept["dilations"])
        )
        first, last = (held["first.weight"], held["first.bias"]), (held["last.weight"], held["last.bias"])
        labels = tuple(str(label) for label in kept["labels"])
        return cls(labels, first, mixers, last, held["transitions"], held["start"], held["end"])

    def emissions(self, sentences: Sequence[Floats]) -> Floats:
        """Label scores of all characters of all sentences, one below the other.

        Sentences lie in one table with empty rows between them, so that a convolution is one matrix product.
        """
        gap = max((dilation for dilation, _, _ in self.mixers), default=0)
        rows: list[Numbers] = []
        position = gap
        for sentence in sentences:
            rows.append(np.arange(position, position + len(sentence)))
            position += len(sentence) + gap
        real = np.concatenate(rows)
        weight, bias = self.first
        hidden = np.zeros((position, weight.shape[1]), np.float32)
        hidden[real] = np.maximum(np.concatenate(sentences) @ weight + bias, 0)
        for dilation, weight, bias in self.mixers:
            near = np.concatenate([hidden[real - dilation], hidden[real], hidden[real + dilation]], axis=1)
            hidden[real] += np.maximum(near @ weight + bias, 0)
        weight, bias = self.last
        scores: Floats = hidden[real] @ weight + bias
        return scores

    def marginals(self, emissions: Floats, lengths: Numbers) -> tuple[Floats, Floats]:
        """Forward and backward over all rows at once, longest first, in probabilities scaled at every step."""
        steps = emissions.shape[1]
        alive = _alive(lengths, steps)
        move = np.exp(self.transitions)
        local = np.exp(emissions - emissions.max(axis=2, keepdims=True))
        ahead = np.zeros_like(local)
        ahead[:, 0] = local[:, 0] * np.exp(self.start)
        for step in range(1, steps):
            n = alive[step]
            here = (ahead[:n, step - 1] @ move) * local[:n, step]
            np.divide(here, np.add.reduce(here, axis=1, keepdims=True), out=ahead[:n, step])
        behind = np.ones_like(local) * np.exp(self.end)
        for step in range(steps - 2, -1, -1):
            n = alive[step + 1]
            here = (local[:n, step + 1] * behind[:n, step + 1]) @ move.T
            np.divide(here, np.add.reduce(here, axis=1, keepdims=True), out=behind[:n, step])
        both = ahead * behind
        marginals = both / np.maximum(both.sum(axis=2, keepdims=True), 1e-30)
        following = (local * behind)[:, 1:]
        any_next = following @ move.T
        begin, within = np.arange(1, move.shape[0], 2), np.arange(2, move.shape[0], 2)
        goes_on = np.zeros((*emissions.shape[:2], 2, len(begin)), np.float32)
        for kind, labels in enumerate((begin, within)):
            goes_on[:, :-1, kind] = following[..., within] * move[labels, within] / any_next[..., labels]
        return marginals, goes_on

    def best_paths(self, emissions: Floats, lengths: Numbers) -> Numbers:
        """Viterbi over all rows at once, longest first."""
        rows, steps, _ = emissions.shape
        alive = _alive(lengths, steps)
        back = np.zeros(emissions.shape, np.int64)
        best = emissions[:, 0] + self.start
        into = np.ascontiguousarray(self.transitions.T)  # a row a label, so that what is compared lies side by side
        for step in range(1, steps):
            n = alive[step]
            total = best[:n, None, :] + into
            total.argmax(axis=2, out=back[:n, step])
            np.add(np.maximum.reduce(total, axis=2), emissions[:n, step], out=best[:n])
        paths = np.zeros((rows, steps), np.int64)
        every = np.arange(rows)
        current = (best + self.end).argmax(axis=1)
        for step in range(steps - 1, -1, -1):
            n = alive[step]
            paths[:n, step] = current[:n]
            current[:n] = back[every[:n], step, current[:n]]
        return paths


def _alive(lengths: Numbers, steps: int) -> list[int]:
    """How many rows, longest first, still have a character at each step."""
    counts = np.bincount(lengths, minlength=steps + 1)
    return [int(n) for n in len(lengths) - np.cumsum(counts)[:steps]]


def _padded(table: Floats, lengths: Numbers) -> Floats:
    """Rows one below the other → (sentence, step, column), zeros behind the end of a sentence."""
    found = np.zeros((len(lengths), int(lengths.max()), table.shape[1]), np.float32)
    found[np.arange(found.shape[1]) < lengths[:, None]] = table
    return found


def _stretches(path: Sequence[int], labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """Runs of a begin and its insides."""
    found: list[tuple[int, int, str]] = []
    start = -1
    for i, value in enumerate([*path, 0]):
        if start >= 0 and (value == 0 or value % 2 == 1):
            found.append((start, i, labels[(path[start] - 1) // 2]))
            start = -1
        if value % 2 == 1:
            start = i
    return found
