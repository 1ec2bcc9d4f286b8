"""A picture made by another process is the one that this process would make."""

import sys

import pytest

from kg.export import beside
from kg.export.beside import Beside
from kg.export.html import render_html
from kg.export.picture import picture_of
from tests.export.graphs import large_graph, news_graph


def test_the_picture_is_that_of_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = large_graph(2_100)
    expected = picture_of(graph)
    monkeypatch.setattr(beside, "made", _must_not_run)

    with Beside() as process:
        made = process.picture(graph)()

    assert made == expected
    assert render_html(graph, picture=made) == render_html(graph, picture=expected)


def test_a_small_picture_is_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "_packed", _must_not_run)
    with Beside() as process:
        assert process.picture(news_graph())() == picture_of(news_graph())


@pytest.mark.parametrize("program", ["/bin/false", "/bin/cat"])
def test_a_process_that_fails_costs_time_only(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    graph = large_graph(2_100)
    monkeypatch.setattr(sys, "executable", program)
    with Beside() as process:
        assert process.picture(graph)() == picture_of(graph)


def test_the_process_ends_when_nobody_wants_the_picture() -> None:
    with Beside() as process:
        process.picture(large_graph(2_100))
    assert process._process.returncode is not None


def test_the_process_ends_when_no_graph_is_made() -> None:
    with Beside() as process:
        pass
    assert process._process.returncode is not None


def _must_not_run(*_: object, **__: object) -> None:
    raise AssertionError("this must not be called")
