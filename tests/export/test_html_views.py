"""What the page shows first, and how its tables and narrowed pictures answer; the rest is in test_html_browser.py."""

from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from kg.export.html import write_html
from kg.model.statement import Literal
from tests.export.browser import Browser
from tests.export.graphs import GraphBuilder, hostile_graph, large_graph, news_graph

pytestmark = pytest.mark.browser

IDS = {thing.label: thing.id for thing in news_graph().things}


@pytest.fixture(scope="module")
def region_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page that draws with the canvas of large graphs: some 2,600 things of invented towns."""
    path = tmp_path_factory.mktemp("region") / "region.html"
    write_html(large_graph(2600), path)
    return path


def labels(browser: Browser) -> dict[str, tuple[float, float, float, float]]:
    """The names written into the picture now, as left, top, width and height by thing."""
    found: list[list[Any]] = browser.js("return kgPage.labels()")
    return {str(identity): (left, top, width, height) for identity, left, top, width, height in found}


@pytest.mark.parametrize("width", [1280, 390])
def test_first_view_names_all_people_and_no_name_lies_over_another(
    chromium: Browser, news_page: Path, width: int
) -> None:
    chromium.open(news_page, width=width, height=844)
    chromium.wait(lambda: labels(chromium))
    written = labels(chromium)
    assert {IDS[name] for name in ("代玉兰", "单文博", "欧阳青山", "鲁一鸣")} <= written.keys()
    for one, two in combinations(written.values(), 2):
        apart = (
            one[0] + one[2] <= two[0]
            or two[0] + two[2] <= one[0]
            or one[1] + one[3] <= two[1]
            or two[1] + two[3] <= one[1]
        )
        assert apart, (one, two)


def test_welcome_goes_with_the_first_gesture(chromium: Browser, news_page: Path) -> None:
    chromium.open(news_page)
    assert chromium.find("#hint").is_displayed()
    chromium.cdp("Input.dispatchMouseEvent", type="mouseWheel", x=640, y=400, deltaX=0, deltaY=-60)
    chromium.wait(lambda: not chromium.find("#hint").is_displayed())


def test_summary_counts_as_the_command_line_does(chromium: Browser, news_page: Path) -> None:
    chromium.open(news_page)
    assert f"{len(news_graph().statements)} 条事实" in chromium.text("#hint")


def test_one_article_alone_and_everything_again(chromium: Browser, news_page: Path) -> None:
    chromium.open(news_page, f"#t=articles&a={IDS['早市搬家记']}")
    chromium.click_text("#reading .tools button", "只看此篇")
    chromium.wait(lambda: chromium.find("#stage").is_displayed())
    shown = {label for label, identity in IDS.items() if chromium.js("return kgPage.isShown(arguments[0])", identity)}
    assert {"早市搬家记", "单文博", "欧阳青山", "青河镇人民政府"} <= shown
    assert not shown & {"代玉兰", "海平市气象局", "东岭路改造提前完工"}
    chromium.click_text("#legend button", "全部恢复")
    assert chromium.js("return kgPage.isShown(arguments[0])", IDS["代玉兰"])


def test_place_filter_finds_by_sound_and_names_what_the_place_lies_in(chromium: Browser, news_page: Path) -> None:
    chromium.open(news_page, "#t=places")
    chromium.find("#sheet input").send_keys("dlsq")
    chromium.wait(lambda: len(chromium.all(".tree li")) == 1)
    assert chromium.text(".tree li .thing") == "东岭社区"
    assert chromium.text(".tree .above") == "海平市 › 青河镇"


def dated_graph_page(folder: Path) -> Path:
    make = GraphBuilder()
    article = make.article(
        "一年大事",
        "全年举办植树节。四月举办读书节。四月八日举办赛龙舟。四月九日至十一日举办庙会。",
        published="2024-12-30",
    )
    days = {
        "植树节": ("全年", "2024-01-01", "2024-12-31"),
        "读书节": ("四月", "2024-04-01", "2024-04-30"),
        "赛龙舟": ("四月八日", "2024-04-08", ""),
        "庙会": ("四月九日至十一日", "2024-04-09", "2024-04-11"),
    }
    for name, (printed, start, end) in days.items():
        details = [("schema:startDate", Literal(start, "xsd:date"))]
        if end:
            details.append(("schema:endDate", Literal(end, "xsd:date")))
        event = make.thing("event", name)
        make.fact(event, "kg:dateText", Literal(printed), make.words(article, printed), details=tuple(details))
    page = folder / "dated.html"
    write_html(make.graph(), page)
    return page


def test_timeline_is_no_finer_than_the_words(chromium: Browser, tmp_path: Path) -> None:
    chromium.open(dated_graph_page(tmp_path), "#t=timeline")
    chromium.wait(lambda: len(chromium.all(".timeline li")) == 4)
    assert [item.text for item in chromium.all(".timeline h3")] == ["2024", "2024-04"]
    assert [item.text for item in chromium.all(".timeline .when")] == [
        "2024 全年",
        "2024-04 四月",
        "2024-04-08 四月八日",
        "2024-04-09 – 2024-04-11 四月九日至十一日",
    ]
    chromium.click(".timeline .article-link")
    chromium.wait(lambda: [mark.text for mark in chromium.all("#reading mark")] == ["全年"])


def test_people_without_a_post_lead_to_their_words_too(chromium: Browser, tmp_path: Path) -> None:
    make = GraphBuilder()
    article = make.article("来客", "诗人陶青云来到小镇。")
    poet = make.thing("person", "陶青云")
    make.fact(article, "schema:mentions", poet, make.words(article, "陶青云"))
    page = tmp_path / "poet.html"
    write_html(make.graph(), page)
    chromium.open(page, "#t=people")
    chromium.click(".people tbody button")
    chromium.wait(lambda: [mark.text for mark in chromium.all("#reading mark")] == ["陶青云"])


def test_overview_names_discs_and_says_how_to_enter(chromium: Browser, region_page: Path) -> None:
    chromium.open(region_page)
    assert "点击圆圈" in chromium.text("#hint")
    assert labels(chromium) == {}  # far away only communities have names


def test_neighbourhood_in_a_large_graph_is_gathered_and_let_go(chromium: Browser, region_page: Path) -> None:
    chromium.open(region_page)
    chromium.search("zhao")
    chromium.wait(lambda: chromium.find("#panel").is_displayed())
    name = chromium.text("#panel h2")
    before = chromium.js("return location.hash")
    chromium.all("#panel .group button")[0].click()
    count = chromium.js("return kgPage.shown()")
    assert 2 <= count <= 200
    chromium.wait(lambda: len(labels(chromium)) >= min(count, 10))
    box = chromium.find("#picture").size
    for identity in labels(chromium):
        place = chromium.js("return kgPage.screen(arguments[0])", identity)
        assert 0 < place["x"] < box["width"] and 0 < place["y"] < box["height"]
    chromium.all("#panel .group button")[0].click()
    assert chromium.js("return kgPage.shown()") > 2000
    assert "n=" in before and chromium.text("#panel h2") == name


def test_a_link_to_a_gathered_view_reopens_it(chromium: Browser, region_page: Path) -> None:
    chromium.open(region_page)
    chromium.search("qian")
    chromium.all("#panel .group button")[1].click()
    chromium.wait(
        lambda: "focus=2" in chromium.js("return location.hash") and "at=" in chromium.js("return location.hash")
    )
    chromium.wait(lambda: labels(chromium))
    kept, count = chromium.js("return location.hash"), chromium.js("return kgPage.shown()")
    written = set(labels(chromium))
    chromium.open(region_page, kept)
    chromium.wait(lambda: labels(chromium))
    assert chromium.js("return kgPage.shown()") == count
    assert written & set(labels(chromium))


def test_path_in_a_large_graph_goes_through_what_is_not_shown(chromium: Browser, tmp_path: Path) -> None:
    graph = large_graph(2600)
    town = next(thing.id for thing in graph.things if thing.kind == "place")
    article = next(
        thing for thing in graph.things if thing.kind == "article" and ("schema:mentions", town) not in thing.properties
    )
    things = tuple(
        replace(thing, properties=(*thing.properties, ("schema:mentions", town))) if thing.id == article.id else thing
        for thing in graph.things
    )
    named = next(str(value) for name, value in article.properties if name == "schema:mentions")
    page = tmp_path / "joined.html"
    write_html(replace(graph, things=things), page)
    chromium.open(page, f"#path={named}~{town}")
    assert article.label[:6] in chromium.text("#message")
    assert chromium.js("return kgPage.isShown(arguments[0])", article.id)
    assert 3 <= chromium.js("return kgPage.shown()") < 12
    chromium.click("#message .close")
    chromium.wait(lambda: chromium.js("return kgPage.shown()") > 2000)


@pytest.mark.parametrize("fragment", ["", "#d=1&l=en"])
def test_axe_finds_nothing_serious_in_open_filters_and_menus(chromium: Browser, news_page: Path, fragment: str) -> None:
    chromium.open(news_page, fragment)
    chromium.click("#legend summary")
    chromium.click(".save summary")
    assert chromium.serious_violations() == []


def test_axe_finds_nothing_serious_in_a_large_graph(chromium: Browser, region_page: Path) -> None:
    chromium.open(region_page)
    chromium.search("zhao")
    chromium.wait(lambda: chromium.find("#panel").is_displayed())
    assert chromium.serious_violations() == []


def test_hostile_texts_on_the_canvas_of_large_graphs(chromium: Browser, tmp_path: Path) -> None:
    page = tmp_path / "hostile-large.html"
    write_html(hostile_graph(), page, title="{{kg:script}}</title>", view="large")
    chromium.open(page)
    for tab in ("people", "places", "timeline", "articles", "graph"):
        chromium.click(f"#tab-{tab}")
    for typed in ("constructor", "<script", "__proto__", "长", "𠮷"):
        chromium.search(typed)
    assert chromium.js("return typeof window.hacked") == "undefined"
    assert (
        chromium.js("return document.querySelectorAll('img, iframe, object, embed, [onerror], [onload]').length") == 0
    )
    assert chromium.requests() == []
    assert chromium.console() == []


def test_print_shows_the_words_and_leaves_out_the_controls(chromium: Browser, news_page: Path) -> None:
    chromium.open(news_page, f"#n={IDS['单文博']}")
    chromium.cdp("Emulation.setEmulatedMedia", media="print")
    try:
        assert not chromium.find("#toolbar").is_displayed()
        assert not chromium.find("#panel .tools").is_displayed()
        assert chromium.find("#panel blockquote").is_displayed()
    finally:
        chromium.cdp("Emulation.setEmulatedMedia", media="")
