"""The graph in the other notations of RDF: N-Triples, N-Quads and TriG (a graph an article), RDF/XML, Turtle of RDF 1.2."""

import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

import pyoxigraph as ox

from kg.export.lines import n_triples
from kg.model import vocabulary as v
from kg.model.graph import GraphData
from kg.model.ids import EntityId
from kg.model.statement import Evidence, Statement, Term
from kg.model.triples import Detail, Triple, evidence_triples, statement_triples, thing_triples, triples

REIFIES = "rdf:reifies"  # RDF 1.2 Concepts, section 1.5: a node that speaks of a triple
_REIFICATION = (v.SUBJECT, v.PREDICATE, v.OBJECT_OF_FACT)  # what it takes the place of


def ntriples(graph: GraphData, detail: Detail = Detail.FULL) -> bytes:
    """N-Triples, in the order of the Turtle."""
    return "".join(n_triples(graph.base, triples(graph, detail=detail))).encode()


def nquads(graph: GraphData, detail: Detail = Detail.FULL) -> bytes:
    """N-Quads: what an article says, with its evidence, stands in the graph that has the article's name.

    Things as such, pages, the run and the lists stand in the default graph. A fact that two articles state stands in
    both; all graphs together are the triples of the Turtle, no more and no fewer.
    """
    lines = []
    for name, part in _graphs(graph, detail):
        end = f" <{graph.base}{name}> .\n" if name else " .\n"
        lines += [line.removesuffix(" .\n") + end for line in n_triples(graph.base, part)]
    return "".join(lines).encode()


def trig(graph: GraphData, detail: Detail = Detail.FULL) -> bytes:
    """TriG: the graphs of :func:`nquads`, for people."""
    return _serialized(graph, ox.parse(nquads(graph, detail), format=ox.RdfFormat.N_QUADS), ox.RdfFormat.TRIG)


def rdfxml(graph: GraphData, detail: Detail = Detail.FULL) -> bytes:
    """RDF/XML. XML cannot hold control characters, so these become U+FFFD here."""
    lines = ntriples(graph, detail).decode().translate(_NOT_XML).encode()
    quads = ox.parse(lines, format=ox.RdfFormat.N_TRIPLES)
    return _serialized(graph, (quad.triple for quad in quads), ox.RdfFormat.RDF_XML)


def turtle12(graph: GraphData, detail: Detail = Detail.FULL) -> bytes:
    """Turtle of RDF 1.2: a fact ``rdf:reifies <<( subject predicate object )>>`` in place of three triples.

    At :attr:`Detail.FACTS` no fact has a node to speak with, and the result is plain Turtle.
    """
    facts = {str(statement.id): statement for statement in graph.statements} if detail == Detail.FULL else {}
    lines: list[str] = []
    for triple in triples(graph, detail=detail):
        subject, predicate, end = triple
        fact = facts.get(subject)
        if fact is None or (predicate, end) == (v.TYPE, v.STATEMENT):
            if fact is None:
                lines += n_triples(graph.base, (triple,))
            continue
        if predicate == v.SUBJECT:
            lines.append(_reifies(graph.base, fact))
        elif predicate not in _REIFICATION:
            lines += n_triples(graph.base, (triple,))
    quads = ox.parse("".join(lines).encode(), format=ox.RdfFormat.N_TRIPLES)
    return _serialized(graph, (quad.triple for quad in quads), ox.RdfFormat.TURTLE)


def _reifies(base: str, fact: Statement) -> str:
    """The line that says which triple a fact speaks of."""
    node = next(n_triples(base, [(fact.id, REIFIES, EntityId(v.STATEMENT))]))
    triple = next(n_triples(base, [(fact.subject, fact.predicate, fact.object)])).removesuffix(" .\n")
    return f"{node.rsplit(' ', 2)[0]} <<( {triple} )>> .\n"


# Half a surrogate pair cannot come here: no UTF-8 holds one.
_NOT_XML = dict.fromkeys((*range(9), 0xB, 0xC, *range(0xE, 0x20), 0xFFFE, 0xFFFF), "\ufffd")


def _graphs(graph: GraphData, detail: Detail) -> Iterator[tuple[str, Iterable[Triple]]]:
    """The default graph ("") and then one graph a source, in the order of their names."""
    by_source: defaultdict[str, list[Statement]] = defaultdict(list)
    pieces: defaultdict[str, list[Evidence]] = defaultdict(list)
    for piece in graph.evidence:
        pieces[piece.article].append(piece)
    default: list[Triple] = []
    for statement in graph.statements:
        sources = sorted({graph.evidence_by_id[item].article for item in statement.evidence})
        for article in sources:
            by_source[article].append(statement)
        if not sources:
            default += [*statement.triples, *statement_triples(statement, detail=detail)]
    articles: set[str] = {thing.id for thing in graph.of_kind("article")}
    for thing in graph.things:
        if thing.id not in articles:
            default += thing_triples(thing)
    yield "", default
    for source in sorted({*by_source, *pieces, *articles}):
        yield source, _source_triples(graph, source, by_source[source], pieces[source], detail)


def _source_triples(
    graph: GraphData, source: str, facts: Iterable[Statement], pieces: Iterable[Evidence], detail: Detail
) -> Iterator[Triple]:
    """What one article (or list) says: its description, its facts with their direct triples, its evidence."""
    own: set[Term] = {EntityId(piece.id) for piece in pieces}
    thing = graph.thing_by_id[EntityId(source)]
    if thing.kind == "article":
        yield from thing_triples(thing)
    seen: set[Triple] = set()
    for fact in facts:
        for direct in fact.triples:
            if direct not in seen:
                seen.add(direct)
                yield direct
        for triple in statement_triples(fact, detail=detail):
            if triple[1] != v.DERIVED_FROM or triple[2] in own:
                yield triple
    if detail == Detail.FULL:
        for piece in pieces:
            yield from evidence_triples(piece)


def _serialized(graph: GraphData, statements: Iterable[ox.Triple] | Iterable[ox.Quad], format_: ox.RdfFormat) -> bytes:
    """What the serializer makes, with its prefixes in an order that every run repeats."""
    prefixes: Mapping[str, str] = {v.DATA_PREFIX: graph.base, **v.PREFIXES}
    output = io.BytesIO()
    if format_ == ox.RdfFormat.RDF_XML:
        # It declares prefixes in the order of a hash, and what is cut out of XML to sort it may be somebody's text.
        # Without any it writes a namespace where it needs one, always alike.
        ox.serialize(statements, output, format=format_)
        return output.getvalue()
    ox.serialize(statements, output, format=format_, prefixes=dict(prefixes))
    lines = output.getvalue().split(b"\n")
    body = next((place for place, line in enumerate(lines) if not line.startswith(b"@prefix ")), len(lines))
    head = [f"@prefix {prefix}: <{iri}> .".encode() for prefix, iri in prefixes.items()]
    return b"\n".join([*head, b"", *lines[body:]])


RDF_FORMATS: Mapping[str, Callable[[GraphData, Detail], bytes]] = {
    "nt": ntriples,
    "nq": nquads,
    "trig": trig,
    "rdfxml": rdfxml,
    "ttl12": turtle12,
}
