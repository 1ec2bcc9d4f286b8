import pytest

from kg.model.ids import EntityId
from kg.model.statement import Thing
from kg.serve.search import Index


def index(*names: str, kind: str = "person") -> Index:
    things = []
    for number, written in enumerate(names):
        label, *aliases = written.split("/")
        things.append(Thing(EntityId(f"p-{number}"), kind, (), label, tuple(aliases)))
    return Index(things, {})


def found(searched: Index, text: str) -> list[str]:
    return [hit.thing.label for hit in searched.search(text)]


@pytest.mark.parametrize("text", ["代玉丽", "玉丽", "dyl", "DYL", "daiyuli", "dai yu li", "daiyl", "dyuli", "yl"])
def test_a_person_is_found_by_name_pinyin_and_initials(text: str) -> None:
    assert found(index("代玉丽", "侯强"), text) == ["代玉丽"]


@pytest.mark.parametrize("text", ["dly", "ly d", "yd", "aiyu", "lid", "x", "代丽"])
def test_letters_must_begin_syllables_in_their_order(text: str) -> None:
    assert found(index("代玉丽", "侯强"), text) == []


def test_a_surname_is_found_by_either_reading() -> None:
    people = index("单文博")
    assert found(people, "swb") == found(people, "dwb") == found(people, "shanwenbo") == ["单文博"]


def test_an_alias_leads_to_its_thing_and_is_named() -> None:
    hits = index("海平市住房和城乡建设局/住建局", kind="organization").search("zjj")
    assert [(hit.thing.label, hit.name) for hit in hits] == [("海平市住房和城乡建设局", "住建局")]


def test_a_name_itself_comes_before_one_that_holds_it_and_that_before_a_spelling() -> None:
    assert found(index("大泊里", "泊里", "泊里社区", kind="place"), "泊里") == ["泊里", "泊里社区", "大泊里"]
    assert found(index("a包罗", "bl", kind="place"), "bl") == ["bl", "a包罗"]


def test_each_thing_is_found_once_and_no_more_than_asked_for() -> None:
    searched = index(*[f"泊里{number}/泊里又{number}" for number in range(50)], kind="place")
    assert len(found(searched, "泊里")) == 20
    assert len({hit.thing.id for hit in searched.search("泊里", most=100)}) == 50


@pytest.mark.parametrize("text", ["", "   ", "\n", "(", "[a", "\\", ".*", "a" * 10_000, "'" * 60, "\x00", "𠮷"])
def test_any_text_is_searched_as_text(text: str) -> None:
    assert found(index("代玉丽", "侯强"), text) == []


def test_no_search_is_slow_over_names_made_to_make_it_so() -> None:
    searched = index(*["中aaa" * 6 for _ in range(200)], *["阿" * 24 for _ in range(200)])
    import time

    started = time.perf_counter()
    for text in ("a" * 64, "aaa" * 20 + "b", "z" + "a" * 60, "a b" * 20):
        searched.search(text)
    assert time.perf_counter() - started < 2


def test_no_things_is_nothing_found() -> None:
    assert Index([], {}).search("a") == []
