"""Han names: surnames, and the log-odds of a name against ordinary words."""

import pytest

from kg.lexicon.names import best_cut, is_plausible_name, name_score, surname_at


@pytest.mark.parametrize("name", ["王建国", "欧阳明", "司马光", "赵丽颖", "诸葛亮", "钱学森", "李娜", "闫妮", "覃晓燕"])
def test_names_are_plausible(name: str) -> None:
    assert is_plausible_name(name)


@pytest.mark.parametrize(
    "words",
    ["高兴", "方便", "于是", "时间", "张主任", "何况", "连续", "周围", "金融", "马上", "黄山", "安全", "王", "", "ABC"],
)
def test_words_are_not(words: str) -> None:
    assert not is_plausible_name(words)


def test_a_string_without_a_surname_is_no_name() -> None:
    assert name_score("的王建") == -30.0


def test_the_longer_surname_is_found() -> None:
    assert surname_at("记者欧阳修", 2) == 2
    assert surname_at("记者李白", 2) == 1
    assert surname_at("记者李白", 9) == 0


def test_the_best_cut_is_the_likeliest_words() -> None:
    score, starts = best_cut("和安徽省")
    assert starts == (0, 1)
    assert score < 0
    assert best_cut("") == (0.0, ())
