"""What one event has from another: a meeting that holds a talk, and the ceremony that launches a campaign.

A meeting does nothing by itself: what it holds (会议举行了集体学习) is held by who holds the meeting. A 启动仪式 without a name
of its own launches the campaign told of before it: who holds the one holds the other, and who comes joins the campaign.
"""

import re
from collections.abc import Sequence

from kg.extract.events.clusters import INDEFINITE, EventCandidate, EventMention
from kg.extract.text.event_words import EventKind
from kg.model.schema import RelationType
from kg.model.text import Span

Tie = tuple[RelationType, int, Span, str, float]  # relation, chain of who, evidence, rule, confidence

_HOLDS = re.compile(
    "[上中]?(?:期间)?(?:现场)?(?:还|将|也|共|分别|同时|同期|随后|先后|另)*(?:举行|举办|召开|组织|开展|安排)(?:了|过)?"
    "[^，。；：！？]{0,6}?"
)
_LAUNCH = re.compile("启动(?:仪式|式|礼)")
_SHARED = 0.9  # of a tie's confidence is left when it is told of another event


def share(text: str, events: Sequence[tuple[EventCandidate, list[Tie]]]) -> None:
    """Give the ties of events to those that they hold or launch. Changes the lists; cost: O(mentions²)."""
    _tell_of(events)
    for event, ties in events:
        for outer, its in events:
            clause = _clause(text, outer, event) if outer is not event else None
            if clause is None:
                continue
            known = {tie[1] for tie in ties}
            if not _holders(ties):
                ties.extend(_passed(tie, "event-held-at", clause) for tie in _holders(its) if tie[1] not in known)
            known = {tie[1] for tie in its}
            guests = [tie for tie in ties if tie[0] is RelationType.ATTENDEE and tie[1] not in known]
            its.extend(_passed(tie, "event-held-at") for tie in guests)  # who comes to a part comes to the whole
            break
        if _LAUNCH.fullmatch(event.name):
            _launch(event, ties, events)


def _tell_of(events: Sequence[tuple[EventCandidate, list[Tie]]]) -> None:
    """Who is said to speak at one event, or to attend one of several, tells of others: that they are near says nothing of who came to them."""
    there = {
        tie[1]
        for event, ties in events
        if event.kind is not EventKind.DEED
        for tie in ties
        if tie[0] is RelationType.ATTENDEE
        and (tie[3] == "event-speaks-at" or (tie[3] == "event-attends" and INDEFINITE in event.mentions[0].cues))
    }
    for _, ties in events:
        ties[:] = [tie for tie in ties if tie[1] not in there or tie[3] != "event-attendee-weighed"]


def _clause(text: str, outer: EventCandidate, inner: EventCandidate) -> Span | None:
    """Where an event is the subject of the verb that holds another; None where it is not."""
    for one in outer.mentions:
        for other in inner.mentions:
            apart = one.sentence != other.sentence or one.verb >= 0 or other.verb >= 0
            if not apart and one.span.end < other.span.start and _HOLDS.fullmatch(text, one.span.end, other.span.start):
                return one.span.cover(other.span)
    return None


def _launch(event: EventCandidate, ties: list[Tie], events: Sequence[tuple[EventCandidate, list[Tie]]]) -> None:
    first = _first(event)
    campaigns = [o for o in events if _is_campaign(o[0]) and _first(o[0]).span.end <= first.span.start]
    if len(campaigns) != 1 or not _holders(campaigns[0][1]):
        return
    campaign = campaigns[0][1]
    holders = {tie[1] for tie in _holders(campaign)}
    if not _holders(ties):
        ties[:] = [tie for tie in ties if tie[1] not in holders]
        ties.extend(_passed(tie, "event-launch") for tie in _holders(campaign))
    known = {tie[1] for tie in campaign}
    guests = [tie for tie in ties if tie[0] is RelationType.ATTENDEE and tie[1] not in known]
    campaign.extend(_passed(tie, "event-launch") for tie in guests)


def _is_campaign(event: EventCandidate) -> bool:
    """A campaign by its noun, or by the clause that starts it (发起某行动)."""
    return any(mention.kind is EventKind.CAMPAIGN for mention in event.named)


def _first(event: EventCandidate) -> EventMention:
    return event.mentions[0]


def _holders(ties: Sequence[Tie]) -> list[Tie]:
    return [tie for tie in ties if tie[0] is RelationType.ORGANIZER]


def _passed(tie: Tie, rule: str, clause: Span | None = None) -> Tie:
    relation, name, evidence, _, confidence = tie
    return relation, name, clause or evidence, rule, round(confidence * _SHARED, 3)
