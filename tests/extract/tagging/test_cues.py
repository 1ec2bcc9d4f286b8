"""Cues of characters: which columns the words, the lexicon's lists, marks and the second segmenter set."""

import numpy as np

from kg.extract.tagging.cues import CUES, cues
from kg.extract.tagging.tagger import Word


def told(text: str, position: int, words: tuple[Word, ...] = ()) -> set[str]:
    """The cues that are set at a character."""
    return {CUES[i] for i in np.flatnonzero(cues(text, words)[position])}


def test_every_character_has_the_tag_of_its_word_and_its_edges() -> None:
    words = (Word(0, 2, "临河", "LOC"), Word(2, 3, "的", "never-seen"))
    assert {"tag:LOC", "begins"} <= told("临河的", 0, words)
    assert {"tag:LOC", "ends"} <= told("临河的", 1, words)
    assert {"tag:other", "begins", "ends"} <= told("临河的", 2, words)


def test_listed_stretches_are_marked_from_begin_to_end() -> None:
    text = "青岛市教育局副局长"
    assert {"division:2:begin", "division:2:inside"} <= told(text, 0)
    assert "division:2:end" in told(text, 2)
    assert "division:2:inside" not in told(text, 3)
    assert "body:government:end" in told(text, 5)
    assert {"post:begin", "post:inside"} <= told(text, 7)


def test_bare_townships_are_a_class_of_their_own() -> None:
    assert "bare-division:begin" in told("在泊里调研", 1)
    assert "division:4:begin" not in told("在泊里调研", 1)


def test_marks_open_and_close_what_is_quoted_and_bracketed() -> None:
    text = "“甲”乙（丙）丁"
    quoted = [i for i in range(len(text)) if "quoted" in told(text, i)]
    bracketed = [i for i in range(len(text)) if "bracketed" in told(text, i)]
    assert [text[i] for i in quoted] == ["“", "甲"]
    assert [text[i] for i in bracketed] == ["（", "丙"]


def test_letters_beyond_the_basic_plane_are_no_error() -> None:
    assert cues("𠮷野家😀", ()).shape == (4, len(CUES))


def test_nothing_gives_no_rows() -> None:
    assert cues("", ()).shape == (0, len(CUES))


def test_all_cues_lie_between_zero_and_one() -> None:
    table = cues("欧阳明：2024年3月，王丽·A（乙）", ())
    assert table.min() >= 0
    assert table.max() <= 1
