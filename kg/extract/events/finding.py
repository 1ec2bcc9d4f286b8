"""Events of an article: who holds them, who takes part, where and when.

Candidates come from :mod:`kg.extract.events.names`. What ties people and bodies to them is judged twice: by plain rules
(:mod:`kg.extract.events.rules`) and by regressions over many weak traits (:mod:`kg.extract.events.participation`); the
surer of the two counts.
"""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from kg.extract.events.clusters import EventCandidate, EventMention
from kg.extract.events.contexts import Reading, mark_names_of_events, named_chains, read_contexts
from kg.extract.events.names import event_candidates
from kg.extract.events.participation import CONSIDERED, event_traits, likelihood_traits, pair_traits, told_before
from kg.extract.events.parts import Tie, share
from kg.extract.events.patterns import LISTS, patterns_between
from kg.extract.events.rules import rule_tie, settled
from kg.extract.regression import regression
from kg.extract.text.dates import find_dates
from kg.extract.text.event_words import EventKind
from kg.extract.workspace import ChainDraft, Workspace
from kg.model.schema import EntityType, RelationType
from kg.model.text import BlockKind, Span

KEPT = 0.5  # an event without ties must be more probable than this to become a node
LISTING = 0.4  # and than this for a list of hosts or guests to tell of it
# Ties less probable than this are left unsaid; the balance of misses and errors was best here in cross-validation
TIED = {RelationType.ORGANIZER: 0.3, RelationType.ATTENDEE: 0.33}
WEIGHED = {RelationType.ORGANIZER: 0.45, RelationType.ATTENDEE: 0.37}  # where no rule stands behind it
# What is opened stands right before it, and is what the ceremony is for.
_OPENING = re.compile(r"(?:开业|开工|奠基|落成|揭牌|启用|投产|竣工|封顶|通车)(?:典礼|仪式|庆典)$")
_ORGANS = re.compile("(?:直属机关|机关|系统|本部)$")
# What is to come, in the words beside an event's name.
_FUTURE = "(?:将于|将在|将(?=举|召|开|推)|筹办|筹备|即将|预计|定于|延期|推迟|取消|愿[为与同])"
_TO_COME = re.compile(_FUTURE + "[^，。；]*$"), re.compile("[^，。；]{0,8}?" + _FUTURE)
_NEAR = 16  # code points
_DOING = re.compile("(?:进行|开展|实施|展开)了?")
_NEAREST = frozenset({"P:nearest", "B:nearest"})
_TABLES = {RelationType.ORGANIZER: "event_organizer", RelationType.ATTENDEE: "event_attendee"}


def find_events(bench: Workspace) -> None:
    """Put the article's events on the bench, each with its organisers, attendees, place and date.

    Reads the people, bodies and places that stand on the bench; without any, events come alone. Cost: O(events × names).
    """
    candidates = event_candidates(bench)
    if not candidates:
        return
    reading = read_contexts(bench)
    mark_names_of_events(reading, candidates)
    judge = regression("event")
    likely = [settled(c, judge.probability(event_traits(bench, reading, candidates, c))) for c in candidates]
    events = [event for event, p in zip(candidates, likely, strict=True) if p > CONSIDERED]
    listing = [event for event, p in zip(candidates, likely, strict=True) if p > LISTING]
    found = [
        (event, p, _ties(bench, reading, events, listing, event, p))
        for event, p in zip(candidates, likely, strict=True)
        if p > CONSIDERED
    ]
    share(bench.text, [(event, ties) for event, _, ties in found])
    for event, p, ties in found:
        if not ties and p < KEPT:
            continue
        chain = bench.add(_draft(event))
        for relation, name, evidence, rule, confidence in ties:
            bench.relate(relation, chain, name, evidence, rule, confidence)
        _place_and_date(bench, chain, event, p)


