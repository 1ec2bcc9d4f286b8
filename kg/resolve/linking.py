"""Tie places to the gazetteer: the places of an item, and of its page, decide together which of the namesakes is meant.

A name with one reading is linked. A name with several goes to the reading that the other names lie nearest to (黄岛区
explains six townships of an item, the next best county one); where they do not tell, it stays open with its readings.
A bare form (泊里, 鼓楼) is a word like others, so it is read as a place only inside a place that others have settled.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.lexicon.places import Division, Gazetteer, Level, Listed, gazetteer
from kg.lexicon.suffixes import kind_of_place
from kg.model.annotation import AnnotatedArticle, Chain
from kg.model.schema import EntityType, Kind
from kg.model.text import BlockKind

# How much another name says for a reading, by the deepest place that both lie in.
_NEARNESS: Mapping[Level, float] = {
    Level.TOWNSHIP: 3.0,
    Level.COUNTY: 3.0,
    Level.ZONE: 2.0,
    Level.PREFECTURE: 2.0,
    Level.PROVINCE: 1.0,
    Level.COUNTRY: 1.0,
}
_SHARED = 0.6  # of a name that has several readings itself
_SAME_PAGE = 0.3  # of a name in another item of the page
_HOME = 0.8  # of the place where the paper is made
_ENOUGH = 0.8  # a namesake is chosen from this sum on: a home's county, or a province that another name settles
_AHEAD = 0.5  # and when the next best is so far behind
# The same for bare forms: a county must be settled for a township, a prefecture for a county, a province for a city.
_BARE_ENOUGH: Mapping[Level, float] = {Level.TOWNSHIP: 2.4, Level.COUNTY: 2.0, Level.PREFECTURE: 1.0}
_LANDSCAPE = 3.0  # more for a name that ends like a river's or a mountain's: another name of the same county
_MOST_CANDIDATES = 20  # listed for a place that stays open; 城关镇 has over a hundred
_AREAS = frozenset({EntityType.PLACE, EntityType.ORGANIZATION})  # a community is both, and printed as either
_FORMS_HELD = 1 << 15  # printed names whose reading is remembered: most names of news are printed again and again
PAPER_IN_FILE_NAME = re.compile(r"[\u3400-\u9fff]{2,8}?(?:[日晚晨早时商]报|都市报|周报|新闻网|在线)")
_PAPER = re.compile("[日晚晨早时商]报|都市报")
_LONGEST_PLACE = 8  # characters of a place's name before the paper's ending
_FORMERLY = re.compile("^(?:原|前)(?=..)")  # 原胶南市 is 胶南市
_PIECES = 5  # 省, 市, 县, 镇, 村: a name is made of no more


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """What a chain's name means: ``code``, or "" when it stays open between ``candidates`` (best first).

    ``score`` is the support of the choice, 0.0 when there was nothing to choose from; ``because`` names the places of
    the item or page that decided, nearest first.
    """

    code: str
    candidates: tuple[str, ...] = ()
    score: float = 0.0
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reading:
    """The divisions a form may mean; ``is_bare`` when only a settled context makes them likely."""

    divisions: tuple[Division, ...]
    is_bare: bool


@dataclass(frozen=True, slots=True)
class _Witness:
    """A name of the item or page, the codes above each of its readings, and how much it counts."""

    name: str
    chains: tuple[tuple[str, ...], ...]
    weight: float


Links = tuple[tuple[PlaceLink | None, ...], ...]


def link_places(annotated: Sequence[AnnotatedArticle], *, region: str = "", places: Gazetteer | None = None) -> Links:
    """A link for each chain of each article: None for what is no place or has no reading in the gazetteer.

    ``region`` is the code of the papers' home: it tips the balance between namesakes, and is outweighed by any two
    names. Without it the name of the paper says the home, when the file is called after it (青岛日报_2023-11-20.txt), or
    when the bylines and datelines of the page name papers of one place and of no other (青岛晚报记者 王小明). The result
    of an article depends on its own words, its page's, the file's name and ``region`` alone: were the home
    learnt from other pages, adding one would change what the others mean.
    Cost: proportional to the text and, per article, to names × readings.
    """
    known = places or gazetteer()
    code = region.ljust(6, "0")  # 37 and 3702 are the province and the city
    told = (known.division(code),) if code in known else ()
    pages: dict[str, list[int]] = defaultdict(list)
    for i, item in enumerate(annotated):
        pages[item.article.source_sha256].append(i)
    found: list[tuple[PlaceLink | None, ...]] = [()] * len(annotated)
    for numbers in pages.values():  # page by page, so that no more than one page's names are held
        for i, row in zip(numbers, _page_links([annotated[i] for i in numbers], told, known), strict=True):
            found[i] = row
    return tuple(found)


def _page_links(
    items: Sequence[AnnotatedArticle], told: Sequence[Division], known: Gazetteer
) -> Iterator[tuple[PlaceLink | None, ...]]:
    """The links of each item of a page."""
    scans = [_listed(item, known) for item in items]
    named = [
        # The place that a paper is called after is where it is made, not what an article speaks of.
        {item.article.text[start:end]: found for start, end, found in scan if not _PAPER.match(item.article.text, end)}
        for item, scan in zip(items, scans, strict=True)
    ]
    page: dict[str, tuple[Division, ...]] = {}
    for names in named:
        page.update(names)
    home_of_page = _home_of_page(items, known)
    for item, names, scan in zip(items, named, scans, strict=True):
        home = told or _home_of_paper(item.article.source, known) or home_of_page
        yield tuple(_Item(item, names, scan, page, home, known).links())


def _listed(item: AnnotatedArticle, known: Gazetteer) -> tuple[Listed, ...]:
    """The gazetteer's names in an article, where extraction has seen them, or else looked for here."""
    text = item.article.text
    if item.places is None:
        return tuple(known.scan(text))
    return tuple((start, end, found) for start, end in item.places if (found := known.lookup(text[start:end])))


