import json
import re
import time
from pathlib import Path

import pytest
import rdflib
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from kg.export.html import render_html, repr_html, write_html
from tests.export.browser import Browser
from tests.export.graphs import BASE, large_graph, news_graph

pytestmark = pytest.mark.browser

IDS = {thing.label: thing.id for thing in news_graph().things}


def fragment(browser: Browser) -> str:
    return str(browser.js("return location.hash"))


def shown(browser: Browser) -> int:
    return int(browser.js("return kgPage.shown()"))


def click_picture(browser: Browser, x: float, y: float) -> None:
    for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
        browser.cdp("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)


def on_screen(browser: Browser, label: str) -> tuple[float, float]:
    place = browser.js(
        "const box = document.getElementById('picture').getBoundingClientRect(); const at = kgPage.screen(arguments[0]);"
        "return [at.x + box.left, at.y + box.top]",
        IDS[label],
    )
    return place[0], place[1]


def test_page_draws_from_a_file_with_the_network_off(chromium: Browser, news_page: Path) -> None:
    chromium.open(news_page)
    assert chromium.js("return document.documentElement.dataset.ready") == "pyvis"
    assert 0.01 < chromium.drawn() < 0.5
    assert chromium.requests() == []
    assert chromium.console() == []
    assert "4 篇报道" in chromium.text("#hint")


@pytest.mark.parametrize("typed", ["代玉兰", "dyl", "daiyulan", "daiyl", "yulan", "代玉"])
def test_search_finds_a_person_by_name_or_pinyin(chromium: Browser, news_page: Path, typed: str) -> None:
    chromium.open(news_page)
    chromium.search(typed)
    chromium.wait(lambda: chromium.text("#panel h2") == "代玉兰")
    x, y = on_screen(chromium, "代玉兰")
    chromium.wait(lambda: abs(on_screen(chromium, "代玉兰")[0] - chromium.find("#picture").size["width"] / 2) < 8)
    assert (x, y) is not None


def test_a_surname_is_found_by_its_own_reading(chromium: Browser, news_page: Path) -> None:
    chromium.open(news_page)
    chromium.search("swb")  # 单 is shan as a surname, dan elsewhere
    chromium.wait(lambda: chromium.text("#panel h2") == "单文博")


def test_an_alias_is_found_too(chromium: Browser, news_page: Path) -> None:
    chromium.open(news_page)
    chromium.search("住建局")
    chromium.wait(lambda: chromium.text("#panel h2") == "海平市住房和城乡建设局")


def test_panel_shows_posts_with_the_sentence_and_marks_the_words(chromium: Browser, news_page: Path) -> None:
    chromium.open(news_page, f"#n={IDS['单文博']}")
    row = chromium.text(".posts tbody tr")
    assert row.split()[:3] == ["副镇长", "青河镇", "现任"]
    assert chromium.text(".posts mark") == "青河镇副镇长单文博"
    quote = chromium.text(".posts blockquote")
    assert quote.startswith("本报讯 近日") and quote.endswith("参加。")
    assert "《柳溪小学办起“田间课堂”》" in chromium.text(".posts .source")
    chromium.click(".posts details summary")
    chromium.wait(lambda: len(chromium.all(".posts mark")) == 2)


def test_former_post_says_so(chromium: Browser, news_page: Path) -> None:
    chromium.open(news_page, f"#n={IDS['鲁一鸣']}")
    assert "曾任" in chromium.text(".posts")


def test_from_the_evidence_to_the_article_and_back(chromium: Browser, news_page: Path) -> None:
    chromium.open(news_page, f"#n={IDS['单文博']}")
    chromium.click(".posts .article-link")
    chromium.wait(lambda: chromium.all("#reading mark"))
    assert "".join(mark.text for mark in chromium.all("#reading mark")) == "青河镇副镇长单文博"
    assert {mention.text for mention in chromium.all("#reading .mention")} >= {"青河镇", "柳溪小学", "代玉兰"}
    chromium.click_text("#reading .mention", "代玉兰")
    chromium.wait(lambda: chromium.text("#panel h2") == "代玉兰")
    chromium.driver.back()
    chromium.wait(lambda: chromium.text("#panel h2") == "单文博")
    chromium.driver.back()
    chromium.wait(lambda: chromium.find("#stage").is_displayed())
    assert not chromium.all("#reading")


def test_click_on_a_node_and_on_a_line(chromium: Browser, news_page: Path) -> None:
    chromium.open(news_page)
    click_picture(chromium, *on_screen(chromium, "代玉兰"))
    chromium.wait(lambda: chromium.text("#panel h2") == "代玉兰")
    chromium.click("#panel .close")
    chromium.wait(lambda: not chromium.find("#panel").is_displayed())
    time.sleep(0.4)  # the picture takes its full width again
    one, two = on_screen(chromium, "代玉兰"), on_screen(chromium, "柳溪小学")
    click_picture(chromium, one[0] * 0.7 + two[0] * 0.3, one[1] * 0.7 + two[1] * 0.3)
    chromium.wait(lambda: chromium.all("#panel .fact"))
    card = chromium.text("#panel .fact")
    for part in ("校长", "95%", "原文明言", "title-before-name", "柳溪小学校长代玉兰"):
        assert part in card


def test_fact_copied_as_turtle_is_turtle(chromium: Browser, news_page: Path) -> None:
    chromium.open(news_page, f"#e={IDS['代玉兰']}~{IDS['柳溪小学']}")
    chromium.js("navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }")
    chromium.click("#panel .fact button")
    chromium.wait(lambda: chromium.js("return window.copied"))
    graph = rdflib.Graph().parse(data=chromium.js("return window.copied"), format="turtle")
    org = rdflib.Namespace("http://www.w3.org/ns/org#")
    oa = rdflib.Namespace("http://www.w3.org/ns/oa#")
    assert (rdflib.URIRef(BASE + IDS["代玉兰"]), org.memberOf, rdflib.URIRef(BASE + IDS["柳溪小学"])) in graph
    assert [str(quote) for quote in graph.objects(None, oa.exact)] == ["柳溪小学校长代玉兰"]


def test_legend_switches_kinds_off_and_undo_brings_them_back(chromium: Browser, news_page: Path) -> None:
    chromium.open(news_page)
    before = shown(chromium)
    chromium.click_text("#legend .kinds button", "报道")
    assert shown(chromium) == before - 4
    assert chromium.find("#legend .kinds button[aria-pressed=false]").text.startswith("报道")
    chromium.click("#toolbar button[aria-label=撤销]")
    assert shown(chromium) == before


def test_confidence_article_and_date_filters(chromium: Browser, news_page: Path) -> None:
    chromium.open(news_page, "#c=0.9")
    assert "东岭路改造项目" not in neighbours_of(chromium, "东岭社区")
    chromium.open(news_page, f"#only={IDS['早市搬家记']}")
    assert shown(chromium) < 12
    chromium.open(news_page, "#since=2024-04-01&until=2024-04-30")
    chromium.click("#tab-articles")
    assert [item.text.split("\n")[0] for item in chromium.all(".article-list a")] == ["东岭路改造提前完工"]


def neighbours_of(browser: Browser, label: str) -> str:
    """What the picture shows within one step of a thing, as the panel's focus keeps it."""
    browser.search(label)
    browser.click("#panel .group button")
    return " ".join(
        name for name, identity in IDS.items()
        if browser.js("return kgPage.shown()") and is_shown(browser, identity)
    )  # fmt: skip


def is_shown(browser: Browser, identity: str) -> bool:
    return bool(browser.js("return kgPage.isShown(arguments[0])", identity))


def test_path_between_two_chosen_things(chromium: Browser, news_page: Path) -> None:
    chromium.open(news_page, f"#n={IDS['代玉兰']}")
    chromium.click_text("#panel .tools button", "找路径")
    chromium.search("欧阳青山")
    chromium.wait(lambda: chromium.find("#message").is_displayed() and "欧阳青山" in chromium.text("#message"))
    words = chromium.text("#message")
    assert re.search("代玉兰.*柳溪小学.*东岭社区.*欧阳青山", words, re.DOTALL), words
    assert f"path={IDS['代玉兰']}" in fragment(chromium)


def test_focus_hide_and_pin(chromium: Browser, news_page: Path) -> None:
    chromium.open(news_page, f"#n={IDS['代玉兰']}")
    everything = shown(chromium)
    counts = []
    for step in range(3):
        chromium.all("#panel .group button")[step].click()
        counts.append(shown(chromium))
    assert 3 <= counts[0] < counts[1] < counts[2] <= everything
    chromium.all("#panel .group button")[2].click()
    assert shown(chromium) == everything
    chromium.click_text("#panel .tools button", "固定")
    assert f"pin={IDS['代玉兰']}" in fragment(chromium)
    chromium.click_text("#panel .tools button", "隐藏")
    assert shown(chromium) == everything - 1
    chromium.find("body").send_keys(Keys.CONTROL, "z")
    assert shown(chromium) == everything


def test_link_with_a_fragment_reopens_the_view(chromium: Browser, news_page: Path) -> None:
    chromium.open(news_page)
    chromium.click_text("#legend .kinds button", "职务")
    chromium.search("欧阳青山")
    chromium.click("#language")
    chromium.click("#theme")
    chromium.wait(lambda: "at=" in fragment(chromium))
    time.sleep(0.8)
    kept, camera, count = fragment(chromium), chromium.js("return kgPage.camera()"), shown(chromium)
    chromium.open(news_page, kept)
    assert chromium.text("#panel h2") == "欧阳青山"
    assert chromium.text("#tab-people") == "People & posts"
    assert chromium.js("return document.documentElement.dataset.theme") == "dark"
    assert shown(chromium) == count
    assert chromium.js("return kgPage.camera()") == pytest.approx(camera, abs=1.5)


@pytest.mark.parametrize(
    "broken", ["#n=nobody&t=nowhere", "#at=NaN~1~0&c=99", "#e=~&q=~~&path=~", "#%E0%A4%A", "#k=__proto__"]
)
def test_a_broken_fragment_opens_the_plain_page(chromium: Browser, news_page: Path, broken: str) -> None:
    chromium.open(news_page, broken)
    assert not chromium.find("#panel").is_displayed()
    assert chromium.console() == []


def test_both_languages(chromium: Browser, news_page: Path) -> None:
    chromium.open(news_page)
    assert [tab.text for tab in chromium.all("#tabs button")] == ["图谱", "人物与职务", "地点", "时间", "报道"]
    chromium.click("#language")
    assert [tab.text for tab in chromium.all("#tabs button")] == [
        "Graph",
        "People & posts",
        "Places",
        "Timeline",
        "Articles",
    ]
    assert chromium.js("return document.documentElement.lang") == "en"
    assert "People" in chromium.text("#legend")


@pytest.mark.parametrize("start", ["", "#d=1"])
def test_in_the_dark_nothing_is_darker_than_the_paper(chromium: Browser, news_page: Path, start: str) -> None:
    chromium.open(news_page, start)
    if not start:
        chromium.click("#theme")
    time.sleep(0.2)
    darker, lines = chromium.js(
        """
        const canvas = document.querySelector("#picture canvas");
        const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
        let darker = 0; let lines = 0;
        for (let i = 0; i < data.length; i += 4) {
          if (data[i + 3] > 200 && data[i] + data[i + 1] + data[i + 2] < 3 * 14) darker += 1;
          if (Math.abs(data[i] - 0x68) + Math.abs(data[i + 1] - 0x70) + Math.abs(data[i + 2] - 0x7c) < 40) lines += 1;
        }
        return [darker, lines];
        """
    )
    assert darker == 0
    assert lines > 300  # the lines of facts in their own colour


def test_people_table_sorts_and_filters(chromium: Browser, news_page: Path) -> None:
    chromium.open(news_page, "#t=people")
    people = [row.text.split()[0] for row in chromium.all(".people tbody tr")]
    assert people == ["代玉兰", "单文博", "鲁一鸣", "欧阳青山"]  # dai, dan (shan), lu, ou
    chromium.click(".people th button")
    assert [row.text.split()[0] for row in chromium.all(".people tbody tr")] == people[::-1]
    chromium.find("#sheet input").send_keys("副镇长")
    chromium.wait(lambda: len(chromium.all(".people tbody tr")) == 1)


def test_places_tree_and_timeline(chromium: Browser, news_page: Path) -> None:
    chromium.open(news_page, "#t=places")
    path = [item.text for item in chromium.all(".tree > div > ul > li > div > ul > li > div > ul > li > .thing")]
    assert "东岭社区" in path
    chromium.click("#tab-timeline")
    entry = chromium.text(".timeline li")
    assert "近日" in entry and "田间课堂" in entry and "柳溪小学" in entry


def test_png_and_svg_are_saved(chromium: Browser, news_page: Path) -> None:
    chromium.open(news_page)
    for file in chromium.downloads.iterdir():
        file.unlink()
    chromium.cdp("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(chromium.downloads))
    for label in ("存为 PNG", "存为 SVG"):
        if not chromium.find(".menu").is_displayed():
            chromium.click(".save summary")
        chromium.click_text(".menu button", label)
    chromium.wait(lambda: {file.suffix for file in chromium.downloads.iterdir()} == {".png", ".svg"})
    assert (chromium.downloads / "海平日报.png").read_bytes().startswith(b"\x89PNG")
    svg = (chromium.downloads / "海平日报.svg").read_text("utf-8")
    assert svg.count("<path") == 25 and "欧阳青山" in svg


def test_narrow_screen_has_no_sideways_scrolling_and_a_usable_panel(chromium: Browser, news_page: Path) -> None:
    for place in ("", f"#n={IDS['单文博']}", "#t=people", "#t=articles", "#t=places"):
        chromium.open(news_page, place, width=390, height=844)
        assert chromium.js("return document.documentElement.scrollWidth") <= 390, place
    chromium.open(news_page, f"#n={IDS['单文博']}", width=390, height=844)
    panel = chromium.find("#panel").rect
    assert panel["width"] == 390 and panel["height"] < 0.7 * 844
    assert on_screen(chromium, "单文博")[1] < panel["y"]


def test_keyboard_alone_reaches_the_evidence(chromium: Browser, news_page: Path) -> None:
    chromium.open(news_page)
    keys = ActionChains(chromium.driver)
    keys.send_keys("/").pause(0.1).send_keys("oyqs").pause(0.1).send_keys(Keys.ENTER).perform()
    chromium.wait(lambda: chromium.text("#panel h2") == "欧阳青山")
    for _ in range(60):
        if chromium.js("return document.activeElement.classList.contains('article-link')"):
            break
        ActionChains(chromium.driver).send_keys(Keys.TAB).perform()
    ActionChains(chromium.driver).send_keys(Keys.ENTER).perform()
    chromium.wait(lambda: chromium.all("#reading mark"))
    ActionChains(chromium.driver).send_keys(Keys.ESCAPE).perform()
    chromium.wait(lambda: not chromium.find("#panel").is_displayed())


@pytest.mark.parametrize(
    "fragment_",
    [
        "",
        "#d=1",
        "#t=people",
        "#t=people&d=1",
        "#t=places",
        "#t=timeline&d=1",
        "#t=articles",
        "#l=en",
        "panel",
        "panel&d=1",
    ],
)
def test_axe_finds_no_serious_violation(chromium: Browser, news_page: Path, fragment_: str) -> None:
    chromium.open(news_page, fragment_.replace("panel", f"#n={IDS['单文博']}"))
    assert chromium.serious_violations() == []


def test_hostile_texts_run_nothing_and_break_nothing(chromium: Browser, hostile_page: Path) -> None:
    page = json.loads(re.search(r'id="kg-core">(.*?)</script>', hostile_page.read_text("utf-8"))[1])  # type: ignore[index]
    chromium.open(hostile_page)
    for identity, kind in zip(page["things"]["id"], page["things"]["kind"], strict=True):
        if page["kinds"][kind] in ("person", "event", "article"):
            chromium.js("location.hash = arguments[0]", f"#n={identity}")
            chromium.wait(lambda: chromium.find("#panel").is_displayed())
    for tab in ("people", "places", "timeline", "articles"):
        chromium.click(f"#tab-{tab}")
        for index in range(len(chromium.all(".article-list a"))):
            chromium.all(".article-list a")[index].click()
    chromium.js(
        "document.getElementById('search').value = '<img'; document.getElementById('search').dispatchEvent(new Event('input'))"
    )
    chromium.click("#tab-graph")
    chromium.click("#language")
    chromium.js("window.dispatchEvent(new Event('resize'))")
    assert chromium.js("return typeof window.hacked") == "undefined"
    assert (
        chromium.js(
            "return document.querySelectorAll('img, iframe, object, embed, [onerror], [onload], a[href^=javascript]').length"
        )
        == 0
    )
    assert chromium.js("return document.querySelectorAll('style').length") == 1
    assert chromium.js("return document.documentElement.scrollWidth <= innerWidth")
    assert chromium.requests() == []
    assert chromium.console() == []


def test_large_graph_opens_on_an_overview_and_opens_up(chromium: Browser, tmp_path: Path) -> None:
    page = tmp_path / "large.html"
    write_html(large_graph(2600), page)
    chromium.open(page)
    assert chromium.js("return document.documentElement.dataset.ready") == "large"
    assert chromium.drawn() > 0.02
    chromium.search("zhao")
    chromium.wait(lambda: chromium.text("#panel h2").startswith("赵"))
    chromium.wait(lambda: chromium.js("return kgPage.camera()[2]") >= 1)
    assert chromium.all("#panel blockquote mark")
    assert chromium.console() == []


def test_large_view_shows_the_small_graph_too(chromium: Browser, tmp_path: Path) -> None:
    page = tmp_path / "small-in-large.html"
    write_html(news_graph(), page, view="large")
    chromium.open(page)
    click_picture(chromium, *on_screen(chromium, "代玉兰"))
    chromium.wait(lambda: chromium.find("#panel").is_displayed() and chromium.text("#panel h2") == "代玉兰")
    assert chromium.js("return typeof vis") == "undefined"


def test_page_works_inside_a_sandboxed_frame(chromium: Browser, tmp_path: Path) -> None:
    host = tmp_path / "host.html"
    host.write_text(f"<!doctype html><title>host</title>{repr_html(render_html(news_graph()))}", encoding="utf-8")
    chromium.size(1280, 800)
    chromium.driver.get(host.as_uri())
    chromium.driver.switch_to.frame(0)
    chromium.wait(lambda: chromium.js("return document.documentElement.dataset.texts") == "ready")
    chromium.search("dyl")
    chromium.wait(lambda: chromium.text("#panel h2") == "代玉兰")
    chromium.driver.switch_to.default_content()
    assert [line for line in chromium.console() if "SEVERE" in line] == []


def test_nodes_move_only_on_request(chromium: Browser, news_page: Path) -> None:
    chromium.open(news_page)
    before = on_screen(chromium, "代玉兰")
    time.sleep(0.5)
    assert on_screen(chromium, "代玉兰") == before
    chromium.click("#toolbar button[aria-label=松动布局]")
    chromium.wait(lambda: on_screen(chromium, "代玉兰") != before)
    if chromium.all("#toolbar button[aria-label=停止移动]"):  # it may have come to rest by itself
        chromium.click("#toolbar button[aria-label=停止移动]")
    chromium.wait(lambda: chromium.all("#toolbar button[aria-label=松动布局]"))
    assert chromium.console() == []
