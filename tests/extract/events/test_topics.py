"""What events are about, on sentences made up for the purpose."""

import pytest

from kg.extract.events.topics import find_topics
from kg.extract.workspace import ChainDraft
from kg.model.schema import EntityType, RelationType
from kg.model.text import Span
from tests.extract.benches import bench


def topics(text: str, *events: str) -> list[tuple[str, str]]:
    """(event, topic), the events being those words of the text."""
    made = bench(text)
    for event in events:
        at = made.text.index(event)
        made.add(ChainDraft({EntityType.EVENT}, event, [Span(at, at + len(event))]))
    find_topics(made)
    for relation in made.relations:
        assert relation.evidence.of(made.text)
    return [(made.chains[r.subject].name, r.value) for r in made.relations if r.type is RelationType.TOPIC]


@pytest.mark.parametrize(
    ("text", "event", "expected"),
    [
        ("柳湾社区举行“清水润柳湾”主题宣讲活动。", "“清水润柳湾”主题宣讲活动", ["清水润柳湾"]),
        ("柳湾社区以“邻里一家亲”为主题举办联欢会。", "联欢会", ["邻里一家亲"]),
        ("柳湾社区举办论坛,主题为“河道与人”。", "论坛", ["河道与人"]),
        ("讲座围绕防火、防盗、防骗三个方面展开。", "讲座", ["防火", "防盗", "防骗"]),
        ("培训班分为识图、测量以及绘图三部分。", "培训班", ["识图", "测量", "绘图"]),
        ("讲座围绕防火、防盗、防骗四个方面展开。", "讲座", []),  # three are no four
        ("讲座围绕大家关心的内容展开。", "讲座", []),
        ("柳湾社区举办联欢会。", "联欢会", []),
    ],
)
def test_themes_and_parts(text: str, event: str, expected: list[str]) -> None:
    assert topics(text, event) == [(event, topic) for topic in expected]


def test_a_lecture_is_pointed_back_to_by_its_noun() -> None:
    text = "社区开展睡眠健康讲座。\n讲座中,何医生围绕入睡、早醒和打鼾三部分作了讲解。"
    assert topics(text, "睡眠健康讲座") == [("睡眠健康讲座", topic) for topic in ("入睡", "早醒", "打鼾")]


def test_a_list_without_an_event_is_nobodys() -> None:
    text = "社区开展趣味运动会。\n报告从土地、水源、林木三个方面作了说明。"
    assert topics(text, "趣味运动会") == []
