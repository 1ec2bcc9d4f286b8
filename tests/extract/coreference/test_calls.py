"""People called by a part of their name, on sentences of our own."""

import pytest

from kg.extract import annotate
from kg.extract.coreference.calls import calls, is_nickname
from kg.extract.tagging.tagger import Tagger, Word
from kg.model.schema import EntityType
from kg.model.text import Article, Block, BlockKind, Span

_TAGGER = Tagger()


def called(text: str, *people: str, taken: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    words: list[Word] = list(_TAGGER.tag([text])[0].words)
    spans = [Span(text.index(t), text.index(t) + len(t)) for t in (*people, *taken)]
    found = calls(text, [words], [(name, text.index(name)) for name in people], spans)
    return [(span.of(text), name) for span, name in found]


CALLED = [
    ("汤姆·格兰维尔到了海湾州，格兰维尔表示欢迎。", ["汤姆·格兰维尔"], [("格兰维尔", "汤姆·格兰维尔")]),
    ("店主DavidHuang开了门，David表示欢迎。", ["DavidHuang"], [("David", "DavidHuang")]),
    ("医生雷振海住在河边，老雷闲不住。", ["雷振海"], [("老雷", "雷振海")]),
    # of two who share it, none; before the whole name, none; inside another name, none
    ("汤姆·格兰维尔和玛丽·格兰维尔来了，格兰维尔表示欢迎。", ["汤姆·格兰维尔", "玛丽·格兰维尔"], []),
    ("老雷闲不住，医生雷振海住在河边。", ["雷振海"], []),
    ("汤姆·格兰维尔来了，安娜·格兰维尔没来。", ["汤姆·格兰维尔"], []),
    ("店主DavidHuang开了门，Davids是一家店。", ["DavidHuang"], []),
]


@pytest.mark.parametrize(("text", "people", "expected"), CALLED)
def test_a_part_of_one_name_alone(text: str, people: list[str], expected: list[tuple[str, str]]) -> None:
    assert called(text, *people) == expected


def test_what_is_a_place_in_the_item_is_left_alone() -> None:
    text = "汤姆·格兰维尔到了海湾州，他住在格兰维尔。"
    place = Span(text.rindex("格兰维尔"), text.rindex("格兰维尔") + 4)
    words = list(_TAGGER.tag([text])[0].words)
    assert calls(text, [words], [("汤姆·格兰维尔", 0)], [Span(0, 7), place]) == []


@pytest.mark.parametrize("name", ["小二", "小王", "老李", "阿强", "王大妈", "李女士"])
def test_nicknames(name: str) -> None:
    assert is_nickname(name)


@pytest.mark.parametrize("name", ["王立群", "老舍", "李先", "汤姆·格兰维尔", "欧阳小敏"])
def test_names(name: str) -> None:
    assert not is_nickname(name)


def test_an_item_has_one_person_for_both_forms() -> None:
    text = "青年技工王立群守在机床边。“这批零件今晚就能装完。”小王擦了擦汗说。"
    blocks = (Block(BlockKind.PARAGRAPH, Span(0, len(text))),)
    found = annotate(Article("page.txt", "0" * 64, 0, text, blocks, (), None))
    people = [chain for chain in found.chains if EntityType.PERSON in chain.types]
    assert [person.name for person in people] == ["王立群"]
    assert "小王" in {mention.surface for mention in people[0].mentions}
