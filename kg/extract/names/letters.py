"""Countries and provinces by one character: 中美 are two countries, 川渝 two provinces, 返京 leads to Beijing.

The character alone is a mention of the place and never its name: that is the form that the item prints, else the full
name of the lists. A character that stands for several (巴) is left alone where the item names none of them, or more.
"""

import re
from collections.abc import Container, Iterator, Sequence

from kg.extract.coreference.clusters import Form
from kg.extract.names.gathering import Context
from kg.extract.tagging.tagger import Word
from kg.lexicon.places import Division, Gazetteer, Level
from kg.model.schema import Kind
from kg.model.text import Span

# Ways and waters by their two ends (沪渝高速), and prices and parts of the world that the pair only describes.
_WAYS = (
    "高速",
    "高铁",
    "铁路",
    "客专",
    "城际",
    "公路",
    "线",
    "段",
    "大桥",
    "海峡",
    "运河",
    "复线",
    "管道",
    "股",
    "籍",
    "系",
)
_TO = frozenset("援赴抵返离来入回留在对访")  # what is done to or in a place that one character may stand for
_MISSIONS = ("使馆", "大使", "使领馆", "总领", "领馆", "公使")  # 驻俄大使 is one post
# Countries that a character of its own stands for in any text; others only where the item names the country.
_OFTEN = frozenset("中美俄日韩朝英法德印澳加越缅欧泰以")
# What is between two countries, and how provinces side by side are counted.
_BETWEEN = re.compile(
    r"[两双三多四]?(?:国|方|边|党|军|地)|关系|贸易|经贸|元首|领导人|边境|会谈|合作|冲突|外长|首脑|接触|友好|建交|人民"
)
_COUNTED = re.compile(r"[两二三四五六][省市地区]")
_LONGEST = 4
_APART = frozenset("港澳台")  # by itself each, together a term (港澳台同胞)


def add_letters(contexts: Sequence[Context], forms: dict[str, Form], gazetteer: Gazetteer) -> None:
    """Add mentions by one character to ``forms``, and take out what was read as one name. Cost: linear in the words."""
    named: dict[str, str] = {}  # code → the longest form that the item prints for it
    for surface in sorted(forms, key=lambda s: (-len(s), s)):
        for place in gazetteer.lookup(surface):
            named.setdefault(place.code, surface)
    found = [item for context in contexts for item in _letters(context, named, gazetteer)]
    for word, spans in found:
        if word is not None:
            pair = forms.get(word.text)
            if pair is not None:
                pair.spans[:] = [span for span in pair.spans if span != Span(word.start, word.end)]
                if not pair.spans:
                    del forms[word.text]
        for span, places in spans:
            known = [place for place in places if place.code in named]
            sole = known if len(known) == 1 else places
            if len(sole) == 1:
                place = sole[0]
                surface = named.get(place.code, place.name)
                form = forms.setdefault(surface, Form(surface, Kind.ADMIN, 0.9))
                if not any(span.overlaps(other) for other in form.spans):
                    form.spans.append(span)


def _letters(
    context: Context, named: Container[str], gazetteer: Gazetteer
) -> Iterator[tuple[Word | None, list[tuple[Span, tuple[Division, ...]]]]]:
    for i, word in enumerate(context.words):
        size = len(word.text)
        if 1 < size <= _LONGEST and word.tag in {"LOC", "nz", "ORG"} and not context.text.startswith(_WAYS, word.end):
            places = [gazetteer.lookup_bare(letter) for letter in word.text]
            if all(places) and not gazetteer.lookup(word.text) and _are_pair(context.text, word, places, named):
                yield word, [(Span(word.start + k, word.start + k + 1), found) for k, found in enumerate(places)]
                continue
        at = _after_verb(context.words, i)
        if at is not None and not context.text.startswith((*_WAYS, *_MISSIONS), at + 1):
            found = gazetteer.lookup_bare(context.text[at])
            if (
                any(place.level is Level.PROVINCE or place.code in named for place in found)
                or context.text[at] in _OFTEN
            ):
                yield None, [(Span(at, at + 1), found)]


def _are_pair(text: str, word: Word, places: Sequence[tuple[Division, ...]], named: Container[str]) -> bool:
    """Whether all are countries, or all provinces of the mainland, that the item names or that stand as a pair does."""
    if word.text.startswith("欧美") or len(set(word.text)) < len(word.text):
        return False
    known = [any(place.code in named for place in found) for found in places]
    if all(any(place.level is Level.COUNTRY for place in found) for found in places):
        often = all(is_named or letter in _OFTEN for is_named, letter in zip(known, word.text, strict=True))
        return often and (any(known) or _BETWEEN.match(text, word.end) is not None)
    if all(any(place.level is Level.PROVINCE for place in found) for found in places):
        return _APART.isdisjoint(word.text) and (all(known) or _COUNTED.match(text, word.end) is not None)
    return False


def _after_verb(words: Sequence[Word], i: int) -> int | None:
    """Where a character that is a place stands: behind a verb in its word (返京), or as a word behind one (在|菲)."""
    word = words[i]
    if len(word.text) == 2 and word.tag in {"v", "vn"} and word.text[0] in _TO:
        return word.start + 1
    before = words[i - 1] if i else None
    if len(word.text) == 1 and word.tag == "LOC" and before is not None and before.end == word.start:
        return word.start if before.text[-1] in _TO else None
    return None
