"""A file that keeps its reader busy is given up; the files around it are read."""

import re
import signal
import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kg.cli import main
from kg.model.text import Document
from kg.read import READERS, ReadFailure, Source, read

LATE = re.compile(r"(a+)+b")  # takes time that doubles with each letter


def endless(source: Source, _published: date | None) -> Iterator[Document | ReadFailure]:
    """A reader that a file has caught in a regular expression: one operation to Python."""
    LATE.match(source.path.read_text("utf-8"))
    yield ReadFailure(source.path, "was read.")


def swallowing(source: Source, _published: date | None) -> Iterator[Document | ReadFailure]:
    """A reader that takes every error for one of its file."""
    try:
        while True:
            time.sleep(0.01)
    except Exception:  # noqa: BLE001 - what the test is about
        yield ReadFailure(source.path, "swallowed the signal.")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "1.txt").write_text("滨江区政府召开会议\n\n滨江区区长方晓宁主持会议。\n", "utf-8")
    (tmp_path / "2.late").write_text("a" * 60, "utf-8")
    (tmp_path / "3.txt").write_text("滨江区政府召开会议\n\n滨江区区长方晓宁出席会议。\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize("reader", [endless, swallowing])
def test_a_file_that_holds_its_reader_is_given_up_and_the_others_are_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch, reader: object
) -> None:
    monkeypatch.setitem(READERS, ".late", reader)
    before = signal.getsignal(signal.SIGALRM)
    began = time.monotonic()

    first, second, third = read(sorted(folder.iterdir()), seconds=0.3)

    assert time.monotonic() - began < 10
    assert isinstance(first, Document)
    assert isinstance(third, Document)
    told = "took longer than 0.3 s to read; divide it, or give more time with --item-seconds."
    assert second == ReadFailure(folder / "2.late", told)
    assert signal.getsignal(signal.SIGALRM) == before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_the_time_that_the_caller_takes_between_documents_does_not_count(folder: Path) -> None:
    read_slowly = []
    for outcome in read([folder / "1.txt", folder / "3.txt"], seconds=0.5):
        time.sleep(0.6)
        read_slowly.append(type(outcome))
    assert read_slowly == [Document, Document]


def test_outside_the_main_thread_files_are_read_without_a_limit(folder: Path) -> None:
    found: list[Document | ReadFailure] = []
    thread = threading.Thread(target=lambda: found.extend(read([folder / "1.txt"], seconds=5)))
    thread.start()
    thread.join()
    assert [type(outcome) for outcome in found] == [Document]


def test_a_build_tells_what_it_gave_up_and_ends_with_status_1(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    from click.testing import CliRunner

    monkeypatch.setitem(READERS, ".late", endless)
    out = tmp_path_factory.mktemp("graphs")
    done = CliRunner().invoke(
        main, ["build", str(folder), "-o", str(out), "--item-seconds", "3", "--workers", "1", "--format", "ttl"]
    )
    assert done.exit_code == 1, done.output
    assert "2.late: took longer than 3 s to read" in done.output
    assert "2 articles" in done.output
    assert (out / "graph.ttl").is_file()
