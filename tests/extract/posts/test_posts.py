"""Who holds which post: one sentence a construction, and what it says."""

import pytest

from kg.extract.annotator import Annotator
from kg.model.schema import Qualifier, RelationType
from tests.builders import article

ANNOTATOR = Annotator()
Post = tuple[str, str, str | None]  # person, role, host


def posts(text: str) -> list[tuple[str, str, str | None, str, str]]:
    """Person, role, host, status and printed title of every post, in the order of the text's people."""
    bench = ANNOTATOR.bench(article(text))
    return [
        (
            bench.chains[each.subject].name,
            dict(each.qualifiers).get(Qualifier.ROLE, ""),
            None if each.object is None else bench.chains[each.object].name,
            dict(each.qualifiers)[Qualifier.STATUS],
            dict(each.qualifiers)[Qualifier.TITLE],
        )
        for each in bench.relations
        if each.type is RelationType.POST
    ]


HELD: list[tuple[str, list[Post]]] = [
    # stacked before a name; a committee hosts its own posts only
    (
        "新城区委常委、区委宣传部部长王立群出席会议。",
        [("王立群", "常委", "新城区委"), ("王立群", "部长", "区委宣传部")],
    ),
    # the second post has the first one's host
    (
        "海河药业公司党委书记、董事长赵学军说，公司将扩大生产。",
        [("赵学军", "党委书记", "海河药业公司"), ("赵学军", "董事长", "海河药业公司")],
    ),
    # a host carried over to the next person
    ("江城市政协主席蒋明、副主席蔡红（兼）出席。", [("蒋明", "主席", "江城市政协"), ("蔡红", "副主席", "江城市政协")]),
    # the head of a division is not of its committee
    ("区委副书记、区长陈志强参加活动。", [("陈志强", "副书记", "区委"), ("陈志强", "区长", None)]),
    # one post, several names; names side by side without a mark
    ("副省长李国平、王春生、周海燕出席。", [(name, "副省长", None) for name in ("李国平", "王春生", "周海燕")]),
    ("校长王小红李国英先后发言。", [("王小红", "校长", None), ("李国英", "校长", None)]),
    # a name of a list that the tagger missed is what its neighbours are
    ("江城市教育局副局长陈建民、简大才、王志远到会。", [(n, "副局长", "江城市教育局") for n in ("陈建民", "简大才", "王志远")]),
    # by predicate
    ("孙建国任云山市教育局局长。", [("孙建国", "局长", "云山市教育局")]),
    ("林志远兼任江城商会会长。", [("林志远", "会长", "江城商会")]),
    ("高文斌当选云山县县长。", [("高文斌", "县长", "云山县")]),
    ("罗永明被任命为江城市公安局局长。", [("罗永明", "局长", "江城市公安局")]),
    ("梁启东是江城日报社的社长。", [("梁启东", "社长", "江城日报社")]),
    # where host ends and post begins
    ("“云山好人”、石桥镇青山村党支部书记马占山说。", [("马占山", "党支部书记", "石桥镇青山村")]),
    ("江城市公安局刑侦支队三大队大队长石磊介绍。", [("石磊", "大队长", "江城市公安局刑侦支队三大队")]),
    ("江城大学文学院教授田野认为。", [("田野", "教授", "江城大学文学院")]),
    # what ties a person to a place or body
    ("云山县石桥镇双河村村民杜大勇说。", [("杜大勇", "村民", "云山县石桥镇双河村")]),
    ("云山县公安局石桥派出所民警钟伟帮助了老人。", [("钟伟", "民警", "云山县公安局石桥派出所")]),
    # the post gives away a body that nothing else does: its unit is printed twice, or a number
    ("“压井一队队长周大全说，要加快进度。", [("周大全", "队长", "压井一队")]),
    ("俄总统库兹涅佐夫会见来宾，俄罗斯外长在座。", [("库兹涅佐夫", "总统", "俄罗斯")]),
    ("云康中国区总经理林文楠到会。", [("林文楠", "总经理", "云康中国区")]),
    # names of all forms
    ("江城市发改委主任欧阳建军说。", [("欧阳建军", "主任", "江城市发改委")]),
    ("江城大学党委书记阿不都热西提·买买提讲话。", [("阿不都热西提·买买提", "党委书记", "江城大学")]),
    ("谷歌公司副总裁约翰·史密斯表示。", [("约翰·史密斯", "副总裁", "谷歌公司")]),
    ("江城市委书记王 伟强调。", [("王伟", "书记", "江城市委")]),
    # brackets behind a name or a post say nothing of it
    ("丁志刚（左一）是江城一中的教师。", [("丁志刚", "教师", "江城一中")]),
    ("江城市教育局副局长（正处级）袁世杰介绍情况。", [("袁世杰", "副局长", "江城市教育局")]),
    # a level alone is the place of that level that the item named before; a committee stays with its secretary
    (
        "江城市白河街道党工委书记王立新说，街道党工委副书记李青也来了。",
        [("王立新", "党工委书记", "江城市白河街道"), ("李青", "党工委副书记", "江城市白河街道")],
    ),
    ("河湾开发区揭牌，开发区党工委书记高志远参加。", [("高志远", "党工委书记", "河湾开发区")]),
    # an office of another time under the place it was of
    ("云山县前教育局局长郑小飘接受采访。", [("郑小飘", "局长", "教育局")]),
    ("公主岭市卫生监督所原车队队长王大鹏被查。", [("王大鹏", "队长", "公主岭市卫生监督所")]),
    # a surname and a courtesy name nobody
    ("市民李先生说，居民徐女士很高兴。", []),
    # honours are posts whole, without a host
    ("全国劳动模范潘玉莲说。", [("潘玉莲", "全国劳动模范", None)]),
    (
        "赵大海先后被授予“全国优秀人民警察”“江海省劳动模范”等称号。",
        [("赵大海", "全国优秀人民警察", None), ("赵大海", "江海省劳动模范", None)],
    ),
    # 为 says for whom, not what he is
    ("李文为男排运动员赠送纪念品。", []),
    # words that are acts here
    ("公司领导说，王学文审计账目。", []),
]  # fmt: skip

