"""The graph as the pages read it: who is spoken of where, in which facts, with which words."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from kg.export.jsonld import document
from kg.export.lines import n_triples
from kg.export.reading import read_turtle
from kg.model import vocabulary as v
from kg.model.graph import GraphData
from kg.model.ids import EntityId
from kg.model.statement import Evidence, Literal, Statement, Term, Thing
from kg.model.triples import Detail, Triple, evidence_triples, statement_triples, thing_triples
from kg.serve.formats import graph_as
from kg.serve.search import Index

# What an article's text is not searched for: a sum or a post is no name that leads anywhere.
_UNMARKED = frozenset({"quotation", "measure", "action", "role", "article", "page", "list", "run", "scheme", "thing"})
_LONGEST_NAME = 200  # code points


class Span(NamedTuple):
    """A mention: a stretch of an article's text, and what it stands for."""

    start: int
    end: int
    thing: EntityId


class Library:
    """A graph with the indices that the pages need. Cost: reading the file, then one pass over the graph."""

    def __init__(self, path: Path) -> None:
        loaded = read_turtle(path)
        self.graph: GraphData = loaded.graph
        self.detail: Detail = loaded.detail
        facts: defaultdict[str, list[Statement]] = defaultdict(list)
        self.mentions: defaultdict[str, list[Statement]] = defaultdict(list)  # by the article that mentions
        self.mentioned: defaultdict[str, list[Statement]] = defaultdict(list)  # by the thing that is mentioned
        self.supported: defaultdict[str, list[Statement]] = defaultdict(list)  # by the evidence
        for fact in self.graph.statements:
            for piece in fact.evidence:
                self.supported[piece].append(fact)
            if fact.predicate == v.MENTIONS and not isinstance(fact.object, Literal):
                self.mentions[fact.subject].append(fact)
                self.mentioned[fact.object].append(fact)
                continue
            for name in dict.fromkeys(self._named(fact)):
                facts[name].append(fact)
        self.facts = facts
        self.spoken_of: defaultdict[str, list[tuple[Thing, str]]] = defaultdict(list)
        for thing in self.graph.things:
            for predicate, term in thing.properties:
                if not isinstance(term, Literal) and ":" not in term:
                    self.spoken_of[term].append((thing, predicate))
        self.passages: defaultdict[str, list[Evidence]] = defaultdict(list)
        for each in self.graph.evidence:
            self.passages[each.article].append(each)
        self.statement_by_id = {str(fact.id): fact for fact in self.graph.statements}

    @staticmethod
    def _named(fact: Statement) -> Iterator[str]:
        """Everything a fact speaks of: its ends, and the role and body in its details."""
        yield fact.subject
        for term in (fact.object, *(term for _, term in fact.details)):
            if not isinstance(term, Literal) and ":" not in term:
                yield term

    @cached_property
    def index(self) -> Index:
        """The search index; made once."""
        weights = {name: len(facts) + len(self.mentioned.get(name, ())) for name, facts in self.facts.items()}
        return Index(self.graph.things, weights)

    def thing(self, name: str) -> Thing | None:
        """The thing of a name, None when the graph has none."""
        return self.graph.thing_by_id.get(EntityId(name))

    def label(self, term: Term) -> str:
        """What a term is called by people: a literal's words, a thing's label, else its name."""
        if isinstance(term, Literal):
            return term.text
        thing = self.thing(term)
        return (thing.label or str(term)) if thing else str(term)

    def text(self, article: Thing) -> str:
        """An article's text, "" where the graph has none."""
        return next(
            (term.text for name, term in article.properties if name == v.TEXT and isinstance(term, Literal)), ""
        )

    def spans(self, article: Thing) -> tuple[Span, ...]:
        """Mentions in an article's text, in order, none inside another.

        First where the graph says so; then wherever a printed form of something that the article speaks of stands
        again, the longest first.
        """
        return self._spans(article.id)

    @lru_cache(maxsize=256)  # noqa: B019 — one library lives as long as its server
    def _spans(self, name: EntityId) -> tuple[Span, ...]:
        article = self.graph.thing_by_id[name]
        text = self.text(article)
        taken = bytearray(len(text))
        found: list[Span] = []

        def take(start: int, end: int, thing: EntityId) -> None:
            if 0 <= start < end <= len(text) and not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                found.append(Span(start, end, thing))

        things: dict[EntityId, None] = {
            term: None
            for predicate, term in article.properties
            if predicate == v.MENTIONS and not isinstance(term, Literal) and term in self.graph.thing_by_id
        }
        for fact in self.mentions[name]:
            target = EntityId(str(fact.object))
            things[target] = None
            for piece in (self.graph.evidence_by_id[item] for item in fact.evidence):
                if piece.article == name and self._names(target, piece.exact):
                    take(piece.start, piece.end, target)
        for piece in self.passages[name]:
            for fact in self.supported[piece.id]:
                things |= {EntityId(each): None for each in self._named(fact) if each in self.graph.thing_by_id}
        forms: dict[str, EntityId] = {}
        for each in things:
            thing = self.graph.thing_by_id[each]
            if thing.kind not in _UNMARKED:
                for form in (thing.label, *thing.aliases):
                    if 1 < len(form) < _LONGEST_NAME:
                        forms.setdefault(form, each)
        if forms:
            pattern = "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
            for match in re.finditer(pattern, text):
                take(match.start(), match.end(), forms[match[0]])
        return tuple(sorted(found))

    def _names(self, name: EntityId, words: str) -> bool:
        """Are these words a mention's own, rather than the sentence around it?"""
        thing = self.thing(name)
        return thing is not None and thing.kind not in _UNMARKED and len(words) < _LONGEST_NAME

    def occurrences(self, thing: Thing) -> Iterator[tuple[Thing, tuple[Span, ...]]]:
        """Articles that mention a thing, newest first, with where."""
        named = {str(fact.subject) for fact in self.mentioned.get(thing.id, ())}
        named |= {str(other.id) for other, predicate in self.spoken_of.get(thing.id, ()) if predicate == v.MENTIONS}
        pieces = {item for fact in self.facts.get(thing.id, ()) for item in fact.evidence}
        supporting = {str(self.graph.evidence_by_id[item].article) for item in pieces} - named
        articles = [
            article for name in named | supporting if (article := self.thing(name)) and article.kind == "article"
        ]
        for article in sorted(articles, key=lambda article: (self.published(article), article.label), reverse=True):
            found = tuple(span for span in self.spans(article) if span.thing == thing.id)
            if found or article.id in named:
                yield article, found

    @staticmethod
    def published(article: Thing) -> str:
        """The day of an article, "" when it is not known."""
        return next(
            (term.text for name, term in article.properties if name == v.DATE_PUBLISHED and isinstance(term, Literal)),
            "",
        )

    def described(self, name: str) -> list[Triple] | None:
        """What the graph says of a name, subject by subject; None when it is no name of the graph.

        A thing comes with the facts about it and their evidence, a fact with its evidence.
        """
        thing, fact = self.thing(name), self.statement_by_id.get(name)
        piece = self.graph.evidence_by_id.get(name)  # type: ignore[call-overload]
        if thing is not None:
            return [*self._thing(thing), *self._facts([*self.facts[name], *self.mentioned[name]])]
        if fact is not None:
            return list(self._facts([fact]))
        if piece is not None:
            return list(evidence_triples(piece))
        owner, _, part = name.rpartition("-")
        selected = self.graph.evidence_by_id.get(owner)  # type: ignore[call-overload]
        if selected is not None and part in {"pos", "quote"}:
            return [triple for triple in evidence_triples(selected) if triple[0] == name] or None
        return None

    def _thing(self, thing: Thing) -> Iterator[Triple]:
        direct = {
            (predicate, term)
            for fact in (*self.facts[thing.id], *self.mentions[thing.id])
            for subject, predicate, term in fact.triples
            if subject == thing.id
        }
        return thing_triples(thing, direct)

    def _facts(self, facts: Sequence[Statement]) -> Iterator[Triple]:
        pieces: dict[str, Evidence] = {}
        for fact in facts:
            yield from statement_triples(fact, detail=self.detail)
            pieces |= {item: self.graph.evidence_by_id[item] for item in fact.evidence}
        if self.detail == Detail.FULL:
            for piece in pieces.values():
                yield from evidence_triples(piece)

    def written(self, found: Sequence[Triple], name: str) -> str:
        """Triples in a notation of RDF, by the name of its format."""
        if name == "jsonld":
            return document(self.graph.base, found)
        lines = "".join(n_triples(self.graph.base, found))
        if name == "nt":
            return lines
        return graph_as(turtle_of(lines, self.graph.base), name)


def turtle_of(lines: str, base: str) -> str:
    """N-Triples as Turtle with the prefixes that queries may use, in an order that every run repeats."""
    import pyoxigraph as ox

    prefixes = {v.DATA_PREFIX: base, **v.PREFIXES}
    quads = ox.parse(lines.encode(), format=ox.RdfFormat.N_TRIPLES)
    made = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b""
    rows = made.decode().splitlines(keepends=True)
    body = "".join(row for row in rows if not row.startswith("@prefix "))
    return "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes.items()) + "\n" + body
