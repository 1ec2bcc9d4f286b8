"""What the graph speaks of: types of entity, kinds of body and place, types of relation, bases of a relation."""

from enum import StrEnum


class EntityType(StrEnum):
    """What a mention stands for. One entity may be of two types: a community is both a place and a body that acts."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    EVENT = "event"
    PROJECT = "project"
    PRACTICE = "practice"  # a way of working that has a name
    QUOTATION = "quotation"
    MEASURE = "measure"  # a number with its unit
    ACTION = "action"  # what a body or a person is said to do, in the words of the text


class Kind(StrEnum):
    """What sort of body or place an entity is; the last five are places, ADMIN to NATURAL."""

    GOVERNMENT = "government"
    PARTY = "party"
    COMPANY = "company"
    SCHOOL = "school"
    HOSPITAL = "hospital"
    POLICE_COURT = "police_court"
    MEDIA = "media"
    COMMUNITY = "community"
    ASSOCIATION = "association"
    MILITARY = "military"
    OTHER = "other"
    ADMIN = "admin"  # province to village
    RESIDENTIAL = "residential"
    FACILITY = "facility"
    NATURAL = "natural"


class RelationType(StrEnum):
    """Relations between chains, or from a chain to a value.

    Each line: subject → object. The predicates they become are decided in ``kg.assemble`` alone.
    """

    POST = "post"  # person → host body or place, or nothing; with role, title, status
    WITHIN = "within"  # part → whole, body or place
    ADMINISTERS = "administers"  # body → area
    ORGANIZER = "organizer"  # event → body or person
    ATTENDEE = "attendee"  # event → body or person
    LOCATION = "location"  # event, project or action → place or body
    TOPIC = "topic"  # event → value: what it is about, as printed
    DATE = "date"  # event, measure or action → value: date as printed; qualifier START, END when it can be settled
    PARTY = "party"  # project → body
    INVESTMENT = "investment"  # project → value: money as printed; qualifier AMOUNT in yuan
    AREA = "area"  # project → value: area as printed; qualifier AMOUNT in square metres
    MEASURED = "measured"  # body, place, project … → measure
    PRACTISED_BY = "practised_by"  # practice → body
    NARROWER = "narrower"  # practice → practice that is a part of it
    SPEAKER = "speaker"  # quotation → person
    AGENT = "agent"  # action → body or person
    OBJECT = "object"  # action → body, place, project, event or person it concerns
    CREDIT = "credit"  # person → the article itself (no object); role as printed; CREDIT: author, editor, contributor


class Qualifier(StrEnum):
    """Names of what a relation carries beside subject and object; values are strings."""

    ROLE = "role"  # the post alone
    TITLE = "title"  # the title as printed, host and role together
    STATUS = "status"  # a PostStatus
    START = "start"  # ISO 8601 date, only where the text states it
    END = "end"
    AMOUNT = "amount"  # decimal digits in the base unit (yuan, square metres)
    BOUND = "bound"  # exact, about, over, under
    CREDIT = "credit"  # author, editor, contributor


class PostStatus(StrEnum):
    """Whether a post is held, according to the text."""

    CURRENT = "current"
    FORMER = "former"
    ACTING = "acting"
    PROPOSED = "proposed"


class Basis(StrEnum):
    """How a fact is known."""

    STATED = "stated"  # the words say so
    NAME_FORM = "nameForm"  # the name's composition says so
    BYLINE = "byline"
    CONTEXT = "context"  # plain from the item
    GAZETTEER = "gazetteer"  # an official list
