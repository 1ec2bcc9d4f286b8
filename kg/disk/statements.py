"""Facts from sorted runs of claims, with what the official lists state, too."""

from collections.abc import Iterable, Iterator

from kg.assemble import AssembleSettings
from kg.assemble.gazetteer import also_listed, list_facts
from kg.assemble.things import run_id
from kg.disk.entities import Entities
from kg.disk.hands import Hands
from kg.disk.runs import Scratch, Sorter
from kg.flow import facts
from kg.flow.rows import ByKey, Row, pack, unpack
from kg.flow.stages import Stage
from kg.model import vocabulary as v
from kg.model.ids import EntityId
from kg.model.statement import Statement

_HELD = 50_000  # ids that are remembered as told of
END = "end"  # the sort of a row that says that facts speak of an id


class Statements:
    """All facts of a graph: kept in ``stated``, while ``subjects`` is told what they say of each id."""

    def __init__(self, scratch: Scratch, hands: Hands, subjects: Sorter, entities: Entities) -> None:
        self._hands = hands
        self.stated = scratch.spool()
        self.number = 0
        self._subjects, self._entities = subjects, entities
        self._ids = {entity.id: code for code, entity in entities.places.items()}
        self._spoken: set[str] = set()  # codes of linked places that facts speak of
        self._told: set[str] = set()

    def take(self, claims: Sorter, settings: AssembleSettings) -> dict[str, EntityId]:
        """Merge claims and add the lists' facts; gives back the linked places that the graph has, by code."""
        generated = ((v.GENERATED_BY, run_id(settings)),)
        every = {code: entity.id for code, entity in sorted(self._entities.places.items())}
        both = {fact.id: fact for fact in list_facts(every, generated)}  # what an item and a list may state
        waiting: dict[str, Statement] = {}
        self._keep(self._merged(self._hands.rows(Stage(stated_by, (settings,)), claims.groups()), both, waiting))
        codes = {
            code: id_
            for code, id_ in every.items()
            if code in self._spoken or self._entities.places[code].from_gazetteer
        }
        for fact in list_facts(codes, generated):
            told = waiting.get(fact.id)
            waiting[fact.id] = also_listed(told, fact) if told else fact
        late = [Row("fact", id_, pack(waiting[id_])) for id_ in sorted(waiting)]
        self._keep(late)
        for row in facts.direct_rows(late):
            self._subjects.add_row(row)
        return codes

    def _merged(self, rows: Iterable[Row], both: Iterable[str], waiting: dict[str, Statement]) -> Iterator[Row]:
        """The facts of items, but those that a list may state, too, which wait; and what facts speak of is told."""
        for row in rows:
            if row.sort in ("direct", "mentions"):
                self._subjects.add_row(row)
            elif row.sort == END:
                if row.key in self._ids:
                    self._spoken.add(self._ids[EntityId(row.key)])
                if row.key not in self._told:
                    self._told.add(row.key)
                    self._subjects.add_row(row)
                if len(self._told) > _HELD:
                    self._told.clear()
            elif row.key in both:
                waiting[row.key] = unpack(row.data)
            else:
                yield row

    def _keep(self, rows: Iterable[Row]) -> None:
        """Keep facts."""
        for row in rows:
            self.number += 1
            self.stated.add("", row.data)


def stated_by(settings: AssembleSettings) -> ByKey:
    """All claims of a fact, or of a person in a role → the facts, what they speak of, and their direct triples."""
    stage = facts.by_fact(settings)

    def run(key: str, rows: Iterable[Row]) -> Iterator[Row]:
        made = list(stage(key, rows))
        yield from made
        yield from facts.direct_rows(row for row in made if row.sort == "fact")

    return run
