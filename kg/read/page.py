"""A page's text → its articles.

The steps, in the order of this module: lines, without furniture → parts (headings, bylines, captions, paragraphs with
their broken lines rejoined) → items (parts of one article) → articles laid out in reading order (``compose``).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kg.model.text import Article, BlockKind
from kg.read.compose import compose
from kg.read.credits import dateline_end, find_credits, is_byline, is_dateline, is_signature, titled_dateline
from kg.read.furniture import date_in, is_end_mark, is_furniture, opens_related, trim
from kg.read.headings import is_enumerated, kinds_of, may_be_heading, same_heading, series_end
from kg.read.lines import Line, lay_out
from kg.read.names import are_names
from kg.read.rejoin import Layout, continues, is_finished, layout_of
from kg.read.titles import glued_title

HEADING = BlockKind.SUBHEAD  # of a part whose place in the group is not decided yet


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


def read_page(
    text: str, *, source: str, sha256: str, published: date | None = None, title_length: int = 0
) -> tuple[Article, ...]:
    """Find the articles of a page.

    ``source`` and ``sha256`` name the file; ``published`` is the day when the page itself gives none;
    ``title_length`` is above 0 when the first characters of ``text`` are known to be the headline of its only article.
    Returns: nothing for a page of furniture. Cost: linear in the text.
    """
    title = text[:title_length].strip()
    lines, day, ends = _body_lines(text, bool(title))
    parts = list(_parts(lines, ends, layout_of(lines), titled=bool(title)))
    items = [parts] if title else _items(parts)
    articles = []
    for item in items:
        arranged = _arrange(item, titled=bool(title))
        article = compose(
            [(part.kind, part.lines) for part in arranged],
            source=source,
            sha256=sha256,
            position=len(articles),
            published=day or published,
        )
        if article is not None:
            articles.append(article)
    return tuple(articles)


def _body_lines(text: str, titled: bool) -> tuple[list[Line], date | None, frozenset[int]]:
    """The lines that are no furniture, the day that the furniture gives, and where lines stood that ended an article."""
    lines: list[Line] = []
    ends: set[int] = set()
    day: date | None = None
    related = False
    for number, line in enumerate(lay_out(text)):
        if number == 0 and titled:
            lines.append(line)
        elif is_furniture(line.text):
            day = day or date_in(line.text)
        elif opens_related(line.text):
            related = True
        elif not (related and may_be_heading(line.text, top=True) and not is_byline(line.text)):
            related = False
            pieces = trim(line)
            lines.extend(pieces)
            if is_end_mark(line.text) and lines:
                ends.add(lines[-1].start)
    return lines, day, frozenset(ends)


def _parts(lines: Sequence[Line], ends: frozenset[int], layout: Layout, *, titled: bool) -> Iterator[Part]:
    """Tell headings, bylines and captions from running text, and rejoin the running text."""
    paragraph: list[Line] = []
    captions: list[Part] = []  # set into the middle of a broken paragraph; they follow it
    began = False  # running text has been seen

    def close() -> Iterator[Part]:
        nonlocal paragraph, captions
        if paragraph:
            yield Part(BlockKind.PARAGRAPH, tuple(paragraph), paragraph[-1].start in ends)
        yield from captions
        paragraph, captions = [], []

    lines = [piece for line in lines for piece in _headline_pieces(line)]
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else None
        if number == 0 and titled:
            yield Part(BlockKind.HEADLINE, (line,))
        elif _is_caption(line, first=number == 0):
            captions.append(Part(BlockKind.CAPTION, (line,)))
            if not paragraph or is_finished(paragraph[-1].text):
                yield from close()
        elif is_byline(line.text):
            yield from close()
            yield Part(BlockKind.BYLINE, (line,), line.start in ends or _credits_editor(line.text))
        elif (titled_dateline(line.text) and len(line.text) <= 100) or is_dateline(line.text):
            yield from close()
            yield Part(BlockKind.DATELINE, (line,))
        elif paragraph and continues(paragraph, line, layout):
            paragraph.append(line)
        else:
            yield from close()
            if _is_apart(line, layout, first=number == 0):
                yield Part(BlockKind.CAPTION, (line,))
            elif not began and line.indented == layout.indented and following and is_signature(line.text):
                yield Part(BlockKind.BYLINE, (line,))
            elif _is_heading(line, following, layout, top=not began):
                yield Part(HEADING, (line,))
            else:
                paragraph, began = [line], True
    yield from close()


_GAP = re.compile(r"[ \u3000\xa0]{2,}(?=——|□|\S{1,12}(?:记者|评论员|通讯员))")
_CAPTION = re.compile(
    r"[▶►▷◀◁▲△▼▽←→↑↓◤]\s?(?!本报|记者|通讯员)|(?:图为|图片|上图|下图|左图|右图|配图|图[①②③④⑤⑥⑦⑧⑨\d一二三四五][:：\s为])|(?:资料图|资料照|图片说明|图片来源)|[①②③④⑤⑥]\s?图"
)
_SHOT = re.compile(r"(?:摄影[/／:：]?\s?[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{2,4}\s?(?:/\s?)?摄|供图|资料图|[（(](?:左|右|中|前|后)[^（()）]{0,5}[)）].{0,40}[^。！？])[）)]?\Z")


def _is_caption(line: Line, *, first: bool) -> bool:
    """True for words below a picture: marked by an arrow, by 图为, or by the photographer at their end."""
    text = line.text
    if is_byline(text):
        return False
    if _CAPTION.match(text):
        return True
    return len(text) <= (80 if first else 60) and bool(_SHOT.search(text))


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


def _is_heading(line: Line, following: Line | None, layout: Layout, *, top: bool) -> bool:
    """True for a heading that something follows; a line that fills its column and runs on is text."""
    if following is None or not may_be_heading(line.text, top=top):
        return False
    if layout.width and layout.is_full(line) and not following.blank_before and not following.indented:
        return False
    return not (following.text[0] in "，。、；：？！）》”’」』,;:?!)%" and not following.text.startswith("…"))


def _credits_editor(text: str) -> bool:
    """【编辑:X】 and 责任编辑：X stand below a text; other bylines may stand above it."""
    return "编" in text[:8]


def _items(parts: Sequence[Part]) -> list[list[Part]]:
    """Cut the parts of a page into those of its articles.

    An article begins at headings that a byline or a dateline follows, or that follow the mark of an article's end; a
    heading that only text follows is a subhead. What belongs to no heading stays with the article before it.
    """
    items: list[list[Part]] = [[]]
    index = 0
    while index < len(parts):
        run = index
        while run < len(parts) and parts[run].kind is HEADING:
            run += 1
        has_body = any(part.kind is BlockKind.PARAGRAPH for part in items[-1])
        titled = run == index and parts[index].kind is BlockKind.DATELINE and titled_dateline(parts[index].text)
        if has_body and (titled or (run > index and _begins_article(parts, run, items[-1][-1]))):
            items.append([])
        step = max(run, index + 1)
        items[-1].extend(parts[index:step])
        index = step
    return [piece for item in items for piece in _roundup(item)]


def _begins_article(parts: Sequence[Part], after: int, before: Part) -> bool:
    """Do the headings that end at ``after`` begin an article, given the part that stands before them?

    Never without running text of its own: lines and a byline alone are how an article ends.
    """
    behind = next((part for part in parts[after:] if part.kind is not BlockKind.CAPTION), None)
    body = next((part for part in parts[after:] if part.kind in {HEADING, BlockKind.PARAGRAPH}), None)
    if behind is None or body is None or body.kind is HEADING or not is_finished(body.text):
        return False
    if behind.kind is BlockKind.DATELINE or (behind.kind is BlockKind.PARAGRAPH and dateline_end(behind.text)):
        return True
    if behind.kind is BlockKind.BYLINE:
        return not behind.ends
    ended = before.ends or (before.kind is BlockKind.PARAGRAPH and _ends_in_credit(before.text))
    return ended and behind.kind is BlockKind.PARAGRAPH


def _ends_in_credit(text: str) -> bool:
    """True when a paragraph ends with (记者 X): the article does, too."""
    return any(credit.end >= len(text.rstrip("。 ")) and credit.start > 0 for credit in find_credits(text[-150:]))


_FRESH = re.compile(r"(?:近日|日前|昨日|今日|昨天|今天|\d{1,2}月\d{1,2}日|\d{1,2}日)[，,\u4e00-\u9fff]")


def _roundup(item: list[Part]) -> list[list[Part]]:
    """Cut a collection (one lead for several reports) into its reports; the lead stays with the first, below its headline.

    Sections of one article go on with its story; reports all begin afresh, with a day: 近日，… Hence several headings,
    each with a fresh beginning, below at most one paragraph.
    """
    heads = [i for i, part in enumerate(item) if part.kind is HEADING and i + 1 < len(item)]
    bodies = [i for i, part in enumerate(item) if part.kind is BlockKind.PARAGRAPH]
    if len(heads) < 2 or not bodies or heads[0] < bodies[0]:
        return [item]
    lead = [i for i in bodies if i < heads[0]]
    if len(lead) > 1 or not all(item[i + 1].kind is BlockKind.PARAGRAPH and _FRESH.match(item[i + 1].text) for i in heads):
        return [item]
    stops = [*heads[1:], len(item)]
    reports = [item[start:stop] for start, stop in zip(heads, stops, strict=True)]
    reports[0] = [reports[0][0], *item[: heads[0]], *reports[0][1:]]
    return reports


def _arrange(item: Sequence[Part], *, titled: bool) -> list[Part]:
    """Give the parts of one article their kinds and their reading order: the headline's group first."""
    parts = _headline_first(_without_title_label(item))
    top = [i for i, part in enumerate(parts) if part.kind in {HEADING, BlockKind.HEADLINE}]
    group: list[Part] = []
    rest: list[Part] = []
    body = False
    for number, part in enumerate(parts):
        body = body or part.kind is BlockKind.PARAGRAPH
        in_group = not body and part.kind in {HEADING, BlockKind.HEADLINE} and (not group or number - top[0] <= 6)
        (group if in_group else rest).append(part)
    if titled and group:
        head, others = group[0], [part for part in group[1:] if not same_heading(part.text, group[0].text)]
        group = [head, *(replace(part, kind=BlockKind.DECK) for part in others)]
    elif group:
        group = [piece for part in group for piece in _without_series(part)]
        group = [part for i, part in enumerate(group) if not any(same_heading(part.text, other.text) for other in group[:i])]
        kinds = kinds_of([part.lines[0] for part in group])
        group = [replace(part, kind=kind) for part, kind in zip(group, kinds, strict=True)]
    return _signed([*group, *_lists_are_text(rest)])


