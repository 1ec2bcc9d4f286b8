"""Parts of a place by direction, which end as bodies do: 甲州西部 is the west of 甲州 and no 部, 乙河大桥处 is at the bridge."""

import re
from collections.abc import Sequence

from kg.extract.shaping.setting import Setting
from kg.lexicon.suffixes import kind_of_place
from kg.model.schema import Kind
from kg.model.text import Span

_PART = re.compile(r"(?P<place>.{2,}?)(?:[东西南北中][东西南北]?|大|全)部$")
_AT = re.compile(r"(?P<place>.{2,}(?:桥|隧道|路口|口岸|出口|入口|站))处$")
_REPORTED = re.compile(r"[收于每]|\d")  # 甲股份报|3.2元


def without_direction(span: Span, setting: Setting) -> Sequence[Span] | None:
    """The place whose part it is, where the stretch was taken for a body; what is quoted at a price, without 报."""
    surface = span.of(setting.text)
    if surface[-1] == "报" and _REPORTED.match(setting.text, span.end):
        rest = Span(span.start, span.end - 1)
        return (rest,) if setting.is_name(rest.of(setting.text)) else ()
    if surface[-1] not in "部处":
        return None
    match = _PART.fullmatch(surface) or _AT.fullmatch(surface)
    if match is None:
        return None
    place = match["place"]
    form = setting.forms.get(surface)
    if form is not None and form.is_place:
        return None
    kind = kind_of_place(place)
    if not setting.gazetteer.lookup_bare(place) and kind not in (Kind.ADMIN, Kind.FACILITY, Kind.NATURAL):
        return None
    return (Span(span.start, span.start + len(place)),)
