"""What a country's letter, 驻, an account's noun and 下设 say of what lies in what."""

import pytest

from kg.extract.within.pairs import put_within
from kg.lexicon.places import gazetteer
from kg.model.schema import Kind, RelationType
from tests.extract.benches import bench, ends


def within(text: str, bodies: tuple[str, ...], places: tuple[str, ...]) -> set[tuple[str, str]]:
    made = bench(text, bodies=bodies, places=places)
    for chain in made.chains:
        if chain.name in places:
            chain.kinds.add(Kind.ADMIN)
    put_within(made, gazetteer())
    return set(ends(made, RelationType.WITHIN))


@pytest.mark.parametrize(
    ("text", "bodies", "places", "expected"),
    [
        ("越南今天通报。越外交部回应。", ("越外交部",), ("越南",), ("越外交部", "越南")),
        ("中国驻越南大使馆提醒，中国和越南。", ("中国驻越南大使馆",), ("中国", "越南"), ("中国驻越南大使馆", "中国")),
        ("驻里昂总领事馆提醒，里昂有雨。", ("驻里昂总领事馆",), ("里昂",), ("驻里昂总领事馆", "里昂")),
        ("据云湖日报微信公众号“渔歌”消息。", ("云湖日报", "渔歌"), (), ("渔歌", "云湖日报")),
        (
            "云湖县成立云湖防汛指挥部，下设信息保障组。",
            ("云湖防汛指挥部", "信息保障组"),
            (),
            ("信息保障组", "云湖防汛指挥部"),
        ),
    ],
)
def test_it_lies_in_it(text: str, bodies: tuple[str, ...], places: tuple[str, ...], expected: tuple[str, str]) -> None:
    assert expected in within(text, bodies, places)


def test_a_letter_of_another_word_is_no_country() -> None:
    assert within("土耳其来人。土地局回应。", ("土地局",), ("土耳其",)) == set()
    assert within("英国来人。越外交部回应。", ("越外交部",), ("英国",)) == set()


def test_a_way_does_not_lie_in_the_places_that_it_joins() -> None:
    text = "贵阳至昆明铁路开工，贵阳和昆明有雨。"
    assert within(text, (), ("贵阳至昆明铁路", "贵阳", "昆明")) == set()
