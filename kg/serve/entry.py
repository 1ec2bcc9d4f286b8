"""What a page says of one thing, gathered from the graph: facts under headings, each with the words that say so."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from kg.export.drawing import BOOKKEEPING
from kg.model import vocabulary as v
from kg.model.ids import EntityId
from kg.model.schema import Basis
from kg.model.statement import Evidence, Literal, Statement, Term, Thing
from kg.query.cards import HEADINGS
from kg.serve.library import Library, Span
from kg.serve.words import term_name, word

MOST_LINES = 200  # of one section; the Turtle has all
MOST_QUOTES = 20  # of one fact
_AROUND = 24  # code points of text on either side of a mention
_ELSEWHERE = BOOKKEEPING | {
    v.LABEL,
    v.PREF_LABEL,
    v.ALT_LABEL,
    v.TEXT,
    v.TEXT_SHA256,
    v.FILE_SHA256,
    v.MENTIONS,
}
_DOUBT = 0.5


@dataclass(frozen=True, slots=True)
class Link:
    """Words that may lead somewhere: ``name`` is a local name of the graph, "" for none; ``at`` a place in an article."""

    words: str
    name: str = ""
    kind: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence with the words that matter in it, and where it stands."""

    before: str
    words: str
    after: str
    source: Link


@dataclass(frozen=True, slots=True)
class Line:
    """One fact, as it reads from one of its ends."""

    fact: str
    link: Link
    remarks: tuple[str, ...]
    quotes: tuple[Quote, ...]
    more: int  # quotes that are left out


@dataclass(frozen=True, slots=True)
class Section:
    """Facts of one kind."""

    heading: str
    lines: tuple[Line, ...]
    more: int  # lines that are left out


@dataclass(frozen=True, slots=True)
class Place:
    """An article that names the thing, with the words around each place."""

    article: Link
    day: str
    quotes: tuple[Quote, ...]


class Entry:
    """Everything about one thing, in one language."""

    def __init__(self, library: Library, language: str) -> None:
        self.library, self.language = library, language

    def link(self, term: Term) -> Link:
        """A term as words, leading to its page if it has one."""
        if isinstance(term, Literal):
            return Link(term.text)
        if ":" in term:
            return Link(term_name(str(term), self.language))
        thing = self.library.thing(term)
        if thing is None:
            return Link(str(term), str(term) if term in self.library.statement_by_id else "")
        return Link(self._words(thing), thing.id, thing.kind)

    def _words(self, thing: Thing) -> str:
        """A quotation's label is only its beginning."""
        spoken = next(
            (term.text for name, term in thing.properties if name == v.TEXT_OF_QUOTATION and isinstance(term, Literal)),
            "",
        )
        return spoken or thing.label or thing.id

    def about(self, thing: Thing, without: frozenset[str] = frozenset()) -> list[tuple[str, list[Link]]]:
        """What describes a thing, by the name of the property; ``without`` those that stand elsewhere on the page."""
        rows: dict[str, list[Link]] = {}
        for predicate, term in thing.properties:
            if predicate not in _ELSEWHERE and predicate not in without:
                rows.setdefault(term_name(predicate, self.language), []).append(self.link(term))
        return list(rows.items())

    def sections(self, thing: Thing) -> Iterator[Section]:
        """Facts about a thing under the headings of its card, those without one under their predicate's name."""
        order = {heading: rank for rank, heading in enumerate(dict.fromkeys(HEADINGS.values()))}
        found: dict[tuple[int, str], dict[str, Statement]] = {}
        for fact in self.library.facts.get(thing.id, ()):
            predicate, out = _role(fact, thing.id)
            heading = HEADINGS.get((predicate, out))
            name = heading[self.language == "zh"] if heading else term_name(predicate, self.language)
            rank = order[heading] if heading else len(order)
            found.setdefault((rank, name), {})[fact.id] = fact
        for (_, name), facts in sorted(found.items()):
            lines = sorted((self._line(fact, thing.id) for fact in facts.values()), key=_plain_first)
            yield Section(name, tuple(lines[:MOST_LINES]), max(0, len(lines) - MOST_LINES))

    def _line(self, fact: Statement, name: str) -> Line:
        _predicate, out = _role(fact, name)
        details = dict(fact.details)
        title = details.get(v.TITLE)
        other = self.link(fact.object if out else fact.subject)
        if isinstance(title, Literal):
            words = title.text if out else f"{other.words}（{title.text}）"
            other = Link(words, other.name, other.kind)
        quotes = [self.quote(self.library.graph.evidence_by_id[item]) for item in fact.evidence]
        return Line(
            fact.id, other, tuple(self._remarks(fact)), tuple(quotes[:MOST_QUOTES]), max(0, len(quotes) - MOST_QUOTES)
        )

    def _remarks(self, fact: Statement) -> Iterator[str]:
        """What must be said beside a fact: a status other than current, a date, doubt, another ground than the words."""
        for predicate, term in fact.details:
            if predicate == v.STATUS and term != "kg:current":
                yield term_name(str(term), self.language)
            elif predicate in {v.DATE_TEXT, v.START_DATE, v.END_DATE, v.CREDIT_TEXT} and isinstance(term, Literal):
                yield term.text
        if fact.confidence < _DOUBT:
            yield f"{word('doubtful', self.language)} {fact.confidence:.2f}"
        if fact.basis is not Basis.STATED:
            yield term_name(v.basis_term(fact.basis), self.language)

    def quote(self, piece: Evidence) -> Quote:
        """A piece of evidence, leading to its place in the article."""
        source = self.link(piece.article)
        at = f"{piece.start}-{piece.end}" if piece.exact else ""
        return Quote(piece.prefix, piece.exact, piece.suffix, Link(source.words, source.name, source.kind, at))

    def spoken_of(self, thing: Thing) -> list[tuple[str, list[Link]]]:
        """Things that describe themselves by this one: the articles of a page, the quotations of an article."""
        rows: dict[str, list[Link]] = {}
        for other, predicate in islice(self.library.spoken_of.get(thing.id, ()), MOST_LINES):
            if predicate not in _ELSEWHERE:
                rows.setdefault(term_name(predicate, self.language), []).append(self.link(other.id))
        return list(rows.items())

    def places(self, thing: Thing) -> list[Place]:
        """Where articles name a thing."""
        found = []
        for article, spans in islice(self.library.occurrences(thing), MOST_LINES):
            text = self.library.text(article)
            quotes = tuple(_around(text, span, article) for span in spans[:MOST_QUOTES])
            found.append(Place(self.link(article.id), self.library.published(article), quotes))
        return found

    def statement(self, fact: Statement) -> list[tuple[str, list[Link]]]:
        """A fact's own page: what it links, how it is known."""
        rows = [
            (term_name(v.SUBJECT, self.language), [self.link(fact.subject)]),
            (
                term_name(v.PREDICATE, self.language),
                [Link(f"{term_name(fact.predicate, self.language)}  ({fact.predicate})")],
            ),
            (term_name(v.OBJECT_OF_FACT, self.language), [self.link(fact.object)]),
        ]
        grouped: dict[str, list[Link]] = {}
        for predicate, term in fact.details:
            if predicate not in BOOKKEEPING:
                grouped.setdefault(term_name(predicate, self.language), []).append(self.link(term))
        rows += list(grouped.items())
        rows += [
            (term_name(v.BASIS, self.language), [Link(term_name(v.basis_term(fact.basis), self.language))]),
            (term_name(v.RULE, self.language), [Link(fact.rule)]),
            (term_name(v.CONFIDENCE, self.language), [Link(f"{fact.confidence:g}")]),
        ]
        return rows

    def sentence(self, fact: Statement) -> tuple[Link, str, Link]:
        """A fact as subject, predicate and object."""
        details = dict(fact.details)
        title = details.get(v.TITLE)
        end = self.link(fact.object)
        if isinstance(title, Literal):
            return (
                self.link(fact.subject),
                term_name(v.HAS_OCCUPATION, self.language),
                Link(title.text, end.name, end.kind),
            )
        return self.link(fact.subject), term_name(fact.predicate, self.language), end


