"""Events that a clause tells by its verb: 甲与乙签约, 丙受审, 丁调研某厂.

The verb with its object names such an event; the clause from its subject, and the part from its first preposition
(与乙签约), stand beside it as other forms. A court's verdict is also named as a noun, the case before the verb
(公开宣判某人受贿案 is 某人受贿案公开宣判), as a headline would.
"""

import re
from collections.abc import Iterator, Sequence

from kg.extract.events.clusters import IN_HEADLINE, WITNESSED, EventMention
from kg.extract.events.edges import CEREMONIES, CLAUSE_END
from kg.extract.tagging.tagger import Word
from kg.extract.text.event_words import DEED_SORTS, DEED_VERBS, KIND_OF_HEAD, EventKind
from kg.extract.workspace import Workspace
from kg.model.text import BlockKind, Span

_PREPOSITIONS = frozenset("到 赴 在 与 和 同 向 给 对 为 来到 前往 被 由".split())
_BREAKS = frozenset("时 后 前 并 以 表示".split())
_LONGEST = 24  # code points of an object, and of what stands before the verb
_COMMAS = frozenset("，,")
_ALSO_DONE = frozenset("听取 查看 察看 了解 指导 看望 慰问 检查 询问 督促 部署 研究 督导 走访".split())
_WHERE = frozenset("在 于".split())
_HOW = frozenset("公开 一审 二审 终审 当庭".split())  # how a court does it: part of what the event is called
_CASE = re.compile("案(?:件)?$")
_HEADLINES = frozenset({BlockKind.HEADLINE, BlockKind.KICKER, BlockKind.DECK})
_ATTENDED = frozenset("见证 出席 参加 此次 本次 这次".split())
_AND = frozenset("和 并 及 、".split())
_MOODS = frozenset("的 将 要 会 可 不 没有 应 进行".split())
_NOT_SUBJECTS = frozenset({"n", "vn", "ORG", "LOC", "an"})


def verb_at(words: Sequence[Word], k: int) -> int | None:
    """The place of the last word of a deed's verb that begins with the ``k``-th word; None when none does."""
    word = words[k]
    if k + 1 < len(words) and words[k + 1].text in {"人", "者", "方"}:
        return None  # 发起人, 捐赠方
    if is_modifier(words, k):
        return None
    if word.text in DEED_VERBS and word.tag == "v":
        return k
    if k + 1 < len(words) and word.tag in {"v", "vn"} and word.text + words[k + 1].text in DEED_VERBS:
        return k + 1  # 通|电话
    return None


def is_modifier(words: Sequence[Word], k: int) -> bool:
    """True for a deed's verb that only says what a ceremony is for: 开工|仪式, 签约|揭牌|仪式."""
    if words[k].text not in DEED_VERBS:
        return False
    i = k + 1
    while i < len(words) and words[i].tag in {"v", "vn"} and words[i].text in DEED_VERBS:
        i += 1
    return i < len(words) and words[i].text in CEREMONIES


def visits(words: Sequence[Word], k: int) -> bool:
    """True for a verb of visiting with an object (走访了各党派机关), which tells what was visited, not a head alone."""
    if words[k].tag != "v" or words[k].text not in DEED_VERBS or words[k].text not in KIND_OF_HEAD:
        return False
    after = words[k + 1] if k + 1 < len(words) else None
    return after is not None and after.text not in CLAUSE_END and after.text not in _BREAKS and after.text != "的"


