"""``kg export``, ``kg diff``, ``kg merge``, ``kg query --html``, run as a user runs them, over the graph of the seed page."""

import csv
import io
import json
import re
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.cli.export import FORMATS
from kg.export.formats import HAND_ON
from kg.export.reading import read_turtle
from tests.seed import seed_turtle

TOWN = Path(__file__).parent.parent / "query" / "town.ttl"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as ``kg build`` leaves it."""
    (tmp_path / "graph.ttl").write_bytes(seed_turtle())
    return tmp_path


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert "Traceback" not in result.output
    return result


def test_the_command_offers_every_format_there_is() -> None:
    assert set(FORMATS) == set(HAND_ON)


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "ttl"])
def test_each_format_is_written_beside_the_graph(folder: Path, name: str) -> None:
    result = run("export", folder, "--to", name)
    assert result.exit_code == 0, result.output
    written = re.findall(r"^Wrote (.+)$", result.stderr, re.MULTILINE)
    assert written
    assert all(Path(path).stat().st_size for path in written)
    assert result.stdout == ""


def test_things_and_facts_are_as_many_in_every_format(folder: Path) -> None:
    graph = read_turtle(folder / "graph.ttl").graph
    links = sum(isinstance(fact.object, str) for fact in graph.statements)

    def read(name: str) -> str:
        return run("export", folder, "--to", name, "-o", "-").stdout_bytes.decode()

    assert len(re.findall("<node ", read("graphml"))) == len(graph.things)
    assert len(re.findall("<edge ", read("gexf"))) == links
    elements = json.loads(read("cytoscape"))["elements"]
    assert (len(elements["nodes"]), len(elements["edges"])) == (len(graph.things), links)
    run("export", folder, "--to", "csv", "-o", folder / "csv")
    rows = {
        name: list(csv.DictReader(io.StringIO((folder / "csv" / f"{name}.csv").read_text("utf-8"))))
        for name in ("nodes", "edges", "values")
    }
    assert (len(rows["nodes"]), len(rows["edges"])) == (len(graph.things), links)
    assert len(rows["edges"]) + len(rows["values"]) == len(graph.statements)
    lines = read("nt").splitlines()
    statements = [line for line in lines if line.endswith("<http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement> .")]
    assert len(statements) == len(graph.statements)
    assert len(re.findall("rdf:reifies <<", read("ttl12"))) == len(graph.statements)
    nodes = json.loads(read("jsonld"))["@graph"]
    assert sum("rdf:Statement" in node.get("type", ()) for node in nodes) == len(graph.statements)


def test_what_cannot_be_exported_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table: list[tuple[list[str | Path], int, str]] = [
        (["export", folder, "--to", "ttl"], 2, "is Turtle already"),
        (["export", folder, "--to", "csv", "-o", "-"], 2, "is several files"),
        (["export", folder, "--to", "vsdx"], 2, "'vsdx' is not one of"),
        (["export", folder / "none.ttl", "--to", "nt"], 1, "Build a graph first"),
        (["export", folder, "--to", "nt", "-o", folder / "graph.ttl" / "x.nt"], 1, "cannot be written"),
    ]
    for arguments, status, message in table:
        result = run(*arguments)
        assert (result.exit_code, message in result.stderr) == (status, True), result.stderr
    for name, module in (("xlsx", "openpyxl"), ("parquet", "pyarrow")):
        monkeypatch.setitem(sys.modules, module, None)
        result = run("export", folder, "--to", name)
        assert (result.exit_code, f"pip install 'kg[{name}]'" in result.stderr) == (1, True), result.stderr


def test_a_graph_differs_in_nothing_from_itself(folder: Path) -> None:
    result = run("diff", folder, folder, "--exit-code")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "0 came, 0 went, 0 changed\n")


def test_what_came_went_and_changed_is_told_in_words(folder: Path) -> None:
    old = folder / "graph.ttl"
    new = folder / "new.ttl"
    text = old.read_text("utf-8")
    assert '"代玉丽"@zh' in text
    new.write_text(text.replace('"代玉丽"@zh', '"代玉立"@zh'), encoding="utf-8")
    result = run("diff", old, new)
    assert result.exit_code == 0
    assert "~ person: 代玉立  代玉丽 → 代玉立" in result.stdout
    assert run("diff", old, new, "--exit-code").exit_code == 3
    (change,) = json.loads(run("diff", old, new, "--json").stdout)
    assert (change["sign"], change["kind"], change["what"]) == ("~", "person", "代玉立")
    came = run("diff", TOWN, old).stdout
    assert "+ fact: 侯强 任职于 北门里经合社" in came
    assert "- fact: 柳塘村 隶属或位于 溪桥镇" in came


def test_merged_graphs_hold_what_both_hold_whatever_their_order(folder: Path) -> None:
    one, other = folder / "one.ttl", folder / "other.ttl"
    assert run("merge", folder, TOWN, "-o", one).exit_code == 0
    assert run("merge", TOWN, folder, "-o", other).exit_code == 0
    assert one.read_bytes() == other.read_bytes()
    assert run("diff", folder, one).stderr.split(", ")[1:] == ["0 went", "0 changed\n"]
    assert run("check", one).exit_code == 0
    assert run("merge", one, one, "-o", other).exit_code == 0
    assert one.read_bytes() == other.read_bytes()


def test_a_construct_is_drawn_with_its_evidence(folder: Path) -> None:
    page = folder / "page.html"
    result = run("query", folder, "around", "--param", "name=侯强", "--html", page)
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    text = page.read_text("utf-8")
    assert "北门里经合社党支部书记侯强" in text
    assert "代玉丽" not in text
    made = run("query", folder, "CONSTRUCT { ?a kg:namedWith ?b } { ?x schema:mentions ?a, ?b }", "--html", page)
    assert re.search(r"Wrote .*: [\d,]+ things, [\d,]+ facts", made.stderr)


@pytest.mark.parametrize(
    ("query", "status", "message"),
    [
        ("SELECT * { ?s ?p ?o }", 2, "--html draws triples"),
        ("ASK { ?s ?p ?o }", 2, "--html draws triples"),
        ("CONSTRUCT WHERE { ?s <https://elsewhere.example/p> ?o }", 1, "nothing to draw"),
        ("CONSTRUCT { ?s <https://elsewhere.example/p> ?s } { ?s a foaf:Person }", 1, "the usual prefixes"),
        ("CONSTRUCT { _:x rdfs:seeAlso ?s } { ?s a foaf:Person }", 1, "a node without a name"),
    ],
)
def test_what_cannot_be_drawn_is_told(folder: Path, query: str, status: int, message: str) -> None:
    result = run("query", folder, query, "--html", folder / "page.html")
    assert (result.exit_code, message in result.stderr) == (status, True), result.stderr
    assert not (folder / "page.html").exists()