def _ties(
    bench: Workspace,
    reading: Reading,
    events: Sequence[EventCandidate],
    listing: Sequence[EventCandidate],
    event: EventCandidate,
    likely: float,
) -> list[Tie]:
    """(relation, chain, evidence, rule, confidence) of everyone who holds the event or takes part in it."""
    found: list[Tie] = []
    planned = _is_planned(bench, event)
    ordered = all(_is_in_title(bench, mention) for mention in event.mentions)
    for name in named_chains(reading):
        if _only_beside_picture(bench, reading, event, name) or bench.chains[name].name == event.name:
            continue  # a session (股东大会) is a body and a meeting, and does not hold itself
        patterns = patterns_between(reading, event, name)
        traits = pair_traits(reading, events, event, name, patterns)
        weighed = traits | likelihood_traits(likely)
        odds = {kind: regression(table).probability(weighed) for kind, table in _TABLES.items()}
        visited = event.kind is EventKind.VISIT and "B:inside-start" in traits  # 甲公司调研: who is seen
        if visited or _is_done_to(bench, event, name) or not _may_hold(reading.who[name], traits):
            odds[RelationType.ORGANIZER] = 0.0
        if event.kind is not EventKind.DEED and "P" in reading.who[name] and traits & {"P:inside", "P:inside-start"}:
            odds[RelationType.ATTENDEE] = 0.0  # “甲思想”研讨会, 甲追思会: whom it is about
        if "P" in reading.who[name] and (ordered or (planned and "P:speaks" in traits)):
            odds[RelationType.ATTENDEE] = 0.0  # who is told of beside an order, or tells of what is to come
        rules = {kind: f"{table.replace('_', '-')}-weighed" for kind, table in _TABLES.items()}
        near = not traits.isdisjoint(_NEAREST)
        told = bool(LISTS & patterns) and any(told_before(c, listing) is event for c in reading.contexts[name])
        rule = rule_tie(reading, event, name, patterns, likely, near, told)
        if rule is not None and (rule.relation is RelationType.ORGANIZER or not ordered):
            if planned and rule.name == "event-speech":
                continue
            other = next(kind for kind in _TABLES if kind is not rule.relation)
            sure = rule.confidence * (min(1.0, likely + 0.2) if rule.weighs_event else 1.0)
            odds[other] = 0.0
            odds[rule.relation], rules[rule.relation] = max(sure, odds[rule.relation]), rule.name
        kind = max(_TABLES, key=lambda k: (odds[k], k))
        holder: int | None = name
        if kind is RelationType.ORGANIZER:
            holder = _who_holds(bench, event, name)
        if holder is not None and odds[kind] > (WEIGHED if rules[kind].endswith("-weighed") else TIED)[kind]:
            found.append((kind, holder, _evidence(bench, reading, event, name), rules[kind], round(odds[kind], 3)))
    return found


