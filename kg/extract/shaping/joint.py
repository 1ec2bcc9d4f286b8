"""Bodies of two sides with a dash in their name: 甲国—乙联盟合作中心, 甲大学-乙大学联合研究所; the border of two countries: 甲乙边境.

What is left behind the dash begins with the second side and would be a body of that side alone.
"""

import re

from kg.extract.coreference.clusters import Form
from kg.extract.shaping.setting import Setting, drop_empty, put
from kg.lexicon.places import Gazetteer, Level
from kg.lexicon.suffixes import kind_of_body
from kg.model.schema import Kind
from kg.model.text import Span

_DASHES = "-—–－"
_LONGEST = 12  # code points of a side
_BORDER = re.compile(r"[\u4e00-\u9fff]{2}边境(?![管检警防])")


def join_sides(text: str, forms: dict[str, Form], gazetteer: Gazetteer) -> None:
    """Put such names into ``forms`` in place of their second halves. Cost: linear in the names' spans."""
    setting = Setting(text, forms, gazetteer)
    for surface in sorted(forms):
        form = forms[surface]
        for span in list(form.spans):
            before = text[max(0, span.start - 2) : span.start]
            if not before or before[-1] not in _DASHES or before[0] in _DASHES:
                continue
            first = setting.ending_at(span.start - 1)
            if first is None or len(first) > _LONGEST or not _are_sides(first.of(text), surface, setting):
                continue
            whole = first.cover(span)
            for other in forms.values():  # the second half, and 甲—乙 short of the head
                other.spans[:] = [
                    s for s in other.spans if s != span and not (s.start < span.start < s.end < whole.end)
                ]
            put(text, forms, whole, form.kind)
    for match in _BORDER.finditer(text):
        sides = [gazetteer.lookup_bare(letter) for letter in match.group()[:2]]
        if all(any(p.level is Level.COUNTRY for p in side) for side in sides):
            put(text, forms, Span(match.start(), match.end()), Kind.NATURAL)
    drop_empty(forms)


def _are_sides(first: str, second: str, setting: Setting) -> bool:
    """Whether the second begins with a name of the sort of the first, and goes on to be a body or place."""
    if not kind_of_body(second) and not second.endswith(("区", "园", "带", "走廊")):
        return False
    place = bool(setting.gazetteer.lookup(first))
    for size in range(2, min(_LONGEST, len(second) - 1)):
        head = second[:size]
        if place and (setting.gazetteer.lookup(head) or (head in setting.known and head.endswith(("组织", "盟")))):
            return True
        if not place and head in setting.known and kind_of_body(first) is kind_of_body(head) is not None:
            return True
    return False
