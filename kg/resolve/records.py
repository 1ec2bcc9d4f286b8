"""Records: one per thing that one article speaks of; what resolution compares."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from kg.model.annotation import AnnotatedArticle, Chain
from kg.model.schema import EntityType
from kg.resolve.normalization import comparison_key

# A body may be a place and the other way round, so both are one group; nothing else is ever compared across groups.
GROUPS = {
    EntityType.PERSON: "person",
    EntityType.ORGANIZATION: "name",
    EntityType.PLACE: "name",
    EntityType.EVENT: "event",
    EntityType.PROJECT: "project",
    EntityType.PRACTICE: "practice",
    EntityType.QUOTATION: "quotation",
    EntityType.MEASURE: "measure",
    EntityType.ACTION: "action",
}


@dataclass(frozen=True, slots=True)
class Record:
    """One chain, or the same chain of several copies of one item.

    ``order`` sorts records by content alone: the day of publication (the last day of all when unknown), the digest of
    the item's text, the place of the first mention, the group. ``pages`` are the digests of the files that print the
    item, sorted; ``places`` are (article, chain) indexes into what was given.
    """

    order: tuple[date, str, int, int, str]
    group: str
    key: str
    chain: Chain
    article: int
    index: int
    pages: tuple[str, ...]
    places: tuple[tuple[int, int], ...]

    @property
    def item(self) -> str:
        """The digest of the item's text: copies of one item are one item."""
        return self.order[1]

    @property
    def identity(self) -> tuple[str, int, int, str, str]:
        """What tells it from every other record: its item, where its first mention stands, its group and its key."""
        return (*self.order[1:], self.key)

    @property
    def start(self) -> int:
        """Where the first mention begins."""
        return self.order[2]


def group_of(types: frozenset[EntityType]) -> str:
    """The group that a chain is compared in; a person first, then a body or place."""
    return GROUPS[next(type_ for type_ in EntityType if type_ in types)]


def records(annotated: Sequence[AnnotatedArticle]) -> tuple[Record, ...]:
    """One record per distinct chain, sorted by content; the order of the articles leaves no trace."""
    found: dict[tuple[str, int, int, str, str], list[tuple[date, str, str, int, int, int]]] = {}
    for i, item in enumerate(annotated):
        article = item.article
        digest = sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
        published = article.published or date.max
        for j, chain in enumerate(item.chains):
            identity = identity_of(digest, chain)
            copy = (published, article.source_sha256, article.source, article.position, i, j)
            found.setdefault(identity, []).append(copy)
    made = []
    for (digest, start, end, group, key), copies in found.items():
        copies.sort()
        published, *_, i, j = copies[0]
        made.append(
            Record(
                order=(published, digest, start, end, group),
                group=group,
                key=key,
                chain=annotated[i].chains[j],
                article=i,
                index=j,
                pages=tuple(sorted({copy[1] for copy in copies})),
                places=tuple((i, j) for *_, i, j in copies),
            )
        )
    made.sort(key=by_content)
    return tuple(made)


def identity_of(digest: str, chain: Chain) -> tuple[str, int, int, str, str]:
    """The identity of the record of a chain; ``digest`` is that of the item's text."""
    span = chain.mentions[0].span
    return digest, span.start, span.end, group_of(chain.types), record_key(chain)


def record_key(chain: Chain) -> str:
    """What of a chain's name counts when names are compared; the name itself when nothing would be left."""
    return comparison_key(chain.name) or chain.name


def by_content(record: Record) -> tuple[tuple[date, str, int, int, str], str]:
    """Sorts records by content alone; no two are equal."""
    return record.order, record.key
