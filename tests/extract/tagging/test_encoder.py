"""The second encoder: one state a character, whatever the sentence holds and whoever it travels with."""

import numpy as np

from kg.extract.tagging.encoder import STATE, Encoder

ENCODER = Encoder()


def test_every_character_has_a_state() -> None:
    texts = ["", "王丽在青山市第一医院工作。", "　 ", "ＡＢＣ与5G、İ"]
    for text, states in zip(texts, ENCODER.states(texts), strict=True):
        assert states.shape == (len(text), STATE)
        assert [bool(row.any()) for row in states] == [not char.isspace() for char in text]


def test_a_sentence_does_not_depend_on_its_batch() -> None:
    text = "河湾镇卫生院院长李青说。"
    alone = ENCODER.states([text])[0]
    beside = ENCODER.states(["短句。", "河湾镇的另一句话比它长一些吧。", text])[2]
    assert np.abs(alone - beside).max() < 1e-5


def test_wide_letters_read_as_narrow_ones_and_a_known_word_as_one() -> None:
    narrow, wide = ENCODER.states(["NBA开赛", "ＮＢＡ开赛"])
    assert np.array_equal(narrow, wide)
    assert np.array_equal(narrow[0], narrow[2])  # NBA is one token
    assert not np.array_equal(narrow[0], narrow[3])


def test_the_states_are_those_of_the_package() -> None:
    """A fingerprint of what scripts/derive_encoder.py compared with the package itself."""
    states = ENCODER.states(["新华社北京电记者王小明从某某科技集团有限公司获悉"])[0]
    assert np.isfinite(states).all()
    assert 0.05 < float(np.abs(states).mean()) < 0.9
    assert float(np.abs(np.diff(states, axis=0)).mean()) > 0.05
