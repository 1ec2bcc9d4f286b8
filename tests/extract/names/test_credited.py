"""Who is credited with an item, from the page to the graph's posts: bylines in haste, notes on the author, teams."""

from pathlib import Path

import pytest

from kg.extract.annotator import Annotator
from kg.model.schema import Qualifier, RelationType
from kg.model.text import Article
from kg.read import read

ANNOTATOR = Annotator()
_TEXT = "全县今天全面开工，一切顺利，各项工程都在按期进行。"


def credited(page: str, folder: Path) -> tuple[set[str], set[str]]:
    """Names that a page credits, and the posts it gives as person / role / host (- for none)."""
    path = folder / "page.txt"
    path.write_text(page, "utf-8")
    names, posts = set(), set()
    for document in read([path]):
        for each in getattr(document, "articles", ()):
            assert isinstance(each, Article)
            found = ANNOTATOR.annotate(each)
            for relation in found.relations:
                person = found.chains[relation.subject].name
                if relation.type is RelationType.CREDIT:
                    names.add(person)
                elif relation.type is RelationType.POST:
                    host = "-" if relation.object is None else found.chains[relation.object].name
                    posts.add(f"{person} / {relation.qualifier(Qualifier.ROLE)} / {host}")
    return names, posts


@pytest.mark.parametrize(
    ("page", "names"),
    [
        # a dateline whose day lacks its word, or that its bracket ends; rare surnames in the bracket
        (f"中新网长宁3月31电(于蓝){_TEXT}", {"于蓝"}),
        (f"中新网长宁3月31日(于蓝){_TEXT}", {"于蓝"}),
        (f"中新社长宁3月31日电(石尧山和清泉){_TEXT}", {"石尧山", "和清泉"}),
        # who took part; how one works there is no name, and neither is APP or a heading's word
        (f"{_TEXT}(完)(参与报道：高明远周铁柱阿丽娜)", {"高明远", "周铁柱", "阿丽娜"}),
        (f"{_TEXT}(云山经纬APP)", set()),
        (f"云山县今天开工\n　　{_TEXT}\n　　■焦点\n　　{_TEXT}", set()),
        # signatures at the end: names between brackets before the paper's line, a paper with its reporter
        (f"云山县今天开工\n　　{_TEXT}\n　　（高明远）\n　　《云山日报》（2020年04月04日　04版）", {"高明远"}),
        (f"云山县今天开工\n　　{_TEXT}\n　　云山日报高明远", {"高明远"}),
        (f"{_TEXT}（云台山网周宁）", {"周宁"}),
        (f"云山县今天开工\n　　{_TEXT}\n　　高明远本报通讯员周铁柱", {"高明远", "周铁柱"}),
        (f"{_TEXT}(作者单位：云山大学)", set()),
    ],
)
def test_who_is_credited(page: str, names: set[str], tmp_path: Path) -> None:
    assert credited(page, tmp_path)[0] == names


@pytest.mark.parametrize(
    ("page", "posts"),
    [
        (
            f"云山日报讯记者高明远、通讯员周铁柱报道：{_TEXT}",
            {"高明远 / 记者 / 云山日报", "周铁柱 / 通讯员 / -"},
        ),
        (f"本报长宁电记者高明远报道：{_TEXT}", {"高明远 / 记者 / 本报"}),
        (
            f"云山新闻记者高明远实习生周铁柱\n　　{_TEXT}",
            {"高明远 / 记者 / 云山新闻", "周铁柱 / 实习生 / 云山新闻"},
        ),
        (
            f"{_TEXT}\n　　（作者：高明远，云山大学党委副书记、教授）",
            {"高明远 / 作者 / -", "高明远 / 党委副书记 / 云山大学", "高明远 / 教授 / 云山大学"},
        ),
        (f"{_TEXT}\n　　（作者高明远为中国驻云国大使）", {"高明远 / 作者 / -", "高明远 / 大使 / 中国"}),
        (
            f"{_TEXT}\n　　（作者为云山国际战略研究中心主任高明远）",
            {"高明远 / 作者 / -", "高明远 / 主任 / 云山国际战略研究中心"},
        ),
        (f"{_TEXT}(作者：高明远，周铁柱)", {"高明远 / 作者 / -", "周铁柱 / 作者 / -"}),
        (
            f"云山日报长宁3月29日电(云山日报长宁一线报道组){_TEXT}\n　　(报道组成员：云山日报记者高明远、周铁柱云山网记者季春梅)",
            {
                "高明远 / 成员 / 云山日报长宁一线报道组",
                "周铁柱 / 成员 / 云山日报长宁一线报道组",
                "季春梅 / 成员 / 云山日报长宁一线报道组",
                "高明远 / 记者 / 云山日报",
                "周铁柱 / 记者 / 云山日报",
                "季春梅 / 记者 / 云山网",
            },
        ),
        (
            f"本报长宁3月29日电（本报长宁报道组）{_TEXT}（本报长宁报道组成员：记者高明远）",
            {"高明远 / 成员 / 本报长宁报道组", "高明远 / 记者 / 本报"},
        ),
        (f"{_TEXT}(完)(参与报道：高明远周铁柱)", set()),
    ],
)
def test_what_credits_say_of_posts(page: str, posts: set[str], tmp_path: Path) -> None:
    assert credited(page, tmp_path)[1] == posts
