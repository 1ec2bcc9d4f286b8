"""What ties a person or a body to an event: traits of the pair, read from the words around both.

A trait is a short string; a regression holds a weight for each, learnt from annotated texts. Traits name classes of
words and their order, never words of a particular text, so that they carry over to any article. The backbone are
patterns such as ``attend:obj`` (A、B出席会议), ``say:mid`` (A在会上说), ``hold:of`` (由A主办的论坛).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.extract.event_names import EventCandidate, EventMention, sentence_words
from kg.extract.event_words import (
    ATTEND_VERBS,
    HOLD_VERBS,
    INVITE_WORDS,
    SAY_VERBS,
    SIGN_VERBS,
    STAGE_VERBS,
    EventKind,
)
from kg.extract.tagger import Word
from kg.extract.workspace import Workspace
from kg.model.schema import EntityType, Kind
from kg.model.text import BlockKind, Span

_CLASSES = (
    ("attend", ATTEND_VERBS),
    ("hold", HOLD_VERBS),
    ("stage", STAGE_VERBS),
    ("say", SAY_VERBS),
    ("sign", SIGN_VERBS),
)
_NAMES = frozenset({"PER", "ORG", "LOC"})
_LIST_TAGS = frozenset({"PER", "ORG", "n", "nz", "LOC", "nw", "an", "s", "m", "q", "a", "vn", "f", "TIME"})
_LIST_MARKS = frozenset("、 和 与 及 以及 等 （ ） ( ) · 兼 “ ” 暨 原 副 还 也 分别 共同 均 都 就 当日 当天 随后 联合 连同 先后 亲自".split())
_STOPS = frozenset("。！？!?；;")
_COMMAS = frozenset("，,：:")
_UNREAD = frozenset({BlockKind.BYLINE, BlockKind.DATELINE, BlockKind.SECTION})
_WITH = frozenset("与 和 同 向 给 对".split())
_LEFT_WORDS = INVITE_WORDS | {"由", "据", "被", "在", "从", "让", "于"}


@dataclass(frozen=True, slots=True)
class Context:
    """One mention of a person or body: where it stands, and how its clause goes on.

    ``verbs`` are the classes of the verbs that have it as subject, first first, with their places in the sentence's row.
    ``end`` is the place in the row where another subject takes over.
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
            if any(name.endswith(("法院", "中院", "高院")) for name in (draft.name, *sorted(draft.aliases))):
                traits.append("court")
            reading.who[chain] = tuple(traits)
    return reading


def _verb_class(word: Word) -> str:
    if word.tag not in {"v", "vn", "vd", "n", "ad"}:
        return ""
    return next((name for name, verbs in _CLASSES if word.text in verbs), "")


def _context(row: Sequence[Word], k: int, chain: int, sentence: int) -> Context:
    kind = row[k].tag
    host = False
    if kind != "PER":
        for word in row[k + 1 : k + 7]:
            if word.tag == "PER":
                host = True
                break
            if word.tag not in _LIST_TAGS and word.text not in _LIST_MARKS:
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
        found = _verb_class(word)
        if found:
            verbs.append((found, i))
        elif word.tag == "v" and not verbs:
            verbs.append(("other", i))
        if word.text in _COMMAS and verbs:
            after_comma = True
    placed = kind != "PER" and k > 0 and row[k - 1].text in {"在", "于", "到", "赴", "抵", "位于", "来到"}
    left = "start"
    for i in range(k - 1, -1, -1):
        word = row[i]
        if word.tag == kind:
            peers += 1
        if word.text in _COMMAS or word.text in _STOPS:
            break
        if word.text in _WITH and word.tag == "p":
            left = "with"
            break
        if word.text in _LEFT_WORDS and word.text not in _WITH:
            left = word.text
            break
        if word.tag in _LIST_TAGS or word.text in _LIST_MARKS:
            continue
        left = _verb_class(word) or ("p" if word.tag == "p" else "v" if word.tag == "v" else "w")
        break
    return Context(chain, Span(row[k].start, row[k].end), sentence, k, left, tuple(verbs), end, peers, host, placed)


