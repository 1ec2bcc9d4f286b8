"""Names that share a printed head: 甲里、乙街两个经合社 are 甲里经合社 and 乙街经合社.

A number behind the list says that the noun after it is the head of each, and how the list ends; nouns that name
nobody (家企业, 个部门) are no heads. Without a number the head is that of the last name, where what stands before it is
known to be a name as well (甲里、乙街社区), or both are numbers (甲市第一、第三医院).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.coreference.clusters import Form
from kg.extract.names.bodies import NOMINAL
from kg.extract.tagging.tagger import Word
from kg.extract.workspace import Workspace
from kg.lexicon.places import Gazetteer
from kg.lexicon.suffixes import abbreviations, kind_of_body, kind_of_place, suffixes
from kg.model.schema import Kind
from kg.model.text import Span

_NUMBER = re.compile(r"等?(?:[两二三四五六七八九十]|\d{1,2})[个家所座条支处]?")
_JOINS = {"、", "和", "与", "及", "以及"}
_HEADED = {Kind.COMMUNITY, Kind.ADMIN, Kind.RESIDENTIAL, Kind.SCHOOL, Kind.HOSPITAL, Kind.POLICE_COURT}
_ORDINAL = r"第[一二三四五六七八九十百\d]+"
_ORDINALS = re.compile(rf"(?:{_ORDINAL}[、和与及])+(?P<last>{_ORDINAL})")
_SHARED = ("社区", "街道", "小区", "镇", "乡", "村")  # that names in a list share without a number
_LONGEST = 6  # characters of a proper part
_GENERIC = {"学校", "医院", "村庄", "单位", "院校", "高校"}  # what they name has a full name of its own


@dataclass(frozen=True, slots=True)
class Headed:
    """A name put together: its full form, its kind, and where its proper part stands."""

    name: str
    kind: Kind
    span: Span


def share_heads(bench: Workspace, forms: dict[str, Form], gazetteer: Gazetteer) -> None:
    """Put the names that share a head into ``forms``, and take out what was read across the list."""
    for index, sentence in enumerate(bench.sentences):
        for start, end, found in _lists(bench.text, bench.words(index), sentence.span, gazetteer):
            stretch = Span(start, end)
            for form in forms.values():
                form.spans[:] = [
                    span for span in form.spans if not (stretch.overlaps(span) and not span.contains(stretch))
                ]
            _add(bench.text, forms, found, gazetteer)
        for item in (
            *_numbered(bench.text, sentence.span, forms),
            *_joined(bench.text, sentence.span, forms, gazetteer),
        ):
            _add(bench.text, forms, [item], gazetteer)
    for surface in [surface for surface, form in forms.items() if not form.spans]:
        del forms[surface]


def _add(text: str, forms: dict[str, Form], found: list[Headed], gazetteer: Gazetteer) -> None:
    for item in found:
        form = forms.setdefault(item.name, Form(item.name, item.kind, 0.8))
        if item.span not in form.spans:
            form.spans.append(item.span)
        bare = forms.get(item.span.of(text))
        if bare is not None and bare is not form and not gazetteer.lookup(bare.surface):
            form.spans.extend(bare.spans)  # the proper part alone stands for the body elsewhere, too
            bare.spans.clear()


def _numbered(text: str, sentence: Span, forms: dict[str, Form]) -> Iterator[Headed]:
    """甲市第一、第三医院: the first is named by its number alone, between the place and a name of the same head."""
    for match in _ORDINALS.finditer(text, sentence.start, sentence.end):
        last = Span(match.start("last"), match.end("last"))
        whole = next(
            (
                (form, span)
                for form in forms.values()
                for span in form.spans
                if span.start <= last.start
                and span.end > last.end
                and form.surface.endswith(text[last.start : span.end])
            ),
            None,
        )
        if whole is None:
            continue
        form, span = whole
        before = [s for f in forms.values() if f.is_place for s in f.spans if s.end == match.start()]
        place = max(before, key=len).of(text) if before else ""
        noun = text[last.end : span.end]
        for number in re.finditer(_ORDINAL, text[match.start() : last.start]):
            at = Span(match.start() + number.start(), match.start() + number.end())
            yield Headed(place + number.group() + noun, form.kind, at)


def _joined(text: str, sentence: Span, forms: dict[str, Form], gazetteer: Gazetteer) -> Iterator[Headed]:
    """甲里、乙街社区: a name without an ending, joined to one whose ending heads communities and divisions."""
    known = {span: form for form in forms.values() for span in form.spans if sentence.contains(span)}
    for last, form in sorted(known.items(), key=lambda item: item[0]):
        noun = next((noun for noun in _SHARED if form.surface.endswith(noun) and len(form.surface) > len(noun) + 1), "")
        if not noun or any(other.contains(last) and other != last for other in known):
            continue
        at = last.start
        while join := next((mark for mark in _JOINS if text.endswith(mark, sentence.start, at)), ""):
            item = next((span for span in known if span.end == at - len(join)), None)
            if item is None or not 1 < len(item) <= _LONGEST or not _takes(item.of(text), noun, gazetteer):
                break
            yield Headed(item.of(text) + noun, form.kind, item)
            at = item.start


def _takes(name: str, noun: str, gazetteer: Gazetteer) -> bool:
    """Whether a name may be short for one with the noun: it has no ending of its own, and if listed, then as such."""
    if kind_of_body(name) is not None or (kind_of_place(name) is not None and not gazetteer.lookup(name)):
        return False
    return not gazetteer.lookup(name) or _is_listed(name, noun, gazetteer)


def _lists(
    text: str, words: list[Word], sentence: Span, gazetteer: Gazetteer
) -> Iterator[tuple[int, int, list[Headed]]]:
    """Each list with a shared head: where it begins and ends, and its names."""
    for match in _NUMBER.finditer(text, sentence.start, sentence.end):
        head = _head(text, match.end(), sentence.end)
        if head is None:
            continue
        noun, kind = head
        items = _items(text, words, match.start())
        listed = bool(items) and _is_listed(items[-1].of(text), noun, gazetteer)
        while items and not all(
            _is_listed(span.of(text), noun, gazetteer) if listed else _is_proper(span.of(text), gazetteer)
            for span in items
        ):
            items.pop(0)  # 甲社区和乙里、丙街两个经合社: the first has a head of its own
        if len(items) > 1:
            found = [Headed(span.of(text) + noun, kind, span) for span in items]
            yield items[0].start, match.end() + len(noun), found


def _head(text: str, start: int, limit: int) -> tuple[str, Kind] | None:
    """The longest noun at an offset that heads names of bodies or divisions, with its kind."""
    for size in range(min(8, limit - start), 0, -1):
        noun = text[start : start + size]
        short = abbreviations().get(noun)
        kind = (
            suffixes("body").get(noun)
            or suffixes("place").get(noun)
            or (short.kind if short and short.is_tail else None)
        )
        if kind in _HEADED and noun not in _GENERIC:
            return noun, kind
    return None


def _items(text: str, words: list[Word], end: int) -> list[Span]:
    """The nouns of the list that ends at an offset, in order; the last first joined to it without a mark."""
    items: list[Span] = []
    at = end
    while True:
        start = at
        for word in reversed(words):
            if word.start + 1 < end < word.end and word.tag == "LOC" and start == end:
                start = word.start  # 丙丁|三镇, which the tagger took as one
                continue
            ends_noun = word.tag in NOMINAL or (word.tag == "f" and start == at)  # 北门|里, which the tagger parts
            if word.end == start and ends_noun and at - word.start <= _LONGEST:
                start = word.start
        if start == at:
            return items
        items.insert(0, Span(start, at))
        join = next((mark for mark in sorted(_JOINS, key=len, reverse=True) if text.endswith(mark, 0, start)), "")
        if not join:
            return items
        at = start - len(join)


def _is_listed(name: str, noun: str, gazetteer: Gazetteer) -> bool:
    """Whether it is a listed division by the short form of the name with the noun: 甲、乙两区."""
    return any(place.name == name + noun for place in gazetteer.lookup(name))


def _is_proper(name: str, gazetteer: Gazetteer) -> bool:
    """Whether a noun is only the proper part of a name: it has no kind, and is no listed division by itself."""
    return len(name) > 1 and kind_of_body(name) is None and (kind_of_place(name) is None or not gazetteer.lookup(name))
