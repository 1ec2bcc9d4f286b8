"""What links make of a resolution: one entity per division, namesakes apart, and the divisions above in the graph."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.lexicon.places import Division, Gazetteer, Level, gazetteer
from kg.model.annotation import AnnotatedArticle
from kg.model.entity import Entity, Resolution
from kg.model.ids import EntityId, local_name
from kg.model.schema import EntityType, Kind
from kg.resolve.linking import Links


@dataclass(slots=True)
class _Parts:
    """The chains of one entity that are about to become one entity of their own."""

    names: set[str]
    types: set[EntityType]
    kinds: set[Kind]


def place_id(code: str) -> EntityId:
    """The id of a linked place: its code is what it is, under whatever names, whoever mentions it or nobody."""
    return EntityId(local_name("n", "division", code))


def settle_places(
    annotated: Sequence[AnnotatedArticle], resolution: Resolution, links: Links, *, places: Gazetteer | None = None
) -> Resolution:
    """Give linked places their codes: chains of one code are one entity, chains of one name and two codes are two.

    A chain that stays open keeps its entity, which then has the candidates; so does one without a reading, unless the
    linked chains of its entity agree on one code. The divisions above a linked one are added as entities that no
    article names. The order of the articles leaves no trace. Cost: O(chains).
    """
    known = places or gazetteer()
    by_id = {entity.id: entity for entity in resolution.entities}
    codes = _codes(resolution, links)
    assignment: list[tuple[EntityId, ...]] = []
    parts: dict[EntityId, _Parts] = {}
    code_of: dict[EntityId, str] = {}
    candidates: dict[EntityId, set[tuple[str, ...]]] = {}
    for i, (item, ids) in enumerate(zip(annotated, resolution.assignment, strict=True)):
        row = []
        for j, (chain, old) in enumerate(zip(item.chains, ids, strict=True)):
            link = links[i][j]
            code = link.code if link else codes.get(old, "")
            new = place_id(code) if code else old
            if code:
                code_of[new] = code
            elif link:
                candidates.setdefault(new, set()).add(link.candidates)
            part = parts.setdefault(new, _Parts(set(), set(), set()))
            part.names.update([chain.name, *chain.aliases])
            part.types.update(chain.types)
            part.kinds.update(chain.kinds)
            row.append(new)
        assignment.append(tuple(row))
    linked = [_linked(id_, code, parts[id_], known) for id_, code in code_of.items()]
    unlinked = [
        _rest(by_id[id_], part, candidates.get(id_, set())) for id_, part in parts.items() if id_ not in code_of
    ]
    above = _ancestors(code_of.values(), known)
    return Resolution(
        entities=tuple(sorted((*linked, *unlinked, *above), key=lambda entity: entity.id)),
        assignment=tuple(assignment),
    )


def _codes(resolution: Resolution, links: Links) -> dict[EntityId, str]:
    """The code of each entity whose chains with a reading are all linked to it alone."""
    found: dict[EntityId, set[str]] = {}
    for ids, row in zip(resolution.assignment, links, strict=True):
        for id_, link in zip(ids, row, strict=True):
            if link is not None:
                found.setdefault(id_, set()).add(link.code)
    return {id_: next(iter(codes)) for id_, codes in found.items() if len(codes) == 1 and "" not in codes}


def _linked(id_: EntityId, code: str, part: _Parts, known: Gazetteer) -> Entity:
    division = known.division(code)
    name = min(part.names, key=lambda form: (-len(form), form))
    kinds = part.kinds - {Kind.RESIDENTIAL, Kind.FACILITY, Kind.NATURAL} if division.official else part.kinds
    return Entity(
        id=id_,
        types=frozenset(part.types | {EntityType.PLACE}),  # a township that acts is a place, too
        name=name,
        aliases=tuple(sorted(part.names - {name})),
        kinds=frozenset(kinds | _kinds(division)),
        code=code,
    )


def _rest(entity: Entity, part: _Parts, candidates: Iterable[tuple[str, ...]]) -> Entity:
    """An entity without the chains that were linked: the names of those are no longer its."""
    forms = {entity.name, *entity.aliases} & part.names
    if not forms:
        return entity
    name = min(forms, key=lambda form: (-len(form), form))
    said = Counter(code for codes in candidates for code in codes)
    return replace(
        entity,
        name=name,
        aliases=tuple(sorted(forms - {name})),
        types=frozenset(part.types) or entity.types,
        candidates=tuple(sorted(said)),
    )


def _ancestors(codes: Iterable[str], known: Gazetteer) -> list[Entity]:
    named = set(codes)
    above = {place.code for code in named for place in known.chain(code)} - named
    return [
        Entity(
            id=place_id(code),
            types=frozenset({EntityType.PLACE}),
            name=known.division(code).name,
            kinds=_kinds(known.division(code)),
            code=code,
            from_gazetteer=True,
        )
        for code in sorted(above)
    ]


def _kinds(division: Division) -> frozenset[Kind]:
    return frozenset({Kind.OTHER if division.level in (Level.REGION, Level.ZONE) else Kind.ADMIN})
