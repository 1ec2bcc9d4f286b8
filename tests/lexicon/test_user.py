"""A user's own names, as jieba's user dictionary has them."""

from pathlib import Path

import pytest

from kg.errors import TableError
from kg.lexicon.user import UserName, user_names
from kg.model.schema import EntityType


def names(tmp_path: Path, text: str) -> tuple[UserName, ...]:
    file = tmp_path / "names.txt"
    file.write_text(text, encoding="utf-8")
    return user_names(file)


def test_frequency_and_tag_may_be_left_out(tmp_path: Path) -> None:
    text = "\ufeff# ours\n溪桥灯会 5 nt\n林远舟 nr\n\n柳塘  ns\r\n青禾合作社 12\nOpen AI 3 nt\n林远舟 nr\n"
    assert names(tmp_path, text) == (
        UserName("溪桥灯会", EntityType.ORGANIZATION),
        UserName("林远舟", EntityType.PERSON),
        UserName("柳塘", EntityType.PLACE),
        UserName("青禾合作社"),
        UserName("Open AI", EntityType.ORGANIZATION),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("林远舟 nr\n柳塘 nx\n", 'names.txt, line 2: unknown tag "nx"; known: nr for people'),
        ("\n\n12 3\n", 'line 3: "12" is no name'),
        ("柳塘 ns\n柳塘 nr\n", 'line 2: "柳塘" has another tag above'),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(TableError) as caught:
        names(tmp_path, text)
    assert message in str(caught.value)


def test_a_file_that_is_not_there_or_not_utf_8(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="cannot be read"):
        user_names(tmp_path / "none.txt")
    (tmp_path / "gb.txt").write_bytes("柳塘".encode("gb18030"))
    with pytest.raises(TableError, match="not UTF-8"):
        user_names(tmp_path / "gb.txt")
