"""Which mentions of one article stand for the same body or place.

Chinese news prints a body once in full and then short: without its place (证监会 for 中国证监会), without its kind
(甲乙 for 甲乙科技有限公司), by a defined short form (以下简称"甲乙"), or by one character of each part (北师大). Short
forms that several bodies of the item could own stay apart. Relative names (市委, 区财政局, 街道党工委) belong to a
place of their level, and are the same body only under the same place.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.lexicon.places import Gazetteer
from kg.lexicon.suffixes import kind_of_body
from kg.model.schema import Kind
from kg.model.text import Span

_PLACE_SUFFIX = ("特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "自治州", "自治县", "地区", "省", "市", "区", "县", "旗", "盟", "州", "镇", "乡", "街道", "村", "岛")
_COMPANY_TAIL = re.compile(
    r"(?:[（(][^()（）]{1,6}[)）])?(?:科技|技术|生物|电子|信息|网络|软件|文化|传媒|实业|投资|控股|发展|贸易|商贸|建设|工程|置业|地产|房地产|医药|药业|制药|食品|能源|电力|汽车|物流|速运|"
    r"国际|集团|股份|有限|责任|公司|总公司|企业)+$"
)
_DEFINED = re.compile(r"[（(](?:以下)?(?:简称|下称|又称|统称|以下简称为|以下称)[：:]?[“\"‘]?([^”\"’）)，,]{2,12})[”\"’]?[）)]")
_NATION = ("中国", "国家", "全国", "中华人民共和国", "中共")


@dataclass(slots=True)
class Form:
    """One printed form of a body or place: where it stands, what kind its form says, how sure that it is a name."""

    surface: str
    kind: Kind
    probability: float
    spans: list[Span] = field(default_factory=list)

    @property
    def is_place(self) -> bool:
        """True for a division, a compound, a facility or a natural feature."""
        return self.kind in (Kind.ADMIN, Kind.RESIDENTIAL, Kind.FACILITY, Kind.NATURAL)


class Clusters:
    """Union–find over forms, by surface."""

    def __init__(self, surfaces: Iterable[str]) -> None:
        self._parent = {surface: surface for surface in surfaces}

    def find(self, surface: str) -> str:
        """The representative of a surface's cluster."""
        while self._parent[surface] != surface:
            self._parent[surface] = self._parent[self._parent[surface]]
            surface = self._parent[surface]
        return surface

    def join(self, a: str, b: str) -> None:
        """Put two forms into one cluster; the longer form (then the lesser string) represents it."""
        first, second = sorted((self.find(a), self.find(b)), key=lambda s: (-len(s), s))
        self._parent[second] = first


def cluster_forms(text: str, forms: dict[str, Form], gazetteer: Gazetteer) -> Clusters:
    """Join the forms that stand for one body or place. Cost: O(forms²), some dozens an item."""
    clusters = Clusters(forms)
    by_length = sorted(forms.values(), key=lambda form: (-len(form.surface), form.surface))
    for short in by_length:  # longest first, so that the owners of a short form are joined before it asks for them
        owners = {
            clusters.find(full.surface)
            for full in by_length
            if len(full.surface) > len(short.surface) and _is_short_form(short, full, forms, gazetteer)
        }
        if len(owners) == 1:
            clusters.join(short.surface, owners.pop())
    for match in _DEFINED.finditer(text):
        full = _ending_before(forms.values(), match.start())
        short_form = forms.get(match.group(1))
        if full and short_form:
            clusters.join(full.surface, short_form.surface)
    return clusters


def _ending_before(forms: Iterable[Form], offset: int) -> Form | None:
    """The longest form that ends right at an offset."""
    ending = [form for form in forms if any(span.end == offset for span in form.spans)]
    return max(ending, key=lambda form: (len(form.surface), form.surface), default=None)


def _is_short_form(short: Form, full: Form, forms: dict[str, Form], gazetteer: Gazetteer) -> bool:
    a, b = full.surface, short.surface
    if full.kind is Kind.ADMIN and short.kind is Kind.ADMIN:
        return _same_division(a, b, forms, gazetteer)
    if full.is_place != short.is_place and short.kind is Kind.ADMIN:
        return False
    if a.endswith(b) and not short.is_place:
        return _is_place_or_body(a[: -len(b)], forms, gazetteer)
    if a.endswith(b):
        return _is_place_or_body(a[: -len(b)], forms, gazetteer) and short.kind is full.kind
    if full.kind is Kind.COMPANY or kind_of_body(b) is None:
        return _is_brand(a, b, forms, gazetteer)
    return not full.is_place and _is_abbreviation(a, b)


def _same_division(a: str, b: str, forms: dict[str, Form], gazetteer: Gazetteer) -> bool:
    """甲市 and 甲; 乙省甲市 and 甲市; 新疆维吾尔自治区 and 新疆."""
    if a.endswith(b) and _is_place_or_body(a[: -len(b)], forms, gazetteer):
        return True
    if a.startswith(b) and a[len(b) :] in _PLACE_SUFFIX:
        return True
    codes = {division.code for division in gazetteer.lookup(a)}
    return a[:2] == b[:2] and bool(codes & {division.code for division in gazetteer.lookup(b)})


def _is_place_or_body(prefix: str, forms: dict[str, Form], gazetteer: Gazetteer) -> bool:
    """True when what a short form leaves out is a place or a body itself."""
    if prefix in forms or prefix in _NATION or gazetteer.lookup_bare(prefix):
        return True
    return any(prefix.endswith(suffix) and len(prefix) > 2 for suffix in _PLACE_SUFFIX) or kind_of_body(prefix) is not None


def _is_brand(a: str, b: str, forms: dict[str, Form], gazetteer: Gazetteer) -> bool:
    """甲乙 or 甲乙科技 for 某市甲乙科技有限公司: the proper part, with or without the place before it."""
    starts = [0, *(i for i in range(2, min(6, len(a))) if gazetteer.lookup(a[:i]))]
    return len(b) >= 2 and any(
        a.startswith(b, start) and (not a[start + len(b) :] or _COMPANY_TAIL.fullmatch(a[start + len(b) :]) is not None)
        for start in starts
    )


def _is_abbreviation(a: str, b: str) -> bool:
    """One character of each part, in order, first with first, and the last one out of the full name's kind."""
    if not 2 <= len(b) <= 6 or a[0] != b[0] or len(a) < len(b) + 2:
        return False
    position = 0
    for char in b:
        position = a.find(char, position) + 1
        if position == 0:
            return False
    return a.rfind(b[-1]) >= len(a) - 4


def same_kind(noun: str, kind: Kind) -> bool:
    """Whether a bare noun (公司, 学校, 该院) can refer to a body of a kind."""
    bare = noun.removeprefix("该").removeprefix("本").removeprefix("我")
    wanted = kind_of_body("某" + bare) or kind_of_body("某某" + bare)
    return wanted is kind or (bare in {"校", "学校"} and kind is Kind.SCHOOL) or (bare in {"院", "医院"} and kind is Kind.HOSPITAL)


def nearest_before(spans: Sequence[tuple[Span, int]], offset: int) -> int | None:
    """The value of the last span that starts before an offset, None when there is none."""
    before = [item for item in spans if item[0].start < offset]
    return max(before, key=lambda item: item[0].start)[1] if before else None
