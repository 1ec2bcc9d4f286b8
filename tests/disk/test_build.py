"""A graph that is made on the disk is the one that is made in memory, to the byte."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from kg.annotating import extraction_of
from kg.disk import runs
from kg.flow import hot
from kg.ledger import Ledger
from kg.model.triples import Detail
from kg.pipeline import LEDGER, Built, build_into
from kg.settings import Settings
from tests.items import items
from tests.pages import PAGES

MORE_PAGES = {
    "翻印.txt": f"{PAGES['外交.txt']}\n",
    "翻印 (2).txt": f"{PAGES['外交.txt']}\n",
    "空.txt": "版面广告",
}
DECISIONS = "same\t林远舟\t沈知秋\ndifferent\t国务院\t国务院\nsame\t北京\t上海\nsame\t无名氏\t林远舟\n"
IN_MEMORY = 10_000


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Pages on which second forms, renamings, reprints and decisions meet, and two collections of items."""
    folder = tmp_path_factory.mktemp("in")
    for name, text in (PAGES | MORE_PAGES).items():
        (folder / name).write_text(text, encoding="utf-8")
    for seed in (7, 8):
        lines = [json.dumps(item, ensure_ascii=False) for item in items(60, seed=seed)]
        (folder / f"news{seed}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "same.tsv").write_text(DECISIONS, encoding="utf-8")
    return sorted(path for path in folder.iterdir() if path.suffix != ".tsv")


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where all tests build, so that each item is read once."""
    return tmp_path_factory.mktemp("out")


def built(room: Path, sources: Sequence[Path], settings: Settings) -> tuple[Built, list[str], bytes, bytes]:
    notes: list[str] = []
    for name in ("graph.ttl", "graph.merges.tsv"):
        (room / name).unlink(missing_ok=True)
    outcome = build_into(room, sources, settings, ["ttl"], warn=notes.append)
    assert not outcome.current
    assert {path.name for path in room.iterdir()} - {f"{LEDGER}-wal"} == {"graph.ttl", "graph.merges.tsv", LEDGER}
    return outcome, notes, (room / "graph.ttl").read_bytes(), (room / "graph.merges.tsv").read_bytes()


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"same_as": "same.tsv"},
        {"region": "370211", "min_confidence": 0.9, "keep_text": False},
        {"detail": Detail.FACTS},
    ],
    ids=lambda changes: " ".join(changes) or "plain",
)
def test_the_same_bytes(
    changes: dict[str, object], sources: list[Path], room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "same_as" in changes:
        changes = changes | {"same_as": sources[0].with_name("same.tsv")}
    held = built(room, sources, Settings(hold=IN_MEMORY).changed(**changes))
    assert b"\nsame\t" in held[3]
    shuffled = sources[:]
    random.Random(3).shuffle(shuffled)
    monkeypatch.setattr(runs, "HELD", 30_000)  # so that there are many runs
    for limit, order in ((10_000, sources), (3, shuffled)):
        monkeypatch.setattr(hot, "LIMIT", limit)
        spilled = built(room, order, Settings(hold=0).changed(**changes))
        assert spilled[:2] == (held[0].__class__(held[0].counts, held[0].files, 0, held[0].items, False), held[1])
        assert spilled[2] == held[2]
        assert spilled[3] == held[3]
    assert any("无名氏" in note for note in held[1]) == ("same_as" in changes)


@pytest.mark.parametrize("workers", [1, 2])
def test_with_any_number_of_workers(workers: int, tmp_path: Path, sources: list[Path]) -> None:
    quick = Settings(extractor="tests.fakes:quick", workers=workers)
    held = built(tmp_path, sources, quick.changed(hold=IN_MEMORY))
    spilled = built(tmp_path, sources, quick.changed(hold=5))
    assert spilled[2:] == held[2:]


def test_a_damaged_row_is_made_again(tmp_path: Path, sources: list[Path]) -> None:
    quick = Settings(extractor="tests.fakes:quick", hold=5)
    whole = built(tmp_path, sources, quick)
    with Ledger(tmp_path / LEDGER, extraction_of(quick)) as ledger:
        ledger.put(min(ledger.keys()), b"no such thing")
    assert built(tmp_path, sources, quick)[2:] == whole[2:]


def test_other_formats_are_held(tmp_path: Path, sources: list[Path]) -> None:
    quick = Settings(extractor="tests.fakes:quick", hold=5)
    build_into(tmp_path, sources, quick, ["ttl", "svg"])
    assert (tmp_path / "graph.svg").exists()


def test_nothing_is_left_of_a_build_that_was_killed(tmp_path: Path, sources: list[Path]) -> None:
    quick = Settings(extractor="tests.fakes:quick", workers=1, hold=5)
    (tmp_path / "whole").mkdir()
    expected = built(tmp_path / "whole", sources, quick)
    code = (
        "import sys, time; from pathlib import Path; from kg.pipeline import build_into; from kg.settings import Settings\n"
        "def tell(stage, done, total):\n    if stage == sys.argv[2]: print(stage, flush=True); time.sleep(60)\n"
        "build_into(Path(sys.argv[1]), sys.argv[3:], Settings(extractor='tests.fakes:quick', workers=1, hold=5), "
        "['ttl'], progress=tell)"
    )
    for stage in ("resolve", "assemble", "write ttl"):
        out = tmp_path / stage
        command = [sys.executable, "-c", code, str(out), stage, *map(str, sources)]
        home = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}  # workers import tests.fakes from there
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=home) as child:
            assert child.stdout is not None
            assert child.stdout.readline().strip() == stage
            os.kill(child.pid, signal.SIGKILL)
        time.sleep(0.1)
        assert {path.name for path in out.iterdir()} <= {LEDGER, f"{LEDGER}-wal", f"{LEDGER}-shm"}
        assert built(out, sources, quick)[2:] == expected[2:]
