"""Every reason that resolution gives can be told in Chinese."""

import re
from pathlib import Path

import pytest

import kg.resolve.comparison
from kg.query.reasons import in_chinese, parts
from kg.resolve import resolve
from tests.resolve.test_people import CASES


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_what_decided_is_told_in_chinese(case: tuple[str, object, object, bool]) -> None:
    reasons = [reason for told in resolve([case[1], case[2]]).comparisons for reason in told.reasons]  # type: ignore[list-item]
    assert reasons
    assert all(map(in_chinese, reasons)), reasons


def test_no_reason_of_the_comparison_is_without_chinese() -> None:
    source = Path(kg.resolve.comparison.__file__).read_text("utf-8")
    words = set(re.findall(r'(?:yield f?|append\(\(|, f?|\bor f?)"([a-z][^"]* [^"]*)"', source))
    assert {"same host", "sign on one page", "other hosts"} <= words
    for reason in words:
        assert in_chinese(re.sub(r"\{[^}]*\}+", "甲", reason) + " +1.0"), reason


@pytest.mark.parametrize(
    ("reason", "chinese", "bits"),
    [
        ("name 王伟 -8.0", "叫王伟的人很多", -8.0),
        ("name 仲孙霁月 +5.0", "叫仲孙霁月的人很少", 5.0),
        ("name 松涛书店", "名称相同：松涛书店", None),
        ("市卫健委 read as 深圳市卫生健康委员会", "市卫健委即深圳市卫生健康委员会", None),
        ("post 外长, which few hold +8.0", "职务外长只有少数人担任", 8.0),
        ("something new +1.0", "", 1.0),
    ],
)
def test_a_reason_and_its_weight(reason: str, chinese: str, bits: float | None) -> None:
    assert (in_chinese(reason), parts(reason)[1]) == (chinese, bits)
