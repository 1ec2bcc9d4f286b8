"""Resolution from sorted runs: pages → blocks → which entity each record is of. Held are only keys that are tied."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from kg.disk.hands import Hands
from kg.disk.runs import Scratch, Sorter, Spool, by_key
from kg.flow import blocks, hot, meeting
from kg.flow.blocks import Item
from kg.flow.overruling import Overruled, named_rows, overruled
from kg.flow.rows import Row, pack, unpack
from kg.flow.stages import Stage, over_items, without_letters
from kg.model.entity import Work
from kg.resolve import Decision
from kg.resolve.decisions import name_keys_of, side_of

Step = Callable[[], None]  # called for each item that a pass is done with
Printed = Callable[[], Iterable[Row]]  # the items of all pages, with what was found in them; may be asked again


@dataclass
class Resolved:
    """What resolution came to: the blocks by digest, letters to them, the entities by id, and what was compared."""

    blocks: Spool
    letters: Sorter
    entities: Sorter
    user: Overruled
    work: Work
    sides: "Sides"


class Sides:
    """Which sides of a user's decisions some item prints, or some entity has as its id."""

    def __init__(self, decisions: Sequence[Decision]) -> None:
        self._asked = {side_of(name) for one in decisions for name in (one.one, one.other)}
        self.known: set[str] = set()

    def add(self, names: Iterable[str]) -> None:
        """Take note of names or ids."""
        if self._asked:
            self.known.update(name for name in names if name in self._asked)


PASSES = 3  # over the items, but for those that a user's decisions need


def resolved(
    scratch: Scratch, hands: Hands, printed: Printed, region: str, decisions: Sequence[Decision], step: Step
) -> Resolved:
    """Decide which records of which items are one entity, as :func:`kg.resolve.resolve` does."""
    user, sides = Overruled(), Sides(decisions)
    made = _blocks(scratch, hands, printed, region, user, step)
    if decisions:
        user = overruled(_named(made, decisions, sides), decisions)
        if user.unlinked:
            made.close()
            made = _blocks(scratch, hands, printed, region, user, step)
    found = _Found(scratch)
    _bodies(scratch, hands, made, user, found, step)
    _people(scratch, hands, made, user, found, step)
    for told in user.told:
        found.letters.add_row(Row("told", told.one.digest, pack(told)))
    return Resolved(made, found.letters, found.entities, user, found.work, sides)


def with_letters(
    made: Spool, letters: Sorter, seen: Callable[[Row], None] | None = None
) -> Iterator[tuple[str, list[Row]]]:
    """The blocks, each with the letters to it behind it; both are sorted by digest. ``seen`` is told of each letter."""
    groups = letters.groups()
    to, group = next(groups, ("", iter(())))
    for digest, data in made:
        told: list[Row] = []
        if to == digest:
            told = list(group)
            to, group = next(groups, ("", iter(())))
        if seen is not None:
            for row in told:
                seen(row)
        yield digest, [Row("block", digest, data), *told]


class _Found:
    """Where outcomes of meetings go."""

    def __init__(self, scratch: Scratch) -> None:
        self.letters, self.entities = scratch.sorter(), scratch.sorter()
        self.work = Work()

    def add(self, rows: Iterable[Row]) -> None:
        for row in rows:
            if row.sort == "entity":
                self.entities.add_row(row)
            elif row.sort == "work":
                more: Work = unpack(row.data)
                self.work = Work(self.work.blocks + more.blocks, self.work.pairs + more.pairs)
            else:
                self.letters.add_row(row)


def _blocks(scratch: Scratch, hands: Hands, printed: Printed, region: str, user: Overruled, step: Step) -> Spool:
    pages, copies, made = scratch.sorter(), scratch.sorter(), scratch.spool()
    for row in printed():
        pages.add_row(row)
    for row in hands.rows(Stage(blocks.by_page, (region, user.unlinked)), pages.groups()):
        copies.add_row(row)
        step()
    for row in by_key(copies, blocks.by_item):
        made.add(row.key, row.data)
    return made


