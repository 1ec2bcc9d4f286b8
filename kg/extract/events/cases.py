"""A name and an event, what bears on every rule that may tie them, and the shapes that several rules share."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from kg.extract.text.event_words import EventKind
from kg.model.schema import RelationType

DEED_LIKELY = 0.45  # what a deed that its sentence spells out is held to be at least
OWNED = frozenset({EventKind.MEETING, EventKind.PRESS, EventKind.TALK, EventKind.CEREMONY})


@dataclass(frozen=True, slots=True)
class Case:
    """A name and an event: the patterns between them, and what bears on every rule.

    ``who`` is P for people, B for bodies; ``near`` says that no other event is nearer to the name, ``told`` that none is
    named between the event and a sentence that lists the name.
    """

    who: str
    patterns: AbstractSet[str]
    traits: AbstractSet[str]  # place-only, admin, media, court
    kind: EventKind
    sort: str  # of a deed, else ""
    between: bool  # an event that two sides hold with each other (会谈)
    likely: float
    near: bool
    told: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern, what it says, and how sure."""

    name: str
    relation: RelationType
    confidence: float
    holds: Callable[[Case], bool]
    weighs_event: bool = True  # whether a tie is the less sure, the less likely the event


def body(case: Case) -> bool:
    """A body that may hold a thing, unless it is done to it (对某医院进行培训)."""
    return (
        case.who == "B"
        and not {"place-only", "venue"} & case.traits
        and case.kind is not EventKind.DEED
        and "left=to:mid" not in case.patterns
    )


def person(case: Case) -> bool:
    """A person, where the event is one that a noun names and that is likely enough."""
    return case.who == "P" and case.kind is not EventKind.DEED and case.likely > 0.3


def comes(case: Case) -> bool:
    """Somebody who can take part in an event that is named before the list of those who do."""
    return (
        case.told
        and case.likely > 0.4
        and case.kind is not EventKind.DEED
        and not {"place-only", "admin", "venue"} & case.traits
    )


def in_court(case: Case) -> bool:
    """A court before which somebody is tried."""
    return case.sort == "court" and "court" in case.traits and case.likely >= DEED_LIKELY


APART = frozenset({"next", "later", "earlier", "apart", "somewhere"})  # zones of patterns across sentences


def zones(patterns: AbstractSet[str]) -> frozenset[str]:
    """Where the event stands to the name, of every pattern: obj, mid, next and the like."""
    return frozenset(pattern.rpartition(":")[2].partition("=")[0] for pattern in patterns)


SPEAKS = frozenset({"stage:obj", "stage:mid", "hold:obj", "hold:mid", "say:mid", "other:mid"})  # A在“…”演讲中…
SPEAKS_AT = frozenset({"stage:in", "say:in", "other:in", "say:mid", "stage:mid"})

SUBJECT_OF_DEED = frozenset(
    {"deed:subject", "deed:subject-far", "deed:clause-before:alone", "deed:clause-before:others"}
)
