"""Texts and places inside them: spans, blocks, sentences, articles, and the files they were read from.

Every offset in this package counts Unicode code points, from 0, end exclusive, so that
``article.text[span.start:span.end]`` is always the text a span stands for.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple, Self


class _Ends(NamedTuple):
    start: int
    end: int


class Span(_Ends):
    """A half-open stretch ``[start, end)`` of a text, in code points; empty spans are refused.

    A tuple rather than a dataclass, since spans are made, compared and looked up more often than anything else.

    >>> Span(2, 4).of("公益岗位")
    '岗位'
    """

    __slots__ = ()

    def __new__(cls, start: int, end: int) -> Self:
        """Raises: ValueError for what is no span."""
        if not 0 <= start < end:
            raise ValueError(f"not a span: [{start}, {end})")
        return tuple.__new__(cls, (start, end))

    def __len__(self) -> int:
        """The number of code points."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """The stretch of ``text`` that this span stands for."""
        return text[self.start : self.end]

    def contains(self, other: "Span") -> bool:
        """True when every code point of ``other`` lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """True when the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def cover(self, other: "Span") -> "Span":
        """The shortest span that contains both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


class BlockKind(StrEnum):
    """What a block of an article is on the printed page."""

    SECTION = "section"  # a page or column banner that several articles share
    KICKER = "kicker"  # the line above the headline: a place or an introduction (引题)
    HEADLINE = "headline"
    DECK = "deck"  # the line below the headline (副题)
    SUBHEAD = "subhead"  # a heading inside the body (小标题)
    BYLINE = "byline"  # who is credited; a line of its own or a bracket inside a paragraph
    DATELINE = "dateline"  # 本报讯, 中新社成都2月21日电: who reports, from where, when
    CAPTION = "caption"  # ▶ …: words that belong to a picture
    PARAGRAPH = "paragraph"  # running text, broken lines rejoined


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of an article's text and what it is.

    Blocks of one article stand in text order. BYLINE and DATELINE blocks may lie inside a PARAGRAPH (a bracketed
    credit, the opening of the first sentence); no other blocks overlap.
    """

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class SourceSegment:
    """``length`` code points of an article's text from ``start`` on are those of the file's text from ``source`` on."""

    start: int
    source: int
    length: int


@dataclass(frozen=True, slots=True)
class Article:
    """One news item, cleaned and laid out in reading order.

    ``text`` is what offsets count in: headline group, byline, paragraphs, captions, one block a line, column breaks
    rejoined. ``headline`` is "" when nothing is printed above the body. ``published`` is the day the page gives
    (file name, page furniture, ``--published``, or a dateline with a year), None when it gives none.
    """

    source: str  # the page's name, as the user sees it
    source_sha256: str  # of the file's bytes
    position: int  # 0-based place among the page's articles
    text: str
    blocks: tuple[Block, ...]
    segments: tuple[SourceSegment, ...]
    published: date | None = None

    def first(self, kind: BlockKind) -> str:
        """The text of the first block of a kind, "" when there is none."""
        return next((block.span.of(self.text) for block in self.blocks if block.kind is kind), "")

    @property
    def headline(self) -> str:
        """The main headline as printed, "" when there is none."""
        return self.first(BlockKind.HEADLINE)

    def source_offset(self, offset: int) -> int | None:
        """Where in the file's decoded text a code point of the article stands; None for a line end that we set.

        Cost: O(segments).
        """
        for segment in self.segments:
            if segment.start <= offset < segment.start + segment.length:
                return segment.source + offset - segment.start
        return None


@dataclass(frozen=True, slots=True)
class Document:
    """One source file: its name, its decoded text, and the articles found in it (none for a page of furniture only)."""

    name: str
    media_type: str
    sha256: str
    text: str
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article: its span and the kind of block it stands in."""

    span: Span
    block: BlockKind
