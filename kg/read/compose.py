"""Parts of a page → one article: its text laid out in reading order, its blocks, and the way back to the file."""

from collections.abc import Sequence
from datetime import date

from kg.model.text import Article, Block, BlockKind, SourceSegment, Span
from kg.read.credits import find_credits
from kg.read.lines import Line

_RUNNING = frozenset({BlockKind.PARAGRAPH, BlockKind.CAPTION})


def compose(
    parts: Sequence[tuple[BlockKind, Sequence[Line]]],
    *,
    source: str,
    sha256: str,
    position: int,
    published: date | None,
) -> Article | None:
    """Lay parts out, one a line; credits inside running text become blocks of their own. None when nothing is left.

    Pieces of a paragraph are put together without a space, as Chinese is printed, but for two words in Latin letters.
    """
    text: list[str] = []
    blocks: list[Block] = []
    segments: list[SourceSegment] = []
    length = 0
    for kind, lines in parts:
        if not any(line.text for line in lines):
            continue
        if length:
            text.append("\n")
            length += 1
        start, first = length, len(text)
        for number, line in enumerate(lines):
            if number and _both_latin(text[-1], line.text):
                text.append(" ")
                length += 1
            text.append(line.text)
            segments.append(SourceSegment(length, line.start, len(line.text)))
            length += len(line.text)
        blocks.append(Block(kind, Span(start, length)))
        if kind in _RUNNING:
            inside = find_credits("".join(text[first:]))
            blocks.extend(Block(credit.kind, Span(start + credit.start, start + credit.end)) for credit in inside)
    if not length:
        return None
    return Article(
        source=source,
        source_sha256=sha256,
        position=position,
        text="".join(text),
        blocks=tuple(blocks),
        segments=tuple(segments),
        published=published,
    )


def _both_latin(before: str, after: str) -> bool:
    """True when putting two pieces together would glue two words that need a space between them."""
    last, first = before[-1:], after[:1]
    return last.isascii() and first.isascii() and last.isalpha() and first.isalpha()