def _without_title_label(item: Sequence[Part]) -> Iterator[Part]:
    """某社某市4月3日电题：抢收记 is a dateline and a headline; the label 题： is neither."""
    headed = next((part for part in item if part.kind in {HEADING, BlockKind.HEADLINE}), None)
    before_text = True
    for part in item:
        marks = titled_dateline(part.text) if part.kind is BlockKind.DATELINE else None
        if marks is None:
            yield part
        else:
            line = part.lines[0]
            heading = replace(part, kind=HEADING, lines=(line.cut(marks[1], len(line.text)),))
            dateline = replace(part, lines=(line.cut(0, marks[0]),))
            if not heading.text:
                yield dateline
            elif headed is not None and before_text and headed is not part:
                deck = replace(heading, kind=BlockKind.DECK)
                yield from ([dateline] if same_heading(heading.text, headed.text) else [deck, dateline])
            else:
                yield from (heading, dateline)
        before_text = before_text and part.kind is not BlockKind.PARAGRAPH


def _headline_first(parts: Iterator[Part]) -> list[Part]:
    """Free a headline that runs into the text (原标题：…新闻网讯…) when the article has no other."""
    listed = list(parts)
    first = next((i for i, part in enumerate(listed) if part.kind is BlockKind.PARAGRAPH), None)
    if first is None or any(part.kind in {HEADING, BlockKind.HEADLINE} for part in listed[:first]):
        return listed
    line = listed[first].lines[0]
    title = glued_title(line.text)
    if title is None:
        return listed
    pieces = [
        Part(HEADING, (line.cut(title.start, title.end),)),
        *([Part(BlockKind.DATELINE, (line.cut(0, title.dateline_end),))] if title.dateline_end else []),
        replace(listed[first], lines=tuple(x for x in (line.cut(title.body, len(line.text)), *listed[first].lines[1:]) if x.text)),
    ]
    return [*listed[:first], *pieces, *listed[first + 1 :]]


