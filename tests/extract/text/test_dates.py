"""Dates and numbers, read against a day of publication: Tuesday, 5 December 2023."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.text.dates import find_dates
from kg.extract.text.numbers import number
from kg.model.schema import Qualifier

PUBLISHED = date(2023, 12, 5)
# what is printed → first day, last day
SETTLED = {
    "2021年6月8日": ("2021-06-08", "2021-06-08"),
    "2021年6月": ("2021-06-01", "2021-06-30"),
    "2020年2月": ("2020-02-01", "2020-02-29"),
    "2021年": ("2021-01-01", "2021-12-31"),
    "二〇二一年六月": ("2021-06-01", "2021-06-30"),
    "2021-06-08": ("2021-06-08", "2021-06-08"),
    "1975.03": ("1975-03-01", "1975-03-31"),
    "8月16日": ("2023-08-16", "2023-08-16"),
    "12月30日": ("2023-12-30", "2023-12-30"),
    "1月4日": ("2024-01-04", "2024-01-04"),  # eleven months back or one ahead: the nearer
    "16日上午": ("2023-11-16", "2023-11-16"),
    "11月18日至20日": ("2023-11-18", "2023-11-20"),
    "11月18日—12月2日": ("2023-11-18", "2023-12-02"),
    "2021年6月8至10日": ("2021-06-08", "2021-06-10"),
    "8月16日、17日": ("2023-08-16", "2023-08-17"),
    "3-5月": ("2023-03-01", "2023-05-31"),
    "2016—2020年": ("2016-01-01", "2020-12-31"),
    "12月28日至1月3日": ("2023-12-28", "2024-01-03"),
    "昨日": ("2023-12-04", "2023-12-04"),
    "前天晚上": ("2023-12-03", "2023-12-03"),
    "上周五": ("2023-12-01", "2023-12-01"),
    "本周三": ("2023-12-06", "2023-12-06"),
    "去年": ("2022-01-01", "2022-12-31"),
    "去年12月18日": ("2022-12-18", "2022-12-18"),
    "今年第一季度": ("2023-01-01", "2023-03-31"),
    "去年底": ("2022-11-01", "2022-12-31"),
    "今年以来": ("2023-01-01", "2023-12-05"),
    "上个月": ("2023-11-01", "2023-11-30"),
    "本月2日": ("2023-12-02", "2023-12-02"),
    "11月下旬": ("2023-11-21", "2023-11-30"),
    "三天前": ("2023-12-02", "2023-12-02"),
    "“十三五”期间": ("2016-01-01", "2020-12-31"),
    "一五计划": ("1953-01-01", "1957-12-31"),
    "上世纪80年代": ("1980-01-01", "1989-12-31"),
}


@pytest.mark.parametrize(("printed", "days"), SETTLED.items())
def test_a_date_is_the_interval_its_words_allow(printed: str, days: tuple[str, str]) -> None:
    (found,) = find_dates(f"这件事{printed},大家都记得。", PUBLISHED)
    assert (str(found.start), str(found.end), found.vague) == (*days, False)
    assert printed.startswith(found.text)


@pytest.mark.parametrize(
    ("printed", "days"),
    {
        "近日": ("2023-11-28", "2023-12-05"),
        "日前": ("2023-11-28", "2023-12-05"),
        "近年来": ("2018-12-05", "2023-12-05"),
        "10年前": ("2013-01-01", "2013-12-31"),
    }.items(),
)
def test_vague_dates_are_marked(printed: str, days: tuple[str, str]) -> None:
    (found,) = find_dates(printed, PUBLISHED)
    assert (str(found.start), str(found.end), found.vague) == (*days, True)


def test_dates_lean_on_the_one_before() -> None:
    text = "2015年6月8日,大桥动工,次日停工;同年9月复工,10月通车,20日试行。"
    found = [(m.text, str(m.start)) for m in find_dates(text, PUBLISHED)]
    assert found == [
        ("2015年6月8日", "2015-06-08"),
        ("次日", "2015-06-09"),
        ("同年9月", "2015-09-01"),
        ("10月", "2015-10-01"),
        ("20日", "2015-10-20"),
    ]


@pytest.mark.parametrize(
    "text", ["每周五开放", "30日内答复", "第3日", "三日游", "周一鸣说", "5个月", "10天", "3.5万平方米", ""]
)
def test_durations_ordinals_and_names_are_no_dates(text: str) -> None:
    assert find_dates(text, PUBLISHED) == ()


def test_without_a_publication_date_only_full_dates_settle() -> None:
    found = find_dates("2021年6月8日开馆,昨日闭馆,近日重开。")
    assert [(m.text, m.start) for m in found] == [("2021年6月8日", date(2021, 6, 8)), ("昨日", None), ("近日", None)]


def test_a_day_that_no_calendar_has_stays_open() -> None:
    assert [(m.text, m.start, m.end) for m in find_dates("2021年2月31日", PUBLISHED)] == [("2021年2月31日", None, None)]


@given(st.text(alphabet="〇一二十年月日号昨今去前天周末至到、—-.0123456789“五”期间以来近上下", max_size=30))
def test_spans_are_true_and_never_overlap(text: str) -> None:
    end = 0
    for found in find_dates(text, PUBLISHED):
        assert found.span.of(text) == found.text
        assert found.span.start >= end
        end = found.span.end


@pytest.mark.parametrize(
    ("printed", "value"),
    {
        "860": "860",
        "2,700": "2700",
        "２７００": "2700",
        "3.5万": "35000",
        "6.60亿": "660000000",
        "三十六": "36",
        "一百零五": "105",
        "两千七": "2700",
        "两千七百": "2700",
        "一亿二千万": "120000000",
        "三千五百万": "35000000",
        "二〇二三": "2023",
    }.items(),
)
def test_numbers(printed: str, value: str) -> None:
    assert number(printed) == Decimal(value)


@pytest.mark.parametrize("text", ["", "几", "若干", "-"])
def test_no_number(text: str) -> None:
    assert number(text) is None


@pytest.mark.parametrize("text", ["总值1280.5亿元", "投资1999.5万元", "长2024.6米"])
def test_a_decimal_with_its_unit_is_no_date(text: str) -> None:
    assert find_dates(text, date(2024, 3, 9)) == ()


def test_a_date_says_what_a_relation_needs() -> None:
    [vague] = find_dates("近日", date(2024, 3, 9))
    assert vague.qualifiers[-1] == (Qualifier.BOUND, "about")
    [open_date] = find_dates("3月8日")
    assert open_date.qualifiers == ()
