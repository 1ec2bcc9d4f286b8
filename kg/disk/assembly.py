"""Assembly from sorted runs: claims, facts and nodes, each in the order in which Turtle has them.

Held are what the official lists bound, the names of roles, and 16 bytes a thing to find its label.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from kg.assemble import AssembleSettings
from kg.assemble.gazetteer import list_evidence, list_things
from kg.assemble.roles import role_things
from kg.assemble.things import run_thing
from kg.disk.entities import Entities
from kg.disk.labels import Labels
from kg.disk.resolution import Resolved, Step, opened
from kg.disk.runs import Scratch, Sorter, Spool, by_key
from kg.disk.statements import END, Statements
from kg.errors import InternalError
from kg.flow import claims, nodes
from kg.flow.rows import Row, pack, unpack
from kg.model.entity import Verdict
from kg.model.graph import Compared
from kg.model.ids import EntityId
from kg.model.statement import Evidence
from kg.model.triples import (
    BEHIND_FACTS,
    Detail,
    Triple,
    evidence_key,
    evidence_triples,
    fact_key,
    statement_triples,
    thing_key,
    thing_triples,
)

_VERDICTS = [each.value for each in Verdict]


class Assembly:
    """A graph as sorted runs: ``triples`` and ``log`` are read once, in their order; the counts are there before."""

    def __init__(
        self,
        scratch: Scratch,
        found: Resolved,
        entities: Entities,
        pages: Iterable[Row],
        settings: AssembleSettings,
        detail: Detail,
        step: Step,
    ) -> None:
        """Assemble the items; ``pages`` are the names of files, by their digests."""
        self._scratch, self._settings, self._detail = scratch, settings, detail
        self._sides = found.sides
        self._evidence, self._log = scratch.sorter(), scratch.sorter()
        self._first, self._facts, self._last = scratch.sorter(), scratch.sorter(), scratch.sorter()
        self.kinds: Counter[str] = Counter()  # how many things of which kind
        self.verdicts: Counter[str] = Counter()  # how many lines of the log say what
        subjects = scratch.sorter()
        statements = Statements(scratch, subjects, entities)
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

    def triples(self) -> Iterator[Triple]:
        """Every triple, in the order of :func:`kg.model.triples.triples`."""
        yield from _of_nodes(self._first)
        for _, data in self._facts:
            yield from statement_triples(unpack(data), detail=self._detail)
        if self._detail is Detail.FULL:
            for _, data in self._evidence:
                for piece in unpack(data):
                    yield from evidence_triples(piece)
        yield from _of_nodes(self._last)

    def log(self) -> Iterator[Compared]:
        """The lines of the log of resolution, in their order."""
        return (unpack(data) for _, data in self._log)

    def _claims(self, blocks: Spool, entities: Entities, subjects: Sorter, step: Step) -> Sorter:
        """The claims of all items by fact; evidence, lines of the log, articles and roles go where they belong."""
        said = self._scratch.sorter()
        roles: set[str] = set()
        claim = claims.claim_rows(entities.places, entities.user)
        article = nodes.things_of_articles(keep_text=self._settings.keep_text)
        for digest, item, told in opened(blocks, entities.mail, step):
            evidence: list[Evidence] = []
            for row in claim(digest, item, told):
                if row.sort == "evidence":
                    evidence.append(unpack(row.data))
                elif row.sort == "role":
                    roles.add(row.key)
                elif row.sort == "log":
                    self._add_line(*unpack(row.data))
                else:
                    said.add_row(row)
            if evidence:
                self._evidence.add(evidence[0].article, pack(sorted(evidence, key=evidence_key)))
            for row in article(digest, item):
                _add_thing(subjects, row)
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


def _of_nodes(rows: Sorter) -> Iterator[Triple]:
    for _, data in rows:
        thing, direct = unpack(data)
        yield from thing_triples(thing, direct)
