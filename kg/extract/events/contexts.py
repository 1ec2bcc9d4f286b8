"""How the clause around each mention of a person or body goes on: what an event's ties are read from."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from kg.extract.clauses.rows import sentence_words
from kg.extract.events.clusters import EventCandidate
from kg.extract.events.elsewhere import is_elsewhere
from kg.extract.events.rosters import rosters
from kg.extract.tagging.tagger import Word
from kg.extract.text.event_words import (
    ATTEND_VERBS,
    HOLD_VERBS,
    INVITE_WORDS,
    SAY_VERBS,
    SIGN_VERBS,
    STAGE_VERBS,
)
from kg.extract.workspace import Workspace
from kg.model.schema import EntityType, Kind
from kg.model.text import BlockKind, Span

COMMAS = frozenset("，,：:")
WITH = frozenset("与 和 同".split())
TO = frozenset("向 给 对".split())
_CLASSES = (
    ("attend", ATTEND_VERBS),
    ("hold", HOLD_VERBS),
    ("stage", STAGE_VERBS),
    ("say", SAY_VERBS),
    ("sign", SIGN_VERBS),
)
_LIST_TAGS = frozenset({"PER", "ORG", "n", "nz", "LOC", "nw", "an", "s", "m", "q", "a", "vn", "f", "TIME"})
_LIST_MARKS = frozenset(
    "、 和 与 及 以及 等 （ ） ( ) · 兼 “ ” 暨 原 副 还 也 分别 共同 均 都 就 当日 当天 随后 联合 联手 会同 携手 连同 先后 亲自".split()
)
_HOLD_ONLY = frozenset("主办 承办 协办".split())  # whatever the tagger takes them for between names
_POSTS_TOO = frozenset("指挥 指导 主持".split())  # 副总指挥
_TEAMS = tuple("队 俱乐部 女足 男足 女排 男排 女篮 男篮 国足 国青 国奥 足球 篮球 排球".split())
_CUP = re.compile("(?:杯|[联决竞大]赛|锦标赛|运动会)$")
_EMPTY = frozenset("作 做 致 发表 进行 作了 做了 发表了".split())
_SPEECHES = ("报告", "讲话", "致辞", "致词", "发言", "演讲", "点评", "辞")
_STOPS = frozenset("。！？!?；;")
_UNREAD = frozenset({BlockKind.BYLINE, BlockKind.DATELINE, BlockKind.SECTION})
_LEFT_WORDS = INVITE_WORDS | {"由", "据", "被", "在", "从", "让", "于"}


@dataclass(frozen=True, slots=True)
class Context:
    """One mention of a person or body: where it stands, and how its clause goes on.

    ``verbs`` are the classes of the verbs that have it as subject, first first, with their places in the sentence's row.
    ``end`` is the place in the row where another subject takes over. ``within`` is the event's name that holds this one.
    ``listed`` is what the label of a list says of it.
    """

    chain: int
    span: Span
    sentence: int
    place: int
    left: str
    verbs: tuple[tuple[str, int], ...]
    end: int
    peers: int
    host: bool
    placed: bool
    within: Span | None = None
    listed: tuple[str, ...] = ()


@dataclass(slots=True)
class Reading:
    """What is read once per article: sentences as rows of words, contexts by chain, and what each chain is."""

    rows: list[list[Word]]
    contexts: dict[int, list[Context]] = field(default_factory=dict)
    who: dict[int, tuple[str, ...]] = field(default_factory=dict)


def read_contexts(bench: Workspace) -> Reading:
    """Lay out an article's sentences and the contexts of its people and bodies; credits and datelines are passed over.

    Cost: O(words + mentions × sentence length).
    """
    unread = [block.span for block in bench.article.blocks if block.kind in _UNREAD]
    rows = [sentence_words(bench, i) for i in range(len(bench.sentences))]
    chain_of: dict[tuple[int, int], int] = {}
    for item in bench.named():
        chain_of.setdefault((item.span.start, item.span.end), item.chain)
    reading = Reading(rows)
    for index, row in enumerate(rows):
        for k, word in enumerate(row):
            chain = chain_of.get((word.start, word.end))
            if chain is not None and _CUP.search(bench.chains[chain].name):
                continue  # 某某杯, 某联赛 named like a body is what is played, not who plays
            if chain is not None and word.tag == "PER" and is_elsewhere(row, k):
                continue
            if chain is not None and not any(span.start <= word.start < span.end for span in unread):
                reading.contexts.setdefault(chain, []).append(_context(row, k, chain, index))
    for chain in reading.contexts:
        draft = bench.chains[chain]
        if EntityType.PERSON in draft.types:
            reading.who[chain] = ("P",)
        else:
            traits = ["B"]
            if EntityType.ORGANIZATION not in draft.types:
                traits.append("place-only")
            if Kind.MEDIA in draft.kinds:
                traits.append("media")
            if Kind.ADMIN in draft.kinds:
                traits.append("admin")
            if Kind.FACILITY in draft.kinds and EntityType.PLACE in draft.types:
                traits.append("venue")
            if any(name.endswith(("法院", "中院", "高院")) for name in (draft.name, *sorted(draft.aliases))):
                traits.append("court")
            if draft.name.endswith(_TEAMS):
                traits.append("team")
            reading.who[chain] = tuple(traits)
    return reading


def mark_names_of_events(reading: Reading, events: Iterable[EventCandidate]) -> None:
    """Note which mentions stand inside the name of an event: in 某大会第六次会议举行闭幕会 it is not the 大会 that acts."""
    taken: dict[int, list[Span]] = {}
    for event in events:
        for mention in event.mentions:
            if mention.verb < 0:
                taken.setdefault(mention.sentence, []).append(mention.span)
    for chain, contexts in reading.contexts.items():
        reading.contexts[chain] = [
            replace(c, within=next((s for s in taken.get(c.sentence, ()) if s.contains(c.span)), None))
            for c in contexts
        ]


def verb_class(word: Word) -> str:
    """The class of a verb that ties names to events (attend, hold, stage, say, sign), "" for other words."""
    if word.text in _HOLD_ONLY:
        return "hold"
    if word.tag not in {"v", "vn", "vd", "n", "ad"} or (word.tag == "n" and word.text in _POSTS_TOO):
        return ""
    return next((name for name, verbs in _CLASSES if word.text in verbs), "")


def _gives_speech(row: Sequence[Word], i: int) -> bool:
    """True for 作|工作报告, 作了|交流|发言: an empty verb whose object is the speech."""
    if row[i].text not in _EMPTY:
        return False
    for word in row[i + 1 : i + 7]:
        if word.text in COMMAS or word.text in _STOPS or word.text == "的":
            return False
        if word.text.endswith(_SPEECHES):
            return True
    return False


def _context(row: Sequence[Word], k: int, chain: int, sentence: int) -> Context:
    kind = row[k].tag
    host = False
    if kind != "PER":
        for word in row[k + 1 : k + 7]:
            if word.tag == "PER":
                host = True
                break
            if word.tag not in _LIST_TAGS and word.text not in _LIST_MARKS and word.text.strip():
                break
    peers = 1
    verbs: list[tuple[str, int]] = []
    after_comma = False
    end = len(row)
    for i in range(k + 1, len(row)):
        word = row[i]
        if word.text in _STOPS:
            end = i
            break
        if not verbs and word.tag == kind:
            peers += 1
        if after_comma and word.tag == "PER":  # a new subject: A主持会议，B参加
            end = i
            break
        found = verb_class(word)
        if found:
            verbs.append((found, i))
        elif word.tag == "v" and not verbs:
            verbs.append(("stage" if _gives_speech(row, i) else "other", i))
        if word.text in COMMAS and any(name != "other" for name, _ in verbs):
            after_comma = True
    placed = kind != "PER" and k > 0 and row[k - 1].text in {"在", "于", "到", "赴", "抵", "位于", "来到"}
    left = "start"
    for i in range(k - 1, -1, -1):
        word = row[i]
        if word.tag == kind:
            peers += 1
        if word.text in COMMAS or word.text in _STOPS:
            break
        if word.text in WITH and word.tag == "p":
            left = "with"
            break
        if word.text in TO:
            left = "to"
            break
        if word.text in _LEFT_WORDS and word.text not in WITH:
            left = word.text
            break
        if word.tag in _LIST_TAGS or word.text in _LIST_MARKS:
            continue
        left = verb_class(word) or ("p" if word.tag == "p" else "v" if word.tag == "v" else "w")
        break
    span = Span(row[k].start, row[k].end)
    listed = tuple(rosters(row, k))
    return Context(chain, span, sentence, k, left, tuple(verbs), end, peers, host, placed, listed=listed)


def named_chains(reading: Reading) -> list[int]:
    """Chains that are mentioned in the running text, sorted."""
    return sorted(reading.contexts)
