"""Credits inside running text: datelines that open it, brackets that name its reporters, pictures' photographers.

Everything here works on one rejoined paragraph and gives back stretches of it. The patterns are bounded (no nested
repetition), so that their cost is linear in the text whatever is in it.
"""

import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass

from kg.lexicon.credits import read_credit
from kg.lexicon.names import surname_at, word_frequencies
from kg.model.text import BlockKind
from kg.read.bylines import credits_somebody
from kg.read.datelines import dateline_end
from kg.read.names import are_names, is_name, name_end
from kg.read.slots import closes, names_alone, outlet_end, signed_end
from kg.read.vocabulary import CLOSING, GRADE, HAN, MEDIUM, OPENING, ROLE_WORD

_SPACE = " \t\xa0\u3000"
_BRACKET = re.compile(r"[（(【\[〔]")
_IN_BRACKETS = 120  # characters; the longest list of a reporting team seen is about 80
_WORD = 50  # occurrences in the general dictionary's corpus, from which on a word is none's name
_NAMES = re.compile(rf"[{HAN}·、\s]{{2,30}}\Z")
_NOT_NAMES = frozenset("完 未完 待续 完毕 编者 记者注 编者注 本报评论员 本报讯 连载".split())
_MEDIUM = re.compile(MEDIUM)

_REPORTER = re.compile(r"记者|通讯员|作者|撰文|撰稿")
_REPORTER_OF = re.compile(
    rf"(?:(?:[{HAN}]{{2,8}}·)?[{HAN}]{{0,8}}?(?:社|网|报|台|在线|新闻|经济报道)|本报)?"
    rf"(?:{GRADE}(?:记者|通讯员)|作者|撰文|撰稿)\Z"
)
_REPORTERS = re.compile(rf"{GRADE}(?:记者|通讯员)[\s:：]")
_TEXT_BY = re.compile(r"[文图摄影]{1,2}[/／]\s*\Z")
_MORE = re.compile(rf"[\s、，,]*{GRADE}(?:通讯员|记者|实习生)[\s:：]*")
_BETWEEN = re.compile(r"[\s、]{1,4}")
_LABELLED = re.compile(
    r"(?:(?:责任|实习|值班|本期|本版|新媒体)?(?:编辑|责编|校对|审核)|作者|撰文|采写|文|图|摄影|供图)[:：/／|｜]"
)
_NAME_SLASH = re.compile(rf"(?<![{HAN}])(?P<name>[{HAN}]{{2,4}})[/／](?:摄影|摄|文|图|供图)")
_SHOT = re.compile(r"\s?(?:摄影报道|摄影|摄|供图)(?=[。）)\s]*\Z)")
_SHOT_BY = re.compile(r"(?:\A|[。！？”])(?=[^。！？”，]{4,30}(?:摄|摄影|供图|提供)\Z)\s*")
_CAPTIONED = 40  # characters; the longest credit of a picture that was seen, and the mark before it
_BEHIND_ROLE = re.compile(rf"(?:(?:[{HAN}]{{1,6}}(?:社|网|报|台|新闻)|本报)?{GRADE}(?:记者|通讯员)|摄影)[\s:：]*\Z")
_EDGE = "。！？；，、 \u3000\xa0\t（()）:："


@dataclass(frozen=True, slots=True, order=True)
class Credit:
    """A stretch of a text that is a BYLINE or a DATELINE."""

    start: int
    end: int
    kind: BlockKind


def find_credits(text: str) -> list[Credit]:
    """Every dateline and byline inside a paragraph, in order, without overlaps.

    A dateline stands at the beginning only. A byline is a bracket that credits somebody, a role with names in front
    of or behind the text (记者 王小明 …, 编辑：王小明), or the mark of a picture (王小明/摄).
    """
    found: list[Credit] = []
    start = dateline_end(text) or outlet_end(text)
    if start:
        found.append(Credit(0, start, BlockKind.DATELINE))
    for span in (*_bracketed(text, start), *_leading(text, start), *_labelled(text), *_pictured(text)):
        credit = Credit(*span, BlockKind.BYLINE)
        place = bisect(found, credit)
        clear_before = place == 0 or found[place - 1].end <= credit.start
        if clear_before and (place == len(found) or credit.end <= found[place].start):
            found.insert(place, credit)
    return found


def _bracketed(text: str, after_dateline: int) -> Iterator[tuple[int, int]]:
    """Brackets that hold a credit: anywhere with a role in them, right behind a dateline or at the end without."""
    head = _first_word(text, after_dateline)
    tail = len(text.rstrip("。" + _SPACE))
    for match in _BRACKET.finditer(text):
        start = match.start()
        end = _closing(text, start)
        if end is None:
            continue
        inner = text[start + 1 : end - 1].strip()
        opening = bool(after_dateline) and start <= head
        closing = end >= tail and text[max(0, start - 4) : start].rstrip()[-1:] in tuple("。！？!?…”’")
        if (
            credits_somebody(inner)
            or ((opening or closing or _REPORTERS.match(inner)) and _credits(inner))
            or (opening and _opening_names(inner))
            or (closing and (_closing_names(inner) or closes(text[start:end])))
        ):
            yield start, end


def _credits(inner: str) -> bool:
    """True for outlets, roles and names of any kind; a role alone would make 主编 of a book a credit, hence the place."""
    credit = read_credit(inner)
    return credit is not None and credit.has_roles