def bucket(number: int) -> str:
    """A count as a trait: 0, 1, 2, 3-4, 5-9 or 10+."""
    if number <= 2:
        return str(number)
    return "3-4" if number <= 4 else "5-9" if number <= 9 else "10+"


def event_traits(bench: Workspace, reading: Reading, candidates: Sequence[EventCandidate], event: EventCandidate) -> frozenset[str]:
    """What speaks for and against a candidate's being an event worth a node."""
    traits = {f"kind={event.kind}", f"head={event.head}", f"mentions={bucket(len(event.mentions))}"}
    named = event.named
    for mention in named:
        traits.update(mention.cues)
    traits.update(f"first:{cue}" for cue in named[0].cues)
    if all(m.bare for m in event.mentions):
        traits.add("bare")
    length = len(event.name)
    traits.add(f"length={'<4' if length < 4 else '4-6' if length < 7 else '7-12' if length < 13 else '13+'}")
    where = named[0].sentence
    traits.add(f"at={bucket(where)}")
    if bench.sentences[where].block in {BlockKind.HEADLINE, BlockKind.KICKER, BlockKind.DECK}:
        traits.add("headline")
    if event is candidates[0]:
        traits.add("first")
    row = reading.rows[where]
    for tag, label in (("PER", "people"), ("ORG", "bodies")):
        number = sum(w.tag == tag for w in row)
        traits.add(f"{label}={'3+' if number >= 3 else number}")
    crossed = {"opens", "anchor=hold", "anchor=relative", "after=in", "person-before", "first", "quoted", "attended"}
    traits |= {f"{event.kind}&{t}" for t in traits & crossed}
    return frozenset(traits)


def pair_traits(reading: Reading, events: Sequence[EventCandidate], event: EventCandidate, chain: int) -> frozenset[str]:
    """What speaks for and against one person's or body's part in an event; ``events`` are the ones considered."""
    contexts = reading.contexts[chain]
    who = reading.who[chain][0]
    patterns = patterns_between(reading, event, chain)
    traits = set(patterns)
    if all(context.host for context in contexts):
        traits.add("only-host")
    traits.update(t for t in reading.who[chain][1:] if t != "court")
    distance, best, mention = min(
        ((_nearness(c, m), c, m) for c in contexts for m in event.mentions), key=lambda t: (t[0], t[1].span)
    )
    traits.add(f"distance={'-' if distance[0] % 2 else ''}{bucket(distance[0] // 2)}")
    if distance[0] == 0:
        traits.add(f"peers={'3+' if best.peers >= 3 else best.peers}")
    nearest = min(events, key=lambda e: (min(_nearness(c, m) for c in contexts for m in e.mentions), e.mentions[0].span))
    near = nearest is event
    main = max(events, key=lambda e: (len(e.mentions), -e.mentions[0].span.start)) is event
    traits.add("nearest" if near else "not-nearest")
    traits.add("main" if main else "not-main")
    traits.add(f"events={bucket(len(events))}")
    traits.add(f"count={bucket(len(contexts))}")
    traits.add("after" if contexts[-1].span.start > event.mentions[0].span.start else "before")
    kind = event.kind
    traits |= {f"{p}&{'near' if near else 'far'}" for p in patterns}
    traits |= {f"{p}&{kind}" for p in patterns}
    traits |= {f"{p}&{'main' if main else 'side'}" for p in patterns}
    frame = main and event.mentions[0].sentence <= 2  # what the item reports: who speaks in it speaks there
    traits |= {f"{p}&{'frame' if frame else 'aside'}&{'near' if near else 'far'}" for p in patterns if p.endswith(("next", "later"))}
    traits |= {f"{kind}&{'main' if main else 'side'}&{'near' if near else 'far'}", f"kind={kind}"}
    if any(c.verbs and c.verbs[0][0] == "say" for c in contexts):
        traits.add("speaks")
        traits.add(f"speaks&{kind}&{'main' if main else 'side'}")
    return frozenset(f"{who}:{t}" for t in traits) | {f"{who}:"}


