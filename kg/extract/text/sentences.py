"""An article → its sentences: what the tagger reads one by one, and what evidence quotes."""

import re
from collections.abc import Iterator

from kg.model.text import Article, Block, BlockKind, Sentence, Span

LONG = 180  # characters; a quotation of several sentences that is longer is divided into them
LONG_CLAUSES = 120  # beyond this, semicolons divide
VERY_LONG = 480  # what no mark divides is cut at a comma, or anywhere, so that no tagger input is without bound

# Pages that turn every full stop into a Chinese one turn an initial's too (Mary K。 Jones), which ends no sentence.
_INITIAL = r"(?!(?:(?<=[a-z][A-Z])|(?<=[a-z] [A-Z]))。\s?[A-Z][a-z])"
_END = re.compile(_INITIAL + r"[。！？!?]+[。！？!?…]*|…+(?=[”’」』）)]|\Z)")
_CLOSING_RUN = re.compile(r"[”’」』）)】》\"]*")
_BRACKET = re.compile(r"[“‘「『（(《【”’」』）)》】]")
_OPENING = "“‘「『（(《【"
_GOES_ON = "，、；：,;:的地得和与等之）)"
_SPEECH = re.compile(  # whose words were quoted: 某小区楼长王小明表示。
    r"[^，。！？；“”：:,;]{0,45}?(?:说|表示|介绍|告诉|认为|指出|强调|坦言|称|道|回忆|透露|感慨|感叹|解释|直言|补充|评价|讲述|提醒|呼吁|建议)"
    r"[^，。！？；“”：:,;]{0,12}(?=[，。！？；：:,;]|\Z)"
)
_WORD = re.compile(r"\w")
_RUNNING = frozenset({BlockKind.PARAGRAPH, BlockKind.CAPTION})


def sentences(article: Article) -> tuple[Sentence, ...]:
    """Split the blocks of an article into sentences, in order, without overlap or white space around them.

    A credit or a dateline that lies inside a paragraph is a sentence of its own kind, and the paragraph's sentences
    begin behind it. Headings and bylines are one sentence each. Empty for no text. Cost: linear.
    """
    found: list[Sentence] = []
    for host, inner in _hosts(article.blocks):
        position = host.span.start
        for block in inner:
            found.extend(_split(article.text, position, block.span.start, host.kind))
            found.append(Sentence(block.span, block.kind))
            position = block.span.end
        found.extend(_split(article.text, position, host.span.end, host.kind))
    return tuple(found)


def _hosts(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, list[Block]]]:
    """Each block that lies in no other, with the blocks that lie in it."""
    host: Block | None = None
    inner: list[Block] = []
    for block in blocks:
        if host is not None and host.span.contains(block.span):
            inner.append(block)
            continue
        if host is not None:
            yield host, inner
        host, inner = block, []
    if host is not None:
        yield host, inner


def _split(text: str, start: int, end: int, kind: BlockKind) -> Iterator[Sentence]:
    """The sentences of a stretch that holds no other block."""
    if kind not in _RUNNING:
        yield from _sentence(text, start, end, kind)
        return
    for left, right in _pieces(start, end, _outer_ends(text, start, end)):
        inner = _inner_ends(text, left, right) if right - left > LONG else ()
        for a, b in _pieces(left, right, inner):
            clauses = _clause_ends(text, a, b) if b - a > LONG_CLAUSES else ()
            for c, d in _pieces(a, b, clauses):
                for e, f in _pieces(c, d, _forced_ends(text, c, d)):
                    yield from _sentence(text, e, f, kind)


def _sentence(text: str, start: int, end: int, kind: BlockKind) -> Iterator[Sentence]:
    """The stretch without white space at its ends; nothing when it holds no word."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end and _WORD.search(text, start, end):
        yield Sentence(Span(start, end), kind)


def _pieces(start: int, end: int, stops: Iterator[int] | tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """The stretches between stops, which rise."""
    for stop in stops:
        if start < stop < end:
            yield start, stop
            start = stop
    yield start, end


def _outer_ends(text: str, start: int, end: int) -> Iterator[int]:
    """Where sentences end outside quotations, and where a quotation ends one that nobody is named to have said."""
    depth, position = 0, start
    for match in _END.finditer(text, start, end):
        if match.start() < position:
            continue
        depth = _depth(text, position, match.start(), depth)
        closing = _CLOSING_RUN.match(text, match.end(), end)
        assert closing is not None  # an empty run matches too
        position = closing.end()
        depth = max(0, depth - len(closing.group()))
        if depth == 0 and not (closing.group() and _goes_on(text, position, end)):
            yield position


def _depth(text: str, start: int, end: int, depth: int) -> int:
    """How many quotations and brackets are open at ``end``, when ``depth`` were at ``start``."""
    for match in _BRACKET.finditer(text, start, end):
        depth = depth + 1 if match.group() in _OPENING else max(0, depth - 1)
    return depth


def _goes_on(text: str, position: int, end: int) -> bool:
    """True when a sentence goes on behind a quotation: with a comma, with 的, or with who said it."""
    if position >= end:
        return False
    return text[position] in _GOES_ON or bool(_SPEECH.match(text, position, min(end, position + 70)))


def _inner_ends(text: str, start: int, end: int) -> Iterator[int]:
    """Where sentences end inside quotations, too."""
    for match in _END.finditer(text, start, end):
        closing = _CLOSING_RUN.match(text, match.end(), end)
        assert closing is not None
        if not (closing.group() and _goes_on(text, closing.end(), end)):
            yield closing.end()


def _clause_ends(text: str, start: int, end: int) -> Iterator[int]:
    """Behind the semicolons."""
    for match in re.compile(r"[；;]").finditer(text, start, end):
        yield match.end()


def _forced_ends(text: str, start: int, end: int) -> Iterator[int]:
    """Cuts that keep a sentence under the greatest length: at the last comma or space that does it, else anywhere."""
    while end - start > VERY_LONG:
        limit = start + VERY_LONG
        cut = max(text.rfind(mark, start + 1, limit) for mark in "，、, \u3000") + 1
        start = cut if cut > start else limit
        yield start
