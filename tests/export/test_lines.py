"""Lines of N-Triples that are filled in at once are those of the triples one by one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.export.lines import evidence_lines, graph_lines, n_triples
from kg.model.ids import EntityId, EvidenceId
from kg.model.statement import Evidence
from kg.model.triples import Detail, evidence_triples, triples
from tests.scenes import build, elsewhere, opening, visit

BASE = "https://example.org/data/"
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(exact=TEXTS, prefix=TEXTS, suffix=TEXTS)
def test_of_any_words(exact: str, prefix: str, suffix: str) -> None:
    piece = Evidence(EvidenceId("evidence-1"), EntityId("article-1"), 3, 3 + len(exact), exact, prefix, suffix)
    assert "".join(evidence_lines(BASE, [piece])) == "".join(n_triples(BASE, evidence_triples(piece)))


@pytest.mark.parametrize("detail", list(Detail))
def test_of_a_whole_graph(detail: Detail) -> None:
    graph = build(opening(), visit(), elsewhere())
    assert any(not piece.exact for piece in graph.evidence)  # of a list
    assert "".join(graph_lines(graph, detail)) == "".join(n_triples(graph.base, triples(graph, detail=detail)))
