"""Waiting for sources to change."""

from pathlib import Path

import pytest

from kg.read import changes


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What happens between one look and the next, in order; after the last, waiting ends."""
    steps: list[object] = []

    def pause(_seconds: float) -> None:
        if not steps:
            raise KeyboardInterrupt
        step = steps.pop(0)
        if callable(step):
            step()

    monkeypatch.setattr("kg.read.watching.time.sleep", pause)
    return steps


def told(folder: Path, *without: Path) -> int:
    times = 0
    try:
        for _ in changes([folder], without=without):
            times += 1
    except KeyboardInterrupt:
        return times
    raise AssertionError("it ended by itself")


def write(path: Path, text: str) -> object:
    return lambda: path.write_text(text, encoding="utf-8")


def test_it_tells_at_the_start_and_of_each_change(tmp_path: Path, looks: list[object]) -> None:
    (tmp_path / "a.txt").write_text("一", encoding="utf-8")
    looks += [None, write(tmp_path / "b.txt", "二"), None, None, (tmp_path / "a.txt").unlink, None]
    assert told(tmp_path) == 3


def test_it_waits_for_a_file_to_be_written(tmp_path: Path, looks: list[object]) -> None:
    looks += [write(tmp_path / "a.txt", "一" * n) for n in range(1, 6)] + [None]
    assert told(tmp_path) == 2


def test_it_does_not_see_what_the_build_itself_writes(tmp_path: Path, looks: list[object]) -> None:
    (tmp_path / "out").mkdir()
    looks += [write(tmp_path / "out" / "graph.html", "<p>"), None, None]
    assert told(tmp_path, tmp_path / "out" / "graph.html") == 1


def test_a_folder_may_come_later(tmp_path: Path, looks: list[object]) -> None:
    def come() -> None:
        (tmp_path / "news").mkdir()
        (tmp_path / "news" / "a.txt").write_text("一", encoding="utf-8")

    looks += [None, come, None]
    assert told(tmp_path / "news") == 2
