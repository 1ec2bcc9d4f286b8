"""Each command, run as a user runs it, over a graph written by hand."""

import json
import os
import pty
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.bounds import MOST_SECONDS
from kg.cli import main

TOWN = Path(__file__).parent.parent / "query" / "town.ttl"


@pytest.fixture
def graphs(tmp_path: Path) -> Path:
    """A folder as ``kg build`` leaves it."""
    shutil.copy(TOWN, tmp_path / "graph.ttl")
    return tmp_path


def run(*arguments: str | Path, given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=given)


def shell(*arguments: str | Path, **more: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **more})


def test_help_is_quick_and_every_command_has_an_example() -> None:
    times = []
    for _ in range(3):
        started = time.perf_counter()
        assert shell("--help").returncode == 0
        times.append(time.perf_counter() - started)
    assert min(times) < 0.3
    for name in main.commands:
        text = run(name, "--help").output
        assert "Example" in text, name
        assert f"kg {name}" in text.partition("Example")[2], name


def test_version() -> None:
    assert run("--version").output.startswith("kg 0.")


def test_query_prints_a_table_with_chinese_aligned(graphs: Path) -> None:
    result = run(
        "query", graphs, "SELECT ?n ?r { ?m org:member/rdfs:label ?n ; org:role/rdfs:label ?r } ORDER BY ?n ?r"
    )
    assert result.exit_code == 0
    assert result.stdout.splitlines()[:4] == ["n       r", "──────  ────────", "周青禾  村主任", "林远舟  党委书记"]
    assert result.stderr == "6 rows\n"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("csv", "n\r\n柳塘村\r\n"),
        ("tsv", '?n\n"柳塘村"@zh\n'),
        ("json", '{"bindings": [{"n": {"type": "literal", "value": "柳塘村", "xml:lang": "zh"}}]}}\n'),
        ("xml", '<literal xml:lang="zh">柳塘村</literal>'),
    ],
)  # fmt: skip
def test_query_prints_w3c_formats(graphs: Path, kind: str, expected: str) -> None:
    result = run("query", graphs, "SELECT ?n { id:l-village rdfs:label ?n }", "--format", kind)
    # CliRunner reads standard output as text with its line ends as they are in the bytes.
    assert expected in result.stdout_bytes.decode()


def test_query_answers_yes_or_no_and_in_turtle(graphs: Path) -> None:
    assert run("query", graphs, "ASK { id:l-village kg:within id:l-town }").stdout == "yes\n"
    assert "id:l-village kg:within id:l-town" in run("query", graphs, "CONSTRUCT WHERE { ?a kg:within ?b }").stdout


def test_query_from_a_file_from_standard_input_and_by_name(graphs: Path) -> None:
    (graphs / "q.rq").write_text("\ufeff# who?\nSELECT ?n { ?p a foaf:Person ; rdfs:label ?n }", encoding="utf-8")
    assert "韩秋" in run("query", graphs, "-f", graphs / "q.rq").stdout
    assert "韩秋" in run("query", graphs, "-f", "-", given="SELECT ?n { ?p a foaf:Person ; rdfs:label ?n }").stdout
    assert "周青禾" in run("query", graphs, "posts", "--param", "name=柳塘村").stdout
    assert "周青禾" in run("query", graphs, "posts", "--param", "name=柳塘村", "--engine", "rdflib").stdout


def test_query_lists_and_prints_named_queries() -> None:
    listing = run("query", "--list").stdout
    assert "posts\n    Who holds which post" in listing
    assert "谁任什么职" in listing
    assert "--param name=…" in listing
    assert run("query", "--print", "posts").stdout.startswith("# Who holds which post")


