"""Where records of different items meet: second forms by page, bodies by component of keys, people by name.

Every function takes what one key gathers and gives what follows from it, by the functions of :mod:`kg.resolve`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.model.entity import Comparison, Entity, Verdict
from kg.model.ids import EntityId
from kg.resolve.blocking import Key, form_claims, last_part, name_keys, own_key, person_pairs, renamings, second_forms
from kg.resolve.canonicalization import entities, record_id, united
from kg.resolve.clustering import Clusters
from kg.resolve.comparison import Profile
from kg.resolve.joining import join_bodies, name_told
from kg.resolve.people import join_people
from kg.resolve.profiles import profiles
from kg.resolve.records import by_content
from kg.resolve.settling import agreed
from kg.spark.blocks import Block, Entry, Item, letters_of
from kg.spark.rows import ByKey, Each, Joined, Row, pack, unpack

SALTED = "\x1e"  # between a hot key and its salt
RECORD, OFFICIAL = "record", "record of an official body"


Place = tuple[str, int]  # the digest of an item, the number of a record in it


@dataclass(frozen=True, slots=True)
class End:
    """One of two that were compared, as the log names it."""

    id: EntityId
    name: str
    shown: str
    digest: str
    number: int


@dataclass(frozen=True, slots=True)
class Told:
    """A comparison on its way to its items; ``node`` is that of the first end, once known."""

    verdict: Verdict
    weight: float
    reasons: tuple[str, ...]
    one: End
    other: End
    node: EntityId | None = None


def key_text(key: Key) -> str:
    """A key as a row has it; its parts hold no such character."""
    return "\x1f".join(key)


def form_rows(digest: str, item: Item) -> Iterator[Row]:
    """To each page of an item: that it prints it, and the second forms it gives."""
    claims = list(form_claims(item.records, item.namings))
    for page in sorted({copy.sha256 for copy in item.copies}):
        yield Row("forms", page, pack((digest, [claim for claim in claims if claim[0] == page])))


def by_printing_page(_page: str, rows: Iterable[Row]) -> Iterator[Row]:
    """The second forms of a page, to each item it prints."""
    digests, claims = set(), set()
    for row in rows:
        digest, said = unpack(row.data)
        digests.add(digest)
        claims.update(said)
    forms = second_forms(claims)
    if forms:
        for digest in sorted(digests):
            yield Row("fuller", digest, pack(forms))


def record_rows(decided: AbstractSet[Place]) -> Joined:
    """The records of an item but people, to the keys by which they meet, and which keys belong together.

    An edge ties two keys that have to be looked at together: a record's own name with the fuller one of its page, the
    pages of an event, the names before and after a renaming. Of those that a user has ``decided`` on a key is told.
    """

    def run(digest: str, block: Block, told: list[Row]) -> Iterator[Row]:
        item = Item(block)
        fuller: dict[tuple[str, str], Key] = {}
        for forms in letters_of(told, "fuller"):
            fuller |= forms
        keys: dict[int, list[Key]] = {}
        for key, n in name_keys(item.records, item.namings, fuller):
            keys.setdefault(n, []).append(key)
        for n, own in keys.items():
            entry = pack((digest, item.entry(n), own))
            sort = OFFICIAL if item.namings[n].reading or item.namings[n].code else RECORD
            for key in own:
                yield Row(sort, key_text(key), entry)
            if item.records[n].group == "name":
                home = own_key(item.namings[n])
                edges = [(home, key) for key in own if key != home]
            else:
                edges = list(pairwise(own))
            for one, other in edges:
                yield Row("edge", key_text(one), key_text(other).encode("utf-8", "surrogatepass"))
        for before, after in renamings(item.records, item.annotated):
            if before in keys and after in keys:
                first, second = key_text(keys[before][0]), key_text(keys[after][0])
                yield Row("renamed", first, pack((digest, before, after)))
                if first != second:
                    yield Row("edge", first, second.encode("utf-8", "surrogatepass"))
        for n, own in keys.items():
            if (digest, n) in decided:
                yield Row("decided", key_text(own[0]), pack((digest, n)))

    return run


def by_component(overrule: "Overrule") -> ByKey:
    """Records whose keys belong together → which of them are one."""

    def run(_label: str, rows: Iterable[Row]) -> Iterator[Row]:
        met: dict[tuple[str, int], tuple[Entry, list[Key]]] = {}
        renamed = set()
        for row in rows:
            if row.sort == "renamed":
                renamed.add(unpack(row.data))
            else:
                digest, entry, own = unpack(row.data)
                met[digest, entry.number] = entry, own
        order = sorted(met, key=lambda place: by_content(met[place][0].record))
        entries = [met[place][0] for place in order]
        number = {place: n for n, place in enumerate(order)}
        block = Meeting([digest for digest, _ in order], entries)
        overrule(block, number)
        keys = [(key, n) for n, place in enumerate(order) for key in met[place][1]]
        pairs = sorted(
            (min(a, b), max(a, b))
            for digest, one, other in renamed
            for a, b in [(number[digest, one], number[digest, other])]
        )
        told = join_bodies(block.clusters, block.records, block.namings, block.ids, keys, pairs)
        yield from block.outcome(told)

    return run


def by_salt(official: bool) -> ByKey:
    """Some of the many records of one key, all those of an item among them → the parts of clusters that they make.

    Records of one key go to the first cluster that has nothing of their item yet. So the second ones of all items make
    the second cluster, whichever items are looked at together, and parts of equal rank are one: see :func:`heads`.
    """

    def run(key: str, rows: Iterable[Row]) -> Iterator[Row]:
        met: list[tuple[str, Entry, list[Key]]] = [unpack(row.data) for row in rows]
        met.sort(key=lambda each: by_content(each[1].record))
        block = Meeting([digest for digest, _, _ in met], [entry for _, entry, _ in met])
        (name,) = {(naming.key, naming.context) for naming in block.namings}
        keys = [(each, n) for n, (_, _, own) in enumerate(met) for each in own]
        join_bodies(block.clusters, block.records, block.namings, block.ids, keys, (), {name} if official else set())
        groups = block.clusters.clusters()
        made = entities(groups, block.records, block.namings)
        bare = key.rsplit(SALTED, 1)[0]
        for rank, (group, entity) in enumerate(zip(groups, made, strict=True)):
            codes = frozenset().union(*(met[n][1].codes for n in group))
            yield Row("part", bare, pack(Hot(rank, met[group[0]][0], met[group[0]][1], entity, codes)))
            for n in group:
                yield Row("member", bare, pack((rank, met[n][0], met[n][1])))

    return run


@dataclass(frozen=True, slots=True)
class Hot:
    """A cluster of a hot key, or a part of it: its rank, its first record with the digest of its item, and what it is."""

    rank: int
    digest: str
    first: Entry
    entity: Entity
    codes: frozenset[str]


def heads(parts: Iterable[Hot]) -> list[Hot]:
    """The clusters of one key from their parts."""
    ranks: dict[int, list[Hot]] = {}
    for part in parts:
        ranks.setdefault(part.rank, []).append(part)
    rows = [min(ranks[rank], key=lambda part: by_content(part.first.record)) for rank in sorted(ranks)]
    firsts, named = [row.first.record for row in rows], [row.first.naming for row in rows]
    made = entities([(n,) for n in range(len(rows))], firsts, named)
    return [
        replace(
            row,
            entity=replace(united([part.entity for part in ranks[row.rank]]), id=entity.id),
            codes=frozenset().union(*(part.codes for part in ranks[row.rank])),
        )
        for row, entity in zip(rows, made, strict=True)
    ]


def of_hot(clusters: Mapping[str, Sequence[Hot]]) -> Each:
    """The records of hot keys → which entity each is of, and that it met the first record of its cluster."""

    def run(rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            rank, digest, entry = unpack(row.data)
            head = clusters[row.key][rank]
            yield Row("of", digest, pack((entry.number, head.entity.id, agreed(head.codes))))
            if (digest, entry.number) != (head.digest, head.first.number):
                pair = Meeting([head.digest, digest], [head.first, entry])
                told = pair.told(name_told(pair.records, pair.namings, pair.ids, 0, 1))
                yield Row("told", told.one.digest, pack(told))

    return run


def person_rows(decided: AbstractSet[Place], labels: Mapping[str, str]) -> Joined:
    """The people of an item, to the last part of their names, with their hosts' entities.

    One whose name hides who is meant goes only where a user has ``decided`` on it. ``labels`` tie names together.
    """

    def run(digest: str, block: Block, told: list[Row]) -> Iterator[Row]:
        item = Item(block)
        known = {n: id_ for n, id_, _ in letters_of(told, "of")}
        found = profiles(
            item.records, item.annotated, item.links, item.seats, item.namings, lambda n: known.get(n, item.ids[n])
        )
        for n, record in enumerate(item.records):
            if n in found or (record.group == "person" and (digest, n) in decided):
                name = last_part(record)
                yield Row("person", labels.get(name, name), pack((digest, item.entry(n), found.get(n))))

    return run


def by_name(overrule: "Overrule") -> ByKey:
    """People whose names end alike → which of them are one."""

    def run(_name: str, rows: Iterable[Row]) -> Iterator[Row]:
        met: list[tuple[str, Entry, Profile | None]] = [unpack(row.data) for row in rows]
        met.sort(key=lambda each: by_content(each[1].record))
        block = Meeting([digest for digest, _, _ in met], [entry for _, entry, _ in met])
        overrule(block, {(digest, entry.number): n for n, (digest, entry, _) in enumerate(met)})
        found = {n: profile for n, (_, _, profile) in enumerate(met) if profile is not None}
        pairs = person_pairs(block.records, found)
        yield from block.outcome(join_people(block.clusters, block.records, found, block.ids, pairs))

    return run


Overrule = Callable[["Meeting", Mapping[Place, int]], None]


class Meeting:
    """Records that meet, in their order, numbered anew from 0: the order among them is that among all."""

    def __init__(self, digests: Sequence[str], entries: Sequence[Entry]) -> None:
        self._digests, self._entries = digests, entries
        self.records = [replace(entry.record, places=((n, 0),)) for n, entry in enumerate(entries)]
        self.namings = [entry.naming for entry in entries]
        self.ids = [record_id(record, naming) for record, naming in zip(self.records, self.namings, strict=True)]
        self.clusters = Clusters([(record.item, record.group) for record in self.records])

    def outcome(self, told: Iterable[Comparison]) -> Iterator[Row]:
        """Which entity each record is of, the entities, and what was compared."""
        groups = self.clusters.clusters()
        of: dict[int, EntityId] = {}
        for group, entity in zip(groups, entities(groups, self.records, self.namings), strict=True):
            code = agreed(frozenset().union(*(self._entries[n].codes for n in group)))
            for n in group:
                of[n] = entity.id
                yield Row("of", self._digests[n], pack((self._entries[n].number, entity.id, code)))
            yield Row("entity", entity.id, pack(entity))
        for item in told:
            row = self.told(item)
            yield Row("told", row.one.digest, pack(row))
            one, other = item.one.article, item.other.article
            if item.verdict is Verdict.LIKELY:
                nodes = tuple(sorted((of[one], of[other])))
                for n in (one, other):
                    likely = (self._entries[n].number, nodes, item.confidence)
                    yield Row("likely", self._digests[n], pack(likely))

    def told(self, item: Comparison) -> Told:
        """A comparison of two of these records."""
        return Told(item.verdict, item.weight, item.reasons, self._end(item.one.article), self._end(item.other.article))

    def _end(self, n: int) -> End:
        entry = self._entries[n]
        return End(self.ids[n], entry.record.chain.name, entry.shown, self._digests[n], entry.number)
