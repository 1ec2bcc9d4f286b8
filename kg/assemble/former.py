"""Former divisions: the years in which they stood in the lists, and what they became part of."""

from collections.abc import Mapping
from dataclasses import replace

from kg.assemble.things import sorted_properties
from kg.lexicon.places import gazetteer
from kg.model import vocabulary as v
from kg.model.entity import Entity
from kg.model.statement import Literal, Term, Thing


def former(thing: Thing, entity: Entity, places: Mapping[str, Entity]) -> Thing:
    """The node of a former division with its years and the place it became part of; any other node as it is.

    ``places`` are the linked ones by code. A year that the lists do not tell is left open: ../2011.
    """
    if not entity.code or not gazetteer().is_historic(entity.code):
        return thing
    division = gazetteer().division(entity.code)
    found = [item for item in gazetteer().historic(division.name) if item.code == entity.code]
    more: list[tuple[str, Term]] = [(v.VALID, Literal(f"{item.first or '..'}/{item.last}", v.STRING)) for item in found]
    more += [(v.REPLACED_BY, places[item.successor].id) for item in found if item.successor in places]
    return replace(thing, properties=sorted_properties([*thing.properties, *more]))
