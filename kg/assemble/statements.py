"""Relations → claims: the one table of which relation becomes which predicate."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from kg.assemble.values import date_literal, decimal_literal
from kg.errors import InternalError
from kg.model import vocabulary as v
from kg.model.annotation import Relation
from kg.model.entity import Entity
from kg.model.ids import EntityId, local_name
from kg.model.schema import Basis, EntityType, Kind, PostStatus, Qualifier, RelationType
from kg.model.statement import Literal, Term
from kg.model.text import Span

DirectTriple = tuple[EntityId, str, Term]
Detail = tuple[str, Term]


@dataclass(frozen=True, slots=True)
class Claim:
    """What one relation of one article says, in the graph's terms, before equal claims are merged.

    ``key`` identifies the fact together with subject, predicate and object. ``triples`` are all direct triples, the
    reified one first; ``held`` is False for a claim that must not be read without its qualifiers (a former post).
    """

    subject: EntityId
    predicate: str
    object: Term
    article: EntityId
    span: Span
    basis: Basis
    rule: str
    confidence: float
    types: tuple[str, ...] = (v.ENTITY, v.STATEMENT)
    key: tuple[str, ...] = ()
    triples: tuple[DirectTriple, ...] = ()
    details: tuple[Detail, ...] = ()
    held: bool = True


@dataclass(frozen=True, slots=True)
class Scene:
    """An article's chains as entities: ``entities[j]`` is what chain ``j`` stands for."""

    article: EntityId
    entities: Sequence[Entity]

    def subject(self, relation: Relation) -> Entity:
        """The entity a relation speaks of."""
        return self.entities[relation.subject]

    def object(self, relation: Relation) -> Entity:
        """The entity a relation leads to.

        Raises: InternalError when it leads to none.
        """
        if relation.object is None:
            raise InternalError(f"a {relation.type} read by {relation.rule} has no object")
        return self.entities[relation.object]


# Relations that are one triple from subject to object, and nothing else.
PLAIN: Mapping[RelationType, str] = MappingProxyType(
    {
        RelationType.ADMINISTERS: v.ADMINISTERS,
        RelationType.ORGANIZER: v.ORGANIZER,
        RelationType.ATTENDEE: v.ATTENDEE,
        RelationType.LOCATION: v.LOCATION,
        RelationType.PARTY: v.PARTY,
        RelationType.MEASURED: v.ADDITIONAL_PROPERTY,
        RelationType.PRACTISED_BY: v.PRACTISED_BY,
        RelationType.NARROWER: v.NARROWER,
        RelationType.SPEAKER: v.SPOKEN_BY,
        RelationType.AGENT: v.AGENT,
        RelationType.OBJECT: v.OBJECT,
    }
)

# Relations that end in printed words: the predicate of the words, and that of the amount they come to.
PRINTED: Mapping[RelationType, tuple[str, str]] = MappingProxyType(
    {
        RelationType.INVESTMENT: (v.INVESTMENT_TEXT, v.INVESTMENT),
        RelationType.AREA: (v.AREA_TEXT, v.AREA),
    }
)

CREDITS: Mapping[str, str] = MappingProxyType({"author": v.AUTHOR, "editor": v.EDITOR, "contributor": v.CONTRIBUTOR})

# Bodies that stand in the line of command of the place they lie in; a company or a school only lies there.
_OF_THE_PLACE = frozenset({Kind.GOVERNMENT, Kind.PARTY, Kind.POLICE_COURT, Kind.COMMUNITY})


def claim(scene: Scene, relation: Relation) -> Claim | None:
    """What a relation claims, None for one that resolution emptied: a part that turned out to be its own whole.

    Raises: InternalError for a relation that lacks what its type needs.
    """
    if relation.type in PLAIN:
        return _plain(scene, relation, PLAIN[relation.type])
    if relation.type in PRINTED:
        return _printed(scene, relation)
    return _SPECIAL[relation.type](scene, relation)


def role_id(role: str) -> EntityId:
    """The id of a role: roles are known by their names."""
    return EntityId(local_name("role", role))


def _base(scene: Scene, relation: Relation, subject: EntityId, predicate: str, object_: Term) -> Claim:
    return Claim(
        subject=subject,
        predicate=predicate,
        object=object_,
        article=scene.article,
        span=relation.evidence,
        basis=relation.basis,
        rule=relation.rule,
        confidence=relation.confidence,
        triples=((subject, predicate, object_),),
    )


def _plain(scene: Scene, relation: Relation, predicate: str) -> Claim | None:
    subject, object_ = scene.subject(relation), scene.object(relation)
    if subject.id == object_.id:
        return None
    return _base(scene, relation, subject.id, predicate, object_.id)


