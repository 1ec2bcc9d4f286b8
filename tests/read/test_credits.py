"""Bylines, datelines and names: which lines are credits, and which stretches of a paragraph."""

import pytest

from kg.model.text import BlockKind
from kg.read.bylines import is_byline
from kg.read.credits import find_credits
from kg.read.datelines import dateline_end
from kg.read.names import are_names, is_name, name_end


@pytest.mark.parametrize(
    "line",
    [
        "□本报记者 王小明",
        "□记者 王小明 通讯员 李红 赵晴 报道",
        "□王小明 李红",
        "本报记者　　乔安",
        "新华社记者王小明、李红",
        "人民日报本报记者王小明李红赵晴",
        "某某新闻记者 王小明",
        "某某报记者王小明云州、东渡报道",
        "见习记者李红",
        "作者梁成陈凯黄炳",
        "(记者 王小明)",
        "（本报记者 周　云整理）",
        "(王小明 通讯员 李红)",
        "【编辑:王小明】",
        "责任编辑：王小明",
        "撰文|松月编辑|紫苑",
        "文/图 王小明",
        "王小明/摄",
        "王小明 李红 摄影报道",
        "摄影 本报记者 王小明",
        "采写：某某晚报记者 王小明 通讯员 李红",
        "总监制：王小明",
    ],
)
def test_bylines(line: str) -> None:
    assert is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "记者探访快递业复工",
        "记者节快乐",
        "本报记者获奖",
        "编辑部的故事",
        "摄影大赛开幕",
        "作者的话",
        "文艺汇演进社区",
        "王小明当选",
        "通讯员培训班开班",
        "记者从会上了解到，渠水进村。",
        "云溪镇",
        "图书馆开放",
    ],
)
def test_no_bylines(line: str) -> None:
    assert not is_byline(line)


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("本报讯 近日，渠水进村。", "本报讯"),
        ("新华社云州4月3日电（记者王小明）渠水进村。", "新华社云州4月3日电"),
        ("中新网4月2日电据消息，渠水进村。", "中新网4月2日电"),
        ("央广网云州2月21日消息（记者王小明）渠水进村。", "央广网云州2月21日消息"),
        ("长江日报讯（记者王小明）渠水进村。", "长江日报讯"),
        ("某某报东渡讯（记者王小明）渠水进村。", "某某报东渡讯"),
        ("新京报快讯(记者王小明)渠水进村。", "新京报快讯"),
        ("某某网5月1日讯4月27日，渠水进村。", "某某网5月1日讯"),
        ("本报云州4月3日电 渠水进村。", "本报云州4月3日电"),
        ("据新华社4月3日电，渠水进村。", ""),
        ("某某报2月3日报道，渠水进村。", ""),
        ("某某社资讯显示，渠水进村。", ""),
        ("某某网通讯员王小明说。", ""),
        ("近日，渠水进村。", ""),
    ],
)
def test_datelines(text: str, dateline: str) -> None:
    assert text[: dateline_end(text)] == dateline


@pytest.mark.parametrize(
    ("text", "bylines"),
    [
        ("本报讯（记者王小明通讯员李红）渠水进村。", ["（记者王小明通讯员李红）"]),
        ("中新社云州4月4日电(李红)渠水进村。", ["(李红)"]),
        ("渠水进村。(李红)", ["(李红)"]),
        ("渠水进村。（云州新闻网李红）", ["（云州新闻网李红）"]),
        ("渠水进村。(某某日报-某某网记者王小明)", ["(某某日报-某某网记者王小明)"]),
        (
            "渠水进村。(报道组成员：某某日报记者王小明、李红某某日报见习记者赵晴)",
            ["(报道组成员：某某日报记者王小明、李红某某日报见习记者赵晴)"],
        ),
        ("渠水进村。（执笔记者：王小明；参与记者：努尔然、李红）", ["（执笔记者：王小明；参与记者：努尔然、李红）"]),
        ("渠水进村。(记者字强)", ["(记者字强)"]),
        ("渠水进村。【编辑:王小明】", ["【编辑:王小明】"]),
        ("【某某时报驻云州特约记者王小明】渠水进村。", ["【某某时报驻云州特约记者王小明】"]),
        ("作者 王小明 李红“渠水进村。", ["作者 王小明 李红"]),
        ("某某新闻记者 王小明4月3日，渠水进村。", ["某某新闻记者 王小明"]),
        ("渠水进村。文/某某日报记者王小明 通讯员李红症状：缺水。", ["文/某某日报记者王小明 通讯员李红"]),
        ("渠水进村。实习编辑：王小明", ["实习编辑：王小明"]),
        ("渠水进村。王小明/摄稻田返青。", ["王小明/摄"]),
        ("资料图。某某社记者李红摄", ["某某社记者李红摄"]),
        ("渠水进村(完)", []),
        ("他盼着下一场雨(李红)。", []),
        ("记者从会上了解到，渠水进村。", []),
        ("记者 从会上了解到，渠水进村。", []),
        ("该网(公众号：yz2012)记者发现，渠水进村。", []),
        ("王小明(右二)在渠边。", []),
        ("渠水进村。(记者手记)", []),
    ],
)
def test_bylines_inside_a_text(text: str, bylines: list[str]) -> None:
    assert [text[c.start : c.end] for c in find_credits(text) if c.kind is BlockKind.BYLINE] == bylines


def test_names() -> None:
    assert is_name("王小明")
    assert is_name("欧阳晓燕")
    assert is_name("艾克·吾甫尔")
    assert not is_name("探访")
    assert are_names("王小明李红赵晴")
    assert not are_names("探访武汉")


@pytest.mark.parametrize(
    ("text", "name"), [("王小明日前到任", "王小明"), ("李红颈椎病好了", "李红"), ("王小明", "王小明"), ("探访", "")]
)
def test_where_a_name_ends(text: str, name: str) -> None:
    assert text[: name_end(text, 0)] == name
