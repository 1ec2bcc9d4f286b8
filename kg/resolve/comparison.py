"""Two people of one name → how much speaks for their being one, in the manner of Fellegi and Sunter.

The weight of a pair is the logarithm, to base 2, of the odds that it is one person: it begins with how rare the name is
(how many others in the news would bear it), and each agreement adds log2(m / u), where m is how often two mentions of
one person agree so, and u how often two namesakes do; conflicts subtract. The figures are rounded estimates, one line
each with its reason, not learnt ones: a reader can check them, and a new collection does not shift them.
Source: Fellegi and Sunter, A Theory for Record Linkage (1969); Christen, Data Matching (2012), chapter 6.
"""

import re
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import log2

from kg.lexicon.names import given_characters, surnames

NEWSMAKERS = 1e6  # people whom the newspapers of the country name
SIGNATORIES = 1e4  # people who sign what one user gathers: reporters, editors
MERGE = 6.64  # 99 in 100
LIKELY = 2.0  # 4 in 5

_RAREST, _COMMONEST = 5.0, -8.0  # the tables know no name better than that; no name is proof by itself
_FOREIGN = {"full": 1e-7, "long": 1e-6, "short": 1e-5}  # shares of bearers: 迈克尔·瑞安, 佩斯科夫, 普京

HOST_BODY = 11.0  # u: fifty of a million work in one body
HOST_ALIKE = 7.0  # one name holds the other: 仪征化纤, 仪征化纤有限公司
HOST_AREA = 4.0  # a town as host: tens of thousands
HOST_RESIDENTS = 1.0  # who merely lives there
OFFICE = 8.0  # one at a time holds it: 市长, 书记
ROLE = 3.0  # the same post, of which there are many
ROLE_OF_FEW = 8.0  # some hundreds hold it in the world: 总统, 外长
ROLE_RELATED = 1.0  # 副书记 and 书记
NEAR_HOSTS = {6: 3.0, 4: 2.0, 2: 1.0}  # hosts in one county, city, province, by the digits of the code they share
NEAR_ITEMS = {6: 2.5, 4: 1.5, 2: 1.0}  # the same for places that the items name
COMPANION_RARE, COMPANION, COMPANIONS_MOST = 3.0, 1.5, 8.0  # named beside both
SHARED_BODY, SHARED_BODIES_MOST = 1.0, 3.0
SAME_PAGE = 3.0
SIGNED_PAGE = 9.0  # two signatures on one page
HOUSE = 7.0  # two signatures for one house (中新社, 中新网)
FRAME = 4.2  # an editor's mark printed in the same form: 【编辑:X】
DATELINE = 2.0  # both report from one city

OTHER_HOSTS = -2.0
FAR_POSTS = -8.0  # two full-time posts in far-apart places within a week
FAR_DATELINES = -4.0  # reporters of one house sit in different provinces
SIGNS_AND_IS_NAMED = -4.0  # those who sign are seldom whom others write about
WEEK = 7  # days

_ANONYMOUS = re.compile(
    r".*[某×xX*＊].*|.{1,2}(?:女士|先生|小姐|太太|阿姨|大爷|大妈|大叔|大姐|大哥|奶奶|爷爷|师傅|老师|同学|医生|护士|家长|老太|老汉|婆婆|总|姐|哥)|[小老阿大].|.(?:老|家)|[A-Za-z]"
)
_OFFICES = re.compile(
    r"(?<![副原前])(?:[省市区县旗州镇乡村]长|特首|行政长官|书记|总统|总理|首相|国王|女王|天皇|知事|董事长|总裁|校长|院长)$"
)
_MUNICIPALITIES = ("11", "12", "31", "50")
_OF_FEW = re.compile(
    r"(?:^(?:.{0,4})(?:总统|总理|首相|国王|女王|天皇|外长|国防部长|国务卿|国务委员|大法官|总干事)|总书记|国家主席|[^部]{2,}部长)$"
)
_CAPITAL = "11"  # agencies print what their bureaus send together under the dateline of the capital


@dataclass(frozen=True, slots=True)
class Host:
    """Where a post is held: the cluster of the body or place, its name, whether it is a division, its code, the post."""

    cluster: Hashable
    name: str  # what identifies it everywhere, "" for a relative name
    is_area: bool
    code: str
    role: str
    is_resident: bool
    is_current: bool = True


