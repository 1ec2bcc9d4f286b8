"""A page's text → its articles.

Lines, without furniture → parts (headings, bylines, captions, paragraphs with their broken lines rejoined) → items (the
parts of one article) → each arranged in reading order → articles with their text, blocks and the way back to the file.
"""

from datetime import date

from kg.model.text import Article
from kg.read.arrange import arrange
from kg.read.bylines import is_byline
from kg.read.compose import compose
from kg.read.furniture import date_in, is_end_mark, is_furniture, opens_related, trim
from kg.read.headings import may_be_heading
from kg.read.items import items_of
from kg.read.lines import Line, lay_out
from kg.read.parts import parts_of
from kg.read.rejoin import layout_of


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
    parts = parts_of(lines, ends, layout_of(lines), titled=bool(title))
    items = [parts] if title else items_of(parts)
    articles: list[Article] = []
    for item in items:
        arranged = arrange(item, titled=bool(title))
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
    """The lines that are no furniture, the day that furniture gives, and the starts of lines that end an article."""
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
