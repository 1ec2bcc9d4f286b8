"""Stages run by other processes give what they give here, in the same order, whatever becomes of the processes."""

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from kg.disk import hands
from kg.disk.hands import Group, Hands
from kg.errors import InputError
from kg.flow.rows import ByKey, Row
from kg.flow.stages import Stage, itself


def counted(factor: int) -> ByKey:
    """How many rows a key has, times a factor; and each of its rows."""

    def run(key: str, rows: Iterable[Row]) -> Iterator[Row]:
        own = list(rows)
        yield Row("count", key, str(factor * len(own)).encode())
        yield from own

    return run


def refusing(key: str, _rows: Iterable[Row]) -> Iterator[Row]:
    raise InputError(f"{key} is refused.")


def ending_elsewhere(here: int) -> ByKey:
    """Ends every process but one."""

    def run(key: str, rows: Iterable[Row]) -> Iterator[Row]:
        if os.getpid() != here:
            os._exit(3)
        return iter(rows)

    return run


def groups(number: int, size: int = 3) -> Iterator[Group]:
    for key in range(number):
        yield f"k{key:03}", [Row(f"s{n}", f"k{key:03}", bytes(50)) for n in range(size)]


def told(number: int, stage: Stage, given: Iterable[Group]) -> list[tuple[str, list[Row]]]:
    with Hands(number) as some:
        return [(key, list(made)) for key, made in some.through(stage, given)]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_same_in_the_same_order(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hands, "_TOGETHER", 2_000)  # so that there are many messages
    stage = Stage(counted, (7,))
    assert told(number, stage, groups(90)) == told(0, stage, groups(90))
    assert told(number, stage, []) == []


def test_a_key_with_very_many_rows_is_run_here(monkeypatch: pytest.MonkeyPatch) -> None:
    given = [*groups(4), ("much", (Row("s", "much", bytes(900)) for _ in range(50))), *groups(3)]
    expected = told(0, Stage(counted, (1,)), [*groups(4), ("much", [Row("s", "much", bytes(900))] * 50), *groups(3)])
    monkeypatch.setattr(hands, "_MOST", 5_000)
    ran_here: list[str] = []

    def run(stage: ByKey, plain: object) -> object:
        raise AssertionError("no group of rows is run here")

    def here(key: str, rows: Iterable[Row]) -> Iterator[Row]:
        ran_here.append(key)
        return counted(1)(key, rows)

    monkeypatch.setattr(hands, "_run", run)
    monkeypatch.setattr(Stage, "made", lambda _: here)
    assert told(2, Stage(counted, (1,)), given) == expected
    assert ran_here == ["much"]


def test_what_a_stage_says_is_wrong_is_told() -> None:
    with pytest.raises(InputError, match="k000 is refused"):
        told(2, Stage(itself, (refusing,)), groups(5))


@pytest.mark.parametrize("way", ["none starts", "none answers", "each ends"])
def test_without_processes_all_is_run_here(way: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stage = Stage(counted, (2,))
    if way == "each ends":
        stage = Stage(ending_elsewhere, (os.getpid(),))
    else:
        program = "/bin/false" if way == "none answers" else str(tmp_path / "nothing")
        monkeypatch.setattr(sys, "executable", program)
    monkeypatch.setattr(hands, "_TOGETHER", 2_000)
    assert told(2, stage, groups(40)) == told(0, stage, groups(40))


def test_what_is_left_is_passed_over() -> None:
    for number in (0, 2):
        with Hands(number) as some:
            assert [key for key, _ in some.through(Stage(counted, (1,)), groups(4))] == ["k000", "k001", "k002", "k003"]


def test_the_processes_end_with_the_build() -> None:
    with Hands(2) as some:
        assert len(list(some.rows(Stage(counted, (1,)), groups(4)))) == 16
        taken = [some._free.get() for _ in range(2)]
        for hand in taken:
            some._free.put(hand)
    started = [hand._process for hand in taken if hand._process is not None]
    assert started
    assert all(process.returncode == 0 for process in started)
