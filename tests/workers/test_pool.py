"""Workers: what articles may do to them, and what becomes of the others."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kg.errors import InternalError
from kg.ledger import decode_found
from kg.model.text import Article
from kg.workers import Failure, Limits, Pool
from tests.builders import article
from tests.fakes import quick

SOUND = "溪桥镇镇长周青禾说，灯亮了。"


@pytest.fixture
def pool() -> Iterator[Pool]:
    made = Pool("tests.fakes:treacherous", Limits(seconds=1.5, megabytes=1500))
    yield made
    made.close()


def run(pool: Pool, *articles: Article, workers: int = 2) -> dict[str, bytes | Failure]:
    return dict(pool.annotate([(f"{i}", each) for i, each in enumerate(articles)], workers))


def test_what_a_worker_finds_is_what_the_function_finds(pool: Pool) -> None:
    item = article(SOUND, headline="柳塘亮灯", page="page one.txt")
    found = run(pool, item)["0"]
    assert isinstance(found, bytes)
    assert decode_found(found, item) == quick(item)


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("HANG", "took longer than 1.5 s; divide it, or give more time with --item-seconds"),
        ("SLEEP", "took longer than 1.5 s"),
        ("DIE", "ended the process that read it (status 7)"),
        ("HUNGRY", "needs more memory than an item may have"),
        ("WRONG", "met a defect of kg (LookupError in fakes.py, line "),
    ],
)
def test_a_bad_item_is_told_and_the_others_are_done(pool: Pool, word: str, reason: str) -> None:
    items = [article(f"{SOUND}第{i}件。") for i in range(6)]
    items.insert(2, article(f"{word}{SOUND}"))
    outcomes = run(pool, *items)
    failed = {key: outcome for key, outcome in outcomes.items() if isinstance(outcome, Failure)}
    assert set(failed) == {"2"}
    assert reason in failed["2"].reason
    assert len(outcomes) == 7
    assert isinstance(run(pool, items[0])["0"], bytes)  # and the pool is as good as before


@pytest.mark.parametrize("when", ["", "LATER"])
@pytest.mark.parametrize("word", ["HANG", "DIE", "HUNGRY", "WRONG"])
def test_a_bad_item_spoils_nothing_for_those_that_are_read_with_it(word: str, when: str) -> None:
    pool = Pool("tests.fakes:sociable", Limits(seconds=1.5, megabytes=1500))
    items = [article(f"{SOUND}第{i}件。") for i in range(6)]
    items.insert(2, article(f"{word}{when}{SOUND}"))
    # an iterator tells no length, so that all seven go to one worker together
    outcomes = dict(pool.annotate(iter([(f"{i}", each) for i, each in enumerate(items)]), 1))
    pool.close()
    assert {key for key, outcome in outcomes.items() if isinstance(outcome, Failure)} == {"2"}
    assert len(outcomes) == 7
    assert decode_found(_bytes(outcomes["6"]), items[6]) == quick(items[6])


def _bytes(outcome: bytes | Failure) -> bytes:
    assert isinstance(outcome, bytes)
    return outcome


def test_what_a_library_prints_does_not_garble_the_talk(pool: Pool) -> None:
    assert isinstance(run(pool, article(f"PRINT{SOUND}"))["0"], bytes)


def test_lone_surrogates_and_direction_marks_come_through(pool: Pool) -> None:
    item = article(f"\ud800\u202e{SOUND}\u2067\0")
    found = run(pool, item)["0"]
    assert isinstance(found, bytes)
    assert decode_found(found, item) == quick(item)


def test_an_extractor_that_cannot_start_is_a_defect() -> None:
    pool = Pool("tests.fakes:broken", Limits(5, 1500))
    with pytest.raises(InternalError, match="no weights here"):
        run(pool, article(SOUND))


def test_stopping_in_the_middle_ends_the_workers(pool: Pool) -> None:
    items = [("a", article(SOUND)), ("b", article(f"SLEEP{SOUND}")), ("c", article(f"SLEEP{SOUND}"))]
    started = time.monotonic()
    with closing(pool.annotate(items, 2)) as outcomes:
        next(outcomes)
    assert time.monotonic() - started < 1.4  # they did not wait for the time limit
    assert isinstance(run(pool, article(SOUND))["0"], bytes)


def test_workers_end_with_a_killed_build() -> None:
    code = (
        "import os, sys\nfrom kg.workers import Limits, Pool\nfrom tests.builders import article\n"
        "pool = Pool('tests.fakes:quick', Limits(60, 1500))\n"
        "for _ in pool.annotate([('a', article('灯亮了。'))], 1): pass\n"
        "print(pool._idle[0]._process.pid, flush=True)\nsys.stdin.read()"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        parent.kill()
    for _ in range(100):
        if not _runs(worker):
            return
        time.sleep(0.05)
    os.kill(worker, signal.SIGKILL)
    pytest.fail("the worker outlived the build")


def _runs(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return status.rsplit(")", 1)[1].split()[0] != "Z"  # an orphan that has ended may wait for somebody to ask