@lru_cache(maxsize=_FORMS_HELD)
def _home_of_paper(source: str, known: Gazetteer) -> tuple[Division, ...]:
    """The place that the paper is called after which a file is called after; () for none."""
    paper = PAPER_IN_FILE_NAME.search(source)
    found = _upper(split_place(paper.group(), known)[0], known) if paper else ()
    return found if len(found) == 1 and found[0].level > Level.COUNTRY else ()


def _home_of_page(items: Sequence[AnnotatedArticle], known: Gazetteer) -> tuple[Division, ...]:
    """The one place after which all local papers in a page's credits are called; national papers say nothing."""
    found: set[Division] = set()
    for item in items:
        for block in item.article.blocks:
            if block.kind in (BlockKind.BYLINE, BlockKind.DATELINE):
                found.update(_papers(block.span.of(item.article.text), known))
    return tuple(found) if len(found) == 1 else ()


@lru_cache(maxsize=_FORMS_HELD)
def _papers(words: str, known: Gazetteer) -> frozenset[Division]:
    """The places that the papers in a credit are called after: the longest place right before 日报 or 晚报."""
    places: set[Division] = set()
    for ending in _PAPER.finditer(words):
        for start in range(max(0, ending.start() - _LONGEST_PLACE), ending.start() - 1):
            name = words[start : ending.start()]
            upper = _upper(known.lookup(name) or known.lookup_bare(name), known)
            if upper:
                places.update(upper if len(upper) == 1 and upper[0].level > Level.COUNTRY else ())
                break
    return frozenset(places)


