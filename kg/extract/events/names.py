"""Where an article names events: heads, how far to the left a name reaches, and which mentions are one event.

A name is found from its head backwards. How far it reaches follows from what holds it: the object of a verb of holding
reaches back to the verb (举行|丙申年春节酒会), the end of a relative clause to its 的 (主办的|…论坛), a subject to the
beginning of its clause (|…工作会议在京召开); elsewhere it reaches as far as nouns and quotation marks do.
"""

import re
from collections.abc import Iterator, Sequence

from kg.extract.clauses.rows import sentence_words
from kg.extract.events.clusters import INDEFINITE, MANNER, EventCandidate, EventMention, cluster
from kg.extract.events.deeds import deed, verb_at, visits
from kg.extract.events.edges import CLAUSE_END, CLOSING, OPENING, YEAR, left_edge, predicate_follows
from kg.extract.tagging.tagger import Word
from kg.extract.text.event_words import (
    ATTEND_VERBS,
    GENERIC_MODIFIERS,
    HOLD_VERBS,
    KIND_OF_HEAD,
    OPEN_VERBS,
    POINTERS,
    EventKind,
    head_of,
)
from kg.extract.workspace import Workspace
from kg.model.text import BlockKind, Span

_NAME_TAGS = frozenset({"n", "nz", "nw", "vn", "an", "a", "m", "q", "ORG", "LOC", "s", "nt", "ns"})
_COUNT = re.compile(
    r"^(?:[一二两三四五六七八九十几多数\d]+(?:余|多)?(?:次|场|个|项|届|轮|期|件|系列|类|种|批)|首次|多次|系列|完|一系列|了|过|着|为期.{1,3}的)+(?:的)?"
)
_HEAD_TAGS = frozenset("n nz nw vn v ORG LOC nt an s TIME".split())
_CALLED = frozenset("召开 举行 召集 组织召开".split())
_GATHERING_TAGS = frozenset("v vn n nz a an".split())
_HELD_WORDS = 4  # of the name of a gathering, 会 left out
_TITLED = re.compile("[^，。！？]{0,60}题：")
_TITLE = 24  # code points of a title's clause
_WHILE = frozenset("时 期间 后 之后".split())
_ABOUT = frozenset("筹备 筹办 准备 报名 注册 签到 布展 保障".split())
_MANNER = re.compile(
    "(?:(?:全面|深入|热烈|充分|认真|广泛|友好|坦诚|深度|细致|专题|交互式|面对面)(?:[、而的地]|且|和)?)+"
)
_TALKS = frozenset("研讨 座谈 会谈 培训 授课 分组讨论 圆桌讨论 对谈".split())
_ONE = re.compile("一[次场个]")
_LEG = re.compile("(?:首|次|第[一二]|两)回合(?:的?(?:比赛|决赛|较量))?$")  # of the contest that was named before it
_CHOOSING = frozenset("选举 评选 招募 普查".split())  # as verbs: 经董事会选举通过
_AFTER_MODAL = frozenset({"v", "vd", "d", "ad", "a"})  # 会 before these is "will", not a gathering
_AFTER = frozenset("上 中 期间 后 前 现场 之前 之后 会上 间 时 会场".split())
_HEADLINES = frozenset({BlockKind.HEADLINE, BlockKind.KICKER, BlockKind.DECK})
_CUTS = CLAUSE_END | frozenset(" —")
_SKIPPED_BLOCKS = frozenset({BlockKind.BYLINE, BlockKind.DATELINE, BlockKind.SECTION})


def event_candidates(bench: Workspace) -> list[EventCandidate]:
    """Everything in an article that may be an event, in order of first mention; the scorer decides which are."""
    mentions = [m for i in range(len(bench.sentences)) for m in _sentence_mentions(bench, i)]
    return cluster(mentions)


def _sentence_mentions(bench: Workspace, index: int) -> Iterator[EventMention]:
    sentence = bench.sentences[index]
    if sentence.block in _SKIPPED_BLOCKS:
        return
    words = sentence_words(bench, index)
    taken = -1
    for k in range(len(words)):
        if k <= taken:
            continue
        found = None if visits(words, k) else _head_at(words, k)
        last = verb_at(words, k)
        if found is not None:
            head, kind, taken = found
            yield _mention(bench, index, words, k, taken, head, kind)
        elif last is not None:
            told, taken = deed(bench, index, words, k, last)
            yield told


