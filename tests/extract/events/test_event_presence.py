"""Who is at an event and who is only spoken of beside it, and what one event has from another."""

import pytest

from kg.extract.events.finding import find_events
from kg.model.schema import EntityType, RelationType
from tests.extract.benches import bench, ends, of_type
from tests.extract.events.test_events import names, told

ELSEWHERE = [
    # only the name is used
    ("松江防汛工作会议5日召开，林可南当局派出周一鸣出席会议。", "周一鸣"),
    ("松江书画展5日在林可南故居开幕，周一鸣出席开幕式。", "周一鸣"),
    ("松江书画展开幕式5日举行，馆长（林可南代表）、周一鸣出席开幕式。", "周一鸣"),
    # a letter or an order comes instead
    ("松江防汛工作会议5日召开，省长林可南作出批示，副省长周一鸣出席会议并讲话。", "周一鸣"),
    ("松江防汛工作会议5日召开，省长林可南发来贺信，副省长周一鸣出席会议并讲话。", "周一鸣"),
    # whoever is remembered
    ("松江诗歌节5日举行。诗歌节上，诗人周一鸣对林可南进行缅怀并致辞。", "周一鸣"),
    # a document is not the event that it orders
    ("《关于开展企业安全大检查活动的通知》下发不久，局长林可南因失职被处分。", ""),
    # who speaks to the press about what is to come was not there
    ("松江还将筹办首届云湖人才论坛。副市长林可南表示，松江欢迎各地人才。", ""),
]


@pytest.mark.parametrize(("text", "people"), ELSEWHERE)
def test_people_who_are_elsewhere(text: str, people: str) -> None:
    made = told(text, people="林可南 周一鸣")
    assert {person for _, person in ends(made, RelationType.ATTENDEE)} == set(people.split())


def test_who_reads_out_a_letter_has_come() -> None:
    made = told("松江防汛工作会议5日召开，林可南宣读省长的贺信。", people="林可南")
    assert {person for _, person in ends(made, RelationType.ATTENDEE)} == {"林可南"}


def test_the_body_that_issues_the_order_holds_the_event() -> None:
    made = told(
        "松江市教育局印发了《关于开展教师兼职情况专项检查的通知》，林可南受到处分。",
        bodies="松江市教育局",
        people="林可南",
    )
    assert {body for _, body in ends(made, RelationType.ORGANIZER)} <= {"松江市教育局"}
    assert ends(made, RelationType.ATTENDEE) == []


def test_who_a_thing_is_made_for_does_not_visit() -> None:
    made = told("林可南在山脚塑了一座石像，供游人参观。", people="林可南")
    assert ends(made, RelationType.ATTENDEE) == []


def test_a_fondness_for_a_place_signs_nothing() -> None:
    made = told(
        "林可南说，自己与松江颇有缘分，曾代表云湖书社签下了一部小说的版权。", bodies="松江 云湖书社", people="林可南"
    )
    assert "松江" not in {name for _, name in ends(made, RelationType.ATTENDEE)}


CONTENDERS = [
    "云湖党在今年1月的松江市长选举中失利，党内不满。",
    "云湖党在松江市长选举中大败，席次减半。",
]


@pytest.mark.parametrize("text", CONTENDERS)
def test_who_loses_an_election_took_part(text: str) -> None:
    assert {body for _, body in ends(told(text, bodies="云湖党"), RelationType.ATTENDEE)} == {"云湖党"}


def test_what_a_meeting_holds_is_held_by_its_holder_and_its_guests_are_the_meetings() -> None:
    made = told(
        "云湖学会8日举办了一场网络研讨会。研讨会分别举行了两场分组讨论。医生林可南、教授周一鸣等参与对话。",
        bodies="云湖学会",
        people="林可南 周一鸣",
    )
    assert {body for _, body in ends(made, RelationType.ORGANIZER)} == {"云湖学会"}
    assert len(ends(made, RelationType.ORGANIZER)) == 2
    assert {(event, who) for event, who in ends(made, RelationType.ATTENDEE) if event == "网络研讨会"} == {
        ("网络研讨会", "林可南"),
        ("网络研讨会", "周一鸣"),
    }


def test_a_launch_is_that_of_the_campaign() -> None:
    made = told(
        "松江青年联盟16日发起全城护河大行动。当天，启动仪式在云湖广场举行，松江青年联盟、云湖商会、白石教师协会等多个团体到场。",
        bodies="松江青年联盟 云湖商会 白石教师协会",
    )
    holders = ends(made, RelationType.ORGANIZER)
    assert ("启动仪式", "松江青年联盟") in holders
    assert len({event for event, _ in holders}) == 2
    guests = ends(made, RelationType.ATTENDEE)
    assert {who for _, who in guests} == {"云湖商会", "白石教师协会"}
    assert len(guests) == 4


def test_talk_described_by_its_manner_is_no_event_of_its_own() -> None:
    made = told(
        "由云湖书院主办的“城市与水”论坛8日在云湖书院举行，围绕城市主题，学者们进行了深入研讨。"
        "六位学者从治水思想等角度进行了热烈、深入的研讨。",
        bodies="云湖书院",
    )
    assert ends(made, RelationType.ORGANIZER) == [("“城市与水”论坛", "云湖书院")]
    assert len(of_type(made, EntityType.EVENT)) == 1


