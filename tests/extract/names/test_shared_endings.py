"""Bodies whose last character the office behind them shares, organs that act, and teams of reporters."""

import pytest

from kg.extract import annotate
from kg.model.schema import Qualifier, RelationType
from kg.read.page import read_page


def hosts(text: str) -> list[tuple[str, str, str]]:
    (article,) = read_page("柳塘新闻\n\n" + text, source="page.txt", sha256="0" * 64)
    found = annotate(article)
    return sorted(
        (
            found.chains[r.subject].name,
            r.qualifier(Qualifier.ROLE),
            found.chains[r.object].name if r.object is not None else "",
        )
        for r in found.relations
        if r.type is RelationType.POST
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("马来西亚交通部长周青禾到场。", [("周青禾", "部长", "马来西亚交通部")]),
        ("柳塘市公安局长王明到会。", [("王明", "局长", "柳塘市公安局")]),
        ("瑞士联邦财政部长周青禾到场。", [("周青禾", "部长", "瑞士联邦财政部")]),
    ],
)
def test_the_office_shares_a_character_with_its_body(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert hosts(text) == expected


def test_who_worked_on_a_report_is_of_its_agency() -> None:
    text = "新华社柳塘4月3日电(记者周青禾)渠修好了。(执笔记者：王小明；参与记者：李红、张亮)"
    assert hosts(text) == [
        ("周青禾", "记者", "新华社"),
        ("张亮", "参与记者", "新华社"),
        ("李红", "参与记者", "新华社"),
        ("王小明", "执笔记者", "新华社"),
    ]


def test_a_channel_is_no_reporter() -> None:
    assert hosts("渠修好了。\n(总台央视记者周青禾 王小明)") == [
        ("周青禾", "记者", "总台央视"),
        ("王小明", "记者", "总台央视"),
    ]


def test_the_party_group_is_that_of_the_longest_name_before_it() -> None:
    text = "上河市发改委公布了名单。发改委说，人选已定。3日上午，上河市发改委党组召开座谈会。"
    (article,) = read_page("柳塘新闻\n\n" + text, source="page.txt", sha256="0" * 64)
    assert "上河市发改委党组" in {chain.name for chain in annotate(article).chains}


def test_a_party_group_acts_and_its_secretary_is_the_bureaus() -> None:
    text = "3日上午，柳塘市教育局党组召开干部工作会议。柳塘市教育局党组书记周青禾到会。"
    (article,) = read_page("柳塘新闻\n\n" + text, source="page.txt", sha256="0" * 64)
    found = annotate(article)
    (group,) = [chain for chain in found.chains if chain.name == "柳塘市教育局党组"]
    assert len(group.mentions) == 1
    assert hosts(text) == [("周青禾", "党组书记", "柳塘市教育局")]
