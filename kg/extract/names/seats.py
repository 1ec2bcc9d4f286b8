"""Divisions and communities that no list has, read off the names of their bodies: 甲区 in 甲区教育局, 乙社区 in 乙社区居委会.

A body that is known by its office alone has the place it is of before it, and the place ends where its level is printed.
What the lists have is a candidate anyway; this is for towns, communities and compounds, which they cannot all have.
"""

import re
from collections.abc import Mapping

from kg.extract.coreference.clusters import Form, add_inside
from kg.extract.text.levels import is_bare
from kg.lexicon.places import Gazetteer
from kg.lexicon.suffixes import kind_of_body, kind_of_place
from kg.model.schema import Kind

# A level, where no word of the same character goes on: 市场, 市区, 村民, 乡村, 区域, 县城, 城市, 地区, 校区.
_LEVEL = re.compile(
    r"街道|社区|小区|(?<![城都股超门楼黑集])市(?![场区民直长属容值警])|县(?![城长级域])|(?<![市地校社小园库战景湾灾片辖郊厂营防山老新城])区(?![域块长间划级])"
    r"|(?<![城乡村重])镇(?![长区])|(?<![城老同家故])乡(?![村镇长])|(?<![农乡山新])村(?![民庄口寨支])"
)
_LOCAL = frozenset({"街道", "社区", "小区"})  # whose names begin as any place's may
# Kinds whose names begin with the place that they are of; companies and schools are called after anything.
_SEATED = frozenset({Kind.GOVERNMENT, Kind.PARTY, Kind.POLICE_COURT, Kind.COMMUNITY})
# No proper part of a place's name: levels again (省区市), counts, words for any place (属地), parts of longer endings.
_NO_PART = re.compile(r"[省市县区州旗镇乡地府委局两各该本全特护灌湖海]|街道|社区")
_SHORTEST, _LONGEST = 2, 6  # characters before the level: 桂花里|社区


def add_seats(text: str, forms: dict[str, Form], gazetteer: Gazetteer) -> None:
    """Add the places that names of bodies begin with to ``forms``, where none of them is one already. Cost: linear."""
    for surface in sorted(forms):
        form = forms[surface]
        if form.kind in _SEATED:
            for start, end in _seats(surface, forms, gazetteer):
                place = surface[start:end]
                kind = kind_of_body(place) or kind_of_place(place) or Kind.ADMIN
                add_inside(text, forms, form, start, end, kind)


def _seats(surface: str, forms: Mapping[str, Form], gazetteer: Gazetteer) -> list[tuple[int, int]]:
    found = []
    start = 0
    for match in _LEVEL.finditer(surface):
        end = match.end()
        rest, place = surface[end:], surface[start:end]
        proper = surface[start : match.start()]
        if (
            not _SHORTEST <= len(proper) <= _LONGEST
            or _NO_PART.search(proper)
            or kind_of_place(place) is None
            or not rest
        ):
            continue
        if kind_of_body(rest) is None and kind_of_place(rest) is None:
            continue
        if match.group() in _LOCAL or not any(map(gazetteer.lookup_bare, (place, proper, proper[:2]))):
            found.append((start, end))
        start = end
    return [(a, b) for a, b in found if not is_bare(surface[a:b]) and not _is_longer(surface[a:b], forms)]


def _is_longer(place: str, forms: Mapping[str, Form]) -> bool:
    """Whether a shorter name ends the stretch, so that what stands before is no part of it."""
    return any(place.endswith(other) and other != place for other in forms)
