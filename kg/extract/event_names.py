"""Where an article names events: heads, how far to the left a name reaches, and which mentions are one event.

A name is found from its head backwards. How far it reaches follows from what holds it: the object of a verb of holding
reaches back to the verb (举行|丙申年春节酒会), the end of a relative clause to its 的 (主办的|…论坛), a subject to the
beginning of its clause (|…工作会议在京召开); elsewhere it reaches as far as nouns and quotation marks do.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.extract.event_words import (
    ATTEND_VERBS,
    DEED_SORTS,
    DEED_VERBS,
    GENERIC_MODIFIERS,
    HOLD_VERBS,
    KIND_OF_HEAD,
    OPEN_VERBS,
    POINTERS,
    EventKind,
    head_of,
)
from kg.extract.tagger import Word
from kg.extract.workspace import Workspace
from kg.model.schema import EntityType
from kg.model.text import BlockKind, Span

_NAME_TAGS = frozenset({"n", "nz", "nw", "vn", "an", "a", "m", "q", "ORG", "LOC", "s", "nt", "ns"})
_OPENING, _CLOSING = "“‘「『《〈", "”’」』》〉"
_STOPS = frozenset("。！？；")
_CLAUSE_END = frozenset("，。；：！？,;:!?\n　…")
_LONGEST = 40  # code points; a longer stretch before a head is a sentence, not a name
_COUNT = re.compile(r"^(?:[一二两三四五六七八九十几多数\d]+(?:余|多)?(?:次|场|个|项|届|轮|期|件|系列|类|种|批)|首次|多次|系列|完|一系列|了|过|着|为期.{1,3}的)+(?:的)?")
_ORDINAL = re.compile(r"第?[一二三四五六七八九十百零〇\d]+(?:次|届|场|期|轮|年|月|日|中全会)")
_YEAR = re.compile(r"^(?:\d{4}|[一二三四五六七八九〇零]{4})年(?:度)?$|^\d+周年$|^\d{4}$")
_JOINS = frozenset("、 和 与 及 以及 暨".split())
_ALWAYS_VERBS = frozenset("出席 参加 主持 列席".split())  # LAC also tags these as nouns of action
_DEED_PREPOSITIONS = frozenset("到 赴 在 与 和 同 向 给 对 为 来到 前往 被 由".split())
_GENERIC_HEADS = frozenset("发布会 研讨会 座谈会 论坛 大会 会议 记者会 博览会 讲座 仪式".split())
_AFTER_MODAL = frozenset({"v", "vd", "d", "ad", "a"})  # 会 before these is "will", not a gathering
_FUSED = re.compile("(出席|参加|主持|列席|召开|举行|组织)(.{2,})")  # LAC takes 出席会议 for one word
_INTRODUCED = frozenset({"anchor=hold", "anchor=relative", "opens", "after=in", "quoted", "ordinal"})
_IN = frozenset("在 于 从 自".split())
_AFTER = frozenset("上 中 期间 后 前 现场 之前 之后 会上 间 时 会场".split())
_SKIPPED_BLOCKS = frozenset({BlockKind.BYLINE, BlockKind.DATELINE, BlockKind.SECTION})


@dataclass(frozen=True, slots=True)
class EventMention:
    """One place where an event is named. ``bare`` when only the head stands there (会上, 此次活动)."""

    span: Span
    name: str
    head: str
    kind: EventKind
    sentence: int
    bare: bool
    cues: frozenset[str] = frozenset()
    forms: tuple[str, ...] = ()  # other stretches that name it, for an event told by a clause


@dataclass(slots=True)
class EventCandidate:
    """The mentions of what is taken to be one event, in text order; ``name`` is the fullest form."""

    name: str
    kind: EventKind
    head: str
    mentions: list[EventMention] = field(default_factory=list)

    @property
    def named(self) -> list[EventMention]:
        """The mentions that carry more than the head, or all when none does."""
        return [m for m in self.mentions if not m.bare] or self.mentions


def event_candidates(bench: Workspace) -> list[EventCandidate]:
    """Everything in an article that may be an event, in order of first mention; the scorer decides which are."""
    mentions = [m for i in range(len(bench.sentences)) for m in _sentence_mentions(bench, i)]
    return _cluster(mentions)


def _sentence_mentions(bench: Workspace, index: int) -> Iterator[EventMention]:
    sentence = bench.sentences[index]
    if sentence.block in _SKIPPED_BLOCKS:
        return
    words = sentence_words(bench, index)
    taken = -1
    for k in range(len(words)):
        if k <= taken:
            continue
        found = _head_at(words, k)
        if found is not None:
            head, kind, taken = found
            yield _mention(bench, index, words, k, taken, head, kind)
        elif words[k].text in DEED_VERBS and words[k].tag in {"v", "vn"}:
            deed = _deed(bench, index, words, k)
            if deed is not None:
                taken = deed[1]
                yield deed[0]


def sentence_words(bench: Workspace, index: int) -> list[Word]:
    """The words of a sentence, each known person, body or place one word (``PER``, ``ORG``), offsets in the article."""
    span = bench.sentences[index].span
    taken: list[Word] = []
    for item in sorted(bench.named(span), key=lambda n: (-len(n.span), n.span.start, n.chain)):
        if not any(item.span.start < w.end and w.start < item.span.end for w in taken):
            person = EntityType.PERSON in bench.chains[item.chain].types
            taken.append(Word(item.span.start, item.span.end, item.surface, "PER" if person else "ORG"))
    taken.sort(key=lambda w: w.start)
    row: list[Word] = []
    names = iter([*taken, None])
    name = next(names)
    for word in _split(bench.words(index)):
        start = word.start
        while name is not None and name.start < word.end:
            if name.start > start:
                row.append(Word(start, name.start, bench.text[start : name.start], word.tag))
            if not row or row[-1] is not name:
                row.append(name)
            start = min(name.end, word.end)
            if name.end > word.end:
                break
            name = next(names)
        if start < word.end:
            row.append(Word(start, word.end, bench.text[start : word.end], word.tag))
    return row


def _split(words: Sequence[Word]) -> Iterator[Word]:
    for word in words:
        fused = _FUSED.fullmatch(word.text)
        if fused is None or head_of(fused[2], "n") is None:
            yield word
        else:
            middle = word.start + len(fused[1])
            yield Word(word.start, middle, fused[1], "v")
            yield Word(middle, word.end, fused[2], "n")


def _head_at(words: Sequence[Word], k: int) -> tuple[str, EventKind, int] | None:
    """The head that ends at a word: (head, kind, index of its last word); None when none does or the name goes on."""
    word = words[k]
    after = words[k + 1] if k + 1 < len(words) else None
    joined = words[k - 1].text + word.text if k and words[k - 1].tag in _NAME_TAGS else ""
    found = None
    if word.text == "会" and after is not None and after.text in _AFTER:
        found = ("会", EventKind.MEETING)
        if joined and word.tag == "n" and (better := head_of(joined, "n")):
            found = better
    elif word.text in {"会上", "会前", "会后"}:
        return "会", EventKind.MEETING, k
    elif word.tag in {"n", "nz", "nw", "vn", "v", "ORG", "nt", "an", "s"} or word.tag == "TIME":
        if word.tag == "TIME" and not word.text.endswith(("会", "赛", "节")):
            return None
        found = head_of(word.text, word.tag)
        modal = word.text == "会" and word.tag != "n" and (joined not in KIND_OF_HEAD or after is not None and after.tag in _AFTER_MODAL)
        if joined and not modal and (better := head_of(joined, "n")) and (found is None or len(better[0]) > len(found[0])):
            found = better
    if found is None:
        return None
    if after is not None and after.tag in {"n", "nz", "vn", "nw"} and after.text not in _AFTER and head_of(after.text, after.tag):
        return None  # the name goes on to a later head: 博览会|新闻发布会
    if after is not None and after.tag in {"n", "nz", "nw"} and after.text not in _AFTER and word.text not in {"会"}:
        # 论坛主席, 活动中心, 会议室: the head only modifies; but 专场, 站, 项目 … of an event stay part of it
        if after.text in {"专场", "分会场", "站", "部分", "环节"}:
            return found[0], found[1], k + 1
        return None
    return found[0], found[1], k


def _mention(bench: Workspace, index: int, words: Sequence[Word], k: int, last: int, head: str, kind: EventKind) -> EventMention:
    end = words[last].end - (1 if words[last].text in {"会上", "会前", "会后"} else 0)
    left, anchor = _left_edge(bench.text, words, k, end)
    start = words[left].start
    text = bench.text[start:end]
    while True:  # counts and aspect marks in front of a name are not part of it: 举行|了一场|网络研讨会
        cut = _COUNT.match(text)
        if cut is None or cut.end() >= len(text) - 1:
            break
        start, text = start + cut.end(), text[cut.end() :]
    pointer = False
    for word in words[left : k + 1]:
        if word.start == start and word.text in POINTERS and word.end < end:
            start, pointer = word.end, True
    for mark in ("此次", "本次", "本届", "这次", "该", "此", "是次"):
        if bench.text[start:end].startswith(mark) and end - start > len(mark) + 1:
            start, pointer = start + len(mark), True
            break
    if anchor == "quote" and last + 1 < len(words) and bench.text[start] in _OPENING:
        end = words[last + 1].end
    span = Span(start, end)
    name = span.of(bench.text).strip()
    cues = set(_cues(words, left, k, last, anchor))
    if pointer or (left and words[left - 1].text in POINTERS):
        cues.add("pointer")
    bare = name == head or (len(name) <= len(head) and head != name) or "pointer" in cues and len(name) <= len(head) + 1
    return EventMention(span, name, head, kind, index, bare, frozenset(cues))


def _deed(bench: Workspace, index: int, words: Sequence[Word], k: int) -> tuple[EventMention, int] | None:
    """An event told by a verb: the verb with its object, and as a second form what stands before it in the clause."""
    last = k
    while last + 1 < len(words) and words[last + 1].text not in _CLAUSE_END:
        if words[last + 1].end - words[k].start > 24 or words[last + 1].text in {"时", "后", "前", "并", "以", "的", "表示"}:
            break
        last += 1
    first = k
    while first and words[first - 1].text not in _CLAUSE_END and words[k].start - words[first - 1].start < 24:
        first -= 1
    prep = next((i for i in range(k - 1, first - 1, -1) if words[i].text in _DEED_PREPOSITIONS), k)
    if k and prep == k and words[k - 1].tag in {"n", "vn", "ORG", "LOC", "an"}:
        prep = k - 1
    span = Span(words[k].start, words[last].end)
    forms = {bench.text[words[i].start : words[last].end] for i in (first, prep)} - {span.of(bench.text)}
    verb = words[k].text
    cues = {f"deed={verb}", f"objects={min(last - k, 3)}", f"sort={DEED_SORTS.get(verb, 'other')}"}
    cues |= {f"sort={DEED_SORTS.get(verb, 'other')}&with" for w in words[first:k] if w.text in {"与", "和", "同"} and w.tag == "p"}
    if any(w.tag == "PER" for w in words[first:k]):
        cues.add("person-before")
    if any(w.tag == "ORG" for w in words[first:k]):
        cues.add("body-before")
    if any(w.tag in {"ORG", "PER"} for w in words[k : last + 1]):
        cues.add("name-after")
    if any(w.tag == "TIME" for w in words[first:k]):
        cues.add("time-before")
    if k and words[k - 1].text in {"的", "将", "要", "会", "可", "不", "没有", "应", "进行"}:
        cues.add(f"mood={words[k - 1].text}")
    if last == k:  # no object: 受审 alone names nothing, the clause around it does
        whose = next((i for i in range(k - 1, first - 1, -1) if words[i].tag == "PER"), prep)
        span = Span(words[min(whose, prep)].start, words[k].end)
        forms -= {span.of(bench.text)}
    mention = EventMention(span, span.of(bench.text), verb, EventKind.DEED, index, False, frozenset(cues), tuple(sorted(forms)))
    return mention, last if last == k else k


def _left_edge(text: str, words: Sequence[Word], k: int, end: int) -> tuple[int, str]:
    """Index of the first word of a name, and what holds the name: hold, relative, in, attend, subject or plain."""
    if k + 1 < len(words) and words[k + 1].text in _CLOSING:  # the head closes a quoted name: “…论坛”
        opening = next((i for i in range(k - 1, -1, -1) if words[i].text in _OPENING), -1)
        if opening >= 0 and end - words[opening].start <= _LONGEST and not any(w.text in _STOPS for w in words[opening:k]):
            return opening, "quote"
    strict = k
    depth = 0
    i = k
    anchor = ""
    strict_open = True
    while i > 0:
        word = words[i - 1]
        if end - word.start > _LONGEST:
            break
        if word.text in _CLOSING:
            depth += 1
        elif word.text in _OPENING:
            if depth == 0:
                break
            depth -= 1
            if depth == 0 and strict_open:
                strict = i - 1
            i -= 1
            continue
        if depth:
            i -= 1
            continue
        if word.text in _JOINS and i > 1 and head_of(words[i - 2].text, words[i - 2].tag):
            anchor = "list"
            break
        if word.text in _CLAUSE_END or word.text.strip() == "":
            anchor = "subject"
            break
        if word.tag == "PER":
            break
        if word.text in HOLD_VERBS and word.tag != "vn":
            anchor = "hold"
            break
        if word.text == "的" and i > 1 and words[i - 2].text in HOLD_VERBS:
            anchor = "relative"
            break
        if word.text in ATTEND_VERBS and (word.tag == "v" or word.text in _ALWAYS_VERBS):
            anchor = "attend"
            break
        if word.text in _IN and word.tag == "p":
            anchor = "in"
            break
        if word.tag in {"p", "d", "r"} or word.text in {"将", "被", "把", "了", "等", "是"}:
            if word.text in {"了"} and i > 1 and words[i - 2].text in HOLD_VERBS:
                anchor = "hold"
            elif word.text in POINTERS:
                anchor = "pointer"
            break
        if word.tag == "TIME" and not _YEAR.match(word.text):
            if i > 1 and words[i - 2].text in HOLD_VERBS:  # 举行|丙申年春节酒会: here the time is part of the name
                i -= 1
                continue
            anchor = "time"
            break
        if strict_open:
            if word.tag in _NAME_TAGS or _YEAR.match(word.text) or (word.text in _CLOSING) or word.text in "-—·+":
                strict = i - 1
            else:
                strict_open = False
        i -= 1
    else:
        anchor = anchor or "subject"
    if anchor in {"hold", "relative"}:
        return i, anchor
    if anchor == "subject" and _predicate_follows(words, k):
        verbs = [w for w in words[i:k] if w.tag in {"v", "vd"}]
        if len(verbs) <= 2 and not any(w.text == "的" or w.text == "、" for w in words[i:k]):
            return i, "subject"
    if anchor == "in" and sum(w.tag in {"v", "vd"} for w in words[i:strict]) <= 1:
        return i, anchor
    if strict > 1 and words[strict - 1].text == "的" and words[strict - 2].text in _CLOSING:  # “…”的|主题演讲
        opening = next((i for i in range(strict - 2, -1, -1) if words[i].text in _OPENING), strict)
        return opening, "quoted-topic"
    if strict > 1 and words[strict - 1].text == "的" and words[strict - 2].tag in {"ORG", "LOC"}:
        return strict - 2, "possessor"  # 市政协的|开幕式: whose event it is belongs to its name
    return strict, anchor or "plain"


def _predicate_follows(words: Sequence[Word], k: int) -> bool:
    for word in words[k + 1 : k + 9]:
        if word.text in _CLAUSE_END:
            return False
        if word.tag in {"v", "vn"}:
            return word.text in HOLD_VERBS or word.text in OPEN_VERBS
    return False


def _cues(words: Sequence[Word], left: int, k: int, last: int, anchor: str) -> Iterator[str]:
    yield f"anchor={anchor}"
    after = words[last + 1] if last + 1 < len(words) else None
    if after is not None and after.text in _AFTER:
        yield f"after={'in' if after.text in {'上', '中', '期间', '现场', '间', '会场', '会上', '时'} else 'round'}"
        yield f"afterword={after.text}"
    if words[k].text in {"会上"}:
        yield "after=in"
    if _predicate_follows(words, last):
        yield "opens"
    before = words[left - 1] if left else None
    if before is not None:
        yield f"before={before.tag}"
        if before.text in ATTEND_VERBS:
            yield "attended"
    if after is not None:
        yield f"next={after.tag}"
    yield f"tag={words[k].tag}"
    if any(w.text in {"是", "作为", "成为", "为", "如", "例如", "比如", "包括"} for w in words[max(0, left - 4) : left]):
        yield "isa"
    if left < k and words[k - 1].text in GENERIC_MODIFIERS:
        yield "generic"
    if any(w.text in GENERIC_MODIFIERS for w in words[max(0, left - 2) : left]):
        yield "generic-before"
    if after is not None and after.text in {"之一", "等", "和", "、", "的"}:
        yield f"then={after.text}"
    inside = words[left : k + 1]
    if any(w.text in _CLOSING for w in inside):
        yield "quoted"
    if any(w.tag == "ORG" for w in inside):
        yield "org-inside"
    if any(w.tag == "LOC" for w in inside):
        yield "loc-inside"
    if any(w.text.startswith("第") for w in inside):
        yield "ordinal"
    if any(_YEAR.match(w.text) for w in inside):
        yield "year"


def _cluster(mentions: Sequence[EventMention]) -> list[EventCandidate]:
    """Put mentions together: a bare head goes to the latest event it can mean, a name to the event it shortens."""
    found: list[EventCandidate] = []
    for mention in mentions:
        home = _home(found, mention)
        if home is None:
            home = EventCandidate(mention.name, mention.kind, mention.head)
            found.append(home)
        elif not mention.bare and len(mention.name) > len(home.name):
            home.name = mention.name
        home.mentions.append(mention)
    return found


def _home(found: Sequence[EventCandidate], mention: EventMention) -> EventCandidate | None:
    if mention.kind is EventKind.DEED:
        return next((c for c in found if c.kind is EventKind.DEED and c.name == mention.name), None)
    if mention.bare or "pointer" in mention.cues:
        # 会上, 此次活动: the latest event that fits and was introduced as taking place; else the latest that fits
        fitting = [c for c in reversed(found) if _head_fits(c, mention)]
        introduced = [c for c in fitting if any(m.cues & _INTRODUCED for m in c.mentions)]
        newly_held = mention.bare and mention.cues & {"anchor=hold", "opens"} and len(mention.head) > 2
        if newly_held and not any(c.name.endswith(mention.head) for c in fitting):
            return None
        if introduced or fitting:
            return (introduced or fitting)[0]
        if mention.bare and (len(mention.head) < 3 or mention.head in _GENERIC_HEADS):
            return None
    if not mention.bare and len(mention.name) > len(mention.head):
        ending = [c for c in reversed(found) if c.name.endswith(mention.name)]
        introduced = [c for c in ending if any(m.cues & _INTRODUCED for m in c.mentions)]
        if ending:
            return (introduced or ending)[0]
    for candidate in reversed(found):
        if candidate.kind is EventKind.DEED:
            continue
        if _same_name(candidate.name, mention.name) and (candidate.kind == mention.kind or mention.kind is EventKind.CAMPAIGN):
            return candidate
    return None


def _head_fits(candidate: EventCandidate, mention: EventMention) -> bool:
    head = mention.head
    if candidate.kind is EventKind.DEED:
        return head in {"仪式", "活动"} and candidate.head in {"签约", "揭牌", "奠基", "开工", "捐赠", "竣工", "启用"}
    if candidate.name.endswith(head):
        return True
    if head in {"会", "会议", "大会"}:
        return candidate.kind in {EventKind.MEETING, EventKind.PRESS} or candidate.name.endswith(("会", "论坛"))
    if head == "活动":
        return candidate.kind in {EventKind.CAMPAIGN, EventKind.TALK, EventKind.CEREMONY, EventKind.EXHIBITION, EventKind.MEETING}
    if head == "仪式":
        return candidate.kind is EventKind.CEREMONY or candidate.name.endswith("大会")
    if head in {"比赛", "大赛", "赛事"}:
        return candidate.kind is EventKind.CONTEST
    if head == "展会":
        return candidate.kind is EventKind.EXHIBITION
    return len(head) > 2 and head.endswith("会") and candidate.name.endswith(head[:-1])  # 培训会 after 远程培训


def _same_name(one: str, other: str) -> bool:
    """True when the shorter name is a subsequence of the longer and no number tells them apart.

    >>> _same_name("第十八次会议", "第十九次会议")
    False
    """
    short, long = sorted((one, other), key=len)
    ordinals = {m.group() for m in _ORDINAL.finditer(short)}
    if ordinals - {m.group() for m in _ORDINAL.finditer(long)}:
        return False
    rest = iter(long)
    return all(c in rest for c in short)
