"""Names that share a printed head: 甲里、乙街两个经合社 are 甲里经合社 and 乙街经合社.

A number behind the list says that the noun after it is the head of each, and how the list ends; nouns that name
nobody (家企业, 个部门) are no heads.
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
            for item in found:
                form = forms.setdefault(item.name, Form(item.name, item.kind, 0.8))
                form.spans.append(item.span)
                bare = forms.get(item.span.of(bench.text))
                if bare is not None and bare is not form and not gazetteer.lookup(bare.surface):
                    form.spans.extend(bare.spans)  # the proper part alone stands for the body elsewhere, too
                    bare.spans.clear()
    for surface in [surface for surface, form in forms.items() if not form.spans]:
        del forms[surface]


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
        while items and not all(_is_proper(span.of(text), gazetteer) for span in items):
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


def _is_proper(name: str, gazetteer: Gazetteer) -> bool:
    """Whether a noun is only the proper part of a name: it has no kind, and is no listed division by itself."""
    return len(name) > 1 and kind_of_body(name) is None and (kind_of_place(name) is None or not gazetteer.lookup(name))
