"""The parts of one article → its headline's group, then its text, each part with its kind."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model.text import BlockKind
from kg.read.credits import find_credits
from kg.read.datelines import titled_dateline
from kg.read.headings import is_place, kinds_of, names_column, same_heading, series_end
from kg.read.names import are_names
from kg.read.parts import HEADING, Part
from kg.read.titles import glued_title

_HEADED = frozenset({HEADING, BlockKind.HEADLINE})
_SIGNATURE = 20  # characters
_GROUP = 7  # parts; what stands further down is no part of the headline's group


def arrange(item: Sequence[Part], *, titled: bool) -> list[Part]:
    """Give the parts of one article their kinds and their reading order: the headline's group first."""
    parts = _headline_first(_without_title_label(item))
    top = [i for i, part in enumerate(parts) if part.kind in _HEADED]
    group: list[Part] = []
    rest: list[Part] = []
    body = False
    for number, part in enumerate(parts):
        body = body or part.kind is BlockKind.PARAGRAPH
        in_group = not body and part.kind in _HEADED and (not group or number - top[0] < _GROUP)
        (group if in_group else rest).append(part)
    if titled and group:
        head, others = group[0], [part for part in group[1:] if not same_heading(part.text, group[0].text)]
        columns = {part: names_column(part.text) for part in others}
        group = [head, *(replace(p, kind=BlockKind.SECTION if columns[p] else BlockKind.DECK) for p in _once(others))]
    elif group:
        group = [piece for part in group for piece in _without_series(part)]
        group = list(_once(group))
        kinds = kinds_of([part.lines[0] for part in group])
        group = [replace(part, kind=kind) for part, kind in zip(group, kinds, strict=True)]
    return _signed([*group, *_lists_are_text(rest)])


def _once(group: Sequence[Part]) -> Iterator[Part]:
    """Headings without those that say again what one above them says."""
    for number, part in enumerate(group):
        if not any(same_heading(part.text, above.text) for above in group[:number]):
            yield part


def _without_title_label(item: Sequence[Part]) -> Iterator[Part]:
    """某社某市4月3日电题：抢收记 is a dateline and a headline; the label 题： is neither."""
    headed = next((part for part in item if part.kind in _HEADED), None)
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
    if first is None or any(part.kind in _HEADED for part in listed[:first]):
        return listed
    line = listed[first].lines[0]
    title = glued_title(line.text)
    if title is None:
        return listed
    pieces = [Part(HEADING, (line.cut(title.start, title.end),))]
    if title.dateline_end:
        pieces.append(Part(BlockKind.DATELINE, (line.cut(0, title.dateline_end),)))
    body = (line.cut(title.body, len(line.text)), *listed[first].lines[1:])
    pieces.append(replace(listed[first], lines=tuple(piece for piece in body if piece.text)))
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
    """Names alone on the last line are a signature: one name, or several of which the first was credited before."""
    number = len(parts) - 1
    while number > 0 and parts[number].kind is BlockKind.BYLINE:
        number -= 1
    last = parts[number] if number > 0 else None
    if last is None or last.kind not in {HEADING, BlockKind.PARAGRAPH} or len(last.text) > _SIGNATURE:
        return parts
    names = re.sub(r"[\s、]", "", last.text)
    if not are_names(names) or is_place(names):
        return parts
    openings = (part.text[:150] for part in parts[:number])
    credited = any(last.text[:2] in text[c.start : c.end] for text in openings for c in find_credits(text))
    if not credited and len(names) > 3:
        return parts
    return [*parts[:number], replace(last, kind=BlockKind.BYLINE), *parts[number + 1 :]]
