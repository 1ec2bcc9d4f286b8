"""Who holds an event and who takes part, construction by construction, on sentences of our own."""

import pytest

from kg.extract.events.finding import find_events
from kg.model.schema import EntityType, Kind, RelationType
from tests.extract.benches import bench, ends, of_type
from tests.extract.events.test_events import names, told

HOLDERS = [
    ("由松江市科协主办、云湖大学协办的青年科技论坛8日举行。", "松江市科协 云湖大学"),
    ("松江市妇联联合白石小学举办亲子阅读活动。", "松江市妇联 白石小学"),
    ("松江市妇联联手白石小学，举办了“书香伴我行”读书活动。", "松江市妇联 白石小学"),
    ("白石街道组织开展消防应急演练。", "白石街道"),
    ("8日，由松江市总工会组织的职工技能大赛开赛。", "松江市总工会"),
    ("松江市政协第十二届委员会第三次会议5日在云湖开幕，会期四天。", "松江市政协"),
    ("云湖汽车有限公司新车发布会8日在松江会堂举行。", "云湖汽车有限公司"),
    ("松江市红十字会向社会发起“一家一袋米”捐助活动。", "松江市红十字会"),
    ("白石科技港一年一度的招聘博览8日举行。", "白石科技港"),
    ("云湖生态论坛5日开幕。论坛由松江大学主办、云湖学会承办，白石商会协办。", "松江大学 云湖学会 白石商会"),
    ("在松江研究院召开的云湖生态座谈会上，学者们认为，湖水在变清。", "松江研究院"),
    # labels, before any verb, also behind the sentence that names the event
    (
        "云湖茶叶博览会8日开幕。主办单位：松江商会、白石县农业局；承办单位：云湖会展公司。",
        "松江商会 白石县农业局 云湖会展公司",
    ),
    ("云湖龙舟邀请赛8日开赛。主办：松江龙舟协会。承办：白石镇政府。", "松江龙舟协会 白石镇政府"),
    (
        "云湖茶叶博览会8日开幕，三天来了两万人。松江商会主办，白石镇政府、云湖会展公司承办。",
        "松江商会 白石镇政府 云湖会展公司",
    ),
    # a place is an organiser where it acts, not where it only says of where something is
    ("白石县灾情严重，多地日前开始组织抢修，并举行了募捐晚会。", ""),
]


@pytest.mark.parametrize(("text", "bodies"), HOLDERS)
def test_organisers(text: str, bodies: str) -> None:
    assert {body for _, body in ends(told(text, bodies=bodies), RelationType.ORGANIZER)} == set(bodies.split())


COMERS = [
    ("云湖茶叶博览会8日开幕。来自松江茶厂、白石茶行等十六家单位的百余人参展。", "松江茶厂 白石茶行"),
    ("云湖茶叶博览会8日开幕，商人云集。参展企业包括：松江茶厂、白石茶行。", "松江茶厂 白石茶行"),
    ("云湖龙舟邀请赛8日落幕。直道赛成绩：第一名松江茶厂队，第二名白石中学。", "松江茶厂队 白石中学"),
]


@pytest.mark.parametrize(("text", "bodies"), COMERS)
def test_bodies_in_rosters_and_results(text: str, bodies: str) -> None:
    assert {body for _, body in ends(told(text, bodies=bodies), RelationType.ATTENDEE)} == set(bodies.split())


def test_where_those_who_come_are_from_is_no_attendee() -> None:
    made = bench("云湖茶叶博览会8日开幕，来自松江、白石的商人参展。", places=["松江", "白石"])
    find_events(made)
    assert ends(made, RelationType.ATTENDEE) == []


