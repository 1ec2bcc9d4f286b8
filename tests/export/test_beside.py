"""A layout made by another process is the one that this process would make."""

import sys

import pytest

from kg.export import beside
from kg.export.beside import picture_beside
from kg.export.drawing import draw
from kg.export.html import render_html
from kg.export.layout import lay_out
from tests.export.graphs import large_graph, news_graph


def test_the_picture_is_that_of_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = large_graph(2_100)
    expected = draw(graph), lay_out(draw(graph))
    monkeypatch.setattr(beside, "lay_out", _must_not_run)

    with picture_beside(graph) as picture:
        made = picture()

    assert made == expected
    assert render_html(graph, picture=made) == render_html(graph)


def test_a_small_picture_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("subprocess.Popen", _must_not_run)
    with picture_beside(news_graph()) as picture:
        assert picture() == (draw(news_graph()), lay_out(draw(news_graph())))


@pytest.mark.parametrize("program", ["/bin/false", "/bin/cat"])
def test_a_process_that_fails_costs_time_only(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    graph = large_graph(2_100)
    monkeypatch.setattr(sys, "executable", program)
    with picture_beside(graph) as picture:
        assert picture() == (draw(graph), lay_out(draw(graph)))


def test_the_process_ends_when_nobody_wants_the_picture() -> None:
    with pytest.raises(OSError, match="disk"), picture_beside(large_graph(2_100)) as picture:
        raise OSError("disk")
    assert picture is not None


def _must_not_run(*_: object, **__: object) -> None:
    raise AssertionError("this must not be called")
