"""Places printed with the country, province or city that they lie in, though no list has them: 甲国乙, 甲省丙山.

The place is the rest, the whole its longer form; the first is a place too. Regions and buildings are left alone: the west of
甲省 is no 西部, and 甲长江大桥 is one bridge of several.
"""

import re

from kg.extract.coreference.clusters import Form, add_inside
from kg.extract.text.levels import is_bare
from kg.lexicon.names import word_frequencies
from kg.lexicon.places import Gazetteer, Level
from kg.lexicon.suffixes import kind_of_place
from kg.model.schema import Kind

_WIDE = frozenset({Level.COUNTRY, Level.PROVINCE, Level.PREFECTURE})
_NO_REST = re.compile(
    r"[东西南北中][东西南北]?(?:部|方|侧|岸)?$|.*(?:地区|境内|周边|沿线|全境|沿海|一带|边境|内地|大陆|本土|全国|各地|城区|市区|主城)$"
)
_CUT = "省市县区州等各"  # what begins so is cut out of a longer word
_COMMON = 30  # the frequency from which the list's words are in common use
_LONGEST = 6  # code points of the rest


def add_placed(text: str, forms: dict[str, Form], gazetteer: Gazetteer) -> None:
    """Add both parts of such names to ``forms``. Cost: linear in the names."""
    for surface in sorted(forms):
        form = forms[surface]
        if not form.is_place or form.kind is Kind.FACILITY or gazetteer.lookup(surface):
            continue
        size = next((n for n in range(len(surface) - 2, 1, -1) if _is_wide(surface[:n], gazetteer)), 0)
        rest = surface[size:]
        if not size or len(rest) > _LONGEST or is_bare(rest) or _NO_REST.match(rest) or rest[0] in _CUT:
            continue
        if word_frequencies().get(rest, 0) > _COMMON:
            continue
        kind = kind_of_place(rest)
        if kind not in (None, Kind.ADMIN, Kind.NATURAL) or (kind is None and form.kind is not Kind.ADMIN):
            continue
        add_inside(text, forms, form, 0, size, Kind.ADMIN)
        add_inside(text, forms, form, size, len(surface), kind or form.kind)


def _is_wide(name: str, gazetteer: Gazetteer) -> bool:
    known = gazetteer.lookup(name)
    return bool(known) and known[0].level in _WIDE
