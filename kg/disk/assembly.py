"""Assembly from sorted runs: claims, facts and nodes, each in the order in which Turtle has them.

Held are what the official lists bound, the names of roles, and 16 bytes a thing to find its label.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from kg.assemble import AssembleSettings
from kg.assemble.gazetteer import list_evidence, list_things
from kg.assemble.roles import role_things
from kg.assemble.things import run_thing
from kg.disk.entities import Entities
from kg.disk.hands import Hands
from kg.disk.labels import Labels
from kg.disk.resolution import Resolved, Step, with_letters
from kg.disk.runs import Scratch, Sorter, Spool, by_key
from kg.disk.statements import END, Statements
from kg.errors import InternalError
from kg.flow import claims, nodes
from kg.flow.blocks import Item, Joined
from kg.flow.overruling import United
from kg.flow.rows import Row, pack, unpack
from kg.flow.stages import Stage, one_by_one, over_items
from kg.model.entity import Entity, Verdict
from kg.model.graph import Compared
from kg.model.ids import EntityId
from kg.model.statement import Evidence
from kg.model.triples import (
    BEHIND_FACTS,
    Detail,
    evidence_key,
    fact_key,
    thing_key,
)

_VERDICTS = [each.value for each in Verdict]


class Assembly:
    """A graph as sorted runs: ``lines`` and ``log`` are read once, in their order; the counts are there before."""

    def __init__(
        self,
        scratch: Scratch,
        hands: Hands,
        found: Resolved,
        entities: Entities,
        pages: Iterable[Row],
        settings: AssembleSettings,
        detail: Detail,
        step: Step,
    ) -> None:
        """Assemble the items; ``pages`` are the names of files, by their digests."""
        self._scratch, self._hands, self._settings, self._detail = scratch, hands, settings, detail
        self._sides = found.sides
        self._evidence, self._log = scratch.sorter(), scratch.sorter()
        self._first, self._facts, self._last = scratch.sorter(), scratch.sorter(), scratch.sorter()
        self.kinds: Counter[str] = Counter()  # how many things of which kind
        self.verdicts: Counter[str] = Counter()  # how many lines of the log say what
        subjects = scratch.sorter()
        statements = Statements(scratch, hands, subjects, entities)
        codes = statements.take(self._claims(found.blocks, entities, subjects, step), settings)
        self.facts = statements.number
        for thing in (*list_things(codes), run_thing(settings)):
            _add_thing(subjects, Row("thing", thing.id, pack(thing)))
        self._add_entities(entities, codes, subjects)
        self._add_pages(pages, subjects)
        for piece in list_evidence(codes):
            self._evidence.add(piece.article, pack([piece]))
        labels = self._nodes(subjects)
        self._order(statements.stated, labels)
        labels.close()

    def lines(self) -> Iterator[bytes]:
        """Every triple as a line of N-Triples, many at once, in the order of :func:`kg.model.triples.triples`."""
        base, detail = self._settings.base_iri, self._detail
        yield from self._lines(self._first, Stage(one_by_one, (nodes.node_lines, base)))
        yield from self._lines(self._facts, Stage(one_by_one, (nodes.statement_lines, base, detail)))
        if detail is Detail.FULL:
            yield from self._lines(self._evidence, Stage(one_by_one, (nodes.evidence_lines, base)))
        yield from self._lines(self._last, Stage(one_by_one, (nodes.node_lines, base)))

    def _lines(self, rows: Sorter, stage: Stage) -> Iterator[bytes]:
        return (row.data for row in self._hands.rows(stage, (("", [Row("", "", data)]) for _, data in rows)))

    def log(self) -> Iterator[Compared]:
        """The lines of the log of resolution, in their order."""
        return (unpack(data) for _, data in self._log)

    def _claims(self, blocks: Spool, entities: Entities, subjects: Sorter, step: Step) -> Sorter:
        """The claims of all items by fact; evidence, lines of the log, articles and roles go where they belong."""
        said = self._scratch.sorter()
        roles: set[str] = set()
        stage = Stage(over_items, (said_by, entities.places, entities.user, self._settings.keep_text))
        for _, rows in self._hands.through(stage, with_letters(blocks, entities.mail)):
            for row in rows:
                if row.sort == "evidence":
                    self._evidence.add(row.key, row.data)
                elif row.sort == "thing":
                    _add_thing(subjects, row)
                elif row.sort == "role":
                    roles.add(row.key)
                elif row.sort == "log":
                    self._add_line(*unpack(row.data))
                else:
                    said.add_row(row)
            step()
        blocks.close()
        for thing in role_things(roles):
            _add_thing(subjects, Row("thing", thing.id, pack(thing)))
        return said

    def _add_line(self, line: Compared, rank: object) -> None:
        self.verdicts[line.verdict] += 1
        key = (_VERDICTS.index(line.verdict), -line.weight, line.id, line.other_id, line.reasons, rank)
        self._log.add(key, pack(line))
        self._sides.add((line.id, line.other_id))

    def _add_entities(self, entities: Entities, codes: dict[str, EntityId], subjects: Sorter) -> None:
        """The entities; which of them facts speak of, and so are in the graph, their ids' other rows say."""
        above = [entity for code, entity in entities.places.items() if code in entities.above and code in codes]
        things = nodes.things_of_entities(entities.places)
        for row in things(Row("other", entity.id, pack(entity)) for entity in above):
            _add_thing(subjects, row)
        self._sides.add(entity.id for entity in entities.places.values())
        for row in things(Row(sort, key, data) for (key, sort), data in entities.rows):
            self._sides.add((row.key,))
            subjects.add_row(row)
        entities.rows.close()

    def _add_pages(self, pages: Iterable[Row], subjects: Sorter) -> None:
        files = self._scratch.sorter()
        for row in pages:
            files.add_row(row)
        for row in by_key(files, nodes.by_file):
            _add_thing(subjects, row)

    def _nodes(self, subjects: Sorter) -> Labels:
        """The nodes in their order, and their labels by their ids."""
        labels = Labels(self._scratch)
        for id_, group in subjects.groups():
            rows = list(group)
            if not any(row.sort == END for row in rows):
                continue  # no fact, no node
            thing, direct = nodes.subject(rows)
            if thing is None:
                raise InternalError(f"facts speak of {id_}, which has no node")
            if sum(row.sort == "thing" for row in rows) > 1:
                raise InternalError("two things have one id")
            labels.add(thing.id, thing.label)
            self.kinds[thing.kind] += 1
            key = thing_key(thing)
            (self._first if key < BEHIND_FACTS else self._last).add(key, pack((thing, direct)))
        return labels

    def _order(self, stated: Spool, labels: Labels) -> None:
        """The facts by the labels of what they link."""
        for _, data in stated:
            fact = unpack(data)
            self._facts.add(fact_key(fact, labels.label), data)
        stated.close()


def _add_thing(subjects: Sorter, row: Row) -> None:
    """A node that is in the graph whatever facts speak of."""
    subjects.add_row(row)
    subjects.add((row.key, END), b"")


def said_by(places: Mapping[str, Entity], user: United, keep_text: bool) -> Joined:
    """An item with its nodes → what it claims, as :func:`kg.flow.claims.claim_rows`; its evidence together; its node."""
    claim = claims.claim_rows(places, user)
    article = nodes.things_of_articles(keep_text=keep_text)

    def run(digest: str, item: Item, told: list[Row]) -> Iterator[Row]:
        evidence: list[Evidence] = []
        for row in claim(digest, item, told):
            if row.sort == "evidence":
                evidence.append(unpack(row.data))
            else:
                yield row
        if evidence:
            yield Row("evidence", evidence[0].article, pack(sorted(evidence, key=evidence_key)))
        yield from article(digest, item)

    return run