STATUS = [
    ("江城市原副市长韩东升被调查。", "former", "江城市原副市长"),
    ("前云山县委书记唐国华出席。", "former", "前云山县委书记"),
    ("时任云山县委书记唐国华出席。", "former", "时任云山县委书记"),
    ("谢国强曾任云山县委书记。", "former", "云山县委书记"),
    ("会议决定免去冯建军的江城市民政局局长职务。", "former", "江城市民政局局长"),
    ("董国庆辞去江城银行行长职务。", "former", "江城银行行长"),
    ("江城市代市长许志勇作报告。", "acting", "江城市代市长"),
    ("拟任云山县县长的邓伟到会。", "proposed", "拟任云山县县长"),
    ("云山县县长提名人选方明来到石桥镇。", "proposed", "云山县县长提名人选"),
]


@pytest.mark.parametrize(("text", "expected"), HELD, ids=[text for text, _ in HELD])
def test_posts_of_a_sentence(text: str, expected: list[Post]) -> None:
    assert [each[:3] for each in posts(text)] == expected


@pytest.mark.parametrize(("text", "status", "title"), STATUS, ids=[text for text, _, _ in STATUS])
def test_status_and_printed_title(text: str, status: str, title: str) -> None:
    assert [each[3:] for each in posts(text)] == [(status, title)]


def test_names_take_hosts_in_their_order() -> None:
    """The last host's 市委 is everybody's where the item prints the others' too."""
    text = "吴刚、郑勇、冯丽分别出任江城、云山、临海市委书记。江城市委和云山市委开会。"
    assert [each[:3] for each in posts(text)] == [
        ("吴刚", "书记", "江城市委"),
        ("郑勇", "书记", "云山市委"),
        ("冯丽", "书记", "临海市委"),
    ]


def test_players_are_of_the_team_that_the_item_is_about() -> None:
    text = "江城队迎战云山队。江城队先进一球。面对云山队，球员王小飞扳平比分，江城队很快又领先。"
    assert [each[:3] for each in posts(text)] == [("王小飞", "球员", "江城队")]


def test_former_posts_of_a_list_are_all_former() -> None:
    assert [each[3] for each in posts("江城酒业集团原党委书记、总经理高守义受审。")] == ["former", "former"]


def test_a_transfer_ends_one_post_and_begins_another() -> None:
    assert [each[1:4] for each in posts("宋丽华由江城市卫生局局长调任云山市副市长。")] == [
        ("局长", "江城市卫生局", "former"),
        ("副市长", "云山市", "current"),
    ]
