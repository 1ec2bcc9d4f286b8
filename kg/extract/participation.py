"""What ties a person or a body to an event: traits of the pair, read from the words around both.

A trait is a short string; :mod:`kg.extract.event_scores` holds a weight for each, learnt from annotated texts. Traits
name word classes and positions, never words of a particular text, so that they carry over to any article.
"""

from collections.abc import Iterable, Iterator, Sequence
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
from kg.model.schema import EntityType
from kg.model.text import BlockKind, Span

_CLASSES = (
    ("hold", HOLD_VERBS),
    ("attend", ATTEND_VERBS),
    ("stage", STAGE_VERBS),
    ("say", SAY_VERBS),
    ("sign", SIGN_VERBS),
)
_LIST_TAGS = frozenset({"PER", "ORG", "n", "nz", "LOC", "nw", "an", "s", "m", "q", "a", "vn"})
_LIST_MARKS = frozenset("、 和 与 及 以及 等 （ ） ( ) · 兼 “ ” 暨 原 副 了 还 也 分别 共同 均 都 就 当日 当天 随后".split())
_STOPS = frozenset("。！？!?；;")
_COMMAS = frozenset("，,：:")
_UNREAD = frozenset({BlockKind.BYLINE, BlockKind.DATELINE, BlockKind.SECTION})


@dataclass(frozen=True, slots=True)
class Context:
    """One mention of a person or body in its sentence, and what the words beside it say."""

    chain: int
    span: Span
    sentence: int
    traits: frozenset[str]


@dataclass(slots=True)
class Reading:
    """What is read once per article: sentences as rows of words, and the context of every mention by chain."""

    rows: list[list[Word]]
    contexts: dict[int, list[Context]] = field(default_factory=dict)
    people: frozenset[int] = frozenset()


def read_contexts(bench: Workspace) -> Reading:
    """Lay out an article's sentences and the contexts of its people and bodies; credits and datelines are passed over.

    Cost: O(words + mentions × sentence length).
    """
    unread = [block.span for block in bench.article.blocks if block.kind in _UNREAD]
    rows = [sentence_words(bench, i) for i in range(len(bench.sentences))]
    by_span: dict[tuple[int, int], int] = {}
    for item in bench.named():
        by_span.setdefault((item.span.start, item.span.end), item.chain)
    reading = Reading(rows)
    for index, row in enumerate(rows):
        for k, word in enumerate(row):
            chain = by_span.get((word.start, word.end))
            if chain is None or any(span.start <= word.start < span.end for span in unread):
                continue
            context = Context(chain, Span(word.start, word.end), index, frozenset(_context_traits(row, k)))
            reading.contexts.setdefault(chain, []).append(context)
    reading.people = frozenset(c for c in reading.contexts if EntityType.PERSON in bench.chains[c].types)
    return reading


def _verb_classes(word: Word) -> Iterator[str]:
    for name, verbs in _CLASSES:
        if word.text in verbs:
            yield name


