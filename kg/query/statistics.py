"""How much of what a graph holds."""

from dataclasses import dataclass

from kg.query.engines import Engine


@dataclass(frozen=True, slots=True)
class Count:
    """A number: of which part of the graph, of what."""

    part: str
    name: str
    number: int


_TRIPLES = "SELECT (COUNT(*) AS ?number) WHERE { ?s ?p ?o }"
_TYPES = "SELECT ?name (COUNT(DISTINCT ?thing) AS ?number) WHERE { ?thing a ?name } GROUP BY ?name ORDER BY STR(?name)"
_FACTS = """SELECT ?name (COUNT(DISTINCT ?fact) AS ?number)
WHERE { ?fact rdf:predicate ?name } GROUP BY ?name ORDER BY STR(?name)"""
_RULES = """SELECT ?name (COUNT(DISTINCT ?fact) AS ?number)
WHERE { ?fact kg:rule ?name } GROUP BY ?name ORDER BY STR(?name)"""
_SURE = """SELECT ?name (COUNT(DISTINCT ?fact) AS ?number) WHERE {
  ?fact kg:confidence ?sure
  BIND (IF(?sure >= 0.9, "0.9 to 1.0", IF(?sure >= 0.7, "0.7 to 0.9",
           IF(?sure >= 0.5, "0.5 to 0.7", "below 0.5"))) AS ?name)
} GROUP BY ?name ORDER BY ?name"""
_PARTS = (("things", _TYPES), ("facts", _FACTS), ("rules", _RULES), ("confidence", _SURE))


def statistics(graph: Engine) -> tuple[Count, ...]:
    """Count triples, then things by type, facts by predicate, by rule and by confidence; nothing of an empty part."""
    counts = [Count("triples", "all", int(_cell(graph, _TRIPLES)))]
    for part, query in _PARTS:
        for name, number in graph.evaluate(query).rows:
            if name is not None and number is not None:
                counts.append(Count(part, name.value.replace("/", "#").rpartition("#")[2], int(number.value)))
    return tuple(counts)


def _cell(graph: Engine, query: str) -> str:
    """The only cell of an answer."""
    node = graph.evaluate(query).rows[0][0]
    return "0" if node is None else node.value
