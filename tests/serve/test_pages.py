"""The pages and the data behind each address."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

import pyoxigraph as ox
import pytest

from kg.export.lines import n_triples
from kg.export.turtle import write_turtle
from kg.model import vocabulary as v
from kg.model.graph import GraphData
from kg.model.triples import Detail, triples
from kg.query import named_queries
from kg.serve.library import Library
from kg.serve.pages import Pages, Reader
from tests.export.graphs import BASE, news_graph
from tests.serve.conftest import HOSTILE
from tests.serve.running import Server

IDS = {thing.label: str(thing.id) for thing in news_graph().things}
ARTICLES = [str(thing.id) for thing in news_graph().of_kind("article")]
NOTATIONS = {
    "ttl": ("text/turtle", ox.RdfFormat.TURTLE),
    "nt": ("application/n-triples", ox.RdfFormat.N_TRIPLES),
    "rdf": ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    "jsonld": ("application/ld+json", ox.RdfFormat.JSON_LD),
}


class Page(HTMLParser):
    """A page's links, anchors and visible text; any script or style within it, any attribute that runs."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.text = ""
        self.tags: list[str] = []
        self.running: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self.running += [name for name in given if name.startswith("on") or name == "style"]
        if tag == "script" and "src" not in given:
            self.running.append("script")
        if "id" in given:
            self.anchors.add(str(given["id"]))
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))

    def handle_data(self, data: str) -> None:
        self.text += data


def page(server: Server, path: str) -> Page:
    reply = server.ask(path, accept="text/html")
    assert (reply.status, reply.kind) == (200, "text/html"), path
    found = Page(reply.text)
    assert found.running == []
    return found