def test_a_meeting_that_is_prepared_is_not_held() -> None:
    made = told(
        "云湖学会召开第三次理事大会。会前，学会秘书处指导松江办公室进行会议筹备。", bodies="云湖学会 松江办公室"
    )
    assert {body for _, body in ends(made, RelationType.ORGANIZER)} == {"云湖学会"}


def test_one_meeting_is_another_one() -> None:
    made = told(
        "松江市委召开的防汛会议5日举行，周一鸣出席会议。林可南去年在出席一次会议时受伤。",
        bodies="松江市委",
        people="林可南 周一鸣",
    )
    assert ("防汛会议", "林可南") not in ends(made, RelationType.ATTENDEE)


def test_a_session_opens_a_meeting() -> None:
    made = told("松江市政协的开幕式5日举行。副市长林可南出席会议。", people="林可南", bodies="松江市政协")
    assert ends(made, RelationType.ATTENDEE) == [("松江市政协的开幕式", "林可南")]


def test_a_quoted_name_is_pointed_back_to() -> None:
    made = told("“云湖汇——松江云赏花节”5日开幕。本届云赏花节办到月底。")
    assert names(made) == ["“云湖汇——松江云赏花节”"]


TITLES = [
    "新风社松江8日电 题：松江教师云湖开展文化参访：感受湖畔书院\n松江教师8日在云湖开展文化参访，教师林可南参加文化参访。",
]


@pytest.mark.parametrize("text", TITLES)
def test_a_title_in_the_text_names_the_event_with_its_subject(text: str) -> None:
    made = told(text, people="林可南")
    (event,) = of_type(made, EntityType.EVENT)
    assert "松江教师云湖开展文化参访" in event.aliases


def test_a_visit_is_also_called_by_all_that_is_done_there() -> None:
    made = told("副省长林可南来到大坝，查看水位，听取汇报，指导排险。", people="林可南")
    (event,) = of_type(made, EntityType.EVENT)
    assert "查看水位，听取汇报，指导排险" in event.aliases
    assert ends(made, RelationType.ATTENDEE) == [(event.name, "林可南")]


def test_a_visit_under_a_picture_is_the_one_of_the_item() -> None:
    made = bench(
        "文旅局林可南局长调研云湖茶厂\n周一鸣陪同局长林可南参观\n8日，林可南来到茶厂，和周一鸣谈了半个小时。",
        people=["林可南", "周一鸣"],
        headed=True,
    )
    find_events(made)
    assert ends(made, RelationType.ATTENDEE) == [("调研云湖茶厂", "林可南"), ("调研云湖茶厂", "周一鸣")]


def test_who_goes_somewhere_to_see_it_takes_part() -> None:
    made = told(
        "市委书记林可南、市长周一鸣冒着寒风来到云湖市场调研，检查情况。", people="林可南 周一鸣", bodies="云湖市场"
    )
    assert {who for _, who in ends(made, RelationType.ATTENDEE)} == {"林可南", "周一鸣"}


def test_a_place_that_holds_with_others_acts() -> None:
    made = bench("在松江与云湖集团联合举办的山货节上，市长们推荐了茶叶。", places=["松江"], bodies=["云湖集团"])
    find_events(made)
    assert {who for _, who in ends(made, RelationType.ORGANIZER)} == {"松江", "云湖集团"}


def test_whose_heads_shake_hands_at_a_signing_takes_part() -> None:
    made = told(
        "云湖银行总裁林可南和白石支付副总裁周一鸣在合作仪式上握手。", bodies="云湖银行 白石支付", people="林可南 周一鸣"
    )
    assert {who for _, who in ends(made, RelationType.ATTENDEE)} == {"云湖银行", "白石支付", "林可南", "周一鸣"}


def test_a_person_who_starts_an_event_holds_it() -> None:
    made = told("时任校长林可南打造诗歌节，公开说要把火炬送到云湖。", people="林可南")
    assert {who for _, who in ends(made, RelationType.ORGANIZER)} == {"林可南"}


def test_who_speaks_at_the_opening_is_not_counted_at_the_press_conference() -> None:
    made = told(
        "第五届云湖大会8日开幕。6日，大会重要组成部分——云湖之光博览会率先开幕。本届博览会展示了新产品。"
        "副厅长林可南在花展新闻发布会上介绍，共有四百家花农参加。林可南表示，今年花展还办了一场诗会。",
        people="林可南",
    )
    assert [event for event, _ in ends(made, RelationType.ATTENDEE)] == ["花展新闻发布会"]


def test_a_gift_that_an_item_begins_with_is_held_by_who_gives() -> None:
    made = told("云湖基金会向白石医院捐赠口罩。仓库的人说，货已发出。", bodies="云湖基金会 白石医院")
    assert [who for _, who in ends(made, RelationType.ORGANIZER)] == ["云湖基金会"]
    assert [who for _, who in ends(made, RelationType.ATTENDEE)] == ["白石医院"]


def test_the_organs_of_a_body_meet_as_the_body() -> None:
    made = told("松江林业局直属机关工作会议8日召开。松江林业局局长讲话。", bodies="松江林业局 松江林业局直属机关")
    assert {who for _, who in ends(made, RelationType.ORGANIZER)} == {"松江林业局"}


def test_who_is_inspected_does_not_inspect() -> None:
    made = told("5日，执法人员根据部署，对松江食品公司进行执法检查。松江食品公司表示认错。", bodies="松江食品公司")
    assert not ends(made, RelationType.ORGANIZER)
