"""What the labeller is told of each character besides the tagger's states: words, endings, places, posts, marks.

Annotated text is scarce, so a network cannot learn from it which endings bodies have or which strings are places; the
tables of the lexicon know. Every stretch of a sentence that a table lists sets its class's begin, inside and end at
its characters, overlapping ones too: to weigh them is the network's work. A second segmenter says where it cuts.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from math import log1p

import ahocorasick
import numpy as np
import numpy.typing as npt
import rjieba

from kg.extract.tagging.tagger import Word
from kg.lexicon.names import given_characters, surnames
from kg.lexicon.places import gazetteer
from kg.lexicon.suffixes import abbreviations, suffixes
from kg.lexicon.titles import committee_titles, forms, heads

Floats = npt.NDArray[np.float32]

# Of the words that LAC's tags and edges are cues for; a tag that is not here counts as the last.
_TAGS = tuple("PER LOC ORG TIME n nr ns nt nw nz vn v vd a ad an d m q r p c u s f t xc w other".split())
# The same for the second segmenter, whose tags are longer: the longest that begins a tag counts.
_SECOND_TAGS = tuple("nr ns nt nz n vn v m q r d p c u x eng a f t other".split())
_BODIES = tuple(sorted({kind.value for kind in suffixes("body").values()}))
_PLACES = tuple(sorted({kind.value for kind in suffixes("place").values()}))
_LEVELS = tuple(range(-1, 7))
_LISTED = (
    *(f"body:{kind}" for kind in _BODIES),
    *(f"place:{kind}" for kind in _PLACES),
    *(f"division:{level}" for level in _LEVELS),
    *("body:1", "place:1", "short", "bare-division", "post", "status", "surname:2"),
)  # endings of one character, which end other words as often, are classes of their own
_MARKS = ("“‘「『", "”’」』", "《", "》", "（(", "）)", "、", "，,", "。；！？", "：:", "·•", " \u3000", "-—")
_SORTS = ("digit", "latin", "han", "number")
CUES = (
    *(f"tag:{tag}" for tag in _TAGS),
    *("begins", "ends"),
    *(f"{name}:{part}" for name in _LISTED for part in ("begin", "inside", "end")),
    *(f"mark:{marks[0]}" for marks in _MARKS),
    *_SORTS,
    *("quoted", "bracketed", "surname", "given"),
    *(f"second:{tag}" for tag in _SECOND_TAGS),
    *("second-begins", "second-ends"),
)
_COLUMN = {name: i for i, name in enumerate(CUES)}
_TAG_COLUMN = {tag: _COLUMN[f"tag:{tag}"] for tag in _TAGS}
_TOWN_ENDS = ("街道", "镇", "乡")
_CODES = 0x10000  # characters beyond the basic plane are looked up as the last code of it, which is none


def cues(text: str, words: Sequence[Word]) -> Floats:
    """One row a character of a sentence, one column for each of ``CUES``, in [0, 1]. Cost: O(length)."""
    table = np.zeros((len(text), len(CUES)), np.float32)
    if not text:
        return table
    width, other = len(CUES), _TAG_COLUMN["other"]
    ones: list[int] = []  # cells that are 1, row after row: one assignment for all is quicker than one for each
    begins, ends = _COLUMN["begins"], _COLUMN["ends"]
    for start, end, _, tag in words:
        ones += range(start * width + _TAG_COLUMN.get(tag, other), end * width, width)
        ones += (start * width + begins, (end - 1) * width + ends)
    for last, (length, columns) in _automaton().iter(text):
        first, final = (last + 1 - length) * width, last * width
        for column in columns:
            ones += (first + column, final + column + 2)
            ones += range(first + column + 1, final + width, width)
    begins, ends, at = _COLUMN["second-begins"], _COLUMN["second-ends"], 0
    for surface, tag in rjieba.tag(text):
        end = at + len(surface)
        ones += range(at * width + _second_column(tag), end * width, width)
        ones += (at * width + begins, (end - 1) * width + ends)
        at = end
    table.reshape(-1)[ones] = 1
    letters = _letters()[np.minimum(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32), _CODES - 1)]
    column = _COLUMN[f"mark:{_MARKS[0][0]}"]
    table[:, column : column + len(_MARKS) + len(_SORTS)] = letters[:, :-2]
    table[:, _COLUMN["surname"]], table[:, _COLUMN["given"]] = letters[:, -2:].T
    for name, opens, closes in (("quoted", 0, 1), ("bracketed", 4, 5)):
        table[:, _COLUMN[name]] = _between(table[:, column + opens], table[:, column + closes])
    return table


def _between(opens: Floats, closes: Floats) -> Floats:
    """One from an opening mark to before the next closing one, else zero."""
    places = np.arange(1, len(opens) + 1)
    opened, closed = np.maximum.accumulate(opens * places), np.maximum.accumulate(closes * places)
    return (opened > closed).astype(np.float32)


@cache
def _second_column(tag: str) -> int:
    known = max((known for known in _SECOND_TAGS if tag.startswith(known)), key=len, default="other")
    return _COLUMN[f"second:{known}"]


@cache
def _letters() -> Floats:
    """What each code point is by itself: a mark, a digit, a letter, a Chinese character, how common a surname, …."""
    table = np.zeros((_CODES, len(_MARKS) + len(_SORTS) + 2), np.float32)
    for column, marks in enumerate(_MARKS):
        table[[ord(mark) for mark in marks], column] = 1
    digits, latin, han, numbers = range(len(_MARKS), len(_MARKS) + len(_SORTS))
    for first, last, column in (
        ("0", "9", digits), ("０", "９", digits), ("A", "Z", latin), ("a", "z", latin), ("㐀", "鿿", han),
    ):  # fmt: skip
        table[ord(first) : ord(last) + 1, column] = 1
    table[[ord(char) for char in "一二三四五六七八九十百两"], numbers] = 1
    for column, weights in ((-2, surnames()), (-1, given_characters())):
        most = log1p(max(weights.values()))
        for char, weight in weights.items():
            if len(char) == 1 and ord(char) < _CODES:
                table[ord(char), column] = log1p(weight) / most
    return table


@cache
def _automaton() -> "ahocorasick.Automaton":
    """Every listed string with its length and the first columns of its classes."""
    classes: dict[str, set[int]] = {}
    for form, name in _listed():
        classes.setdefault(form, set()).add(_COLUMN[f"{name}:begin"])
    automaton = ahocorasick.Automaton()
    for form, columns in classes.items():
        automaton.add_word(form, (len(form), tuple(sorted(columns))))
    automaton.make_automaton()
    return automaton


def _listed() -> Iterator[tuple[str, str]]:
    """Listed strings and their classes."""
    for sort in ("body", "place"):
        for form, kind in suffixes(sort).items():
            yield form, f"{sort}:{kind.value if len(form) > 1 else 1}"
    yield from ((form, "short") for form in abbreviations())
    for form, level in gazetteer().forms():
        if len(form) > 1:
            yield form, f"division:{level}"
            if form.endswith(_TOWN_ENDS) and len(form.removesuffix("街道")) > 2:
                yield form.removesuffix("街道") if form.endswith("街道") else form[:-1], "bare-division"
    yield from ((form, "bare-division") for form in gazetteer().weak_forms())
    yield from ((form, "post") for form in (*heads(), *committee_titles()))
    yield from (
        (form, "status") for sort in ("status_former", "status_acting", "status_proposed") for form in forms(sort)
    )
    yield from ((form, "surname:2") for form in surnames() if len(form) == 2)
