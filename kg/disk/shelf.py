"""What was read: pages with their articles, held in memory while they are few, else on the disk."""

from collections.abc import Iterator
from dataclasses import replace

from kg.disk.runs import Scratch, Spool
from kg.flow.blocks import to_page
from kg.flow.rows import Row, pack, unpack
from kg.ledger.codec import content_key, decode_article, encode_article
from kg.model.text import Article, Document


class Shelf:
    """The pages in the order in which they were read, each article with its content key.

    As soon as more than ``most`` articles are there, all go to the disk; None holds any number.
    """

    def __init__(self, scratch: Scratch | None = None, most: int | None = None) -> None:
        self._scratch, self._most = scratch, most
        self._held: list[tuple[Document, tuple[str, ...]]] = []
        self._spool: Spool | None = None
        self._size = 0
        self.keys: set[str] = set()  # of all articles

    @property
    def is_on_disk(self) -> bool:
        """True when there were too many articles to hold."""
        return self._spool is not None

    def add(self, document: Document) -> None:
        """Put a page onto the shelf; what its file held besides its articles is let go."""
        keys = tuple(map(content_key, document.articles))
        self.keys.update(keys)
        document = replace(document, text="")
        self._size += len(keys)
        if self._spool is None and self._scratch and self._most is not None and self._size > self._most:
            self._spool = self._scratch.spool()
            for held in self._held:
                self._put(self._spool, *held)
            self._held = []
        if self._spool is None:
            self._held.append((document, keys))
        else:
            self._put(self._spool, document, keys)

    def __iter__(self) -> Iterator[tuple[Document, tuple[str, ...]]]:
        """The pages, each with the keys of its articles."""
        if self._spool is None:
            yield from self._held
            return
        for _, data in self._spool:
            document, keys, articles = unpack(data)
            yield replace(document, articles=tuple(map(decode_article, articles))), keys

    def articles(self) -> Iterator[tuple[str, Article]]:
        """All articles with their keys."""
        for document, keys in self:
            yield from zip(keys, document.articles, strict=True)

    def close(self) -> None:
        """Let the pages go."""
        if self._spool is not None:
            self._spool.close()

    def _put(self, spool: Spool, document: Document, keys: tuple[str, ...]) -> None:
        data = pack((replace(document, articles=()), keys, list(map(encode_article, document.articles))))
        spool.add("", data)


def printed_row(article: Article, key: str, found: bytes) -> Row:
    """An article with what was found in it, to its page."""
    return to_page({"sha256": article.source_sha256, "article": encode_article(article), "found": found, "key": key})


def page_row(document: Document) -> Row:
    """The name of a page, to its file."""
    return Row("page", document.sha256, pack((document.name, document.media_type)))
