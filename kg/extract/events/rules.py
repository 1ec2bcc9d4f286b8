"""Rules that tie people and bodies to an event by one plain pattern, each with a name and a measured confidence.

They stand beside the regression of :mod:`kg.extract.events.participation`, which weighs many weak traits: a pattern
that was right four times out of five in the annotated texts should not lose to the noise of the others. A tie's
confidence is the larger of the two. ``confidence`` is the share of right ties where the pattern stood, smoothed.
"""

from collections.abc import Set as AbstractSet

from kg.extract.events.cases import (
    APART,
    DEED_LIKELY,
    OWNED,
    SPEAKS,
    SPEAKS_AT,
    SUBJECT_OF_DEED,
    Case,
    Rule,
    body,
    comes,
    in_court,
    person,
    zones,
)
from kg.extract.events.clusters import EventCandidate
from kg.extract.events.contexts import Reading
from kg.extract.text.event_words import EventKind
from kg.model.schema import RelationType

_BETWEEN = frozenset("会谈 会晤 座谈 会商 对话".split())
_PLAIN_DEEDS = frozenset({"sign", "meet", "court"})

# First that holds, wins. The order is that of confidence, organisers before attendees.
RULES = (
    Rule(
        "event-held-of", RelationType.ORGANIZER, 0.9, lambda c: body(c) and c.likely > 0.3 and "hold:of" in c.patterns
    ),
    Rule(
        "event-held-with",
        RelationType.ORGANIZER,
        0.8,
        lambda c: c.who == "B" and "venue" not in c.traits and c.likely > 0.3 and "hold:with" in c.patterns,
    ),
    Rule(
        "event-by",
        RelationType.ORGANIZER,
        0.9,
        lambda c: body(c) and c.likely > 0.3 and {"left=由:after", "hold:after"} <= c.patterns,
    ),
    Rule(
        "event-held-by",  # 某论坛由甲主办、乙承办
        RelationType.ORGANIZER,
        0.85,
        lambda c: body(c) and c.likely > 0.3 and "hold:passive" in c.patterns,
    ),
    Rule(
        "event-led-by",  # 由甲牵头，乙参加的演练
        RelationType.ORGANIZER,
        0.8,
        lambda c: body(c) and c.likely > 0.3 and "by" in c.patterns,
    ),
    Rule(
        "event-label",  # 主办单位为甲
        RelationType.ORGANIZER,
        0.85,
        lambda c: body(c) and c.likely > 0.4 and c.told and "label" in c.patterns,
    ),
    Rule(
        "event-held-next",  # 甲主办，乙承办 behind the sentence that names it
        RelationType.ORGANIZER,
        0.75,
        lambda c: body(c) and c.likely > 0.4 and c.told and "holds:next" in c.patterns,
    ),
    Rule(
        "event-sides",  # 甲捐赠乙仪式, 甲与乙举行签约仪式: both take part
        RelationType.ATTENDEE,
        0.6,
        lambda c: c.who == "B" and bool({"given", "sides", "sides:host"} & c.patterns),
    ),
    Rule(
        "event-invites",  # who invites somebody to speak holds the speech
        RelationType.ORGANIZER,
        0.6,
        lambda c: body(c) and c.kind is EventKind.TALK and c.likely > 0.2 and "invites:talk" in c.patterns,
        weighs_event=False,
    ),
    Rule(
        "event-court",
        RelationType.ORGANIZER,
        0.6,
        lambda c: in_court(c) and any(p == "placed:same" or p.startswith("deed:") for p in c.patterns),
    ),
    Rule(
        "event-held",
        RelationType.ORGANIZER,
        0.75,
        lambda c: body(c) and c.likely > 0.45 and c.near and "hold:direct" in c.patterns,
    ),
    Rule(
        "event-held-far",
        RelationType.ORGANIZER,
        0.4,
        lambda c: body(c) and c.likely > 0.6 and "hold:direct" in c.patterns,
    ),
    Rule(
        "event-held-after",
        RelationType.ORGANIZER,
        0.5,
        lambda c: (
            body(c)
            and c.likely > 0.5
            and c.near
            and "hold:obj" in c.patterns
            and not {"left=with:mid", "inside", "other-subject"} & c.patterns
            and "media" not in c.traits
            and ("admin" not in c.traits or "agent" in c.patterns)
        ),
    ),
    Rule(
        "event-whose",
        RelationType.ORGANIZER,
        0.6,
        lambda c: (
            body(c)
            and c.likely > 0.2
            and "inside-start" in c.patterns
            and c.kind in OWNED
            and not {"admin", "team"} & c.traits
        ),
    ),
    Rule(
        "event-of-body",  # what comes back every year, with a body before it, is held by that body
        RelationType.ORGANIZER,
        0.7,
        lambda c: c.who == "B" and c.kind is not EventKind.DEED and c.likely > 0.5 and "whose:regular" in c.patterns,
    ),
    Rule(
        "event-launched",
        RelationType.ORGANIZER,
        0.45,
        lambda c: (
            c.sort == "launch" and c.likely > 0.3 and bool(c.patterns & {"deed:subject", "deed:subject-far", "deed:by"})
        ),
    ),
    Rule(
        "event-launched-by",  # “甲奖”由乙、丙发起: the passive says of whom a deed is that the item tells elsewhere, too
        RelationType.ORGANIZER,
        0.6,
        lambda c: c.sort == "launch" and c.likely > 0.3 and "deed:passive" in c.patterns,
        weighs_event=False,
    ),
    Rule(
        "event-person-acts",  # 甲发起某行动
        RelationType.ORGANIZER,
        0.5,
        lambda c: person(c) and c.kind is not EventKind.TALK and not c.between and c.near and "acts" in c.patterns,
    ),
    Rule(
        "event-held-by-person",
        RelationType.ORGANIZER,
        0.4,
        lambda c: (
            person(c)
            and c.kind is not EventKind.TALK
            and not c.between
            and c.near
            and bool(c.patterns & {"hold:only", "hold:of"})
        ),
    ),
    Rule(
        "event-talks-with",
        RelationType.ATTENDEE,
        0.7,
        lambda c: c.between and c.likely > 0.2 and c.near and bool(c.patterns & {"hold:obj", "left=with:mid"}),
    ),
    Rule(
        "event-done-to",
        RelationType.ATTENDEE,
        0.6,
        lambda c: (
            c.who == "B"
            and c.kind in {EventKind.TALK, EventKind.VISIT}
            and c.likely > 0.3
            and "left=to:mid" in c.patterns
        ),
    ),
    Rule(
        "event-invited",
        RelationType.ATTENDEE,
        0.8,
        lambda c: (
            c.who == "P"
            and c.likely > (0.2 if c.kind is EventKind.TALK else 0.3)
            and bool(c.patterns & {"left=邀请:mid", "left=邀请:after"})
        ),
    ),
    Rule(
        "event-speech",
        RelationType.ATTENDEE,
        0.65,
        lambda c: c.who == "P" and c.kind is EventKind.TALK and c.near and bool(c.patterns & SPEAKS),
    ),
    Rule(
        "event-team",
        RelationType.ATTENDEE,
        0.7,
        lambda c: c.kind is EventKind.CONTEST and "team" in c.traits and c.near and not zones(c.patterns) <= APART,
    ),
    Rule("event-speaks-at", RelationType.ATTENDEE, 0.8, lambda c: person(c) and bool(c.patterns & SPEAKS_AT)),
    Rule(
        "event-speech-after",  # a speech in the next sentences is given at the event told of right before
        RelationType.ATTENDEE,
        0.6,
        lambda c: person(c) and c.likely > 0.6 and c.near and "address:next" in c.patterns,
    ),
    Rule(
        "event-joins",
        RelationType.ATTENDEE,
        0.6,
        lambda c: (
            c.likely > 0.5
            and c.near
            and bool({"joins", "among"} & c.patterns)
            and c.kind is not EventKind.DEED
            and not ("left=来自:after" in c.patterns and {"place-only", "admin"} & c.traits)  # 来自甲市的选手
        ),
    ),
    Rule(
        "event-comes",  # 来自甲、乙等八家单位的选手参赛, behind the sentence that names the event
        RelationType.ATTENDEE,
        0.55,
        lambda c: comes(c) and "comes" in c.patterns,
    ),
    Rule(
        "event-roster",  # 嘉宾：甲、乙; 参展企业包括丙
        RelationType.ATTENDEE,
        0.65,
        lambda c: comes(c) and "roster" in c.patterns,
    ),
    Rule(
        "event-office",  # 裁判长是甲, 总指挥由乙担任
        RelationType.ATTENDEE,
        0.6,
        lambda c: c.who == "P" and comes(c) and "office" in c.patterns,
    ),
    Rule(
        "event-rank",  # 第一名甲队
        RelationType.ATTENDEE,
        0.7,
        lambda c: c.kind is EventKind.CONTEST and comes(c) and "rank" in c.patterns,
    ),
    Rule(
        "event-asked",  # 邀请乙、丙参加
        RelationType.ATTENDEE,
        0.7,
        lambda c: c.likely > 0.5 and c.near and c.kind is not EventKind.DEED and "asked" in c.patterns,
    ),
    Rule(
        "event-body-speaks",  # 大会召开，甲、乙作交流发言
        RelationType.ATTENDEE,
        0.55,
        lambda c: c.who == "B" and c.likely > 0.5 and c.near and c.kind in OWNED and "body:speaks" in c.patterns,
    ),
    Rule(
        "event-leads",  # 甲带队开展大检查
        RelationType.ATTENDEE,
        0.55,
        lambda c: c.who == "P" and c.near and c.likely > 0.25 and "leads" in c.patterns,
        weighs_event=False,
    ),
    Rule(
        "event-joins-deed",  # 甲参与筹建某会: that something is taken part in says that it takes place
        RelationType.ATTENDEE,
        0.5,
        lambda c: c.likely > 0.2 and "deed:joined" in c.patterns,
        weighs_event=False,
    ),
    Rule(
        "event-contends",  # 甲党在某选举中失利
        RelationType.ATTENDEE,
        0.7,
        lambda c: (
            c.kind in {EventKind.CONTEST, EventKind.MEETING}
            and c.likely > 0.15
            and "contends" in c.patterns
            and "place-only" not in c.traits
        ),
        weighs_event=False,
    ),
    Rule("event-attends", RelationType.ATTENDEE, 0.8, lambda c: person(c) and c.near and "attend:obj" in c.patterns),
    Rule(
        "event-named-with",
        RelationType.ATTENDEE,
        0.7,
        lambda c: person(c) and c.near and "inside" not in c.patterns and any(p.startswith("gap=") for p in c.patterns),
    ),
    Rule(
        "event-tried",
        RelationType.ATTENDEE,
        0.6,
        lambda c: (
            c.sort == "court"
            and c.who == "P"
            and bool(c.patterns & {"deed:subject", "deed:object", "deed:subject-far"})
        ),
    ),
    Rule(
        "event-visits",  # whoever goes to see a place, a body or people takes part in the visit
        RelationType.ATTENDEE,
        0.55,
        lambda c: c.sort == "visit" and c.who == "P" and bool(c.patterns & SUBJECT_OF_DEED),
        weighs_event=False,
    ),
    Rule(
        "event-goes-to-see",  # 甲到乙市场调研, where the visit is a noun
        RelationType.ATTENDEE,
        0.5,
        lambda c: c.who == "P" and (c.kind is EventKind.VISIT or c.sort == "visit") and c.near and "goes" in c.patterns,
        weighs_event=False,
    ),
    Rule(
        "event-gives",  # 甲协会向乙医院捐赠口罩: who gives holds it, who is given takes part
        RelationType.ORGANIZER,
        0.5,
        lambda c: c.sort == "give" and c.who == "B" and "gives" in c.patterns,
        weighs_event=False,
    ),
    Rule(
        "event-given-to",
        RelationType.ATTENDEE,
        0.5,
        lambda c: (
            c.sort == "give" and c.who == "B" and not {"admin", "place-only"} & c.traits and "given:to" in c.patterns
        ),
        weighs_event=False,
    ),
    Rule(
        "event-deed",
        RelationType.ATTENDEE,
        0.6,
        lambda c: (
            c.sort in {"sign", "meet"} and c.likely >= DEED_LIKELY and bool(c.patterns & {"deed:subject", "deed:with"})
        ),
    ),
)


