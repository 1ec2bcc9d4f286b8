"""A Turtle file that this package wrote, read back into the graph it was made of.

What Turtle does not keep apart (which of two facts with one direct triple stands for it) is settled in a way that
writes the same Turtle again: ``turtle(read_turtle(path)) == path.read_bytes()`` for every file of ours.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError
from kg.model import vocabulary as v
from kg.model.graph import GraphData
from kg.model.ids import EntityId, EvidenceId, StatementId
from kg.model.schema import Basis, Kind, PostStatus
from kg.model.statement import Evidence, Literal, Statement, Term, Thing
from kg.model.triples import Detail

Properties = dict[str, list[Term]]  # of one subject, by predicate

# A thing's kind is that of its first type here; what is body and place at once is settled in _kind.
_KINDS: Mapping[str, str] = {
    v.PERSON: "person",
    v.ORGANIZATION: "organization",
    v.PLACE: "place",
    v.ADMINISTRATIVE_AREA: "place",
    v.EVENT: "event",
    v.PROJECT: "project",
    v.PRACTICE: "practice",
    v.QUOTATION: "quotation",
    v.PROPERTY_VALUE: "measure",
    v.ACTION: "action",
    v.ROLE: "role",
    v.ARTICLE: "article",
    v.ISSUE: "page",
    v.WEB_PAGE: "page",
    v.ACTIVITY: "run",
    v.CONCEPT_SCHEME: "scheme",
    v.ENTITY: "list",
}
_TYPE_RANK = {type_: rank for rank, type_ in enumerate((v.MEMBERSHIP, *_KINDS, v.CONCEPT, v.STATEMENT))}
_AREAS = {v.kind_term(kind) for kind in (Kind.ADMIN, Kind.RESIDENTIAL, Kind.NATURAL)}
_HELD = {v.status_term(status) for status in (PostStatus.CURRENT, PostStatus.ACTING)}
_BASES = {v.basis_term(basis): basis for basis in Basis}
_OF_FACTS = frozenset({v.TYPE, v.SUBJECT, v.PREDICATE, v.OBJECT_OF_FACT, v.BASIS, v.RULE, v.CONFIDENCE, v.DERIVED_FROM})
_OF_THINGS = frozenset({v.TYPE, v.LABEL, v.PREF_LABEL, v.ALT_LABEL})
_BASE_LINE = re.compile(rf"@prefix\s+{v.DATA_PREFIX}:\s*<([^<>\s]*)>\s*\.", re.IGNORECASE)
_HEAD = 8_192  # characters in which a file declares its prefixes


@dataclass(frozen=True, slots=True)
class Loaded:
    """A graph and how much of it the file had."""

    graph: GraphData
    detail: Detail


def read_turtle(path: Path) -> Loaded:
    """Read a graph that :func:`kg.export.turtle.write_turtle` wrote.

    Raises: InputError when the file cannot be read, is no Turtle, or holds what no graph of ours does.
    Cost: about 6 µs a triple, and the whole graph in memory.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read: {error.strerror or error}. Build a graph first: kg build SOURCE."
        ) from error
    try:
        return parse_turtle(data)
    except InputError as error:
        raise InputError(f"{path}: {error}") from error


def parse_turtle(data: bytes) -> Loaded:
    """As :func:`read_turtle`, from bytes in memory."""
    declared = _BASE_LINE.search(data[:_HEAD].decode("utf-8", "replace"))
    base = declared[1] if declared else v.DEFAULT_BASE
    subjects = _subjects(data, base)
    full = any(EntityId(v.STATEMENT) in properties.get(v.TYPE, ()) for properties in subjects.values())
    statements, evidence, things, inner = {}, {}, {}, set()
    for name, properties in subjects.items():
        types = set(properties.get(v.TYPE, ()))
        if types & {v.STATEMENT, v.MEMBERSHIP} and (made := _statement(name, properties, subjects)):
            statements[name] = made
        elif v.SPECIFIC_RESOURCE in types and (found := _evidence(name, properties, subjects)):
            evidence[name] = found[0]
            inner |= found[1]
        else:
            things[name] = properties
    direct = {triple for statement in statements.values() for triple in statement.triples}
    nodes = {name: _thing(name, properties, direct) for name, properties in things.items() if name not in inner}
    for statement in statements.values():
        for term in (statement.subject, statement.object):
            if not isinstance(term, Literal) and term not in nodes:
                nodes[term] = Thing(term, "thing", (), "")
    return Loaded(
        GraphData(
            base,
            tuple(nodes[name] for name in sorted(nodes)),
            tuple(statements[name] for name in sorted(statements)),
            tuple(evidence[name] for name in sorted(evidence)),
        ),
        Detail.FULL if full or not statements else Detail.FACTS,
    )


