"""Two graphs side by side: what came, went and changed; and two graphs as one."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from kg.errors import InputError
from kg.export.rows import label
from kg.model import vocabulary as v
from kg.model.counting import counted
from kg.model.graph import GraphData
from kg.model.ids import EvidenceId
from kg.model.statement import Evidence, Literal, Statement, Term, Thing

Item = TypeVar("Item", bound=Thing | Statement | Evidence)
_NO_NEWS = frozenset({v.GENERATED_BY, v.TEXT, v.ARTICLE_COUNT, v.HAS_TOP_CONCEPT})  # what other lines say already
_FIRST_DAY = frozenset({v.DATE_PUBLISHED})  # of copies of one item, the first day counts


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: ``sign`` is + (came), - (went) or ~ (changed); ``what`` says it, ``how`` what became of it."""

    sign: str
    kind: str  # "fact", or a thing's kind
    id: str
    what: str
    how: str = ""


def compare(old: GraphData, new: GraphData) -> tuple[Change, ...]:
    """What a reader of the new graph must know: things and facts that came, went, changed; by kind, then by words."""
    found = [*_things(old, new), *_facts(old, new)]
    return tuple(sorted(found, key=lambda change: (change.kind == "fact", change.kind, change.what, change.id)))


def _things(old: GraphData, new: GraphData) -> Iterator[Change]:
    before, after = ({str(thing.id): thing for thing in graph.things} for graph in (old, new))
    for id_ in sorted(before.keys() | after.keys()):
        was, now = before.get(id_), after.get(id_)
        if was is None and now is not None:
            yield Change("+", now.kind, id_, now.label or id_)
        elif now is None and was is not None:
            yield Change("-", was.kind, id_, was.label or id_)
        elif was is not None and now is not None and was != now:
            how = [f"{was.label} → {now.label}"] if was.label != now.label else []
            how += [f"also {alias}" for alias in now.aliases if alias not in was.aliases]
            how += [f"no longer {alias}" for alias in was.aliases if alias not in now.aliases]
            how += _pairs(set(was.properties), set(now.properties), new, old)
            if how:
                yield Change("~", now.kind, id_, now.label or id_, "; ".join(how))


def _facts(old: GraphData, new: GraphData) -> Iterator[Change]:
    before, after = ({str(fact.id): fact for fact in graph.statements} for graph in (old, new))
    for id_ in sorted(before.keys() | after.keys()):
        was, now = before.get(id_), after.get(id_)
        if was is None and now is not None:
            yield Change("+", "fact", id_, in_words(new, now), _because(new, now))
        elif now is None and was is not None:
            yield Change("-", "fact", id_, in_words(old, was), _because(old, was))
        elif was is not None and now is not None:
            how = _changed(was, now, old, new)
            if how:
                yield Change("~", "fact", id_, in_words(new, now), "; ".join(how))


def _changed(was: Statement, now: Statement, old: GraphData, new: GraphData) -> list[str]:
    """How a fact that both graphs have differs, in words; which run found it is no difference."""
    how = []
    if was.confidence != now.confidence:
        how.append(f"confidence {was.confidence:g} → {now.confidence:g}")
    if was.basis != now.basis:
        how.append(f"basis {was.basis.value} → {now.basis.value}")
    if was.rule != now.rule:
        how.append(f"rule {was.rule} → {now.rule}")
    if bool(was.triples) != bool(now.triples):
        how.append("now stands directly" if now.triples else "no longer stands directly")
    came, went = set(now.evidence) - set(was.evidence), set(was.evidence) - set(now.evidence)
    for sign, ids, graph in (("more evidence", came, new), ("less evidence", went, old)):
        how += [f"{sign} {_quote(graph, item)}" for item in sorted(ids)]
    return how + _pairs(set(was.details), set(now.details), new, old)


def _pairs(was: set[tuple[str, Term]], now: set[tuple[str, Term]], new: GraphData, old: GraphData) -> list[str]:
    """Properties that came and went."""
    told = []
    for sign, pairs, graph in (("+", now - was, new), ("-", was - now, old)):
        for predicate, term in sorted(pairs, key=str):
            if predicate not in _NO_NEWS:
                told.append(f"{sign}{_name(predicate)} {_said(graph, term)}")
    return told


