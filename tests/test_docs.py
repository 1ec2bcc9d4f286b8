"""The documents say what is: README's commands run, the reference is current, links lead somewhere.

After a change that is meant: ``KG_REGENERATE=1 pytest tests/test_docs.py`` writes README's outputs and docs/cli.md
again; read the difference before you commit it.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli.reference import reference
from kg.query import named_queries

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
REGENERATE = bool(os.environ.get("KG_REGENERATE"))

DOCUMENTS = sorted([README, ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
_BLOCK = re.compile(r"```console\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)```", re.DOTALL)
_SECONDS = re.compile(r"in \d+\.\d s\.")


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What README's commands print, run one after another in a folder that has the seeds."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    printed = {}
    for match in _BLOCK.finditer(README.read_text(encoding="utf-8")):
        program, *arguments = shlex.split(match["command"])
        assert program == "kg"
        done = subprocess.run(
            [sys.executable, "-m", "kg", *arguments],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            env={**os.environ, "PYTHONUTF8": "1"},
        )
        printed[match["command"]] = done.stdout.decode()
        assert done.returncode == 0, printed[match["command"]]
    return printed


def test_readme_shows_what_its_commands_print(outputs: dict[str, str]) -> None:
    text = README.read_text(encoding="utf-8")
    assert len(outputs) >= 4
    if REGENERATE:
        text = _BLOCK.sub(lambda match: f"```console\n$ {match['command']}\n{outputs[match['command']]}```", text)
        README.write_text(text, encoding="utf-8")
    for match in _BLOCK.finditer(text):
        # How long it takes is the reader's machine's to say.
        assert _SECONDS.sub("", match["output"]) == _SECONDS.sub("", outputs[match["command"]])


def test_the_reference_of_the_command_is_current() -> None:
    page = ROOT / "docs" / "cli.md"
    if REGENERATE:
        page.write_text(reference(), encoding="utf-8")
    assert page.read_text(encoding="utf-8") == reference(), "make docs writes it again"


def test_the_page_of_the_ontology_is_current() -> None:
    from scripts.write_ontology import page as ontology

    page = ROOT / "docs" / "ontology.md"
    if REGENERATE:
        page.write_text(ontology(), encoding="utf-8")
    assert page.read_text(encoding="utf-8") == ontology(), "make docs writes it again"


@pytest.mark.parametrize("page", DOCUMENTS, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_makefile_has_the_two_commands_and_ci_runs_one_of_them() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^demo:", makefile, re.MULTILINE)
    assert re.search(r"^test:", makefile, re.MULTILINE)
    run = ROOT / ".ci" / "run"
    assert os.access(run, os.X_OK)
    assert "make test" in run.read_text(encoding="utf-8")


def test_notice_names_every_package_that_a_table_was_derived_from() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    tables = [*(ROOT / "kg" / "data").glob("*.tsv"), *(ROOT / "kg" / "extract").rglob("*.tsv")]
    assert tables
    for table in tables:
        head = "".join(line for line in table.read_text(encoding="utf-8").splitlines(True)[:15] if line[0] == "#")
        for package in re.findall(r"PyPI package ([\w-]+)", head):
            assert package in notice, f"{table.name} was derived from {package}"


def test_the_listing_has_every_named_query() -> None:
    listed = subprocess.run(
        [sys.executable, "-m", "kg", "query", "--list"],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    ).stdout.decode()
    for query in named_queries():
        assert f"{query.name}\n    {query.question}\n    {query.question_zh}\n" in listed
