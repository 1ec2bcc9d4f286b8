"""Since when and until when a post is held, where the sentence says so.

A date is a post's start or end only beside a word that makes it one: 2012年2月起任, 3月调任, 1990年至1995年任,
5月被免去. A date beside a post that is merely held then (2015年，A局局长B) says neither.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from kg.extract.posts.grammar import PostClaim
from kg.extract.text.date_mentions import DateMention
from kg.extract.text.dates import find_dates
from kg.model.schema import PostStatus
from kg.model.text import Span

_CLAUSE = re.compile(r"[。；;！？\n]")
_SPAN = re.compile(r"[至到—–\-~～－]")
# Verbs of coming into a post: what stands between the date and the title.
_COMING = re.compile(
    r"(?:出任|调任|升任|就任|接任|转任|继任|改任|当选|任命|获任|晋升|推选|选举|聘任|受聘|履新|上任|到任|起任|起担任|起兼任|[起始后](?:[^，。]{0,4})任|开始担任|至今)"
)
_GOING = re.compile(r"(?:免去|辞去|卸任|不再担任|不再兼任|辞任|罢免|请辞|离任|免职|卸下)")
_SECOND = re.compile(r"任[^，]*，(?:现|目前|之后|此后|其后|随后|后来|后|再|又)[^，、]{0,3}[任为]")
_BY_VERB = ("title-by-predicate", "appointment", "dismissal", "posts-distributive")
_LONGEST_WAY = 40  # characters from a date to the post it belongs to


def give_terms(
    text: str, claims: Sequence[PostClaim], sentences: Sequence[Span], published: date | None
) -> list[PostClaim]:
    """Give claims read from a verb the start and end that their sentence states; the others stay as they are.

    ``published`` settles dates that do not say their year. Cost: O(text of sentences with such claims).
    """
    given = []
    for claim in claims:
        own = max((s for s in sentences if s.start <= claim.title.start), default=claim.title)
        dated = _with_term(text[own.start : claim.title.start], claim, published)
        given.append(_ended(text[claim.title.end : max(own.end, claim.title.end)], dated, published))
    return given


# What says that a post is over without naming it again: …，2010年卸任. With 不, 将, 拟 and the like it does not.
_LEFT = re.compile(
    r"[，,；;](?P<when>(?:(?!不|未|将|拟|拒|请求|要求|申请|有望|可能|[，。；：！？]).){0,14}?)(?:卸任|离任|去职|离职|任期届满|被免职|被撤职)(?=[，。；,;]|$)"
)


def _ended(after: str, claim: PostClaim, published: date | None) -> PostClaim:
    """A post with an end that is no day to come is over, and one that the next clause of its sentence ends."""
    left = _LEFT.match(after) if claim.rule in _BY_VERB else None
    if left is not None and not claim.end:
        days = [day for day in find_dates(left["when"], published) if not day.vague and day.start is not None]
        if days and days[-1].start is not None:
            claim = replace(claim, end=_printed(days[-1].start, days[-1], first=True))
    if claim.status is not PostStatus.CURRENT or not (left or claim.end):
        return claim
    to_come = published is not None and claim.end > published.isoformat()
    return claim if to_come else replace(claim, status=PostStatus.FORMER)


def _with_term(before: str, claim: PostClaim, published: date | None) -> PostClaim:
    if claim.rule not in _BY_VERB:
        return claim
    found = [
        day for day in find_dates(before, published) if not day.vague and day.start is not None and day.end is not None
    ]
    if not found:
        return claim
    day = found[-1]
    way = before[day.span.end :]
    if _CLAUSE.search(way) or len(way) > _LONGEST_WAY or day.start is None or day.end is None:
        return claim
    if _SECOND.search(way):
        return claim  # 1998年任甲局科长，后任乙局局长: the date is that of the first
    if _SPAN.search(day.text) and "任" in way:
        return replace(claim, start=_printed(day.start, day, first=True), end=_printed(day.end, day, first=False))
    if _GOING.search(way):
        return replace(claim, end=_printed(day.start, day, first=True))
    if _COMING.search(way) or re.match(r"(?:起|开始)", way) or day.text.endswith(("起", "以来")):
        return replace(claim, start=_printed(day.start, day, first=True))
    return claim


def _printed(day: date, mention: DateMention, *, first: bool) -> str:
    """A day as fine as the words are: 2012, 2012-02 or 2012-02-03."""
    if re.search(r"[日号]|[\-/.]\d+[\-/.]\d+|[天周]", mention.text):
        return day.isoformat()
    months_first = day.day == 1 if first else (day + timedelta(days=1)).day == 1
    if "月" in mention.text and months_first:
        return f"{day:%Y-%m}"
    return f"{day:%Y}" if "月" not in mention.text else day.isoformat()
