"""Hot keys: the records of one body's name, however many, are never looked at all together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from zlib import crc32

from kg.flow.blocks import Entry
from kg.flow.meeting import Meeting
from kg.flow.rows import ByKey, Each, Row, pack, unpack
from kg.model.entity import Entity
from kg.resolve.blocking import Key
from kg.resolve.canonicalization import entities, united
from kg.resolve.joining import join_bodies, name_told
from kg.resolve.records import Record, by_content
from kg.resolve.settling import agreed

LIMIT = 10_000  # rows of one key that are looked at together
SALTED = "\x1e"  # between a hot key and its salt


def salted(salts: Mapping[str, int]) -> Each:
    """Records of hot keys, each to one of the key's parts; those of one item go together."""

    def run(rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            digest = unpack(row.data)[0]
            yield Row(row.sort, f"{row.key}{SALTED}{crc32(digest.encode()) % salts[row.key]}", row.data)

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
                told = pair.told(name_told(pair.records, pair.namings, pair.ids, 0, 1), _rank(entry.record))
                yield Row("told", told.one.digest, pack(told))

    return run


def _rank(record: Record) -> tuple[str, str, int, int, str, str]:
    """Orders records by content, in plain values."""
    day, digest, start, end, group = record.order
    return day.isoformat(), digest, start, end, group, record.key