def _post(scene: Scene, relation: Relation) -> Claim:
    """A post: person and host, or person and role when the text names no host.

    The title is not part of the key: 街道书记 here and 党工委书记 there, with one role and one host, are one post
    that is printed in two ways. A post that ended is another fact than the same post held.
    """
    person, role = scene.subject(relation), relation.qualifier(Qualifier.ROLE)
    if not role:
        raise InternalError(f"a post read by {relation.rule} has no role")
    held_role = role_id(role)
    status = PostStatus(relation.qualifier(Qualifier.STATUS) or PostStatus.CURRENT)
    details: list[Detail] = [
        (v.MEMBER, person.id),
        (v.HAS_ROLE, held_role),
        (v.STATUS, EntityId(v.status_term(status))),
        *_title(relation),
        *_dates(relation),
    ]
    if relation.object is None:
        base = _base(scene, relation, person.id, v.HAS_OCCUPATION, held_role)
        triples = base.triples
    else:
        host = scene.object(relation)
        base = _base(scene, relation, person.id, v.MEMBER_OF, host.id)
        details.append((v.HOST, host.id))
        triples = (*base.triples, (person.id, v.HAS_OCCUPATION, held_role))
    return replace(
        base,
        triples=triples,
        details=tuple(details),
        key=(held_role, status),
        types=(v.MEMBERSHIP, v.ENTITY, v.STATEMENT),
        held=status in (PostStatus.CURRENT, PostStatus.ACTING),
    )


def _title(relation: Relation) -> list[Detail]:
    title = relation.qualifier(Qualifier.TITLE)
    return [(v.TITLE, Literal(title))] if title else []


def _within(scene: Scene, relation: Relation) -> Claim | None:
    """A part in its whole: always ``kg:within``, and what fits the two besides."""
    part, whole = scene.subject(relation), scene.object(relation)
    if part.id == whole.id:
        return None
    base = _base(scene, relation, part.id, v.WITHIN, whole.id)
    fits = fitting(part, whole)
    if not fits:
        return base
    both = (*base.triples, (part.id, fits, whole.id))
    return replace(base, triples=both, details=((v.ALSO_AS, EntityId(fits)),))


def fitting(part: Entity, whole: Entity) -> str:
    """The predicate of others that says how a part is within a whole, "" for a place inside a body.

    A place is contained in a place; a body is a unit of a body. Of a whole that is both (a township), the organs of
    power are units, and others only lie there.
    """
    in_place, in_body = EntityType.PLACE in whole.types, EntityType.ORGANIZATION in whole.types
    if EntityType.PLACE in part.types and in_place:
        return v.CONTAINED_IN_PLACE
    if EntityType.ORGANIZATION not in part.types:
        return ""
    if in_body and (not in_place or not part.kinds.isdisjoint(_OF_THE_PLACE)):
        return v.SUB_ORGANIZATION_OF
    return v.LOCATION if in_place else ""


def _date(scene: Scene, relation: Relation) -> Claim:
    """When: the printed words, and the days they come to where that can be settled, about where the words are vague."""
    subject = scene.subject(relation).id
    base = _base(scene, relation, subject, v.DATE_TEXT, Literal(relation.value))
    days = tuple(_dates(relation))
    bound = relation.qualifier(Qualifier.BOUND)
    details = (*days, (v.BOUND, EntityId(v.bound_term(bound)))) if bound else days
    return replace(base, triples=(*base.triples, *((subject, *day) for day in days)), details=details)


def _dates(relation: Relation) -> list[Detail]:
    found: list[Detail] = []
    for qualifier, predicate in ((Qualifier.START, v.START_DATE), (Qualifier.END, v.END_DATE)):
        literal = date_literal(relation.qualifier(qualifier))
        if literal is not None:
            found.append((predicate, literal))
    return found


def _topic(scene: Scene, relation: Relation) -> Claim:
    """What an event is about, in the words of the text."""
    return _base(scene, relation, scene.subject(relation).id, v.TOPIC_TEXT, Literal(relation.value))


def _printed(scene: Scene, relation: Relation) -> Claim:
    """An amount: the printed words, and the number they come to."""
    subject = scene.subject(relation).id
    text_predicate, amount_predicate = PRINTED[relation.type]
    base = _base(scene, relation, subject, text_predicate, Literal(relation.value))
    number = decimal_literal(relation.qualifier(Qualifier.AMOUNT))
    if number is None:
        return base
    details: list[Detail] = [(amount_predicate, number)]
    bound = relation.qualifier(Qualifier.BOUND)
    if bound:
        details.append((v.BOUND, EntityId(v.bound_term(bound))))
    return replace(base, triples=(*base.triples, (subject, amount_predicate, number)), details=tuple(details))


def _credit(scene: Scene, relation: Relation) -> Claim:
    """Who is credited with the item, as what."""
    credit = relation.qualifier(Qualifier.CREDIT)
    if credit not in CREDITS:
        raise InternalError(f"unknown credit {credit!r} read by {relation.rule}; known: {', '.join(CREDITS)}")
    base = _base(scene, relation, scene.article, CREDITS[credit], scene.subject(relation).id)
    role = relation.qualifier(Qualifier.ROLE)
    return replace(base, details=((v.CREDIT_TEXT, Literal(role)),)) if role else base


_SPECIAL: Mapping[RelationType, Callable[[Scene, Relation], Claim | None]] = MappingProxyType(
    {
        RelationType.POST: _post,
        RelationType.WITHIN: _within,
        RelationType.DATE: _date,
        RelationType.TOPIC: _topic,
        RelationType.CREDIT: _credit,
    }
)
