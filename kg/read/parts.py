"""Lines → the parts of a page: headings, bylines, captions, and paragraphs with their broken lines rejoined."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model.text import BlockKind
from kg.read.bylines import is_byline, is_signature
from kg.read.captions import is_caption
from kg.read.datelines import is_dateline, titled_dateline
from kg.read.headings import is_enumerated, is_place, may_be_heading
from kg.read.lines import Line
from kg.read.rejoin import Layout, breaks_off, continues, is_finished
from kg.read.slots import headed_pieces, kind_in_slot

HEADING = BlockKind.SUBHEAD  # until it is known what stands around it

_GAP = re.compile(r"[ \u3000\xa0]{2,}(?=——|□|\S{1,12}(?:记者|评论员|通讯员))")
_TITLE_LINE = 100  # characters; longer lines with a dateline and 题： hold the text, too


@dataclass(frozen=True, slots=True)
class Part:
    """Lines of a page that belong together, and what they are; ``ends`` when the article is marked as ended here."""

    kind: BlockKind
    lines: tuple[Line, ...]
    ends: bool = False

    @property
    def text(self) -> str:
        """The words, rejoined."""
        return "".join(line.text for line in self.lines)


def parts_of(lines: Sequence[Line], ends: frozenset[int], layout: Layout, *, titled: bool) -> list[Part]:
    """Tell headings, bylines and captions from running text, and rejoin the running text.

    ``ends`` holds the beginnings of lines that were marked as an article's last; ``titled`` says that the first line is
    known to be a headline. A caption that interrupts a paragraph follows it. Cost: linear.
    """
    found: list[Part] = []
    paragraph: list[Line] = []
    captions: list[Part] = []  # set into the middle of a broken paragraph; they follow it
    headed = signed = began = False  # a heading, a byline, running text has been seen

    def close() -> None:
        if paragraph:
            found.append(Part(BlockKind.PARAGRAPH, tuple(paragraph), paragraph[-1].start in ends))
        found.extend(captions)
        paragraph.clear()
        captions.clear()

    def put(kind: BlockKind, line: Line, *, last: bool = False) -> None:
        close()
        found.append(Part(kind, (line,), last))

    lines = [piece for line in lines for half in _headline_pieces(line) for piece in headed_pieces(half)]
    for number, line in enumerate(lines):
        top = not began and not (headed and signed)
        following = lines[number + 1] if number + 1 < len(lines) else None
        slot = None if number == 0 else kind_in_slot(line, following, _above(found, paragraph))
        if number == 0 and titled:
            put(BlockKind.HEADLINE, line)
        elif slot is not None:
            put(slot, line, last=line.start in ends or (began and _credits_editor(line.text)))
            signed = signed or slot is BlockKind.BYLINE
        elif is_caption(line, first=number == 0):
            captions.append(Part(BlockKind.CAPTION, (line,)))
            if not paragraph or is_finished(paragraph[-1].text):
                close()
        elif is_byline(line.text):
            put(BlockKind.BYLINE, line, last=line.start in ends or _credits_editor(line.text))
            signed = True
        elif (titled_dateline(line.text) and len(line.text) <= _TITLE_LINE) or is_dateline(line.text):
            put(BlockKind.DATELINE, line)
        elif paragraph and continues(paragraph, line, layout) and not _announces(lines, number):
            paragraph.append(line)
        elif _is_apart(line, layout, first=number == 0):
            put(BlockKind.CAPTION, line)
        elif top and line.indented == layout.indented and _signs(line, following):
            put(BlockKind.BYLINE, line)
            signed = True
        elif _is_heading(line, following, layout, top=top, first=number == 0):
            headed = True
            put(HEADING, line)
        else:
            close()
            paragraph.append(line)
            began = True
    close()
    return found


def _above(found: Sequence[Part], paragraph: Sequence[Line]) -> BlockKind | None:
    """What a line stands below: running text, or a heading, other credits between them looked through."""
    if paragraph:
        return BlockKind.PARAGRAPH
    through = {BlockKind.BYLINE, BlockKind.DATELINE, BlockKind.DECK}
    return next((part.kind for part in reversed(found) if part.kind not in through), None)


def _announces(lines: Sequence[Line], number: int) -> bool:
    """True when headings begin at a line and a byline follows them: nothing goes on here, whatever stands before."""
    for line in lines[number : number + 5]:
        if is_byline(line.text):
            return line is not lines[number]
        if not may_be_heading(line.text, top=True) or not line.blank_before:
            return False
    return False


def _headline_pieces(line: Line) -> list[Line]:
    """Part a heading from the byline or the deck that stands behind it, far off, on the same line."""
    gap = _GAP.search(line.text) if len(line.text) <= 120 else None
    if gap is None or not may_be_heading(line.text[: gap.start()], top=True):
        return [line]
    tail = line.text[gap.end() :]
    if not is_byline(tail) and not tail.startswith("——"):
        return [line]
    return [line.cut(0, gap.start()), line.cut(gap.end(), len(line.text))]


def _is_apart(line: Line, layout: Layout, *, first: bool) -> bool:
    """True for a line that keeps out of the indentation of all paragraphs: what is left of a picture's words.

    The first line of such a page is its headline, unless it is as short as a name.
    """
    if not layout.indented or layout.width or line.indented or is_finished(line.text) or is_enumerated(line.text):
        return False
    return len(line.text) <= 4 if first else len(line.text) <= 60


def _is_heading(line: Line, following: Line | None, layout: Layout, *, top: bool, first: bool) -> bool:
    """True for a heading that something follows; a line that fills its column and runs on is text.

    了 at its end makes of a line a sentence that breaks off, but for a page's first line, set apart: 老桥保住了.
    """
    if following is None:
        return False
    apart = first and following.blank_before and line.text[-1] == "了" and not layout.width
    if not may_be_heading(line.text[:-1] if apart else line.text, top=top):
        return False
    if layout.width and layout.is_full(line) and not following.blank_before and not following.indented:
        return False
    return top or layout.indented or following.indented or not breaks_off(line.text, following.text)


def _signs(line: Line, following: Line | None) -> bool:
    """True for names alone above running text; above a heading they would be a place or a word."""
    if following is None or not is_signature(line.text) or is_place(line.text):
        return False
    return not may_be_heading(following.text, top=True) and not is_byline(following.text)


def _credits_editor(text: str) -> bool:
    """【编辑:X】 and 责任编辑：X stand below a text; other bylines may stand above it."""
    return "编" in text[:8]
