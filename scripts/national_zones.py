"""National development zones of scripts/hand/zones_national.txt as rows of the gazetteer, each checked against the divisions."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from derive_common import DATA, hand_lines

Row = tuple[str, str, str, str, str, str]
ZONE = "6"
# Kind: the ending of the official name, and those of its usual short forms.
KINDS = {
    "economic": ("经济技术开发区", ("经开区", "开发区")),
    "hightech": ("高新技术产业开发区", ("高新技术开发区", "高新区")),
    "bonded": ("综合保税区", ("综保区",)),
    "innovation": ("国家自主创新示范区", ("自主创新示范区", "自创区")),
}


class Divisions:
    """Provinces, prefectures and counties by province and name, full or short."""

    def __init__(self) -> None:
        self._found: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        self.names: set[str] = set()
        for line in (DATA / "divisions.tsv").read_text("utf-8").splitlines():
            code, name, level, _, aliases, weak = [*line.split("\t"), "", "", "", "", ""][:6]
            if level in {"1", "2", "3"}:
                for form in {name, *aliases.split("|"), *weak.split("|")} - {""}:
                    self._found[code[:2], form].append((level, code))
                self.names.add(name)
        self._provinces = {
            name: codes[0][1] for (_, name), codes in self._found.items() if codes[0][0] == "1" and len(name) > 2
        }

    def code(self, province: str, name: str) -> str:
        """The code of a division, the upper one of two levels. Raises: SystemExit for none, or several of one level."""
        if province not in self._provinces:
            raise SystemExit(f"zones_national.txt: no province is called {province}")
        found = sorted(self._found.get((self._provinces[province][:2], name), ()))
        if not found or (len(found) > 1 and found[0][0] == found[1][0]):
            raise SystemExit(f"zones_national.txt: {name} in {province} is {found or 'unknown'}: name its division")
        return found[0][1]


def national_zones(taken: Iterable[Row]) -> list[Row]:
    """Rows of all zones that ``taken`` lacks. A form that two zones, or a division, would share is given to none."""
    divisions = Divisions()
    known = {form for row in taken for form in (row[1], *row[4].split("|"))}
    made: list[tuple[str, str, str, Sequence[str]]] = []  # kind, code, name, short forms
    for line in hand_lines("zones_national.txt"):
        kind, province, *zones = line.split(" ")
        for zone in zones:
            stem, _, place = zone.partition(":")[0].partition("@")
            code = divisions.code(province, place or stem)
            name, short = _names(kind, stem, province)
            if name not in known:
                made.append((kind, code, name, short))
    forms = Counter(form for _, _, name, short in made for form in {name, *short})
    twice = sorted(name for _, _, name, _ in made if forms[name] > 1)
    if twice:
        raise SystemExit(f"zones_national.txt: more than once: {twice}")
    number: Counter[str] = Counter()
    rows: list[Row] = []
    for kind, code, name, short in made:
        key = f"zone:{kind}-{code}"
        number[key] += 1
        id_ = key if number[key] == 1 else f"{key}-{number[key]}"
        free = [form for form in short if forms[form] == 1 and form not in known and form not in divisions.names]
        rows.append((id_, name, ZONE, code, "|".join(free), ""))
    return rows


def _names(kind: str, stem: str, province: str) -> tuple[str, list[str]]:
    """The official name and the usual short forms of a zone."""
    if kind == "trade":
        return f"中国（{stem}）自由贸易试验区", [f"{stem}自由贸易试验区", f"{stem}自贸试验区", f"{stem}自贸区"]
    if kind == "area":
        whole = province if province[:3] in {"黑龙江", "内蒙古"} else province[:2]
        whole = whole[:3] if whole.startswith("黑龙江") else whole
        return f"中国（{whole}）自由贸易试验区{stem}片区", [f"{whole}自贸试验区{stem}片区", f"{stem}自贸片区"]
    ending, short = KINDS[kind]
    return stem + ending, [stem + each for each in short]