def sort_of_deed(event: EventCandidate) -> str:
    """The sort of deed that an event told by a verb is (sign, court, visit …), "" for others."""
    cues = {cue for mention in event.mentions for cue in mention.cues if cue.startswith("sort=") and "&" not in cue}
    return min(cues)[5:] if cues else ""


def settled(event: EventCandidate, likely: float) -> float:
    """The likelihood of an event, raised for a deed whose sentence names both sides of it."""
    sort = sort_of_deed(event)
    if sort not in _PLAIN_DEEDS:
        return likely
    cues = {cue for mention in event.mentions for cue in mention.cues}
    spelt_out = cues & {"person-before", "name-after"} if sort == "court" else cues & {f"sort={sort}&with"}
    return max(likely, DEED_LIKELY) if spelt_out and "mood=将" not in cues else likely


def rule_tie(
    reading: Reading,
    event: EventCandidate,
    chain: int,
    patterns: AbstractSet[str],
    likely: float,
    near: bool,
    told: bool,
) -> Rule | None:
    """The first rule that ties a name to an event, None when none does."""
    who, *traits = reading.who[chain]
    between = event.head in _BETWEEN
    case = Case(who, patterns, frozenset(traits), event.kind, sort_of_deed(event), between, likely, near, told)
    return next((rule for rule in RULES if rule.holds(case)), None)
