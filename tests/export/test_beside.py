"""A page begun by another process and a thread is the one that this process would make."""

import sys

import pytest

from kg.export import beside
from kg.export.beside import Beside
from kg.export.html import render_html
from kg.export.picture import picture_of
from tests.export.graphs import large_graph, news_graph


def test_the_page_is_that_of_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = large_graph(2_100)
    expected, page = picture_of(graph), render_html(graph)
    monkeypatch.setattr(beside, "made", _must_not_run)

    with Beside() as process:
        begun = process.begin(graph)()

    assert begun is not None
    assert begun.picture == expected
    assert render_html(graph, begun=begun) == page


def test_a_title_of_ones_own() -> None:
    graph = large_graph(2_100)
    with Beside() as process:
        assert render_html(graph, title="题", begun=process.begin(graph, "题")()) == render_html(graph, title="题")


def test_a_small_page_is_made_when_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "_packed", _must_not_run)
    with Beside() as process:
        assert process.begin(news_graph())() is None


@pytest.mark.parametrize("program", ["/bin/false", "/bin/cat"])
def test_a_process_that_fails_costs_time_only(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    graph = large_graph(2_100)
    monkeypatch.setattr(sys, "executable", program)
    with Beside() as process:
        begun = process.begin(graph)()
    assert begun is not None
    assert begun.picture == picture_of(graph)


def test_the_process_ends_when_nobody_wants_the_page() -> None:
    with Beside() as process:
        process.begin(large_graph(2_100))
    assert process._process.returncode is not None


def test_the_process_ends_when_no_graph_is_made() -> None:
    with Beside() as process:
        pass
    assert process._process.returncode is not None


def _must_not_run(*_: object, **__: object) -> None:
    raise AssertionError("this must not be called")
