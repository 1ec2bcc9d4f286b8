"""Rows on the disk come back as they were given, or sorted, however little is held in memory."""

import errno
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.disk.labels import Labels
from kg.disk.runs import Scratch, by_key
from kg.errors import InternalError, OutputError
from kg.flow.rows import Row
from kg.model.ids import EntityId, local_name

keys = st.one_of(st.text(max_size=4), st.sampled_from(["北岸", "溪桥", "\ud800"]))


@given(st.lists(st.tuples(keys, st.binary(max_size=900))), st.sampled_from([1, 3_000, 1 << 20]))
@settings(max_examples=50, deadline=None)
def test_rows_come_back(rows: list[tuple[str, bytes]], held: int) -> None:
    with TemporaryDirectory() as folder, Scratch(Path(folder), held=held) as scratch:
        spool, sorter = scratch.spool(), scratch.sorter()
        for key, data in rows:
            spool.add(key, data)
            sorter.add(key, data)
        assert list(spool) == list(spool) == rows
        assert list(sorter) == sorted(rows, key=lambda row: row[0])  # those of one key in their order
        assert list(Path(folder).iterdir()) == []  # the files have no names


def test_many_runs_become_one(tmp_path: Path) -> None:
    sorter = Scratch(tmp_path, held=1).sorter()
    for number in range(1_000):
        sorter.add((-number % 10, "甲"), str(number).encode())
    found = [(key[0], int(data)) for key, data in sorter]
    assert found == sorted(((-number % 10, number) for number in range(1_000)), key=lambda row: row[0])


def test_groups_by_key_and_sort(tmp_path: Path) -> None:
    sorter = Scratch(tmp_path, held=400).sorter()
    for number in range(30):
        sorter.add_row(Row("ba"[number % 2], f"k{number % 3}", bytes([number])))

    def first(_key: str, rows: Iterable[Row]) -> Iterator[Row]:
        yield next(iter(rows))

    assert [(row.key, row.sort) for row in by_key(sorter, first)] == [("k0", "a"), ("k1", "a"), ("k2", "a")]


def test_a_full_disk_is_told_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.BytesIO):
        def write(self, _data: object) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("kg.disk.runs.tempfile.TemporaryFile", lambda **_options: Full())
    sorter = Scratch(tmp_path, held=1).sorter()
    with pytest.raises(OutputError, match=r"the disk is full.* choose a folder on another disk with -o"):
        sorter.add("甲", b"")
    sorter.close()


def test_labels(tmp_path: Path) -> None:
    names = {EntityId(local_name(kind, str(n))): f"{kind} 之 {n}" for kind in ("a", "action", "p") for n in range(200)}
    names[EntityId("kg:roles")] = "职务"
    labels = Labels(Scratch(tmp_path))
    for id_ in sorted(names):
        labels.add(id_, names[id_])
    assert {id_: labels.label(id_) for id_ in names} == names
    for unknown in ("a-0000000000000000", "zz-0000000000000000", "kg:none"):
        with pytest.raises(InternalError, match="which has no node"):
            labels.label(EntityId(unknown))
    labels.close()
