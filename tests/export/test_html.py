import base64
import gzip
import json
import os
import re
import subprocess
import sys
from hashlib import sha256
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from kg.errors import OutputError, SettingsError
from kg.export.html import SCRIPTS, page_script, render_html, repr_html, write_html
from kg.export.page_data import to_script_json
from kg.export.templates import template
from kg.model import vocabulary as v
from kg.model.graph import GraphData
from kg.model.statement import Thing
from tests.export.graphs import BASE, HOSTILE, hostile_graph, large_graph, news_graph

TEMPLATES = Path(str(files("kg.export.templates")))


class Tags(HTMLParser):
    """The tags of a page, as a browser would cut them."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.bodies: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags:
            self.bodies.append((self.tags[-1][0], data))


def block(page: str, name: str) -> Any:
    """One data block of a page, unpacked."""
    found = re.search(rf'<script type="[^"]*" id="{name}"( data-packed="gzip")?>(.*?)</script>', page, re.DOTALL)
    assert found is not None
    text = gzip.decompress(base64.b64decode(found[2])).decode() if found[1] else found[2]
    return json.loads(text)


def test_page_holds_the_engine_the_graph_and_nothing_from_elsewhere() -> None:
    page = render_html(news_graph(), title="海平日报")
    tags = Tags(page).tags
    assert [tag for tag, _ in tags if tag == "title"] == ["title"]
    assert not [tag for tag, attributes in tags if "src" in attributes or tag in ("iframe", "object", "base")]
    assert [attributes["href"] for tag, attributes in tags if "href" in attributes] == ["data:,"]
    assert "@import" not in page and "url(" not in template("page.css")
    assert "bootstrap" not in page and "cdn" not in page.lower()


def test_policy_allows_exactly_the_scripts_and_the_style_of_the_page() -> None:
    page = render_html(news_graph())
    policy = next(attributes["content"] for _, attributes in Tags(page).tags if attributes.get("http-equiv"))
    assert policy is not None

    def digest(text: str) -> str:
        return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"

    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert len(scripts) == 2 and len(styles) == 1
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["script-src"].split() == [digest(script) for script in scripts]
    assert directives["style-src"].split() == [digest(style) for style in styles]
    assert (directives["default-src"], directives["connect-src"]) == ("'none'", "'none'")
    assert "\r" not in page  # parsers turn it into \n, and the hashes would no longer fit


def test_own_scripts_never_turn_text_into_markup_or_code() -> None:
    forbidden = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|DOMParser|createContextualFragment|srcdoc"
    for name in SCRIPTS:
        assert not re.search(forbidden, template(f"js/{name}")), name
    assert "</script" not in page_script().lower()


def test_every_script_file_is_used_is_short_and_says_what_it_is() -> None:
    assert sorted(SCRIPTS) == sorted(path.name for path in (TEMPLATES / "js").glob("*.js"))
    for name in SCRIPTS:
        lines = template(f"js/{name}").splitlines()
        assert len(lines) <= 300, name
        assert lines[0].startswith("// "), name


def test_hostile_texts_stay_inside_the_data() -> None:
    page = render_html(hostile_graph(), title="</title><script>x</script>")
    parsed = Tags(page)
    assert [tag for tag, _ in parsed.tags if tag == "script"] == ["script"] * 6  # four of data, the engine, ours
    assert [tag for tag, _ in parsed.tags if tag in ("img", "svg", "iframe", "a")] == []
    assert not [name for _, attributes in parsed.tags for name in attributes if name.startswith("on")]
    labels = block(page, "kg-core")["things"]["label"]
    for text in HOSTILE:
        assert text.replace("\n", " ") in labels


def test_data_between_script_tags_can_end_no_script() -> None:
    text = to_script_json({"a": "</script><!--&\u2028\u2029\ud800"})
    assert not re.search("[<>&\u2028\u2029\ud800-\udfff]", text)
    assert json.loads(text) == {"a": "</script><!--&\u2028\u2029\ud800"}


def test_evidence_of_the_page_is_its_slice_of_the_article() -> None:
    graph = hostile_graph()  # with characters beyond the first plane, where code points and UTF-16 units differ
    page = render_html(graph)
    core, more = block(page, "kg-core"), block(page, "kg-more")
    columns = core["evidence"]
    for index, item in enumerate(graph.evidence):
        start, end = columns["start"][index], columns["end"][index]
        before, after = columns["before"][index], columns["after"][index]
        text = more["texts"][str(columns["article"][index])]
        assert text[start:end] == item.exact
        assert (
            text[start - before : start] + item.exact + text[end : end + after]
            == item.prefix + item.exact + item.suffix
        )
    assert more["quotes"] == {}


def test_without_the_articles_texts_the_evidence_carries_its_own_words() -> None:
    graph = news_graph()
    things = tuple(
        Thing(thing.id, thing.kind, thing.types, thing.label, thing.aliases, tuple(row for row in thing.properties if row[0] != v.TEXT))
        for thing in graph.things
    )  # fmt: skip
    page = render_html(GraphData(graph.base, things, graph.statements, graph.evidence))
    quotes = block(page, "kg-more")["quotes"]
    worded = [index for index, item in enumerate(graph.evidence) if item.exact]
    assert sorted(map(int, quotes)) == worded
    assert all(quotes[str(index)][1] == graph.evidence[index].exact for index in worded)


def test_an_empty_graph_has_a_page_too() -> None:
    page = render_html(GraphData(BASE))
    assert block(page, "kg-core")["things"]["label"] == []


def test_equal_graphs_give_equal_bytes_whatever_the_hash_seed() -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from tests.export.graphs import large_graph; from kg.export.html import render_html; from hashlib import sha256\n"
        "print(sha256(render_html(large_graph(400)).encode()).hexdigest())"
    )
    root = str(Path(__file__).parents[2])
    digests = set()
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", program, root], capture_output=True, text=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed}, cwd=root,
        )  # fmt: skip
        digests.add(run.stdout)
    assert len(digests) == 1


def test_size_of_a_small_page() -> None:
    assert len(render_html(news_graph()).encode()) < 700_000  # the engine and the script; the graph itself is small


def test_large_graph_is_packed_and_leaves_the_engine_out() -> None:
    graph = large_graph(2500)
    page = render_html(graph)
    assert 'data-packed="gzip"' in page
    assert "visjs.github.io" not in page
    assert block(page, "kg-core")["things"]["label"] == [thing.label for thing in graph.things]


def test_view_can_be_chosen_and_an_unknown_one_is_refused() -> None:
    assert "visjs.github.io" in render_html(large_graph(60), view="pyvis")
    assert "visjs.github.io" not in render_html(large_graph(60), view="large")
    with pytest.raises(SettingsError, match='unknown view "3d"; known: auto, pyvis, large'):
        render_html(news_graph(), view="3d")


def test_writing_is_atomic_and_failure_is_one_sentence(tmp_path: Path) -> None:
    target = tmp_path / "new" / "graph.html"
    write_html(news_graph(), target)
    assert target.read_text("utf-8").startswith("<!doctype html>")
    assert [path.name for path in target.parent.iterdir()] == ["graph.html"]
    folder = tmp_path / "taken"
    (folder / "x").mkdir(parents=True)
    with pytest.raises(OutputError, match=r"taken: cannot be written: .+\.$"):
        write_html(news_graph(), folder)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_frame_for_notebooks_is_sandboxed() -> None:
    frame = Tags(repr_html("<p title='\"'>x</p>")).tags
    assert [tag for tag, _ in frame] == ["iframe"]
    assert frame[0][1]["sandbox"] == "allow-scripts allow-downloads"
    assert frame[0][1]["srcdoc"] == "<p title='\"'>x</p>"


def test_colours_of_kinds_agree_and_stand_out_from_the_paper() -> None:
    kinds = json.loads(template("kinds.json"))
    style = template("page.css")
    for name, look in kinds.items():
        assert f".kind-{name} {{ --kind: {look['light']}; }}" in style
        assert f'[data-theme="dark"] .kind-{name} {{ --kind: {look["dark"]}; }}' in style
        assert contrast(look["light"], "#faf9f5") >= 3, name  # WCAG 2.1, 1.4.11: graphical objects
        assert contrast(look["dark"], "#15181d") >= 3, name


def contrast(one: str, two: str) -> float:
    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((luminance(one), luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_licences_of_what_the_page_contains_are_kept_and_named() -> None:
    kept = {path.name for path in (TEMPLATES / "licenses").iterdir()}
    assert {"vis-network-9.1.2-MIT.txt", "pyvis-0.3.2-BSD-3-Clause.txt", "NOTICE"} <= kept
    page = render_html(news_graph())
    assert "vis-network 9.1.2" in page and "pyvis 0.3.2" in page


def test_every_predicate_that_is_assembled_has_words_in_both_languages() -> None:
    terms = {
        **{name: {"zh": names.zh, "en": names.en} for name, names in v.NAMES.items()},
        **json.loads(template("terms.json")),
    }
    shown = [
        v.MEMBER_OF, v.HAS_OCCUPATION, v.WITHIN, v.CONTAINED_IN_PLACE, v.SUB_ORGANIZATION_OF, v.LOCATION, v.ADMINISTERS,
        v.ORGANIZER, v.ATTENDEE, v.START_DATE, v.END_DATE, v.DATE_TEXT, v.PARTY, v.INVESTMENT_TEXT, v.INVESTMENT, v.AREA_TEXT,
        v.AREA, v.ADDITIONAL_PROPERTY, v.PRACTISED_BY, v.NARROWER, v.SPOKEN_BY, v.AGENT, v.OBJECT, v.AUTHOR, v.EDITOR,
        v.CONTRIBUTOR, v.MENTIONS, v.NAME, v.VALUE, v.UNIT_TEXT, v.BOUND, v.TEXT_OF_QUOTATION, v.IS_PART_OF, v.HEADLINE,
        v.ALTERNATIVE_HEADLINE, v.SECTION, v.DATE_PUBLISHED, v.TITLE, v.STATUS, v.CREDIT_TEXT, v.IDENTIFIER, v.DESCRIPTION,
    ]  # fmt: skip
    for name in shown:
        assert terms[name]["zh"] and terms[name]["en"], name