def _first_word(text: str, start: int, also: str = "") -> int:
    """Where the first character from ``start`` on stands that is no white space (and none of ``also``)."""
    position = start
    while position < len(text) and (text[position].isspace() or text[position] in also):
        position += 1
    return position


def _closing(text: str, start: int) -> int | None:
    """Where the bracket at ``start`` closes, None when another opens first or none closes in time."""
    closers = CLOSING[text[start]]
    for position in range(start + 1, min(len(text), start + _IN_BRACKETS)):
        if text[position] in closers:
            return position + 1
        if text[position] in OPENING:
            return None
    return None


def _opening_names(inner: str) -> bool:
    """(李红), (王小明 李红) or 某报一线报道组 behind a dateline."""
    if names_alone(inner) or (bool(_NAMES.match(inner)) and (_all_names(inner) or inner.endswith("报道组"))):
        return True
    return inner not in _NOT_NAMES and _run_of_names(inner)


def _run_of_names(run: str) -> bool:
    """True for a run that can be cut into names by surnames of any kind, rare ones too, and is no common word."""
    if not 2 <= len(run) <= 9 or not re.fullmatch(rf"[{HAN}]+", run) or word_frequencies().get(run, 0) > _WORD:
        return False
    ends = {0}
    for end in range(2, len(run) + 1):
        if any(end - size in ends and surname_at(run, end - size) for size in (2, 3)):
            ends.add(end)
    return len(run) in ends


def _closing_names(inner: str) -> bool:
    """(李红) or （某某网李红） as the last words."""
    if inner in _NOT_NAMES or not _NAMES.match(inner):
        return False
    return _all_names(inner) or any(is_name(inner[-size:]) and _MEDIUM.fullmatch(inner[:-size]) for size in (2, 3, 4))


def _all_names(inner: str) -> bool:
    return inner not in _NOT_NAMES and all(are_names(part) for part in re.split(r"[、\s]+", inner) if part)


def _leading(text: str, start: int) -> Iterator[tuple[int, int]]:
    """记者 王小明 通讯员 李红 in front of running text, behind 文/ inside it, or the words 文/某报记者王小明."""
    head = _first_word(text, start)
    signed = signed_end(text, head)
    if signed:
        yield head, signed
        return
    for anchor in _REPORTER.finditer(text):
        window = text[max(0, anchor.start() - 24) : anchor.end()]
        match = _REPORTER_OF.search(window)
        if match is None:
            continue
        begin = anchor.end() - len(window) + match.start()
        labelled = _TEXT_BY.search(text[max(0, begin - 5) : begin])
        opens = begin <= head
        apart = text[anchor.end() : anchor.end() + 1] in (*_SPACE, ":", "：")
        if not (labelled or (opens and apart)):
            continue
        begin -= len(labelled.group()) if labelled else 0
        first = _first_word(text, anchor.end(), ":：")
        end = _names_end(text, first)
        while end > first:
            more = _MORE.match(text, end)
            further = _names_end(text, more.end()) if more else end
            if not more or further == more.end():
                break
            end = further
        if end > first:
            yield begin, end
            return


def _names_end(text: str, start: int) -> int:
    """Where a list of names ends that is separated by spaces or 、 and may run into the text; ``start`` for no name."""
    end = start
    position = start
    while True:
        after = position if ROLE_WORD.match(text, position) else name_end(text, position)
        if after == position:
            return end
        end = after
        gap = _BETWEEN.match(text, end)
        if gap is None:
            return end
        position = gap.end()


def _labelled(text: str) -> Iterator[tuple[int, int]]:
    """编辑：王小明 or 文/王小明 with nothing behind but an end, or a further label."""
    for match in _LABELLED.finditer(text):
        end = _names_end(text, match.end())
        rest = text[end:].lstrip()
        if end > match.end() and (not rest or rest[0] in "）)】]" or _LABELLED.match(rest)):
            yield match.start(), end


def _pictured(text: str) -> Iterator[tuple[int, int]]:
    """王小明/摄 anywhere; 本报记者 王小明 摄 and 摄影/王小明 at the end of a caption."""
    for match in _NAME_SLASH.finditer(text):
        if is_name(match["name"]):
            yield match.span()
    last = _last_words(text)
    if last is not None and _credits(text[last:]):
        yield last, len(text)
        return
    shot = _SHOT.search(text, max(0, len(text) - 12))
    if shot:
        start = _photographer(text, shot.start())
        if start < shot.start():
            yield start, shot.end()


def _last_words(text: str) -> int | None:
    """Where the words behind a text's last full stop begin, when they name a photographer (…。某报记者 王小明摄); else None."""
    match = _SHOT_BY.search(text, max(0, len(text) - _CAPTIONED))
    return match.end() if match else None


def _photographer(text: str, end: int) -> int:
    """Where the names in front of 摄 begin, with 本报记者 when it is printed; ``end`` when no name stands there."""
    window = text[max(0, end - 60) : end]
    start = len(window)
    while True:
        before = window[:start].rstrip(_SPACE + "、")
        size = next((size for size in (3, 2, 4) if is_name(before[-size:]) and _stands_free(before[:-size])), 0)
        if not size:
            break
        start = len(before) - size
    role = _BEHIND_ROLE.search(window[:start]) if start < len(window) else None
    return end - len(window) + (role.start() if role else start)


def _stands_free(before: str) -> bool:
    """True when a name may begin behind this text: at an edge, or behind a role."""
    return not before or before[-1] in _EDGE or bool(_BEHIND_ROLE.search(before))
