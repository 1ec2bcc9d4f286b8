"""Stretches that name people, posts, bodies and places, with probabilities: a small network on the tagger's states.

The tagger's own tags know no posts and cut names of bodies short. This network reads the states it computes anyway
(256 floats a character), those of a second encoder (:mod:`kg.extract.tagging.encoder`) and cues from the lexicon
(:mod:`kg.extract.tagging.cues`), mixes those of neighbouring characters by convolutions, and ends in a conditional
random field over B/I labels. It is evidence for rules to weigh, not the last word: probabilities are exact marginals of the
field. The weights are learnt by ``scripts/train_labeller.py`` and applied here by numpy alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import as_file, files
from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt
from threadpoolctl import ThreadpoolController

from kg.extract.tagging.cues import CUES, cues
from kg.extract.tagging.encoder import STATE, Encoder
from kg.extract.tagging.tagger import TaggedSentence

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
        """Labelling and probabilities of each sentence of an article, in the order given; empty ones have neither."""
        return self.scores_of([tagged])[0]

    def scores_of(self, articles: Sequence[Sequence[TaggedSentence]]) -> list[list[SentenceScores]]:
        """The same for each sentence of each article. An article's scores do not depend on the others, to the bit.

        Best called for several articles at once. Cost: about a quarter of tagging them.
        """
        network = self._network
        size = len(network.start)
        nothing = np.zeros((0, size), np.float32), np.zeros((0, 2, size // 2), np.float32)
        found = [[SentenceScores(network.labels, (), *nothing) for _ in tagged] for tagged in articles]
        placed = [  # article, sentence: longest first within an article
            sorted(
                ((a, i) for i, s in enumerate(tagged) if s.text), key=lambda place: (-len(tagged[place[1]].text), place)
            )
            for a, tagged in enumerate(articles)
        ]
        places = [place for each in placed for place in each]
        if not places:
            return found
        rows = iter(self._reader.rows([articles[a][i] for a, i in places]))
        # Products this small lose more to waking and spinning threads than they gain, and workers share the cores.
        # Each article has its own, since the last bits of a row depend on how many rows a product has.
        with _blas().limit(limits=1, user_api="blas"):
            emissions = np.concatenate([network.emissions(list(islice(rows, len(each)))) for each in placed if each])
        ends = np.cumsum([len(articles[a][i].text) for a, i in places])
        order = sorted(range(len(places)), key=lambda k: (-len(articles[places[k][0]][places[k][1]].text), k))
        lengths = np.diff(ends, prepend=0)[order]
        padded = _padded([emissions[ends[k] - n : ends[k]] for k, n in zip(order, lengths.tolist(), strict=True)])
        lengths = np.concatenate([lengths[:1], lengths])
        marginals, goes_on = network.marginals(padded, lengths)
        paths = network.best_paths(padded, lengths)
        for row, k in enumerate(order, start=1):
            article, i = places[k]
            n = int(lengths[row])
            # copies, so that nobody who keeps one sentence keeps all
            scores = SentenceScores(network.labels, (), marginals[row, :n].copy(), goes_on[row, :n].copy())
            best = tuple(
                Labelled(start, end, label, scores.probability(start, end, label))
                for start, end, label in _stretches(paths[:n, row].tolist(), network.labels)
            )
            found[article][i] = SentenceScores(network.labels, best, scores.marginals, scores.goes_on)
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
        """Forward and backward over all sentences at once, longest first, in probabilities scaled at every step.

        Tables are (step, label, sentence): sums go over labels one after the other, sentences lie side by side, so that
        what is found in one does not depend on the others.
        """
        steps = emissions.shape[0]
        alive = _alive(lengths, steps)
        move = np.exp(self.transitions)
        onward, backward = move[:, :, None], np.ascontiguousarray(move.T)[:, :, None]
        local = np.exp(emissions - np.maximum.reduce(emissions, axis=1, keepdims=True))
        ahead = np.zeros_like(local)
        ahead[0] = local[0] * np.exp(self.start)[:, None]
        for step in range(1, steps):
            n = alive[step]
            here = np.add.reduce(ahead[step - 1, :, None, :n] * onward, axis=0) * local[step, :, :n]
            np.divide(here, np.add.reduce(here, axis=0), out=ahead[step, :, :n])
        behind = np.ones_like(local) * np.exp(self.end)[:, None]
        for step in range(steps - 2, -1, -1):
            n = alive[step + 1]
            coming = local[step + 1, :, :n] * behind[step + 1, :, :n]
            here = np.add.reduce(coming[:, None, :] * backward, axis=0)
            np.divide(here, np.add.reduce(here, axis=0), out=behind[step, :, :n])
        both = ahead * behind
        marginals = both / np.maximum(np.add.reduce(both, axis=1, keepdims=True), 1e-30)
        following = (local * behind)[1:]
        begin, within = np.arange(1, move.shape[0], 2), np.arange(2, move.shape[0], 2)
        goes_on = np.zeros((steps, 2, len(begin), emissions.shape[2]), np.float32)
        for kind, labels in enumerate((begin, within)):
            any_next = np.add.reduce(
                following[:, :, None, :] * np.ascontiguousarray(move[labels].T)[:, :, None], axis=1
            )
            goes_on[:-1, kind] = following[:, within] * move[labels, within][:, None] / any_next
        goes_on[lengths - 1, :, :, np.arange(len(lengths))] = 0  # behind the last character nothing is told
        return np.ascontiguousarray(marginals.transpose(2, 0, 1)), np.ascontiguousarray(goes_on.transpose(3, 0, 1, 2))

    def best_paths(self, emissions: Floats, lengths: Numbers) -> Numbers:
        """Viterbi over all sentences at once, longest first: (step, sentence)."""
        steps, _, sentences = emissions.shape
        alive = _alive(lengths, steps)
        back = np.zeros(emissions.shape, np.int64)
        onward = self.transitions[:, :, None]
        best = emissions[0] + self.start[:, None]
        for step in range(1, steps):
            n = alive[step]
            total = best[:, None, :n] + onward
            total.argmax(axis=0, out=back[step, :, :n])
            np.add(np.maximum.reduce(total, axis=0), emissions[step, :, :n], out=best[:, :n])
        paths = np.zeros((steps, sentences), np.int64)
        every = np.arange(sentences)
        current = (best + self.end[:, None]).argmax(axis=0)
        for step in range(steps - 1, -1, -1):
            n = alive[step]
            paths[step, :n] = current[:n]
            current[:n] = back[step, current[:n], every[:n]]
        return paths


def _alive(lengths: Numbers, steps: int) -> list[int]:
    """How many rows, longest first, still have a character at each step."""
    counts = np.bincount(lengths, minlength=steps + 1)
    return [int(n) for n in len(lengths) - np.cumsum(counts)[:steps]]


def _padded(tables: Sequence[Floats]) -> Floats:
    """Tables of (step, column), longest first → (step, column, table), zeros behind the end of each.

    A table of zeros goes before them: numpy adds up a lone column in another order than columns side by side.
    """
    found = np.zeros((1 + len(tables), *tables[0].shape), np.float32)
    for row, table in enumerate(tables, start=1):
        found[row, : len(table)] = table
    return np.ascontiguousarray(found.transpose(1, 2, 0))


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
