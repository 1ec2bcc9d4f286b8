"""Cluster → entity: its name, its other forms, its types, its id."""

from collections.abc import Sequence
from dataclasses import replace

from kg.model.entity import Entity
from kg.model.ids import EntityId, local_name
from kg.resolve.bodies import Naming
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


def record_id(record: Record, naming: Naming) -> EntityId:
    """The id of what a record speaks of, as if no other record did.

    A body or place is identified by its fullest name and the context that a relative name needs; anything else by its
    name and its earliest record, so that items of later days change no id.
    """
    if record.group == "name":
        return EntityId(local_name(_PREFIX["name"], naming.key, naming.context))
    return EntityId(local_name(_PREFIX[record.group], record.key, *_origin(record)))


def entities(clusters: Sequence[Sequence[int]], records: Sequence[Record], namings: Sequence[Naming]) -> list[Entity]:
    """One entity per cluster, in the clusters' order, which must be that of their earliest records.

    Where two clusters of bodies would get one id, since an item keeps them apart, all but the earliest are told apart
    by their earliest records too.
    """
    made: list[Entity] = []
    taken: set[EntityId] = set()
    for cluster in clusters:
        members = [records[number] for number in cluster]
        first = cluster[0]
        if members[0].group == "name":
            first = min(cluster, key=lambda number: (_fullness(namings[number].key), namings[number].context))
        id_ = record_id(records[first], namings[first])
        if id_ in taken:
            naming = namings[first]
            id_ = EntityId(local_name(_PREFIX["name"], naming.key, naming.context, *_origin(members[0])))
        taken.add(id_)
        made.append(_entity(id_, members))
    return made


def united(parts: Sequence[Entity]) -> Entity:
    """The first, with the types, kinds and names of all."""
    name = min({part.name for part in parts}, key=lambda form: (-len(form), form))
    forms = {form for part in parts for form in (part.name, *part.aliases)}
    return replace(
        parts[0],
        name=name,
        aliases=tuple(sorted(forms - {name})),
        types=frozenset().union(*(part.types for part in parts)),
        kinds=frozenset().union(*(part.kinds for part in parts)),
    )


def _origin(record: Record) -> tuple[str, str, str]:
    return record.item, str(record.start), str(record.order[3])


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
