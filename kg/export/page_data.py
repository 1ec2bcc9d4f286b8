"""The graph as the page's script reads it: columns of numbers and short texts, in three blocks.

``core`` and ``picture`` are what drawing, search and the panel need at once; the picture's is what takes long to make.
``more`` (article texts, ids of facts and evidence) is unpacked while the reader looks at the picture. Things, facts and
evidence are numbered in the graph's order.
"""

import base64
import gzip
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.export.drawing import BOOKKEEPING, WITHIN, Drawing, thing_number
from kg.export.picture import Picture
from kg.model import vocabulary as v
from kg.model.graph import GraphData
from kg.model.statement import Evidence, Literal, Statement, Term, Thing

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]

DIRECT, WITHIN_FLAG, POST = 1, 2, 4  # bits of a fact's ``flags``
# The thing has its labels as such, its mentions as edges, its text in the other block.
_ELSEWHERE = BOOKKEEPING | {v.LABEL, v.PREF_LABEL, v.ALT_LABEL, v.MENTIONS, v.TEXT}
_PLAIN_LIMIT = 600_000  # characters of JSON that stay readable in the file; more is compressed
_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class PageData:
    """The blocks of a page's data that need no picture."""

    core: Mapping[str, Json]
    more: Mapping[str, Json]


class _Names:
    """Numbers strings in the order they are first met."""

    def __init__(self) -> None:
        self._number: dict[str, int] = {}

    def __call__(self, name: str) -> int:
        return self._number.setdefault(name, len(self._number))

    def all(self) -> list[str]:
        return list(self._number)


def page_data(graph: GraphData, drawing: Drawing, *, title: str) -> PageData:
    """Arrange a graph and its drawing for the page. Cost: O(size of the graph)."""
    number = {str(thing.id): index for index, thing in enumerate(graph.things)}
    evidence_number = {str(item.id): index for index, item in enumerate(graph.evidence)}
    kinds, predicates, rules, bases = _Names(), _Names(), _Names(), _Names()
    texts = {index: text for index, thing in enumerate(graph.things) if (text := _text(thing))}
    things = _things(graph, number, kinds, predicates) | {"weight": drawing.weights}
    facts = _facts(graph.statements, number, evidence_number, predicates, rules, bases)
    evidence, quotes = _evidence(graph.evidence, number, texts)
    edges: dict[str, Json] = {
        "from": [edge.source for edge in drawing.edges],
        "to": [edge.target for edge in drawing.edges],
        "predicate": [predicates(edge.predicate) for edge in drawing.edges],
        "fact": [edge.fact for edge in drawing.edges],
        "link": [edge.link for edge in drawing.edges],
    }
    core: dict[str, Json] = {
        "title": title,
        "base": graph.base,
        "things": things,
        "facts": facts,
        "evidence": evidence,
        "edges": edges,
        "links": {"a": [first for first, _ in drawing.links], "b": [second for _, second in drawing.links]},
        "kinds": kinds.all(),
        "predicates": predicates.all(),
        "rules": rules.all(),
        "bases": bases.all(),
    }
    more: dict[str, Json] = {
        "texts": {str(index): text for index, text in texts.items()},
        "quotes": quotes,
        "factIds": [statement.id for statement in graph.statements],
        "factTypes": _fact_types(graph.statements),
        "evidenceIds": [item.id for item in graph.evidence],
        "thingTypes": [" ".join(thing.types) for thing in graph.things],
    }
    return PageData(core, more)


def picture_data(picture: Picture) -> Mapping[str, Json]:
    """Where things stand and how their names are typed, as the page reads it."""
    _, layout, spelled = picture
    columns: dict[str, Json] = {"x": layout.x, "y": layout.y, "community": layout.community, "pinyin": spelled}
    return {"things": columns, "discs": layout.discs}


def data_block(name: str, text: str) -> str:
    """JSON between script tags that no browser runs: as it is, or gzip in base64 when it is long."""
    if len(text) <= _PLAIN_LIMIT:
        return f'<script type="application/json" id="{name}">{text}</script>\n'
    packed = base64.b64encode(gzip.compress(text.encode("utf-8"), compresslevel=6, mtime=0)).decode("ascii")
    return f'<script type="text/plain" id="{name}" data-packed="gzip">{packed}</script>\n'


