"""Entities: what mentions of all articles stand for, after resolution."""

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Resolution:
    """The outcome of resolution.

    ``entities`` sorted by id; ``assignment[i][j]`` is the entity of chain ``j`` of the ``i``-th annotated article.
    """

    entities: tuple[Entity, ...]
    assignment: tuple[tuple[EntityId, ...], ...]
