"""What a sentence hands on to those behind it: its topic and its date, read only when one of them asks.

Most sentences count nothing; whether they are about anybody, and when, matters to the few that follow and do.
"""

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Generic, TypeVar

from kg.extract.clauses.subjects import Discourse, clauses
from kg.extract.tagging.tagger import Word
from kg.extract.text.date_mentions import DateMention
from kg.extract.text.dates import find_dates
from kg.model.text import Span

Owner = TypeVar("Owner")
_SETTLED = frozenset("去年 前年 今年 昨日 昨天 前天 上月 本月".split())
_FOUNDED = re.compile(  # 创办于1998年: since when it is there, not when it had so many
    "(?:创办|创建|创立|成立|始建|修建|兴建|建造|建成|建|设立|诞生|组建|开业|投产|启用|出生)于$"
)


class Reading(Generic[Owner]):
    """One sentence, read as far as it is asked for. ``owner_of`` tells who a clause is about, None for nobody plain."""

    def __init__(
        self, discourse: Discourse, sentence: Span, owner_of: Callable[[Sequence[Word]], Owner | None]
    ) -> None:
        self.sentence = sentence
        self._discourse = discourse
        self._said = sentence.of(discourse.text)
        self._owner_of = owner_of

    @cached_property
    def words(self) -> list[Word]:
        """The sentence's words."""
        return self._discourse.words_in(self.sentence)

    @cached_property
    def parts(self) -> list[list[Word]]:
        """Its clauses."""
        return clauses(self.words)

    @cached_property
    def subjects(self) -> list[Owner | None]:
        """Who each clause is about."""
        return [self._owner_of(part) for part in self.parts]

    @cached_property
    def topic(self) -> Owner | None:
        """Who the sentence is about: the first of them."""
        return next((owner for owner in self.subjects if owner is not None), None)

    @cached_property
    def dates(self) -> list[DateMention]:
        """Its dates, offsets in the sentence."""
        return list(find_dates(self._said, self._discourse.bench.article.published))

    @cached_property
    def dated(self) -> list[Span]:
        """Where they stand in the article."""
        return [Span(d.span.start + self.sentence.start, d.span.end + self.sentence.start) for d in self.dates]

    @cached_property
    def day(self) -> DateMention | None:
        """The first date that says by itself when what is counted was so many."""
        return next((d for d in self.dates if _settles(d) and not _FOUNDED.search(self._said, 0, d.span.start)), None)


def _settles(day: DateMention) -> bool:
    """True for a date that says by itself when it is: not 近日, and not 3日 or 同年, which lean on another."""
    return not day.vague and (len(day.text) > 2 or day.text in _SETTLED)
