"""Constructions of posts beyond one stretch before a name: lists, vitae, lines of their own, who a pronoun stands for."""

import pytest

from tests.extract.posts.test_posts import Post, posts

HELD: list[tuple[str, list[Post]]] = [
    # a group's post before a colon is everyone's; each has his own as well
    (
        "评审组成员：江城日报记者蔡小闻、刘大坤。",
        [
            ("蔡小闻", "成员", "评审组"),
            ("刘大坤", "成员", "评审组"),
            ("蔡小闻", "记者", "江城日报"),
            ("刘大坤", "记者", "江城日报"),
        ],
    ),
    # 等 closes a list, and all of it is the subject; so is a list before 是
    ("王立国、李小明、周海燕等将担任江城商会顾问。", [(n, "顾问", "江城商会") for n in ("王立国", "李小明", "周海燕")]),
    (
        "29岁的王小红和31岁的李国英是江城市第一医院的护士。",
        [(n, "护士", "江城市第一医院") for n in ("王小红", "李国英")],
    ),
    # a post list goes on over units that share the last post
    (
        "江城医院院长、肝胆外科、胸外科主任王立国到会。",
        [("王立国", "院长", "江城医院"), ("王立国", "主任", "胸外科")],
    ),
    # who sends people is the host of their posts
    ("江城市第一医院派出副院长王立国。", [("王立国", "副院长", "江城市第一医院")]),
    # what a post is for stands in brackets; a grade there is no part of it
    ("江城医院管理局总经理（质量及标准）王立国表示。", [("王立国", "总经理（质量及标准）", "江城医院管理局")]),
    ("江城市教育局局长（正处级）王立国表示。", [("王立国", "局长", "江城市教育局")]),
    # staff of the body whose head was named before
    (
        "江城市教育局局长王立国、司机李小明到场。",
        [("王立国", "局长", "江城市教育局"), ("李小明", "司机", "江城市教育局")],
    ),
    # a modifier between post and name
    (
        "江城市医疗队队长、来自云山县的王立国说。",
        [("王立国", "队长", "江城市医疗队")],
    ),
    # a word of time inside a post that holds its committee
    ("石桥镇青山村党支部原书记马占山被查。", [("马占山", "党支部书记", "石桥镇青山村")]),
    # the founder of a method, not of the body named before
    (
        "江城市第一医院院长王立国、“清风疗法”创始人李小明到会。",
        [("王立国", "院长", "江城市第一医院"), ("李小明", "创始人", None)],
    ),
    # a region does not hold posts
    ("东南亚游客减少。副总裁王立国说。", [("王立国", "副总裁", None)]),
    # a stroke parts two names
    ("医学指导/江城市第一医院院长王立国。", [("王立国", "院长", "江城市第一医院")]),
    # the division of a head is that of the committee beside it
    ("宝应县委书记王立国、县长李小明出席。", [("王立国", "书记", "宝应县委"), ("李小明", "县长", "宝应县")]),
    # a clause of titles before the one with the name
    (
        "大会现场，江城大学校长，江城市科协主席王立国致辞。",
        [("王立国", "校长", "江城大学"), ("王立国", "主席", "江城市科协")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), HELD, ids=[text for text, _ in HELD])
def test_posts_of_a_sentence(text: str, expected: list[Post]) -> None:
    assert sorted(each[:3] for each in posts(text)) == sorted(expected)


VITAE: list[tuple[str, list[Post]]] = [
    # clauses without verbs
    ("王立国，男，汉族，1960年3月生，大学学历，副研究员，1978年参加工作。", [("王立国", "副研究员", None)]),
    # sentences without a subject
    (
        "王立国曾任云山市副市长。2015年起，任云山市政协主席。",
        [("王立国", "副市长", "云山市"), ("王立国", "主席", "云山市政协")],
    ),
    # a pronoun behind words of time
    (
        "去年，云山市副市长王立国被免职。半年后，他被任命为云山商会会长。",
        [("王立国", "副市长", "云山市"), ("王立国", "会长", "云山商会")],
    ),
    # a pronoun between a name and the verb is the subject
    (
        "王立国是江城大学校长。他说，这是听李小明讲的，当时他任云山县县长。",
        [("王立国", "校长", "江城大学"), ("王立国", "县长", "云山县")],
    ),
    # titles on the line above
    ("江城工程公司党委书记\n王立国：我们负责土建。", [("王立国", "党委书记", "江城工程公司")]),
]


@pytest.mark.parametrize(("text", "expected"), VITAE, ids=[text for text, _ in VITAE])
def test_posts_of_whom_the_text_goes_on_about(text: str, expected: list[Post]) -> None:
    assert sorted(each[:3] for each in posts(text)) == sorted(expected)


def test_no_vita_without_its_marks() -> None:
    assert posts("王立国走进会场，江城市教育局局长，大家都这样说。") == []


def test_a_line_of_titles_is_not_the_next_sentences_subject() -> None:
    assert posts("江城工程公司党委书记\n王立国说，我们负责土建。") == []


POINTED = [
    ("松江药业有限公司扩产。", "该公司总经理", "松江药业有限公司"),
    ("松江药业有限公司扩产。", "该公司华东区总经理", "松江药业有限公司"),
    ("松江药业有限公司扩产。", "我公司总经理", "松江药业有限公司"),
    ("松江科技公司获奖。", "其董事长", "松江科技公司"),
    ("松江第一中学开学。", "我校校长", "松江第一中学"),
    ("松江第一中学开学。", "学校校长", "松江第一中学"),
    ("松江市第一医院开诊。", "该院副院长", "松江市第一医院"),
    ("松江大学医学院成立。", "该学院院长", "松江大学医学院"),
    ("松江银行发布年报。", "该行行长", "松江银行"),
    ("松江市教育局发文。", "该局局长", "松江市教育局"),
    ("松江市纪委通报。", "该委副书记", "松江市纪委"),
    ("松江图书馆开馆。", "该馆馆长", "松江图书馆"),
    ("松江市公安局白石派出所破案。", "该所所长", "松江市公安局白石派出所"),
    ("白石村修路。", "该村党支部书记", "白石村"),
    ("松江县召开会议。", "该县县长", "松江县"),
    ("松江市召开会议。", "我市市长", "松江市"),
    ("松江日报记者李小明采访。", "本报总编辑", "松江日报"),
    # a body inside another's name is not what 该公司 points to
    ("云湖昆山有限公司停产，位于江城的松江云湖昆山有限公司复工。", "该公司总经理", "松江云湖昆山有限公司"),
    # two are meant, and no one of them
    ("松江第一中学和白石小学开学。", "两校校长", None),
]


@pytest.mark.parametrize(("before", "title", "host"), POINTED, ids=[title for _, title, _ in POINTED])
def test_what_a_pointing_word_means(before: str, title: str, host: str | None) -> None:
    assert [each[2] for each in posts(f"{before}{title}王立国讲话。") if each[0] == "王立国"] == [host]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("江城市教育局局长王立宣读通知。", "王立"),
        ("外长马斯通电话表示支持。", "马斯"),
        ("江城市教育局局长李大成说。", "李大成"),  # 成说 is a word, and 说 is what people do
    ],
)
def test_the_first_character_of_a_verb_is_no_part_of_a_name(text: str, name: str) -> None:
    assert {each[0] for each in posts(text)} <= {name}
    assert posts(text)


def test_a_post_with_its_host_is_said_of_a_name() -> None:
    """王立任 is no name before 办公室主任: what has a host is said of somebody, 任 being the verb."""
    assert ("王立", "副主任") in {each[:2] for each in posts("云山县教育局副局长王立任办公室副主任。")}
    # the tagger parts 任 here, the labeller does not
    assert {("吕远", "副局长"), ("吕远", "副科长")} <= {each[:2] for each in posts("水务局副局长吕远任执法科副科长。")}
    assert {each[0] for each in posts("会上，云山县教育局副局长王任讲话。")} == {"王任"}