def patterns_between(reading: Reading, event: EventCandidate, chain: int) -> frozenset[str]:
    """The patterns in which any mention of a name stands to an event."""
    return frozenset(p for context in reading.contexts[chain] for p in _patterns(reading, context, event))


def _patterns(reading: Reading, context: Context, event: EventCandidate) -> Iterator[str]:
    """The patterns in which one mention of a name stands to the mentions of an event."""
    row = reading.rows[context.sentence]
    here = [m for m in event.mentions if m.sentence == context.sentence]
    first = context.verbs[0][0] if context.verbs else "none"
    for mention in here:
        if mention.span.contains(context.span):
            yield "inside-start" if mention.span.start == context.span.start else "inside"
    if context.host:  # 某局局长…: the sentence speaks of the person, the body only says whose
        yield f"host:{'same' if here else 'apart'}"
        return
    if context.placed:
        yield f"placed:{'same' if here else 'apart'}"
        return
    for mention in here:
        if mention.span.contains(context.span):
            continue
        start = next(i for i, w in enumerate(row) if w.end > mention.span.start)
        if event.kind is EventKind.DEED:
            yield from _deed_patterns(row, context, start)
            continue
        if context.span.start < mention.span.start:
            verbs = [(c, i) for c, i in context.verbs if i < start]
            if start >= context.end:
                yield "other-subject"
            elif not verbs:
                yield f"{first}:mid"
            else:
                last = verbs[-1]
                yield f"{last[0]}:obj" if last[0] != "other" or len(verbs) == 1 else f"{verbs[-2][0]}:obj+"
                if last[0] == "hold" and row[start - 1].text == "的":
                    yield "hold:of"
                if last[0] == "hold" and not any(w.text in _COMMAS for w in row[context.place : start]):
                    yield "hold:direct"
                    if len([v for v in verbs if v[0] != "other"]) == 1:
                        yield "hold:only"
            if context.left in {"由", "with", "邀请"}:
                yield f"left={context.left}:mid"
        else:
            yield f"{first}:after"
            if context.left != "start":
                yield f"left={context.left}:after"
            if "after=in" in mention.cues:
                yield f"{first}:in"
            gap = [_verb_class(w) for w in row[start : context.place]]
            yield f"gap={'hold' if 'hold' in gap else 'attend' if 'attend' in gap else 'none' if not any(gap) else 'verb'}"
    if not here:
        apart = min((context.sentence - m.sentence for m in event.mentions), key=abs)
        if apart > 0:
            yield f"{first}:{'next' if apart <= 2 else 'later'}"
        else:
            yield f"{first}:earlier"
        if any(c == "attend" for c, _ in context.verbs) and first != "attend" and apart > 0:
            yield "attend:somewhere"
        if context.left in {"由", "邀请", "来自", "包括"}:
            yield f"left={context.left}:{'next' if apart > 0 else 'earlier'}"


def _deed_patterns(row: Sequence[Word], context: Context, start: int) -> Iterator[str]:
    if context.place >= start:
        yield "deed:object"
        return
    between = row[context.place + 1 : start]
    others = [w for w in between if w.tag == row[context.place].tag]
    if start >= context.end:
        yield "deed:other-subject"
    elif context.left == "with" or row[context.place - 1].text in _WITH if context.place else False:
        yield "deed:with"
    elif not any(w.tag == "v" for w in between):
        yield "deed:subject"
    elif not any(w.text in _COMMAS for w in between):
        yield "deed:subject-far"
    else:
        yield f"deed:clause-before:{'alone' if not others else 'others'}"


def _nearness(context: Context, mention: EventMention) -> tuple[int, int]:
    """Sort key of how near a mention of a name is to one of an event: sentences first, what follows before what precedes."""
    apart = context.sentence - mention.sentence
    gap = max(context.span.start - mention.span.end, mention.span.start - context.span.end, 0)
    return (abs(apart) * 2 + (apart < 0), gap)


def named_chains(reading: Reading) -> list[int]:
    """Chains that are mentioned in the running text, sorted."""
    return sorted(reading.contexts)
