"""Which mentions of one article stand for the same body or place.

Chinese news prints a body once in full and then short: without its place (证监会 for 中国证监会), without its kind
(甲乙 for 甲乙科技有限公司), by a defined short form (以下简称"甲乙"), or by one character of each part (北师大). Short
forms that several bodies of the item could own stay apart. Relative names (市委, 区财政局, 街道党工委) belong to a
place of their level, and are the same body only under the same place.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.extract.coreference.shortforms import (
    drops_field,
    drops_kind,
    drops_owner,
    is_abbreviation,
    is_brand,
    same_division,
    same_seat,
)
from kg.extract.coreference.variants import (
    also_named,
    drops_affiliation,
    is_hospital_of,
    is_seat_of,
    is_team_of,
    leaves_out,
    same_name,
    same_place,
)
from kg.extract.text.levels import is_bare
from kg.lexicon.places import Gazetteer
from kg.lexicon.suffixes import kind_of_body
from kg.model.schema import Kind
from kg.model.text import Span

_DEFINED = re.compile(
    r"[（(](?:以下)?(?:简称|下称|又称|统称|以下简称为|以下称)[：:]?[“\"‘]?([^”\"’）)，,]{2,12})[”\"’]?[）)]"
)
_MARKS = re.compile(r"[“”‘’\"]")
_OFFICES = {Kind.GOVERNMENT, Kind.POLICE_COURT}  # 公安部交通管理局 ends like the one, 公安部交管局 like the other
_BRACKETED = re.compile(r"[（(]([^()（）“”，。]{2,20})[）)]")  # 甲局（乙办）: a body and its other name


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


def add_inside(text: str, forms: dict[str, Form], whole: Form, start: int, end: int, kind: Kind) -> None:
    """Add what stands at ``[start, end)`` of a form's surface to ``forms``, wherever the form is printed as it is spelt."""
    name = whole.surface[start:end]
    inner = forms.setdefault(name, Form(name, kind, whole.probability))
    taken = set(inner.spans)
    inner.spans += [
        span
        for printed in whole.spans
        if text.startswith(whole.surface, printed.start)
        and (span := Span(printed.start + start, printed.start + end)) not in taken
    ]


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
    """Join the forms that stand for one body or place. Cost: O(forms²), some dozens an item.

    Where several bodies could own a short form, the closest kind of shortening decides; where that is shared, too,
    the form stays apart.
    """
    clusters = Clusters(forms)
    surfaces = frozenset(forms)
    by_length = sorted(forms.values(), key=lambda form: (-len(form.surface), form.surface))
    characters = {surface: frozenset(surface) for surface in forms}
    for short in by_length:  # longest first, so that the owners of a short form are joined before it asks for them
        owners: dict[int, set[str]] = {}
        own = characters[short.surface]
        # Only letters (英国广播公司, BBC) and a country's side (阿方) may be short for what has none of their characters.
        always = short.surface.isascii() or short.surface.endswith("方")
        for full in by_length:
            if len(full.surface) < len(short.surface):
                break
            if full is not short and (always or not own.isdisjoint(characters[full.surface])):
                rank = shortening(full, short, surfaces, gazetteer)
                if rank is not None:
                    owners.setdefault(rank, set()).add(clusters.find(full.surface))
        closest = owners[min(owners)] if owners else set()
        if len(closest) == 1 or _is_one_site(short, closest):
            for owner in closest:
                clusters.join(short.surface, owner)
    for surface in sorted(forms):
        for other in also_named(surface):
            if other in forms:
                clusters.join(surface, other)
    for match in (*_DEFINED.finditer(text), *_BRACKETED.finditer(text)):
        full_form = _ending_before(forms.values(), match.start())
        short_form = forms.get(match.group(1))
        if full_form and short_form and (match.re is _DEFINED or not (full_form.is_place or short_form.is_place)):
            clusters.join(full_form.surface, short_form.surface)
    return clusters


def _is_one_site(short: Form, owners: Iterable[str]) -> bool:
    """Whether all longer forms are a site with its place before it (甲省乙山陵, 乙山陵): there is one of the name."""
    return (
        short.kind in (Kind.FACILITY, Kind.NATURAL)
        and not is_bare(short.surface)
        and all(owner.endswith(short.surface) for owner in owners)
    )


def shortening(full: Form, short: Form, surfaces: frozenset[str], gazetteer: Gazetteer) -> int | None:
    """How one form may be short for another, 0 the closest way; None when it is not.

    0: the place is printed otherwise or left out; 1: the owner is left out; 2: the kind of a company is left out; 3: that of
    another body; 4: characters of the words alone.
    """
    a, b = (_MARKS.sub("", form.surface) for form in (full, short))
    if full.kind is Kind.ADMIN or short.kind is Kind.ADMIN:
        both = full.kind is short.kind and same_division(a, b, gazetteer)
        return 0 if both or same_place(a, b, gazetteer) else None
    if full.is_place or short.is_place:
        whole = full.is_place and (short.is_place or kind_of_body(b) is not None)
        if whole and a.endswith(b) and drops_owner(a, b, gazetteer, surfaces):
            return 1
        if is_hospital_of(a, b, gazetteer) or same_name(a, b, gazetteer) or same_place(a, b, gazetteer):
            return 1
        return 3 if full.is_place and short.is_place and leaves_out(a, b, gazetteer) else None
    if b.endswith("委") and a == b + "员会":
        return 0  # 甲市卫生健康委员会 is 甲市卫生健康委
    alike = full.kind is short.kind or Kind.OTHER in (full.kind, short.kind) or {full.kind, short.kind} <= _OFFICES
    if (alike and same_seat(a, b, gazetteer)) or same_name(a, b, gazetteer):
        return 0
    if drops_owner(a, b, gazetteer, surfaces) or drops_affiliation(a, b):
        return 1
    if is_brand(a, b, gazetteer):
        return 2
    if full.kind is short.kind and drops_field(a, b, gazetteer):
        return 2
    if alike and leaves_out(a, b, gazetteer):
        return 3
    if drops_kind(a, b, full.kind):
        return 3
    if is_seat_of(a, b) or is_team_of(a, b):
        return 4
    return 4 if alike and is_abbreviation(a, b, full.kind, gazetteer) else None


def _ending_before(forms: Iterable[Form], offset: int) -> Form | None:
    """The longest form that ends right at an offset."""
    ending = [form for form in forms if any(span.end == offset for span in form.spans)]
    return max(ending, key=lambda form: (len(form.surface), form.surface), default=None)


def same_kind(noun: str, kind: Kind) -> bool:
    """Whether a bare noun (公司, 学校, 该院) can refer to a body of a kind."""
    bare = noun.removeprefix("该").removeprefix("本").removeprefix("我")
    wanted = kind_of_body("某" + bare) or kind_of_body("某某" + bare)
    return (
        wanted is kind
        or (bare in {"校", "学校"} and kind is Kind.SCHOOL)
        or (bare in {"院", "医院"} and kind is Kind.HOSPITAL)
    )


def nearest_before(spans: Sequence[tuple[Span, int]], offset: int) -> int | None:
    """The value of the last span that starts before an offset, None when there is none."""
    before = [item for item in spans if item[0].start < offset]
    return max(before, key=lambda item: item[0].start)[1] if before else None


def nearest_or_only(spans: Sequence[tuple[Span, int]], offset: int) -> int | None:
    """As :func:`nearest_before`; where nothing stands before, the value that all spans behind share (我校, named later)."""
    values = {value for _, value in spans}
    found = nearest_before(spans, offset)
    return found if found is not None or len(values) != 1 else values.pop()
