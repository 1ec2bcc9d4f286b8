"""Markdown and HTML files: their text without the markup, then read as any page.

``Document.text`` is the text that was found, one block a line, so that offsets are true to it. Deciding what on a web
page is the article is left to the same rules that read plain text; only what HTML itself marks as something else
(scripts, navigation, footers) is dropped before.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser

from kg.model.text import Document
from kg.read.decoding import DecodingError, decode
from kg.read.furniture import date_in_name
from kg.read.page import read_page
from kg.read.plain import load
from kg.read.sources import ReadFailure, Source

_DROPPED = frozenset("script style noscript template head nav footer aside form button select svg iframe".split())
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_BLOCK = frozenset(
    "p div section article header main h1 h2 h3 h4 h5 h6 li ul ol table tr td th blockquote pre figure figcaption "
    "dl dt dd br hr body title address".split()
)
_MARKDOWN = (
    (re.compile(r"\A---\n.*?\n---\n", re.DOTALL), ""),  # front matter
    (re.compile(r"^```.*$", re.MULTILINE), ""),
    (re.compile(r"!\[([^\]\n]{0,200})\]\([^)\n]{0,500}\)"), r"\1"),
    (re.compile(r"\[([^\]\n]{1,200})\]\([^)\n]{0,500}\)"), r"\1"),
    (re.compile(r"^[ \t]{0,3}(?:#{1,6}[ \t]+|>[ \t]?)", re.MULTILINE), ""),
    (re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,200})\1"), r"\2"),
    (re.compile(r"[ \t]+#+[ \t]*$", re.MULTILINE), ""),
)


def read_markdown(source: Source, published: date | None) -> Iterator[Document | ReadFailure]:
    """Read a Markdown file; emphasis, links and heading marks go, their words stay."""
    yield from _read(source, published, "text/markdown", _plain_markdown)


def read_html(source: Source, published: date | None) -> Iterator[Document | ReadFailure]:
    """Read an HTML file: the words of its blocks, without scripts, navigation and footers."""
    yield from _read(source, published, "text/html", _plain_html)


def _read(
    source: Source, published: date | None, media_type: str, plain: Callable[[str], str]
) -> Iterator[Document | ReadFailure]:
    data = load(source)
    if isinstance(data, ReadFailure):
        yield data
        return
    try:
        text = plain(decode(data))
    except DecodingError as error:
        yield ReadFailure(source.path, str(error))
        return
    digest = sha256(data).hexdigest()
    day = date_in_name(source.name) or published
    yield Document(
        source.name, media_type, digest, text, read_page(text, source=source.name, sha256=digest, published=day)
    )


def _plain_markdown(text: str) -> str:
    for pattern, words in _MARKDOWN:
        text = pattern.sub(words, text)
    return text


def _plain_html(text: str) -> str:
    collector = _Blocks()
    collector.feed(text)
    collector.close()
    return collector.text()


class _Blocks(HTMLParser):
    """Collects the words of each block; white space is what HTML makes of it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._words: list[str] = []
        self._blocks: list[str] = []
        self._dropped = ""  # the element that is being dropped with all it holds, and how deep it is nested in itself
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Begin a block, or what is dropped; ``attrs`` is the parser's and says nothing we need."""
        if self._dropped:
            self._depth += tag == self._dropped
        elif tag in _DROPPED:
            self._dropped, self._depth = tag, 1
        elif tag in _BLOCK:
            self._end_block()

    def handle_endtag(self, tag: str) -> None:
        """End a block, or what is dropped."""
        if self._dropped:
            self._depth -= tag == self._dropped
            if not self._depth:
                self._dropped = ""
        elif tag in _BLOCK and tag not in _VOID:
            self._end_block()

    def handle_data(self, data: str) -> None:
        """Take words."""
        if not self._dropped:
            self._words.append(data)

    def text(self) -> str:
        """All blocks, an empty line between two."""
        self._end_block()
        return "\n\n".join(self._blocks)

    def _end_block(self) -> None:
        block = re.sub(r"[ \t\r\n\f]+", " ", "".join(self._words)).strip(" ").replace("\0", "")
        if block:
            self._blocks.append(block)
        self._words = []