def _subjects(data: bytes, base: str) -> dict[str, Properties]:
    """All triples by subject and predicate, in the graph's own names."""
    names: dict[str, str] = {}

    def name(iri: str) -> str:
        known = names.get(iri)
        if known is None:
            known = names[iri] = _name(iri, base)
        return known

    subjects: defaultdict[str, Properties] = defaultdict(dict)
    try:
        for quad in ox.parse(data, format=ox.RdfFormat.TURTLE):
            subject, predicate, end = quad.subject, quad.predicate, quad.object
            if not isinstance(subject, ox.NamedNode):
                raise InputError("holds a node without a name; kg gives every node one.")
            if isinstance(end, ox.NamedNode):
                term: Term = EntityId(name(end.value))
            elif isinstance(end, ox.Literal):
                term = _literal(end)
            else:
                raise InputError("holds a node without a name; kg gives every node one.")
            subjects[name(subject.value)].setdefault(name(predicate.value), []).append(term)
    except (SyntaxError, ValueError) as error:
        raise InputError(f"not Turtle that can be read: {' '.join(str(error).split())[:200]}") from error
    return dict(subjects)


def _name(iri: str, base: str) -> str:
    """A local name for what is the graph's own, a compact IRI for a term."""
    if iri.startswith(base) and ":" not in iri[len(base) :]:
        return iri[len(base) :]
    for prefix, start in v.PREFIXES.items():
        if iri.startswith(start):
            return f"{prefix}:{iri[len(start) :]}"
    raise InputError(f"speaks of <{iri}>, which belongs to no vocabulary that kg writes.")


def _literal(term: ox.Literal) -> Literal:
    if term.language:
        if term.language != v.LANGUAGE:
            raise InputError(f'holds a text in the language "{term.language}"; kg writes "{v.LANGUAGE}".')
        return Literal(term.value)
    return Literal(term.value, _name(term.datatype.value, "\0"))


def _statement(name: str, properties: Properties, subjects: Mapping[str, Properties]) -> Statement | None:
    """The fact of a node, None when the node does not say what a fact must."""
    details = tuple(
        sorted(
            (
                (predicate, term)
                for predicate, terms in properties.items()
                if predicate not in _OF_FACTS
                for term in terms
            ),
            key=_pair_key,
        )
    )
    at = dict(details)
    subject = _one(properties, v.SUBJECT) or at.get(v.MEMBER)
    host, role = at.get(v.HOST), at.get(v.HAS_ROLE)
    end = _one(properties, v.OBJECT_OF_FACT) or host or role
    predicate = _one(properties, v.PREDICATE) or (v.MEMBER_OF if host else v.HAS_OCCUPATION)
    confidence = _text(_one(properties, v.CONFIDENCE))
    if subject is None or isinstance(subject, Literal) or isinstance(predicate, Literal) or end is None:
        return None
    try:
        sure = float(confidence or "1")
    except ValueError as error:
        raise InputError(f'fact {name} has the confidence "{confidence}", which is no number.') from error
    basis = _BASES.get(_text(_one(properties, v.BASIS)), Basis.STATED)
    types = tuple(sorted((_text(type_) for type_ in properties[v.TYPE]), key=_rank))
    fact = Statement(
        StatementId(name), types, subject, predicate, end, basis, _text(_one(properties, v.RULE)), sure,
        tuple(sorted(EvidenceId(_text(item)) for item in properties.get(v.DERIVED_FROM, ()))), (), details,
    )  # fmt: skip
    return replace(fact, triples=_triples(fact, subjects))


