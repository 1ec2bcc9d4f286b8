"""Entities: what mentions of all articles stand for, after resolution."""

from dataclasses import dataclass
from enum import StrEnum

from kg.model.ids import EntityId
from kg.model.schema import EntityType, Kind

SEAT = "seat"  # the name of a property: the code of the place that a body sits in


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing of the graph.

    ``name`` is the fullest printed form; ``aliases`` the other printed forms, sorted. ``code`` is the official
    division code of a linked place, else "". ``properties`` as in :class:`kg.model.annotation.Chain`.
    A body may have the property ``seat``: the code of the place that its name says it sits in.
    ``from_gazetteer`` marks an ancestor that no article names.
    """

    id: EntityId
    types: frozenset[EntityType]
    name: str
    aliases: tuple[str, ...] = ()
    kinds: frozenset[Kind] = frozenset()
    code: str = ""
    candidates: tuple[str, ...] = ()  # codes of divisions a place may be, when it stays open
    properties: tuple[tuple[str, str], ...] = ()
    from_gazetteer: bool = False

    def property(self, name: str) -> str:
        """The value of a property, "" when the entity has none of that name."""
        return next((value for key, value in self.properties if key == name), "")


class Verdict(StrEnum):
    """What a comparison came to."""

    SAME = "same"  # one node
    LIKELY = "likely"  # two nodes, linked by skos:closeMatch
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True, order=True)
class Side:
    """One of two that were compared: what one item says of a thing.

    ``id`` is the id that the thing would have if this item alone spoke of it; ``article`` and ``chain`` index the
    annotated articles and their chains.
    """

    id: EntityId
    article: int
    chain: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Why two items speak of one thing or of two.

    ``weight`` is the logarithm, to base 2, of the odds that it is one; ``reasons`` are what it is the sum of, in words.
    A user's decision weighs as much as :data:`DECIDED` either way. ``verdict`` is what
    became of it: two that agree may stay apart because a third keeps them apart.
    """

    one: Side
    other: Side
    weight: float
    reasons: tuple[str, ...]
    verdict: Verdict

    @property
    def confidence(self) -> float:
        """The weight as a probability."""
        return 1 / (1 + 2 ** -max(min(self.weight, DECIDED), -DECIDED))


DECIDED = 99.0


@dataclass(frozen=True, slots=True)
class Work:
    """What resolution had to do, known before any two were compared.

    ``blocks`` are keys that several records share: names of people, and what identifies bodies and places; ``pairs`` the
    pairs of people that were compared, each once. Records of bodies that share a key are one without comparison.
    """

    blocks: int = 0
    pairs: int = 0


@dataclass(frozen=True, slots=True)
class Resolution:
    """The outcome of resolution.

    ``entities`` sorted by id; ``assignment[i][j]`` is the entity of chain ``j`` of the ``i``-th annotated article.
    ``comparisons`` are all that decided something: each merge across items, what is likely, what was found different.
    """

    entities: tuple[Entity, ...]
    assignment: tuple[tuple[EntityId, ...], ...]
    comparisons: tuple[Comparison, ...] = ()
    work: Work = Work()