def in_words(graph: GraphData, fact: Statement) -> str:
    """A fact as a line: who, the relation, whom; a post with its title."""
    words = f"{label(graph, fact.subject)} {_name(fact.predicate)} {_said(graph, fact.object)}"
    at = dict(fact.details)
    title = at.get(v.TITLE) or at.get(v.HAS_ROLE)
    if title is not None and _said(graph, title) != _said(graph, fact.object):
        words += f"（{_said(graph, title)}）"
    status = str(at.get(v.STATUS, v.STATUS)).removeprefix("kg:")
    return words + (f" [{status}]" if status not in {"status", "current"} else "")


def _because(graph: GraphData, fact: Statement) -> str:
    return _quote(graph, fact.evidence[0]) if fact.evidence else ""


def _quote(graph: GraphData, item: str) -> str:
    piece = graph.evidence_by_id.get(EvidenceId(item))
    if piece is None:
        return item
    where = label(graph, piece.article)
    return f"“{piece.exact}” ({where})" if piece.exact else where


def _name(predicate: str) -> str:
    return v.NAMES[predicate].zh if predicate in v.NAMES else predicate


def _said(graph: GraphData, term: Term) -> str:
    return term.text if isinstance(term, Literal) else label(graph, term)


def union(first: GraphData, second: GraphData) -> GraphData:
    """Two graphs as one, by their ids; the order of the two does not matter.

    Ids are made of what they identify, so what both graphs know is one. No new decisions are taken: whom each graph
    kept apart stays apart; to have people of both compared, build from all sources at once.
    Raises: InputError when the two give their names different beginnings.
    """
    if first.base != second.base:
        raise InputError(f"the graphs name things differently ({first.base} and {second.base}); build both alike.")
    facts = _joined(first.statements, second.statements, _one_fact)
    return GraphData(
        first.base,
        tuple(counted(_joined(first.things, second.things, _one_thing), facts)),
        facts,
        _joined(first.evidence, second.evidence, _one_quote),
    )


def _joined(first: tuple[Item, ...], second: tuple[Item, ...], join: Callable[[Item, Item], Item]) -> tuple[Item, ...]:
    found: dict[str, Item] = {}
    for item in (*first, *second):
        known = found.get(str(item.id))
        found[str(item.id)] = item if known is None or known == item else join(known, item)
    return tuple(found[id_] for id_ in sorted(found))


def _one_quote(one: Evidence, other: Evidence) -> Evidence:
    """Equal words of one article; how much of the sentence stands around them may differ between versions of kg."""
    return max(one, other, key=lambda piece: (len(piece.prefix) + len(piece.suffix), piece.prefix, piece.suffix))


def _one_thing(one: Thing, other: Thing) -> Thing:
    """The fullest printed form is the label, all others are aliases."""
    kept = max(one, other, key=lambda thing: (len(thing.label), thing.label, thing.types))
    names = {one.label, other.label, *one.aliases, *other.aliases} - {kept.label, ""}
    properties = {*one.properties, *other.properties}
    for predicate in _FIRST_DAY:
        days = sorted((pair for pair in properties if pair[0] == predicate), key=str)
        properties -= set(days[1:])
    types = tuple(dict.fromkeys((*kept.types, *sorted({*one.types, *other.types}))))
    return replace(kept, types=types, aliases=tuple(sorted(names)), properties=tuple(sorted(properties, key=_pair_key)))


def _one_fact(one: Statement, other: Statement) -> Statement:
    """As when building: basis, rule and confidence are those of the surest; the evidence is that of both."""
    best = min(one, other, key=lambda fact: (-fact.confidence, fact.basis.value, fact.rule, fact.evidence))
    others = {*one.triples, *other.triples} - set(best.triples[:1])
    return replace(
        best,
        evidence=tuple(sorted({*one.evidence, *other.evidence})),
        triples=(*best.triples[:1], *sorted(others, key=lambda triple: (triple[0], *_pair_key(triple[1:]))))
        if best.triples
        else (),
        details=tuple(sorted({*one.details, *other.details}, key=_pair_key)),
    )


def _pair_key(pair: tuple[str, Term]) -> tuple[str, str, str]:
    predicate, term = pair
    return (predicate, term.text, term.datatype) if isinstance(term, Literal) else (predicate, term, "")


def counts(changes: tuple[Change, ...]) -> Mapping[str, int]:
    """How many came, went and changed."""
    return {sign: sum(change.sign == sign for change in changes) for sign in "+-~"}
