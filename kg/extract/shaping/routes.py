"""Ways by their two ends and their sections: 甲至乙铁路, 丙高速丁段; and two places that only a dash joins, as trains run (甲-乙).

The place before 至 is half of the way's name, and what is left without it (乙铁路) is no way. A section is known by its way.
"""

import re
from collections.abc import Sequence

from kg.extract.coreference.clusters import Form
from kg.extract.shaping.setting import Setting, drop_empty, put
from kg.lexicon.places import Gazetteer
from kg.model.schema import Kind
from kg.model.text import Span

_JOIN = re.compile(r"[-—–－]+|至")
_WAY = (
    r"(?:城际铁路|铁路|高铁|高速公路|高速|公路|专线|国际航线|航线|特高压工程|输水工程|引水工程|运河|管道|支线|干线|段)"
)
_FROM_TO = re.compile(
    rf"至(?P<end>[\u4e00-\u9fff]{{2,5}}?)(?P<way>{_WAY})(?P<section>[\u4e00-\u9fff]{{2,4}}段)?(?![路落])"
)
_SECTION = re.compile(r"(?P<place>[\u4e00-\u9fff]{2,4})段(?![时落路])")
_WAYS = ("铁路", "高铁", "高速公路", "高速", "公路", "运河", "国道", "省道", "线")
_DIRECTIONS = "东西南北"


def parted_at_dash(span: Span, setting: Setting) -> Sequence[Span] | None:
    """The places that a dash or 至 joins without more, and a name without a dash at its end."""
    surface = span.of(setting.text)
    match = _JOIN.search(surface)
    if match is None or match.start() == 0:
        return None
    head, tail = surface[: match.start()], surface[match.end() :]
    if not _is_end(head, setting.gazetteer) or (tail and not _is_end(tail, setting.gazetteer)):
        return None
    first = Span(span.start, span.start + match.start())
    return (first, Span(span.start + match.end(), span.end)) if tail else (first,)


def _is_end(name: str, gazetteer: Gazetteer) -> bool:
    return bool(gazetteer.lookup_bare(name)) or (name[-1:] in _DIRECTIONS and bool(gazetteer.lookup_bare(name[:-1])))


def join_routes(text: str, forms: dict[str, Form], gazetteer: Gazetteer) -> None:
    """Put ways by their ends and sections of ways into ``forms``, and take out what was cut of them. Cost: linear."""
    setting = Setting(text, forms, gazetteer)
    wholes: list[Span] = []
    for match in _FROM_TO.finditer(text):
        start = _start_of_route(match.start(), setting)
        end = match["end"]
        if start is None or not (gazetteer.lookup_bare(end) or end in setting.known):
            continue
        whole = Span(
            start.start,
            match.end() if match["section"] and gazetteer.lookup_bare(match["section"][:-1]) else match.end("way"),
        )
        if match["way"] == "段":
            way = setting.ending_at(start.start)
            if way is not None and way.of(text).endswith(_WAYS):
                whole = way.cover(whole)
        wholes.append(whole)
        put(text, forms, Span(match.start("end"), match.end("end")), Kind.ADMIN)
    for form in list(forms.values()):
        if form.surface.endswith(_WAYS):
            for span in form.spans:
                section = _SECTION.match(text, span.end)
                if section is not None and gazetteer.lookup_bare(section["place"]):
                    wholes.append(Span(span.start, section.end()))
    for whole in wholes:
        _take_out_cut(text, forms, whole)
        put(text, forms, whole, Kind.FACILITY)
    drop_empty(forms)


def _start_of_route(offset: int, setting: Setting) -> Span | None:
    """The place that ends at an offset: a name, else the shortest listed one."""
    named = setting.ending_at(offset)
    if named is not None:
        return named
    for size in (2, 3, 4):
        if offset >= size and setting.gazetteer.lookup_bare(setting.text[offset - size : offset]):
            return Span(offset - size, offset)
    return None


def _take_out_cut(text: str, forms: dict[str, Form], whole: Span) -> None:
    """Remove stretches that cross the whole, or end in its way or section without the head: 乙铁路, 丁段."""
    for form in forms.values():
        form.spans[:] = [
            span
            for span in form.spans
            if not span.overlaps(whole)
            or span.contains(whole)
            or (
                whole.contains(span)
                and (span.start == whole.start or not span.of(text).endswith((*_WAYS, "段", "工程", "航线")))
            )
        ]
