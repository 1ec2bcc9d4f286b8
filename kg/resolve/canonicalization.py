"""Cluster → entity: its name, its other forms, its types, its id."""

from collections.abc import Sequence

from kg.model.entity import Entity
from kg.model.ids import EntityId, local_name
from kg.resolve.records import Record

_PREFIX = {
    "person": "p",
    "name": "n",  # one letter for body and place: what is read as a body here and as both there keeps its id
    "event": "event",
    "project": "project",
    "practice": "practice",
    "quotation": "q",
    "measure": "measure",
    "action": "action",
}


def entities(clusters: Sequence[Sequence[int]], records: Sequence[Record], context: Sequence[str]) -> list[Entity]:
    """One entity per cluster, in the clusters' order, which must be that of their earliest records.

    A body or place is identified by its fullest name and the context that a relative name needs; anything else by its
    name and its earliest record. Where two clusters of bodies would get one id, since an item keeps them apart, all but
    the earliest are told apart by their earliest records too.
    """
    made: list[Entity] = []
    taken: set[EntityId] = set()
    for cluster in clusters:
        members = [records[number] for number in cluster]
        first = members[0]
        origin = (first.item, str(first.start), str(first.order[3]))
        if first.group == "name":
            number = min(cluster, key=lambda number: _fullness(records[number].key))
            key = (records[number].key, context[number])
            id_ = EntityId(local_name(_PREFIX["name"], *key))
            if id_ in taken:
                id_ = EntityId(local_name(_PREFIX["name"], *key, *origin))
        else:
            id_ = EntityId(local_name(_PREFIX[first.group], first.key, *origin))
        taken.add(id_)
        made.append(_entity(id_, members))
    return made


def _entity(id_: EntityId, members: Sequence[Record]) -> Entity:
    chains = [member.chain for member in members]
    name = min({chain.name for chain in chains}, key=_fullness)
    forms = {form for chain in chains for form in (chain.name, *chain.aliases)}
    return Entity(
        id=id_,
        types=frozenset().union(*(chain.types for chain in chains)),
        name=name,
        aliases=tuple(sorted(forms - {name})),
        kinds=frozenset().union(*(chain.kinds for chain in chains)),
        properties=tuple(sorted({pair for chain in chains for pair in chain.properties})),
    )


def _fullness(name: str) -> tuple[int, str]:
    """Sorts the longest name first, equals by their characters."""
    return -len(name), name
