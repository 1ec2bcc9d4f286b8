"""People called by family name and title, and bodies printed without their place."""

import pytest

from kg.extract.coreference.addresses import Known, addresses
from kg.extract.coreference.shortened import shortened
from kg.lexicon.places import gazetteer
from kg.model.text import Span
from tests.extract.benches import bench

LIN = Known("林可南", 0, ("党委书记",))
ZHOU = Known("周正清", 0, ("董事长",))


def called(text: str, *people: Known) -> list[tuple[str, str]]:
    made = bench(text)
    rows = [made.words(i) for i in range(len(made.sentences))]
    return [(span.of(text), name) for span, name in addresses(text, rows, people)]


@pytest.mark.parametrize(
    ("text", "people", "expected"),
    [
        ("会上，林书记说，路要修好。", [LIN], [("林书记", "林可南")]),
        ("周董事长表示，明年再来。", [LIN, ZHOU], [("周董事长", "周正清")]),
        ("周老师带来了种子。", [Known("周一鸣", 0)], [("周老师", "周一鸣")]),
        ("周书记说，路要修好。", [Known("周一鸣", 0, ("党委书记",)), ZHOU], [("周书记", "周一鸣")]),  # the post decides
        ("周老师带来了种子。", [Known("周一鸣", 0), ZHOU], []),  # either
        ("王主任带来了种子。", [LIN], []),  # nobody of that name
        ("林书记说，路要修好。", [Known("林可南", 50)], []),  # not named yet
        ("林业局局长说，路要修好。", [LIN], []),
        ("今年九十岁的周老说，路要修好。", [Known("周一鸣", 0)], [("周老", "周一鸣")]),
        ("高校长期缺人。", [Known("高一鸣", 0, ("校长",))], []),
    ],
)
def test_who_is_called_by_surname_and_title(text: str, people: list[Known], expected: list[tuple[str, str]]) -> None:
    placed = [Known(p.name, p.first - 1, p.roles) if not p.first else p for p in people]
    assert called(text, *placed) == expected


def short(text: str, *forms: str) -> list[tuple[str, int]]:
    chains = {form: i for i, form in enumerate(forms)}
    taken = [Span(at, at + len(form)) for form in forms if (at := text.find(form)) >= 0]
    found = shortened(text, [Span(0, len(text))], chains, taken, gazetteer())
    return [(span.of(text), chain) for span, chain in found]


def test_a_body_without_its_place_is_the_same_body() -> None:
    text = "青岛市柳湾社区开园。柳湾社区的居民来了。"
    assert short(text, "青岛市柳湾社区", "青岛市") == [("柳湾社区", 0)]


def test_an_ending_alone_or_one_that_two_names_share_is_left() -> None:
    assert short("青岛市人民政府开会。人民政府很重视。", "青岛市人民政府", "青岛市") == []
    both = "青岛市柳湾社区和济南市柳湾社区结对。柳湾社区来了人。"
    assert short(both, "青岛市柳湾社区", "济南市柳湾社区", "青岛市", "济南市") == []
