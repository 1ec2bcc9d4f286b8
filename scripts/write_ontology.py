"""docs/ontology.md, made from kg/data/ontology.ttl: ``python scripts/write_ontology.py > docs/ontology.md``."""

from collections.abc import Iterable
from importlib.resources import files

import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from kg.model import vocabulary as v

SCHEMA, KG = rdflib.Namespace(v.PREFIXES["schema"]), rdflib.Namespace(v.PREFIXES["kg"])
_PREFIXES = {**v.PREFIXES, "owl": str(OWL), "popolo": "http://www.popoloproject.com/specs/"}
_ALIGNED = (SKOS.exactMatch, SKOS.closeMatch, SKOS.relatedMatch, SKOS.narrowMatch, SKOS.broadMatch, RDFS.subClassOf)
_HEAD = """# The ontology

The terms of `kg:` (<{namespace}>), made from [kg/data/ontology.ttl](../kg/data/ontology.ttl) by `make docs`; a test
fails when this page lags behind. What a graph is made of besides, terms of schema.org, the W3C's organisation ontology,
FOAF, SKOS, PROV and Web Annotation, stands at the end with what it means here.
"""


def page() -> str:
    """The whole page, as Markdown."""
    graph = rdflib.Graph().parse(data=(files("kg.data") / "ontology.ttl").read_text("utf-8"), format="turtle")
    own = {node for node in graph.subjects(RDF.type) if isinstance(node, rdflib.URIRef) and node.startswith(str(KG))}
    parts = [_HEAD.format(namespace=v.PREFIXES["kg"])]
    for title, type_ in (
        ("Classes 类", OWL.Class),
        ("Links between things 对象属性", OWL.ObjectProperty),
        ("Values 数据属性", OWL.DatatypeProperty),
        ("Annotations 标注属性", OWL.AnnotationProperty),
    ):
        parts += [f"## {title}\n", *(_term(graph, node) for node in sorted(own & set(graph.subjects(RDF.type, type_))))]
    parts.append("## Values that are concepts 取值\n")
    for scheme in sorted(own & set(graph.subjects(RDF.type, SKOS.ConceptScheme))):
        parts.append(_term(graph, scheme))
        members = sorted(own & set(graph.subjects(SKOS.inScheme, scheme)))
        if members:
            parts.append(
                _table(("term", "英文", "中文", "meaning", "含义"), (_concept(graph, each) for each in members))
            )
    parts += ["## Terms of others 所用外部术语\n", _others(graph)]
    return "\n".join(parts)


def _term(graph: rdflib.Graph, node: rdflib.term.Node) -> str:
    lines = [f"### `{_short(node)}` {_in(graph, node, RDFS.label, 'en')} · {_in(graph, node, RDFS.label, 'zh')}\n"]
    lines += [_in(graph, node, RDFS.comment, "en"), "", _in(graph, node, RDFS.comment, "zh"), ""]
    for word, predicates in (
        ("of", (RDFS.domain, SCHEMA.domainIncludes)),
        ("leads to", (RDFS.range, SCHEMA.rangeIncludes)),
        ("compare", _ALIGNED),
    ):
        ends = sorted({_short(end) for predicate in predicates for end in graph.objects(node, predicate)})
        if ends:
            lines.append(f"- {word}: {', '.join(f'`{end}`' for end in ends)}")
    slots = sorted(str(slot) for slot in graph.objects(node, KG.kbpSlot))
    if slots:
        lines.append(f"- KBP slots: {', '.join(f'`{slot}`' for slot in slots)}")
    return "\n".join(lines).rstrip() + "\n"


def _concept(graph: rdflib.Graph, node: rdflib.term.Node) -> tuple[str, ...]:
    told = [(predicate, language) for predicate in (RDFS.label, RDFS.comment) for language in ("en", "zh")]
    return (f"`{_short(node)}`", *(_in(graph, node, predicate, language) for predicate, language in told))


def _others(graph: rdflib.Graph) -> str:
    """What the names of other vocabularies' terms mean here, with the slots and the Popolo pages they compare to."""
    rows = []
    named = {term: names for term, names in v.NAMES.items() if not term.startswith("kg:")}
    nodes = {
        _short(node)
        for node in {*graph.subjects(KG.kbpSlot), *graph.subjects(RDFS.seeAlso)}
        if not str(node).startswith(str(KG))
    }
    for term in sorted({*named, *nodes}):
        node = rdflib.URIRef(v.expand(term))
        slots = ", ".join(sorted(f"`{slot}`" for slot in graph.objects(node, KG.kbpSlot)))
        popolo = ", ".join(
            sorted(
                f"[{str(link).rpartition('/')[2].removesuffix('.html')}]({link})"
                for link in graph.objects(node, RDFS.seeAlso)
            )
        )
        names = named.get(term)
        rows.append((f"`{term}`", names.en if names else "", names.zh if names else "", slots, popolo))
    return _table(("term", "英文", "中文", "KBP slots", "Popolo"), rows)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '·') for cell in row)} |" for row in lines) + "\n"


def _in(graph: rdflib.Graph, node: rdflib.term.Node, predicate: rdflib.URIRef, language: str) -> str:
    return min(
        (str(text) for text in graph.objects(node, predicate) if getattr(text, "language", "") == language), default=""
    )


def _short(node: rdflib.term.Node) -> str:
    for prefix, start in _PREFIXES.items():
        if str(node).startswith(start):
            return f"{prefix}:{str(node)[len(start) :]}"
    return f"<{node}>"


if __name__ == "__main__":
    print(page(), end="")
