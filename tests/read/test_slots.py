"""The lines below a headline and at a text's end: what their place makes of them."""

import pytest

from kg.model.text import BlockKind
from kg.read.page import read_page

_HEADLINE = "渡口的长队排到了桥头 老人撑船送客"
_TEXT = (
    "清晨六点，云溪镇的渡口已经排起了长队，老人解开缆绳，把第一船客人送到对岸。\n到了中午，河面起了风，船只好停下来。"
)


def kinds(page: str) -> list[tuple[BlockKind, str]]:
    (article,) = read_page(page, source="page", sha256="0" * 64)
    return [(b.kind, b.span.of(article.text)) for b in article.blocks if b.kind is not BlockKind.PARAGRAPH]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("山村周刊记者 米粒", BlockKind.BYLINE),
        ("山村专栏 冷暖", BlockKind.BYLINE),
        ("记者/米粒 麦穗 摄影/池鱼", BlockKind.BYLINE),
        ("（关棠 麦穗）", BlockKind.BYLINE),
        ("山村早知道 2月7日电", BlockKind.DATELINE),
        ("水乡客厅6月1日", BlockKind.DATELINE),
        ("水乡客厅讯", BlockKind.DATELINE),
        ("云溪县民政局", BlockKind.DECK),
    ],
)
def test_a_line_below_the_headline(line: str, kind: BlockKind) -> None:
    assert kinds(f"{_HEADLINE}\n{line}\n{_TEXT}") == [(BlockKind.HEADLINE, _HEADLINE), (kind, line)]


@pytest.mark.parametrize("line", ["云溪渡口见闻", "渡口 今日通航", "记者 探访渡口"])
def test_a_heading_below_the_headline_is_no_byline(line: str) -> None:
    assert BlockKind.BYLINE not in {kind for kind, _ in kinds(f"{_HEADLINE}\n{line}\n{_TEXT}")}


def test_a_dateline_and_its_bracket_are_two_parts() -> None:
    found = kinds(f"{_HEADLINE}\n山村电讯云溪2月7日电（记者米粒 关棠）\n{_TEXT}")
    assert found[1:] == [(BlockKind.DATELINE, "山村电讯云溪2月7日电"), (BlockKind.BYLINE, "（记者米粒 关棠）")]


@pytest.mark.parametrize(
    "line", ["（关棠 麦穗）", "（山村播报 麦穗）", "（通讯员 旦增 本报记者 米粒）", "记者·米粒", "米粒 摄"]
)
def test_a_credit_that_ends_the_text(line: str) -> None:
    assert kinds(f"{_HEADLINE}\n{_TEXT}\n{line}") == [(BlockKind.HEADLINE, _HEADLINE), (BlockKind.BYLINE, line)]


@pytest.mark.parametrize("line", ["（未完待续）", "（据山村晚报）", "受访者供图"])
def test_what_ends_a_text_and_credits_nobody(line: str) -> None:
    assert BlockKind.BYLINE not in {kind for kind, _ in kinds(f"{_HEADLINE}\n{_TEXT}\n{line}")}


@pytest.mark.parametrize(
    ("opening", "byline"),
    [
        ("本报讯（记者 米粒 通讯员 丁一 万年青）昨天，渠水进村。", "（记者 米粒 通讯员 丁一 万年青）"),
        ("本报讯（艾克拜尔 佟晓梅）昨天，渠水进村。", "（艾克拜尔 佟晓梅）"),
        ("山村新风（编辑 米粒）第三届农事会开幕。", "（编辑 米粒）"),
        ("山村铁道记者关棠报道 十月的夜里，渠水进村。", "山村铁道记者关棠报道"),
    ],
)
def test_a_credit_that_opens_the_text(opening: str, byline: str) -> None:
    assert (BlockKind.BYLINE, byline) in kinds(f"{_HEADLINE}\n{opening}\n{_TEXT}")


def test_a_first_line_set_apart_may_end_as_a_sentence_does() -> None:
    assert kinds(f"干部群众冒雨清淤 老桥保住了\n\n{_TEXT}") == [(BlockKind.HEADLINE, "干部群众冒雨清淤 老桥保住了")]
