"""Stretches that may name people, and further occurrences of names that are sure.

Candidates are the tagger's names with their edges mended, and what begins with a surname where a name is due;
:mod:`kg.extract.names.people_choice` weighs them.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from kg.extract.tagging.tagger import Word
from kg.lexicon.names import is_han, name_score, surname_at, word_frequencies
from kg.lexicon.titles import title_at_end, title_ends
from kg.model.text import Span

_DOT = "·•・‧"
_FOREIGN_TAGS = {"PER", "nz", "LOC"}
_LETTERED = re.compile(r"[\u3400-\u9fffA-Za-z.]+")
_LONGEST_SYLLABLES = 7  # code points of a transliterated name before its dot
_LATIN = re.compile(r"[A-Z][a-z]+(?:[ .·]{1,2}(?:[A-Z][.。]|[A-Z][A-Za-z]*|El|de|van|von|bin|al)){1,3}(?![A-Za-z])")
# The same printed without spaces, as Chinese pages often have it: MaryJones, MaryK.Jones. Its capitals show its parts.
_JOINED = re.compile(
    r"(?<![A-Za-z@.])[A-Z][a-z]+(?:[A-Z][.。]?)?(?:Mc|Mac|O[’'])?[A-Z][a-z]+(?:[A-Z][a-z]+)?(?![A-Za-z\d@])"
)
_LETTERS = re.compile(r"[A-Z][a-z]+(?: [A-Z][A-Za-z.]*)+$")
_SPACED = re.compile(r"(?<![\u3400-\u9fff])([\u3400-\u9fff])[ \u3000]{1,2}([\u3400-\u9fff])(?![\u3400-\u9fff])")
# Forms of address that the tagger takes into a name; what is left of 王先生 is a surname, not a name.
_ADDRESS = re.compile(r"(?:先生|女士|同志|老人|大爷|大妈|大娘|阿姨|奶奶|爷爷|阿嬷|老师|小姐|夫妇|将军|生前|某某?)$")
_CONJUNCTIONS = "和与及同"
_LIST_MARKS = "、和与及"
# Characters that open a common verb as often as they close a given name; the verb must be there to tell.
_VERBAL = "宣表指介告认透刚曾将力在向对被任为等"
_SAYING = {
    "说",
    "表示",
    "介绍",
    "告诉",
    "称",
    "指出",
    "认为",
    "透露",
    "坦言",
    "回忆",
    "解释",
    "强调",
    "宣布",
    "主持",
    "出席",
    "致辞",
}
_TAKING = {"免去", "撤销", "罢免", "任命", "决定任命"}
_HELD = {"系", "担任", "出任", "历任", "曾任", "现任", "任"}
_LIKELY = 0.0


def people_candidates(text: str, words: Sequence[Word]) -> list[Span]:
    """Stretches of one sentence that may be a person's name, by start then end. Offsets count in ``text``.

    What the tagger names, mended and as it came; the same a character shorter or longer; what begins with a surname
    where a name is due: after a title, beside a name in a list, before a verb of saying.
    """
    if not words:
        return []
    found: list[Span] = []
    for run in _tagged_runs(text, words):
        found.extend(_mend(text, run))
    found = _with_dotted(words, found)
    limit = words[-1].end
    wider = set(found) | {
        Span(span.start, end)
        for span in found
        if len(span) <= 4 and is_han(text[span.start])
        for end in range(span.start + 2, min(span.start + 4, limit) + 1)
        if all(map(is_han, text[span.start : end]))
    }
    for start in _name_slots(text, words, found):
        if surname_at(text, start):
            wider |= {
                Span(start, end)
                for end in range(start + 2, min(start + 4, limit) + 1)
                if all(map(is_han, text[start:end]))
            }
    wider |= set(spaced_names(text, Span(words[0].start, limit)))
    wider |= {
        Span(m.start(), m.end()) for shape in (_LATIN, _JOINED) for m in shape.finditer(text, words[0].start, limit)
    }
    return sorted(wider)


def is_lettered(surface: str) -> bool:
    """Whether a form is spelt as a name of several parts in Latin letters, apart or joined (Mary Jones, MaryJones)."""
    return bool(_LATIN.fullmatch(surface) or _JOINED.fullmatch(surface))


def listed_between(text: str, people: Sequence[Span]) -> list[Span]:
    """What stands between two names of a list and can be one: in 甲、简大年、乙 the middle is what its neighbours are."""
    found = []
    for before, after in pairwise(sorted(people)):
        start, end = before.end + 1, after.start - 1
        if not 2 <= end - start <= 3 or text[before.end] != "、" or text[end] not in _LIST_MARKS:
            continue
        if surname_at(text, start) and all(map(is_han, text[start:end])):
            found.append(Span(start, end))
    return found


def _name_slots(text: str, words: Sequence[Word], found: Sequence[Span]) -> list[int]:
    """Offsets where a name is due: behind a title, behind a list mark next to a name, before a verb of saying."""
    neighbours = {span.end for span in found}
    starts = {span.start for span in found}
    slots: set[int] = set()
    title_end = title_ends()
    for i, word in enumerate(words):
        if word.text in _TAKING and i + 1 < len(words) and words[i + 1].tag in ("ORG", "LOC", "nz"):
            slots.add(word.end)  # 免去|赵一鸣云山县
        if word.text in _HELD and i and words[i - 1].tag in ("ORG", "nz", "n"):
            slots.add(words[i - 1].start)  # 甲乙丙|系|江城日报社编辑
        if word.text[-1] in title_end and title_at_end(text[max(words[0].start, word.end - 12) : word.end]):
            slots.add(word.end)
        if word.text in _LIST_MARKS:
            if word.start in neighbours:
                slots.add(word.end)
            if word.end in starts and i:
                slots |= {word.start - length for length in (2, 3, 4) if word.start - length >= words[0].start}
        if word.text in _SAYING:
            slots |= {word.start - length for length in (2, 3, 4) if word.start - length >= words[0].start}
        if word.tag == "PER" and len(word.text) == 1:
            slots.add(word.start)
    return sorted(slots)


def _with_dotted(words: Sequence[Word], found: list[Span]) -> list[Span]:
    """Add transliterated names that the tagger cut at their dot (尤卡 · 哈卡莱宁): the words on both sides of the dot."""
    for i, word in enumerate(words):
        if (
            word.text not in _DOT
            or i == 0
            or i + 1 == len(words)
            or any(s.contains(Span(word.start, word.end)) for s in found)
        ):
            continue
        left, right = words[i - 1], words[i + 1]
        if all(_LETTERED.fullmatch(w.text) and w.tag in _FOREIGN_TAGS for w in (left, right)):
            span = Span(left.start, right.end)
            found = [*(other for other in found if not other.overlaps(span)), span]
        elif (pieces := _in_pieces(words, i)) is not None:
            found = [*(other for other in found if not other.overlaps(pieces)), pieces]
    return found


def _in_pieces(words: Sequence[Word], dot: int) -> Span | None:
    """书记|阿不|都热|西提|·|买买提: syllables that the tagger takes for words, from a title or a mark up to the dot."""
    first = dot
    while first > 0 and _LETTERED.fullmatch(words[first - 1].text) and words[first - 1].tag not in {"c", "p", "u"}:
        if title_at_end(words[first - 1].text):
            break
        first -= 1
    right = words[dot + 1]
    named = any(word.tag == "PER" for word in words[first:dot])
    if not named or words[dot].start - words[first].start > _LONGEST_SYLLABLES or not _LETTERED.fullmatch(right.text):
        return None
    return Span(words[first].start, right.end)


def _tagged_runs(text: str, words: Sequence[Word]) -> Iterable[Span]:
    """Stretches tagged PER; pieces joined by the dot of a transliterated name are one."""
    run: Span | None = None
    for word, following in zip(words, [*words[1:], None], strict=False):
        if word.tag == "PER":
            run = (
                run.cover(Span(word.start, word.end))
                if run and text[run.end - 1] in _DOT
                else Span(word.start, word.end)
            )
            if following is None or following.text[0] not in _DOT:
                open_ = text[run.end - 1] in _DOT and following is not None and following.start == run.end
                if open_ and following is not None and _LETTERED.fullmatch(following.text):
                    run = run.cover(
                        Span(following.start, following.end)
                    )  # 甲·|乙, whose second part is no name to the tagger
                yield run
                run = None
        elif run and word.text[0] in _DOT:
            run = Span(run.start, word.end)
        else:
            run = None


def _mend(text: str, span: Span) -> list[Span]:
    """A stretch tagged as a name → the names in it: titles cut off, names run together split, impossible ones dropped."""
    surface = span.of(text)
    stripped = surface.strip(' \u3000“”‘’"()（）《》,，、' + _DOT)
    if not stripped:
        return []
    start = span.start + surface.index(stripped)
    span, surface = Span(start, start + len(stripped)), stripped
    if any(dot in surface for dot in _DOT) or _LETTERS.match(surface):
        return [span]
    address = _ADDRESS.search(surface)
    if address:
        span = Span(span.start, span.start + address.start()) if address.start() else span
        surface = span.of(text)
    title = title_at_end(surface)
    if 0 < title < len(surface):
        span = Span(span.start, span.end - title)
        surface = span.of(text)
    if not all(map(is_han, surface)) or len(surface) < 2:
        return []  # a surname alone is tied to its full name later
    if len(surface) == 2 and _last_belongs_to_verb(text, span):
        return []
    if len(surface) == 3 and _last_is_no_name(text, span):
        return [Span(span.start, span.end - 1)]
    if len(surface) == 4 and surname_at(surface, 0) == 1 and _opens_word(text, span):
        return [Span(span.start, span.end - 1)]
    if len(surface) >= 4 and name_score(surface) < _LIKELY:
        pieces = split_names(surface)
        if len(pieces) > 1:
            ends = [span.start]
            for piece in pieces:
                ends.append(ends[-1] + len(piece))
            return [Span(a, b) for a, b in pairwise(ends)]
        if len(surface) > 6:
            return []
    return [span]


def _last_belongs_to_verb(text: str, span: Span) -> bool:
    """True for "江接|替": the tagger took the first character of a verb into a name whose bearer goes by surname."""
    bridge = text[span.end - 1 : span.end + 1]
    known = word_frequencies()
    return len(bridge) == 2 and known.get(bridge, 0) > 500 and name_score(span.of(text)) < _LIKELY


def _opens_word(text: str, span: Span) -> bool:
    """True when the last character of a stretch opens a common word with the next one: 高守洪利|用."""
    return word_frequencies().get(text[span.end - 1 : span.end + 1], 0) > 100


def _last_is_no_name(text: str, span: Span) -> bool:
    """True for 刘亚和|李明, 张云摄, 王立说: a third character that joins, credits or reports."""
    last, after = text[span.end - 1], text[span.end : span.end + 1]
    if last in _CONJUNCTIONS:
        return bool(surname_at(text, span.end)) or after in "“《"
    return last in "摄说称" or (last in _VERBAL and word_frequencies().get(last + after, 0) > 100)


def split_names(run: str) -> list[str]:
    """Cut Han names set side by side (王小红李国英) into names; the run itself when no cut makes names of all of it.

    The best sum of name scores over cuts into pieces of two to four characters. Cost: O(length).

    >>> split_names("王小红李国英")
    ['王小红', '李国英']
    """
    best: list[tuple[float, list[str]]] = [(0.0, []), *((float("-inf"), list[str]()) for _ in run)]
    for end in range(2, len(run) + 1):
        for length in (2, 3, 4):
            if end - length >= 0 and best[end - length][1] is not None:
                score = best[end - length][0] + name_score(run[end - length : end])
                if score > best[end][0]:
                    best[end] = (score, [*best[end - length][1], run[end - length : end]])
    pieces = best[-1][1]
    return pieces if pieces and all(name_score(piece) > -8 for piece in pieces) else [run]


def spaced_names(text: str, span: Span) -> list[Span]:
    """Two-character names set wide to align with longer ones (王 伟): the span includes the space."""
    return [
        Span(m.start(), m.end())
        for m in _SPACED.finditer(text, span.start, span.end)
        if name_score(m.group(1) + m.group(2)) > _LIKELY
    ]


def everywhere(text: str, sentences: Sequence[Span], names: Iterable[str], taken: Sequence[Span]) -> list[Span]:
    """Further occurrences of names of three characters or more, longest first, outside what is taken.

    Names of two characters are not looked for: half of their further occurrences are parts of other words.
    """
    found: list[Span] = []
    blocked = list(taken)
    for name in sorted({name for name in names if len(name) > 2}, key=lambda name: (-len(name), name)):
        for match in re.finditer(re.escape(name), text):
            span = Span(match.start(), match.end())
            if any(sentence.contains(span) for sentence in sentences) and not any(span.overlaps(b) for b in blocked):
                found.append(span)
                blocked.append(span)
    return sorted(found)
