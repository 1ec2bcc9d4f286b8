"""How much there is to compare is known before anything is compared, and the user is told."""

from pathlib import Path

from click.testing import CliRunner

from kg.cli import main
from kg.export.merges import work_of, write_merges
from kg.model.entity import Work
from kg.resolve import resolve
from tests.resolve.test_people import COMMON, item
from tests.scenes import build
from tests.seed import SEEDS

ITEMS = [item(f"柳河县县长王伟说{n}。", n, COMMON, posts=[(COMMON, "柳河县", "县长")]) for n in "abc"]


def test_blocks_and_pairs_are_counted() -> None:
    assert resolve(ITEMS).work == Work(blocks=2, pairs=3)  # the name and the county; each of three with each other
    assert resolve(ITEMS[::-1]).work == resolve(ITEMS).work
    assert resolve([]).work == Work()


def test_the_head_of_the_log_says_so_and_what_became_of_the_pairs(tmp_path: Path) -> None:
    log = tmp_path / "graph.merges.tsv"
    graph = build(*ITEMS)
    write_merges(graph, log)
    verdicts = [line.verdict for line in graph.compared]
    assert work_of(log) == (
        "2 blocks, 3 pairs of people to compare; people and bodies: "
        f"{verdicts.count('same')} merged, {verdicts.count('likely')} close matches, "
        f"{verdicts.count('different')} kept apart."
    )
    assert work_of(tmp_path / "none.tsv") == ""


def test_build_and_resolve_say_it(tmp_path: Path) -> None:
    built = CliRunner().invoke(main, ["build", str(SEEDS), "-o", str(tmp_path), "--format", "ttl", "--no-ledger"])
    said = work_of(tmp_path / "graph.merges.tsv")
    assert said.split()[1] == "blocks,"
    assert f"Resolved {said}" in built.stderr
    assert said in CliRunner().invoke(main, ["resolve", "--graph", str(tmp_path)]).stderr
