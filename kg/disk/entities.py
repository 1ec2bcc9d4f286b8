"""What chains become, from sorted runs: the entities by id, and the mail that tells each item what its chains stand for."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.disk.hands import Hands
from kg.disk.resolution import Resolved, Step, with_letters
from kg.disk.runs import Scratch, Sorter, Spool
from kg.flow import chains
from kg.flow.meeting import Place
from kg.flow.overruling import United, united
from kg.flow.rows import Row, unpack
from kg.flow.stages import Stage, itself, over_items
from kg.lexicon.places import gazetteer
from kg.model.entity import Entity
from kg.model.ids import EntityId
from kg.resolve.settling import ancestors

Nodes = dict[Place, tuple[EntityId, frozenset[EntityId]]]  # of records that a user decided on: the first, and all


@dataclass
class Entities:
    """``mail`` goes to the items, ``rows`` are entities by id; ``places`` are the linked ones by code.

    ``above`` are the codes of places that no item names; ``user`` is what a user made one.
    """

    mail: Sorter
    rows: Spool
    places: dict[str, Entity]
    above: frozenset[str]
    user: United


def settled(scratch: Scratch, hands: Hands, found: Resolved, step: Step) -> Entities:
    """Give each chain its node, and each entity what its chains say."""
    mail, known = scratch.sorter(), scratch.sorter()
    nodes = _parted(hands, found, mail, known, step)
    wanted = {id_ for _, every in nodes.values() for id_ in every}
    places: dict[str, Entity] = {}
    named: dict[EntityId, Entity] = {}
    seats: set[str] = set()
    for row in hands.rows(Stage(itself, (chains.by_entity,)), found.entities.groups()):
        if row.sort == "seat":
            seats.add(row.key)
            continue
        known.add_row(row)
        if row.sort == "place" or row.key in wanted:
            entity: Entity = unpack(row.data)
            if entity.code:
                places[entity.code] = entity
            if row.key in wanted:
                named[entity.id] = entity
    above = {entity.code: entity for entity in ancestors(seats | set(places), set(places), gazetteer())}
    user = united(found.user, nodes, named) if nodes else United()
    rows = scratch.spool()
    for row in _carded(known, user, mail):
        rows.add((row.key, row.sort), row.data)
    return Entities(mail, rows, user.places({**places, **above}), frozenset(above), user)


def _parted(hands: Hands, found: Resolved, mail: Sorter, known: Sorter, step: Step) -> Nodes:
    """Each item's chains to their entities, and the questions what those are."""
    nodes: Nodes = {}

    def seen(letter: Row) -> None:
        if letter.sort == "likely":
            mail.add_row(letter)

    stage = Stage(over_items, (chains.part_rows, found.user.places))
    for _, rows in hands.through(stage, with_letters(found.blocks, found.letters, seen)):
        asked: set[str] = set()
        for row in rows:
            if row.sort in ("part", "entity"):
                found.entities.add_row(row)
            elif row.sort == "ask":
                if row.key not in asked:
                    asked.add(row.key)
                    known.add_row(row)
            elif row.sort == "decided":
                place, first, every = unpack(row.data)
                nodes[place] = first, every
            else:
                mail.add_row(row)
        step()
    return nodes


def _carded(known: Sorter, user: United, mail: Sorter) -> Iterator[Row]:
    """The entities, with what a user made of them; each item that asks for one gets its card."""
    for _, group in known.groups():
        asked: list[bytes] = []
        for row in group:
            if row.sort == "ask":
                asked.append(row.data)
                continue
            for entity in user.rows([row]):
                yield entity
                if row.sort == "other" and asked:
                    card = chains.card_row(entity)
                    for digest in asked:
                        mail.add_row(Row(card.sort, digest.decode(), card.data))