@dataclass(frozen=True, slots=True)
class Profile:
    """What one item says of a person, ready to be compared.

    ``day`` is None when unknown; ``signs`` is True for someone whom the item only credits, ``named`` for someone whom
    its words speak of. ``places`` are the codes of the divisions that the item names, ``dateline`` where it comes from.
    """

    name: str
    day: date | None
    pages: frozenset[str]
    signs: bool
    hosts: tuple[Host, ...] = ()
    roles: frozenset[str] = frozenset()
    houses: frozenset[str] = frozenset()
    frames: frozenset[str] = frozenset()
    dateline: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    companions: frozenset[str] = frozenset()
    bodies: frozenset[Hashable] = frozenset()


@dataclass(frozen=True, slots=True)
class Weight:
    """How much speaks for one person, in bits, and why: each reason with its own weight, in the order of looking."""

    bits: float
    reasons: tuple[tuple[str, float], ...]

    def told(self) -> tuple[str, ...]:
        """The reasons as printed: ``same host +11.0``."""
        return tuple(f"{reason} {bits:+.1f}" for reason, bits in self.reasons)


def is_anonymous(name: str) -> bool:
    """True for a name that hides or shortens who is meant: 吴某, 王女士, 小李; such people are never joined by name.

    >>> [is_anonymous(name) for name in ("吴某某", "王女士", "小李", "李小龙")]
    [True, True, True, False]
    """
    return _ANONYMOUS.fullmatch(name) is not None


@lru_cache(maxsize=1 << 15)
def share(name: str) -> float:
    """The share of people who bear a name: surname × given name for Han names, else by how full the name is.

    >>> share("王伟") > 100 * share("欧阳静远")
    True
    """
    known, given = surnames(), given_characters()
    shares = []
    for length in (1, 2):
        surname, rest = name[:length], name[length:]
        if surname in known and 1 <= len(rest) <= 2:
            bearers = known[surname] / 1e6 * (0.15 if len(rest) == 1 else 0.85)
            for char in rest:
                bearers *= max(given.get(char, 0.0), 20.0) / 1e6
            shares.append(bearers)
    if shares:
        return max(shares)
    return _FOREIGN["full" if "·" in name else "long" if len(name) > 3 else "short"]


def rarity(name: str, population: float) -> float:
    """The weight that a name alone gives: 0.0 when one other person of the population bears it."""
    return round(max(_COMMONEST, min(_RAREST, -log2(population * share(name)))), 1)


def compare(one: Profile, other: Profile) -> Weight:
    """Weigh a pair that shares a name. Cost: O(what the two say)."""
    both_sign = one.signs and other.signs
    # 瑞安 may be 迈克尔·瑞安: what both names say is the shorter one.
    shared = min((one.name, other.name), key=lambda name: (len(name), name))
    reasons = [(f"name {shared}", rarity(shared, SIGNATORIES if both_sign else NEWSMAKERS))]
    if both_sign:
        reasons += _signatures(one, other)
    else:
        if one.signs != other.signs:
            reasons.append(("signs here, is written about there", SIGNS_AND_IS_NAMED))
        reasons += _posts(one, other)
        reasons += _surroundings(one, other)
    return Weight(round(sum(bits for _, bits in reasons), 1), tuple(reasons))


def _signatures(one: Profile, other: Profile) -> Iterable[tuple[str, float]]:
    if not one.pages.isdisjoint(other.pages):
        yield "sign on one page", SIGNED_PAGE
    companions = one.companions & other.companions
    if companions:
        yield f"sign beside {'、'.join(sorted(companions)[:3])}", min(len(companions) * COMPANION_RARE, COMPANIONS_MOST)
    houses = one.houses & other.houses
    if houses:
        yield f"sign for {min(houses)}", HOUSE
    frames = one.frames & other.frames
    if frames:
        yield f"marked {min(frames)}", FRAME
    if one.dateline and other.dateline:
        digits = nearest(one.dateline, other.dateline)
        if digits >= 4:
            yield "report from one place", DATELINE
        elif digits == 2:
            yield "report from one province", NEAR_ITEMS[2]
        elif not any(code.startswith(_CAPITAL) for code in (*one.dateline, *other.dateline)):
            yield "report from far apart", FAR_DATELINES