class _Item:
    """One article while its places are settled."""

    def __init__(
        self,
        item: AnnotatedArticle,
        names: Mapping[str, tuple[Division, ...]],
        scan: Sequence[Listed],
        page: Mapping[str, tuple[Division, ...]],
        home: Sequence[Division],
        known: Gazetteer,
    ) -> None:
        self._known = known
        self._chains = item.chains
        self._home = [_witness("", home, known, _HOME)] if home else []
        self._page = [
            _witness(name, divisions, known, _SAME_PAGE)
            for name, divisions in sorted(page.items())
            if name not in names
        ]
        self._names = dict(names)
        self._readings = [_apart(chain, _read(chain, known), scan, known) for chain in item.chains]
        for chain, reading in zip(item.chains, self._readings, strict=True):
            if reading and not reading.is_bare:
                self._names.setdefault(chain.name, reading.divisions)

    def links(self) -> Iterator[PlaceLink | None]:
        """Settle the names with sure readings first, then let what is settled speak for the others."""
        settled: dict[int, PlaceLink] = {}
        for bare in (False, False, True):
            witnesses = self._witnesses()
            for j, reading in enumerate(self._readings):
                if reading is None or reading.is_bare is not bare or (j in settled and settled[j].code):
                    continue
                link = self._choose(self._chains[j], reading, witnesses)
                settled[j] = link
                if link.code:
                    self._names[self._chains[j].name] = (self._known.division(link.code),)
        for j, chain in enumerate(self._chains):
            if j not in settled and not chain.types.isdisjoint(_AREAS):
                settled[j] = self._village(chain, [link.code for link in settled.values() if link.code])
        for j in range(len(self._chains)):
            found = settled.get(j)
            yield found if found is not None and (found.code or found.candidates) else None

    def _village(self, chain: Chain, codes: Sequence[str]) -> PlaceLink:
        """The village or community that a chain means around the linked places of the item, or of its page.

        A name that begins with its township or county is read inside that one. Open when none or several fit.
        """
        page = [witness.chains[0][0] for witness in self._page if len(witness.chains) == 1]
        for form in (chain.name, *chain.aliases):
            inside, rest = split_place(form, self._known)
            named = [place.code for place in inside]
            for nearby in ([code for code in named if code in codes] or named or codes, [] if named else page):
                found = {code for own in nearby for code in self._around(own, rest)}
                if len(found) == 1:
                    return PlaceLink(found.pop(), (), _BARE_ENOUGH[Level.TOWNSHIP])
        return PlaceLink("")

    def _around(self, code: str, name: str) -> tuple[str, ...]:
        """The villages of a name in a township, else in its county; none for larger places."""
        for level in (Level.TOWNSHIP, Level.COUNTY):
            area = self._known.at_level(code, level)
            found = self._known.villages(area.code, name) if area else ()
            if found:
                return tuple(place.code for place in found)
        return ()

    def _witnesses(self) -> list[_Witness]:
        own = [_witness(name, divisions, self._known, 1.0) for name, divisions in sorted(self._names.items())]
        return own + self._page + self._home

    def _choose(self, chain: Chain, reading: _Reading, witnesses: Sequence[_Witness]) -> PlaceLink:
        divisions = _upper(reading.divisions, self._known)
        if len(divisions) == 1 and not reading.is_bare:
            return PlaceLink(divisions[0].code)
        forms = {chain.name, *chain.aliases}
        others = [witness for witness in witnesses if witness.name not in forms]
        scored = []
        for division in divisions:
            score, because = self._support(division, others)
            enough = _bar(chain.name, division) if reading.is_bare else _ENOUGH
            scored.append((score - enough, score, because, division))
        scored.sort(key=lambda item: (-item[0], item[3].level, item[3].code))
        margin, score, because, division = scored[0]
        # A reading that falls short of its own bar is no rival: 中山街道 is none of 中山市 beside 深圳 and 东莞.
        behind = scored[1][0] if len(scored) > 1 and scored[1][0] >= 0 else None
        if margin >= 0 and (behind is None or margin - behind >= _AHEAD):
            return PlaceLink(division.code, (), round(score, 3), because)
        if reading.is_bare and (margin < 0 or _is_landscape(chain.name)):
            return PlaceLink("")  # most likely no place of the list at all: no candidates either
        return PlaceLink("", tuple(item[3].code for item in scored[:_MOST_CANDIDATES]), round(score, 3))

    def _support(self, division: Division, witnesses: Iterable[_Witness]) -> tuple[float, tuple[str, ...]]:
        """The sum of what the witnesses say for a reading, and who says most."""
        above = {place.code: _NEARNESS.get(place.level, 0.0) for place in self._known.chain(division.code)}
        said = []
        for witness in witnesses:
            nearest = max((above.get(code, 0.0) for chain in witness.chains for code in chain), default=0.0)
            if nearest:
                said.append((nearest * witness.weight, witness.name))
        said.sort(key=lambda item: (-item[0], item[1]))
        return sum(weight for weight, _ in said), tuple(name for _, name in said[:3] if name)


def _bar(name: str, division: Division) -> float:
    """The support that a bare form needs. 松花江 is a river, whatever towns of the province are called after it."""
    return _BARE_ENOUGH.get(division.level, _ENOUGH) + (_LANDSCAPE if _is_landscape(name) else 0.0)


def _is_landscape(name: str) -> bool:
    return len(name) > 2 and kind_of_place(name) is Kind.NATURAL


