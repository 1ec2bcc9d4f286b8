"""The graph as RDF triples in compact form: the one place where qualifiers and evidence become RDF.

A triple is (subject, predicate, object). Subjects are local names of the data namespace; predicates are compact IRIs;
objects are literals, local names, or, when they hold a colon, compact IRIs of vocabulary terms (``kg:current``): a
local name never holds one. No triple has a blank node, so equal graphs are equal as plain sets.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import chain
from operator import itemgetter

from kg.model import vocabulary as v
from kg.model.graph import GraphData
from kg.model.ids import EntityId
from kg.model.statement import Evidence, Literal, Statement, Term, Thing

Triple = tuple[str, str, Term]


class Detail(StrEnum):
    """How much is written: direct triples with the posts, or also every fact's node and its evidence."""

    FACTS = "facts"
    FULL = "full"


# The order in which a person reads: who, which bodies, where, what; then what supports it.
_THINGS_FIRST = (
    "person",
    "organization",
    "place",
    "role",
    "event",
    "project",
    "practice",
    "measure",
    "action",
    "quotation",
)
_THINGS_LAST = ("scheme", "article", "page", "list", "run")

_RANK = {kind: rank for rank, kind in enumerate((*_THINGS_FIRST, *_THINGS_LAST))}
BEHIND_FACTS = (len(_THINGS_FIRST),)

_FIRST_PREDICATES = (v.TYPE, v.LABEL, v.PREF_LABEL, v.ALT_LABEL, v.SUBJECT, v.PREDICATE, v.OBJECT_OF_FACT)
_PREDICATE_RANK = {predicate: rank for rank, predicate in enumerate(_FIRST_PREDICATES)}


def triples(graph: GraphData, *, detail: Detail = Detail.FULL) -> Iterator[Triple]:
    """Yield every triple once, all those of a subject together, in reading order.

    Things come by kind and label, facts by the labels of what they link, evidence by article and place; the order
    depends on nothing but what it orders, so adding an article moves no line. Cost: O(n log n), all statements' direct
    triples held in memory.
    """
    before, evidence, behind = in_reading_order(graph, detail=detail)
    yield from before
    for piece in evidence:
        yield from evidence_triples(piece)
    yield from behind


def in_reading_order(
    graph: GraphData, *, detail: Detail = Detail.FULL
) -> tuple[Iterator[Triple], Sequence[Evidence], Iterator[Triple]]:
    """What :func:`triples` yields in three parts: the triples of things and facts, evidence, the triples behind it."""
    direct = _direct(graph.statements)
    known = graph.thing_by_id

    def label(id_: EntityId) -> str:
        thing = known.get(id_)
        return thing.label if thing else id_

    things = sorted(((thing_key(thing), thing) for thing in graph.things), key=itemgetter(0))
    facts_at = bisect_left(things, BEHIND_FACTS, key=itemgetter(0))

    def of_things(some: Sequence[tuple[object, Thing]]) -> Iterator[Triple]:
        for _, thing in some:
            yield from thing_triples(thing, direct.get(thing.id, ()))

    def of_facts() -> Iterator[Triple]:
        for statement in sorted(graph.statements, key=lambda statement: fact_key(statement, label)):
            yield from statement_triples(statement, detail=detail)

    evidence = sorted(graph.evidence, key=evidence_key) if detail == Detail.FULL else ()
    return chain(of_things(things[:facts_at]), of_facts()), evidence, of_things(things[facts_at:])


def thing_key(thing: Thing) -> tuple[int, str, EntityId]:
    """Sorts things by kind and label; those from :data:`BEHIND_FACTS` on stand behind facts and evidence."""
    return _RANK.get(thing.kind, len(_RANK)), thing.label, thing.id  # a kind that no table names comes last


def fact_key(statement: Statement, label: Callable[[EntityId], str]) -> tuple[str, str, str, str, str]:
    """Sorts facts by the labels of what they link."""
    object_ = statement.object
    end = object_.text if isinstance(object_, Literal) else label(object_)
    return label(statement.subject), statement.subject, statement.predicate, end, statement.id


def evidence_key(evidence: Evidence) -> tuple[str, int, int]:
    """Sorts evidence by article and place."""
    return evidence.article, evidence.start, evidence.end


def thing_triples(thing: Thing, direct: Iterable[tuple[str, Term]] = ()) -> Iterator[Triple]:
    """Yield what describes a thing, and the direct triples (predicate, object) it is the subject of."""
    pairs: set[tuple[str, Term]] = {(v.TYPE, EntityId(type_)) for type_ in thing.types}
    if thing.label:
        pairs |= {(v.LABEL, Literal(thing.label)), (v.PREF_LABEL, Literal(thing.label))}
    pairs |= {(v.ALT_LABEL, Literal(alias)) for alias in thing.aliases if alias != thing.label}
    pairs.update(thing.properties)
    pairs.update(direct)
    return _sorted(thing.id, pairs)


