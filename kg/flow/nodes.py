"""Nodes of the graph from what is known of them, each with the direct triples it is the subject of; and lines of all."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from kg.assemble.former import former
from kg.assemble.things import article_things, entity_thing, page_things
from kg.errors import InternalError
from kg.export import lines
from kg.export.rows import fact, node
from kg.flow.blocks import Item
from kg.flow.rows import ByKey, Each, Row, pack, unpack
from kg.model import vocabulary as v
from kg.model.counting import with_number
from kg.model.entity import Entity
from kg.model.statement import Evidence, Statement, Term, Thing
from kg.model.text import Document
from kg.model.triples import Detail, Triple, statement_triples, thing_triples


def things_of_entities(places: Mapping[str, Entity]) -> Each:
    """Entities → their nodes."""

    def run(rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            entity = unpack(row.data)
            yield Row("thing", entity.id, pack(former(entity_thing(entity), entity, places)))

    return run


def things_of_articles(*, keep_text: bool) -> Callable[[str, Item], Iterator[Row]]:
    """An item → its node."""

    def run(_digest: str, item: Item) -> Iterator[Row]:
        for thing in article_things((each.article for each in item.annotated), keep_text=keep_text):
            yield Row("thing", thing.id, pack(thing))

    return run


def by_file(sha256: str, rows: Iterable[Row]) -> Iterator[Row]:
    """The names of a page → its node."""
    names = [unpack(row.data) for row in rows]
    for thing in page_things([Document(name, media, sha256, "", ()) for name, media in names]):
        yield Row("thing", thing.id, pack(thing))


def by_subject(base: str) -> ByKey:
    """A node, and the direct triples it is the subject of → its lines, and itself for the tables."""

    def run(key: str, rows: Iterable[Row]) -> Iterator[Row]:
        thing, direct = subject(rows)
        if thing is None:
            raise InternalError(f"facts speak of {key}, which has no node")
        yield Row("line", "", _lines(base, thing_triples(thing, direct)))
        yield Row("node", thing.kind, pack(node(thing)))

    return run


def subject(rows: Iterable[Row]) -> tuple[Thing | None, set[tuple[str, Term]]]:
    """What is known of one id → the node, None when nothing makes it one, and its direct triples."""
    direct: set[tuple[str, Term]] = set()
    thing: Thing | None = None
    number = 0
    for row in rows:
        if row.sort == "direct":
            direct.add(unpack(row.data))
        elif row.sort == "mentions":
            number += unpack(row.data)
        elif row.sort == "thing":
            thing = unpack(row.data)
    return (None if thing is None else with_number(thing, number)), direct


def fact_lines(base: str, detail: Detail) -> Each:
    """Facts → their lines, and themselves for the tables; labels are still ids there."""

    def run(rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            statement: Statement = unpack(row.data)
            written = _lines(base, statement_triples(statement, detail=detail))
            if written:
                yield Row("line", "", written)
            made = fact(statement, str)
            role = dict(statement.details).get(v.HAS_ROLE, "")
            sort = "posts" if v.MEMBERSHIP in statement.types else "facts"
            yield Row(sort, "", pack((made, role, statement.evidence)))

    return run


def statement_lines(base: str, detail: Detail) -> Each:
    """Facts → their lines."""

    def run(rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            yield Row("line", "", _lines(base, statement_triples(unpack(row.data), detail=detail)))

    return run


def node_lines(base: str) -> Each:
    """Nodes with the direct triples that they are subjects of → their lines."""

    def run(rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            yield Row("line", "", _lines(base, thing_triples(*unpack(row.data))))

    return run


def evidence_lines(base: str) -> Each:
    """Pieces of evidence, one or several a row → their lines."""

    def run(rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            found = unpack(row.data)
            pieces = [found] if isinstance(found, Evidence) else found
            yield Row("line", "", _packed(lines.evidence_lines(base, pieces)))

    return run


def _lines(base: str, triples: Iterable[Triple]) -> bytes:
    return _packed(lines.n_triples(base, triples))


def _packed(some: Iterable[str]) -> bytes:
    return "".join(some).rstrip("\n").encode("utf-8", "replace")
