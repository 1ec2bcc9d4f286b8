"""Lint for the tables in kg/data: well formed, sorted by what they are looked up by, sourced, and whole."""

from importlib.resources import files

import pytest

from kg.lexicon.places import COLUMNS, TABLES
from kg.lexicon.tables import about, read_table, rows, table_text
from kg.model.schema import Kind

TSV = sorted(item.name for item in files("kg").joinpath("data").iterdir() if item.name.endswith(".tsv"))


@pytest.mark.parametrize("name", TSV)
def test_a_table_says_where_it_is_from(name: str) -> None:
    said = " ".join(about(name))
    assert "Source" in said


@pytest.mark.parametrize("name", TSV)
def test_a_table_is_rectangular_and_clean(name: str) -> None:
    text = table_text(name)
    head = next(line for line in text.split("\n") if not line.startswith("#")).split("\t")
    table = list(rows(text, name, head))
    assert table
    assert text.endswith("\n")
    assert not any(cell != cell.strip() for row in table for cell in row)
    assert len({tuple(row) for row in table}) == len(table)


def test_divisions_are_all_there() -> None:
    levels = [row[2] for row in read_table("divisions.tsv", COLUMNS) if "-" not in row[0]]
    assert {level: levels.count(level) for level in sorted(set(levels))} == {"1": 34, "2": 333, "3": 2845, "4": 38723}


def test_codes_are_unique_and_parents_known() -> None:
    table = [row for name in TABLES for row in read_table(name, COLUMNS)]
    known = {row[0] for row in table}
    assert len(known) == len(table)
    assert {row[3] for row in table if row[3]} <= known


def test_official_codes_begin_with_their_parents() -> None:
    for code, _, level, parent, _, _ in read_table("divisions.tsv", COLUMNS):
        if level in "34" and "-" not in code:
            assert code.startswith(parent.rstrip("0")[:6] if level == "3" else parent.rstrip("0")), code


def test_no_short_form_has_one_character() -> None:
    for code, name, _, _, aliases, _ in read_table("divisions.tsv", COLUMNS):
        assert all(len(form) > 1 for form in aliases.split("|") if form), (code, name)


@pytest.mark.parametrize(
    ("name", "columns"), [("suffixes.tsv", ("sort", "suffix", "kind")), ("abbreviations.tsv", ("form", "full", "kind"))]
)
def test_kinds_are_kinds(name: str, columns: tuple[str, ...]) -> None:
    assert {row[2] for row in read_table(name, columns)} <= {kind.value for kind in Kind}


def test_a_form_has_one_meaning() -> None:
    endings = [(row[0], row[1]) for row in read_table("suffixes.tsv", ("sort", "suffix", "kind"))]
    assert len(set(endings)) == len(endings)
    forms = [row[0] for row in read_table("abbreviations.tsv", ("form", "full", "kind"))]
    assert len(set(forms)) == len(forms)
