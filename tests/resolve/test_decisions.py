"""What a user decides wins, whatever the words say."""

from pathlib import Path

import pytest

from kg.errors import TableError
from kg.model.entity import Verdict
from kg.resolve import Decision, read_decisions, resolve, unmatched
from tests.resolve.test_people import item, nodes

ITEMS = [item(f"青禾公司王伟说{n}。", n, "王伟", posts=[("王伟", "青禾公司", "经理")]) for n in "ab"]
STRANGERS = [item("仲孙霁月来了。", "a", "仲孙霁月"), item("闻人既白来了。", "b", "闻人既白")]


def ids(items: list, decisions: list[Decision]) -> list[str]:  # type: ignore[type-arg]
    """The first chain's entity in each item."""
    return [row[0] for row in resolve(items, decisions=decisions).assignment]


def test_what_is_one_can_be_made_two_by_the_ids_of_the_log() -> None:
    assert len(set(nodes(ITEMS, "王伟"))) == 1
    (merge,) = [each for each in resolve(ITEMS).comparisons if each.one.id.startswith("p-")]
    apart = [Decision(is_same=False, one=merge.one.id, other=merge.other.id)]
    assert len(set(ids(ITEMS, apart))) == 2


def test_a_name_can_be_kept_from_joining_at_all() -> None:
    assert len(set(ids(ITEMS, [Decision(is_same=False, one="王伟", other="王伟")]))) == 2


def test_what_is_two_can_be_made_one_by_name() -> None:
    resolution = resolve(STRANGERS, decisions=[Decision(is_same=True, one="仲孙霁月", other="闻人既白")])
    assert len({row[0] for row in resolution.assignment}) == 1
    (entity,) = resolution.entities
    assert {entity.name, *entity.aliases} == {"仲孙霁月", "闻人既白"}
    (told,) = resolution.comparisons
    assert (told.verdict, told.reasons) == (Verdict.SAME, ("decided by the user",))


def test_two_of_one_item_can_be_made_one() -> None:
    both = [item("仲孙霁月，笔名闻人既白。", "a", "仲孙霁月", "闻人既白")]
    row = resolve(both, decisions=[Decision(is_same=True, one="仲孙霁月", other="闻人既白")]).assignment[0]
    assert row[0] == row[1]


@pytest.mark.parametrize(("is_same", "expected"), [(True, 1), (False, 2)])
def test_places_of_the_list_are_the_users_too(is_same: bool, expected: int) -> None:
    names = ("黄岛区", "武侯区") if is_same else ("黄岛区", "青岛市黄岛区")
    from kg.model.schema import Kind
    from tests.builders import PLACE, annotated, article, chain

    items = [
        annotated(article(f"{name}。", page=name), [chain(name, name, PLACE, kinds=[Kind.ADMIN])]) for name in names
    ]
    assert len(set(ids(items, [])) - {""}) == (2 if is_same else 1)
    assert len(set(ids(items, [Decision(is_same, *names)]))) == expected


def test_what_nobody_names_changes_nothing() -> None:
    assert resolve(ITEMS, decisions=[Decision(is_same=True, one="仲孙霁月", other="p-0123456789abcdef")]) == resolve(
        ITEMS
    )


def test_what_nobody_names_is_told() -> None:
    known = Decision(is_same=False, one="王伟", other="id:" + resolve(ITEMS).entities[0].id)
    unknown = [
        Decision(is_same=True, one="仲孙霁月", other="王伟", line=2),
        Decision(is_same=True, one="王伟", other="p-0123456789abcdef", line=3),
    ]
    assert unmatched([known, *unknown], ITEMS, resolve(ITEMS)) == tuple(unknown)


def write(folder: Path, text: str) -> Path:
    path = folder / "same.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_is_read(tmp_path: Path) -> None:
    path = write(tmp_path, "# mine\n\nsame\t甲\t乙\r\ndifferent\t甲\tp-0123456789abcdef\n")
    assert read_decisions(path) == (
        Decision(is_same=True, one="甲", other="乙", line=3),
        Decision(is_same=False, one="甲", other="p-0123456789abcdef", line=4),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("same 甲 乙\n", "line 1: not a decision"),
        ("\nalike\t甲\t乙\n", "line 2: not a decision"),
        ("same\t甲\t\n", "line 1: not a decision"),
        ("same\t甲\t乙\nsame\t乙\t丙\ndifferent\t丙\t甲\n", "line 3: 丙 and 甲 are the same by other lines"),
    ],
)
def test_a_bad_line_is_told_with_its_number(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(TableError, match=message):
        read_decisions(write(tmp_path, text))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="cannot be read"):
        read_decisions(tmp_path / "none.tsv")
