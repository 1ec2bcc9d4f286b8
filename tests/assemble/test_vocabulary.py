"""The ontology, the shapes and the terms the graph is written with are one vocabulary."""

from importlib.resources import files
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from kg.export.turtle import write_turtle
from kg.model import vocabulary as v
from kg.model.schema import Basis, Kind, PostStatus
from kg.model.triples import triples
from tests.scenes import build, elsewhere, opening, visit

KG = v.PREFIXES["kg"]
SCHEMA = rdflib.Namespace(v.PREFIXES["schema"])


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(data=files("kg").joinpath("data", "ontology.ttl").read_text("utf-8"), format="turtle")


def own(ontology: rdflib.Graph) -> set[str]:
    return {f"kg:{str(s)[len(KG) :]}" for s in ontology.subjects(RDF.type) if str(s).startswith(KG)}


def test_every_term_that_is_written_has_a_name(ontology: rdflib.Graph) -> None:
    constants = {value for value in vars(v).values() if isinstance(value, str) and value.startswith("kg:")}
    constants |= {v.kind_term(kind) for kind in Kind} | {v.status_term(status) for status in PostStatus}
    constants |= {v.basis_term(basis) for basis in Basis}
    constants |= {v.bound_term(bound) for bound in ("exact", "about", "over", "under")}
    named = {term for term in v.NAMES if term.startswith("kg:")}
    assert constants <= named
    assert named == own(ontology)


def test_names_and_comments_stand_in_both_languages(ontology: rdflib.Graph) -> None:
    for term in sorted(own(ontology)):
        node = rdflib.URIRef(v.expand(term))
        labels = set(ontology.objects(node, RDFS.label))
        names = v.NAMES[term]
        assert labels == {rdflib.Literal(names.en, lang="en"), rdflib.Literal(names.zh, lang="zh")}, term
        comments = ontology.objects(node, RDFS.comment)
        assert sorted(str(getattr(comment, "language", None)) for comment in comments) == ["en", "zh"], term


def test_every_property_has_a_domain_and_a_range_and_every_concept_a_scheme(ontology: rdflib.Graph) -> None:
    for type_ in (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty):
        for node in ontology.subjects(RDF.type, type_):
            assert (node, RDFS.domain, None) in ontology or (node, SCHEMA.domainIncludes, None) in ontology, node
            assert (node, RDFS.range, None) in ontology or (node, SCHEMA.rangeIncludes, None) in ontology, node
    for node in ontology.subjects(RDF.type, SKOS.Concept):
        scheme = ontology.value(node, SKOS.inScheme)
        assert (scheme, RDF.type, SKOS.ConceptScheme) in ontology, node


def test_a_graph_uses_no_term_that_the_ontology_does_not_define(ontology: rdflib.Graph) -> None:
    used = {
        term
        for triple in triples(build(opening(), visit(), elsewhere()))
        for term in triple
        if isinstance(term, str) and term.startswith("kg:")
    }
    assert used <= own(ontology)


def test_properties_are_used_with_the_kind_of_value_they_have(ontology: rdflib.Graph) -> None:
    from kg.assemble.rdf import to_rdflib

    for _, predicate, object_ in to_rdflib(build(opening(), visit())):
        if (predicate, RDF.type, OWL.ObjectProperty) in ontology:
            assert isinstance(object_, rdflib.URIRef), predicate
        expected = ontology.value(predicate, RDFS.range)
        if (predicate, RDF.type, OWL.DatatypeProperty) in ontology:
            assert isinstance(object_, rdflib.Literal), predicate
            if expected == RDF.langString:
                assert object_.language == "zh", predicate
            elif expected == rdflib.XSD.string:
                assert (object_.language, object_.datatype) == (None, None), predicate
            else:
                assert object_.datatype == expected, predicate


def test_a_built_graph_fits_the_shapes(tmp_path: Path) -> None:
    pytest.importorskip("pyshacl", reason="the extra kg[shacl] is not installed")
    from kg.query.shapes import violations

    write_turtle(build(opening(), visit(), elsewhere()), tmp_path / "graph.ttl")
    assert violations(tmp_path / "graph.ttl") == ()


@pytest.mark.parametrize(
    ("written", "instead", "message"),
    [
        ("kg:confidence 0.9 ;", "kg:confidence 1.9 ;", "exactly one confidence"),
        ("kg:confidence 0.9 ;", "kg:confidence 0.9 , 0.8 ;", "exactly one confidence"),
        ("kg:basis kg:byline ;", "kg:basis kg:rumour ;", "one of the known bases"),
        ("rdf:predicate org:memberOf ;", "", "exactly one predicate"),
        ("rdf:predicate org:memberOf ;", "rdf:predicate org:memberOf , kg:within ;", "exactly one predicate"),
        ("kg:status kg:former ;", "", "one of the known statuses"),
        ("org:Membership , prov:Entity , rdf:Statement ;", "org:Membership ;", ""),
        ("oa:exact", "oa:wrong", "exactly one quote"),
        ("oa:start", "oa:wrong", "exactly one start"),
        ("oa:end", "oa:wrong", "exactly one end"),
        ("oa:hasSource", "oa:wrong", "exactly one source"),
        ("prov:wasDerivedFrom", "prov:wrong", "at least one piece of evidence"),
        ("org:member id:", "org:wrong id:", "exactly one member"),
        ("org:role id:", "org:wrong id:", "exactly one role"),
    ],
)
def test_a_broken_graph_breaks_its_shape(tmp_path: Path, written: str, instead: str, message: str) -> None:
    pytest.importorskip("pyshacl", reason="the extra kg[shacl] is not installed")
    from kg.query.shapes import violations

    path = tmp_path / "graph.ttl"
    write_turtle(build(opening()), path)
    text = path.read_text("utf-8")
    assert written in text
    path.write_text(text.replace(written, instead), "utf-8")
    messages = [violation.message for violation in violations(path)]
    assert any(message in said for said in messages) if message else messages == []