def test_query_tells_that_rows_were_left_out(graphs: Path) -> None:
    result = run("query", graphs, "people", "--max-rows", "2")
    assert "There are more than 2 rows" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (
            ["{graphs}", "SELECT * { ?s nope:x ?o }"],
            1,
            'Line 1, column 15: unknown prefix "nope:"; known: dcterms:, foaf:',
        ),
        (["{graphs}", "SELECT * {\n ?s ?p }"], 1, "Line 2, column"),
        (["{graphs}", "pots"], 1, "Did you mean posts?"),
        (["{graphs}", "posts"], 1, "must be told name"),
        (["{graphs}", "posts", "--param", "name"], 2, "should read NAME=VALUE"),
        (["{graphs}", "ASK {}", "--param", "name=x"], 2, "--param is for named queries"),
        (["{graphs}"], 2, "Give a graph and a question"),
        ([], 2, "Give a graph and a question"),
        (["{graphs}/none.ttl", "ASK {}"], 1, "Build a graph first"),
        (["{graphs}", "-f", "{graphs}/none.rq"], 1, "the query cannot be read"),
        (["{graphs}", "ASK {}", "--engine", "jena"], 2, "jena"),
        (["{graphs}", "LOAD <file:///etc/passwd>"], 1, "LOAD would change the graph"),
    ],
)
def test_query_tells_what_is_wrong(graphs: Path, arguments: list[str], status: int, message: str) -> None:
    result = run("query", *(argument.replace("{graphs}", str(graphs)) for argument in arguments))
    assert (result.exit_code, message in result.stderr) == (status, True), result.stderr
    assert "Traceback" not in result.output


def test_show_prints_posts_events_quotations_with_their_evidence(graphs: Path) -> None:
    text = run("show", "林远舟", "-g", graphs).stdout
    assert text.startswith("林远舟  (Person)\n\nPosts 职务\n  溪桥镇党委书记\n      “溪桥镇党委书记林远舟说")
    assert "” (溪桥练防汛)" in text
    assert "Said 说过的话\n  先练后战" in text
    place = run("show", "溪桥", "-g", graphs).stdout
    assert "also 溪桥; code 999101" in place
    for part in (
        "People 人员",
        "顾南星（溪桥镇原镇长）  [former]",
        "Has in it 下辖\n  柳塘村",
        "Organised 主办的活动\n  防汛演练",
    ):
        assert part in place
    role = run("show", "镇长", "-g", graphs).stdout
    assert "  林远舟（溪桥镇镇长）\n      “溪桥镇镇长林远舟” (柳塘亮灯)" in role
    assert role.index("林远舟") < role.index("顾南星")  # who holds it, before who held it
    assert role.count("林远舟（") == 1


def test_show_tells_of_similar_names(graphs: Path) -> None:
    result = run("show", "林远", "-g", graphs)
    assert result.exit_code == 1
    assert "Similar: 林远舟" in result.stderr


def test_stats_counts(graphs: Path) -> None:
    counts = json.loads(run("stats", graphs, "--json").stdout)
    assert counts["things"]["Person"] == 6
    assert counts["facts"]["memberOf"] == 6
    assert "Person" in run("stats", graphs).stdout


def test_check_finds_nothing_in_a_sound_graph(graphs: Path) -> None:
    result = run("check", graphs)
    assert result.exit_code == 0, result.output
    assert "quotes that equal their slice of the text: 8 of 8" in result.stderr


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("oa:start 0 ;", "oa:start 1 ;", "quotes: https://example.org/kg/id/e-4 says '某市溪桥镇"),
        (
            "id:p-shen org:memberOf id:l-town",
            "id:p-bai org:memberOf id:l-town",
            "triples: https://example.org/kg/id/p-bai",
        ),
        (" ; prov:wasDerivedFrom id:e-7", "", "facts: https://example.org/kg/id/m-5 has no evidence"),
        (
            "id:c-lamp kg:practisedBy id:l-village .",
            "id:c-lamp kg:practisedBy id:gone .",
            "id/gone is named but not described",
        ),
        (
            "id:page-1 a schema",
            "id:x a schema:Place . id:page-1 a schema",
            "links: https://example.org/kg/id/x is linked to nothing",
        ),
    ],
)
def test_check_finds_what_breaks_the_contract(graphs: Path, old: str, new: str, finding: str) -> None:
    graph = graphs / "graph.ttl"
    text = graph.read_text(encoding="utf-8")
    assert old in text
    graph.write_text(text.replace(old, new), encoding="utf-8")
    result = run("check", graphs)
    assert result.exit_code == 1
    assert finding in result.stdout


