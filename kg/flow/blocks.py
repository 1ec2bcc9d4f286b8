"""Blocks of resolution before anything of two items meets: pages, whose places decide together, and items.

An item is one text with all its copies; everything that its own words and pages decide is decided here, by the functions
of :mod:`kg.resolve` on that item alone.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from kg.assemble.claims import place_of
from kg.assemble.things import text_sha256
from kg.flow.rows import ByKey, Each, Row, pack, unpack
from kg.ledger import decode_found
from kg.ledger.codec import bare, decode_article, encode_article
from kg.model.annotation import AnnotatedArticle
from kg.model.ids import EntityId
from kg.model.text import Article
from kg.resolve.bodies import Naming, namings
from kg.resolve.canonicalization import record_id
from kg.resolve.linking import Links, PlaceLink, link_places
from kg.resolve.records import Record, identity_of, records
from kg.resolve.seats import Seat, Seats, seats

Identity = tuple[str, int, int, str, str]


@dataclass(frozen=True, slots=True)
class Copy:
    """One printing of an item: where, with which of the item's contents, and how the places of its page link it."""

    content: str
    source: str
    sha256: str
    position: int
    is_alone: bool  # on its page
    before: tuple[PlaceLink | None, ...]  # a user's decisions, that is
    links: tuple[PlaceLink | None, ...]
    seats: tuple[Seat | None, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """An item: what was found in each content that prints it, and its copies in the order of their places."""

    contents: dict[str, tuple[bytes, bytes]]
    copies: tuple[Copy, ...]


class Item:
    """A block opened: what resolution knows of the item before it meets others."""

    def __init__(self, block: Block) -> None:
        self._contents, self.copies = block.contents, block.copies
        self.is_alone = all(copy.is_alone for copy in block.copies)  # its pages print nothing else
        self._before: Links = tuple(copy.before for copy in block.copies)
        self.links: Links = tuple(copy.links for copy in block.copies)
        self.seats: Seats = tuple(copy.seats for copy in block.copies)

    @cached_property
    def annotated(self) -> list[AnnotatedArticle]:
        """What was found in each copy."""
        opened = {key: decode_found(found, decode_article(article)) for key, (article, found) in self._contents.items()}
        return [
            replace(
                opened[copy.content],
                article=replace(
                    opened[copy.content].article,
                    source=copy.source,
                    source_sha256=copy.sha256,
                    position=copy.position,
                ),
            )
            for copy in self.copies
        ]

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """The records of the item, in their order; their numbers name them wherever the item is opened."""
        return records(self.annotated)

    @cached_property
    def namings(self) -> tuple[Naming, ...]:
        """What identifies each record."""
        return namings(self.records, self.annotated, self._before)

    @cached_property
    def ids(self) -> list[EntityId]:
        """The id of each record, as if no other item spoke of it."""
        return [record_id(record, naming) for record, naming in zip(self.records, self.namings, strict=True)]

    @cached_property
    def number(self) -> dict[tuple[int, int], int]:
        """The number of the record of a chain, by copy and chain."""
        return {place: n for n, record in enumerate(self.records) for place in record.places}

    def entry(self, n: int) -> "Entry":
        """A record as it travels."""
        record = self.records[n]
        article = self.annotated[record.article].article
        codes = {link.code for i, j in record.places if (link := self.links[i][j]) is not None}
        return Entry(
            record=replace(
                record, chain=replace(record.chain, mentions=record.chain.mentions[:1]), places=(), article=0, index=0
            ),
            naming=self.namings[n],
            number=n,
            shown=shown(article),
            codes=frozenset(codes),
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """A record on its way to those it may be one with.

    ``number`` is its place in its item, ``shown`` the item as the log names it, ``codes`` what its chains are linked to.
    """

    record: Record
    naming: Naming
    number: int
    shown: str
    codes: frozenset[str]


def shown(article: Article) -> str:
    """An item as the log of resolution names it."""
    return f"{article.source}:{article.position + 1}"


def to_page(given: dict[str, Any]) -> Row:
    """An item with what was found in it, to its page."""
    return Row("item", given["sha256"], pack((given["article"], given["found"], given["key"])))


def by_page(region: str, unlinked: AbstractSet[Identity] = frozenset()) -> ByKey:
    """A page → the copies of its items, with their places linked; a user says of ``unlinked`` records they are none."""

    def run(_sha256: str, rows: Iterable[Row]) -> Iterator[Row]:
        found = []
        for row in rows:
            article, what, key = unpack(row.data)
            found.append((decode_found(what, decode_article(article)), what, key))
        found.sort(key=lambda item: place_of(item[0]))
        annotated = [item for item, _, _ in found]
        before = tuple(
            tuple(link and PlaceLink(link.code, link.candidates) for link in row)
            for row in link_places(annotated, region=region)
        )
        links = tuple(_without(row, item, unlinked) for row, item in zip(before, annotated, strict=True))
        seated = seats(annotated, links)
        for (item, what, key), was, now, sits in zip(found, before, links, seated, strict=True):
            article = item.article
            copy = Copy(key, article.source, article.source_sha256, article.position, len(found) == 1, was, now, sits)
            yield Row("copy", text_sha256(article), pack((copy, encode_article(bare(article)), what)))

    return run


def _without(
    links: tuple[PlaceLink | None, ...], item: AnnotatedArticle, unlinked: AbstractSet[Identity]
) -> tuple[PlaceLink | None, ...]:
    if not unlinked:
        return links
    digest = text_sha256(item.article)
    return tuple(
        None if identity_of(digest, chain) in unlinked else link for link, chain in zip(links, item.chains, strict=True)
    )


def by_item(digest: str, rows: Iterable[Row]) -> Iterator[Row]:
    """The copies of an item → its block."""
    contents: dict[str, tuple[bytes, bytes]] = {}
    copies: list[Copy] = []
    for row in rows:
        copy, article, found = unpack(row.data)
        contents.setdefault(copy.content, (article, found))
        copies.append(copy)
    copies.sort(key=lambda copy: (copy.sha256, copy.position, copy.source))
    yield Row("block", digest, pack(Block(contents, tuple(copies))))


def over_blocks(stage: Callable[[str, Item], Iterator[Row]]) -> Each:
    """A stage over items as one over rows."""

    def run(rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            yield from stage(row.key, Item(unpack(row.data)))

    return run


Joined = Callable[
    [str, Item, list[Row]], Iterator[Row]
]  # an item by its digest, and the letters that are addressed to it


def letters_of(told: Sequence[Row], sort: str) -> Iterator[Any]:
    """What letters of one sort say."""
    return (unpack(row.data) for row in told if row.sort == sort)