def _head_at(words: Sequence[Word], k: int) -> tuple[str, EventKind, int] | None:
    """The head that ends at a word: (head, kind, index of its last word); None when none does or the name goes on."""
    word = words[k]
    after = words[k + 1] if k + 1 < len(words) else None
    found = None
    if word.text == "会" and after is not None and after.text in _AFTER:
        found = ("会", EventKind.MEETING)
        joined = _joined(words, k)
        if joined and word.tag == "n" and (better := head_of(joined, "n")):
            found = better
    elif word.text in {"会上", "会前", "会后"}:
        return "会", EventKind.MEETING, k
    elif word.text[-1] == "会" and (held := _parted(words, k) or _held_gathering(words, k)):
        return held, EventKind.MEETING, k
    elif word.tag in _HEAD_TAGS or word.text in KIND_OF_HEAD:
        if word.tag == "TIME" and not word.text.endswith(("会", "赛", "节")):
            return None
        if word.text in _CHOOSING and word.tag == "v":
            return None
        found, joined = head_of(word.text, word.tag), _joined(words, k)
        modal = (
            word.text == "会"
            and word.tag != "n"
            and (
                joined not in KIND_OF_HEAD
                or (after is not None and after.tag in _AFTER_MODAL and not _closes(words, k))
            )
        )
        if (
            joined
            and not modal
            and (better := head_of(joined, "n"))
            and (found is None or len(better[0]) > len(found[0]))
        ):
            found = better
    if found is None:
        return None
    if (
        after is not None
        and after.tag in {"n", "nz", "vn", "nw"}
        and after.text not in _AFTER
        and head_of(after.text, after.tag)
    ):
        return None  # the name goes on to a later head: 博览会|新闻发布会
    if after is not None and after.text in _ABOUT and _ends_phrase(words, k + 1):
        return None  # 指导某会进行会议|筹备: what is prepared has not been held
    if after is not None and after.text == "暨":
        return None  # 交流大会暨|发展论坛 is one event
    if after is not None and after.tag in {"n", "nz", "nw"} and after.text not in _AFTER and word.text != "会":
        # 论坛主席, 活动中心, 会议室: the head only modifies; but 专场, 站, 项目 … of an event stay part of it
        if after.text in {"专场", "分会场", "站", "部分", "环节"}:
            return found[0], found[1], k + 1
        return None
    return found[0], found[1], k


def _ends_phrase(words: Sequence[Word], k: int) -> bool:
    """True where the ``k``-th word ends its phrase: a mark or 工作, 方案 … follows, not an object of its own."""
    after = words[k + 1] if k + 1 < len(words) else None
    return after is None or after.text in CLAUSE_END or after.tag in {"n", "vn"} or after.text in {"、", "的"}


def _parted(words: Sequence[Word], k: int) -> str:
    """选|品|会: a gathering of which the tagger makes three words; "" for none."""
    if k < 2 or words[k].text != "会":
        return ""
    whole = words[k - 2].text + words[k - 1].text + "会"
    return whole if whole in KIND_OF_HEAD else ""


def _held_gathering(words: Sequence[Word], k: int) -> str:
    """召开|返|还会: what is called together and ends in 会 is a gathering, whatever the tagger takes 会 for; "" for none."""
    if words[k].tag == "n" or not _closes(words, k):
        return ""
    first = k
    while first > 1 and k - first < _HELD_WORDS and words[first - 1].tag in _GATHERING_TAGS:
        first -= 1
        if words[first - 1].text in _CALLED:
            return "".join(word.text for word in words[first : k + 1])
    return ""


def _joined(words: Sequence[Word], k: int) -> str:
    """The ``k``-th word with the one before, where the tagger may have parted a head: 招|聘会, 推进/v|会/v; else ""."""
    before = words[k - 1] if k else None
    if before is None:
        return ""
    joined = before.text + words[k].text
    if before.tag == "v" or (words[k].tag == "v" and len(words[k].text) > 1):  # 企业|参会 is a clause
        return joined if joined in KIND_OF_HEAD and _closes(words, k) else ""
    return joined if before.tag in _NAME_TAGS else ""


def _closes(words: Sequence[Word], k: int) -> bool:
    """True where the ``k``-th word ends a noun phrase: a mark, a time, 在 or a verb of holding follows, so 会 is no auxiliary."""
    after = words[k + 1] if k + 1 < len(words) else None
    return (
        after is None
        or after.text in CLAUSE_END | _AFTER | HOLD_VERBS | OPEN_VERBS
        or after.tag in {"TIME", "w"}
        or after.text in {"在", "于", "并", "暨"}
    )


