"""What holds for any text at all."""

import time
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.extract.text.sentences import sentences
from kg.model.text import BlockKind
from kg.read.page import read_page

WORDS = (
    "渠水进村|新桥通车 出行便利|"
    "□记者 王小明 报道|(记者 李红)|本报讯 |新华社云州4月3日电题：|近日，|云溪镇|。|，|！|？|“|”|（|）|"
    "【编辑:赵晴】|▶ 渠边|——|……|原标题：|王小明/摄|2020年3月31日|(完)|相关阅读|　　| |Bridge|6|media_span_url('http:|说"
)
FRAGMENTS = [*WORDS.split("|"), "\n", "\n\n", "\r\n", "\t", "\u2028", "\U00020000", "\ufeff"]
PAGES = st.one_of(st.text(), st.lists(st.sampled_from(FRAGMENTS), max_size=60).map("".join))


@given(PAGES)
@example("\n".join(["渠水进村"] * 9))
@settings(max_examples=400, deadline=None)
def test_every_stretch_leads_back_and_everything_is_in_order(text: str) -> None:
    articles = read_page(text, source="page.txt", sha256="0" * 64)
    assert articles == read_page(text, source="page.txt", sha256="0" * 64)
    for position, article in enumerate(articles):
        assert article.position == position
        for segment in article.segments:
            printed = text[segment.source : segment.source + segment.length]
            assert article.text[segment.start : segment.start + segment.length] == printed
        mapped = {i for s in article.segments for i in range(s.start, s.start + s.length)}
        assert {article.text[i] for i in range(len(article.text)) if i not in mapped} <= {"\n", " "}
        outer = -1
        for block in article.blocks:
            assert block.span.end <= len(article.text)
            if block.span.start >= outer:
                outer = block.span.end
            else:
                assert block.kind in {BlockKind.BYLINE, BlockKind.DATELINE}
                assert block.span.end <= outer
        headlines = [block for block in article.blocks if block.kind is BlockKind.HEADLINE]
        assert len(headlines) <= 1


@given(PAGES)
@settings(max_examples=400, deadline=None)
def test_sentences_are_in_order_and_trimmed(text: str) -> None:
    for article in read_page(text, source="page.txt", sha256="0" * 64):
        end = 0
        for sentence in sentences(article):
            words = sentence.span.of(article.text)
            assert words == words.strip() != ""
            assert sentence.span.start >= end
            end = sentence.span.end


@given(PAGES)
@settings(max_examples=200, deadline=None)
def test_no_stretch_of_the_page_is_used_twice(text: str) -> None:
    used = sorted((s.source, s.source + s.length) for a in read_page(text, source="p", sha256="0") for s in a.segments)
    assert all(before[1] <= after[0] for before, after in pairwise(used))


@pytest.mark.parametrize(
    "text",
    [
        "水" + "（字" * 10_000 + "）" * 10_000,
        "他说：" + "“（" * 50_000,
        "记者" * 50_000,
        "（记者王小明）" * 15_000,
        "王小明\n" * 30_000,
        "渠水进村\n\n□记者 王小明\n\n渠水昨天进村。\n\n" * 5_000,
        "渠水昨天进村而且\n" * 15_000,
        "编辑：" * 40_000,
        "　　" * 60_000 + "水。",
        "“好。”" * 30_000,
        "var " * 30_000,
    ],
    ids=lambda text: text[:8].strip(),
)
def test_nothing_takes_more_than_linear_time(text: str) -> None:
    began = time.process_time()
    for article in read_page(text, source="page.txt", sha256="0" * 64):
        sentences(article)
    assert time.process_time() - began < 5  # each takes under a second; quadratic cost would take minutes