def _without_series(part: Part) -> Iterator[Part]:
    """Split a series' name in brackets from the headline behind it; a topic in brackets is a part of the headline."""
    line = part.lines[0]
    end = series_end(line.text)
    if end:
        yield replace(part, lines=(line.cut(0, end),))
    yield replace(part, lines=(line.cut(end, len(line.text)),))


def _lists_are_text(parts: Sequence[Part]) -> Iterator[Part]:
    """Four and more headings in a row are no headings but a list."""
    run = 0
    for number, part in enumerate(parts):
        run = run + 1 if part.kind is HEADING else 0
        ahead = 0
        while run and ahead + number < len(parts) and parts[number + ahead].kind is HEADING and ahead < 4:
            ahead += 1
        yield replace(part, kind=BlockKind.PARAGRAPH) if run and run - 1 + ahead >= 4 else part


def _signed(parts: list[Part]) -> list[Part]:
    """Names alone on the last lines are a signature when the article has credited the first of them before."""
    credited = " ".join(part.text for part in parts if part.kind is not HEADING)
    arranged = list(parts)
    for number in range(len(parts) - 1, -1, -1):
        part = parts[number]
        if part.kind is BlockKind.BYLINE:
            continue
        text = part.text
        if number and len(text) <= 20 and part.kind in {HEADING, BlockKind.PARAGRAPH} and are_names(re.sub(r"[\s、]", "", text)):
            spoken = [c for p in parts[:number] for c in find_credits(p.text[:150]) if text[:2] in p.text[c.start : c.end]]
            if spoken and credited:
                arranged[number] = replace(part, kind=BlockKind.BYLINE)
        break
    return arranged
