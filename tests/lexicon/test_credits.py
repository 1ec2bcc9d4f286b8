"""Credits read by their form: outlets, roles and names of any kind, and the lines that only look like credits."""

import pytest

from kg.lexicon.credits import read_credit


def people(text: str) -> list[tuple[str, str, str]]:
    """Name, role and outlet of everyone in a credit; nothing for a text that is none."""
    credit = read_credit(text)
    if credit is None:
        return []

    def cut(ends: tuple[int, int] | None) -> str:
        return text[slice(*ends)] if ends else ""

    return [(cut(one.name), cut(one.role), cut(one.outlet)) for one in credit.people]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("山村周刊记者 米粒", [("米粒", "记者", "山村周刊")]),
        (
            "山村早知道 记者 麦穗 实习生 Amy Zhou",
            [("麦穗", "记者", "山村早知道"), ("Amy Zhou", "实习生", "山村早知道")],
        ),
        ("山村晚报记者 麦穗 通讯员 旦增", [("麦穗", "记者", "山村晚报"), ("旦增", "通讯员", "")]),
        ("山村晚报 麦穗 通讯员 旦增", [("麦穗", "", "山村晚报"), ("旦增", "通讯员", "")]),
        ("山村观察家记者关棠兰州报道", [("关棠", "记者", "山村观察家")]),
        ("山村网记者关棠 兰州、太原报道", [("关棠", "记者", "山村网")]),
        ("记者 麦穗 发自兰州、太原", [("麦穗", "记者", "")]),
        ("山村网 麦穗 池鱼 文/图", [("麦穗", "文/图", "山村网"), ("池鱼", "文/图", "山村网")]),
        ("麦穗 池鱼/文 米粒/图", [("麦穗", "文", ""), ("池鱼", "文", ""), ("米粒", "图", "")]),
        ("文/麦穗 图/池鱼", [("麦穗", "文", ""), ("池鱼", "图", "")]),
        ("记者·麦穗", [("麦穗", "记者", "")]),
        ("记者 舒 展 麦穗", [("舒 展", "记者", ""), ("麦穗", "记者", "")]),
        ("山村日报记者 买买提·艾力 翻译 凯丽比努尔", [("买买提·艾力", "记者", "山村日报"), ("凯丽比努尔", "翻译", "")]),
        ("山村文学（公众号） 文：麦穗 编辑：池鱼", [("麦穗", "文", "山村文学（公众号）"), ("池鱼", "编辑", "")]),
        ("山村瞭望（驻兰州记者关棠）", [("关棠", "记者", "山村瞭望")]),
        ("策划：麦穗 执笔：池鱼、米粒", [("麦穗", "策划", ""), ("池鱼", "执笔", ""), ("米粒", "执笔", "")]),
        ("本报记者 麦穗 文并摄", [("麦穗", "记者", "本报")]),
        ("山村融媒记者 麦穗摄", [("麦穗", "记者", "山村融媒")]),
        ("2月3日 山村晚报 记者 麦穗", [("麦穗", "记者", "山村晚报")]),
        ("（山村客厅 麦穗）", [("麦穗", "", "山村客厅")]),
        ("街巷报深度组 麦穗", [("麦穗", "", "街巷报深度组")]),
        ("制作：麦穗(实习)池鱼", [("麦穗", "制作", ""), ("池鱼", "制作", "")]),
        ("策划：童露熊高峰", [("童露", "策划", ""), ("熊高峰", "策划", "")]),
    ],
)
def test_credits(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert people(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "记者 探访渡口",
        "记者探访快递业复工",
        "记者手记",
        "编辑部的故事",
        "编辑：读者来信",
        "摄影 大赛",
        "文艺 演出",
        "山村日报 评论员文章",
        "渡口的长队排到了桥头，老人撑船送客",
        "渡口老桥 今日通车",
        "受访者供图",
        "网友 供图",
        "供图：云溪镇文化服务中心",
        "无人机拍摄",
        "作者系云溪中学教师",
        "关棠 麦穗",
        "云溪县民政局",
        "（艾克拜尔 佟晓梅）",
    ],
)
def test_no_credits(text: str) -> None:
    assert people(text) == []


def test_an_outlet_alone_credits_nobody() -> None:
    credit = read_credit("山村公益圈、山村融媒联合报道")
    assert credit is not None
    assert credit.people == ()