def test_open_tells_the_address_or_that_there_is_no_page(graphs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def launch(address: str) -> int:
        opened.append(address)
        return 0

    monkeypatch.setattr("click.launch", launch)
    assert "no such page" in run("open", graphs).stderr
    (graphs / "graph.html").write_text("<p>", encoding="utf-8")
    assert run("open", graphs).stdout == f"{graphs.as_uri()}/graph.html\n"
    assert opened == [f"{graphs.as_uri()}/graph.html"]


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_completion_scripts(name: str) -> None:
    assert "_KG_COMPLETE" in run("completion", name).stdout


def test_completion_answers() -> None:
    done = shell(_KG_COMPLETE="bash_complete", COMP_WORDS="kg qu", COMP_CWORD="1")
    assert done.stdout == "plain,query\n"
    for name, word, expected in (
        ("ask", "--sh", "plain,--show"),
        ("diff", "--ex", "plain,--exit-code"),
        ("export", "--t", "plain,--to"),
    ):
        done = shell(_KG_COMPLETE="bash_complete", COMP_WORDS=f"kg {name} {word}", COMP_CWORD="2")
        assert done.stdout.splitlines() == [expected]
    done = shell(_KG_COMPLETE="bash_complete", COMP_WORDS="kg export graphs --to gra", COMP_CWORD="4")
    assert done.stdout == "plain,graphml\n"


def test_a_closed_pipe_is_quiet(graphs: Path) -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000"
    command = f"'{sys.executable}' -m kg query '{graphs}' '{query}' --max-rows 0 --format csv | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout == "a,b,c,d,e,f\n"
    assert done.stderr == ""


def test_escape_sequences_in_names_do_not_reach_the_terminal(graphs: Path) -> None:
    graph = graphs / "graph.ttl"
    text = graph.read_text(encoding="utf-8").replace('"韩秋"@zh', '"韩\\u001B[31m\\u202E秋"@zh')
    graph.write_text(text, encoding="utf-8")
    for output in (run("query", graphs, "people").stdout, run("show", "韩\x1b[31m\u202e秋", "-g", graphs).stdout):
        assert "韩[31m秋" in output
        assert "\x1b" not in output


def test_a_terminal_sees_a_bar_and_a_file_does_not(tmp_path: Path) -> None:
    code = "from kg.cli.output import Progress\nwith Progress() as p: p('read', 1, 2)"
    ours, theirs = pty.openpty()
    subprocess.run([sys.executable, "-c", code], stderr=theirs, check=True)
    os.close(theirs)
    assert b"read       [############............] 1/2" in os.read(ours, 1000)
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stderr == b""


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "inf", "1e20"])
@pytest.mark.parametrize(
    "arguments", [["build", "seeds", "--item-seconds"], ["query", "--list", "--timeout"], ["serve", "--timeout"]]
)
def test_no_clock_counts_so(arguments: list[str], seconds: str) -> None:
    done = run(*arguments, seconds)
    assert done.exit_code == 2
    assert "Invalid value" in done.stderr


@pytest.mark.parametrize("arguments", [["build", "seeds", "--item-memory"], ["query", "--list", "--memory"]])
def test_no_system_has_so_much_memory(arguments: list[str]) -> None:
    assert run(*arguments, str(10**20)).exit_code == 2


def test_the_longest_time_is_one_that_clocks_take(graphs: Path) -> None:
    done = run("query", graphs, "people", "--timeout", str(MOST_SECONDS))
    assert done.exit_code == 0, done.output
