"""How events are worded in the news: their names, who holds them and who takes part, on sentences of our own."""

from datetime import date

import pytest

from kg.extract.events.finding import find_events
from kg.model.schema import Kind, Qualifier, RelationType
from tests.extract.benches import bench, ends
from tests.extract.events.test_events import names, told

NAMES = [
    # a head that the tagger parts
    ("3月6日，松江市乡村振兴工作推进会在白石县召开。", "", "松江市乡村振兴工作推进会"),
    ("白石小学6日举办了“与书同行”读书分享会。", "白石小学", "“与书同行”读书分享会"),
    # a verb that says what a ceremony is for
    ("林可南参加白石县重点项目集中开工仪式。", "白石县", "白石县重点项目集中开工仪式"),
    ("3月1日，“云湖课堂”签约揭牌仪式在青禾社区举行。", "青禾社区", "“云湖课堂”签约揭牌仪式"),
    # both sides belong to the name
    ("5日，松江大学与白石医院合作签约仪式举行。", "松江大学 白石医院", "松江大学与白石医院合作签约仪式"),
    # a count of years, shows and festivals by what they show
    ("3月8日，白石中学建校七十周年庆典举行。", "白石中学", "白石中学建校七十周年庆典"),
    ("“翰墨松江”书法展将于3月12日开幕。", "", "“翰墨松江”书法展"),
    ("去年3月，松江市举办了首届云湖花朝节。", "松江市", "首届云湖花朝节"),
]


@pytest.mark.parametrize(("text", "bodies", "name"), NAMES)
def test_names_of_events(text: str, bodies: str, name: str) -> None:
    assert name in names(told(text, people="林可南", bodies=bodies))


@pytest.mark.parametrize(
    "text",
    [
        "春节期间，松江市各景区迎来客流高峰。",
        "学校安排了问答环节。",
        "松江市会展业发展迅速。",
        "60余家企业参会。",
    ],
)
def test_days_of_the_calendar_and_clauses_are_no_events(text: str) -> None:
    assert names(told(text, bodies="松江市")) == []


def test_what_points_back_joins_a_head_that_the_tagger_parts() -> None:
    made = told(
        "3月6日，松江市乡村振兴工作推进会在白石县召开。市委副书记林可南出席会议并讲话，副市长周一鸣主持会议。",
        people="林可南 周一鸣",
        bodies="松江市 白石县",
    )
    assert names(made) == ["松江市乡村振兴工作推进会"]
    assert {person for _, person in ends(made, RelationType.ATTENDEE)} == {"林可南", "周一鸣"}


HOLDERS = [
    ("由松江市应急局牵头，白石大队等单位参加的防汛应急演练6日举行。", "松江市应急局 白石大队", "松江市应急局"),
    ("“丰收松江”摄影展5日开幕，主办单位为松江摄影协会。", "松江摄影协会", "松江摄影协会"),
    (
        "3月4日，青禾社区邀请医师林可南来到社区，为居民带来一场春季养生讲座。",
        "青禾社区",
        "青禾社区",
    ),
    ("松江市3月4日在白石县举行重大项目签约仪式。", "松江市 白石县", "松江市"),
    ("正月十五晚，云溪镇举行元宵灯会。", "云溪镇", "云溪镇"),
]


@pytest.mark.parametrize(("text", "bodies", "holders"), HOLDERS)
def test_who_holds_an_event(text: str, bodies: str, holders: str) -> None:
    made = told(text, people="林可南", bodies=bodies)
    assert {body for _, body in ends(made, RelationType.ORGANIZER)} == set(holders.split())


PRESENT = [
    (
        "白石街道3日召开物业管理座谈会，邀请青禾社区、安居公司等单位参加。",
        "白石街道 青禾社区 安居公司",
        "青禾社区 安居公司",
    ),
    (
        "3月6日，松江市质量发展大会召开，云湖局、白石局、青禾局作交流发言。",
        "云湖局 白石局 青禾局",
        "云湖局 白石局 青禾局",
    ),
    ("3月6日，松江市质量发展大会召开，云湖局发布了年度报告。", "云湖局", ""),
    ("近日，专场招聘会在云湖举行，华远公司、松江纺织等60余家企业参会。", "华远公司 松江纺织", "华远公司 松江纺织"),
    ("5日，松江大学与白石医院合作签约仪式举行。", "松江大学 白石医院", "松江大学 白石医院"),
    ("青禾社区参与推选和筹建9个小区业委会工作。", "青禾社区", "青禾社区"),
    ("松江旅游节开幕式4日晚举行。市长周一鸣致辞，会长林可南宣布开幕。", "", "林可南 周一鸣"),
    ("3月6日上午，副县长林可南带队开展安全生产大检查。", "", "林可南"),
    ("松江餐饮协会年会日前召开，会长林可南作工作报告。", "松江餐饮协会", "林可南"),
]


@pytest.mark.parametrize(("text", "bodies", "present"), PRESENT)
def test_who_takes_part(text: str, bodies: str, present: str) -> None:
    made = told(text, people="林可南 周一鸣", bodies=bodies)
    assert {name for _, name in ends(made, RelationType.ATTENDEE)} == set(present.split())


def test_two_deeds_share_their_object() -> None:
    made = told("去年，青禾社区参与推选和筹建9个小区业委会工作。", bodies="青禾社区")
    assert names(made) == ["推选和筹建9个小区业委会工作"]


def test_a_venue_beside_a_ceremony_is_no_side_of_it() -> None:
    made = bench("松江市3月4日在白石县举行重大项目签约仪式。", bodies=["松江市"], places=["白石县"])
    made.chains[1].kinds = {Kind.ADMIN}
    find_events(made)
    assert ends(made, RelationType.ATTENDEE) == []


def test_a_date_in_the_name_is_not_when_it_was() -> None:
    made = told("松江餐饮协会2023年年会3月8日在云湖宾馆召开。", bodies="松江餐饮协会", published=date(2024, 3, 9))
    [day] = [r for r in made.relations if r.type is RelationType.DATE]
    assert (day.value, day.qualifier(Qualifier.START)) == ("3月8日", "2024-03-08")


def test_a_vague_date_is_an_interval_marked_about() -> None:
    made = told("近日，松江市旅游工作会议在云湖召开。", published=date(2024, 3, 9))
    [day] = [r for r in made.relations if r.type is RelationType.DATE]
    assert (day.qualifier(Qualifier.START), day.qualifier(Qualifier.END)) == ("2024-03-02", "2024-03-09")
    assert day.qualifier(Qualifier.BOUND) == "about"