def _mention(
    bench: Workspace, index: int, words: Sequence[Word], k: int, last: int, head: str, kind: EventKind
) -> EventMention:
    end = words[last].end - (1 if words[last].text in {"会上", "会前", "会后"} else 0)
    left, anchor = left_edge(words, k, end)
    start = words[left].start
    text = bench.text[start:end]
    counted = ""
    while True:  # counts and aspect marks in front of a name are not part of it: 举行|了一场|网络研讨会
        cut = _COUNT.match(text)
        if cut is None or cut.end() >= len(text) - 1:
            break
        one = _ONE.search(cut.group())
        counted = one.group() if one else counted
        start, text = start + cut.end(), text[cut.end() :]
    pointer = False
    for word in words[left : k + 1]:
        if word.start == start and word.text in POINTERS and word.end < end:
            start, pointer = word.end, True
    for mark in ("此次", "本次", "本届", "这次", "该", "此", "是次"):
        if bench.text[start:end].startswith(mark) and end - start > len(mark) + 1:
            start, pointer = start + len(mark), True
            break
    if anchor == "quote" and last + 1 < len(words) and bench.text[start] in OPENING:
        end = words[last + 1].end
    span = Span(start, end)
    name = span.of(bench.text).strip()
    cues = set(_cues(words, left, k, last, anchor))
    if pointer or (left and words[left - 1].text in POINTERS):
        cues.add("pointer")
    bare = (
        name == head
        or bool(_LEG.match(name))
        or (len(name) <= len(head) and head != name)
        or ("pointer" in cues and len(name) <= len(head) + 1)
    )
    if counted and bare and "pointer" not in cues:  # 出席一次会议: one that was not told of before
        whole = counted + name
        held = next((w.text for w in reversed(words[:left]) if w.tag == "v"), "") if left else ""
        told = {whole, held + whole} if held and words[left - 1].text == held else {whole}
        return EventMention(span, name, head, kind, index, bare, frozenset(cues | {INDEFINITE}), tuple(sorted(told)))
    following = words[last + 1].text if last + 1 < len(words) else ""
    if kind is EventKind.VISIT and words[k].tag == "v" and anchor == "in" and following in _WHILE:
        bare = True  # 在甲、乙参观时: a stage of the visit
    if head in _TALKS and _MANNER.fullmatch(name.removesuffix(head)):
        bare = True
        cues.add(MANNER)
    forms = () if bare else tuple(sorted(_other_forms(bench, index, span, anchor) - {name}))
    return EventMention(span, name, head, kind, index, bare, frozenset(cues), forms)


def _other_forms(bench: Workspace, index: int, span: Span, anchor: str) -> set[str]:
    """Other ways a mention names its event: a headline's clause around it, and what follows a dash inside it."""
    name = span.of(bench.text)
    forms = {name.rpartition("——")[2]} if "——" in name and not name.endswith("”") else set()
    sentence = bench.sentences[index]
    titled = _TITLED.match(bench.text, sentence.span.start, sentence.span.end)  # 某社某地某日电 题：…
    if sentence.block in _HEADLINES or titled is not None:
        start = max(
            (i + 1 for i in range(sentence.span.start, span.start) if bench.text[i] in _CUTS),
            default=sentence.span.start,
        )
        end = next((i for i in range(span.end, sentence.span.end) if bench.text[i] in _CUTS), sentence.span.end)
        clause = bench.text[start:end].strip()
        # a title that ends with what its subject holds (甲地校长开展文化参访) is what the event is called
        whole = anchor == "hold" and end == span.end and len(clause) <= _TITLE
        if titled is not None and start < titled.end():
            whole = False
        if (whole or len(clause) <= 2 * len(name)) and (titled is None or whole):
            forms.add(clause)
    return {form for form in forms if form}


def _cues(words: Sequence[Word], left: int, k: int, last: int, anchor: str) -> Iterator[str]:
    yield f"anchor={anchor}"
    after = words[last + 1] if last + 1 < len(words) else None
    if after is not None and after.text in _AFTER:
        yield f"after={'in' if after.text in {'上', '中', '期间', '现场', '间', '会场', '会上', '时'} else 'round'}"
        yield f"afterword={after.text}"
    if words[k].text == "会上":
        yield "after=in"
    if predicate_follows(words, last):
        yield "opens"
    before = words[left - 1] if left else None
    if before is not None:
        yield f"before={before.tag}"
        if before.text in ATTEND_VERBS:
            yield "attended"
    if after is not None:
        yield f"next={after.tag}"
    yield f"tag={words[k].tag}"
    if any(
        w.text in {"是", "作为", "成为", "为", "如", "例如", "比如", "包括"} for w in words[max(0, left - 4) : left]
    ):
        yield "isa"
    if left < k and words[k - 1].text in GENERIC_MODIFIERS:
        yield "generic"
    if any(w.text in GENERIC_MODIFIERS for w in words[max(0, left - 2) : left]):
        yield "generic-before"
    if after is not None and after.text in {"之一", "等", "和", "、", "的"}:
        yield f"then={after.text}"
    inside = words[left : k + 1]
    if any(w.text in CLOSING for w in inside):
        yield "quoted"
    if any(w.tag == "ORG" for w in inside):
        yield "org-inside"
    if any(w.tag == "LOC" for w in inside):
        yield "loc-inside"
    if any(w.text.startswith("第") for w in inside):
        yield "ordinal"
    if any(YEAR.match(w.text) for w in inside):
        yield "year"
