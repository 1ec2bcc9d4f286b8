"""The pages in a browser: they look as they should, say nothing on the console, and ask nobody else."""

import importlib.resources
import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.export.browser import Browser
from tests.export.graphs import news_graph
from tests.serve.running import Server

pytestmark = pytest.mark.browser

IDS = {thing.label: str(thing.id) for thing in news_graph().things}
ARTICLE = next(str(thing.id) for thing in news_graph().of_kind("article"))
PATHS = ["/", "/query", "/search?q=dyl", f"/id/{IDS['单文博']}", f"/id/{ARTICLE}", "/id/nothing"]


@pytest.fixture
def web(chromium: Browser) -> Iterator[Browser]:
    """The browser with this computer in its reach, and afterwards again with nothing."""

    def reach(*, offline: bool) -> None:
        chromium.cdp(
            "Network.emulateNetworkConditions", offline=offline, latency=0, downloadThroughput=-1, uploadThroughput=-1
        )

    reach(offline=False)
    yield chromium
    chromium.driver.get("about:blank")
    chromium.console()
    reach(offline=True)


def visit(web: Browser, server: Server, path: str, *, width: int = 1280, height: int = 800) -> None:
    web.size(width, height)
    web.driver.get("about:blank")
    web.console()
    web.requests()
    web.driver.get(server.address + path)
    if path.startswith("/query"):
        web.wait(lambda: web.js("return document.documentElement.dataset.ready") == "query")
    elif path in {"/", "/?l=en"} or path.startswith("/#"):
        web.wait(lambda: web.js("return document.documentElement.dataset.texts") == "ready")


def quiet(web: Browser, server: Server) -> None:
    """No word on the console, no request to anybody else."""
    assert web.console() == []
    assert [url for url in web.requests() if not url.startswith(server.address)] == []


@pytest.mark.parametrize("path", PATHS[:-1])
@pytest.mark.parametrize("width", [1280, 390])
def test_pages_fit_and_keep_to_themselves(web: Browser, server: Server, path: str, width: int) -> None:
    visit(web, server, path, width=width)
    assert web.js("return document.documentElement.scrollWidth - innerWidth") <= 0
    quiet(web, server)


def test_typing_pinyin_leads_to_a_person(web: Browser, server: Server) -> None:
    visit(web, server, "/search?l=zh")
    web.find("#q").send_keys("dyl")
    web.wait(lambda: [each.text.split()[0] for each in web.all("#suggestions li")][:1] == ["代玉兰"])
    web.find("#q").send_keys("\ue015\ue007")  # down, enter
    web.wait(lambda: "代玉兰" in web.text("h1"))
    quiet(web, server)


def test_from_a_mention_to_its_node_and_back(web: Browser, server: Server) -> None:
    visit(web, server, f"/id/{ARTICLE}?l=zh")
    mention = web.find(".mention")
    words, anchor = mention.text, mention.get_attribute("id")
    mention.click()
    web.wait(lambda: web.all(".places"))
    web.js("document.querySelector(arguments[0]).click()", f'.places a[href$="#{anchor}"]')
    web.wait(lambda: web.js("return location.hash") == f"#{anchor}")
    assert web.text(".mention:target") == words
    quiet(web, server)


def test_evidence_is_marked_and_in_sight(web: Browser, server: Server) -> None:
    visit(web, server, f"/id/{IDS['单文博']}?l=zh")
    words = web.text(".facts blockquote mark")
    web.click(".facts blockquote a")
    web.wait(lambda: web.all("mark#at"))
    assert web.text("mark#at") in words
    top = web.js("return document.getElementById('at').getBoundingClientRect().top")
    assert 0 < top < 800


def test_a_named_query_is_loaded_with_its_values_and_answers(web: Browser, server: Server) -> None:
    visit(web, server, "/query?l=zh")
    web.js("const s = document.getElementById('question'); s.value = 'posts'; s.dispatchEvent(new Event('change'))")
    web.find('fieldset[data-query="posts"] input').send_keys("青河镇")
    web.click("#load")
    web.wait(lambda: "单文博" in web.text(".tabPanel.active .yasr_results"))
    assert '"青河镇"@zh' in web.js("return kgEditor.getTab().getYasqe().getValue()")
    quiet(web, server)