def data_texts(data: PageData) -> dict[str, str]:
    """The blocks that need no picture by their names, each as JSON."""
    return {"kg-core": to_script_json(data.core), "kg-more": to_script_json(data.more)}


def to_script_json(value: Json) -> str:
    r"""JSON that may stand between script tags: no ``<``, ``>``, ``&``, line separators or lone surrogates in it.

    >>> to_script_json("</script>")
    '"\\u003c/script\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _things(graph: GraphData, number: Mapping[str, int], kinds: _Names, predicates: _Names) -> dict[str, Json]:
    aliases: dict[str, Json] = {}
    properties: dict[str, Json] = {}
    for index, thing in enumerate(graph.things):
        if thing.aliases:
            aliases[str(index)] = thing.aliases
        rows = [
            [predicates(predicate), _term(value, number)]
            for predicate, value in thing.properties
            if predicate not in _ELSEWHERE
        ]
        if rows:
            properties[str(index)] = rows
    return {
        "id": [thing.id for thing in graph.things],
        "kind": [kinds(thing.kind) for thing in graph.things],
        "label": [thing.label for thing in graph.things],
        "aliases": aliases,
        "properties": properties,
    }


def _facts(
    statements: Sequence[Statement],
    number: Mapping[str, int],
    evidence_number: Mapping[str, int],
    predicates: _Names,
    rules: _Names,
    bases: _Names,
) -> dict[str, Json]:
    details: dict[str, Json] = {}
    for index, statement in enumerate(statements):
        rows = [
            [predicates(name), _term(value, number)] for name, value in statement.details if name not in BOOKKEEPING
        ]
        if rows:
            details[str(index)] = rows
    return {
        "subject": [number[statement.subject] for statement in statements],
        "predicate": [predicates(statement.predicate) for statement in statements],
        "object": [_term(statement.object, number) for statement in statements],
        "confidence": [round(statement.confidence, 4) for statement in statements],
        "basis": [bases(statement.basis.value) for statement in statements],
        "rule": [rules(statement.rule) for statement in statements],
        "flags": [_flags(statement) for statement in statements],
        "evidence": [[evidence_number[item] for item in statement.evidence] for statement in statements],
        "details": details,
    }


def _flags(statement: Statement) -> int:
    """What the page asks of a fact most often, as bits."""
    within = statement.predicate in WITHIN or any(predicate in WITHIN for _, predicate, _ in statement.triples)
    post = v.MEMBERSHIP in statement.types
    return DIRECT * bool(statement.triples) | WITHIN_FLAG * within | POST * post


def _fact_types(statements: Sequence[Statement]) -> Json:
    """Types of all facts: the distinct combinations, and each fact's number among them."""
    combinations = _Names()
    of_fact = [combinations(" ".join(statement.types)) for statement in statements]
    return {"names": combinations.all(), "of": of_fact}


def _evidence(
    items: Iterable[Evidence], number: Mapping[str, int], texts: Mapping[int, str]
) -> tuple[dict[str, Json], dict[str, Json]]:
    """Evidence as offsets into article texts, and its words where the graph carries no text (or another one)."""
    columns: dict[str, list[int]] = {"article": [], "start": [], "end": [], "before": [], "after": []}
    quotes: dict[str, Json] = {}
    for index, item in enumerate(items):
        article = number[item.article]
        columns["article"].append(article)
        columns["start"].append(item.start)
        columns["end"].append(item.end)
        columns["before"].append(len(item.prefix))
        columns["after"].append(len(item.suffix))
        sentence = item.prefix + item.exact + item.suffix
        begin = item.start - len(item.prefix)
        if sentence and texts.get(article, "")[max(begin, 0) : item.end + len(item.suffix)] != sentence:
            quotes[str(index)] = [item.prefix, item.exact, item.suffix]
    return dict(columns), quotes


def _text(thing: Thing) -> str:
    """An article's text, "" for anything else."""
    for predicate, value in thing.properties:
        if predicate == v.TEXT and isinstance(value, Literal):
            return value.text
    return ""


def _term(value: Term, number: Mapping[str, int]) -> Json:
    """A thing's number; a text; ``[text, datatype]``; or ``{"iri": …}`` for what is not a thing of the graph."""
    if isinstance(value, Literal):
        return [value.text, value.datatype] if value.datatype else value.text
    known = thing_number(value, number)
    return known if known is not None else {"iri": value}
