"""What ties a person or a body to an event: traits of the pair, read from the words around both.

A trait is a short string; a regression holds a weight for each, learnt from annotated texts. Traits name classes of
words and their order, never words of a particular text, so that they carry over to any article. The backbone are
patterns such as ``attend:obj`` (A、B出席会议), ``say:mid`` (A在会上说), ``hold:of`` (由A主办的论坛).
"""

from collections.abc import Sequence

from kg.extract.events.clusters import IN_HEADLINE, WITNESSED, EventCandidate, EventMention
from kg.extract.events.contexts import Context, Reading
from kg.extract.events.patterns import FOR_RULES, patterns_between
from kg.extract.text.event_words import EventKind
from kg.extract.workspace import Workspace
from kg.model.text import BlockKind

CONSIDERED = 0.12  # an event less probable than this takes no part in deciding who belongs to which


def likelihood_traits(likely: float) -> set[str]:
    """How probable the event is, as steps that a regression can weigh."""
    return {f"likely>{step}/8" for step in range(1, 8) if likely * 8 >= step}


def bucket(number: int) -> str:
    """A count as a trait: 0, 1, 2, 3-4, 5-9 or 10+."""
    if number <= 2:
        return str(number)
    return "3-4" if number <= 4 else "5-9" if number <= 9 else "10+"


def event_traits(
    bench: Workspace, reading: Reading, candidates: Sequence[EventCandidate], event: EventCandidate
) -> frozenset[str]:
    """What speaks for and against a candidate's being an event worth a node."""
    traits = {f"kind={event.kind}", f"head={event.head}", f"mentions={bucket(len(event.mentions))}"}
    named = event.named
    for mention in named:
        traits.update(mention.cues)
    traits.update(f"first:{cue}" for cue in named[0].cues)
    traits -= {cue for told in (IN_HEADLINE, WITNESSED) for cue in (told, f"first:{told}")}
    if all(m.bare for m in event.mentions):
        traits.add("bare")
    elif any("after=in" in m.cues for m in event.mentions if m.bare):
        traits.add("spoken-at")  # 会上 points back to it: somebody spoke there
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


def pair_traits(
    reading: Reading,
    events: Sequence[EventCandidate],
    event: EventCandidate,
    chain: int,
    known: frozenset[str] | None = None,
) -> frozenset[str]:
    """What speaks for and against one person's or body's part in an event.

    ``events`` are the ones considered, ``known`` the patterns between the two where they have been read.
    """
    contexts = reading.contexts[chain]
    who = reading.who[chain][0]
    patterns = (patterns_between(reading, event, chain) if known is None else known) - FOR_RULES
    traits = set(patterns)
    if all(context.host for context in contexts):
        traits.add("only-host")
    traits.update(t for t in reading.who[chain][1:] if t not in {"court", "team"})
    distance, best, _mention = min(
        ((_nearness(c, m), c, m) for c in contexts for m in event.mentions), key=lambda t: (t[0], t[1].span)
    )
    traits.add(f"distance={'-' if distance[0] % 2 else ''}{bucket(distance[0] // 2)}")
    if distance[0] == 0:
        traits.add(f"peers={'3+' if best.peers >= 3 else best.peers}")
    near = any(_nearest(context, events) is event for context in contexts)
    main = max(events, key=lambda e: (len(e.mentions), -e.mentions[0].span.start)) is event
    traits.add("nearest" if near else "not-nearest")
    traits.add("main" if main else "not-main")
    traits.add(f"events={bucket(len(events))}")
    traits.add(f"count={bucket(len(contexts))}")
    traits.add("after" if contexts[-1].span.start > event.mentions[0].span.start else "before")
    kind = event.kind
    if {"admin", "place-only"} & set(reading.who[chain]):
        traits |= {f"{p}&place" for p in patterns}
    traits |= {f"{p}&{'near' if near else 'far'}" for p in patterns}
    traits |= {f"{p}&{kind}" for p in patterns}
    traits |= {f"{p}&{'main' if main else 'side'}" for p in patterns}
    frame = main and event.mentions[0].sentence <= 2  # what the item reports: who speaks in it speaks there
    traits |= {
        f"{p}&{'frame' if frame else 'aside'}&{'near' if near else 'far'}"
        for p in patterns
        if p.endswith(("next", "later"))
    }
    traits |= {f"{kind}&{'main' if main else 'side'}&{'near' if near else 'far'}", f"kind={kind}"}
    if any(c.verbs and c.verbs[0][0] == "say" for c in contexts):
        traits.add("speaks")
        traits.add(f"speaks&{kind}&{'main' if main else 'side'}")
    return frozenset(f"{who}:{t}" for t in traits) | {f"{who}:"}


def told_before(context: Context, events: Sequence[EventCandidate]) -> EventCandidate | None:
    """The event that a list in a name's sentence tells of: the nearest one named there, else the one named last before.

    What a clause only tells by its verb has no list of guests and none of hosts.
    """
    named = [e for e in events if e.kind is not EventKind.DEED]
    here = [e for e in named if any(m.sentence == context.sentence for m in e.mentions)]
    if here:
        return _nearest(context, here)
    before = [(m.span.start, e) for e in named for m in e.mentions if m.sentence < context.sentence]
    return max(before, key=lambda pair: pair[0])[1] if before else None


def _nearest(context: Context, events: Sequence[EventCandidate]) -> EventCandidate:
    """The event that stands nearest to one mention of a name, the first of equals."""
    return min(events, key=lambda e: (min(_nearness(context, m) for m in e.mentions), e.mentions[0].span))


def _nearness(context: Context, mention: EventMention) -> tuple[int, int]:
    """Sort key of how near a mention of a name is to one of an event: sentences first, what follows before what precedes."""
    apart = context.sentence - mention.sentence
    gap = max(context.span.start - mention.span.end, mention.span.start - context.span.end, 0)
    return (abs(apart) * 2 + (apart < 0), gap)