def _posts(one: Profile, other: Profile) -> Iterable[tuple[str, float]]:
    """The best agreement of two hosts with their posts, then what the posts say by themselves."""
    best: tuple[float, str] | None = None
    nearest_hosts, far, abroad = 0, False, False
    for a in one.hosts:
        for b in other.hosts:
            if a.cluster == b.cluster or (a.code and a.code == b.code and a.is_area and b.is_area):
                found = _same_host(a, b)
                best = max(best, found) if best else found
            elif _alike(a, b):
                best = max(best, (HOST_ALIKE, "hosts of like names")) if best else (HOST_ALIKE, "hosts of like names")
            elif a.code and b.code:
                abroad = abroad or a.code[:2].isdigit() != b.code[:2].isdigit()
                nearest_hosts = max(nearest_hosts, nearest((a.code,), (b.code,)))
                far = far or (a.is_current and b.is_current and not (a.is_resident or b.is_resident))
    if best:
        yield best[1], best[0]
    else:
        if nearest_hosts:
            yield "hosts in one area", NEAR_HOSTS[nearest_hosts]
        elif far and one.day and other.day and abs((one.day - other.day).days) <= WEEK:
            yield "two posts far apart within a week", FAR_POSTS
        elif one.hosts and other.hosts:
            yield "other hosts", OTHER_HOSTS
        same = one.roles & other.roles
        few = {
            min(a, b, key=len)
            for a in one.roles
            for b in other.roles
            if _OF_FEW.search(a) and _OF_FEW.search(b) and _is_tail(a, b)
        }
        if few and not abroad:
            yield f"post {'、'.join(sorted(few))}, which few hold", ROLE_OF_FEW + ROLE * (len(few) - 1)
        elif same:
            yield f"post {min(same)}", ROLE
        elif any(a.endswith(b) or b.endswith(a) for a in one.roles for b in other.roles):
            yield "related posts", ROLE_RELATED


def _same_host(a: Host, b: Host) -> tuple[float, str]:
    if a.is_resident or b.is_resident:
        return (HOST_RESIDENTS if a.is_area else HOST_AREA), "live or stay in one place"
    bits = HOST_AREA if a.is_area else HOST_BODY
    if a.role == b.role and (_OFFICES.search(a.role) or _OF_FEW.search(a.role)):
        return bits + OFFICE, f"same host, one {a.role}"
    if a.role == b.role:
        return bits + ROLE, f"same host, post {a.role}"
    return bits, "same host"


def _alike(a: Host, b: Host) -> bool:
    """True when the letters of one body's name stand in the other's in their order, with its beginning or its end."""
    short, long = sorted((a.name, b.name), key=lambda name: (len(name), name))
    if a.is_area or b.is_area or len(short) < 4 or not (long.startswith(short[:2]) or long.endswith(short[-3:])):
        return False
    rest = iter(long)
    return all(char in rest for char in short)


def _is_tail(a: str, b: str) -> bool:
    """True when one post ends in the other and is no 副 of it: 俄总统, 总统."""
    short, long = sorted((a, b), key=len)
    return long.endswith(short) and not long.removesuffix(short).endswith("副")


def _surroundings(one: Profile, other: Profile) -> Iterable[tuple[str, float]]:
    companions = one.companions & other.companions
    if companions:
        bits = sum(COMPANION_RARE if rarity(name, NEWSMAKERS) >= 0 else COMPANION for name in companions)
        yield f"beside {'、'.join(sorted(companions)[:3])}", min(bits, COMPANIONS_MOST)
    bodies = one.bodies & other.bodies
    if bodies:
        yield "items name the same bodies", min(len(bodies) * SHARED_BODY, SHARED_BODIES_MOST)
    digits = nearest(one.places, other.places)
    if digits:
        yield "items name places of one area", NEAR_ITEMS[digits]
    if not one.pages.isdisjoint(other.pages):
        yield "on one page", SAME_PAGE


def nearest(some: Iterable[str], others: Iterable[str]) -> int:
    """The digits of division code that the nearest two share: 6 for one county, 4 a city, 2 a province, 0 for none.

    A municipality counts as a city; so does one city abroad, and one country abroad as a province.

    >>> nearest(["370211", "110101"], ["370213"]), nearest(["370211"], ["US"]), nearest(["310000"], ["310000"])
    (4, 0, 4)
    """
    return max((_shared(a, b) for a in some for b in others), default=0)


@lru_cache(maxsize=1 << 15)
def _shared(a: str, b: str) -> int:
    if not (a[:2].isdigit() and b[:2].isdigit()):
        return (4 if ":" in a else 2) if a == b != "CN" else 0
    for digits in (6, 4, 2):
        head = a[:digits]
        if head == b[:digits] and not head.endswith("00"):
            return 4 if digits == 2 and head in _MUNICIPALITIES else digits
    return 0


def resident_role(role: str) -> bool:
    """True for what is no post: whoever lives, studies or shops there is called so."""
    return role.endswith(_RESIDENTS)


_RESIDENTS = (
    "居民", "市民", "村民", "群众", "读者", "网友", "业主", "游客", "学生", "志愿者", "党员", "患者", "顾客", "旅客", "家长", "本地人",
)  # fmt: skip
