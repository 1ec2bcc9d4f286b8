"""Reading tables: errors name the file and the line."""

from pathlib import Path

import pytest

from kg.errors import TableError
from kg.lexicon.tables import read_user_table, rows


def test_rows_come_without_comments_and_head() -> None:
    assert list(rows("# x\n\na\tb\n1\t2\r\n3\t\n", "t.tsv", ("a", "b"))) == [["1", "2"], ["3", ""]]


def test_a_short_row_is_refused_with_its_line() -> None:
    with pytest.raises(TableError, match=r"t\.tsv, line 3: 1 cells, not 2"):
        list(rows("a\tb\n\n1\n", "t.tsv", ("a", "b")))


def test_other_columns_are_refused() -> None:
    with pytest.raises(TableError, match="they should be"):
        list(rows("a\tc\n", "t.tsv", ("a", "b")))


def test_a_list_that_is_no_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_bytes("名\t码\n".encode("gb18030"))
    with pytest.raises(TableError, match="save it as UTF-8"):
        list(read_user_table(path, ("名", "码")))