def _triples(fact: Statement, subjects: Mapping[str, Properties]) -> tuple[tuple[EntityId, str, Term], ...]:
    """The direct triples that a fact stands for: those the graph has, if it has what the fact speaks of at all."""

    def stands(predicate: str, end: Term) -> bool:
        return end in subjects.get(fact.subject, {}).get(predicate, ())

    status = next((_text(term) for predicate, term in fact.details if predicate == v.STATUS), "")
    if not stands(fact.predicate, fact.object) or (status and status not in _HELD):
        return ()
    others: set[tuple[EntityId, str, Term]] = set()
    for predicate, term in fact.details:
        if predicate == v.ALSO_AS and stands(_text(term), fact.object):
            others.add((fact.subject, _text(term), fact.object))
        elif predicate == v.HAS_ROLE:
            if stands(v.HAS_OCCUPATION, term):
                others.add((fact.subject, v.HAS_OCCUPATION, term))
            elif v.HAS_OCCUPATION in subjects[fact.subject]:
                return ()  # the host's triple is there for another post in it
        elif isinstance(term, Literal) and stands(predicate, term):
            others.add((fact.subject, predicate, term))
    first = (fact.subject, fact.predicate, fact.object)
    return (first, *sorted(others - {first}, key=lambda triple: (triple[0], *_pair_key(triple[1:]))))


def _evidence(
    name: str, properties: Properties, subjects: Mapping[str, Properties]
) -> tuple[Evidence, set[str]] | None:
    """The evidence of a node, and its selectors' names."""
    article = _one(properties, v.HAS_SOURCE)
    if article is None or isinstance(article, Literal):
        return None
    said: dict[str, str] = {}
    inner: set[str] = set()
    for selector in properties.get(v.HAS_SELECTOR, ()):
        inner.add(_text(selector))
        for predicate, terms in subjects.get(_text(selector), {}).items():
            said[predicate] = _text(terms[0])
    try:
        start, end = int(said.get(v.START, "0")), int(said.get(v.END, "0"))
    except ValueError as error:
        raise InputError(f"evidence {name} has a place that is no number.") from error
    words = [said.get(part, "") for part in (v.EXACT, v.PREFIX, v.SUFFIX)]
    return Evidence(EvidenceId(name), article, start, end, *words), inner


def _thing(name: str, properties: Properties, direct: set[tuple[EntityId, str, Term]]) -> Thing:
    identity = EntityId(name)
    rest = [
        (predicate, term)
        for predicate, terms in properties.items()
        if predicate not in _OF_THINGS
        for term in terms
        if (identity, predicate, term) not in direct
    ]
    types = tuple(sorted((_text(type_) for type_ in properties.get(v.TYPE, ())), key=_rank))
    label = _text(_one(properties, v.LABEL))
    aliases = sorted(_text(term) for term in properties.get(v.ALT_LABEL, ()))
    return Thing(identity, _kind(types, properties), types, label, tuple(aliases), tuple(sorted(rest, key=_pair_key)))


def _kind(types: Sequence[str], properties: Properties) -> str:
    """The short name for drawings: a body that is an area, too, is drawn as a place."""
    areas = _AREAS & {_text(term) for term in properties.get(v.KIND, ())}
    if areas and any(_KINDS.get(type_) == "place" for type_ in types):
        return "place"
    return next((_KINDS[type_] for type_ in types if type_ in _KINDS), "thing")


def _one(properties: Properties, predicate: str) -> Term | None:
    return properties.get(predicate, (None,))[0]


def _text(term: Term | None) -> str:
    return "" if term is None else term.text if isinstance(term, Literal) else term


def _rank(type_: str) -> tuple[int, str]:
    return _TYPE_RANK.get(type_, len(_TYPE_RANK)), type_


def _pair_key(pair: tuple[str, Term]) -> tuple[str, str, str]:
    predicate, term = pair
    return (predicate, term.text, term.datatype) if isinstance(term, Literal) else (predicate, term, "")