def _is_done_to(bench: Workspace, event: EventCandidate, name: int) -> bool:
    """Whether the event is what is done to the name (对甲公司进行执法检查): who is inspected does not inspect."""
    starts = {mention.span.start for mention in event.mentions}
    return any(
        bench.text.endswith("对", 0, span.start)
        and (doing := _DOING.match(bench.text, span.end)) is not None
        and not starts.isdisjoint(range(doing.end(), doing.end() + _NEAR // 2))
        for span in bench.chains[name].mentions
    )


def _who_holds(bench: Workspace, event: EventCandidate, name: int) -> int | None:
    """Who holds an event that a name seems to hold: for what is opened, laid or named, its owner; None for nobody.

    A works that opens, 甲公司乙厂 in 甲公司乙厂开业典礼, does not act yet, and a congress is the session that it is said to hold.
    """
    chain = bench.chains[name]
    forms = {chain.name, *chain.aliases, *(span.of(bench.text) for span in chain.mentions)}
    if chain.name.endswith("代表大会") and any(event.name.startswith(form) for form in forms):
        return None
    organs = _ORGANS.search(chain.name)
    if organs is not None:  # 某局直属机关工作会议 is held by 某局
        whole = chain.name[: organs.start()]
        return next((i for i, c in enumerate(bench.chains) if whole in {c.name, *c.aliases} and i != name), name)
    opening = _OPENING.search(event.name)
    if opening is None or not any(event.name.endswith(form, 0, opening.start()) for form in forms):
        return name
    whole = max(forms, key=lambda form: (len(form), form))
    owners = [
        (len(other.name), i)
        for i, other in enumerate(bench.chains)
        if i != name and EntityType.ORGANIZATION in other.types and whole.startswith(other.name)
    ]
    return max(owners)[1] if owners else name


def _is_planned(bench: Workspace, event: EventCandidate) -> bool:
    """Whether an event is only told of as to come (将举行, 筹办), so that nobody can have spoken there."""
    if any("after=in" in mention.cues for mention in event.mentions):
        return False
    return all(
        _TO_COME[0].search(bench.text, max(0, mention.span.start - _NEAR), mention.span.start)
        or _TO_COME[1].match(bench.text, mention.span.end, mention.span.end + _NEAR)
        for mention in event.named
    )


def _is_in_title(bench: Workspace, mention: EventMention) -> bool:
    """《关于开展某检查的通知》: a document, of which its sentence tells, not the event that it orders."""
    start = bench.sentences[mention.sentence].span.start
    before = bench.text[start : mention.span.start]
    return before.rfind("《") > before.rfind("》") and bench.text.find("》", mention.span.end) >= 0


def _only_beside_picture(bench: Workspace, reading: Reading, event: EventCandidate, name: int) -> bool:
    """Whether a picture's caption alone names the event, and the name stands in the text beside it only."""
    captions = {m.sentence for m in event.named if bench.sentences[m.sentence].block is BlockKind.CAPTION}
    return len(captions) == len({m.sentence for m in event.named}) and captions.isdisjoint(
        context.sentence for context in reading.contexts[name]
    )


def _may_hold(who: Sequence[str], traits: AbstractSet[str]) -> bool:
    """Whether traits alone may make a name an organiser. People hold what a rule says; too few did in what was learnt from.

    A venue that 举行 a thing says where it was; a place that begins its name (中国国际博览会) says of where it is.
    """
    if who[0] == "P":
        return False
    if "venue" in who:
        return "B:hold:of" in traits
    return not {"admin", "place-only"} & set(who) or any(t.startswith(("B:hold:", "B:left=由")) for t in traits)


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
    """The first place and the first date that the clauses around the event's names give, one each."""
    sure = round(likely * 0.8, 3)
    clauses = [(mention, _around(bench, mention)) for mention in event.named]
    for mention, clause in clauses:
        # 2023年年会3月8日召开: what stands in the name says neither when it was nor of which year another date is
        around, name = clause.of(bench.text), mention.span
        hidden = around[: name.start - clause.start] + "“" * len(name) + around[name.end - clause.start :]
        dates = find_dates(hidden, bench.article.published) or find_dates(around, bench.article.published)
        if dates:
            day = dates[0]
            span = Span(clause.start + day.span.start, clause.start + day.span.end).cover(mention.span)
            bench.relate(
                RelationType.DATE, chain, None, span, "event-date", sure, value=day.text, qualifiers=day.qualifiers
            )
            break
    for mention, clause in clauses:
        for item in bench.bodies(clause):
            before = bench.text[max(0, item.span.start - 1) : item.span.start]
            place = EntityType.PLACE in bench.chains[item.chain].types and not mention.span.contains(item.span)
            if place and before in {"在", "于", "赴", "到"}:
                span = item.span.cover(mention.span)
                bench.relate(RelationType.LOCATION, chain, item.chain, span, "event-place", sure)
                return


def _around(bench: Workspace, mention: EventMention) -> Span:
    """The part of the mention's sentence that speaks of it: up to the end of its clause, from two clauses before."""
    sentence = bench.sentences[mention.sentence].span
    marks = [i for i in range(sentence.start, mention.span.start) if bench.text[i] in "，,；;"]
    start = marks[-2] + 1 if len(marks) > 1 else sentence.start
    end = next((i for i in range(mention.span.end, sentence.end) if bench.text[i] in "，,。；;"), sentence.end)
    return Span(start, end)
