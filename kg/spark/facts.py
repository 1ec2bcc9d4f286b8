"""What chains become, what articles claim, what facts and nodes come of it: by item, by entity, by fact, by subject.

By the functions of :mod:`kg.resolve.settling` and :mod:`kg.assemble`; no rule is written twice.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any

from kg.assemble.claims import article_claims, quote_into, roles_of
from kg.assemble.comparisons import likely_claim
from kg.assemble.former import former
from kg.assemble.gazetteer import also_listed
from kg.assemble.hosts import Hosts, has_host
from kg.assemble.merging import Gathered, gather
from kg.assemble.settings import AssembleSettings
from kg.assemble.statements import Claim, Scene
from kg.assemble.things import article_id, article_things, entity_thing, page_id, page_things, run_id
from kg.errors import InternalError
from kg.export.rows import fact, node
from kg.export.turtle import n_triples
from kg.lexicon.places import gazetteer
from kg.model import vocabulary as v
from kg.model.counting import is_mention, with_number
from kg.model.entity import DECIDED, Entity, Verdict
from kg.model.graph import Compared
from kg.model.ids import EntityId, EvidenceId
from kg.model.schema import RelationType
from kg.model.statement import Evidence, Statement, Term, Thing
from kg.model.text import Document
from kg.model.triples import Detail, Triple, evidence_triples, statement_triples, thing_triples
from kg.resolve.canonicalization import entities
from kg.resolve.settling import Part, article_parts, settled_entity
from kg.spark.blocks import Block, Item, letters_of
from kg.spark.meeting import Place, Told
from kg.spark.overruling import United
from kg.spark.rows import ByKey, Each, Joined, Row, pack, unpack

_HELD = 20_000  # accumulators that a mapper holds before it sends them on
Nodes = tuple[tuple[tuple[EntityId, str], ...], ...]  # by copy and chain: the node, and its code when it is a place


def part_rows(decided: AbstractSet[Place]) -> Joined:
    """An item whose records know their entities → the nodes of its chains, and what it adds to each entity.

    What met nobody is an entity by itself. A comparison goes on to the other of its two items with the first one's node.
    The nodes of records that a user has ``decided`` on are told.
    """

    def run(digest: str, block: Block, told: list[Row]) -> Iterator[Row]:
        item = Item(block)
        of: dict[int, EntityId] = {}
        codes: dict[EntityId, str] = {}
        for n, id_, code in letters_of(told, "of"):
            of[n] = id_
            if code:
                codes[id_] = code
        alone = [n for n in range(len(item.records)) if n not in of]
        for n, entity in zip(alone, entities([(n,) for n in alone], item.records, item.namings), strict=True):
            of[n] = entity.id
            yield Row("entity", entity.id, pack(entity))
        nodes = []
        for i, annotated in enumerate(item.annotated):
            ids = [of[item.number[i, j]] for j in range(len(annotated.chains))]
            parts = article_parts(annotated, ids, item.links[i], item.seats[i], codes)
            nodes.append(tuple((part.id, part.code) for part in parts))
            for part in parts:
                yield Row("part", part.id if part.code else part.old, pack(part))
            for j in sorted(_needed(item, i)):
                if not parts[j].code:
                    yield Row("ask", parts[j].id, digest.encode())
        yield Row("nodes", digest, pack(tuple(nodes)))
        for each in letters_of(told, "told"):
            yield Row("half", each.other.digest, pack(replace(each, node=_node(item, nodes, each.one.number))))
        for n, record in enumerate(item.records):
            if (digest, n) in decided:
                found = frozenset(nodes[i][j][0] for i, j in record.places)
                yield Row("decided", "", pack(((digest, n), _node(item, nodes, n), found)))

    return run


def _needed(item: Item, i: int) -> set[int]:
    """The chains of a copy whose entities its claims look at: bodies and places, and the ends of what lies in what."""
    annotated = item.annotated[i]
    found = {j for j in range(len(annotated.chains)) if item.records[item.number[i, j]].group == "name"}
    for relation in annotated.relations:
        if relation.type is RelationType.WITHIN:
            found.add(relation.subject)
            found |= {relation.object} if relation.object is not None else set()
    return found


def _node(item: Item, nodes: Any, number: int) -> EntityId:
    i, j = item.records[number].places[0]
    return EntityId(nodes[i][j][0])


def combined(stage: Joined) -> Joined:
    """A stage that sends the parts of one entity on together, as far as one item has them."""

    def run(key: str, block: Any, told: list[Row]) -> Iterator[Row]:
        parts: dict[tuple[str, EntityId], Part] = {}
        asked = set()
        for row in stage(key, block, told):
            if row.sort == "part":
                part = unpack(row.data)
                parts.setdefault((row.key, part.id), part).add(part)
            elif row.sort == "ask":
                asked.add(row)
            else:
                yield row
        for (where, _), part in parts.items():
            yield Row("part", where, pack(part))
        yield from sorted(asked)

    return run


def part_sums(rows: Iterable[Row]) -> Iterator[Row]:
    """Before they are shuffled: the parts of one entity as one, so that a hot one sends little from each mapper."""
    held: dict[tuple[str, EntityId], Part] = {}
    for row in rows:
        part = unpack(row.data)
        held.setdefault((row.key, part.id), part).add(part)
        if len(held) == _HELD:
            yield from (Row("part", key, pack(part)) for (key, _), part in held.items())
            held = {}
    yield from (Row("part", key, pack(part)) for (key, _), part in held.items())


def by_entity(_key: str, rows: Iterable[Row]) -> Iterator[Row]:
    """An entity as resolution made it, and its parts → the entities of the graph, and the codes of seats."""
    parts: dict[EntityId, Part] = {}
    was: Entity | None = None
    for row in rows:
        if row.sort == "entity":
            was = unpack(row.data) if was is None else was
        else:
            part = unpack(row.data)
            parts.setdefault(part.id, part).add(part)
    for id_ in sorted(parts):
        part = parts[id_]
        if was is None and not part.code:
            raise InternalError(f"chains are of {part.old}, which has no entity")
        made = settled_entity(part, was or Entity(id_, frozenset(part.types), ""), gazetteer())
        yield Row("place" if made.code else "other", id_, pack(made))
        for code in sorted(part.seats):
            yield Row("seat", code, b"")


def card_row(row: Row) -> Row:
    """An entity as claims look at it: without its names."""
    entity: Entity = unpack(row.data)
    return Row("card", row.key, pack(replace(entity, name="", aliases=(), candidates=())))


def cards(rows: Iterable[Row]) -> Iterator[Row]:
    """Entities → their cards."""
    return map(card_row, rows)


def claim_rows(places: Mapping[str, Entity], user: United) -> Joined:
    """An item with its nodes → its claims by fact, its evidence, and the lines of the log.

    ``places`` are the linked ones by code, ``user`` says what a user made one.
    """

    def run(_digest: str, block: Block, told: list[Row]) -> Iterator[Row]:
        item = Item(block)
        (plain,) = letters_of(told, "nodes")
        nodes = tuple(tuple(user.node(*node) for node in row) for row in plain)
        known: dict[EntityId, Entity] = {entity.id: entity for entity in letters_of(told, "card")} | dict(user.entities)
        likely = [
            (n, tuple(sorted(user.node(id_, "")[0] for id_ in ends)), bits)
            for n, ends, bits in letters_of(told, "likely")
        ]
        likely = [each for each in likely if each[1] not in user.decided]
        evidence: dict[EvidenceId, Evidence] = {}
        claims: list[Claim] = []
        roles: set[str] = set()
        for i, annotated in enumerate(item.annotated):
            present = [
                places[code] if code else known.get(id_) or Entity(id_, chain.types, chain.name)
                for chain, (id_, code) in zip(annotated.chains, nodes[i], strict=True)
            ]
            here = list(article_claims(Scene(article_id(annotated.article), present), annotated, places))
            for n, (one, other), confidence in likely:
                first, chain_number = item.records[n].places[0]
                if first == i:
                    here.append(likely_claim(one, other, annotated, chain_number, confidence))
            claims += here
            quote_into(evidence, annotated, here)
            roles |= roles_of(annotated)
        pages = tuple(sorted({page_id(copy.sha256) for copy in item.copies}))
        yield from _by_fact(claims, pages)
        for piece in evidence.values():
            yield Row("evidence", piece.id, pack(piece))
        for role in sorted(roles):
            yield Row("role", role, b"")
        for each in letters_of(told, "half"):
            yield from _line(each, _node(item, nodes, each.other.number), user)

    return run


def _by_fact(claims: Iterable[Claim], pages: tuple[EntityId, ...]) -> Iterator[Row]:
    """Posts go to their person and role, those with a host first; all other claims of a fact go to it together."""
    others = []
    for claim in claims:
        if v.MEMBERSHIP in claim.types:
            sort = "post 1" if has_host(claim) else "post 2"
            yield Row(sort, "\x1f".join((claim.subject, *claim.key)), pack((claim, pages)))
        else:
            others.append(claim)
    for id_, gathered in gather(others).items():
        yield Row("fact", id_, pack(gathered))


def _line(told: Told, node: EntityId, user: United) -> Iterator[Row]:
    """A line of the log, unless what was found different, or one, is not."""
    assert told.node is not None
    first, _ = user.node(told.node, "")
    agrees = (first == node) == (told.verdict is Verdict.SAME) and tuple(sorted((first, node))) not in user.decided
    if agrees or abs(told.weight) == DECIDED:
        line = Compared(
            verdict=told.verdict.value,
            weight=told.weight,
            name=told.one.name,
            id=told.one.id,
            item=told.one.shown,
            node=first,
            other_name=told.other.name,
            other_id=told.other.id,
            other_item=told.other.shown,
            other_node=node,
            reasons=told.reasons,
        )
        yield Row("log", "", pack(line))


def claim_sums(rows: Iterable[Row]) -> Iterator[Row]:
    """Before they are shuffled: the claims of one fact as one."""
    held: dict[str, Gathered] = {}
    for row in rows:
        if row.sort != "fact":
            yield row
            continue
        found = unpack(row.data)
        if row.key in held:
            held[row.key].add(found)
        else:
            held[row.key] = found
        if len(held) == _HELD:
            yield from (Row("fact", key, pack(value)) for key, value in held.items())
            held = {}
    yield from (Row("fact", key, pack(value)) for key, value in held.items())


def by_fact(settings: AssembleSettings) -> ByKey:
    """All claims of a fact, or of a person in a role → the facts, and the nodes they speak of."""
    generated = (v.GENERATED_BY, run_id(settings))

    def run(key: str, rows: Iterable[Row]) -> Iterator[Row]:
        facts: dict[Any, Gathered] = {}
        hosts = Hosts()
        for row in rows:
            found: dict[Any, Gathered]
            if row.sort == "fact":
                found = {key: unpack(row.data)}
            else:
                claim, pages = unpack(row.data)
                if has_host(claim):
                    hosts.learn(claim, pages)
                found = {**gather([hosts.hosted(claim, pages)])}
            for id_, gathered in found.items():
                if id_ in facts:
                    facts[id_].add(gathered)
                else:
                    facts[id_] = gathered
        for id_ in sorted(facts):
            made = facts[id_].statement(id_, settings.min_confidence, (generated,))
            yield Row("fact", id_, pack(made))
            for term in {made.subject, made.object}:
                if isinstance(term, str):
                    yield Row("end", term, b"")

    return run


def with_lists(listed: Mapping[str, Statement]) -> Each:
    """Facts that a list states, too, with the list as evidence; all others as they are."""

    def run(rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            found = listed.get(row.key)
            yield row if found is None else Row(row.sort, row.key, pack(also_listed(unpack(row.data), found)))

    return run


def direct_rows(rows: Iterable[Row]) -> Iterator[Row]:
    """The direct triples of facts to their subjects, a mapper sends each once; and how many articles mention a thing."""
    sent: set[Triple] = set()
    mentions: Counter[str] = Counter()
    for row in rows:
        made: Statement = unpack(row.data)
        if is_mention(made):
            mentions[str(made.object)] += 1
        for triple in made.triples:
            if triple not in sent:
                sent.add(triple)
                yield Row("direct", triple[0], pack(triple[1:]))
        if len(sent) > _HELD:
            sent.clear()
    yield from (Row("mentions", id_, pack(number)) for id_, number in mentions.items())


def things_of_entities(places: Mapping[str, Entity]) -> Each:
    """Entities → their nodes."""

    def run(rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            entity = unpack(row.data)
            yield Row("thing", entity.id, pack(former(entity_thing(entity), entity, places)))

    return run


def things_of_articles(*, keep_text: bool) -> Each:
    """Blocks → the nodes of their items."""

    def run(rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            articles = (each.article for each in Item(unpack(row.data)).annotated)
            for thing in article_things(articles, keep_text=keep_text):
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
        direct: set[tuple[str, Term]] = set()
        thing: Thing | None = None
        number = 0
        for row in rows:
            if row.sort == "direct":
                direct.add(unpack(row.data))
            elif row.sort == "mentions":
                number += unpack(row.data)
            else:
                thing = unpack(row.data)
        if thing is None:
            raise InternalError(f"facts speak of {key}, which has no node")
        thing = with_number(thing, number)
        yield Row("line", "", _lines(base, thing_triples(thing, direct)))
        yield Row("node", thing.kind, pack(node(thing)))

    return run


def fact_lines(base: str, detail: Detail) -> Each:
    """Facts → their lines, and themselves for the tables; labels are still ids there."""

    def run(rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            statement: Statement = unpack(row.data)
            lines = _lines(base, statement_triples(statement, detail=detail))
            if lines:
                yield Row("line", "", lines)
            made = fact(statement, str)
            role = dict(statement.details).get(v.HAS_ROLE, "")
            sort = "posts" if v.MEMBERSHIP in statement.types else "facts"
            yield Row(sort, "", pack((made, role, statement.evidence)))

    return run


def evidence_lines(base: str) -> Each:
    """Pieces of evidence → their lines."""

    def run(rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            yield Row("line", "", _lines(base, evidence_triples(unpack(row.data))))

    return run


def _lines(base: str, triples: Iterable[Triple]) -> bytes:
    return "".join(n_triples(base, triples)).rstrip("\n").encode("utf-8", "replace")
