"""The lines of a page as they stand on it: where each begins and ends, whether it is indented, what surrounds it."""

import re
from dataclasses import dataclass

_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACE = " \t\xa0\u3000\u200b\u200c\u200d\ufeff\u2002\u2003\u2009\u202f"
_INNER_INDENT = re.compile(r"(?<=\S)\u3000{2,}(?=\S)")  # the indentation of a paragraph whose line break got lost
_INDENT = re.compile(r"\t|\u3000{1,}|[ \xa0]{2,}")
_ENDS_SENTENCE = re.compile(r"[。！？!?；…]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space around it; ``start`` and ``end`` are offsets in the page's text.

    ``blank_before`` is true when an empty line, or the page's edge, stands above it.
    """

    text: str
    start: int
    end: int
    indented: bool
    blank_before: bool

    def cut(self, start: int, end: int) -> "Line":
        """A part of this line, without the white space around the part."""
        piece = self.text[start:end]
        left = len(piece) - len(piece.lstrip(_SPACE))
        piece = piece.strip(_SPACE)
        begin = self.start + start + left
        return Line(piece, begin, begin + len(piece), self.indented, self.blank_before)


def lay_out(text: str) -> list[Line]:
    """Split a page into its lines that are not empty. Cost: linear."""
    lines: list[Line] = []
    blank = True
    position = 0
    for stop in [*(match.span() for match in _BREAK.finditer(text)), (len(text), len(text))]:
        raw = text[position : stop[0]]
        stripped = raw.strip(_SPACE)
        if stripped:
            start = position + len(raw) - len(raw.lstrip(_SPACE))
            line = Line(stripped, start, start + len(stripped), bool(_INDENT.match(raw)), blank)
            lines.extend(_split_inner(line))
        blank = not stripped
        position = stop[1]
    return lines


def _split_inner(line: Line) -> list[Line]:
    """Give a line its paragraphs back when it holds several: sentences, and the indentation of the next one.

    A wide gap in a line without a sentence is the gap between the two halves of a headline, and stays.
    """
    if not _ENDS_SENTENCE.search(line.text):
        return [line]
    pieces: list[Line] = []
    position = 0
    for match in _INNER_INDENT.finditer(line.text):
        pieces.append(line.cut(position, match.start()))
        position = match.end()
    pieces.append(line.cut(position, len(line.text)))
    return [
        piece if index == 0 else Line(piece.text, piece.start, piece.end, indented=True, blank_before=False)
        for index, piece in enumerate(pieces)
        if piece.text
    ]
