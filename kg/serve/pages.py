"""The pages as HTML. Everything from the graph passes Jinja's escaping; no page holds a script or a style of its own."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple
from urllib.parse import quote, urlencode

import jinja2

from kg.model import vocabulary as v
from kg.model.statement import Evidence, Literal, Statement, Thing
from kg.query import named_queries
from kg.serve.entry import Entry, Link, paragraphs
from kg.serve.library import Library
from kg.serve.search import Hit
from kg.serve.words import LANGUAGES, kind_name, kinds, term_name, word

# What a reader may narrow a search to, in the order of the explorer's legend.
KINDS = ("person", "organization", "place", "role", "event", "project", "practice", "article")
_HEADLINES = frozenset({v.HEADLINE, v.ALTERNATIVE_HEADLINE, v.DATE_PUBLISHED})
# Marks that turn the direction of writing would let a name swallow the words after it.
_CONTROLS = dict.fromkeys(
    [*range(9), *range(0xB, 0x20), *range(0x7F, 0xA0), 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF],
    "\ufffd",
)  # fmt: skip


class Reader(NamedTuple):
    """For whom a page is: the language, and whether the address says so (then links must say so too)."""

    language: str
    chosen: bool


@cache
def _environment() -> jinja2.Environment:
    folder = files("kg.serve") / "templates"
    found = {each.name: each.read_text("utf-8") for each in folder.iterdir() if each.name.endswith(".html")}
    made = jinja2.Environment(
        loader=jinja2.DictLoader(found), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )  # fmt: skip
    made.finalize = lambda value: value.translate(_CONTROLS) if type(value) is str else value  # Markup stays as it is
    return made


class Pages:
    """Writes pages about one graph."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def render(self, name: str, reader: Reader, path: str, /, **values: object) -> str:
        """A page of a template; ``path`` is its own address, for the switch of languages."""
        language = reader.language
        other = LANGUAGES[1 - LANGUAGES.index(language)]
        mark = "&" if "?" in path else "?"

        def href(link: Link | str, **query: str) -> str:
            target = address(link) if isinstance(link, Link) else link
            target, _, fragment = target.partition("#")
            more = {**query, **({"l": language} if reader.chosen else {})}
            joined = f"{target}{'&' if '?' in target else '?'}{urlencode(more)}" if more else target
            return f"{joined}#{fragment}" if fragment else joined

        return _environment().get_template(name).render(
            lang=language, html_lang="zh-CN" if language == "zh" else "en", title=word("site", language), href=href,
            w=lambda key, **more: word(key, language, **more), kind_name=lambda kind: kind_name(kind, language),
            known=lambda kind: kind if kind in kinds() else "other", other_language=f"{path}{mark}l={other}",
            other_lang="en" if other == "en" else "zh-CN", term=lambda name: term_name(name, language), chosen=reader.chosen,
            **{"q": "", "here": "", "heading": "", **values},
        )  # fmt: skip

    def thing(self, thing: Thing, reader: Reader, marked: tuple[int, int] | None) -> str:
        """The page of a thing; an article's is its text."""
        entry = Entry(self.library, reader.language)
        values: dict[str, object] = {
            "thing": thing,
            "heading": entry.link(thing.id).words,
            "iri": self.library.graph.base + thing.id,
            "about": entry.about(thing),
            "sections": list(entry.sections(thing)),
            "spoken_of": entry.spoken_of(thing),
        }
        path = address(Link("", thing.id))
        if thing.kind == "article":
            values |= self._article(thing, entry, marked)
            return self.render("article.html", reader, path, **values)
        return self.render("thing.html", reader, path, places=entry.places(thing), **values)

    def _article(self, article: Thing, entry: Entry, marked: tuple[int, int] | None) -> dict[str, object]:
        """An article's text with its mentions, who is named in it, and what it states."""
        named: dict[str, list[tuple[Link, int]]] = {}
        first: dict[str, int] = {}
        for span in self.library.spans(article):
            first.setdefault(span.thing, span.start)
        for name, start in first.items():
            link = entry.link(self.library.graph.thing_by_id[name].id)  # type: ignore[index]
            named.setdefault(link.kind, []).append((link, start))
        facts: dict[str, Statement] = {}
        for piece in self.library.passages.get(article.id, ()):
            facts |= {fact.id: fact for fact in self.library.supported[piece.id] if fact.predicate != v.MENTIONS}
        stated = []
        for fact in facts.values():
            here = [self.library.graph.evidence_by_id[item] for item in fact.evidence]
            own = next((piece for piece in here if piece.article == article.id), None)
            at = f"{own.start}-{own.end}" if own and own.exact else ""
            stated.append((own.start if own else 0, fact.id, *entry.sentence(fact), at))
        return {
            "lines": paragraphs(self.library, article, marked),
            "headlines": {
                term.text for name, term in article.properties if name in _HEADLINES and isinstance(term, Literal)
            },
            "about": entry.about(article, without=_HEADLINES),
            "day": self.library.published(article),
            "named": [(kind, named[kind]) for kind in (*KINDS, *sorted(set(named) - set(KINDS))) if kind in named],
            "stated": sorted(stated, key=lambda row: row[:2]),
            "passages": [entry.quote(piece) for piece in self.library.passages.get(article.id, ())[:100]],
        }

    def fact(self, fact: Statement, reader: Reader) -> str:
        """The page of a fact: what it says, how it is known, its evidence."""
        entry = Entry(self.library, reader.language)
        quotes = [entry.quote(self.library.graph.evidence_by_id[item]) for item in fact.evidence]
        return self.render(
            "fact.html", reader, address(Link("", fact.id)), heading=word("fact", reader.language), sentence=entry.sentence(fact),
            rows=entry.statement(fact), quotes=quotes, iri=self.library.graph.base + fact.id, name=fact.id,
        )  # fmt: skip

    def search(self, text: str, kind: str, hits: list[Hit], most: int, reader: Reader) -> str:
        """The page of a search."""
        path = f"/search?{urlencode({'q': text, **({'kind': kind} if kind else {})})}"
        return self.render(
            "search.html", reader, path, q=text, heading=word("search", reader.language), here="search", kind=kind,
            hits=hits[:most], more=len(hits) > most, kinds=KINDS, counts=self.counts(reader.language),
        )  # fmt: skip

    def counts(self, language: str) -> str:
        """How much the graph holds, in a sentence."""
        facts = sum(fact.predicate != v.MENTIONS for fact in self.library.graph.statements)
        articles = sum(1 for _ in self.library.graph.of_kind("article"))
        numbers = {"articles": f"{articles:,}", "things": f"{len(self.library.index):,}", "facts": f"{facts:,}"}
        return word("counts", language, **numbers)

    def query(self, reader: Reader, prefixes: Mapping[str, str], rows: int) -> str:
        """The query editor."""
        data = {"base": self.library.graph.base, "prefixes": dict(prefixes), "rows": rows}
        return self.render(
            "query.html", reader, "/query", heading=word("query", reader.language), here="query", queries=named_queries(), data=data
        )  # fmt: skip

    def error(self, status: int, message: str, reader: Reader) -> str:
        """A page for what went wrong."""
        key = "missing" if status == 404 else "wrong"
        return self.render(
            "error.html", reader, "/search", heading=word(key, reader.language), status=status, message=message
        )


def address(link: Link) -> str:
    """The address of a node's page on this server; a stretch of an article's text is marked there."""
    start = f"/id/{quote(link.name, safe='')}"
    if not link.at:
        return start
    return f"{start}#{link.at}" if link.at.startswith("m") else f"{start}?at={link.at}#at"


def evidence_address(piece: Evidence) -> str:
    """Where the words of a piece of evidence stand."""
    return address(Link("", piece.article, "", f"{piece.start}-{piece.end}" if piece.exact else ""))
