"""Names of people, from text to chains."""

import pytest

from kg.extract import annotate
from kg.model.schema import EntityType
from tests.builders import article


def people(text: str) -> list[str]:
    found = annotate(article(text, headline="柳塘新闻"))
    return sorted(chain.name for chain in found.chains if EntityType.PERSON in chain.types)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("溪桥食品有限公司总经理MaryJones表示，今年多收果子。", ["MaryJones"]),  # pages lose the space
        ("溪桥食品有限公司总经理 Mary K. Jones 表示，今年多收果子。", ["Mary K. Jones"]),
        ("柳塘大学教授Anna de Wit、溪桥镇镇长周青禾出席。", ["Anna de Wit", "周青禾"]),
        ("柳塘大学教授安娜·德维特(AnnadeWit)出席。", ["安娜·德维特"]),  # a gloss is the same person
        ("园艺文章刊于PlantHealth。", []),  # a journal is spelt so too
    ],
)
def test_names_in_letters(text: str, expected: list[str]) -> None:
    assert people(text) == expected


def test_a_surname_with_an_address_is_nobody_new() -> None:
    text = "今年九十岁的周青禾是溪桥镇居民。周老说，路要修好。"
    assert people(text) == ["周青禾"]


def test_a_japanese_family_name_is_the_person_named_in_full() -> None:
    text = "溪桥食品株式会社社长山田花子表示，今年多收果子。山田先生还说，路要修好。"
    assert people(text) == ["山田花子"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("柳塘公布新任校长名单，徐梅、李立在列。两人中徐梅系由柳塘一中副校长提任，李立是外地人。", ["李立", "徐梅"]),
        ("陈曾经的邻居说，他早就搬走了。", []),
    ],
)
def test_a_name_ends_before_a_copula_or_an_adverb(text: str, expected: list[str]) -> None:
    assert people(text) == sorted(expected)
