"""The patterns in which a person or body stands to an event: ``attend:obj``, ``say:mid``, ``hold:of`` and their kin.

Before the colon the class of verb that has the name as subject (attend, hold, stage, say, sign, other, none), after it
where the event stands: ``obj`` after the verb, ``mid`` between name and verb (A在会上说), ``after`` before the name,
``in`` likewise as a place (会上，A…), ``of`` with a relative clause (A主办的论坛); in other sentences ``next``, ``later``
and ``earlier``. ``left=`` tells the word before the name, ``host`` that a person's post stands on it.
"""

import re
from collections.abc import Iterator, Sequence

from kg.extract.events.clusters import EventCandidate, EventMention
from kg.extract.events.contexts import COMMAS, TO, WITH, Context, Reading, verb_class
from kg.extract.events.lists import (
    INVITES,
    LISTED,
    STOPS,
    TAKES_PART,
    among_others,
    does_by,
    holds_alone,
    is_asked,
    is_held,
    is_paired,
    joins,
)
from kg.extract.tagging.tagger import Word

_QUOTES = "“”‘’「」『』"
_ADDRESSES = frozenset("致辞 致词 讲话 发言 演讲 揭牌 揭幕 剪彩 颁奖 宣读".split())  # done at an event and nowhere else
_BEGINS = frozenset("开幕 闭幕 启动 开赛 开工 开馆 启用 开始".split())
LISTS = frozenset({"label", "roster", "office", "rank", "comes", "holds:next"})
FOR_RULES = LISTS | frozenset(
    {
        "agent",
        "deed:passive",
        "address:next",
        "whose:regular",
        "hold:passive",
        "invites:talk",
        "sides",
        "given",
        "joins",
        "among",
        "deed:joined",
        "by",
        "asked",
        "leads",
        "body:speaks",
        "contends",
        "acts",
        "sides:host",
        "hold:with",
        "gives",
        "given:to",
        "goes",
    }
)  # nothing is weighed by these
_PREDICATES = frozenset({"v", "vd", "d", "ad", "p", "TIME"})
_LEAD = 3  # sentences, the headline among them, that tell what an item is about
_SOON = 2  # sentences behind an event's name that can still speak of it without naming it
_CONTENDS = re.compile(  # 在某选举中失利
    "[中上里][^，。；]{0,8}?(?:失利|败选|大败|惨败|落败|落选|胜选|胜出|获胜|当选|连任|夺冠|夺魁|折桂|问鼎|摘金|出战|参选|力克|战平|不敌|失败)"
)
_MAKES = frozenset("供 让 使 吸引 欢迎 接待 邀请 请 组织".split())
_LEADS = frozenset("带队 率队 带领 率领".split())
_GIVES = frozenset("带来 作 做 讲授 开展 举办 授课 主讲 讲 作了 上".split())
_GIVEN = re.compile("(?:捐赠|捐款|赠送|签约|签字|签署|合作)[^，。]{0,12}(?:仪式|典礼|活动)$")
_SIGNED = re.compile("(?:签约|签字|签署|签订|合作)[^，。]{0,8}(?:仪式|活动|会)$")


def patterns_between(reading: Reading, event: EventCandidate, chain: int) -> frozenset[str]:
    """The patterns in which any mention of a name stands to an event."""
    return frozenset(p for context in reading.contexts[chain] for p in _patterns(reading, context, event))


def _patterns(reading: Reading, context: Context, event: EventCandidate) -> Iterator[str]:
    row = reading.rows[context.sentence]
    here = [m for m in event.mentions if m.sentence == context.sentence]
    apart = [m for m in here if not m.span.contains(context.span)]
    for mention in here:
        if mention.span.contains(context.span):
            begins = mention.span.start == context.span.start and not _shortened(event, mention)
            yield "inside-start" if begins else "inside"
            if _GIVEN.search(mention.name):
                yield "given"
    if context.within is not None and all(m.span != context.within for m in event.mentions):
        yield f"in-other-event:{'same' if here else 'apart'}"
        return
    if context.placed and not {"place-only", "admin", "venue"} & set(reading.who[context.chain]):
        for mention in apart:
            if mention.verb < 0 and "after=in" in mention.cues and _holds_it(row, context, mention):
                yield "hold:of"  # 在甲研究院召开的座谈会上
    if context.placed and context.peers > 1 and any(_holds_with(row, context, m) for m in apart if m.verb < 0):
        yield "hold:with"
    if context.host or context.placed:
        if context.host and any(_SIGNED.search(m.name) and _stands_for(row, context, m) for m in apart):
            yield "sides:host"  # 甲公司总裁A与乙公司总裁B在签约仪式上握手
        # 某局局长…: the sentence speaks of the person, the body only says whose; 在某地: it only says where
        yield f"{'host' if context.host else 'placed'}:{'same' if here else 'apart'}"
        return
    for mention in here:
        if mention.verb >= 0:  # told by a clause, which holds the names
            start = next(i for i, w in enumerate(row) if w.end > mention.verb)
            yield from _deed_patterns(row, context, start)
            if mention.sentence <= _LEAD and context.place < start:
                yield from _giving(row, context.place, start)
    for mention in apart:
        if mention.verb >= 0:
            continue
        start = next(i for i, w in enumerate(row) if w.end > mention.span.start)
        if context.span.start < mention.span.start:
            yield from _event_follows(row, context, mention, start)
        else:
            yield from _event_precedes(row, context, mention, start)
    if not here:
        yield from _across_sentences(row, context, event)
    yield from context.listed


