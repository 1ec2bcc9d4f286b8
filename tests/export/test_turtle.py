"""Turtle: what is written is what was meant, in the same bytes every time."""

import os
import subprocess
import sys
from datetime import date
from difflib import ndiff
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.assemble import AssembleSettings, Graph
from kg.assemble.rdf import to_rdflib
from kg.errors import OutputError
from kg.export.turtle import turtle, write_turtle
from kg.model import vocabulary as v
from kg.model.graph import GraphData
from kg.model.ids import EntityId
from kg.model.statement import Literal, Thing
from kg.model.triples import Detail, triples
from tests.builders import PERSON, annotated, article, chain
from tests.scenes import build, elsewhere, opening, visit

GOLDEN = Path(__file__).parent.parent / "golden" / "opening" / "graph.ttl"


def parsed(data: bytes) -> rdflib.Graph:
    return rdflib.Graph().parse(data=data.decode(), format="turtle")


def test_the_opening_is_written_as_it_always_was() -> None:
    """Set KG_REGENERATE=1 to write the file anew; then read the difference."""
    data = turtle(build(opening()))
    if os.environ.get("KG_REGENERATE"):
        GOLDEN.parent.mkdir(parents=True, exist_ok=True)
        GOLDEN.write_bytes(data)
    assert data.decode() == GOLDEN.read_text("utf-8")


@pytest.mark.parametrize("detail", list(Detail))
def test_rdflib_reads_back_what_was_meant(detail: Detail) -> None:
    graph = build(opening(), visit(), elsewhere())
    assert set(parsed(turtle(graph, detail=detail))) == set(to_rdflib(graph, detail=detail))


def test_oxigraph_reads_as_many_triples_as_there_are() -> None:
    graph = build(opening(), visit())
    store = pyoxigraph.Store()
    store.load(turtle(graph), format=pyoxigraph.RdfFormat.TURTLE)
    assert len(store) == len(list(triples(graph))) == len(Graph(graph).rdf)


def test_chinese_is_written_as_it_is_and_prefixes_are_used() -> None:
    text = turtle(build(opening())).decode()
    body = text.split("\n\n", 1)[1]
    assert '"云溪街道"@zh' in body
    assert "<http" not in body
    assert "\\u" not in body


def test_no_blank_node_is_written() -> None:
    graph = parsed(turtle(build(opening())))
    assert not [term for triple in graph for term in triple if isinstance(term, rdflib.BNode)]


def test_another_base_changes_the_data_and_not_the_vocabulary() -> None:
    base = "https://news.example.com/id#"
    graph = parsed(turtle(build(opening(), settings=AssembleSettings(base_iri=base))))
    scheme = rdflib.URIRef(v.expand(v.ROLES))  # a term, the same in every graph
    assert {str(s).startswith(base) for s in set(graph.subjects()) - {scheme}} == {True}
    assert turtle(build(opening())).count(b"\n") == turtle(
        build(opening(), settings=AssembleSettings(base_iri=base))
    ).count(b"\n")


def test_hash_seeds_and_processes_write_the_same_bytes() -> None:
    code = (
        "import sys; from kg.export.turtle import turtle; from tests.scenes import build, elsewhere, opening, visit;"
        "items = [opening(), visit(), elsewhere()]; items = items[::-1] if sys.argv[1] == 'back' else items;"
        "sys.stdout.buffer.write(turtle(build(*items)))"
    )
    root = Path(__file__).parents[2]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code, way],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=root,
            check=True,
            capture_output=True,
        ).stdout
        for seed, way in (("0", "on"), ("1", "back"), ("4242", "on"))
    }
    assert outputs == {turtle(build(opening(), visit(), elsewhere()))}


def test_an_unrelated_article_only_adds_lines() -> None:
    before = turtle(build(opening(), visit())).decode().splitlines()
    after = turtle(build(opening(), visit(), elsewhere())).decode().splitlines()
    lost = [line for line in ndiff(before, after) if line.startswith("- ")]
    # The scheme names its top concepts on one line, and the article brings a new one.
    assert [line.split()[1] for line in lost] == [v.HAS_TOP_CONCEPT]
    assert len(after) > len(before)


def test_a_related_article_changes_only_lines_that_speak_of_what_it_adds() -> None:
    before = turtle(build(opening())).decode().splitlines()
    after = turtle(build(opening(), visit())).decode().splitlines()
    lost = [line for line in ndiff(before, after) if line.startswith("- ")]
    # The one post that both state has a second piece of evidence, and what both mention is in two articles.
    assert {line.split()[1] for line in lost} == {v.DERIVED_FROM, v.ARTICLE_COUNT}
    assert [line.split()[1] for line in lost].count(v.DERIVED_FROM) == 1


@given(name=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
@settings(max_examples=60)
def test_no_text_breaks_out_of_its_literal(name: str) -> None:
    alias = name + '"@en . <x> <y> "'
    thing = Thing(EntityId("p-0"), "person", ("foaf:Person",), name, (alias,), (("kg:text", Literal(name)),))
    graph = GraphData("https://example.org/kg/id/", (thing,))
    store = pyoxigraph.Store()
    store.load(turtle(graph), format=pyoxigraph.RdfFormat.TURTLE)
    assert {quad.object.value for quad in store if isinstance(quad.object, pyoxigraph.Literal)} == {name, alias}


def test_hostile_names_and_headlines_are_read_back_unharmed() -> None:
    text = 'kg:x """ . <a> <b> <c> . \\ </script><b>甲"乙'
    item = annotated(article(text, headline=text, published=date(2024, 1, 1)), [chain(text, text, PERSON)])
    graph = build(item)
    assert set(parsed(turtle(graph))) == set(to_rdflib(graph))


def test_the_file_is_written_whole_and_its_folder_made(tmp_path: Path) -> None:
    path = tmp_path / "new" / "graph.ttl"
    write_turtle(build(opening()), path)
    assert path.read_bytes() == turtle(build(opening()))
    assert [file.name for file in path.parent.iterdir()] == ["graph.ttl"]


def test_a_file_that_cannot_be_written_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "graphs").write_text("a file where a folder should be")
    with pytest.raises(OutputError, match=r"graph\.ttl: cannot be written: .*\.$"):
        write_turtle(build(opening()), tmp_path / "graphs" / "graph.ttl")


def test_a_disk_that_fills_up_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left on device"):
        write_turtle(build(opening()), path)
    assert path.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["graph.ttl"]
