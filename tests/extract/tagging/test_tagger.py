"""The tagger's search for the best tags, against the plain one; batches; words."""

from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.tagging.tagger import Floats, Tagger, _best_paths, _rivalry
from tests.extract.benches import bench


def viterbi(scores: Floats, transitions: Floats) -> list[int]:
    """The textbook's search over one row."""
    best, back = scores[0].astype(np.float64), []
    for step in scores[1:]:
        total = best[:, None] + transitions
        back.append(total.argmax(axis=0))
        best = total.max(axis=0) + step
    path = [int(best.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]


def weight(path: list[int], scores: Floats, transitions: Floats) -> float:
    steps = sum(float(scores[i, tag]) for i, tag in enumerate(path))
    return steps + sum(float(transitions[a, b]) for a, b in pairwise(path))


@settings(deadline=None, max_examples=60)
@given(seed=st.integers(0, 10_000), spread=st.sampled_from([0.05, 0.3, 1.0, 5.0]), rows=st.integers(1, 5))
def test_the_best_path_is_that_of_the_plain_search(seed: int, spread: float, rows: int) -> None:
    random = np.random.default_rng(seed)
    transitions = random.uniform(-0.21, 0.21, (7, 7)).astype(np.float32)
    lengths: npt.NDArray[np.int64] = random.integers(1, 12, rows)
    scores = (random.standard_normal((rows, int(lengths.max()), 7)) * spread).astype(np.float32)
    paths = _best_paths(scores, transitions, _rivalry(transitions), lengths)
    for row, length in enumerate(lengths.tolist()):
        real = scores[row, :length]
        expected, found = viterbi(real, transitions), paths[row, :length].tolist()
        # float32 rounds: two paths of one weight are equally right
        assert weight(found, real, transitions) == pytest.approx(weight(expected, real, transitions), abs=1e-4)


def test_a_sentence_is_tagged_alike_alone_and_among_others() -> None:
    tagger = Tagger()
    sentences = ["王建国任海港市市长。", "", "会议在北湖区召开，李明主持会议并讲话。", "好"]
    together = tagger.tag(sentences)
    for sentence, tagged in zip(sentences, together, strict=True):
        (alone,) = tagger.tag([sentence])
        assert alone.words == tagged.words
        assert "".join(word.text for word in tagged.words) == sentence


def test_words_cover_a_stretch_that_is_too_long_for_the_model() -> None:
    text = "北湖区" * 200
    (tagged,) = Tagger().tag([text])
    assert tagged.words[-1].end == len(text)
    assert all(a.end == b.start for a, b in pairwise(tagged.words))


PARTED = [
    ("由松江市科协主办、白石县图书馆协办的“科学之夜”科普活动9日举行。", ["白石县图书馆", "协办"]),
    ("3月7日，柳川县市场监管局会同县公安局开展校园周边食品安全专项检查。", ["柳川县市场监管局", "会同", "县公安局"]),
    ("会长苏梅作工作报告，秘书长范伟宣读表彰决定。", ["苏梅", "作"]),
    ("去年，白石市地区生产总值增长5%。", ["白石市", "地区"]),
]


@pytest.mark.parametrize(("text", "expected"), PARTED)
def test_names_are_parted_from_what_the_tagger_took_with_them(text: str, expected: list[str]) -> None:
    words = [word.text for word in bench(text).words(0)]
    at = words.index(expected[0])
    assert words[at : at + len(expected)] == expected
