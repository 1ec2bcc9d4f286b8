"""Whether a name stands for a body, a place, or both, by how it ends and by how the text uses it.

The ending decides where it can (大学 is a body, 路 a road). Parks, halls and stations are grounds that one visits and
bodies that act, so there the labeller decides: it has read the sentences around the name.
"""

import re
from collections.abc import Sequence

from kg.extract.coreference.clusters import Form
from kg.extract.names.gathering import Labels
from kg.extract.names.taught import TAUGHT
from kg.extract.workspace import Workspace
from kg.lexicon.places import Gazetteer, Level
from kg.lexicon.suffixes import kind_of_body, kind_of_place
from kg.model.schema import EntityType, Kind
from kg.model.text import Span

_FACILITY = re.compile(
    r"(?:中心|园|园区|厂|厂区|馆|院|站|场|校区|基地|学校|大学|小学|中学|店|社|所|库|矿|港|区|队|点|宫|厅|城|广场|大厦)$"
)
_AT = re.compile(r"(?:在|到|赴|从|走进|来到|位于|前往|抵达|至|于|进|离开|入驻)$")
_ACTING_PLACES = ("社区", "街道", "小区", "镇", "乡", "村", "区", "县", "市", "省", "自治区", "国")
_SURE, _LIKELY = (
    0.5,
    0.15,
)  # the labeller's probability from which it speaks for a reading; below the second, against it


def shares(bench: Workspace, spans: Sequence[Span]) -> tuple[float, float]:
    """How probable the labeller finds it that the stretches name a body, and a place: the best of all, each in [0, 1]."""
    body = place = 0.0
    for span in spans:
        i = bench.sentence_at(span.start)
        if i is not None:
            labels = Labels(bench.sentences[i].span.start, bench.scores[i])
            body = max(body, labels.probability(span, "ORG"))
            place = max(place, labels.probability(span, "PLACE"))
    return body, place


def settle_kind(form: Form, body: float, place: float, gazetteer: Gazetteer) -> Kind:
    """The kind of a form where the labeller knows better than the ending, else its own.

    A word that is also the short form of some far township (阿里) is the company that the text speaks of; a stretch
    that ends like a body is the place that the text goes to.
    """
    if form.probability == TAUGHT:
        return form.kind
    if form.is_place and place < _LIKELY and not form.surface.endswith(_ACTING_PLACES):
        listed = gazetteer.lookup(form.surface)
        is_small = bool(listed) and listed[0].level in (Level.COUNTY, Level.TOWNSHIP)
        if (body >= _SURE and not listed and kind_of_place(form.surface) is None) or (is_small and body > 2 * _LIKELY):
            return kind_of_body(form.surface) or Kind.OTHER
    if not form.is_place and place >= _SURE and body < _LIKELY and not _FACILITY.search(form.surface):
        return kind_of_place(form.surface) or Kind.FACILITY
    return form.kind


def types_of(text: str, form: Form, body: float, place: float) -> set[EntityType]:
    """Body, place, or both. Divisions and compounds with their suffix printed act as bodies too."""
    surface = form.surface
    if form.probability == TAUGHT and not form.is_place and form.kind is not Kind.COMMUNITY:
        return {EntityType.ORGANIZATION}
    if form.is_place:
        acts = form.kind in (Kind.ADMIN, Kind.RESIDENTIAL) and surface.endswith(_ACTING_PLACES)
        acts = acts or (kind_of_place(surface) is not None and kind_of_body(surface) is not None)
        acts = acts or (body > min(_SURE, place) and form.kind is not Kind.ADMIN)
        return {EntityType.PLACE, EntityType.ORGANIZATION} if acts else {EntityType.PLACE}
    if form.kind is Kind.OTHER and kind_of_body(surface) is None:
        if (place > body + 0.05 and body < _LIKELY) or (body < _SURE and kind_of_place(surface) is Kind.OTHER):
            return {EntityType.PLACE}  # what no ending tells: 甲站 without 站, a region (华南)
    is_ground = bool(_FACILITY.search(surface)) and (place >= _LIKELY or _is_gone_to(text, form))
    return {EntityType.ORGANIZATION, EntityType.PLACE} if is_ground or place >= _SURE else {EntityType.ORGANIZATION}


def _is_gone_to(text: str, form: Form) -> bool:
    """Whether the text speaks of being at, in or near it somewhere: 在甲体育中心举行, 位于乙工业园的."""
    return any(_AT.search(text[max(0, span.start - 3) : span.start]) for span in form.spans)
