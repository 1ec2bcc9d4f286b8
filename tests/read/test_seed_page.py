"""The seed page in full: six articles, every heading, byline and broken sentence of it."""

from pathlib import Path

import pytest

from kg.extract.text.sentences import sentences
from kg.model.text import Article, BlockKind, Document
from kg.read import expand_sources, read

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def page() -> Document:
    (document,) = [item for item in read(expand_sources([SEEDS])) if isinstance(item, Document)]
    return document


def texts(article: Article, kind: BlockKind) -> list[str]:
    return [block.span.of(article.text) for block in article.blocks if block.kind is kind]


def test_headlines(page: Document) -> None:
    assert [article.headline for article in page.articles] == [
        "“小岗位”守护“大民生”",
        "“温度+力度”跑出动迁“加速度”",
        "规范渣土运输 杜绝抛洒滴漏",
        "助走失老人回家 传递暖心正能量",
        "赓续红色血脉 强国复兴有我",
        "关爱职场女性 疏导心理压力",
    ]


def test_what_stands_around_the_headlines(page: Document) -> None:
    assert [texts(article, BlockKind.KICKER) for article in page.articles] == [
        ["党建引领闯出基层治理新路"],
        ["灵山卫街道全力保障任和华诚医疗与健康研究中心项目加速推进"],
        ["辛安街道"],
        ["滨海街道"],
        ["藏马镇"],
        ["胶南街道"],
    ]
    assert texts(page.articles[0], BlockKind.DECK) == ["泊里镇泊里社区用活公益性岗位,为基层治理注入新活力"]
    assert [texts(article, BlockKind.SUBHEAD) for article in page.articles[1:]] == [[]] * 5
    assert texts(page.articles[0], BlockKind.SUBHEAD) == [
        "搭建“连心桥” 织密社区治理“一张网”",
        "创新“三化”模式 同唱社区服务“一首歌”",
        "优管理强本领 凝聚社区和谐“一条心”",
    ]


def test_bylines_datelines_and_the_caption(page: Document) -> None:
    assert [texts(article, BlockKind.BYLINE) for article in page.articles] == [
        ["□本报记者 丁霞"],
        ["□本报记者 祁璟"],
        ["□记者 徐丽 通讯员 尹建筑 顾超 报道"],
        ["□记者 张静 通讯员 陈天 报道"],
        ["□记者 丁霞 报道"],
        ["□记者 祁璟 通讯员 张海萍 报道"],
    ]
    assert [texts(article, BlockKind.DATELINE) for article in page.articles] == [[], [], *[["本报讯"]] * 4]
    assert texts(page.articles[0], BlockKind.CAPTION) == ["▶ 泊里社区开展公益运动会,增强居民对社区的归属感。"]


def test_every_paragraph_is_whole(page: Document) -> None:
    paragraphs = [text for article in page.articles for text in texts(article, BlockKind.PARAGRAPH)]
    assert len(paragraphs) == 23
    assert [text for text in paragraphs if text[-1] not in "。”"] == []


@pytest.mark.parametrize(
    "rejoined",
    [
        "社区将公益性岗位人员派驻到小区",
        "公益性岗位人员在基层事务处理中",
        "涉及的6家企业及分租户",
        "街道主要负责人亲自挂帅",
    ],
)
def test_columns_are_rejoined(page: Document, rejoined: str) -> None:
    assert any(rejoined in article.text for article in page.articles)


def test_every_character_leads_back_to_the_file(page: Document) -> None:
    for article in page.articles:
        for segment in article.segments:
            stretch = slice(segment.start, segment.start + segment.length)
            assert article.text[stretch] == page.text[segment.source : segment.source + segment.length]
        unmapped = [char for i, char in enumerate(article.text) if article.source_offset(i) is None]
        assert set(unmapped) <= {"\n"}


def test_nothing_of_the_page_is_lost(page: Document) -> None:
    printed = "".join(page.text.split())
    found = sorted((s.source, a.text[s.start : s.start + s.length]) for a in page.articles for s in a.segments)
    assert "".join("".join(text.split()) for _, text in found) == printed


def test_other_names_of_the_same_form_make_no_difference(page: Document, tmp_path: Path) -> None:
    pairs = (
        "泊里 云溪 灵山卫 青石桥 丁霞 吕岚 祁璟 万珂 徐丽 温婷 尹建筑 佟志远 "
        "顾超 阮波 张静 柴敏 陈天 龚岳 张海萍 诸葛晴 "
        "辛安 东渡 滨海 望江 藏马 张家 胶南 河西 "
        "任和华诚 康泰仁济 皇丰御景园 锦绣江南苑 代玉丽 欧阳燕 李晓泉 令狐雪 侯强 艾力"
    ).split()
    others = dict(zip(pairs[::2], pairs[1::2], strict=True))
    text = page.text
    for old, new in others.items():
        text = text.replace(old, new)
    path = tmp_path / "other.txt"
    path.write_text(text, encoding="utf-8")
    (other,) = read([path])
    assert isinstance(other, Document)
    assert [[block.kind for block in a.blocks] for a in other.articles] == [
        [b.kind for b in a.blocks] for a in page.articles
    ]


def test_sentences_of_the_second_article(page: Document) -> None:
    article = page.articles[1]
    found = [(sentence.block, sentence.span.of(article.text)) for sentence in sentences(article)]
    assert found[2] == (BlockKind.BYLINE, "□本报记者 祁璟")
    assert found[-1][1].startswith("“拆除过程中")
    assert found[-1][1].endswith("北门里经合社党支部书记侯强说。")
    speaker = next(text for _, text in found if "李晓泉" in text)
    assert "“为保障动迁工作进行顺利" in speaker, "a quotation stays with who said it"