def test_nodes_in_an_answer_lead_to_their_pages_here(web: Browser, server: Server) -> None:
    visit(web, server, "/query?l=zh")
    web.js('const t = kgEditor.addTab(true); t.setQuery("SELECT ?who { ?who rdfs:label \\"单文博\\"@zh }"); t.query()')
    web.wait(lambda: web.all(".tabPanel.active a.iri"))
    link = web.find(".tabPanel.active a.iri")
    web.js("arguments[0].dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))", link)
    assert link.get_attribute("href") == f"{server.address}/id/{IDS['单文博']}?l=zh"


def test_triples_are_drawn_as_a_table_too(web: Browser, server: Server) -> None:
    visit(web, server, "/query?l=en")
    web.js(
        'const t = kgEditor.addTab(true); t.setQuery("CONSTRUCT { ?a rdfs:label ?b } WHERE { ?a a foaf:Person ; rdfs:label ?b }"); t.query()'
    )
    web.wait(lambda: "单文博" in web.text(".tabPanel.active .yasr_results"))
    quiet(web, server)


def test_an_answer_that_was_cut_says_so(web: Browser, strict: Server) -> None:
    visit(web, strict, "/query?l=zh")
    web.js('const t = kgEditor.addTab(true); t.setQuery("SELECT ?a { ?a ?b ?c }"); t.query()')
    web.wait(lambda: web.text("#notice") == "结果只显示前 5 行；请收窄查询或加 LIMIT。")


def test_a_wrong_query_is_told_with_its_place(web: Browser, server: Server) -> None:
    visit(web, server, "/query?l=zh")
    web.js('const t = kgEditor.addTab(true); t.setQuery("SELECT ?a { ?a b }"); t.query().catch(() => {})')
    web.wait(lambda: "Line 1, column 16" in web.text(".tabPanel.active .yasr_results"))
    # A status of 400 is told on the console by the browser itself; nothing else is.
    assert all("400" in said for said in web.console())


def test_a_link_that_names_another_endpoint_asks_nobody_else(web: Browser, server: Server) -> None:
    visit(web, server, "/query#query=ASK%20%7B%7D&endpoint=https%3A%2F%2Fother.example%2Fsparql")
    web.wait(lambda: web.js("return kgEditor.getTab().getEndpoint()") == f"{server.address}/sparql")
    sent = [url for url in web.requests() if not url.startswith(server.address)]
    assert all("Content Security Policy" in said or "other.example" in said for said in web.console()) if sent else True


def test_the_bar_leads_from_what_is_chosen_to_its_page(web: Browser, server: Server) -> None:
    visit(web, server, f"/#n={IDS['单文博']}")
    web.wait(lambda: web.find("#entry").is_displayed())
    web.click("#entry")
    web.wait(lambda: web.all("h1") and web.text("h1") == "单文博")
    visit(web, server, "/?l=en")
    assert web.js("return document.documentElement.lang") == "en"
    assert web.text("#bar").split() == ["Query", "Search"]
    quiet(web, server)


def test_hostile_words_run_nothing(web: Browser, hostile: Server) -> None:
    results = json.loads(hostile.ask("/search.json?q=window").body)["results"]
    for path in ["/", *(f"/id/{each['id']}" for each in results)]:
        visit(web, hostile, path)
        assert web.js("return window.hacked") is None
        assert web.console() == []


@pytest.mark.parametrize("path", PATHS[1:])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_violation(web: Browser, server: Server, path: str, scheme: str) -> None:
    package = pytest.importorskip("axe_selenium_python", reason="axe-core is not installed")
    axe = importlib.resources.files(package) / "node_modules/axe-core/axe.min.js"
    web.cdp("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    visit(web, server, path)
    web.js(axe.read_text("utf-8"))
    found: list[dict[str, Any]] = web.driver.execute_async_script(
        # What YASGUI draws is YASGUI's. This old axe-core thinks that a search field takes no "autocomplete", and does not
        # know the div around a dt and its dd (HTML 5.2).
        "const done = arguments[0]; const rules = {'autocomplete-valid': {enabled: false}, dlitem: {enabled: false}};"
        "const options = {resultTypes: ['violations'], rules};"
        "axe.run({exclude: [['#yasgui']]}, options).then((result) => done(result.violations));"
    )
    web.cdp("Emulation.setEmulatedMedia", features=[])
    serious = [
        f"{item['id']}: {[node['html'][:120] for node in item['nodes']]}"
        for item in found
        if item["impact"] in ("serious", "critical")
    ]
    assert serious == []
