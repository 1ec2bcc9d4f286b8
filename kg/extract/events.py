"""Events of an article: who holds them, who takes part, where and when.

Candidates come from :mod:`kg.extract.event_names`, the ties to people and bodies from :mod:`kg.extract.participation`;
how probable each is, :mod:`kg.extract.event_scores` says. A tie is said when the event and the tie together are more
probable than the threshold that gave the best balance of misses and errors in cross-validation.
"""

import re
from collections.abc import Sequence

from kg.extract.event_names import EventCandidate, EventMention, event_candidates
from kg.extract.event_scores import Model, probability
from kg.extract.participation import Reading, event_traits, named_chains, pair_traits, read_contexts
from kg.extract.workspace import ChainDraft, Workspace
from kg.model.schema import EntityType, RelationType
from kg.model.text import Span

CONSIDERED = 0.25  # an event less probable than this takes no part in deciding who belongs to which
KEPT = 0.45  # an event without ties must be more probable than this to become a node
TIED = {Model.ORGANIZER: 0.22, Model.ATTENDEE: 0.33}

_DATE = re.compile(
    r"(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:[至—-]\d{1,2}日)?(?:上午|下午|晚间|晚|凌晨|中午|早上|傍晚)?|\d{4}年\d{1,2}月|"
    r"(?<!\d)\d{1,2}日(?:[至—-]\d{1,2}日)?(?:上午|下午|晚间|晚|凌晨)?|近日|日前|昨天|今天|当日|当天|昨日|今日|前天|当晚"
)


def find_events(bench: Workspace) -> None:
    """Put the article's events on the bench, each with its organisers, attendees, place and date.

    Reads the people, bodies and places that stand on the bench; without any, events come alone. Cost: O(events × names).
    """
    candidates = event_candidates(bench)
    if not candidates:
        return
    reading = read_contexts(bench)
    scored = [(probability(Model.EVENT, event_traits(bench, reading, candidates, c)), c) for c in candidates]
    considered = [(p, c) for p, c in scored if p > CONSIDERED]
    events = [c for _, c in considered]
    for likely, event in considered:
        ties = _ties(reading, events, event, likely)
        if not ties and likely < KEPT:
            continue
        chain = bench.add(_draft(event))
        for model, name, confidence in ties:
            relation = RelationType.ORGANIZER if model is Model.ORGANIZER else RelationType.ATTENDEE
            evidence = _evidence(bench, reading, event, name)
            bench.relate(relation, chain, name, evidence, f"event-{model}", round(confidence, 3))
        _place_and_date(bench, chain, event, likely)


def _ties(
    reading: Reading, events: Sequence[EventCandidate], event: EventCandidate, likely: float
) -> list[tuple[Model, int, float]]:
    found: list[tuple[Model, int, float]] = []
    for name in named_chains(reading):
        traits = pair_traits(reading, events, event, name)
        odds = [(likely * probability(model, traits), model) for model in (Model.ORGANIZER, Model.ATTENDEE)]
        best, model = max(odds)
        if best > TIED[model]:
            found.append((model, name, best))
    return found


def _draft(event: EventCandidate) -> ChainDraft:
    mentions = [mention.span for mention in event.named]
    forms = {form for mention in event.named for form in mention.forms}
    return ChainDraft({EntityType.EVENT}, event.name, mentions, forms - {event.name})


def _evidence(bench: Workspace, reading: Reading, event: EventCandidate, name: int) -> Span:
    """The stretch of one sentence that holds both, else the sentence where the name is nearest to the event."""
    pairs = [(context, mention) for context in reading.contexts[name] for mention in event.mentions]
    together = [(c, m) for c, m in pairs if c.sentence == m.sentence]
    if together:
        context, mention = min(together, key=lambda p: (abs(p[0].span.start - p[1].span.start), p[0].span.start))
        return context.span.cover(mention.span)
    context, _ = min(pairs, key=lambda p: (abs(p[0].sentence - p[1].sentence), p[0].span.start))
    return bench.sentences[context.sentence].span


def _place_and_date(bench: Workspace, chain: int, event: EventCandidate, likely: float) -> None:
    for mention in event.named:
        clause = _around(bench, mention)
        date = _DATE.search(bench.text, clause.start, clause.end)
        if date:
            span = Span(*date.span()).cover(mention.span)
            bench.relate(RelationType.DATE, chain, None, span, "event-date", round(likely * 0.8, 3), value=date.group())
            break
    for mention in event.named:
        clause = _around(bench, mention)
        for item in bench.bodies(clause):
            if mention.span.contains(item.span) or EntityType.PLACE not in bench.chains[item.chain].types:
                continue
            if bench.text[max(0, item.span.start - 1) : item.span.start] in {"在", "于", "赴", "到"}:
                span = item.span.cover(mention.span)
                bench.relate(RelationType.LOCATION, chain, item.chain, span, "event-place", round(likely * 0.8, 3))
                return


def _around(bench: Workspace, mention: EventMention) -> Span:
    """The part of the mention's sentence that speaks of it: up to the end of its clause, from two clauses before."""
    sentence = bench.sentences[mention.sentence].span
    marks = [i for i in range(sentence.start, mention.span.start) if bench.text[i] in "，,；;"]
    start = marks[-2] + 1 if len(marks) > 1 else sentence.start
    end = next((i for i in range(mention.span.end, sentence.end) if bench.text[i] in "，,。；;"), sentence.end)
    return Span(start, end)
