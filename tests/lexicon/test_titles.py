"""Titles: head, prefixes, committees, status."""

import pytest

from kg.lexicon.titles import is_status, is_title, status_at_start, title_at_end, title_head
from kg.model.schema import PostStatus


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("市发改委副主任", "副主任"),
        ("某镇党委副书记", "党委副书记"),
        ("原常务副市长", "常务副市长"),
        ("区委书记", "书记"),
        ("某村党支部书记", "党支部书记"),
        ("某小区楼长", "楼长"),
        ("国家二级心理咨询师", "国家二级心理咨询师"),
        ("某公司董事会主席", "董事会主席"),
        ("新时代书记", "书记"),
        ("某省卫健委党组成员", "党组成员"),
        ("省人民医院副主任医师", "副主任医师"),
        ("驻村第一书记", "驻村第一书记"),
        ("代市长", "代市长"),
        ("某集团首席执行官", "首席执行官"),
        ("今天下午", ""),
        ("", ""),
    ],
)
def test_the_longest_title_ends_the_text(text: str, title: str) -> None:
    length = title_at_end(text)
    assert text[len(text) - length :] == title


def test_a_title_alone_is_a_title() -> None:
    assert is_title("副区长")
    assert not is_title("黄岛区副区长")
    assert not is_title("")


def test_the_head_of_a_title() -> None:
    assert title_head("党委副书记") == "书记"
    assert title_head("常务副市长") == "市长"
    assert title_head("春天") == ""


def test_status_words() -> None:
    assert is_status("时任")
    assert not is_status("副")
    assert status_at_start("时任某县县长") == (2, PostStatus.FORMER)
    assert status_at_start("拟任局长")[1] is PostStatus.PROPOSED
    assert status_at_start("局长") == (0, PostStatus.CURRENT)
