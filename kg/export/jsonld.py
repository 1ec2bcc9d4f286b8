"""The graph as JSON-LD whose keys read like words: ``"organizer": "id:o-…"``, explained by the context at its top."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby

from kg.model import vocabulary as v
from kg.model.graph import GraphData
from kg.model.statement import Literal, Term
from kg.model.triples import Detail, Triple, triples

Json = str | bool | Sequence["Json"] | Mapping[str, "Json"]

# One key is one term; where two terms end alike, the one that comes first here keeps the short key.
_ORDER = ("rdfs", "skos", "org", "schema", "kg", "prov", "oa", "dcterms", "rdf", "foaf", "xsd")
_RESERVED = frozenset({"id", "type"})


def jsonld(graph: GraphData, detail: Detail = Detail.FULL) -> bytes:
    """The graph as JSON-LD 1.1, a node a line; no context is fetched from anywhere. Cost: O(triples)."""
    return document(graph.base, list(triples(graph, detail=detail))).encode()


def document(base: str, found: Sequence[Triple]) -> str:
    """Triples, those of one subject together, as a JSON-LD document."""
    context, keys = _context(base, found)
    nodes = [
        json.dumps(_node(subject, list(group), keys), ensure_ascii=False)
        for subject, group in groupby(found, key=lambda triple: triple[0])
    ]
    head = json.dumps(context, ensure_ascii=False, indent=2).replace("\n", "\n  ")
    return f'{{\n  "@context": {head},\n  "@graph": [\n' + ",\n".join(nodes) + "\n  ]\n}\n"


class _Key:
    """How a predicate is written: its key, and the form of values that need no more than their text."""

    def __init__(self, key: str, form: str) -> None:
        self.key, self.form = key, form

    def value(self, term: Term) -> Json:
        form = _form(term)
        if form == self.form:
            return term.text if isinstance(term, Literal) else _iri(term)
        if not isinstance(term, Literal):
            return {"@id": _iri(term)}
        return {"@value": term.text, "@type": term.datatype} if term.datatype else {
            "@value": term.text, "@language": v.LANGUAGE,
        }  # fmt: skip


def _form(term: Term) -> str:
    """What a value is: "@id", "" for Chinese text, else its datatype."""
    return term.datatype if isinstance(term, Literal) else "@id"


def _context(base: str, found: Sequence[Triple]) -> tuple[dict[str, Json], dict[str, _Key]]:
    """The context, and by predicate how it is written: as most of its values are, ties by name."""
    forms: dict[str, Counter[str]] = {}
    for _, predicate, term in found:
        if predicate != v.TYPE:
            forms.setdefault(predicate, Counter())[_form(term)] += 1
    context: dict[str, Json] = {"id": "@id", "type": "@type", v.DATA_PREFIX + "_": base, **v.PREFIXES}
    taken = {*_RESERVED, *v.PREFIXES}
    keys: dict[str, _Key] = {}
    for predicate in sorted(forms, key=lambda name: (_rank(name), name)):
        local = predicate.partition(":")[2]
        key = predicate if local in taken else local
        taken.add(key)
        form = min(forms[predicate], key=lambda each: (-forms[predicate][each], each))
        keys[predicate] = _Key(key, form)
        entry: dict[str, Json] = {"@id": predicate}
        entry |= {"@language": v.LANGUAGE} if form == "" else {"@type": form}
        context[key] = entry
    return context, keys


def _rank(predicate: str) -> int:
    prefix = predicate.partition(":")[0]
    return _ORDER.index(prefix) if prefix in _ORDER else len(_ORDER)


def _node(subject: str, group: Sequence[Triple], keys: Mapping[str, _Key]) -> dict[str, Json]:
    node: dict[str, Json] = {"id": _iri(subject)}
    values: dict[str, list[Json]] = {}
    for _, predicate, term in group:
        if predicate == v.TYPE:
            values.setdefault("type", []).append(str(term))
        else:
            key = keys[predicate]
            values.setdefault(key.key, []).append(key.value(term))
    return node | {key: found[0] if len(found) == 1 else found for key, found in values.items()}


def _iri(name: str) -> str:
    """A term keeps its prefix; the graph's own names get one that no key is called: ``id`` is a key already."""
    return name if ":" in name else f"{v.DATA_PREFIX}_:{name}"
