"""Bodies printed side by side without a mark."""

import pytest

from kg.extract.names.sidebyside import side_by_side


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("中办国办", ["中办", "国办"]),
        ("最高人民法院最高人民检察院公安部", ["最高人民法院", "最高人民检察院", "公安部"]),
        ("云岭省委省政府", ["云岭省委", "省政府"]),
        ("云湖镇党委", ["云湖镇党委"]),
        ("县委县政府", ["县委", "县政府"]),
        ("市委市人大", ["市委", "市人大"]),
        ("云岭市委县政府", ["云岭市委县政府"]),  # of two divisions: some other name
        ("国务院国资委", ["国务院国资委"]),
        ("国务院办公厅", ["国务院办公厅"]),
        ("公安部", ["公安部"]),
        ("中共中央", ["中共中央"]),
        ("中共中央国务院", ["中共中央", "国务院"]),
    ],
)
def test_where_bodies_begin(name: str, parts: list[str]) -> None:
    begins = side_by_side(name)
    assert [name[a:b] for a, b in zip(begins, (*begins[1:], len(name)), strict=True)] == parts