def _stands_for(row: Sequence[Word], context: Context, mention: EventMention) -> bool:
    """Whether whoever holds a post in a body signs or shakes hands for it: two of them in one clause with the event."""
    clause = [w for w in row[context.place :] if w.start < mention.span.end]
    before = [w for w in row[: context.place] if w.tag == "PER"]
    people = [w for w in clause if w.tag == "PER"]
    if any(w.text in STOPS for w in clause) or context.span.start > mention.span.start:
        return False
    return len(people) + len(before) > 1 and any(w.text in LISTED or w.text in WITH for w in row[: context.place + 8])


def _shortened(event: EventCandidate, mention: EventMention) -> bool:
    """True for 某城新厂开业典礼 where the event is also called 某公司某城新厂开业典礼: what begins it does not own it."""
    return len(event.name) > len(mention.name) and event.name.endswith(mention.name)


_REGULAR = re.compile(r"(?:一年一度|每年|年度|一年一次)[^，。]{0,4}的?$")


def _event_follows(row: Sequence[Word], context: Context, mention: EventMention, start: int) -> Iterator[str]:
    verbs = [(c, i) for c, i in context.verbs if i < start]
    if _REGULAR.fullmatch("".join(word.text for word in row[context.place + 1 : start])):
        yield "whose:regular"  # 甲港一年一度的招聘会 is 甲港's
    following = row[context.place + 1] if context.place + 1 < len(row) else None
    if context.left == "start" and following is not None and following.tag in _PREDICATES:
        yield "agent"  # a place that acts; in 甲国疫情蔓延 it only says of where
    if start >= context.end:
        yield "other-subject"
    elif not verbs:
        yield f"{_first(context)}:mid"
    elif _held_by_another(row, context, mention, start, verbs[-1]):
        yield f"{next((c for c, i in context.verbs if i > start), 'other')}:mid"
    elif len(verbs) > 1 and _hosted(row, verbs[-2], verbs[-1], start):
        yield f"{verbs[-2][0]}:obj"  # 甲出席乙举办的论坛
    else:
        last = verbs[-1][0]
        yield f"{last}:obj" if last != "other" or len(verbs) == 1 else f"{verbs[-2][0]}:obj+"
        if last == "hold" and row[start - 1].text == "的":
            yield "hold:of"
        if last == "hold" and not any(w.text in COMMAS for w in row[context.place : start]):
            yield "hold:direct"
            if context.peers > 1 and _SIGNED.search(mention.name) and is_paired(row, context.place):
                yield "sides"  # 甲与乙举行签约仪式
            if sum(c != "other" for c, _ in verbs) == 1:
                yield "hold:only"
            if following is not None and verb_class(following) == "hold":
                yield "acts"  # 甲发起某行动
    if verbs and verbs[-1][0] == "attend" and not any(w.text in COMMAS for w in row[verbs[-1][1] : start]):
        yield "goes"  # 来到某市场调研
    if context.left in {"由", "with", "to", "邀请"}:
        yield f"left={context.left}:mid"
    if _contends(row, context, mention, start):
        yield "contends"
    if context.left == "由" and does_by(row, context.place):
        yield "by"
    asked = next((w for w in row[context.place + 1 : start] if w.tag in {"v", "vd"}), None)
    if asked is not None and asked.text in INVITES and _brings(row, context.place, start):
        yield "invites:talk"
    if asked is not None and asked.text in _LEADS and verbs and verbs[-1][0] == "hold":
        yield "leads"