def statement_triples(statement: Statement, *, detail: Detail = Detail.FULL) -> Iterator[Triple]:
    """Yield the node of a fact; at :attr:`Detail.FACTS` only a post has one, without evidence."""
    pairs: set[tuple[str, Term]] = set(statement.details)
    pairs.add((v.CONFIDENCE, Literal(decimal(statement.confidence), v.DECIMAL)))
    if detail == Detail.FACTS:
        if v.MEMBERSHIP not in statement.types:
            return iter(())
        pairs = {pair for pair in pairs if pair[0] != v.GENERATED_BY}
        pairs.add((v.TYPE, EntityId(v.MEMBERSHIP)))
        return _sorted(statement.id, pairs)
    pairs |= {(v.TYPE, EntityId(type_)) for type_ in statement.types}
    pairs.add((v.SUBJECT, statement.subject))
    pairs.add((v.PREDICATE, EntityId(statement.predicate)))
    pairs.add((v.OBJECT_OF_FACT, statement.object))
    pairs.add((v.BASIS, EntityId(v.basis_term(statement.basis))))
    pairs.add((v.RULE, Literal(statement.rule, v.STRING)))
    pairs |= {(v.DERIVED_FROM, EntityId(item)) for item in statement.evidence}
    return _sorted(statement.id, pairs)


def evidence_triples(evidence: Evidence) -> Iterator[Triple]:
    """Yield a piece of evidence and its two selectors; a list's release has no words, hence no selector."""
    # In the order that :func:`_sorted` would give; of these there are more than of anything else.
    id_ = evidence.id
    yield id_, v.TYPE, EntityId(v.SPECIFIC_RESOURCE)
    yield id_, v.TYPE, EntityId(v.ENTITY)
    if not evidence.exact:
        yield id_, v.HAS_SOURCE, evidence.article
        return
    position, quote = EntityId(f"{id_}-pos"), EntityId(f"{id_}-quote")
    yield id_, v.HAS_SELECTOR, position
    yield id_, v.HAS_SELECTOR, quote
    yield id_, v.HAS_SOURCE, evidence.article
    yield position, v.TYPE, EntityId(v.POSITION_SELECTOR)
    yield position, v.START, Literal(str(evidence.start), v.INTEGER)
    yield position, v.END, Literal(str(evidence.end), v.INTEGER)
    yield quote, v.TYPE, EntityId(v.QUOTE_SELECTOR)
    yield quote, v.EXACT, Literal(evidence.exact, v.STRING)
    if evidence.prefix:
        yield quote, v.PREFIX, Literal(evidence.prefix, v.STRING)
    if evidence.suffix:
        yield quote, v.SUFFIX, Literal(evidence.suffix, v.STRING)


def decimal(number: float) -> str:
    """A number in [0, 1] as an xsd:decimal with at most four digits after the point.

    >>> decimal(1.0), decimal(0.97), decimal(0.00001)
    ('1.0', '0.97', '0.0')
    """
    digits = f"{number:.4f}".rstrip("0")
    return digits + "0" if digits.endswith(".") else digits


def _direct(statements: Sequence[Statement]) -> Mapping[EntityId, set[tuple[str, Term]]]:
    """Direct triples by subject; two posts in one body share theirs."""
    direct: defaultdict[EntityId, set[tuple[str, Term]]] = defaultdict(set)
    for statement in statements:
        for subject, predicate, object_ in statement.triples:
            direct[subject].add((predicate, object_))
    return direct


def _sorted(subject: str, pairs: Iterable[tuple[str, Term]]) -> Iterator[Triple]:
    """The triples of one subject: what it is, its names, then by predicate; ``pairs`` are distinct."""
    rows = [
        (_PREDICATE_KEY[predicate], object_.text, "\x1f" + object_.datatype, predicate, object_)
        if isinstance(object_, Literal)
        else (_PREDICATE_KEY[predicate], object_, "", predicate, object_)
        for predicate, object_ in pairs
    ]
    rows.sort()  # no two are alike in the first three
    return iter([(subject, predicate, object_) for _, _, _, predicate, object_ in rows])


class _PredicateKeys(dict[str, str]):
    """What sorts predicates, remembered: the rank of the first ones, a digit, before the name."""

    def __missing__(self, predicate: str) -> str:
        self[predicate] = key = f"{_PREDICATE_RANK.get(predicate, 9)}{predicate}"
        return key


_PREDICATE_KEY = _PredicateKeys()
