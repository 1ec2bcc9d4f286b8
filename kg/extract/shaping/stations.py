"""Stations by a town and a direction, as timetables print them without 站: 甲北开, 乙西至丙南. They are no parts of the towns.

In an item about trains the character behind a town tells its station, unless a word of place goes on there (甲南部, 乙东侧).
"""

import re
from collections.abc import Iterator

from kg.extract.coreference.clusters import Form
from kg.lexicon.places import Gazetteer, Level
from kg.model.text import Span

_TRAIN = re.compile(r"(?<![A-Za-z0-9])[GDCKTZ]\d{1,4}(?:/\d{1,4})*次?|动车组|次列车|客运专线|旅客列车")
_STATION = re.compile(r"[东西南北](?=站|[、，。；\-—－–至往返]|开|始发|终到|方向|[GDCKTZ]\d)")
_OF_TOWNS = frozenset({Level.PREFECTURE, Level.COUNTY, Level.PROVINCE})


def stations(text: str, forms: dict[str, Form], gazetteer: Gazetteer) -> Iterator[tuple[Form, Span, Span]]:
    """Each town's form, its span, and the span of the station that it is cut out of; nothing where no train runs."""
    if not _TRAIN.search(text):
        return
    for surface in sorted(forms):
        known = gazetteer.lookup_bare(surface)
        if known and known[0].level in _OF_TOWNS:
            for span in forms[surface].spans:
                match = _STATION.match(text, span.end)
                if match is not None and not gazetteer.lookup_bare(text[span.start : match.end()]):
                    end = match.end() + (text[match.end() : match.end() + 1] == "站")
                    yield forms[surface], span, Span(span.start, end)
