"""Careers printed as a table: 1990.05—1995.03　甲县教育局局长, line by line under 某某简历.

Each stage is a span of time and the posts held in it, without verb or name; whose they are is said once, by the heading or by
the sentence that opens the vita (某某，男，…). Stages may also stand one behind the other, divided by semicolons.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from kg.extract.posts.elements import Item
from kg.extract.posts.grammar import PostClaim, find_posts
from kg.extract.posts.verbs import letters
from kg.model.schema import PostStatus
from kg.model.text import Span

_DAY = r"(?P<{0}y>(?:19|20)\d\d)(?:[年.．/-](?:(?P<{0}m>\d{{1,2}})月?)?)?"
_STAGE = re.compile(
    rf"(?:^|(?<=[；;。]))\s*{_DAY.format('a')}(?:(?P<to>[至到—–～~－-]{{1,2}})(?:{_DAY.format('b')}|(?P<now>今|现在)?))?[，,:：\s]*"
)
_OPENS = re.compile(r"(?:同志)?(?:简历|个人简历|履历|，[男女]，|，[男女]$|（[男女]|\([男女])")
_CONTINUES = re.compile(r"(?:任|担任|历任)")  # a stage may have its verb all the same


@dataclass(frozen=True, slots=True)
class Stage:
    """A stretch of text that names posts, the years they were held, and where the person's name stands."""

    span: Span  # from the date to the end of the stage
    posts: Span  # behind the date
    person: Span
    start: str  # ISO 8601, as fine as printed
    end: str  # "" when it goes on or is not said


def stages(text: str, sentences: Sequence[Span], people: Sequence[Span]) -> Iterator[Stage]:
    """The stages of careers in sentences that follow each other, in order; none where nobody's vita has begun.

    ``people`` are sorted spans of names. A sentence that names another person ends a vita. Cost: linear.
    """
    owner: Span | None = None
    for sentence in sentences:
        said = sentence.of(text)
        found = list(_STAGE.finditer(said))
        named = [person for person in people if sentence.contains(person)]
        opening = next((person for person in named if _OPENS.match(text, person.end)), None)
        if opening is not None:
            owner = opening
        elif owner is not None and not found and any(p.of(text) != owner.of(text) for p in named):
            owner = None
        if owner is None or opening is not None:
            continue
        for match, following in zip_longest(found, found[1:]):
            end = following.start() if following else len(said)
            if match.end() < end and (match["to"] or match["am"]):
                yield Stage(
                    Span(sentence.start + match.start(), sentence.start + end),
                    Span(sentence.start + match.end(), sentence.start + end),
                    owner,
                    _iso(match["ay"], match["am"]),
                    _iso(match["by"], match["bm"]),
                )


def posts_of(stage: Stage, row: Sequence[Item]) -> list[PostClaim]:
    """Claims about the posts of one stage; ``row`` are the elements of its sentence. Empty where no title opens it."""
    kept = [
        item._replace(start=stage.posts.start, text=item.text[stage.posts.start - item.start :])
        if item.start < stage.posts.start < item.end
        else item
        for item in row
        if item.end > stage.posts.start and item.start < stage.posts.end
    ]
    while kept and (not kept[0].text.strip() or _CONTINUES.fullmatch(kept[0].text)):
        kept.pop(0)
    if not kept or letters(kept)[0] not in "SONR":
        return []
    ended = stage.end or ""
    return [
        replace(
            claim,
            start=stage.start,
            end=ended,
            status=PostStatus.FORMER if ended and claim.status is PostStatus.CURRENT else claim.status,
            evidence=Span(stage.span.start, claim.title.end),
        )
        for claim in find_posts(kept, stage.person)
        if claim.person == stage.person
    ]


def _iso(year: str | None, month: str | None) -> str:
    if not year:
        return ""
    return f"{year}-{int(month):02d}" if month and 1 <= int(month) <= 12 else year
