"""The labeller of people, posts, bodies and places: its field's arithmetic, its independence, what it is good for."""

import itertools
from pathlib import Path

import numpy as np
import pytest

from kg.extract.tagging.labeller import Labeller, Reader
from kg.extract.tagging.tagger import Tagger

TAGGER = Tagger()
LABELLER = Labeller()
SENTENCES = (
    "云泽市临河区委书记韩志远、副区长罗静怡到青石镇调研。",
    "青石镇敬老院院长马春兰告诉记者，老人们都很满意。",
    "大家",
    "",
    "“今年的收成比去年好得多。”",
)


def named(text: str) -> set[tuple[str, str]]:
    found = LABELLER.label(TAGGER.tag([text]))[0]
    return {(text[s.start : s.end], s.label) for s in found}


def test_posts_are_cut_from_their_hosts_and_people() -> None:
    found = named(SENTENCES[0])
    assert {("韩志远", "PER"), ("罗静怡", "PER"), ("副区长", "ROLE"), ("书记", "ROLE")} <= found
    assert ("青石镇", "PLACE") in found


def test_common_nouns_are_not_names() -> None:
    assert named("相关部门负责同志和社区工作人员参加了会议。") == set()


def test_a_sentence_is_labelled_alike_in_any_company() -> None:
    together = LABELLER.scores(TAGGER.tag(SENTENCES))
    for text, scores in zip(SENTENCES, together, strict=True):
        alone = LABELLER.scores(TAGGER.tag([text]))[0]
        assert [(s.start, s.end, s.label) for s in alone.best] == [(s.start, s.end, s.label) for s in scores.best]
        np.testing.assert_allclose(alone.marginals, scores.marginals, atol=1e-4)


def test_nothing_gives_nothing() -> None:
    assert LABELLER.label([]) == []
    scores = LABELLER.scores(TAGGER.tag([""]))[0]
    assert scores.best == ()
    assert scores.marginals.shape[0] == 0


def test_marginals_are_probabilities() -> None:
    for scores in LABELLER.scores(TAGGER.tag(SENTENCES)):
        np.testing.assert_allclose(scores.marginals.sum(axis=1), 1, atol=1e-4)
        assert (scores.goes_on >= 0).all()
        assert (scores.goes_on <= 1.0001).all()


def test_best_stretches_carry_their_own_probability() -> None:
    for text, scores in zip(SENTENCES, LABELLER.scores(TAGGER.tag(SENTENCES)), strict=True):
        for found in scores.best:
            assert 0 <= found.start < found.end <= len(text)
            assert found.probability == scores.probability(found.start, found.end, found.label)
            assert found.probability <= scores.inside(found.start, found.label) + 1e-3


def test_probabilities_agree_with_counting_every_path() -> None:
    """Two characters have few enough labellings to add them all up."""
    network = LABELLER._network
    tagged = TAGGER.tag(["王丽"])
    scores = LABELLER.scores(tagged)[0]
    emissions = network.emissions(Reader().rows(tagged)).astype(np.float64)
    weights = {
        (a, b): np.exp(
            network.start[a] + emissions[0, a] + network.transitions[a, b] + emissions[1, b] + network.end[b]
        )
        for a, b in itertools.product(range(len(network.start)), repeat=2)
    }
    total = sum(weights.values())
    person = 1 + 2 * scores.labels.index("PER")
    assert scores.probability(0, 2, "PER") == pytest.approx(weights[person, person + 1] / total, abs=1e-3)
    alone = sum(weight for (a, b), weight in weights.items() if a == person and b != person + 1) / total
    assert scores.probability(0, 1, "PER") == pytest.approx(alone, abs=1e-3)
    assert [(s.start, s.end) for s in scores.best] == (
        [(0, 2)] if max(weights, key=lambda path: weights[path]) == (person, person + 1) else []
    )


def test_probabilities_of_stretches_from_one_place_do_not_exceed_one() -> None:
    text = SENTENCES[1]
    scores = LABELLER.scores(TAGGER.tag([text]))[0]
    total = sum(scores.probability(0, end, label) for end in range(1, len(text) + 1) for label in scores.labels)
    assert total == pytest.approx(1 - scores.marginals[0, 0], abs=2e-2)


def test_unknown_labels_are_refused() -> None:
    scores = LABELLER.scores(TAGGER.tag(["王丽"]))[0]
    with pytest.raises(ValueError, match="not in tuple"):
        scores.probability(0, 2, "ANIMAL")


def test_weights_for_other_cues_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "old.npz"
    np.savez(path, cues=np.array(["other"]), labels=np.array(["PER"]))
    with pytest.raises(ValueError, match="other cues"):
        Labeller(path).label(TAGGER.tag(["王丽"]))


def test_an_article_is_labelled_alike_to_the_bit_whatever_is_labelled_with_it() -> None:
    articles = [
        TAGGER.tag(texts)
        for texts in (["柳塘县县长顾青禾说，灯亮了。"], ["溪桥镇", "", "灯亮了。"], [], ["周青禾任局长"])
    ]
    for tagged, together in zip(articles, LABELLER.scores_of(articles), strict=True):
        for one, other in zip(LABELLER.scores(tagged), together, strict=True):
            assert one.best == other.best
            assert np.array_equal(one.marginals, other.marginals)
            assert np.array_equal(one.goes_on, other.goes_on)
