"""Which mentions of an article are one event."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.extract.text.event_words import EventKind
from kg.model.text import Span

_ORDINAL = re.compile(r"第?[一二三四五六七八九十百零〇\d]+(?:次|届|场|期|轮|年|月|日|中全会)")
_WITH_CEREMONY = frozenset(
    "签约 签订 签署 揭牌 挂牌 奠基 开工 捐赠 竣工 启用 首发 封顶 通车 开业 首映 下水 首航 投产".split()
)
_FEAST = re.compile("宴[会席]?$")
_SESSION = re.compile("(?:政协|人大|大会|会议|论坛|年会|峰会)的?(?:开幕|闭幕)[式会]$")
_UNQUOTED = re.compile("[“”‘’「」『』]")
_GENERIC_HEADS = frozenset("发布会 研讨会 座谈会 论坛 大会 会议 记者会 博览会 讲座 仪式".split())
_INTRODUCED = frozenset({"anchor=hold", "anchor=relative", "opens", "after=in", "quoted", "ordinal"})


WITNESSED = "witnessed"  # likewise
INDEFINITE = "indefinite"  # 一次会议: an event that no words before told of
MANNER = "manner"  # 进行了深入研讨: how people talk at a meeting told of before
IN_HEADLINE = "in-headline"  # a cue that says which mentions are one, and weighs nothing


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
    forms: tuple[str, ...] = ()  # other stretches that name it
    who: frozenset[str] = frozenset()  # the people who stand before the verb of a visit
    verb: int = -1  # where the verb of an event told by a clause starts, as an offset in the article


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


def cluster(mentions: Sequence[EventMention]) -> list[EventCandidate]:
    """Put mentions together: a bare head goes to the latest event it can mean, a name to the event it shortens."""
    found: list[EventCandidate] = []
    for mention in mentions:
        home = _home(found, mention)
        if home is None:
            home = EventCandidate(mention.name, mention.kind, mention.head)
            found.append(home)
        elif WITNESSED in mention.cues:
            mention = replace(mention, bare=True)  # it points back, and names nothing
        elif not mention.bare and len(mention.name) > len(home.name):
            home.name = mention.name
        home.mentions.append(mention)
    return found


def _home(found: Sequence[EventCandidate], mention: EventMention) -> EventCandidate | None:
    if mention.kind is EventKind.DEED:
        if WITNESSED in mention.cues:  # 甲见证签约: the signing that the item tells of
            return next(
                (c for c in reversed(found) if c.kind is EventKind.DEED and "sort=sign" in c.mentions[0].cues), None
            )
        return next((c for c in found if c.kind is EventKind.DEED and _same_deed(c, mention)), None)
    if INDEFINITE in mention.cues:
        return None
    if mention.bare or "pointer" in mention.cues:
        # 会上, 此次活动: the latest event that fits and was introduced as taking place; else the latest that fits
        fitting = [c for c in reversed(found) if _head_fits(c, mention)]
        called = [c for c in fitting if not mention.bare and mention.name in c.name]
        fitting = called or fitting  # 此次文化参访: the one that is called so
        introduced = [c for c in fitting if any(m.cues & _INTRODUCED for m in c.mentions)]
        newly_held = mention.bare and mention.cues & {"anchor=hold", "opens"} and len(mention.head) > 2
        if newly_held and not any(_plain(c.name).endswith(mention.head) for c in fitting):
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
            if _is_visited(candidate, mention):
                return candidate
            continue
        if _FEAST.search(candidate.name) and _FEAST.search(mention.name):
            return candidate  # 百岁宴, 寿宴, 生日宴会: an item about one feast calls it by turns
        if _same_name(candidate.name, mention.name) and (
            candidate.kind == mention.kind or mention.kind is EventKind.CAMPAIGN
        ):
            return candidate
    return None


def _same_deed(candidate: EventCandidate, mention: EventMention) -> bool:
    """True for a deed told in the same words, and for a court's verdict told in several verbs of one sentence."""
    if candidate.name == mention.name:
        return True
    told = candidate.mentions[0].cues
    if IN_HEADLINE in told and {"sort=visit"} <= told & mention.cues and candidate.head in mention.name:
        return True  # a headline tells in short what the text then tells: 甲调研乙厂; 甲来到乙厂参观、调研
    if {"sort=visit", "objects=0"} <= mention.cues and any(mention.who & m.who for m in candidate.mentions):
        return True  # 甲参观, below a picture: the visit that the item tells of
    tried = "sort=court"
    last = candidate.mentions[-1]
    return tried in mention.cues and tried in last.cues and last.sentence == mention.sentence and not mention.forms


def _is_visited(candidate: EventCandidate, mention: EventMention) -> bool:
    """来到某厂调研 after 调研某厂: the same place, seen in the same way."""
    place = mention.name.removesuffix(mention.head)
    visits = mention.kind is EventKind.VISIT and "sort=visit" in candidate.mentions[0].cues
    return visits and candidate.head == mention.head and len(place) > 1 and place in candidate.name


def _plain(name: str) -> str:
    return _UNQUOTED.sub("", name)


def _head_fits(candidate: EventCandidate, mention: EventMention) -> bool:
    head = mention.head
    if candidate.kind is EventKind.DEED:
        if mention.kind is EventKind.VISIT and mention.bare and "sort=visit" in candidate.mentions[0].cues:
            return candidate.head == head and bool(mention.cues & {"attended", "after=in"})  # 参加调研, 调研中
        return head in {"仪式", "活动"} and candidate.head in _WITH_CEREMONY
    if _plain(candidate.name).endswith((head, head + "会")):  # 座谈 after 座谈会
        return True
    if head in {"会", "会议", "大会"}:
        if candidate.kind in {EventKind.MEETING, EventKind.PRESS} or candidate.name.endswith(("会", "论坛")):
            return True
        return _SESSION.search(candidate.name) is not None  # 市政协的开幕式 is one of its 会议
    if MANNER in mention.cues:
        return candidate.kind in {EventKind.MEETING, EventKind.TALK}
    if head == "活动":
        return candidate.kind in {
            EventKind.CAMPAIGN,
            EventKind.TALK,
            EventKind.CEREMONY,
            EventKind.EXHIBITION,
            EventKind.MEETING,
        }
    if head == "仪式":
        return candidate.kind is EventKind.CEREMONY or candidate.name.endswith("大会")
    if head in {"比赛", "大赛", "赛事", "首回合", "次回合"}:
        return candidate.kind is EventKind.CONTEST
    if head == "展会":
        return candidate.kind is EventKind.EXHIBITION
    return len(head) > 2 and head.endswith("会") and candidate.name.endswith(head[:-1])  # 培训会 after 远程培训


def _same_name(one: str, other: str) -> bool:
    """True when the shorter name is a subsequence of the longer and no number tells them apart.

    >>> _same_name("第十八次会议", "第十九次会议")
    False
    """
    short, long = sorted((_plain(one), _plain(other)), key=len)
    ordinals = {m.group() for m in _ORDINAL.finditer(short)}
    if ordinals - {m.group() for m in _ORDINAL.finditer(long)}:
        return False
    rest = iter(long)
    return all(c in rest for c in short)
