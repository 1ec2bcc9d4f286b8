"""The parts of a page → the parts of each of its articles."""

import re
from collections.abc import Sequence

from kg.model.text import BlockKind
from kg.read.credits import find_credits
from kg.read.datelines import dateline_end, titled_dateline
from kg.read.parts import HEADING, Part
from kg.read.rejoin import is_finished

_FRESH = re.compile(r"(?:近日|日前|昨日|今日|昨天|今天|\d{1,2}月\d{1,2}日|\d{1,2}日)[，,\u4e00-\u9fff]")


def items_of(parts: Sequence[Part]) -> list[list[Part]]:
    """Cut the parts of a page into those of its articles.

    An article begins at headings that a byline or a dateline follows, or that follow the mark of an article's end; a
    heading that only text follows is a subhead. What belongs to no heading stays with the article before it.
    """
    items: list[list[Part]] = [[]]
    has_body = False
    index = 0
    while index < len(parts):
        run = index
        while run < len(parts) and parts[run].kind is HEADING:
            run += 1
        titled = run == index and parts[index].kind is BlockKind.DATELINE and titled_dateline(parts[index].text)
        if has_body and (titled or (run > index and _begins_article(parts, run, items[-1][-1]))):
            items.append([])
            has_body = False
        step = max(run, index + 1)
        items[-1].extend(parts[index:step])
        has_body = has_body or parts[step - 1].kind is BlockKind.PARAGRAPH
        index = step
    return [piece for item in items for piece in _roundup(item)]


def _begins_article(parts: Sequence[Part], after: int, before: Part) -> bool:
    """Do the headings that end at ``after`` begin an article, given the part that stands before them?

    Never without running text of its own: lines and a byline alone are how an article ends.
    """
    further = range(after, len(parts))
    behind = next((parts[i] for i in further if parts[i].kind is not BlockKind.CAPTION), None)
    body = next((parts[i] for i in further if parts[i].kind in {HEADING, BlockKind.PARAGRAPH}), None)
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


def _roundup(item: list[Part]) -> list[list[Part]]:
    """Cut a collection (one lead for several reports) into its reports; the lead stays with the first, below its head.

    Sections of one article go on with its story; reports all begin afresh, with a day: 近日，… Hence several headings,
    each with a fresh beginning, below at most one paragraph.
    """
    heads = [i for i, part in enumerate(item) if part.kind is HEADING and i + 1 < len(item)]
    bodies = [i for i, part in enumerate(item) if part.kind is BlockKind.PARAGRAPH]
    if len(heads) < 2 or not bodies or heads[0] < bodies[0]:
        return [item]
    openings = [item[i + 1] for i in heads]
    fresh = all(part.kind is BlockKind.PARAGRAPH and _FRESH.match(part.text) for part in openings)
    if not fresh or sum(i < heads[0] for i in bodies) > 1:
        return [item]
    stops = [*heads[1:], len(item)]
    reports = [item[start:stop] for start, stop in zip(heads, stops, strict=True)]
    reports[0] = [reports[0][0], *item[: heads[0]], *reports[0][1:]]
    return reports
