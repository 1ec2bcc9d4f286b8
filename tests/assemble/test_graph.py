"""The graph as a whole: its promises, its two views, and what order leaves behind."""

from dataclasses import replace
from itertools import permutations

import networkx as nx
import pytest
import rdflib

from kg.assemble import Graph
from kg.assemble.validation import check, violations
from kg.model import vocabulary as v
from kg.model.ids import EntityId
from kg.model.statement import Literal
from kg.model.triples import Detail, triples
from tests.scenes import build, elsewhere, opening, visit

RDF = rdflib.RDF
KG = rdflib.Namespace(v.PREFIXES["kg"])
PROV = rdflib.Namespace(v.PREFIXES["prov"])


def test_nothing_makes_a_graph_of_nothing_but_its_run() -> None:
    graph = build()
    assert [thing.kind for thing in graph.things] == ["run"]
    assert check(graph) == ()


def test_a_built_graph_keeps_every_promise() -> None:
    assert check(build(opening(), visit(), elsewhere())) == ()


def test_both_views_say_the_same_facts() -> None:
    graph = Graph(build(opening(), visit(), elsewhere()))
    base = graph.data.base

    def full(name: str) -> str:
        return v.expand(name) if ":" in name else base + name

    network: dict[str, tuple[str, str, str, str, frozenset[str]]] = {}
    for subject, object_, key, edge in graph.networkx.edges(keys=True, data=True):
        predicate = full(edge["predicate"])
        network[base + key] = (base + subject, predicate, base + object_, edge["rule"], _pieces(edge, base))
    for subject, values in graph.networkx.nodes(data="values"):
        for key, value in values.items():
            network[base + key] = (
                base + subject,
                full(value["predicate"]),
                value["value"],
                value["rule"],
                _pieces(value, base),
            )
    rdf = {
        str(fact): (
            str(graph.rdf.value(fact, RDF.subject)),
            str(graph.rdf.value(fact, RDF.predicate)),
            str(graph.rdf.value(fact, RDF.object)),
            str(graph.rdf.value(fact, KG.rule)),
            frozenset(map(str, graph.rdf.objects(fact, PROV.wasDerivedFrom))),
        )
        for fact in graph.rdf.subjects(RDF.type, RDF.Statement)
    }
    assert network == rdf
    assert len(rdf) == len(graph.data.statements) > 20


def _pieces(attributes: dict[str, tuple[str, ...]], base: str) -> frozenset[str]:
    return frozenset(base + piece for piece in attributes["evidence"])


def test_direct_triples_are_the_same_in_both_views() -> None:
    graph = Graph(build(opening()))
    direct = set()
    for _, _, edge in graph.networkx.edges(data=True):
        direct |= set(edge["direct"])
    for _, values in graph.networkx.nodes(data="values"):
        for value in values.values():
            direct |= set(value["direct"])
    assert direct == {
        (s, p, o.text if isinstance(o, Literal) else o)
        for statement in graph.data.statements
        for s, p, o in statement.triples
    }
    for subject, predicate, end in direct:
        found = graph.rdf.objects(rdflib.URIRef(graph.data.base + subject), rdflib.URIRef(v.expand(predicate)))
        assert end in {str(one).removeprefix(graph.data.base) for one in found}


def test_the_network_is_one_that_networkx_can_walk() -> None:
    graph = Graph(build(opening(), visit()))
    assert isinstance(graph.networkx, nx.MultiDiGraph)
    assert nx.number_weakly_connected_components(graph.networkx.subgraph(_linked(graph))) == 1


def _linked(graph: Graph) -> list[str]:
    return [node for node, degree in graph.networkx.degree() if degree]


def test_the_order_of_items_leaves_no_trace() -> None:
    items = [opening(), visit(), elsewhere()]
    expected = build(*items)
    assert all(build(*order) == expected for order in permutations(items))


def test_every_triple_comes_once_and_those_of_a_subject_together() -> None:
    lines = list(triples(build(opening(), visit(), elsewhere())))
    assert len(lines) == len(set(lines))
    subjects = [subject for subject, _, _ in lines]
    runs = [subject for n, subject in enumerate(subjects) if n == 0 or subjects[n - 1] != subject]
    assert len(runs) == len(set(runs))


def test_people_come_first_and_the_run_last() -> None:
    graph = build(opening(), visit())
    subjects = [subject for subject, _, _ in triples(graph)]
    assert graph.thing_by_id[EntityId(subjects[0])].kind == "person"
    assert graph.thing_by_id[EntityId(subjects[-1])].kind == "run"


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        (lambda s, p, o: (s, p, Literal("别的话", v.STRING)) if p == v.EXACT else (s, p, o), "quote"),
        (lambda s, p, o: (s, p, Literal("7", v.INTEGER)) if p == v.START else (s, p, o), "quote"),
        (lambda s, p, o: (s, p, Literal("不对", v.STRING)) if p == v.PREFIX else (s, p, o), "quote"),
        (lambda s, p, o: (s, p, Literal("00", v.STRING)) if p == v.TEXT_SHA256 else (s, p, o), "quote"),
        (lambda s, p, o: None if p == v.END else (s, p, o), "quote"),
        (lambda s, p, o: None if p == v.PREDICATE else (s, p, o), "fact"),
        (lambda s, p, o: None if p == v.ALSO_AS else (s, p, o), "fact"),
        (lambda s, p, o: None if p == v.DERIVED_FROM else (s, p, o), "evidence"),
        (lambda s, p, o: None if s.startswith("e-") and p == v.TYPE else (s, p, o), "evidence"),
        (lambda s, p, o: None if s.startswith("role-") else (s, p, o), "orphan"),
        (lambda s, p, o: None if p == v.NARROWER else (s, p, o), "scheme"),
        (lambda s, p, o: None if p == v.BROADER else (s, p, o), "scheme"),
        (lambda s, p, o: None if p == v.HAS_TOP_CONCEPT else (s, p, o), "scheme"),
        (lambda s, p, o: None if p == v.ARTICLE_COUNT else (s, p, o), "count"),
        (lambda s, p, o: (s, p, Literal("9", v.INTEGER)) if p == v.ARTICLE_COUNT else (s, p, o), "count"),
    ],
)
def test_a_broken_promise_is_found(spoil: object, rule: str) -> None:
    assert callable(spoil)
    spoilt = [line for triple in triples(build(opening())) if (line := spoil(*triple)) is not None]
    assert rule in {violation.rule for violation in violations(spoilt)}


def test_a_thing_that_nothing_links_is_an_orphan() -> None:
    lines = [*triples(build(opening())), ("p-0", v.TYPE, EntityId(v.PERSON))]
    assert [(violation.rule, violation.node) for violation in violations(lines)] == [("orphan", "p-0")]


def test_a_graph_without_facts_is_held_to_its_links_alone() -> None:
    assert violations(triples(build(opening(), visit()), detail=Detail.FACTS)) == ()


def test_a_graph_shows_itself_only_with_something_to_draw_it_and_when_a_notebook_can_carry_it() -> None:
    data = build(opening())
    assert Graph(data)._repr_html_() is None
    drawn = Graph(data, frame=lambda graph: f"<iframe>{len(graph.things)}</iframe>")
    assert drawn._repr_html_() == f"<iframe>{len(data.things)}</iframe>"
    large = replace(data, things=data.things * (20_001 // len(data.things) + 1))
    assert Graph(large, frame=lambda _: "<iframe></iframe>")._repr_html_() is None