PRESENT = [
    ("云湖茶叶论坛将于8日开幕。主旨演讲嘉宾：学者林可南；作家周一鸣。", "林可南 周一鸣"),
    ("云湖龙舟邀请赛8日开赛，水面很静。裁判长是松江大学的教授林可南。", "林可南"),
    ("青年干部开班式8日举行。出席的有市长林可南、副市长周一鸣。", "林可南 周一鸣"),
    ("白石镇召开返还会，林可南、周一鸣参加。", "林可南 周一鸣"),
    ("第三届松江山货选品会将于8日在云湖开幕。受邀嘉宾：林可南、周一鸣。", "林可南 周一鸣"),
    ("松江市旅游工作会议5日在云湖召开。市长林可南致辞，副市长周一鸣主持。", "林可南 周一鸣"),
    ("市长林可南、副市长周一鸣参加松江市旅游工作会议。", "林可南 周一鸣"),
    ("青年科技论坛8日举行，论坛邀请了作家林可南。", "林可南"),
    ("林可南在“城市与水”主题演讲中对规划作了解读。", "林可南"),
    ("林可南发表了主题为“城市与水”的主题演讲。", "林可南"),
    ("8日，市长林可南、副市长周一鸣等，看望了福利院的老人。", "林可南 周一鸣"),
    ("会后，林可南与周一鸣进行了会谈。", "林可南 周一鸣"),
    ("松江商会8日举行春节酒会。会长林可南致辞说，新年好。", "林可南"),
    ("松江商会8日举行春节酒会。干部们学习了林可南的重要讲话精神。", ""),
    ("“林可南艺术思想”研讨会8日在松江举行，学者周一鸣出席。", "周一鸣"),
    ("省长林可南、副省长周一鸣赶到火场，部署和指挥扑救工作。", "林可南 周一鸣"),
]


@pytest.mark.parametrize(("text", "people"), PRESENT)
def test_people_who_take_part(text: str, people: str) -> None:
    made = told(text, people=people)
    assert {person for _, person in ends(made, RelationType.ATTENDEE)} == set(people.split())


def test_teams_play_in_the_contest_whose_leg_is_told() -> None:
    made = told("松江杯足球赛半决赛，云湖女足遇上白石女足，首回合比赛，云湖女足3比1取胜。", bodies="云湖女足 白石女足")
    assert names(made) == ["松江杯足球赛半决赛"]
    assert {body for _, body in ends(made, RelationType.ATTENDEE)} == {"云湖女足", "白石女足"}


def test_a_venue_holds_nothing() -> None:
    made = bench("赛后，云湖体育场举行了盛大的颁奖典礼。", places=["云湖体育场"])
    made.chains[0].kinds = {Kind.FACILITY}
    find_events(made)
    assert ends(made, RelationType.ORGANIZER) == []


def test_a_country_that_begins_a_name_is_no_organiser() -> None:
    made = told("中国国际茶业博览会8日在松江开幕，林可南出席开幕式。", people="林可南", places="中国")
    assert ends(made, RelationType.ORGANIZER) == []


def test_the_meeting_that_holds_its_session_is_no_body() -> None:
    made = told("松江市第九届人民代表大会第二次会议举行第三次全体会议。", bodies="松江市第九届人民代表大会")
    assert ("第三次全体会议", "松江市第九届人民代表大会") not in ends(made, RelationType.ORGANIZER)


def test_a_congress_does_not_hold_its_session_and_what_opens_does_not_open_itself() -> None:
    made = told("松江市第九届人民代表大会第二次会议5日举行。", bodies="松江市第九届人民代表大会")
    assert ends(made, RelationType.ORGANIZER) == []
    made = told("云湖制药有限公司白石新厂开业典礼8日举行。", bodies="云湖制药有限公司 云湖制药有限公司白石新厂")
    assert {body for _, body in ends(made, RelationType.ORGANIZER)} == {"云湖制药有限公司"}


def test_a_verdict_is_called_by_its_case() -> None:
    made = told(
        "8日，云湖市中级法院公开宣判原局长林可南受贿案，判处有期徒刑十年。", people="林可南", bodies="云湖市中级法院"
    )
    assert names(made) == ["林可南受贿案公开宣判"]
    assert [body for _, body in ends(made, RelationType.ORGANIZER)] == ["云湖市中级法院"]
    assert [person for _, person in ends(made, RelationType.ATTENDEE)] == ["林可南"]


