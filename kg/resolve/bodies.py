"""Bodies by their official names: 深圳市卫健委, 中共深圳市委 and 市卫健委 beside 深圳 are read as place and function.

The name of an official body is the place it serves and what it does there. Printed forms differ in both: the place may
be short (深圳), a bare rung (市) or left out, the function abbreviated (卫健委). Two forms are one body when place and
function are the same.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.lexicon.names import word_frequencies
from kg.lexicon.places import Division, Gazetteer, Level, gazetteer
from kg.lexicon.suffixes import Abbreviation, abbreviation_at_end, abbreviations
from kg.model.annotation import AnnotatedArticle
from kg.model.schema import EntityType, Kind, RelationType
from kg.model.text import BlockKind
from kg.resolve.linking import Links, parse_place, split_place
from kg.resolve.normalization import Scope, is_team, scope
from kg.resolve.records import Record

# Bodies whose name is their place and their function; a company's or a school's is its own.
_OFFICIAL = frozenset({Kind.GOVERNMENT, Kind.PARTY, Kind.POLICE_COURT, Kind.ASSOCIATION})
# Heads that a central body is printed with abroad and without at home: 中国海关总署, 海关总署.
_AT_HOME = re.compile(
    r"(?:中华人民共和国|中国)(?=国务院|国家|.{2,}(?:部|总署|总局|委员会|局|办公室|领导小组|法院|检察院|银行)$)"
)
_CENTRAL = re.compile(r"[^省市县区]{2,}(?:部|央行|国务院|总局|总署)$")
_NATION = ("中国国家", "国家")
_PARTY = ("中国共产党", "中共")
_PART = re.compile("[东西南北中]+部")
_COMMITTEE = "中共~委员会"
_SPECIAL_REGIONS = ("81", "82")  # 香港, 澳门
_RUNGS: Mapping[str, tuple[Level, ...]] = {
    "省": (Level.PROVINCE,),
    "自治区": (Level.PROVINCE,),
    "市": (Level.PREFECTURE, Level.PROVINCE, Level.COUNTY),
    "州": (Level.PREFECTURE,),
    "盟": (Level.PREFECTURE,),
    "区": (Level.COUNTY, Level.ZONE),
    "新区": (Level.ZONE, Level.COUNTY),
    "特区": (Level.PROVINCE,),
    "县": (Level.COUNTY,),
    "旗": (Level.COUNTY,),
    "街道": (Level.TOWNSHIP,),
    "镇": (Level.TOWNSHIP,),
    "乡": (Level.TOWNSHIP,),
}
# What every district has one of by the same few names, printed without the district: 和平社区, 中山路, 第一小学.
_OF_DISTRICTS = re.compile(
    r"(?:社区|小区|村|居委会|村委会|派出所|警务室|卫生院|卫生服务中心|小学|幼儿园|(?<!高速公)路|街|巷|广场|公园|大道|菜市场|农贸市场|养老院|敬老院)$"
)

_NAMES_HELD = 1 << 15  # names that are remembered as taken apart: some 10 MB
_OWN_NAME = 3  # 雷神山: two characters are a word or a name that others bear, more are made of several words
_NUMBERED = re.compile("[第一二三四五六七八九十百]")


@dataclass(frozen=True, slots=True)
class Naming:
    """What identifies the body or place behind a record.

    ``key`` is its name; ``context`` what the name needs besides itself to mean one thing, "" for nothing; ``reading``
    says in words how a printed form was read, "" for a name that stands as it is printed; ``code`` is the place that an
    official body serves, "" when the name says none.
    """

    key: str
    context: str = ""
    reading: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """An official name taken apart: the place as printed ("" for none, a bare rung for 市卫健委), and the function."""

    place: str
    function: str

    @property
    def rung(self) -> bool:
        """True when the place is only a rung of the administration."""
        return self.place in _RUNGS


@lru_cache(maxsize=_NAMES_HELD)
def office(name: str) -> Office | None:
    """Take an official name apart; None for a name that is not made of a place and a function.

    ``~`` in the function is where the place goes.

    >>> office("深圳市卫健委")
    Office(place='深圳市', function='~卫生健康委员会')
    >>> office("区委"), office("中共泊里镇委员会")
    (Office(place='区', function='中共~委员会'), Office(place='泊里镇', function='中共~委员会'))
    """
    known = abbreviations().get(name)
    if known is not None and not known.is_tail:
        return None
    bare = next((name.removeprefix(head) for head in _PARTY if name.startswith(head)), name)
    item = abbreviation_at_end(bare)
    if item is not None and item.is_tail:
        found = _short(bare, item)
        if found is not None:
            return found
    if bare != name:
        inside, rest = _place_first(bare)
        return (
            Office(inside, "中共~" + rest) if inside and rest.startswith(("委员会", "工作委员会", "纪律检查")) else None
        )
    for form in _framed():
        before, after = form.split("~")
        if name.startswith(before) and name.endswith(after) and len(name) > len(before) + len(after):
            place = name[len(before) : -len(after)]
            return Office(place, form) if place in _RUNGS or _is_place(place) else None
    inside, rest = _place_first(name)
    return Office(inside, "~" + rest) if inside and rest else None


def _short(name: str, item: Abbreviation) -> Office | None:
    """A name that ends in an official short form."""
    head = name[: -len(item.form)]
    rung = next((rung for rung in _RUNGS if item.form.startswith(rung) and f"~{rung}" in item.full), "")
    function = item.full.replace(f"~{rung}", "~") if "~" in item.full else "~" + item.full
    function = function.replace("中国共产党~", "中共~")
    if item.full.startswith("委员会"):  # departments of a committee: 市委组织部
        function = _COMMITTEE + item.full.removeprefix("委员会")
        committee = re.fullmatch(r"(.+?)委(?:员会)?", head)
        head = committee.group(1) if committee else head
    place = head + rung
    if place in _NATION:
        return Office("国家", function)
    return Office(place, function) if not place or place in _RUNGS or _is_place(place) else None


def _place_first(name: str) -> tuple[str, str]:
    """A name cut behind the place, the bare rung or the nation that it begins with; ("", name) for none."""
    nation = next((head for head in _NATION if name.startswith(head) and len(name) > len(head) + 2), "")
    if nation:
        return "国家", name.removeprefix(nation)
    inside, rest = split_place(name, gazetteer())
    if inside:
        return (name[: -len(rest)], rest) if len(rest) > 1 and not _PART.fullmatch(rest) else ("", name)
    rung = next((rung for rung in sorted(_RUNGS, key=len, reverse=True) if name.startswith(rung)), "")
    rest = name.removeprefix(rung)
    # 市场监管局 begins with no 市, nor 乡村振兴局 with 乡: what is left must be a generic name itself.
    generic = scope(name) is scope(rest) is Scope.CONTEXT and rest[:1] not in _RUNGS and rest[:1] != "村"
    return (rung, rest) if rung and generic else ("", name)


def _whole(name: str) -> str:
    """The full name behind an official short form that needs no place: 央行 is 中国人民银行; "" for any other name."""
    for form in (name, name.removeprefix("中国")):
        item = abbreviations().get(form)
        if item is not None and not item.is_tail:
            return item.full
    return name if name in _fulls() else ""


@cache
def _fulls() -> frozenset[str]:
    """The full names that short forms without a place stand for."""
    return frozenset(item.full for item in abbreviations().values() if not item.is_tail)


def _at_home(name: str) -> str:
    """A central body without the 中国 that it is printed with abroad; unchanged where the rest is a relative name.

    >>> _at_home("中国海关总署"), _at_home("中国气象局")
    ('海关总署', '中国气象局')
    """
    bare = _AT_HOME.sub("", name)
    return name if scope(bare) is Scope.CONTEXT else bare


@lru_cache(maxsize=_NAMES_HELD)
def _ministry(name: str) -> str:
    """A department of a central body by its full name: 科技部资源司 is 科学技术部资源司; "" for any other name."""
    bare = name.removeprefix("中国") if name.startswith("中国") and not name.startswith("中国人民") else name
    known = abbreviations()
    for end in range(len(bare) - 1, 2, -1):
        item = known.get(bare[:end])
        if item is not None and not item.is_tail and item.kind in _OFFICIAL:
            # 国家卫生健康委员会 begins with the short form 国家卫生健康委, and is no department of it.
            return "" if bare.startswith(item.full) else item.full + bare[end:]
    head = re.match(r".{2,9}?部(?=.+[司局厅]$)", bare)
    return bare if head and bare != name else ""


@cache
def _framed() -> tuple[str, ...]:
    """Full forms with the place inside them: 中国人民政治协商会议~委员会."""
    forms = {item.full for item in abbreviations().values() if item.is_tail and not item.full.startswith("~")}
    return tuple(sorted(form for form in forms if "~" in form and not form.startswith(_PARTY)))


@lru_cache(maxsize=_NAMES_HELD)
def _is_place(name: str) -> bool:
    return bool(parse_place(name, gazetteer()) or gazetteer().lookup_bare(name))


def namings(records: Sequence[Record], annotated: Sequence[AnnotatedArticle], links: Links) -> tuple[Naming, ...]:
    """What identifies each record; for other groups than bodies and places its key alone.

    A name that means one thing here and another there needs the whole it lies in, when its item says which, else the
    item; 本报 needs the page. Only the words of an item and its page decide. Cost: O(records + relations).
    """
    return tuple(_Namer(records, annotated, links).all())


class _Namer:
    """The records with what lies in what, and the linked places of each item."""

    def __init__(self, records: Sequence[Record], annotated: Sequence[AnnotatedArticle], links: Links) -> None:
        self._records = records
        self._known: Gazetteer = gazetteer()
        number = {place: n for n, record in enumerate(records) for place in record.places}
        self._code = ["" if (link := links[record.article][record.index]) is None else link.code for record in records]
        self._here = [tuple(sorted({link.code for link in row if link and link.code})) for row in links]
        self._sent_from_abroad = [self._is_abroad(item.article.first(BlockKind.DATELINE)) for item in annotated]
        self._wholes: dict[int, list[tuple[float, str, int]]] = defaultdict(list)
        for i, item in enumerate(annotated):
            for relation in item.relations:
                if relation.type is RelationType.WITHIN and relation.object is not None:
                    part, whole = number[i, relation.subject], number[i, relation.object]
                    if records[whole].group == "name":
                        self._wholes[part].append((-relation.confidence, records[whole].key, whole))
        for found in self._wholes.values():
            found.sort()
        self._done: dict[int, Naming] = {}

    def _is_abroad(self, dateline: str | None) -> bool:
        """True when the places of a dateline all lie abroad."""
        found = [places for _, _, places in self._known.scan(dateline or "")]
        return bool(found) and not any(place.in_china for places in found for place in places)

    def all(self) -> list[Naming]:
        """The naming of each record, in their order."""
        return [self._naming(n, frozenset({n})) for n in range(len(self._records))]

    def _naming(self, n: int, seen: frozenset[int]) -> Naming:
        if n in self._done:
            return self._done[n]
        record = self._records[n]
        made = Naming(record.key) if record.group != "name" else self._official(n) or self._named(n, seen)
        if len(seen) == 1 or not made.context.startswith("item"):
            self._done[n] = made
        return made

    def _official(self, n: int) -> Naming | None:
        """The full name of an official body whose place is settled."""
        record = self._records[n]
        if EntityType.ORGANIZATION not in record.chain.types:
            return None
        whole = _whole(record.chain.name) or _whole(record.key)
        if whole:
            short = f"{record.chain.name} is short for {whole}" if whole != record.chain.name else ""
            return Naming(_at_home(whole), "", short)
        if record.chain.kinds.isdisjoint(_OFFICIAL):
            return None
        abroad = self._abroad(n)
        if abroad:
            return Naming(abroad.name + record.key, "", f"{record.chain.name} read as {abroad.name}{record.key}")
        central = _at_home(record.key)
        if central != record.key:
            return Naming(central, "", f"{record.chain.name} read as {central}")
        ministry = _ministry(record.key)
        if ministry:
            return Naming(ministry, "", f"{record.chain.name} read as {ministry}")
        parts = office(record.key)
        if parts is None or (not parts.place and scope(record.key) is Scope.EVERYWHERE):
            return None
        if parts.place == "国家":
            full = parts.function.replace("~", "国家")
            return Naming(full, "", "" if full == record.key else f"{record.chain.name} read as {full}")
        place = self._place_of(n, parts)
        if place is None:
            return None
        if place.code == "CN":
            # 外交部 is the ministry of China where no other country is named; 中国疾控中心 keeps its 中国.
            full = parts.function.replace("~", "" if parts.function.endswith("部") else place.name)
            return Naming(full, "", "" if full == record.key else f"{record.chain.name} read as {full}")
        full = parts.function.replace("~", place.name)
        reading = "" if full == record.chain.name else f"{record.chain.name} read as {full}"
        return Naming(f"{place.code} {parts.function}", "", reading, place.code)

    def _abroad(self, n: int) -> Division | None:
        """The one foreign country of an item sent from abroad that names no place in China, for what each state has.

        财政部 in it is that country's.
        """
        record = self._records[n]
        if (
            not _CENTRAL.fullmatch(record.key)
            or _place_first(record.key)[0]
            or not self._sent_from_abroad[record.article]
        ):
            return None
        here = [self._known.division(code) for code in self._here[record.article]]
        if any(place.in_china for place in here):
            return None
        countries = {state for place in here if (state := self._known.at_level(place.code, Level.COUNTRY))}
        return countries.pop() if len(countries) == 1 else None

    def _place_of(self, n: int, parts: Office) -> Division | None:
        """The place that an official body serves; None when the name and its item leave it open."""
        here = self._here[self._records[n].article]
        if parts.place and not parts.rung:
            found = parse_place(parts.place, self._known) or self._known.lookup_bare(parts.place)
            if len(found) > 1:
                found = tuple(place for place in found if place.code in here)
            return found[0] if len(found) == 1 else None
        levels = _RUNGS.get(parts.place, ())
        for _, _, whole in self._wholes[n]:
            if self._code[whole]:
                place = (
                    self._at(self._code[whole], levels, parts.place)
                    if levels
                    else self._known.division(self._code[whole])
                )
                if place is not None:
                    return place
        if not levels or self._wholes[n]:
            return None
        named = {place for code in here if (place := self._at(code, levels, parts.place)) and place.code == code}
        above = named or {place for code in here if (place := self._at(code, levels, parts.place))}
        return next(iter(above)) if len(above) == 1 else None

    def _at(self, code: str, levels: Sequence[Level], rung: str) -> Division | None:
        """The place on a rung that a code is or lies in; a 市 must be called so."""
        for level in levels:
            place = self._known.at_level(code, level)
            if place is not None and place.in_china and (rung != "市" or place.name.endswith("市")):
                return place if rung != "特区" or place.code[:2] in _SPECIAL_REGIONS else None
        return None

    def _named(self, n: int, seen: frozenset[int]) -> Naming:
        """Any other body or place: by its printed name, with what that name needs."""
        record = self._records[n]
        reach = scope(record.key)
        if reach is Scope.OUTLET:
            return Naming(record.key, f"page {record.pages[0]}")
        if reach is Scope.EVERYWHERE:
            return self._hospital(n) or Naming(record.key, self._district(n))
        # The way up must not come back: a text may call each of two things a part of the other.
        for _, _, whole in self._wholes[n]:
            if whole not in seen and not (is_team(record.key) and self._code[whole]):  # 湖北医疗队 went to 湖北
                above = self._naming(whole, seen | {n})
                return Naming(record.key, f"in {self._code[whole] or above.key} {above.context}".rstrip())
        return Naming(record.key, f"item {record.item}")

    def _hospital(self, n: int) -> Naming | None:
        """A hospital with a name of its own, by that name without the city before it; None for any other body.

        武汉雷神山医院 is 雷神山医院, since no other place has one of that name; 上海同济医院 keeps its 上海, there being a
        同济医院 in several. As with people, how rare the name is decides, not what other items say.
        """
        record = self._records[n]
        if Kind.HOSPITAL not in record.chain.kinds or not record.key.endswith("医院"):
            return None
        inside, rest = split_place(record.key, self._known)
        if len(inside) != 1 or not inside[0].in_china or not self._is_rare(rest.removesuffix("医院")):
            return None
        return Naming(rest, "", f"{record.chain.name} read as {rest}")

    def _is_rare(self, name: str) -> bool:
        """True for three characters that are no word, no generic name, and the name of no two places."""
        return (
            len(name) == _OWN_NAME
            and name not in word_frequencies()
            and not _NUMBERED.search(name)
            and scope(name) is Scope.EVERYWHERE
            and len(self._known.lookup_bare(name)) < 2
        )

    def _district(self, n: int) -> str:
        """The county that keeps a 和平社区 apart from those elsewhere, "" when nothing says which or none is needed."""
        record = self._records[n]
        if self._code[n] or not _OF_DISTRICTS.search(record.key):
            return ""
        inside, rest = split_place(record.key, self._known)
        if inside and len(rest) > 2:
            return ""  # 青岛市松涛小学 says itself
        wholes = [self._code[whole] for _, _, whole in self._wholes[n] if self._code[whole]]
        for codes in (wholes, self._here[record.article]):
            counties = {county.code for code in codes if (county := self._known.at_level(code, Level.COUNTY))}
            if len(counties) == 1:
                return f"in {counties.pop()}"
            if counties:
                return ""
        return ""
