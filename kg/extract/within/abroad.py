"""Wholes that a name gives by one character or by 驻: 甲国's ministry as 甲外交部, a mission as 中国驻乙国使馆.

A newspaper prints a country before its ministries by its first character once it has named it. A mission is a body of the
country that sends it and stands in the place that it is named after; both are said by its name alone.
"""

import re
from collections.abc import Iterator, Sequence

from kg.extract.within.parts import Part, Reason
from kg.lexicon.names import best_cut
from kg.lexicon.places import Gazetteer, Level
from kg.lexicon.suffixes import kind_of_body
from kg.model.schema import Kind

_OF_STATE = frozenset({Kind.GOVERNMENT, Kind.POLICE_COURT, Kind.MILITARY, Kind.PARTY})
_STATE = re.compile(r"(?:政府|当局|警方|军方|海军|空军|陆军|议会|国会|央行|军)$")
_REGIONS = frozenset("台港澳")  # printed so, though they are no countries
_MISSION = re.compile(r"(?P<sender>.*?)驻(?P<seat>.+?)(?:大使馆|使馆|使领馆|总领事馆|总领馆|领事馆|领馆|使团|代表团)")


def from_abroad(found: Sequence[Part], gazetteer: Gazetteer) -> Iterator[Reason]:
    """Reasons by one character, and by 驻. Cost: bodies × places of the item."""
    places = [part for part in found if part.is_division]
    by_form = {form: part for part in found if part.is_place for form in part.surfaces}
    for part in found:
        if not part.is_body or part.is_division:
            continue
        for form in part.surfaces:
            whole = _by_letter(form, places, gazetteer)
            if whole is not None:
                yield Reason(part.chain, whole.chain, "name-begins-with-letter", part.mentions[0])
            match = _MISSION.fullmatch(form)
            if match is not None:
                for place, rule in ((match["sender"], "mission-of"), (match["seat"], "mission-in")):
                    if place in by_form:
                        yield Reason(part.chain, by_form[place].chain, rule, part.mentions[0])


def _by_letter(form: str, places: Sequence[Part], gazetteer: Gazetteer) -> Part | None:
    """The one country of the item that the first character of a ministry's name stands for; 中 opens words (中办, 中科院)."""
    rest = form[1:].strip("“”")
    if form[0] == "中" or not rest or not (kind_of_body(rest) in _OF_STATE or _STATE.search(rest)):
        return None
    if any(form.startswith(name) for place in places for name in place.surfaces if len(name) > 1):
        return None
    if len(form) > 2 and form[1] != "“" and 1 not in best_cut(form)[1]:
        return None  # 土|地局 is no office of 土耳其
    codes = {
        place.code for place in gazetteer.lookup_bare(form[0]) if place.level is Level.COUNTRY or form[0] in _REGIONS
    }
    owners = [place for place in places if place.codes & codes]
    return owners[0] if len(owners) == 1 else None
