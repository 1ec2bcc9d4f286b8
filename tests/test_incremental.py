"""Builds into one folder, one after another: never another result than a build from nothing, never work done twice."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.cli import main
from kg.errors import OutputError
from kg.pipeline import LEDGER, Built, Failure, build_into
from kg.settings import Settings

QUICK = Settings(extractor="tests.fakes:quick", workers=1)
SENTENCES = (
    "溪桥镇镇长周青禾说，灯亮了。",
    "溪桥镇书记周青禾，昨天到了柳塘村。",
    "北岸镇镇长林远舟说，路通了。",
    "北岸镇书记沈秋，也说路通了。",
    "今天没有人说话。",
)
ITEMS = 16  # enough for a kill to find some done and some not
FILES = ("a.txt", "b.txt", "c/d.txt")


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def built(sources: Path, out: Path, chosen: Settings = QUICK, *, fresh: bool = False) -> tuple[Built, list[Failure]]:
    failures: list[Failure] = []
    return build_into(out, [sources], chosen, ["ttl"], fresh=fresh, failed=failures.append), failures


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != LEDGER}


edits = st.lists(
    st.tuples(st.sampled_from(FILES), st.lists(st.sampled_from(SENTENCES), max_size=3)), min_size=1, max_size=4
)


@given(st.lists(edits, min_size=1, max_size=3))
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_after_any_edits_the_files_are_those_of_a_build_from_nothing(rounds: list[list[tuple[str, list[str]]]]) -> None:
    with TemporaryDirectory() as folder:
        sources, out = Path(folder) / "in", Path(folder) / "out"
        write(sources, "always.txt", SENTENCES[0])
        for number, round_ in enumerate(rounds):
            for name, sentences in round_:
                if sentences:
                    write(sources, name, "\n".join(sentences))
                else:
                    (sources / name).unlink(missing_ok=True)
            built(sources, out)
            built(sources, Path(folder) / f"{number}")
            assert files(out) == files(Path(folder) / f"{number}")


def test_only_what_changed_is_read_again(tmp_path: Path) -> None:
    sources, out = tmp_path / "in", tmp_path / "out"
    for number, sentence in enumerate(SENTENCES):
        write(sources, f"{number}.txt", sentence)
    first, _ = built(sources, out)
    assert (first.new, first.items, first.current) == (5, 5, False)
    again, _ = built(sources, out)
    assert (again.new, again.current, again.counts) == (0, True, first.counts)
    write(sources, "0.txt", SENTENCES[0] + "完。")
    assert built(sources, out)[0].new == 1
    (sources / "2.txt").unlink()
    gone, _ = built(sources, out)
    assert (gone.new, gone.items, gone.current) == (0, 4, False)
    assert "林远舟".encode() not in files(out)["graph.ttl"]
    with sqlite3.connect(out / LEDGER) as ledger:
        assert ledger.execute("SELECT count(*) FROM items").fetchall() == [(4,)]
    ledger.close()


def test_a_reprint_and_a_renamed_file_are_read_once(tmp_path: Path) -> None:
    write(tmp_path / "in", "a.txt", SENTENCES[0])
    write(tmp_path / "in", "b.txt", SENTENCES[0])
    first, _ = built(tmp_path / "in", tmp_path / "out")
    assert (first.new, first.counts["articles"]) == (1, 1)
    (tmp_path / "in" / "b.txt").rename(tmp_path / "in" / "c.txt")
    renamed, _ = built(tmp_path / "in", tmp_path / "out")
    assert (renamed.new, renamed.current) == (0, False)


def test_files_that_were_touched_are_written_again(tmp_path: Path) -> None:
    write(tmp_path / "in", "a.txt", SENTENCES[0])
    built(tmp_path / "in", tmp_path / "out")
    before = files(tmp_path / "out")
    (tmp_path / "out" / "graph.ttl").write_text("other words", encoding="utf-8")
    (tmp_path / "out" / "graph.merges.tsv").unlink()
    again, _ = built(tmp_path / "in", tmp_path / "out")
    assert (again.new, again.current) == (0, False)
    assert files(tmp_path / "out") == before


def test_builds_with_different_settings_share_a_folder(tmp_path: Path) -> None:
    write(tmp_path / "in", "a.txt", SENTENCES[0])
    one, other = QUICK, QUICK.changed(min_confidence=0.95)
    seen = []
    for chosen in (one, other, one, other):
        outcome, _ = built(tmp_path / "in", tmp_path / "out", chosen)
        assert not outcome.current
        seen.append(files(tmp_path / "out"))
    assert seen[0] == seen[2] != seen[1] == seen[3]
    dated, _ = built(tmp_path / "in", tmp_path / "out", QUICK.changed(published=date(2024, 2, 3)))
    assert dated.new == 1  # a day settles what 昨天 was


def test_another_format_alone_is_written_beside(tmp_path: Path) -> None:
    write(tmp_path / "in", "a.txt", SENTENCES[0])
    built(tmp_path / "in", tmp_path / "out")
    build_into(tmp_path / "out", [tmp_path / "in"], QUICK, ["svg"])
    assert set(files(tmp_path / "out")) == {"graph.ttl", "graph.merges.tsv", "graph.svg"}
    assert built(tmp_path / "in", tmp_path / "out")[0].current


def test_fresh_reads_everything_again(tmp_path: Path) -> None:
    write(tmp_path / "in", "a.txt", SENTENCES[0])
    built(tmp_path / "in", tmp_path / "out")
    again, _ = built(tmp_path / "in", tmp_path / "out", fresh=True)
    assert (again.new, again.current) == (1, False)


def test_a_damaged_row_is_made_again(tmp_path: Path) -> None:
    write(tmp_path / "in", "a.txt", SENTENCES[0])
    built(tmp_path / "in", tmp_path / "out")
    before = files(tmp_path / "out")
    with sqlite3.connect(tmp_path / "out" / LEDGER) as ledger:
        ledger.execute("UPDATE items SET found = x'00ff'")
    ledger.close()
    (tmp_path / "out" / "graph.ttl").unlink()
    built(tmp_path / "in", tmp_path / "out")
    assert files(tmp_path / "out") == before


def test_the_folder_may_lie_among_the_sources(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", SENTENCES[0])
    failures: list[Failure] = []
    for current in (False, True):
        outcome = build_into(tmp_path, [tmp_path], QUICK, ["ttl", "html"], failed=failures.append)
        assert (outcome.items, outcome.current, failures) == (1, current, [])


BAD = "tests.fakes:treacherous"


def test_bad_items_are_told_and_the_others_built(tmp_path: Path) -> None:
    sources = tmp_path / "in"
    for number, sentence in enumerate(SENTENCES):
        write(sources, f"{number}.txt", sentence)
    for word in ("HANG", "DIE", "HUNGRY", "WRONG"):
        write(sources, f"{word.lower()}.txt", f"{word}{SENTENCES[0]}")
    (sources / "nul.txt").write_bytes(b"\0\xff\xfe\0" * 999)
    (sources / "large.txt").write_bytes(b"a" * (33 << 20))
    write(sources, "brackets.txt", "（" * 10_000 + SENTENCES[0] + "）" * 10_000)
    write(sources, "direction.txt", f"\u202e{SENTENCES[2]}\u2067\u200f")
    chosen = Settings(extractor=BAD, workers=2, item_seconds=1.5, item_memory=1500)
    outcome, failures = built(sources, tmp_path / "out", chosen)
    assert sorted(str(failure).split(",")[0].split(": ")[0].rsplit("/")[-1] for failure in failures) == [
        "die.txt",
        "hang.txt",
        "hungry.txt",
        "large.txt",
        "nul.txt",
        "wrong.txt",
    ]
    assert outcome.counts["articles"] == 7
    for name in ("hang", "die", "hungry", "wrong"):  # they are tried again; without them nothing is left to tell
        (sources / f"{name}.txt").unlink()
    (sources / "nul.txt").unlink()
    (sources / "large.txt").unlink()
    sound, none = built(sources, tmp_path / "sound", QUICK)
    assert none == []
    assert sound.counts["articles"] == 7


def test_the_command_names_bad_items_and_ends_with_status_1(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", SENTENCES[0])
    long = "周青禾" * 9_000
    write(tmp_path, "b.txt", long)
    arguments = ["build", str(tmp_path), "-o", str(tmp_path / "out"), "--format", "ttl", "--item-seconds", "1.5"]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 1, done.output
    assert "Found 1 article, " in done.stderr
    assert "Not read: b.txt, item 1: took longer than 1.5 s; divide it, or give more time with --item-s" in done.stderr
    write(tmp_path, "b.txt", SENTENCES[1])
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.output
    assert "Read 1 of the 2 articles; the others had been read before." in done.stderr
    done = CliRunner().invoke(main, arguments)
    assert "Nothing has changed since the last build." in done.stderr


# A build of a folder that lasts long enough to be killed anywhere in it.
_BUILD = """\
import sys
from pathlib import Path
from kg.pipeline import build_into
from kg.settings import Settings
settings = Settings(extractor="tests.fakes:slow", workers=2)
build_into(Path(sys.argv[2]), [sys.argv[1]], settings, ["ttl"])
"""


def process(sources: Path, out: Path) -> "subprocess.Popen[bytes]":
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", _BUILD, str(sources), str(out)]
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE)


def finished(sources: Path, out: Path) -> float:
    started = time.monotonic()
    with process(sources, out) as child:
        _, errors = child.communicate()
    assert child.returncode == 0, errors.decode()
    return time.monotonic() - started


@pytest.mark.slow
def test_a_build_killed_at_any_moment_loses_nothing_that_was_done(tmp_path: Path) -> None:
    sources, out = tmp_path / "in", tmp_path / "out"
    for number in range(ITEMS):
        write(sources, f"{number}.txt", f"{SENTENCES[number % 5]}这是第{number}件。")
    editions = [f"{SENTENCES[0]}第{edition}版。" for edition in range(2)]
    whole = []
    for edition, text in enumerate(editions):
        write(sources, "edition.txt", text)
        lasts = finished(sources, tmp_path / f"{edition}")
        whole.append(files(tmp_path / f"{edition}"))
    chance = random.Random(20)
    done, reached = 0, set()
    for round_ in range(30):
        write(sources, "edition.txt", editions[round_ % 2])
        with process(sources, out) as child:
            time.sleep(chance.uniform(0.1, 1.0) * lasts)
            child.kill()
        if not out.exists():
            continue
        for name in ("graph.ttl", "graph.merges.tsv"):
            if (out / name).exists():
                assert (out / name).read_bytes() in [edition[name] for edition in whole]
                reached.add(name)
        if (out / LEDGER).exists():
            with sqlite3.connect(out / LEDGER) as ledger:
                tables = ledger.execute("SELECT count(*) FROM sqlite_master WHERE name = 'items'").fetchone()[0]
                assert ledger.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
                now = ledger.execute("SELECT count(*) FROM items").fetchone()[0] if tables else 0
            ledger.close()
            assert now >= min(done, ITEMS)  # what was done stays done
            done = max(done, now)
        if round_ % 10 == 9 and done >= ITEMS:  # killed while reading, too: begin from nothing
            (out / LEDGER).unlink()
            done = 0
    for edition, text in enumerate(editions):
        write(sources, "edition.txt", text)
        finished(sources, out)
        assert files(out) == whole[edition]  # and nothing half-written lies about
    assert reached, "no build came as far as writing"


def test_a_second_build_at_once_is_refused_and_the_first_ends(tmp_path: Path) -> None:
    sources, out = tmp_path / "in", tmp_path / "out"
    for number in range(40):
        write(sources, f"{number}.txt", f"{SENTENCES[number % 5]}这是第{number}件。")
    with process(sources, out) as first:
        while not (out / LEDGER).exists():
            time.sleep(0.01)
        time.sleep(0.1)
        with pytest.raises(OutputError, match="another build is writing here"):
            built(sources, out)
        assert first.wait() == 0
    assert built(sources, out, Settings(extractor="tests.fakes:slow"))[0].current


def said_before_watching(stderr: IO[str]) -> list[str]:
    """The lines up to the one that says it watches, which must come before the end."""
    said: list[str] = []
    for line in stderr:
        if line == "Watching for changes; Ctrl-C ends it.\n":
            return said
        said.append(line)
    pytest.fail(f"ended without watching: {said}")


def test_watching_builds_what_comes_and_ends_on_ctrl_c(tmp_path: Path) -> None:
    sources, out = tmp_path / "in", tmp_path / "out"
    write(sources, "a.txt", SENTENCES[0])
    # A test run in the background ignores Ctrl-C, and what it starts inherits that.
    code = "import signal, kg.cli; signal.signal(signal.SIGINT, signal.default_int_handler); kg.cli.main()"
    command = [sys.executable, "-c", code, "build", str(sources), "-o", str(out), "--format", "ttl", "--watch"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as child:
        try:
            assert child.stderr is not None
            first = said_before_watching(child.stderr)
            assert first[0].startswith("Found 1 article, ")
            write(sources, "b.txt", SENTENCES[2])
            second = said_before_watching(child.stderr)
            assert second[0].startswith("Found 2 articles, ")
            assert second[1].startswith("Read 1 of the 2 articles")
            child.send_signal(signal.SIGINT)
            assert child.stderr.read() == "Stopped watching.\n"
            assert child.wait() == 0
        finally:
            child.kill()  # else a failed test would wait for ever


def test_a_lexicon_reaches_the_workers_and_its_change_reads_again(tmp_path: Path) -> None:
    write(tmp_path / "in", "a.txt", "云帆坊开课\n3月2日，高山在云帆坊开课，望湖里的居民都来听。\n")
    bodies = []
    for line in ("", "云帆坊 nt\n高山 nr\n"):
        write(tmp_path, "names.txt", line)
        outcome, _ = built(tmp_path / "in", tmp_path / "out", Settings(lexicon=tmp_path / "names.txt", workers=1))
        assert outcome.new == 1
        bodies.append(outcome.counts["bodies"])
    assert bodies[1] == bodies[0] + 1