def _context_traits(row: Sequence[Word], k: int) -> Iterator[str]:
    kind = row[k].tag
    if kind == "ORG":
        for word in row[k + 1 : k + 7]:
            if word.tag == "PER":
                yield "host"
                break
            if word.tag not in _LIST_TAGS and word.text not in {"、", "（", "）", "(", ")", "兼"}:
                break
    peers = 1
    first = ""
    seen_comma = False
    for word in row[k + 1 : k + 90]:
        if word.text in _STOPS:
            break
        if not first and word.tag == kind:
            peers += 1
        classes = list(_verb_classes(word))
        if classes and word.tag in {"v", "vn", "vd", "n"}:
            for name in classes:
                yield f"right1={name}" if not first else f"right={name}"
            first = first or word.text
        elif word.tag == "v" and not first:
            first = word.text
            yield "right1=other"
        elif word.tag == "p" and not first:
            yield f"rightp={word.text if word.text in {'在', '对', '向', '与', '就', '为'} else 'other'}"
        if word.text in _COMMAS and first:
            seen_comma = True
        if first and seen_comma and word.tag in {"PER", "ORG"}:
            break
    if not first:
        yield "right1=none"
    left = "start"
    for word in reversed(row[max(0, k - 60) : k]):
        if word.tag == kind:
            peers += 1
        if word.text in _COMMAS or word.text in _STOPS:
            break
        if word.tag in _LIST_TAGS or word.text in _LIST_MARKS:
            if word.text in {"与", "和"} and word.tag == "p":
                left = "with"
                break
            continue
        classes = list(_verb_classes(word))
        if word.text in INVITE_WORDS or word.text in {"由", "据", "被", "在", "从", "让"}:
            left = word.text
        elif classes:
            left = classes[0]
        else:
            left = word.tag
        break
    yield f"left={left}"
    yield f"peers={'3+' if peers >= 3 else peers}"
    if k and row[k - 1].text in {"在", "于", "到", "赴", "来"}:
        yield "prep-place"
    if k and row[k - 1].text in {"记者", "据", "从", "对"}:
        yield "source"
    if any(w.text in {"会上", "上"} for w in row[max(0, k - 8) : k]):
        yield "stage-before"


def _bucket(number: int) -> str:
    if number <= 2:
        return str(number)
    return "3-4" if number <= 4 else "5-9" if number <= 9 else "10+"


def event_traits(bench: Workspace, reading: Reading, candidates: Sequence[EventCandidate], event: EventCandidate) -> frozenset[str]:
    """What speaks for and against a candidate's being an event worth a node."""
    traits = {f"kind={event.kind}", f"head={event.head}", f"mentions={_bucket(len(event.mentions))}"}
    named = event.named
    for mention in named:
        traits.update(mention.cues)
    traits.update(f"first:{cue}" for cue in named[0].cues)
    if all(m.bare for m in event.mentions):
        traits.add("bare")
    length = len(event.name)
    traits.add(f"length={'<4' if length < 4 else '4-6' if length < 7 else '7-12' if length < 13 else '13+'}")
    where = named[0].sentence
    traits.add(f"at={_bucket(where)}")
    if bench.sentences[where].block in {BlockKind.HEADLINE, BlockKind.KICKER, BlockKind.DECK}:
        traits.add("headline")
    if event is candidates[0]:
        traits.add("first")
    row = reading.rows[where]
    for tag, label in (("PER", "people"), ("ORG", "bodies")):
        number = sum(w.tag == tag for w in row)
        traits.add(f"{label}={'3+' if number >= 3 else number}")
    if any(w.text in {"“", "”"} for w in row):
        traits.add("quotes-near")
    traits |= {f"{event.kind}&{t}" for t in traits & {"opens", "anchor=hold", "anchor=relative", "after=in", "person-before", "first", "quoted", "attended"}}
    return frozenset(traits)


