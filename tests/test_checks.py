"""A built graph keeps its contract: the seed page, 200 items of our own, and 200 of a collection if one is at hand.

``KG_CORPUS`` names a collection that ``kg build`` reads (.jsonl, .jsonl.gz); its first 200 items are built.
"""

import gzip
import os
from itertools import islice
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from tests.items import json_lines
from tests.seed import seed_turtle

NUMBER = 200
CORPUS = os.environ.get("KG_CORPUS", "")


@pytest.fixture(scope="module", params=["seed page", "items of our own", "collection"])
def graph(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph.ttl of each."""
    folder = tmp_path_factory.mktemp("checked")
    if request.param == "seed page":
        (folder / "graph.ttl").write_bytes(seed_turtle())
        return folder
    source = folder / "news.jsonl"
    if request.param == "collection":
        if not CORPUS:
            pytest.skip("KG_CORPUS names no collection of news items")
        with (
            gzip.open(CORPUS, "rt", encoding="utf-8")
            if CORPUS.endswith(".gz")
            else Path(CORPUS).open(encoding="utf-8") as lines
        ):
            source.write_text("".join(islice(lines, NUMBER)), encoding="utf-8")
    else:
        source.write_text(json_lines(NUMBER), encoding="utf-8")
    built = CliRunner().invoke(main, ["build", str(source), "-o", str(folder), "--format", "ttl", "--workers", "1"])
    assert built.exit_code == 0, built.output
    assert f"Found {6 if request.param == 'seed page' else NUMBER} articles" in built.stderr
    return folder


def test_quotes_facts_and_links_are_sound(graph: Path) -> None:
    result = CliRunner().invoke(main, ["check", str(graph)])
    assert (result.exit_code, result.stdout) == (0, "")


def test_every_shape_is_kept(graph: Path) -> None:
    pytest.importorskip("pyshacl", reason="the extra kg[shacl] is not installed")
    result = CliRunner().invoke(main, ["validate", str(graph)])
    assert (result.exit_code, result.stdout) == (0, "")
    assert "keeps every shape" in result.stderr
