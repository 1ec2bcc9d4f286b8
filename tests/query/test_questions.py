"""Questions in Chinese over the seed page: which named query they are read as, and what it answers."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.errors import QueryError
from kg.query import Engine, named_queries
from kg.query.grammar import PATTERNS, Pattern
from kg.query.names import Names, Sort
from kg.query.understanding import understand
from tests.seed import seed_engine, seed_turtle

TALK = "“赓续红色血脉 强国复兴有我”主题宣讲活动"
LECTURE = "“减压赋能,在忙碌中找到幸福”职场女性心理疗愈讲座"

# question, the query it is, its parameters, and what must stand in its answer
TABLE = [
    # who
    ("泊里社区有哪些人?", "posts", {"name": "泊里社区"}, {"代玉丽", "楼长"}),
    ("泊里社区里都有谁", "posts", {"name": "泊里社区"}, {"代玉丽"}),
    ("谁在灵山卫街道工作?", "posts", {"name": "灵山卫街道"}, {"李晓泉", "侯强"}),
    ("北门里经合社的书记是谁?", "post-holder", {"name": "北门里经合社", "role": "书记"}, {"侯强"}),
    ("北门里经合社党支部书记是谁", "post-holder", {"name": "北门里经合社", "role": "党支部书记"}, {"侯强"}),
    ("谁是北门里经合社的书记呢", "post-holder", {"name": "北门里经合社", "role": "书记"}, {"侯强"}),
    ("灵山卫街道项目保障中心的负责人是哪位", "post-holder", {"name": "灵山卫街道项目保障中心", "role": "负责人"}, {"李晓泉"}),
    ("谁是书记", "role-holders", {"role": "书记"}, {"侯强", "党支部书记"}),
    ("哪些人是党支部书记？", "role-holders", {"role": "党支部书记"}, {"侯强", "北门里经合社"}),
    ("有哪些书记", "role-holders", {"role": "书记"}, {"侯强"}),
    ("所有的书记都是谁", "role-holders", {"role": "书记"}, {"侯强"}),
    ("侯强是谁", "posts-of", {"name": "侯强"}, {"党支部书记", "北门里经合社"}),
    ("谁是侯强", "posts-of", {"name": "侯强"}, {"党支部书记"}),
    # what post
    ("请问，刘莉现在担任什么职务？", "posts-of", {"name": "刘莉"}, {"理事", "国家二级心理咨询师"}),
    ("代玉丽的职务是什么", "posts-of", {"name": "代玉丽"}, {"楼长"}),
    ("代玉丽是楼长吗", "posts-of", {"name": "代玉丽"}, {"楼长"}),
    # where, within
    ("承恩门社区在哪里?", "where", {"name": "承恩门社区"}, {"灵山卫街道"}),
    ("承恩门在哪里", "where", {"name": "承恩门社区"}, {"灵山卫街道"}),
    ("藏马小学位于哪个镇", "where", {"name": "藏马小学"}, {"藏马镇"}),
    ("黄岛区有哪些街道", "within", {"name": "黄岛区"}, {"灵山卫街道", "辛安街道"}),
    ("泊里镇的泊里社区有哪些小区", "within", {"name": "泊里镇泊里社区"}, {"皇丰御景园小区"}),
    # organised, took part, about, when
    ("泊里社区组织了什么活动", "events", {"organizer": "泊里社区"}, {"公益运动会"}),
    (f"{TALK}是由谁主办的?", "events", {"name": TALK}, {"区文明办", "藏马小学"}),
    ("谁主办了主题宣讲活动", "events", {"name": "主题宣讲活动"}, {"区文明办"}),
    ("刘莉参加了哪些活动", "attended", {"participant": "刘莉"}, {LECTURE}),
    ("谁参加了心理疗愈讲座", "attended", {"event": "心理疗愈讲座"}, {"刘莉"}),
    ("心理疗愈讲座讲了什么", "topics", {"name": "心理疗愈讲座"}, {"心理压力来源"}),
    ("心理疗愈讲座是什么时候举行的", "when", {"name": "心理疗愈讲座"}, {"近日"}),
    ("有哪些活动", "events", {}, {TALK, LECTURE}),
    # said, wrote
    ("李晓泉说了些什么话", "quotes", {"name": "李晓泉"}, {"“温度+力度”跑出动迁“加速度”"}),
    ("谁提到了卫城速度?", "quotes", {"said": "卫城速度"}, {"侯强"}),
    ("谁代表北门里经合社发言", "spoke-for", {"name": "北门里经合社"}, {"侯强"}),
    ("北门里经合社说了什么", "spoke-for", {"name": "北门里经合社"}, {"侯强"}),
    ("谁写了关爱职场女性", "bylines", {"title": "关爱职场女性"}, {"祁璟", "张海萍"}),
    ("谁采写了“温度+力度”跑出动迁“加速度”", "bylines", {"title": "“温度+力度”跑出动迁“加速度”"}, {"祁璟"}),
    ("丁霞写了哪些报道", "bylines", {"name": "丁霞"}, {"“小岗位”守护“大民生”"}),
    ("哪些报道提到泊里社区", "mentions", {"name": "泊里社区"}, {"“小岗位”守护“大民生”"}),
    # happened, did
    ("泊里社区发生了什么事", "happened-in", {"name": "泊里社区"}, {"公益运动会"}),
    ("毕明国做了什么?", "actions", {"name": "毕明国"}, {"近日"}),
    ("毕明国帮助了谁", "actions", {"name": "毕明国", "verb": "帮助"}, {"近日"}),
    ("胶南街道邀请了谁", "actions", {"name": "胶南街道", "verb": "邀请"}, {"近日"}),
    ("谁帮助了老人", "who-did", {"verb": "帮助", "object": "老人"}, {"毕明国"}),
    # projects, figures, ways of working
    ("灵山卫街道有哪些项目", "projects", {"name": "灵山卫街道"}, {"6.6亿元"}),
    ("任和华诚医疗与健康研究中心项目投资多少钱", "projects", {"name": "任和华诚医疗与健康研究中心项目"}, {"6.6亿元"}),
    ("皇丰御景园小区有多少居民", "measures", {"name": "皇丰御景园小区", "what": "居民"}, {"860", "2700"}),
    ("泊里社区的居民满意率是多少", "measures", {"name": "泊里社区", "what": "居民满意率"}, {"100"}),
    ("泊里社区有哪些工作模式", "practices", {"name": "泊里社区"}, {"“三化”工作模式", "管理联动化"}),
    ("“三化”包括什么", "practices", {"name": "三化"}, {"工作融合化"}),
    # connection
    ("代玉丽与泊里镇是什么关系", "connection", {"from": "代玉丽", "to": "泊里镇"}, {"皇丰御景园小区", "泊里镇泊里社区"}),
    ("刘莉和胶南街道有什么关系", "connection", {"from": "刘莉", "to": "胶南街道"}, {LECTURE}),
    # all that is known
    ("介绍一下皇丰御景园小区", "evidence", {"name": "皇丰御景园小区"}, {"代玉丽"}),
    ("皇丰御景园小区", "evidence", {"name": "皇丰御景园小区"}, {"代玉丽"}),
]  # fmt: skip


@pytest.fixture(scope="module")
def graph() -> Engine:
    return seed_engine()


@pytest.fixture(scope="module")
def names(graph: Engine) -> Names:
    return Names(graph)


@pytest.mark.parametrize(("question", "query", "values", "cells"), TABLE, ids=[row[0] for row in TABLE])
def test_a_question_is_read_and_answered(
    question: str, query: str, values: dict[str, str], cells: set[str], graph: Engine, names: Names
) -> None:
    reading = understand(question, names)
    assert (reading.query.name, reading.values) == (query, values)
    answer = graph.evaluate(reading.query.text, reading.query.bind(reading.values))
    assert cells <= {node.value for row in answer.rows for node in row if node is not None}


@pytest.mark.parametrize("pattern", PATTERNS, ids=[f"{each.query}: {each.example}" for each in PATTERNS])
def test_every_example_is_read_as_what_it_is_an_example_of(pattern: Pattern, names: Names) -> None:
    assert understand(pattern.example, names).query.name == pattern.query


def test_every_pattern_speaks_of_parameters_that_its_query_has() -> None:
    known = {query.name: {parameter.name for parameter in query.parameters} for query in named_queries()}
    for each in PATTERNS:
        assert set(each.slots) <= known[each.query], each.example
        groups = {group for shape in each.shapes for group in shape.groupindex} - {"pair"}
        assert groups <= set(each.slots), each.example


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("天气怎么样", "没有读懂这个问题"),
        ("", "没有问题可读"),
        ("？？？", "没有问题可读"),
        ("王小明是谁", "没有叫“王小明”的"),
        ("北门里经合社的主席是谁", "similar): 北门里经合社"),
        ("社区在哪里", "“社区”可能指 (may be): 新航社区、承恩门社区、泊里镇泊里社区。"),
        ("谁" * 300, "问题太长"),
    ],
)
def test_what_cannot_be_answered_is_told_plainly(question: str, message: str, names: Names) -> None:
    with pytest.raises(QueryError) as told:
        understand(question, names)
    assert message in str(told.value)


def test_a_name_is_found_however_it_is_typed(names: Names) -> None:
    assert names.exact("“减压赋能，在忙碌中找到幸福”职场女性心理疗愈讲座", {Sort.EVENT}) == LECTURE
    assert names.exact("「赓续红色血脉强国复兴有我」主题宣讲活动", {Sort.EVENT}) == TALK
    assert names.exact("刘莉", {Sort.BODY}) is None
    assert names.holding("", {Sort.BODY}) == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "graph.ttl").write_bytes(seed_turtle())
    return tmp_path


def test_the_command_answers_and_tells_which_query_it_was(folder: Path) -> None:
    result = CliRunner().invoke(main, ["ask", "侯强", "是谁", "-g", str(folder), "--show"])
    assert result.exit_code == 0, result.output
    assert "党支部书记" in result.stdout
    assert f"kg query {folder / 'graph.ttl'} posts-of --param name=侯强" in result.stderr
    assert 'VALUES ?name { "侯强"@zh }' in result.stderr
    silent = CliRunner().invoke(main, ["ask", "侯强是谁", "-g", str(folder), "--format", "csv"])
    assert silent.stdout.startswith("published,role,host")
    assert "VALUES" not in silent.stderr


def test_the_command_says_what_it_cannot_do(folder: Path) -> None:
    def ask(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["ask", *arguments, "-g", str(folder)])
        assert "Traceback" not in result.output
        return result.exit_code, result.stderr

    status, told = ask("今天吃什么好呢")
    assert (status, "泊里社区有哪些人？" in told) == (1, True)
    assert ask() == (2, ask()[1])
    status, told = ask("有谁卸任了")
    assert (status, "图谱没有说" in told) == (0, True)
    missing = CliRunner().invoke(main, ["ask", "侯强是谁", "-g", str(folder / "none.ttl")])
    assert (missing.exit_code, "Build a graph first" in missing.stderr) == (1, True)
    assert "谁帮助了老人？" in CliRunner().invoke(main, ["ask", "--list"]).stdout