def _witness(name: str, divisions: Sequence[Division], known: Gazetteer, weight: float) -> _Witness:
    chains = tuple(tuple(place.code for place in known.chain(division.code)) for division in divisions)
    return _Witness(name, chains, weight * (_SHARED if len(divisions) > 1 else 1.0))


def _apart(chain: Chain, reading: _Reading | None, scan: Sequence[Listed], known: Gazetteer) -> _Reading | None:
    """The reading, unless each mention of the chain is cut out of the name of a place elsewhere.

    灵山 in 灵山卫街道 is not 灵山县; 上海 in 上海自贸区 is Shanghai all the same.
    """
    if reading is None:
        return None
    for mention in chain.mentions:
        place = bisect_right(scan, mention.span.start, key=lambda item: item[0]) - 1
        start, end, whole = scan[place] if place >= 0 else (0, 0, ())
        is_part = end >= mention.span.end and end - start > len(mention.span)
        if not is_part or any(known.within(part.code, own.code) for part in whole for own in reading.divisions):
            return reading
    return None


def _read(chain: Chain, known: Gazetteer) -> _Reading | None:
    """What a chain's forms may mean, by the form that says most; None for what is no place of the gazetteer."""
    if chain.types.isdisjoint(_AREAS):
        return None
    forms = (chain.name, *chain.aliases)
    sure = [
        found for form in forms if (found := parse_place(form, known) or parse_place(_FORMERLY.sub("", form), known))
    ]
    if sure:
        common = set(sure[0]).intersection(*sure[1:])
        fewest = min(sure, key=len)  # of forms that differ, the most exact: 睢宁县沙集镇 rather than 沙集
        return _Reading(tuple(place for place in sure[0] if place in common) or fewest, is_bare=False)
    if EntityType.PLACE not in chain.types:
        return None  # a township that acts is its place; a bare form for a body may be a club or a brand
    # Only the fullest form: 琶洲 for 琶洲核心片区 is not 琶洲街道.
    bare = known.lookup_bare(chain.name)
    regions = tuple(place for place in bare if place.level is Level.REGION)
    if regions or (len(chain.name) == 1 and len(bare) == 1):
        return _Reading(regions or bare, is_bare=False)  # 东北, 美, 鲁: found as a place, they are hardly another
    return _Reading(bare, is_bare=True) if bare and len(chain.name) > 1 else None


@lru_cache(maxsize=_FORMS_HELD)
def parse_place(form: str, known: Gazetteer) -> tuple[Division, ...]:
    """The divisions that a printed name may mean, however many steps it names: 泊里镇, 山东青岛, 吉林省长春市朝阳区.

    Each step lies in the one before it; behind a step, bare forms are read too (上海浦东, 南京鼓楼). () when some part
    of the name is no place.
    """
    return _parse(form, known, (), _PIECES) if known.may_begin(form) else ()


@lru_cache(maxsize=_FORMS_HELD)
def split_place(form: str, known: Gazetteer) -> tuple[tuple[Division, ...], str]:
    """A name cut behind the longest beginning that is a place: the divisions of that, () for none, and the rest."""
    for end in range(len(form) - 1 if known.may_begin(form) else 1, 1, -1):
        inside = parse_place(form[:end], known)
        if inside:
            return inside, form[end:]
    return (), form


def _parse(form: str, known: Gazetteer, inside: tuple[Division, ...], pieces: int) -> tuple[Division, ...]:
    for end in range(len(form), 1, -1):
        found = known.lookup_bare(form[:end]) if inside else known.lookup(form[:end])
        if inside:
            outer = {division.code for division in inside}
            found = tuple(
                place
                for place in found
                if place.code not in outer and any(known.within(place.code, code) for code in outer)
            )
        if not found:
            continue
        if end == len(form):
            return found
        rest = _parse(form[end:], known, found, pieces - 1) if pieces > 1 else ()
        if rest:
            return rest
    return ()


def _upper(divisions: tuple[Division, ...], known: Gazetteer) -> tuple[Division, ...]:
    """Without the divisions that lie in another of them: 吉林 is the province before it is the city in it."""
    codes = [division.code for division in divisions]
    return tuple(
        division
        for division in divisions
        if not any(other != division.code and known.within(division.code, other) for other in codes)
    )