def _role(fact: Statement, name: str) -> tuple[str, bool]:
    """As what a fact speaks of a thing: a predicate, and whether the thing is its subject."""
    if fact.subject == name:
        return fact.predicate, True
    if fact.object == name:
        return fact.predicate, False
    for predicate, term in fact.details:
        if term == name:
            # A post with a host says so in its role, which is neither its subject nor its object.
            return {v.HAS_ROLE: v.HAS_OCCUPATION, v.HOST: v.MEMBER_OF}.get(predicate, predicate), False
    return fact.predicate, False


def _plain_first(line: Line) -> tuple[bool, str, str]:
    """What needs no remark comes first."""
    return bool(line.remarks), line.link.words, line.fact


def _around(text: str, span: Span, article: Thing) -> Quote:
    """The words around a mention, no further than its line."""
    begin = max(text.rfind("\n", 0, span.start) + 1, span.start - _AROUND)
    end = text.find("\n", span.end)
    end = min(len(text) if end < 0 else end, span.end + _AROUND)
    link = Link(article.label, article.id, article.kind, f"m{span.start}")
    return Quote(text[begin : span.start], text[span.start : span.end], text[span.end : end], link)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an article's line: plain, a mention of something, marked as evidence, or both."""

    words: str
    thing: str = ""
    kind: str = ""
    title: str = ""
    anchor: str = ""
    marked: bool = False
    first: bool = False  # of what is marked


def paragraphs(library: Library, article: Thing, marked: tuple[int, int] | None) -> list[tuple[Piece, ...]]:
    """An article's lines cut at its mentions and at the stretch that is asked for."""
    text, spans = library.text(article), library.spans(article)
    things: Mapping[EntityId, Thing] = library.graph.thing_by_id
    lines, start = [], 0
    for row in text.split("\n"):
        end = start + len(row)
        if row.strip():
            lines.append(tuple(_pieces(text, start, end, spans, marked, things)))
        start = end + 1
    return lines


def _pieces(
    text: str, start: int, end: int, spans: Sequence[Span], marked: tuple[int, int] | None, things: Mapping[EntityId, Thing]
) -> Iterator[Piece]:  # fmt: skip
    inside = [span for span in spans if span.start < end and span.end > start]
    cuts = {start, end, *(marked or ())} | {place for span in inside for place in (span.start, span.end)}
    places = sorted(cut for cut in cuts if start <= cut <= end)
    for one, two in pairwise(places):
        span = next((span for span in inside if span.start <= one and span.end >= two), None)
        held = marked is not None and marked[0] <= one and two <= marked[1]
        first = held and marked is not None and one == max(marked[0], start) and marked[0] >= start
        thing = things[span.thing] if span else None
        yield Piece(
            text[one:two],
            thing.id if thing else "",
            thing.kind if thing else "",
            thing.label if thing else "",
            f"m{span.start}" if span and one == span.start else "",
            held,
            first,
        )
