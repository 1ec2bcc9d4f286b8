"""What was read: pages with their articles, held in memory while they are few, else on the disk."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from kg.disk.runs import Scratch, Spool
from kg.flow.blocks import to_page
from kg.flow.rows import Row, pack, unpack
from kg.ledger.codec import content_key, decode_article, encode_article
from kg.model.text import Article, Document


class Shelf:
    """The pages in the order in which they were read, each article with its content key.

    As soon as more than ``most`` articles are there, all go to ``scratch``, if there is one.
    """

    def __init__(self, scratch: Scratch | None = None, most: int = 0) -> None:
        self._scratch, self._most = scratch, most
        self._held: list[tuple[Document, tuple[str, ...]]] = []
        self._spool: Spool | None = None
        self.size = 0
        self.keys: set[str] = set()  # of all articles

    @property
    def scratch(self) -> Scratch:
        """The room that the shelf has on the disk."""
        assert self._scratch is not None
        return self._scratch

    @property
    def is_on_disk(self) -> bool:
        """True when there were too many articles to hold."""
        return self._spool is not None

    def add(self, document: Document) -> None:
        """Put a page onto the shelf; what its file held besides its articles is let go."""
        keys = tuple(map(content_key, document.articles))
        self.keys.update(keys)
        document = replace(document, text="")
        self.size += len(keys)
        if self._spool is None and self._scratch is not None and self.size > self._most:
            self._spool = self._scratch.spool()
            for held in self._held:
                self._put(self._spool, *held)
            self._held = []
        if self._spool is None:
            self._held.append((document, keys))
        else:
            self._put(self._spool, document, keys)

    def pages(self) -> Iterator[tuple[Document, tuple[str, ...]]]:
        """The pages without their articles, each with the keys of these."""
        for page in self._spool or ():
            document, keys, _ = unpack(page[1])
            yield document, keys
        for document, keys in self._held:
            yield replace(document, articles=()), keys

    def documents(self) -> Iterator[Document]:
        """The pages with their articles, as far as they are held."""
        return (document for document, _ in self._held)

    def articles(self) -> Iterator[tuple[str, Article]]:
        """All articles with their keys."""
        for _, key, article in self._packed():
            yield key, decode_article(article)
        for document, keys in self._held:
            yield from zip(keys, document.articles, strict=True)

    def names(self) -> Iterator[Row]:
        """The name of each page, to its file."""
        for document, _ in self.pages():
            yield Row("page", document.sha256, pack((document.name, document.media_type)))

    def items(self, found: Callable[[str], bytes | None]) -> Iterator[Row]:
        """The articles that something was found in, each with it, to their pages."""
        for sha256, key, article in self._packed():
            what = found(key)
            if what is not None:
                yield to_page({"sha256": sha256, "article": article, "found": what, "key": key})

    def _packed(self) -> Iterator[tuple[str, str, bytes]]:
        """The articles that lie on the disk, as they lie there, each with the digest of its file and its key."""
        for _, data in self._spool or ():
            document, keys, articles = unpack(data)
            for key, article in zip(keys, articles, strict=True):
                yield document.sha256, key, article

    def close(self) -> None:
        """Let the pages go."""
        if self._spool is not None:
            self._spool.close()

    def _put(self, spool: Spool, document: Document, keys: tuple[str, ...]) -> None:
        data = pack((replace(document, articles=()), keys, list(map(encode_article, document.articles))))
        spool.add("", data)
