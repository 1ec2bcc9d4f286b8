"""What links make of a resolution: one entity per division, namesakes apart, and the divisions above in the graph."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from kg.lexicon.places import Division, Gazetteer, Level, gazetteer
from kg.model.annotation import AnnotatedArticle
from kg.model.entity import SEAT, Entity, Resolution
from kg.model.ids import EntityId, local_name
from kg.model.schema import EntityType, Kind
from kg.resolve.linking import Links, PlaceLink
from kg.resolve.seats import Seat, Seats, seats


@dataclass(slots=True)
class Part:
    """The chains that become one entity, ``id``, out of the entity ``old``; ``code`` is that of a linked place."""

    id: EntityId
    old: EntityId
    code: str
    names: set[str] = field(default_factory=set)
    types: set[EntityType] = field(default_factory=set)
    kinds: set[Kind] = field(default_factory=set)
    seats: set[str] = field(default_factory=set)
    candidates: set[str] = field(default_factory=set)

    def add(self, other: "Part") -> None:
        """Take in more chains of the same; in any order."""
        self.names |= other.names
        self.types |= other.types
        self.kinds |= other.kinds
        self.seats |= other.seats
        self.candidates |= other.candidates


def place_id(code: str) -> EntityId:
    """The id of a linked place: its code is what it is, under whatever names, whoever mentions it or nobody."""
    return EntityId(local_name("n", "division", code))


def settle_places(
    annotated: Sequence[AnnotatedArticle],
    resolution: Resolution,
    links: Links,
    *,
    seated: Seats | None = None,
    places: Gazetteer | None = None,
) -> Resolution:
    """Give linked places their codes: chains of one code are one entity, chains of one name and two codes are two.

    A chain that stays open keeps its entity, which then has the candidates; so does one without a reading, unless the
    linked chains of its entity agree on one code. A body whose name says where it sits gets the code of that place as
    its property :data:`SEAT`. The divisions above a linked one are added as entities that no
    article names. ``seated`` is what :func:`seats` gives for these links, when the caller has it. The order of the
    articles leaves no trace. Cost: O(chains).
    """
    known = places or gazetteer()
    seated = seated or seats(annotated, links, places=known)
    by_id = {entity.id: entity for entity in resolution.entities}
    codes = _codes(resolution, links)
    assignment: list[tuple[EntityId, ...]] = []
    parts: dict[EntityId, Part] = {}
    for item, ids, row, sits in zip(annotated, resolution.assignment, links, seated, strict=True):
        own = article_parts(item, ids, row, sits, codes)
        for part in own:
            parts.setdefault(part.id, part).add(part)
        assignment.append(tuple(part.id for part in own))
    made = [settled_entity(part, by_id[part.old], known) for part in parts.values()]
    named = {part.code for part in parts.values() if part.code}
    below = named.union(*(part.seats for part in parts.values()))
    return Resolution(
        entities=tuple(sorted((*made, *ancestors(below, named, known)), key=lambda entity: entity.id)),
        assignment=tuple(assignment),
    )


def article_parts(
    item: AnnotatedArticle,
    ids: Sequence[EntityId],
    links: Sequence[PlaceLink | None],
    seated: Sequence[Seat | None],
    codes: Mapping[EntityId, str],
) -> list[Part]:
    """What each chain of an article becomes a part of; ``codes`` are those that :func:`agreed` gives entities."""
    sits = _sits(ids, seated)
    made = []
    for chain, old, link in zip(item.chains, ids, links, strict=True):
        code = link.code if link else codes.get(old, "")
        seat = None if code else sits.get(old)
        # 朝阳区公安局 is another body in another 朝阳区; 青岛市公安局 is one everywhere.
        apart = seat is not None and not seat.is_named
        new = place_id(code) if code else EntityId(local_name("n", old, seat.code)) if apart and seat else old
        made.append(
            Part(
                id=new,
                old=old,
                code=code,
                names={chain.name, *chain.aliases},
                types=set(chain.types),
                kinds=set(chain.kinds),
                seats={seat.code} if seat else set(),
                candidates=set(link.candidates) if link and not code else set(),
            )
        )
    return made


def agreed(codes: AbstractSet[str]) -> str:
    """The one code that all linked chains of an entity have; "" when there is none, or one of them stays open."""
    return next(iter(codes)) if len(codes) == 1 else ""


def settled_entity(part: Part, entity: Entity, known: Gazetteer) -> Entity:
    """The entity that parts become together; ``entity`` is the one they were."""
    return _linked(part, known) if part.code else _rest(part, entity)


def _sits(ids: Sequence[EntityId], seated: Sequence[Seat | None]) -> dict[EntityId, Seat]:
    """The seats of the bodies of an article; a body whose chains there name two has none."""
    said: dict[EntityId, set[Seat]] = {}
    for id_, seat in zip(ids, seated, strict=True):
        if seat:
            said.setdefault(id_, set()).add(seat)
    return {id_: next(iter(here)) for id_, here in said.items() if len(here) == 1}


def _codes(resolution: Resolution, links: Links) -> dict[EntityId, str]:
    """The code of each entity whose chains with a reading are all linked to it alone."""
    found: dict[EntityId, set[str]] = {}
    for ids, row in zip(resolution.assignment, links, strict=True):
        for id_, link in zip(ids, row, strict=True):
            if link is not None:
                found.setdefault(id_, set()).add(link.code)
    return {id_: code for id_, codes in found.items() if (code := agreed(codes))}


def _linked(part: Part, known: Gazetteer) -> Entity:
    division = known.division(part.code)
    proper = {form for form in part.names if form.endswith(division.name) or not _says_around(form, part.names)}
    name = min(proper or part.names, key=_fullest_first)
    kinds = part.kinds - {Kind.RESIDENTIAL, Kind.FACILITY, Kind.NATURAL} if division.official else part.kinds
    return Entity(
        id=part.id,
        types=frozenset(part.types | {EntityType.PLACE}),  # a township that acts is a place, too
        name=name,
        aliases=tuple(sorted(part.names - {name})),
        kinds=frozenset(kinds | _kinds(division)),
        code=part.code,
    )


def _rest(part: Part, entity: Entity) -> Entity:
    """An entity without the chains that became others: the names of those are no longer its."""
    forms = {entity.name, *entity.aliases} & part.names or part.names
    name = min(forms, key=_fullest_first)
    seat = {(SEAT, code) for code in part.seats if len(part.seats) == 1}
    return replace(
        entity,
        id=part.id,
        name=name,
        aliases=tuple(sorted(forms - {name})),
        types=frozenset(part.types),
        kinds=frozenset(part.kinds),
        candidates=tuple(sorted(part.candidates)),
        properties=tuple(sorted({*entity.properties, *seat})),
    )


def _says_around(form: str, names: AbstractSet[str]) -> bool:
    """True for 甲地区 or 甲市区 beside 甲 or 甲市: what lies around a place, by which it may be meant and is not called."""
    said = next((len(end) for end in ("地区", "城区", "一带") if form.endswith(end)), int(form.endswith("市区")))
    return said > 0 and form[:-said] in names


def _fullest_first(form: str) -> tuple[int, str]:
    return -len(form), form


def ancestors(below: Iterable[str], named: set[str], known: Gazetteer) -> list[Entity]:
    """The places that ``below`` lie in, and their own seats, as far as no chain names them."""
    above = {place.code for code in below for place in known.chain(code)} - named
    return [_from_list(known.division(code)) for code in sorted(above)]


def _from_list(division: Division) -> Entity:
    """A place that no chain names.

    A village or community is here as the seat of a body whose name begins with it: so it is named, and acts as any
    community does.
    """
    is_village = division.level is Level.VILLAGE
    return Entity(
        id=place_id(division.code),
        types=frozenset({EntityType.PLACE, EntityType.ORGANIZATION} if is_village else {EntityType.PLACE}),
        name=division.name,
        kinds=frozenset({Kind.COMMUNITY}) if is_village else _kinds(division),
        code=division.code,
        from_gazetteer=not is_village,
    )


def _kinds(division: Division) -> frozenset[Kind]:
    return frozenset({Kind.OTHER if division.level in (Level.REGION, Level.ZONE) else Kind.ADMIN})
