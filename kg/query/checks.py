"""Does a graph keep its contract? What SHACL cannot say: quotes against texts, triples against facts."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import vocabulary as v
from kg.query.engines import Engine


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that breaks the contract: which check, which node, and why."""

    check: str
    node: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome: how many nodes each check looked at, and everything it found."""

    looked_at: dict[str, int]
    findings: tuple[Finding, ...]


_QUOTES = """
SELECT ?piece ?start ?end ?exact ?text WHERE {
  ?piece oa:hasSource ?article ; oa:hasSelector ?position, ?quote .
  ?position oa:start ?start ; oa:end ?end . ?quote oa:exact ?exact .
  OPTIONAL { ?article kg:text ?text }
} ORDER BY STR(?piece)"""

# Predicates that say something of the world; labels, types and digests describe and need no evidence.
_STATED = (
    v.MEMBER_OF, v.HAS_OCCUPATION, v.WITHIN, v.CONTAINED_IN_PLACE, v.SUB_ORGANIZATION_OF, v.LOCATION, v.ADMINISTERS,
    v.ORGANIZER, v.ATTENDEE, v.PARTY, v.ADDITIONAL_PROPERTY, v.PRACTISED_BY, v.NARROWER, v.SPOKEN_BY, v.AGENT, v.OBJECT,
    v.AUTHOR, v.EDITOR, v.CONTRIBUTOR, v.MENTIONS, v.CLOSE_MATCH,
)  # fmt: skip

_TRIPLES = f"""
SELECT ?s ?p ?o WHERE {{
  VALUES ?p {{ {" ".join(_STATED)} }}
  ?s ?p ?o . FILTER NOT EXISTS {{ ?s a rdf:Statement }}
  # How roles are arranged in their scheme is no news; parts of a way of working are.
  FILTER (?p != skos:narrower || NOT EXISTS {{ ?s a org:Role }})
}} ORDER BY STR(?s) STR(?p) STR(?o)"""

# What facts say; a fact's second triple (the post beside the host, the fitting word for within) stands for it as well.
# Compared here rather than by EXISTS, which costs a millisecond a triple.
_SAID = """
SELECT ?s ?p ?o WHERE {
  { ?fact rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }
  UNION { ?fact rdf:subject ?s ; kg:alsoAs ?p ; rdf:object ?o }
  UNION { ?fact org:member ?s ; org:role ?o BIND (schema:hasOccupation AS ?p) }
}"""

_COUNTS = """
SELECT ?thing ?said (COUNT(?article) AS ?true) WHERE {
  { SELECT DISTINCT ?thing WHERE { { ?thing kg:articleCount ?any } UNION { ?a schema:mentions ?thing } } }
  OPTIONAL { ?thing kg:articleCount ?said }
  OPTIONAL { ?article schema:mentions ?thing }
} GROUP BY ?thing ?said ORDER BY STR(?thing)"""

_FACTS = """
SELECT ?fact (COUNT(?piece) AS ?pieces) WHERE {
  ?fact a rdf:Statement . OPTIONAL { ?fact prov:wasDerivedFrom ?piece }
} GROUP BY ?fact ORDER BY STR(?fact)"""

_NODES = """
SELECT DISTINCT ?node ?linked WHERE {
  ?node a ?type . FILTER (?type NOT IN (prov:Activity, schema:PublicationIssue, schema:WebPage, skos:ConceptScheme,
    rdf:Statement, org:Membership))  # a run may find nothing, a page may hold no article
  BIND (EXISTS { ?other ?in ?node } || EXISTS { ?node ?out ?thing . ?thing a ?any } AS ?linked)
} ORDER BY STR(?node)"""

_DANGLING = """
SELECT DISTINCT ?node WHERE {
  ?subject ?predicate ?node . FILTER (ISIRI(?node) && STRSTARTS(STR(?node), STR(id:)))
  FILTER NOT EXISTS { ?node a ?type }
} ORDER BY STR(?node)"""


def check_graph(graph: Engine) -> Report:
    """Run every check. A graph without facts or without texts has nothing to check there, and the report says 0.

    Cost: a few passes over the graph; the texts are held in memory once a quote.
    """
    looked_at: dict[str, int] = {}
    findings: list[Finding] = []
    for name, check in (
        ("quotes", _quotes),
        ("triples", _triples),
        ("facts", _facts),
        ("counts", _counts),
        ("links", _links),
    ):
        number = 0
        for finding in check(graph):
            number += 1
            if finding is not None:
                findings.append(finding)
        looked_at[name] = number
    return Report(looked_at, tuple(findings))


def _quotes(graph: Engine) -> Iterator[Finding | None]:
    """Each quote is its slice of the article's text."""
    for row in graph.evaluate(_QUOTES).rows:
        piece, start, end, exact, text = ("" if node is None else node.value for node in row)
        if not text:
            continue  # built with --no-text
        words = text[int(start) : int(end)]
        yield None if words == exact else Finding("quotes", piece, f"says {exact!r}, the text has {words!r}")


def _triples(graph: Engine) -> Iterator[Finding | None]:
    """Each direct triple has a fact; nothing to ask of a graph that was built without facts."""
    if not graph.evaluate("ASK { ?fact a rdf:Statement }").boolean:
        return
    said = set(graph.evaluate(_SAID).rows)
    for row in graph.evaluate(_TRIPLES).rows:
        subject, predicate, object_ = ("" if node is None else node.value for node in row)
        yield None if row in said else Finding("triples", subject, f"<{predicate}> <{object_}> has no fact")


def _facts(graph: Engine) -> Iterator[Finding | None]:
    """Each fact has evidence."""
    for row in graph.evaluate(_FACTS).rows:
        fact, pieces = ("" if node is None else node.value for node in row)
        yield None if int(pieces) else Finding("facts", fact, "has no evidence")


def _counts(graph: Engine) -> Iterator[Finding | None]:
    """Each thing says in how many articles it is mentioned."""
    for row in graph.evaluate(_COUNTS).rows:
        thing, said, true = ("" if node is None else node.value for node in row)
        yield None if said == true else Finding("counts", thing, f"is in {true} articles, not in {said or 'none'}")


def _links(graph: Engine) -> Iterator[Finding | None]:
    """Each thing hangs together with another, and each link leads to a thing."""
    for row in graph.evaluate(_NODES).rows:
        node, linked = ("" if cell is None else cell.value for cell in row)
        yield None if linked == "true" else Finding("links", node, "is linked to nothing")
    for row in graph.evaluate(_DANGLING).rows:
        yield Finding("links", "" if row[0] is None else row[0].value, "is named but not described")
