"""How long each named query takes on a graph, after loading: python benchmarks/queries.py GRAPH [--rdflib].

Parameters are the worst cases of the graph at hand: the person with the most posts, the body with the most people, the
place with the most in it, the two people who are named with others the most. ``--rdflib`` asks rdflib too and compares
the rows; it takes minutes. Writes benchmarks/queries.md.
"""

import argparse
import time
from pathlib import Path
from statistics import median

from kg.query import Answer, Engine, NamedQuery, load, named_queries, prefixes_of

MOST = {
    "person": """SELECT ?n WHERE { { SELECT ?p (COUNT(?m) AS ?c) WHERE { ?m org:member ?p } GROUP BY ?p } ?p rdfs:label ?n }
ORDER BY DESC(?c) ?n LIMIT 1""",
    "other": """SELECT ?n WHERE { { SELECT ?p (COUNT(?a) AS ?c) WHERE { ?p a foaf:Person . ?a schema:mentions ?p } GROUP BY ?p }
?p rdfs:label ?n } ORDER BY DESC(?c) ?n OFFSET 1 LIMIT 1""",
    "body": """SELECT ?n WHERE { { SELECT ?o (COUNT(?m) AS ?c) WHERE { ?m org:organization ?o } GROUP BY ?o } ?o rdfs:label ?n }
ORDER BY DESC(?c) ?n LIMIT 1""",
    "actor": """SELECT ?n WHERE { { SELECT ?o (COUNT(?a) AS ?c) WHERE { ?a schema:agent ?o } GROUP BY ?o } ?o rdfs:label ?n }
ORDER BY DESC(?c) ?n LIMIT 1""",
    "place": """SELECT ?n WHERE { { SELECT ?o (COUNT(?p) AS ?c) WHERE { ?p kg:within+ ?o } GROUP BY ?o } ?o rdfs:label ?n }
ORDER BY DESC(?c) ?n LIMIT 1""",
    "named": """SELECT ?n WHERE { { SELECT ?o (COUNT(?a) AS ?c) WHERE { ?a schema:mentions ?o } GROUP BY ?o } ?o rdfs:label ?n }
ORDER BY DESC(?c) ?n LIMIT 1""",
    "headline": """SELECT ?n WHERE { { SELECT ?a (COUNT(?f) AS ?c) WHERE { ?f prov:wasDerivedFrom/oa:hasSource ?a } GROUP BY ?a }
?a a schema:NewsArticle ; rdfs:label ?n } ORDER BY DESC(?c) ?n LIMIT 1""",
}  # fmt: skip
# What each parameter is given; a name of the table above, or a value.
GIVEN = {
    "around": {"name": "named"}, "article-facts": {"headline": "headline"}, "chain": {"name": "body"},
    "co-mentions": {"name": "named"}, "connection": {"from": "person", "to": "other"}, "evidence": {"name": "named"},
    "find": {"part": "=市"}, "happened-in": {"name": "place"}, "mentions": {"name": "named"},
    "one-source": {"most": "=0.5"}, "posts": {"name": "place"}, "posts-of": {"name": "person"}, "within": {"name": "place"},
    "actions": {"name": "actor"}, "where": {"name": "body"}, "when": {"name": "=会"}, "who-did": {"verb": "=会"},
    "role-holders": {"role": "=书记"}, "post-holder": {"name": "place", "role": "=书记"},
}  # fmt: skip
BAR = 50.0  # milliseconds
RUNS = 7


def given(graph: Engine, query: NamedQuery) -> dict[str, str]:
    values = {}
    for name, source in GIVEN.get(query.name, {}).items():
        if source.startswith("="):
            values[name] = source[1:]
        else:
            node = graph.evaluate(MOST[source]).rows[0][0]
            values[name] = "" if node is None else node.value
    return values


def timed(graph: Engine, query: NamedQuery, values: dict[str, str]) -> tuple[Answer, list[float]]:
    times = []
    for _ in range(RUNS):
        started = time.process_time()
        answer = graph.evaluate(query.text, query.bind(values))
        times.append((time.process_time() - started) * 1000)
    return answer, times


def size(answer: Answer) -> int:
    return len(answer.rows) if answer.turtle is None else answer.turtle.count("\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("graph", type=Path)
    parser.add_argument("--rdflib", action="store_true")
    parser.add_argument("--out", type=Path, default=Path(__file__).with_suffix(".md"))
    arguments = parser.parse_args()
    started = time.perf_counter()
    graph = load(arguments.graph, prefixes_of(arguments.graph))
    loading = time.perf_counter() - started
    triples = graph.evaluate("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }").rows[0][0]
    other = load(arguments.graph, prefixes_of(arguments.graph), "rdflib") if arguments.rdflib else None
    lines, slow, unlike = [], [], []
    for query in named_queries():
        values = given(graph, query)
        answer, times = timed(graph, query, values)
        slow += [query.name] if median(times) > BAR else []
        row = f"| {query.name} | {size(answer):,} | {min(times):.1f} | {median(times):.1f} |"
        if other is not None:
            started = time.perf_counter()
            same = other.evaluate(query.text, query.bind(values)) == answer
            unlike += [] if same else [query.name]
            row += f" {(time.perf_counter() - started) * 1000:,.0f} | {'yes' if same else 'no'} |"
        lines.append(row)
        print(row, flush=True)
    head = "| query | rows | least ms | median ms |" + (" rdflib ms | equal rows |" if other is not None else "")
    differing = f" Rows that differ between the engines: {', '.join(unlike) or 'none'}." if other is not None else ""
    words = f"""# Named queries

Processor milliseconds with Oxigraph after loading, {RUNS} runs each, parameters bound to the worst cases of the graph:
`python benchmarks/queries.py graphs/graph.ttl{" --rdflib" if other is not None else ""}`. The graph: 1,000 news items, \
{int(triples.value if triples else 0):,} triples, loaded in {loading:.1f} s.

Bar: {BAR:g} ms. Above it: {", ".join(slow) or "none"}.{differing}

{head}
{"|".join(["", "---", *["---:"] * (3 if other is None else 4), *([] if other is None else ["---"]), ""])}
"""
    arguments.out.write_text(words + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