def _event_precedes(row: Sequence[Word], context: Context, mention: EventMention, start: int) -> Iterator[str]:
    if is_held(row, context, start):
        yield "hold:passive"
    if joins(row, context):
        yield "joins"
    if is_asked(row, context.place):
        yield "asked"
    yield f"{_first(context)}:after"
    if context.left != "start":
        yield f"left={context.left}:after"
    if "after=in" in mention.cues:
        yield f"{_first(context)}:in"
    gap = [verb_class(w) for w in row[start : context.place]]
    if context.left == "start" and context.verbs and _takes_floor(row, context):
        yield "body:speaks"
    if "hold" in gap and context.peers > 2 and context.left == "start" and among_others(row, context.place):
        yield "among"
    told = next((c for c in ("hold", "attend") if c in gap), "verb" if any(gap) else "none")
    yield f"gap={told}"


def _contends(row: Sequence[Word], context: Context, mention: EventMention, start: int) -> bool:
    """甲党在某选举中失利, 乙队在决赛中不敌丙队: whoever wins or loses takes part."""
    own = row[context.place + 1 : start]
    if not any(w.text == "在" for w in own) or any(w.text in COMMAS or w.tag == "v" for w in own):
        return False
    behind = "".join(word.text for word in row[start:] if word.start >= mention.span.end)
    return _CONTENDS.match(behind) is not None


def _brings(row: Sequence[Word], place: int, start: int) -> bool:
    """甲邀请A作讲座, 甲邀请A来到乙，为学生带来一场讲座: what A does there; a clause with a subject of its own is not."""
    commas = [i for i in range(place, start) if row[i].text in STOPS]
    if not commas:
        return True
    follows = row[commas[-1] + 1]
    return len(commas) == 1 and follows.tag in {"p", "v"} and any(w.text in _GIVES for w in row[commas[-1] : start])


def _takes_floor(row: Sequence[Word], context: Context) -> bool:
    """甲、乙、丙作交流发言: bodies that are called to speak; one that 发布 or 表示 speaks by somebody, often elsewhere."""
    name, verb = context.verbs[0]
    clause = row[verb : verb + 4]
    return name == "stage" and context.peers > 1 and any(word.text.endswith("发言") for word in clause)


def _across_sentences(row: Sequence[Word], context: Context, event: EventCandidate) -> Iterator[str]:
    first = _first(context)
    if any(_is_passive(row, context, mention) for mention in event.mentions if mention.verb >= 0):
        yield "deed:passive"
    apart = min((context.sentence - m.sentence for m in event.mentions), key=abs)
    if 0 < apart <= 2 and any(_addresses(row, i) for name, i in context.verbs if name == "stage"):
        yield "address:next"
    if 0 < apart <= _SOON and context.verbs:
        if joins(row, context):
            yield "comes"
        if context.verbs[0][0] == "hold" and holds_alone(row, context):
            yield "holds:next"
    yield f"{first}:{'earlier' if apart < 0 else 'next' if apart <= 2 else 'later'}"
    if apart > 0 and first != "attend" and any(c == "attend" for c, _ in context.verbs):
        yield "attend:somewhere"
    if context.left in {"由", "邀请", "来自", "包括"}:
        yield f"left={context.left}:{'next' if apart > 0 else 'earlier'}"


def _addresses(row: Sequence[Word], i: int) -> bool:
    """A致辞, A在致辞时: the verb; not the noun (学习A的讲话精神)."""
    if row[i].text == "宣布" and i + 1 < len(row) and row[i + 1].text in _BEGINS:
        return True  # 宣布开幕
    return row[i].text in _ADDRESSES and (row[i].tag == "v" or row[i - 1].text == "在")


def _is_passive(row: Sequence[Word], context: Context, mention: EventMention) -> bool:
    """“甲奖”由乙、丙共同发起设立, where the deed is 发起甲奖: its object stands before 由, its verb behind all names."""
    verb = next((i for _, i in context.verbs if row[i].text == mention.head), None)
    by = next((i for i in range(context.place - 1, -1, -1) if row[i].text == "由" and row[i].tag == "p"), None)
    done_to = mention.name.removeprefix(mention.head).strip(_QUOTES)
    if verb is None or by is None or len(done_to) < 3:
        return False
    clause = row[by + 1 : verb]
    following = row[context.place + 1]
    listed = following.text in LISTED or following.tag in {"d", "ad"} or following is row[verb]
    if row[context.place].tag != "PER" and (not listed or (row[verb + 1 : verb + 2] and row[verb + 1].text == "人")):
        return False  # the host of a person's post
    return done_to in "".join(word.text for word in row[:by]) and not any(w.text in "。；;" for w in clause)