def test_feasts_of_one_item_are_one_feast() -> None:
    made = told("全家给林可南办了百岁宴。生日宴会上，林可南讲起往事。这次寿宴只有家常菜。", people="林可南")
    assert len(of_type(made, EntityType.EVENT)) == 1


def test_two_names_joined_by_ji_are_one_event() -> None:
    made = told("松江人才交流大会暨云湖发展论坛8日举行，市长林可南出席。", people="林可南")
    assert names(made) == ["松江人才交流大会暨云湖发展论坛"]


def test_whoever_launches_a_thing_is_no_deed() -> None:
    made = told("活动发起人林可南说，要做的还很多。", people="林可南")
    assert ends(made, RelationType.ORGANIZER) == []


VISITS = [
    ("林可南调研云湖造纸厂", "8日下午，省长林可南来到云湖造纸厂参观、调研。", 1),
    ("林可南调研云湖造纸厂", "8日下午，省长林可南慰问消防员。", 2),
]


@pytest.mark.parametrize(("headline", "lead", "visits"), VISITS)
def test_a_lead_tells_the_visit_of_its_headline(headline: str, lead: str, visits: int) -> None:
    made = bench(f"{headline}\n{lead}", people=["林可南"], headed=True)
    find_events(made)
    assert len(ends(made, RelationType.ATTENDEE)) == visits
    assert {person for _, person in ends(made, RelationType.ATTENDEE)} == {"林可南"}


def test_the_passive_of_a_launch_says_who_launched() -> None:
    text = "多位学者发起松江桥梁奖。\n“松江桥梁奖”由云湖公司董事长林可南，与周一鸣、陈大年等学者共同发起设立。"
    made = told(text, people="林可南 周一鸣 陈大年", bodies="云湖公司")
    assert {name for _, name in ends(made, RelationType.ORGANIZER)} == {"林可南", "周一鸣", "陈大年"}


def test_whoever_witnesses_the_signing_attends_the_one_told_before() -> None:
    text = "8日，松江市政府与云湖大学签订合作协议。市长林可南出席并见证签约。"
    made = told(text, people="林可南", bodies="松江市政府 云湖大学")
    assert {name for name, _ in ends(made, RelationType.ATTENDEE)} == {"签订合作协议"}


def test_who_attends_what_a_body_holds_does_not_hold_it() -> None:
    made = told("林可南出席松江商会举办的新春座谈会并致辞。", people="林可南", bodies="松江商会")
    assert [name for _, name in ends(made, RelationType.ORGANIZER)] == ["松江商会"]
    assert [name for _, name in ends(made, RelationType.ATTENDEE)] == ["林可南"]


def test_who_invites_somebody_to_speak_holds_the_lecture() -> None:
    made = told("松江商会邀请林可南作云湖治理专题讲座。", people="林可南", bodies="松江商会")
    assert [name for _, name in ends(made, RelationType.ORGANIZER)] == ["松江商会"]
    assert [name for _, name in ends(made, RelationType.ATTENDEE)] == ["林可南"]


SIDES = [
    ("5日，松江集团和云湖大学在白石举行签约仪式。", "松江集团 云湖大学"),
    ("云湖博览会5日开幕，松江集团、云湖公司等百余家企业参展。", "松江集团 云湖公司"),
    ("5日，签名行动启动仪式在中环举行，松江学会、云湖商会、白石协会等多个团体展示横幅。", "松江学会 云湖商会 白石协会"),
]


@pytest.mark.parametrize(("text", "bodies"), SIDES)
def test_bodies_that_take_part_hold_nothing(text: str, bodies: str) -> None:
    made = told(text, bodies=bodies)
    assert {name for _, name in ends(made, RelationType.ATTENDEE)} == set(bodies.split())
    assert ends(made, RelationType.ORGANIZER) == []
