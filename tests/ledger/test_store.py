"""The ledger's file: kept, refused, begun anew."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import OutputError
from kg.ledger import Ledger
from kg.ledger import versions as ours
from kg.ledger.store import Ledger as Store


def test_rows_are_there_for_the_extraction_that_made_them(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    with Ledger(path, "one") as ledger:
        ledger.put("a", b"1")
        assert ledger.get("a") == b"1"
    with Ledger(path, "two") as ledger:
        assert ledger.keys() == set()
        assert ledger.get("a") is None
    with Ledger(path, "one") as ledger:
        assert ledger.keys() == {"a"}


def test_settling_keeps_the_build_and_its_items_alone(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    with Ledger(path, "one") as ledger:
        ledger.put("a", b"what a removed article said")
        ledger.put("b", b"2")
        ledger.settle(["b"], "f", {"people": 3}, {"graph.ttl": "abc"})
        assert ledger.keys() == {"b"}
        assert ledger.counts("f") == {"people": 3}
        assert ledger.outputs("f") == {"graph.ttl": "abc"}
        assert ledger.counts("g") is None
    assert b"removed article" not in path.read_bytes()
    assert [file.name for file in tmp_path.iterdir()] == ["l.sqlite"]


def test_other_settings_keep_their_items(tmp_path: Path) -> None:
    with Ledger(tmp_path / "l", "one") as ledger:
        ledger.put("a", b"1")
    with Ledger(tmp_path / "l", "two") as ledger:
        ledger.put("a", b"2")
        ledger.settle(["a"], "f", {}, {})
    with Ledger(tmp_path / "l", "one") as ledger:
        assert ledger.get("a") == b"1"


def test_a_second_build_is_refused_while_the_first_runs(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    code = "import sys; from kg.ledger import Ledger; from pathlib import Path; Ledger(Path(sys.argv[1]), 'one')"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", code, str(path)]
    with Ledger(path, "one") as ledger:
        ledger.put("a", b"1")
        second = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert f"OutputError: {tmp_path}: another build is writing here" in second.stderr
    assert subprocess.run(command, env=environment, check=False).returncode == 0


@pytest.mark.parametrize("damage", ["garbage", "torn", "flipped"])
def test_a_damaged_file_is_begun_anew(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "l.sqlite"
    with Ledger(path, "one") as ledger:
        for number in range(300):
            ledger.put(f"{number}", bytes([number % 256]) * 500)
    data = path.read_bytes()
    if damage == "garbage":
        path.write_bytes(b"no database at all, and long enough to be one" * 100)
    elif damage == "torn":
        path.write_bytes(data[: len(data) // 2])
    else:
        middle = len(data) // 2
        path.write_bytes(data[: middle - 4096] + os.urandom(8192) + data[middle + 4096 :])
    with Ledger(path, "one") as ledger:
        assert ledger.keys() == set()
        ledger.put("a", b"1")
    with Ledger(path, "one") as ledger:
        assert ledger.keys() == {"a"}


def test_another_form_is_begun_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "l.sqlite"
    with Ledger(path, "one") as ledger:
        ledger.put("a", b"1")
    monkeypatch.setattr("kg.ledger.store.FORM", 99)
    with Ledger(path, "one") as ledger:
        assert ledger.keys() == set()


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE theirs(x)")
    other.close()
    with pytest.raises(OutputError, match="is a database of another program"):
        Ledger(path, "one")


def fill(ledger: Ledger) -> None:
    for number in range(100):
        ledger.put(f"{number}", os.urandom(2000))


def test_a_full_disk_is_one_sentence_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    with Ledger(path, "one") as ledger:
        ledger.put("a", b"1")
        ledger._connection.execute("PRAGMA max_page_count = 12")
        with pytest.raises(OutputError, match=r"the disk is full\. Free some space and build again"):
            fill(ledger)
    with Ledger(path, "one") as ledger:
        assert {"a", "0"} <= ledger.keys()


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be used"):
        Store(tmp_path / "none" / "l.sqlite", "one")


def test_nothing_is_kept_without_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Ledger(None, "one") as ledger:
        ledger.put("a", b"1")
        assert ledger.get("a") == b"1"
    assert list(tmp_path.iterdir()) == []


def test_a_changed_rule_or_table_is_another_extraction(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for room in ("extract", "extract/posts", "lexicon", "model", "data", "export"):
        (tmp_path / room).mkdir()
        (tmp_path / room / "x.tsv").write_text("1", encoding="utf-8")
    monkeypatch.setattr(ours, "_PACKAGE", tmp_path)
    seen = [ours.extraction_version.__wrapped__()]
    for room in ("extract", "extract/posts", "lexicon", "model", "data"):
        (tmp_path / room / "x.tsv").write_text("2", encoding="utf-8")
        seen.append(ours.extraction_version.__wrapped__())
    assert len(set(seen)) == 6
    whole = ours.package_version.__wrapped__()
    (tmp_path / "export" / "x.tsv").write_text("2", encoding="utf-8")
    assert ours.extraction_version.__wrapped__() == seen[-1]
    assert ours.package_version.__wrapped__() != whole