def _first(context: Context) -> str:
    return context.verbs[0][0] if context.verbs else "none"


def _hosted(row: Sequence[Word], first: tuple[str, int], last: tuple[str, int], start: int) -> bool:
    """True for 甲出席|乙举办|的论坛: a body of its own stands before the verb of holding."""
    own = row[first[1] + 1 : last[1]]
    return (
        last[0] == "hold"
        and first[0] in {"attend", "stage"}
        and row[start - 1].text == "的"
        and bool(own)
        and own[-1].tag in {"ORG", "d", "ad"}
        and any(w.tag == "ORG" for w in own)
    )


def _holds_it(row: Sequence[Word], context: Context, mention: EventMention) -> bool:
    """True where nothing but a verb of holding with 的 stands between a body and the event's name."""
    between = [w for w in row[context.place + 1 :] if w.end <= mention.span.start]
    own = [w for w in between if w.tag not in {"TIME", "d", "ad", "w"}]
    return len(own) == 2 and verb_class(own[0]) == "hold" and own[1].text == "的"


def _holds_with(row: Sequence[Word], context: Context, mention: EventMention) -> bool:
    """在甲地与乙协会联合举办的论坛上: a place that holds it with others acts, it is not where."""
    between = [w for w in row[context.place + 1 :] if w.end <= mention.span.start]
    if len(between) < 4 or between[0].text not in WITH | {"、", "及"} or between[1].tag != "ORG":
        return False
    return between[-1].text == "的" and verb_class(between[-2]) == "hold" and sum(w.tag == "v" for w in between) == 1


def _held_by_another(
    row: Sequence[Word], context: Context, mention: EventMention, start: int, last: tuple[str, int]
) -> bool:
    """True for A在30日召开的发布会上 and A公司在B市政府举办的论坛上: the verb of holding is not A's."""
    if last[0] != "hold" or row[start - 1].text != "的" or "after=in" not in mention.cues:
        return False
    inner = row[context.place + 1 : last[1]]
    at = next((i for i, w in enumerate(inner) if w.text in {"在", "于", "从"} and w.tag == "p"), None)
    return at is not None and (row[context.place].tag == "PER" or any(w.tag == "ORG" for w in inner[at + 1 :]))


def _is_beside(row: Sequence[Word], context: Context) -> bool:
    """与甲签约, 向甲捐款; 与甲颇有缘分，曾签下… is another clause, which the caller sees to."""
    return context.left in {"with", "to"} or (context.place > 0 and row[context.place - 1].text in WITH | TO)


def _is_made_to(between: Sequence[Word]) -> bool:
    """供|游人, 吸引|众多|市民 before the verb: whoever is meant to come is its subject."""
    clause = list(between)
    for i in range(len(clause) - 1, -1, -1):
        if clause[i].text in COMMAS:
            return False
        if clause[i].text in _MAKES:
            return i + 1 < len(clause)
    return False


def _giving(row: Sequence[Word], place: int, start: int) -> Iterator[str]:
    """甲协会向乙医院捐赠口罩, where the item begins: the gift that it reports."""
    between = row[place + 1 : start]
    if any(w.text in STOPS for w in between):
        return
    if place and row[place - 1].text in TO and not any(w.tag == "ORG" for w in between):
        yield "given:to"
    elif any(w.text in TO and w.tag == "p" and between[i + 1].tag == "ORG" for i, w in enumerate(between[:-1])):
        yield "gives"


def _deed_patterns(row: Sequence[Word], context: Context, start: int) -> Iterator[str]:
    if context.left in {"由", "被"}:
        yield "deed:by"
    if context.place >= start:
        yield "deed:object"
        return
    between = row[context.place + 1 : start]
    others = [w for w in between if w.tag == row[context.place].tag]
    if start >= context.end:
        yield "deed:other-subject"
    elif _is_beside(row, context) and not any(w.text in COMMAS for w in between):
        yield "deed:with"
    elif _is_made_to(between):
        yield "deed:other-subject"  # 甲塑了一座大佛，供游人参观
    elif between and between[-1].text in TAKES_PART and not any(w.text in COMMAS for w in between):
        yield "deed:joined"  # 甲社区参与筹建某会: one of those who do it
    elif not any(w.tag == "v" for w in between):
        yield "deed:subject"
    elif not any(w.text in COMMAS for w in between):
        yield "deed:subject-far"
    else:
        yield f"deed:clause-before:{'alone' if not others else 'others'}"