def pair_traits(reading: Reading, events: Sequence[EventCandidate], event: EventCandidate, chain: int) -> frozenset[str]:
    """What speaks for and against one person's or body's part in an event; ``events`` are the ones kept."""
    contexts = reading.contexts[chain]
    who = "P" if chain in reading.people else "B"
    best, mention = min(
        ((context, mention) for context in contexts for mention in event.mentions),
        key=lambda pair: _nearness(*pair),
    )
    traits: set[str] = set(best.traits)
    traits.update(f"any:{t}" for context in contexts for t in context.traits if t.startswith(("right", "left=由", "left=邀请")))
    if all("host" in context.traits for context in contexts):
        traits.add("only-host")
    distance = best.sentence - mention.sentence
    traits.add(f"distance={'-' if distance < 0 else ''}{_bucket(abs(distance))}")
    if distance == 0:
        traits.update(_between(reading.rows[best.sentence], best.span, mention))
    inside = [m for m in event.mentions for c in contexts if m.span.contains(c.span)]
    if inside:
        traits.add("inside")
        if any(m.span.start == c.span.start for m in inside for c in contexts):
            traits.add("inside-start")
    nearest = min(events, key=lambda e: (min(_nearness(c, m) for c in contexts for m in e.mentions), e.name))
    traits.add("nearest" if nearest is event else "not-nearest")
    main = max(events, key=lambda e: (len(e.mentions), -e.mentions[0].span.start))
    traits.add("main" if main is event else "not-main")
    traits.add(f"events={_bucket(len(events))}")
    traits.add(f"mentions={_bucket(len(contexts))}")
    after = any(c.span.start > event.mentions[0].span.start for c in contexts)
    traits.add("after-event" if after else "before-event")
    if any("after=in" in m.cues and any(c.sentence == m.sentence and c.span.start > m.span.start for c in contexts) for m in event.mentions):
        traits.add("in-then-name")
    verbs = {t for t in traits if t.startswith(("right1=", "left="))}
    traits |= {f"{t}&{'near' if distance == 0 else 'far'}" for t in verbs}
    traits |= {f"{t}&{event.kind}" for t in verbs if t.startswith("right1=")}
    traits |= {f"{event.kind}&{'near' if distance == 0 else 'after' if after else 'before'}", f"kind={event.kind}"}
    if "any:right1=say" in traits and "main" in traits:
        traits.add(f"say&main&{'after' if after else 'before'}&{event.kind}")
    if "any:right1=say" in traits and "nearest" in traits:
        traits.add("say&nearest")
    return frozenset(f"{who}:{t}" for t in traits) | {f"{who}:"}


def _nearness(context: Context, mention: EventMention) -> tuple[int, int, int]:
    """Sort key of how near a mention of a name is to one of an event: sentences first, what follows before what precedes."""
    apart = context.sentence - mention.sentence
    gap = max(context.span.start - mention.span.end, mention.span.start - context.span.end, 0)
    return (abs(apart) * 2 + (apart < 0), gap, context.span.start)


def _between(row: Sequence[Word], name: Span, mention: EventMention) -> Iterator[str]:
    """Traits of the words between a name and an event in one sentence."""
    if mention.span.contains(name):
        return
    name_first = name.start < mention.span.start
    low, high = (name.end, mention.span.start) if name_first else (mention.span.end, name.start)
    gap = [w for w in row if low <= w.start and w.end <= high]
    order = "name-event" if name_first else "event-name"
    yield order
    classes = {c for w in gap for c in _verb_classes(w)}
    for c in sorted(classes):
        yield f"{order}:{c}"
    if not classes:
        yield f"{order}:none"
    commas = sum(w.text in _COMMAS for w in gap)
    yield f"{order}:commas={min(commas, 2)}"
    if any(w.tag in {"PER", "ORG"} for w in gap):
        yield f"{order}:other-name"
    if "hold" in classes and commas == 0:
        yield f"{order}:held"
        if gap and gap[-1].text == "的":
            yield "held-by"
    if "hold" in classes and gap and gap[-1].text in {"了", *HOLD_VERBS}:
        yield f"{order}:hold-last"
        if commas == 0 and not any(w.tag in {"PER", "ORG"} for w in gap):
            yield f"{order}:hold-direct"
    tail = [w for w in row if w.start >= max(name.end, mention.span.end)]
    for w in tail[:6]:
        for c in _verb_classes(w):
            yield f"tail={c}"
    if event_tail := [c for w in row if w.start >= mention.span.end for c in _verb_classes(w)][:1]:
        yield f"{order}:tail1={event_tail[0]}"


def named_chains(reading: Reading) -> Iterable[int]:
    """Chains that are mentioned in the running text, sorted."""
    return sorted(reading.contexts)


def is_deed(event: EventCandidate) -> bool:
    """True for an event told by a verb, whose own words name who did it."""
    return event.kind is EventKind.DEED
