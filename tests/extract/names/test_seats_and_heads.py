"""Places read off their bodies' names, heads that names share, media shown by what stands beside them."""

import pytest

from kg.extract.coreference.clusters import Form
from kg.extract.names.crews import crews
from kg.extract.names.framed import framed_media
from kg.extract.names.seats import add_seats
from kg.extract.names.sharedheads import share_heads
from kg.lexicon.places import gazetteer
from kg.lexicon.suffixes import kind_of_body, kind_of_place
from kg.model.schema import Kind
from kg.model.text import Span
from tests.extract.benches import bench


def form(text: str, surface: str) -> Form:
    start = text.index(surface)
    kind = kind_of_body(surface) or kind_of_place(surface) or Kind.OTHER
    return Form(surface, kind, 0.9, [Span(start, start + len(surface))])


@pytest.mark.parametrize(
    ("name", "seats"),
    [
        ("桂花里社区居委会", {"桂花里社区"}),
        ("梧桐街道桂花里社区党总支", {"梧桐街道", "桂花里社区"}),
        ("锦绣华庭小区业委会", {"锦绣华庭小区"}),
        ("街道社区建设中心", set()),  # levels alone
        ("全市教育局", set()),
    ],
)
def test_a_place_ends_where_its_level_is_printed(name: str, seats: set[str]) -> None:
    forms = {name: form(name, name)}
    add_seats(name, forms, gazetteer())
    assert set(forms) - {name} == seats
    assert all(span.of(name) == seat for seat in seats for span in forms[seat].spans)


def shared(text: str, *surfaces: str) -> set[str]:
    forms = {surface: form(text, surface) for surface in surfaces}
    share_heads(bench(text), forms, gazetteer())
    return set(forms)


def test_numbers_share_what_they_count() -> None:
    text = "柳塘市第一、第三人民医院派人。"
    assert "柳塘市第一人民医院" in shared(text, "柳塘市", "第三人民医院")


def test_a_name_without_an_ending_takes_the_next_ones() -> None:
    assert "梧桐街道" in shared("梧桐、石榴街道开会。", "梧桐", "石榴街道")
    assert "柳河派出所街道" not in shared("柳河派出所、石榴街道开会。", "柳河派出所", "石榴街道")


def test_listed_divisions_share_their_level() -> None:
    found = shared("黄浦、静安两区开会。", "黄浦", "静安")
    assert {"黄浦区", "静安区"} <= found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("微信公众号“柳塘发布”说", {"柳塘发布"}),
        ("据“柳塘融媒”视频号", {"柳塘融媒"}),
        ("柳塘台《民生在线》栏目", {"民生在线"}),
        ("柳塘健康（微信号：liutang）", {"柳塘健康"}),
        ("他读《柳塘记》，发微博", set()),
    ],
)
def test_media_by_what_stands_beside_them(text: str, names: set[str]) -> None:
    assert {span.of(text) for span in framed_media(text, 0, len(text))} == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("压裂二队支援采油三厂。", ["压裂二队", "采油三厂"]),
        ("第一采油厂采油九队获奖。", ["第一采油厂", "采油九队"]),
        ("综采一区、掘进二区在井下。", ["综采一区", "掘进二区"]),
        ("他在三营七连当兵。", ["三营七连"]),
        ("压裂队设有一队，压裂二队队长说。", ["压裂二队"]),
        ("执法队员排成一队。", []),
    ],
)
def test_crews_are_known_by_their_numbers(text: str, names: list[str]) -> None:
    assert [span.of(text) for span, _ in crews(text, 0, len(text))] == names