def deed(bench: Workspace, index: int, words: Sequence[Word], k: int, last_of_verb: int) -> tuple[EventMention, int]:
    """The event that the verb at ``k`` tells in a sentence, and the place of the last word it takes up."""
    last = _end_of_object(words, k, last_of_verb)
    verb = bench.text[words[k].start : words[last_of_verb].end]
    k = _first_of_verbs(words, k)
    first = k
    while first and words[first - 1].text not in CLAUSE_END and words[k].start - words[first - 1].start < _LONGEST:
        first -= 1
    prep = next((i for i in range(k - 1, first - 1, -1) if words[i].text in _PREPOSITIONS), k)
    if k and prep == k and words[k - 1].tag in _NOT_SUBJECTS:
        prep = k - 1
    alone = last == last_of_verb
    if alone:  # no object: 受审 alone names nothing, the clause around it does
        whose = next((i for i in range(k - 1, first - 1, -1) if words[i].tag == "PER"), prep)
        span = Span(words[min(whose, prep)].start, words[last].end)
    else:
        span = Span(words[k].start, words[last].end)
    name = span.of(bench.text)
    forms = {bench.text[words[i].start : words[last].end] for i in (first, prep)}
    if alone and DEED_SORTS[verb] == "open" and words[prep].text in _WHERE:
        forms.add(_opened(bench.text, words, prep) + verb)
    of = next((i for i in range(last_of_verb + 2, last) if words[i].text == "的"), last)
    forms.add(bench.text[words[k].start : words[of - 1 if of < last else last].end])
    case = _case(bench.text, words, k, last_of_verb) if DEED_SORTS[verb] == "court" else ""
    if DEED_SORTS[verb] == "visit" and not alone:
        forms.add(bench.text[words[k].start : words[_end_of_chain(words, last)].end])
    forms = {form for form in forms if form} - {name}
    if case:
        forms, name = forms | {name}, case
    cues = frozenset(_cues(words, first, k, last, verb))
    if alone and k and any(word.text in _ATTENDED for word in words[max(0, k - 2) : k]):
        cues |= {WITNESSED}
    if bench.sentences[index].block in _HEADLINES:
        cues |= {IN_HEADLINE}
    who = frozenset(w.text for w in words[first:k] if w.tag == "PER") if DEED_SORTS[verb] == "visit" else frozenset()
    told = tuple(sorted(forms))
    mention = EventMention(span, name, verb, EventKind.DEED, index, False, cues, told, who, words[k].start)
    return mention, last_of_verb


def _first_of_verbs(words: Sequence[Word], k: int) -> int:
    """The first of two deeds that share an object: 推选|和|筹建|某会."""
    if k > 1 and words[k - 1].text in _AND and words[k - 2].text in DEED_VERBS and words[k - 2].tag in {"v", "vn"}:
        return k - 2
    return k


def _end_of_object(words: Sequence[Word], k: int, last: int) -> int:
    while last + 1 < len(words):
        word = words[last + 1]
        if word.text in CLAUSE_END or word.text in _BREAKS or word.end - words[k].start > _LONGEST:
            break
        if word.text == "的" and (last + 2 >= len(words) or words[last + 2].tag not in {"n", "nz", "vn", "ORG", "LOC"}):
            break
        last += 1
    return last


def _end_of_chain(words: Sequence[Word], last: int) -> int:
    """查看水位，听取汇报，指导排险: the end of the short clauses that go on with verbs of what a visitor does."""
    while last + 2 < len(words) and words[last + 1].text in _COMMAS and words[last + 2].text in _ALSO_DONE:
        end = last + 2
        while end + 1 < len(words) and words[end + 1].text not in CLAUSE_END:
            end += 1
        if words[end].end - words[last + 2].start > _LONGEST // 2:
            break
        last = end
    return last


def _opened(text: str, words: Sequence[Word], prep: int) -> str:
    """某大厦在某区封顶: what is opened or finished, without where."""
    first = prep
    while first and words[first - 1].text not in CLAUSE_END and words[prep].start - words[first - 1].start < _LONGEST:
        first -= 1
    while first < prep and words[first].tag == "TIME":
        first += 1
    return text[words[first].start : words[prep].start]


def _case(text: str, words: Sequence[Word], k: int, last_of_verb: int) -> str:
    """某人受贿案公开宣判: the case as it is called, from the accused to 案, before how and what the court did; "" without."""
    case = None
    accused = None
    for i in range(last_of_verb + 1, len(words)):
        if words[i].text in CLAUSE_END:
            break
        if words[i].tag == "PER":
            accused = i
        if accused is not None and _CASE.search(words[i].text):
            case = text[words[accused].start : words[i].end]
    first = k - 1 if k and words[k - 1].text in _HOW else k
    return case + text[words[first].start : words[last_of_verb].end] if case else ""


def _cues(words: Sequence[Word], first: int, k: int, last: int, verb: str) -> Iterator[str]:
    sort = DEED_SORTS[verb]
    yield f"deed={verb}"
    yield f"objects={min(last - k, 3)}"
    yield f"sort={sort}"
    before = words[first:k]
    if any(w.text in {"与", "和", "同"} and w.tag == "p" for w in before):
        yield f"sort={sort}&with"
    if any(w.tag == "PER" for w in before):
        yield "person-before"
    if any(w.tag == "ORG" for w in before):
        yield "body-before"
    if any(w.tag in {"ORG", "PER"} for w in words[k : last + 1]):
        yield "name-after"
    if any(w.tag == "TIME" for w in before):
        yield "time-before"
    if k and words[k - 1].text in _MOODS:
        yield f"mood={words[k - 1].text}"
