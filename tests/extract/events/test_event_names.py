"""What is taken for an event, how far its name reaches, and which mentions are one."""

import pytest

from kg.extract.events.clusters import EventCandidate
from kg.extract.events.names import event_candidates
from kg.extract.text.event_words import EventKind, head_of
from tests.extract.benches import bench


def candidates(text: str, *, people: str = "", bodies: str = "") -> list[EventCandidate]:
    return event_candidates(bench(text, people=people.split(), bodies=bodies.split()))


REACH = [
    ("松江市商会16日晚举行甲辰年新春酒会。", "甲辰年新春酒会"),
    ("会后，市残联召开2024年助残就业工作电视电话会。", "2024年助残就业工作电视电话会"),
    ("市科协承办的松江首届线上家装建材、家具家电博览会启动。", "松江首届线上家装建材、家具家电博览会"),
    ("“数字时代的图书馆”论坛5日举行。", "“数字时代的图书馆”论坛"),
    ("由市图书馆主办的“未来阅读——松江读书论坛”5日举行。", "“未来阅读——松江读书论坛”"),
    ("学校组织了多次应急疏散演练。", "应急疏散演练"),
    ("他在松江市防汛工作新闻发布会上介绍情况。", "松江市防汛工作新闻发布会"),
]


@pytest.mark.parametrize(("text", "name"), REACH)
def test_how_far_a_name_reaches(text: str, name: str) -> None:
    assert name in [candidate.name for candidate in candidates(text)]


def test_a_clause_names_a_deed_without_an_object() -> None:
    found = candidates("2019年3月，原局长林可南在云湖法院受审。", people="林可南", bodies="云湖法院")
    assert [c.name for c in found if c.kind is EventKind.DEED] == ["林可南在云湖法院受审"]


def test_a_bare_head_points_back_and_a_new_holding_starts_anew() -> None:
    found = candidates("市政府5日召开全市旅游工作会议。会上发布了规划。6日，市政府举行新闻发布会。")
    assert [(c.name, len(c.mentions)) for c in found] == [("全市旅游工作会议", 2), ("新闻发布会", 1)]


HEADS = [
    ("座谈会", "n", "座谈会"),
    ("赏花会", "n", "赏花会"),
    ("龙舟赛", "n", "龙舟赛"),
    ("委员会", "n", None),
    ("基金会", "n", None),
    ("社会", "n", None),
    ("参赛", "n", None),
]


@pytest.mark.parametrize(("word", "tag", "head"), HEADS)
def test_heads_name_gatherings_and_not_bodies(word: str, tag: str, head: str | None) -> None:
    found = head_of(word, tag)
    assert (found[0] if found else None) == head
