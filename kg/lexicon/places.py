"""The gazetteer: divisions of China, countries, foreign cities, regions and zones by their names and codes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain

from kg.lexicon.divisions import LEVEL_LABELS, Division, Historic, Level, is_official_code
from kg.lexicon.names import best_cut, has_word_over, log_cut
from kg.lexicon.scanning import Scanner
from kg.lexicon.tables import read_table
from kg.lexicon.villages import village_row, villages

__all__ = ["LEVEL_LABELS", "Division", "Gazetteer", "Historic", "Level", "Listed", "gazetteer", "is_official_code"]

COLUMNS = ("code", "name", "level", "parent", "aliases", "weak")
TABLES = ("divisions.tsv", "countries.tsv", "regions.tsv")
HISTORIC_COLUMNS = ("name", "code", "level", "first", "last", "successor", "relation")

Listed = tuple[int, int, tuple[Division, ...]]  # a name in a text: start, end, and the places it may mean

_TOWN_ENDS = ("街道", "镇", "乡", "苏木")
# What follows a place's short form when it is only the beginning of a street's or village's name, or of a people's.
_LONGER = re.compile(
    r"[东西南北中]?(?:路(?![径过演线况由透上])|大道|大街|街(?![头上])|巷(?!子)|胡同)|"
    r"镇(?![静定江安])|乡(?![村镇])|村(?![民镇委里干支居级落])|族"
)
_AROUND = 3  # letters on each side that are looked at
_LONGEST_CHECKED = 4  # longer names are never cut out of other words
# Log-probability of a place's name as a word, by level: about 1000, 200, 30, 3 in 60 million.
_NAME_WEIGHT = {-1: -11.0, 0: -11.0, 1: -11.0, 2: -12.6, 3: -14.5}
_RARE_NAME = -16.8
_SHORT = 40  # letters up to which trying every stretch takes less than building the scanner, 0.13 s
_REMEMBERED = 1 << 16  # looked up names; some 8 MB


class Gazetteer:
    """Places by code and by name. Rows stay strings; a :class:`Division` is made when it is asked for.

    Cost: 42,000 places are read in about 0.15 s and 30 MB; the scanner is built at the first scan of a text (0.1 s).
    """

    def __init__(self, rows: Iterable[list[str]], historic: Iterable[list[str]] = ()) -> None:
        """Take rows of :data:`COLUMNS` and :data:`HISTORIC_COLUMNS`, in any order."""
        self._rows: dict[str, list[str]] = {}
        self._strong: dict[str, str | list[str]] = {}
        self._weak: dict[str, list[str]] = {}
        self._divisions: dict[str, Division] = {}
        self._found: dict[str, tuple[Division, ...]] = {}  # answers of lookup
        self._bare: dict[str, tuple[Division, ...]] = {}  # answers of lookup_bare
        self._children: dict[str, list[str]] | None = None
        self._scanner: Scanner | None = None
        self._beginnings: frozenset[str] | None = None
        self._historic: dict[str, list[Historic]] = {}
        self._gone: set[str] = set()
        for row in rows:
            self._add(row)
        for row in historic:
            self._add_historic(row)

    def _add(self, row: list[str]) -> None:
        code, name, _, _, aliases, weak = row
        self._rows[code] = row
        if not aliases and not weak:  # nearly all rows: townships
            self._put(name, code)
            return
        weak_forms = weak.split("|") if weak else []
        for form in weak_forms:
            self._weak.setdefault(form, []).append(code)
        if name not in weak_forms:
            self._put(name, code)
        for form in aliases.split("|") if aliases else []:
            self._put(form, code)

    def _put(self, form: str, code: str) -> None:
        known = self._strong.setdefault(form, code)
        if known is code:
            return
        if isinstance(known, str):
            self._strong[form] = [known, code]
        else:
            known.append(code)

    def _add_historic(self, row: list[str]) -> None:
        """A renamed place is the place of today under an old name; one that was merged is a place inside its heir."""
        name, code, level, first, last, successor, relation = row
        item = Historic(
            name, code, Level(int(level)), int(first) if first else None, int(last), successor, relation == "renamed"
        )
        self._historic.setdefault(name, []).append(item)
        if not item.is_same_area and code not in self._rows:
            self._gone.add(code)
            self._rows[code] = [code, name, level, successor or f"{code[:2]}0000", "", ""]

    def may_begin(self, text: str) -> bool:
        """False when no name that :meth:`lookup` or :meth:`lookup_bare` knows, of two letters or more, begins a text."""
        if self._beginnings is None:
            forms = chain(self._strong, self._weak, self._historic)
            self._beginnings = frozenset(form[:2] if len(form) > 1 else form + "市" for form in forms)
        return text[:2] in self._beginnings

    def historic(self, name: str) -> tuple[Historic, ...]:
        """The places gone since 1980 that had this full name, by code."""
        return tuple(self._historic.get(name, ()))

    def is_historic(self, code: str) -> bool:
        """True for the code of a place that is gone and was merged into another."""
        return code in self._gone

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, code: str) -> bool:
        return code in self._rows

    def forms(self) -> Iterator[tuple[str, int]]:
        """Full names and safe short forms, each with the uppermost level of the places it means."""
        for form, codes in self._strong.items():
            yield form, min(int(self._rows[code][2]) for code in ([codes] if isinstance(codes, str) else codes))

    def weak_forms(self) -> Iterator[str]:
        """Short forms that are ordinary words or shared, so that they mean a place only where one is asked for."""
        yield from self._weak

    def division(self, code: str) -> Division:
        """The place of a code.

        Raises: KeyError when no table has the code.
        """
        found = self._divisions.get(code)
        if found is None:
            _, name, level, parent, aliases, weak = village_row(code) or self._rows[code]
            found = self._divisions[code] = Division(
                code,
                name,
                Level(int(level)),
                parent,
                tuple(aliases.split("|")) if aliases else (),
                tuple(weak.split("|")) if weak else (),
            )
        return found

    def lookup(self, name: str) -> tuple[Division, ...]:
        """The places that ``name`` means anywhere: full names, safe short forms, names of the past. Upper first."""
        found = self._found.get(name)
        if found is None:
            if name not in self._strong and name not in self._historic and name[-1:] != "市":
                return ()  # as for most strings, which soon would fill what is remembered
            codes = self._codes(name)
            if not codes:
                return ()
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            found = self._found[name] = self._sorted(codes)
        return found

    def lookup_bare(self, name: str) -> tuple[Division, ...]:
        """Also the places that ``name`` can mean where a place is asked for (X区委, 在X调研): 泊里, 鼓楼, 和平.

        Short forms that are ordinary words or shared, and townships without 镇, 乡, 街道.
        """
        found = self._bare.get(name)
        if found is None:
            codes = [*self._codes(name), *self._weak.get(name, ())]
            if len(name) > 1:
                for end in _TOWN_ENDS:
                    codes += [code for code in self._codes(name + end) if self._rows[code][2] == "4"]
            if len(self._bare) >= _REMEMBERED:
                self._bare.clear()
            found = self._bare[name] = self._sorted(codes) if codes else ()
        return found

    def _codes(self, name: str) -> Sequence[str]:
        found = self._strong.get(name)
        longer = self._strong.get(name + "镇") if found is not None and name[-1:] == "镇" else None
        if found is not None and longer is not None:  # 乌镇 is a town of that name, and 乌镇镇 for short
            return [*([found] if isinstance(found, str) else found), *([longer] if isinstance(longer, str) else longer)]
        if found is None:
            city = self._strong.get(name[:-1]) if name[-1:] == "市" else None
            if isinstance(city, str) and city.startswith("geonames:"):
                return [city]  # 马普托市: cities abroad are listed without 市
            old = self._historic.get(name)
            if old is None:
                return ()
            return [item.successor if item.is_same_area else item.code for item in old if self._is_known(item)]
        return [found] if isinstance(found, str) else found

    def _is_known(self, item: Historic) -> bool:
        return item.successor in self._rows if item.is_same_area else self._rows[item.code][1] == item.name

    def _sorted(self, codes: Iterable[str]) -> tuple[Division, ...]:
        return tuple(sorted(map(self.division, dict.fromkeys(codes)), key=lambda item: (item.level, item.code)))

    def scan(self, text: str) -> Iterator[Listed]:
        """Yield (start, end, places) for the names in ``text`` that mean a place anywhere, longest first, no overlaps.

        Spans are half-open, in code points. 灵山卫街道 is found whole or not at all, never as 灵山(县). A name is
        passed over when it is cut out of other words (海地 in 沿海地区, 中山市 in 中山市场), begins a longer name that
        the tables lack (黄山 in 黄山路), or names a people (朝鲜族). Cost: O(len(text)).
        """
        done = 0
        for start, end in self._matches(text):
            if start >= done and not _LONGER.match(text, end) and not self._is_cut_out(text, start, end):
                places = self.lookup(text[start:end])
                if places:
                    done = end
                    yield start, end, places

    def _matches(self, text: str) -> Iterable[tuple[int, int]]:
        """Where names of two letters and more stand, by start, longer ones first."""
        if self._scanner is None and len(text) > _SHORT:
            self._scanner = Scanner(form for form in (*self._strong, *self._historic) if len(form) > 1)
        if self._scanner is not None:
            return self._scanner.matches(text)
        spans = ((start, end) for start in range(len(text)) for end in range(len(text), start + 1, -1))
        return ((a, b) for a, b in spans if text[a:b] in self._strong or text[a:b] in self._historic)

    def _is_cut_out(self, text: str, start: int, end: int) -> bool:
        """True when the letters around a name make likelier words across its borders than with it."""
        if end - start > _LONGEST_CHECKED:
            return False
        before, after = max(0, start - _AROUND), min(len(text), end + _AROUND)
        if not (has_word_over(text, start, before, after) or has_word_over(text, end, before, after)):
            return False  # the best cut keeps to the name's borders, and says no more than the parts do
        level = min((int(self._rows[code][2]) for code in self._codes(text[start:end])), default=Level.TOWNSHIP)
        name = max(log_cut(text[start:end]), _NAME_WEIGHT.get(level, _RARE_NAME))
        apart = log_cut(text[before:start]) + name + log_cut(text[end:after])
        score, words = best_cut(text[before:after])
        # A word that begins with the name and goes on (上海地区, 中国共产党) does not cut it out.
        begins, split = start - before in words, any(start < before + word < end for word in words)
        return score > apart and not (begins and not split)

    def chain(self, code: str) -> tuple[Division, ...]:
        """The place of a code and what it lies in, up to the top: 泊里镇, 黄岛区, 青岛市, 山东省.

        Raises: KeyError when no table has the code.
        """
        found = [self.division(code)]
        while (parent := found[-1].parent) and parent in self._rows:
            found.append(self.division(parent))
        return tuple(found)

    def within(self, code: str, ancestor: str) -> bool:
        """True when ``code`` is ``ancestor`` or lies in it, however deep."""
        while code:
            if code == ancestor:
                return True
            row = self._rows.get(code) or village_row(code)
            code = row[3] if row else ""
        return False

    def villages(self, inside: str, name: str) -> tuple[Division, ...]:
        """The villages and communities of a county or township that ``name`` means, by code.

        泊里社区 and 泊里村 are told apart when the place has both. () for any other place. The first call for a
        province reads its table (about 0.1 s).
        """
        return tuple(self.division(code) for code in villages(inside, name))

    def children(self, code: str) -> tuple[Division, ...]:
        """The places directly inside one, in the order of their codes; () for none. First call: O(places)."""
        if self._children is None:
            self._children = {}
            for row in self._rows.values():
                self._children.setdefault(row[3], []).append(row[0])
        return tuple(self.division(child) for child in sorted(self._children.get(code, ())))

    def at_level(self, code: str, level: Level) -> Division | None:
        """The place itself or the ancestor of it that stands on ``level``; None for none."""
        return next((item for item in self.chain(code) if item.level is level), None)


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of all tables that ship with the package, read once."""
    return Gazetteer(
        (row for table in TABLES for row in read_table(table, COLUMNS)), read_table("historic.tsv", HISTORIC_COLUMNS)
    )
