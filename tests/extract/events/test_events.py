"""Events told in sentences of our own: their names, who holds them, who takes part, where and when."""

from datetime import date

import pytest

from kg.extract.events.finding import find_events
from kg.extract.workspace import Workspace
from kg.model.schema import EntityType, Qualifier, RelationType
from tests.extract.benches import bench, ends, of_type


def told(
    text: str, *, people: str = "", bodies: str = "", places: str = "", published: date | None = None
) -> Workspace:
    made = bench(text, people=people.split(), bodies=bodies.split(), places=places.split(), published=published)
    find_events(made)
    return made


def names(made: Workspace) -> list[str]:
    return [chain.name for chain in of_type(made, EntityType.EVENT)]


HELD = [
    ("松江市文旅局7日在云湖举办首届云湖灯会。", "松江市文旅局", "首届云湖灯会"),
    ("由松江市科协主办的第三届青年科技论坛8日上午在云湖会堂举行。", "松江市科协", "第三届青年科技论坛"),
    ("松江市政府新闻办公室当日召开新闻发布会，介绍防汛工作。", "松江市政府新闻办公室", "新闻发布会"),
    ("近日，白石街道开展“守护清流”主题宣讲活动。", "白石街道", "“守护清流”主题宣讲活动"),
]


@pytest.mark.parametrize(("text", "body", "event"), HELD)
def test_who_holds_an_event(text: str, body: str, event: str) -> None:
    made = told(text, bodies=body)
    assert (event, body) in ends(made, RelationType.ORGANIZER)


def test_two_organisers_of_a_relative_clause() -> None:
    made = told(
        "近日，由松江市妇联主办，白石镇文化站、白石小学承办的“书香伴我行”读书活动举行。",
        bodies="松江市妇联 白石镇文化站 白石小学",
    )
    holders = {body for _, body in ends(made, RelationType.ORGANIZER)}
    assert holders == {"松江市妇联", "白石镇文化站", "白石小学"}


ATTENDED = [
    ("松江市旅游工作会议5日在云湖召开，市长林可南、副市长周一鸣出席会议并讲话。", "林可南 周一鸣"),
    ("5日，松江市旅游工作会议在云湖召开。会上，市长林可南宣读了表彰决定，周一鸣作了发言。", "林可南 周一鸣"),
    ("松江市旅游工作会议5日在云湖召开。市长林可南在会上表示，全市将办好这件事。", "林可南"),
    ("5日，松江市旅游工作会议在云湖召开，市长林可南主持会议。", "林可南"),
]


@pytest.mark.parametrize(("text", "people"), ATTENDED)
def test_who_takes_part(text: str, people: str) -> None:
    made = told(text, people=people)
    present = {person for event, person in ends(made, RelationType.ATTENDEE) if event == "松江市旅游工作会议"}
    assert present == set(people.split())


def test_a_body_that_only_hosts_a_post_takes_no_part() -> None:
    made = told(
        "松江市旅游工作会议5日在云湖召开，白石县教育局局长林可南出席会议。", people="林可南", bodies="白石县教育局"
    )
    assert [person for _, person in ends(made, RelationType.ATTENDEE)] == ["林可南"]


def test_the_one_invited_takes_part_and_the_one_who_invites_holds() -> None:
    made = told(
        "近日，白石街道邀请心理咨询师林可南，开展“轻装前行”职工心理健康讲座。", people="林可南", bodies="白石街道"
    )
    assert [body for _, body in ends(made, RelationType.ORGANIZER)] == ["白石街道"]
    assert [person for _, person in ends(made, RelationType.ATTENDEE)] == ["林可南"]


def test_a_speaker_at_what_another_holds_is_not_its_holder() -> None:
    made = told("林可南在6日召开的松江市防汛工作新闻发布会上介绍，堤坝完好。", people="林可南")
    assert ends(made, RelationType.ORGANIZER) == []
    assert [person for _, person in ends(made, RelationType.ATTENDEE)] == ["林可南"]


def test_both_sides_of_a_signing_take_part() -> None:
    made = told("6日，松江市政府与云湖大学签订战略合作协议。", bodies="松江市政府 云湖大学")
    assert {body for _, body in ends(made, RelationType.ATTENDEE)} == {"松江市政府", "云湖大学"}


def test_a_court_holds_a_trial_and_the_accused_takes_part() -> None:
    made = told("2019年3月，原局长林可南在云湖中级法院受审。", people="林可南", bodies="云湖中级法院")
    assert names(made) == ["林可南在云湖中级法院受审"]
    assert [body for _, body in ends(made, RelationType.ORGANIZER)] == ["云湖中级法院"]
    assert [person for _, person in ends(made, RelationType.ATTENDEE)] == ["林可南"]


def test_bylines_and_datelines_take_no_part() -> None:
    made = told(
        "【本报云湖5日讯】松江市旅游工作会议5日在云湖召开，市长林可南出席会议。", people="林可南", bodies="本报"
    )
    assert ends(made, RelationType.ORGANIZER) == []


def test_later_words_for_an_event_are_the_same_event() -> None:
    made = told(
        "由松江市科协主办的第三届青年科技论坛8日在云湖举行。论坛上，院士林可南作了报告。此次论坛为期两天。",
        people="林可南",
        bodies="松江市科协",
    )
    assert names(made) == ["第三届青年科技论坛"]


def test_numbers_tell_sessions_apart() -> None:
    made = told(
        "松江市政协第十二届委员会第三次会议5日在云湖开幕。去年，松江市政协第十二届委员会第二次会议在云湖召开。",
        bodies="松江市政协",
    )
    assert len(names(made)) == 2


def test_place_and_date_of_an_event() -> None:
    made = told(
        "3月8日上午，由松江市科协主办的第三届青年科技论坛在云湖会堂举行。",
        bodies="松江市科协",
        places="云湖会堂",
        published=date(2024, 3, 9),
    )
    assert ends(made, RelationType.LOCATION) == [("第三届青年科技论坛", "云湖会堂")]
    [day] = [r for r in made.relations if r.type is RelationType.DATE]
    assert day.value.startswith("3月8日")
    assert day.qualifier(Qualifier.START) == "2024-03-08"


NOTHING = [
    "他认为，社会各方会积极行动，相关活动也会增多。",
    "机会总是留给有准备的人，委员会下设三个小组。",
    "会议室里坐满了人，活动中心新刷了墙。",
]


@pytest.mark.parametrize("text", NOTHING)
def test_words_that_name_no_event(text: str) -> None:
    assert names(told(text)) == []


def test_evidence_holds_the_words_and_confidence_is_a_share() -> None:
    made = told("松江市旅游工作会议5日在云湖召开，市长林可南、副市长周一鸣出席会议并讲话。", people="林可南 周一鸣")
    ties = [r for r in made.relations if r.type is RelationType.ATTENDEE]
    assert ties
    for tie in ties:
        assert tie.object is not None
        assert made.chains[tie.object].name in tie.evidence.of(made.text)
        assert 0 < tie.confidence <= 1
        assert tie.rule.startswith("event-")


def test_no_names_and_no_text_are_no_trouble() -> None:
    assert names(told("。")) == []