def test_an_address_is_a_page_for_people_and_data_for_machines(server: Server) -> None:
    person = f"/id/{IDS['单文博']}"
    people = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert server.ask(person, accept=people).kind == "text/html"
    assert server.ask(person).kind == "text/html"
    for accept, kind in (
        ("text/turtle", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("text/turtle, text/html;q=0.5", "text/turtle"),
    ):
        reply = server.ask(person, accept=accept)
        assert (reply.status, reply.kind) == (200, kind)
        assert reply.headers["vary"].startswith("Accept")
        assert reply.headers["content-location"].startswith(person)
    assert server.ask(person, accept="image/png").status == 406


@pytest.mark.parametrize("ending", NOTATIONS)
def test_the_ending_of_an_address_chooses_the_notation(server: Server, ending: str) -> None:
    kind, notation = NOTATIONS[ending]
    reply = server.ask(f"/id/{IDS['单文博']}.{ending}", accept="text/html")
    assert (reply.status, reply.kind) == (200, kind)
    found = {quad.triple for quad in ox.parse(reply.body, format=notation)}
    plain = server.ask(f"/id/{IDS['单文博']}.nt").body
    assert found == {quad.triple for quad in ox.parse(plain, format=ox.RdfFormat.N_TRIPLES)}
    assert len(found) > 10


def test_the_data_of_all_addresses_together_is_the_graph(library: Library, server: Server) -> None:
    expected = set(n_triples(BASE, triples(library.graph)))
    subjects = {line.split(">", 1)[0].removeprefix(f"<{BASE}") for line in expected}
    found: set[str] = set()
    for subject in subjects:
        described = library.described(subject)
        assert described is not None, subject
        lines = set(n_triples(BASE, described))
        own = {line for line in expected if line.startswith(f"<{BASE}{subject}>")}
        assert own <= lines <= expected
        found |= lines
    assert found == expected
    fact = next(iter(library.statement_by_id))
    assert server.ask(f"/id/{fact}.ttl").status == 200
    piece = next(each for each in library.graph.evidence if each.exact)
    assert server.ask(f"/id/{piece.id}-pos.ttl").status == 200


def test_data_is_the_same_bytes_every_time(server: Server, library: Library) -> None:
    for kind in NOTATIONS:
        described = library.described(IDS["单文博"])
        assert described is not None
        assert server.ask(f"/id/{IDS['单文博']}.{kind}").text == library.written(described, kind)


def test_every_page_of_the_graph_opens_in_both_languages_and_its_links_lead_somewhere(
    server: Server, library: Library
) -> None:
    known: set[str] = set()
    names = [*library.graph.thing_by_id, *list(library.statement_by_id)[:20]]
    for name in names:
        for language in ("zh", "en"):
            known |= set(page(server, f"/id/{name}?l={language}").links)
    for link in sorted({link.partition("#")[0] for link in known if link.startswith("/")}):
        assert server.ask(link, accept="text/html").status in {200, 303}, link
    assert not [link for link in known if not link.startswith(("/", "#"))]


def test_a_persons_page_has_posts_with_the_words_that_say_so(server: Server) -> None:
    found = page(server, f"/id/{IDS['单文博']}?l=zh")
    assert "青河镇副镇长" in found.text
    assert "职务" in found.text
    assert "Posts" in page(server, f"/id/{IDS['单文博']}?l=en").text


def test_mentions_are_where_the_text_has_them(library: Library) -> None:
    for name in ARTICLES:
        article = library.thing(name)
        assert article is not None
        text, end = library.text(article), 0
        for span in library.spans(article):
            assert span.start >= end
            end = span.end
            thing = library.graph.thing_by_id[span.thing]
            words = text[span.start : span.end]
            assert words in {thing.label, *thing.aliases} or any(
                piece.exact == words for piece in library.passages[name]
            )
    assert sum(len(library.spans(article)) for article in library.graph.of_kind("article")) > 10


def test_each_mention_leads_to_its_node_and_the_node_leads_back(server: Server, library: Library) -> None:
    for name in ARTICLES:
        article = page(server, f"/id/{name}?l=zh")
        found = library.thing(name)
        assert found is not None
        for span in library.spans(found):
            assert f"m{span.start}" in article.anchors
            assert f"/id/{span.thing}?l=zh" in article.links
            assert f"/id/{name}?l=zh#m{span.start}" in page(server, f"/id/{span.thing}?l=zh").links


def test_evidence_is_marked_in_its_article(server: Server, library: Library) -> None:
    piece = next(each for each in library.graph.evidence if each.exact)
    reply = server.ask(f"/id/{piece.id}", accept="text/html")
    assert reply.status == 303
    assert reply.headers["location"] == f"/id/{piece.article}?at={piece.start}-{piece.end}#at"
    text = server.ask(reply.headers["location"].partition("#")[0], accept="text/html").text
    marked = re.findall(r"<mark[^>]*>(.*?)</mark>", text, re.DOTALL)
    assert re.sub(r"<[^>]*>", "", "".join(marked)) == piece.exact.replace("\n", "")
    assert text.count('id="at"') == 1


@pytest.mark.parametrize("at", ["0-999999999", "5-2", "x", "-1-3", "1-1", "999999999-999999999"])
def test_a_stretch_that_is_not_there_marks_nothing_and_breaks_nothing(server: Server, at: str) -> None:
    page(server, f"/id/{ARTICLES[0]}?at={at}")


def test_search_as_a_page_and_as_json(server: Server) -> None:
    found = cast("dict[str, Any]", server.ask("/search.json?q=dyl").json)
    assert found["query"] == "dyl"
    assert found["results"][0]["label"] == "代玉兰"
    assert found["results"][0]["iri"] == BASE + IDS["代玉兰"]
    assert server.ask("/search?q=dyl", accept="application/json").json == found
    assert f"/id/{IDS['代玉兰']}?l=zh" in page(server, "/search?q=dyl&l=zh").links
    assert f"/id/{IDS['代玉兰']}?l=zh" not in page(server, "/search?q=dyl&kind=place&l=zh").links
    assert "没有叫“某某某”的条目" in page(server, "/search?q=某某某&l=zh").text


def test_pages_speak_the_readers_language_and_keep_to_the_one_that_was_chosen(server: Server) -> None:
    assert 'lang="en"' in server.ask("/search", accept="text/html", accept_language="en-GB,en;q=0.9").text
    assert 'lang="zh-CN"' in server.ask("/search", accept="text/html", accept_language="de,zh-TW;q=0.5").text
    chosen = server.ask("/search?l=en&q=dyl", accept="text/html", accept_language="zh").text
    assert 'lang="en"' in chosen
    assert f"/id/{IDS['代玉兰']}?l=en" in chosen


def test_hostile_words_stay_words(hostile: Server) -> None:
    listed = hostile.ask("/search.json?q=window")
    results = cast("dict[str, Any]", listed.json)["results"]
    assert len(results) >= 3
    ids = [each["id"] for each in results]
    for path in [f"/id/{name}?l={language}" for name in ids for language in ("zh", "en")] + [
        f"/search?q={quote(HOSTILE)}"
    ]:
        found = page(hostile, path)
        assert "img" not in found.tags
        assert "window.hacked" in found.text
        assert "{{7*7}}" in found.text
        assert "\u202e" not in found.text
    assert all(hostile.ask(f"/id/{name}.{ending}").status == 200 for name in ids for ending in NOTATIONS)


def test_the_explorer_page_is_whole_under_its_bar(server: Server) -> None:
    reply = server.ask("/?l=zh", accept_encoding="identity")
    assert reply.kind == "text/html"
    assert '<nav id="bar"' in reply.text
    assert 'id="kg-core"' in reply.text
    assert "script-src 'self' 'sha256-" in reply.headers["content-security-policy"]
    packed = server.ask("/?l=zh", accept_encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert len(packed.body) < len(reply.body) / 2


def test_named_queries_are_listed_and_bound_as_values(server: Server) -> None:
    listed = cast("list[dict[str, Any]]", server.ask("/queries").json)
    assert [each["name"] for each in listed] == [query.name for query in named_queries()]
    assert server.ask("/queries/posts.rq").text.startswith("# ")
    text = server.ask("/queries/posts.rq?name=青河镇").text
    assert '"青河镇"@zh' in text
    assert json.loads(server.sparql(text).body)["results"]["bindings"]
    attack = server.ask("/queries/posts.rq?name=%22%7D%20SERVICE%20%3Chttp://x/%3E%20%7B").text
    assert '"\\"} SERVICE <http://x/> {"@zh' in attack
    assert server.sparql(attack).status == 200
    assert server.ask("/queries/posts.rq?bind").status == 400
    assert server.ask("/queries/posts.rq?nmae=x").status == 400
    assert server.ask("/queries/nothing.rq").status == 404


def test_health(server: Server) -> None:
    found = cast("dict[str, Any]", server.ask("/healthz").json)
    assert found["status"] == "ok"
    assert found["workers"] >= 2


@pytest.mark.parametrize(
    "path", ["/nothing", "/id/p-0000", "/id/", "/id/%00", "/id/..%2f..", "/id/e-x-pos", "/id/" + "a" * 5000]
)
def test_what_is_not_there_is_a_page_for_people_and_a_sentence_for_machines(server: Server, path: str) -> None:
    people = server.ask(f"{path}?l=zh", accept="text/html")
    assert (people.status, people.kind) == (404, "text/html")
    assert "没有这个页面" in people.text
    machines = server.ask(path, accept="text/turtle")
    assert (machines.status, machines.kind) == (404, "text/plain")


def test_a_graph_without_texts_or_facts_has_pages_too(tmp_path: Path) -> None:
    whole = news_graph()
    silent = replace(
        whole,
        things=tuple(
            replace(each, properties=tuple(pair for pair in each.properties if pair[0] != v.TEXT))
            for each in whole.things
        ),
    )
    for graph, detail in ((silent, Detail.FULL), (whole, Detail.FACTS), (GraphData(BASE), Detail.FULL)):
        path = tmp_path / "graph.ttl"
        write_turtle(graph, path, detail)
        library = Library(path)
        pages = Pages(library)
        for thing in library.graph.things:
            text = pages.thing(thing, Reader("zh", chosen=False), (3, 9))
            assert thing.label.partition("<")[0][:4] in text
            assert library.described(thing.id)
        assert "检索" in pages.search("dyl", "", library.index.search("dyl"), 50, Reader("zh", chosen=False))
    words = Pages(Library(_written(tmp_path, silent))).thing(
        next(iter(silent.of_kind("article"))), Reader("zh", chosen=False), None
    )
    assert "图谱未收录正文" in words
    assert "<mark>" in words


def _written(folder: Path, graph: GraphData) -> Path:
    path = folder / "silent.ttl"
    write_turtle(graph, path)
    return path