def _named(made: Spool, decisions: Sequence[Decision], sides: Sides) -> Iterator[bytes]:
    stage = named_rows(decisions)
    for digest, data in made:
        item = Item(unpack(data))
        for annotated in item.annotated:
            sides.add(name_keys_of(annotated))
        for row in stage(digest, item):
            yield row.data


def _forms(scratch: Scratch, hands: Hands, made: Spool) -> Sorter:
    """To each item the second forms of its pages."""
    pages, forms = scratch.sorter(), scratch.sorter()
    stage = Stage(over_items, (without_letters, meeting.form_rows))
    for row in hands.rows(stage, ((digest, [Row("block", digest, data)]) for digest, data in made)):
        pages.add_row(row)
    for row in by_key(pages, meeting.by_printing_page):
        forms.add_row(row)
    return forms


def _bodies(scratch: Scratch, hands: Hands, made: Spool, user: Overruled, found: _Found, step: Step) -> None:
    """All records but people: those of a key, or of keys that are tied to each other, are looked at together."""
    records, tied = scratch.sorter(), scratch.sorter()
    edges: set[tuple[str, str]] = set()
    decided: dict[meeting.Place, str] = {}
    stage = Stage(over_items, (meeting.record_rows, user.places))
    for _, rows in hands.through(stage, with_letters(made, _forms(scratch, hands, made))):
        for row in rows:
            if row.sort == "edge":
                edges.add((row.key, row.data.decode("utf-8", "surrogatepass")))
            elif row.sort == "decided":
                decided[unpack(row.data)] = row.key
            else:
                records.add_row(row)
        step()
    labels = meeting.components(chain(edges, user.edges(decided)))
    stage = Stage(meeting.by_component, (user.overrule,))

    def free() -> Iterator[tuple[str, Iterable[Row]]]:
        """The keys that nothing ties to others, but hot ones."""
        for key, group in records.groups():
            if key in labels:
                for row in group:
                    tied.add((labels[key], row.sort), row.data)
                continue
            rows = list(group)
            if len(rows) > hot.LIMIT and key.startswith("name\x1f"):
                found.add(_hot(scratch, key, rows))
            else:
                yield key, rows

    found.add(hands.rows(stage, free()))
    found.add(hands.rows(stage, tied.groups()))


def _hot(scratch: Scratch, key: str, rows: Sequence[Row]) -> Iterator[Row]:
    """The records of a hot key, part by part."""
    official = any(row.sort == meeting.OFFICIAL for row in rows)
    salted, members = scratch.sorter(), scratch.spool()
    for row in hot.salted({key: -(-len(rows) // hot.LIMIT)})(rows):
        salted.add_row(row)
    parts = []
    for row in by_key(salted, hot.by_salt(official)):
        if row.sort == "part":
            parts.append(unpack(row.data))
        else:
            members.add(key, row.data)
    clusters = hot.heads(parts)
    for head in clusters:
        yield Row("entity", head.entity.id, pack(head.entity))
    yield from hot.of_hot({key: clusters})(Row("member", key, data) for _, data in members)
    yield from meeting.work_rows({key: len(rows)})
    members.close()


def _people(scratch: Scratch, hands: Hands, made: Spool, user: Overruled, found: _Found, step: Step) -> None:
    """People whose names end alike are looked at together; what is known of the bodies goes on to the items."""
    people = scratch.sorter()
    bodies, found.letters = found.letters, scratch.sorter()
    stage = Stage(over_items, (meeting.person_rows, user.places, meeting.components(user.edges(user.people))))
    for _, rows in hands.through(stage, with_letters(made, bodies, found.letters.add_row)):
        for row in rows:
            people.add_row(row)
        step()
    found.add(hands.rows(Stage(meeting.by_name, (user.overrule,)), people.groups()))
