"""Where records of different items meet: second forms by page, bodies by component of keys, people by name."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from kg.flow.blocks import Entry, Item, Joined, letters_of
from kg.flow.rows import ByKey, Row, pack, unpack
from kg.model.entity import Comparison, Verdict, Work
from kg.model.ids import EntityId
from kg.resolve.blocking import Key, form_claims, last_part, name_keys, own_key, person_pairs, renamings, second_forms
from kg.resolve.canonicalization import entities, record_id
from kg.resolve.clustering import Clusters
from kg.resolve.comparison import Profile
from kg.resolve.joining import join_bodies
from kg.resolve.people import join_people
from kg.resolve.profiles import profiles
from kg.resolve.records import by_content
from kg.resolve.settling import agreed

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
    """A comparison on its way to its items; ``node`` is that of the first end, once known.

    ``rank`` orders those that met by one key and that the log could not tell apart.
    """

    verdict: Verdict
    weight: float
    reasons: tuple[str, ...]
    one: End
    other: End
    rank: Any
    node: EntityId | None = None


def key_text(key: Key) -> str:
    """A key as a row has it; its parts hold no such character."""
    return "\x1f".join(key)


def form_rows(digest: str, item: Item) -> Iterator[Row]:
    """To each page of an item: that it prints it, and the second forms it gives; nothing for one that is alone."""
    if item.is_alone:
        return
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

    def run(digest: str, item: Item, told: list[Row]) -> Iterator[Row]:
        fuller = second_forms(form_claims(item.records, item.namings)) if item.is_alone else {}
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
                yield Row("edge", first, second.encode("utf-8", "surrogatepass"))  # also to itself: it is tied then
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
        yield from work_rows(Counter(key for key, _ in keys))

    return run


def person_rows(decided: AbstractSet[Place], labels: Mapping[str, str]) -> Joined:
    """The people of an item, to the last part of their names, with their hosts' entities.

    One whose name hides who is meant goes only where a user has ``decided`` on it. ``labels`` tie names together.
    """

    def run(digest: str, item: Item, told: list[Row]) -> Iterator[Row]:
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
        yield from work_rows(Counter(last_part(block.records[n]) for n in found), len(pairs))
        yield from block.outcome(join_people(block.clusters, block.records, found, block.ids, pairs))

    return run


def work_rows(keys: Mapping[Any, int], pairs: int = 0) -> Iterator[Row]:
    """How many keys several records share, of how many each has, and how many pairs of people were compared."""
    shared = sum(size > 1 for size in keys.values())
    if shared or pairs:
        yield Row("work", "", pack(Work(shared, pairs)))


Overrule = Callable[["Meeting", Mapping[Place, int]], None]


def components(edges: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Keys that edges tie together, each with the first of all that it is tied to."""
    leader: dict[str, str] = {}

    def find(key: str) -> str:
        root = key
        while leader.setdefault(root, root) != root:
            root = leader[root]
        while leader[key] != root:
            leader[key], key = root, leader[key]
        return root

    for one, other in edges:
        first, second = sorted((find(one), find(other)))
        leader[second] = first
    return {key: find(key) for key in leader}


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
        for rank, item in enumerate(told):
            row = self.told(item, rank)
            yield Row("told", row.one.digest, pack(row))
            one, other = item.one.article, item.other.article
            if item.verdict is Verdict.LIKELY:
                nodes = tuple(sorted((of[one], of[other])))
                for n in (one, other):
                    likely = (self._entries[n].number, nodes, item.confidence)
                    yield Row("likely", self._digests[n], pack(likely))

    def told(self, item: Comparison, rank: Any) -> Told:
        """A comparison of two of these records."""
        one, other = self._end(item.one.article), self._end(item.other.article)
        return Told(item.verdict, item.weight, item.reasons, one, other, rank)

    def _end(self, n: int) -> End:
        entry = self._entries[n]
        return End(self.ids[n], entry.record.chain.name, entry.shown, self._digests[n], entry.number)
