"""Countries and provinces by one character."""

import pytest

from kg.extract import annotate
from kg.model.schema import EntityType
from kg.read.page import read_page


def places(text: str) -> dict[str, set[str]]:
    """Each place with its mentions as printed."""
    (article,) = read_page("今日要闻\n\n" + text, source="page.txt", sha256="0" * 64)
    return {c.name: {m.surface for m in c.mentions} for c in annotate(article).chains if EntityType.PLACE in c.types}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中美两国元首通话。", {"中国": {"中"}, "美国": {"美"}}),
        ("中国和俄罗斯是邻居。中俄关系稳步发展。", {"中国": {"中国", "中"}, "俄罗斯": {"俄罗斯", "俄"}}),
        ("川渝两地联动。", {"四川省": {"川"}, "重庆市": {"渝"}}),
        ("他已返京。", {"北京市": {"京"}}),
    ],
)
def test_each_character_is_a_mention(text: str, expected: dict[str, set[str]]) -> None:
    found = places(text)
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("欧美市场回暖。", "美国"),  # a part of the world
        ("沪渝高速今日通车。", "重庆市"),  # a road by its ends
        ("以巴冲突持续。", "巴西"),  # 巴 stands for several
        ("港澳台同胞来访。", "台湾省"),  # a term
    ],
)
def test_other_characters_are_left_alone(text: str, never: str) -> None:
    assert never not in places(text)
