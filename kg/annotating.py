"""What is found in articles, put into the ledger by workers: who works, in which order, and how far it goes."""

import os
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import closing
from hashlib import sha256
from itertools import islice

from kg.ledger import Ledger, extraction_version
from kg.lexicon.user import UserName, user_names
from kg.model.text import Article
from kg.settings import Settings
from kg.workers import Limits, Pool, pool

PAYS_FOR_A_WORKER = 40  # articles that take about as long as starting a process and loading the tagger in it
WINDOW = 2_000  # articles held at once to begin with the longest
Progress = Callable[[str, int, int], None]  # stage, done, of how many (0: not known)


def annotate(
    missing: AbstractSet[str],
    articles: Iterable[tuple[str, Article]],
    settings: Settings,
    ledger: Ledger,
    tell: Progress,
) -> dict[str, str]:
    """Annotate the missing ones of articles into the ledger, each under the limits; gives back why nothing came of some."""
    reasons: dict[str, str] = {}
    if not missing:
        return reasons  # no worker is started for nothing
    workers = settings.workers or min(os.cpu_count() or 1, max(1, len(missing) // PAYS_FOR_A_WORKER))
    wanted = _once(articles, missing)
    # A list tells the workers how little there is to share out; more than a window is never held at once.
    ordered = _longest_first(wanted) if len(missing) <= WINDOW else _windows(wanted)
    with closing(crew(settings).annotate(ordered, workers)) as outcomes:
        for done, (key, outcome) in enumerate(outcomes, start=1):
            if isinstance(outcome, bytes):
                ledger.put(key, outcome)
            else:
                reasons[key] = outcome.reason
            tell("extract", done, len(missing))
    return reasons


def crew(settings: Settings) -> Pool:
    """The workers of these settings."""
    return pool(settings.extractor, Limits(settings.item_seconds, settings.item_memory), taught(settings))


def extraction_of(settings: Settings) -> str:
    """What decides what is found in an item, besides its content."""
    names = repr(taught(settings))
    return f"{settings.extractor} {extraction_version()} {sha256(names.encode()).hexdigest()}"


def taught(settings: Settings) -> tuple[UserName, ...]:
    """The names that the user's lexicon teaches. Raises: TableError for a bad line."""
    return user_names(settings.lexicon) if settings.lexicon else ()


def _once(articles: Iterable[tuple[str, Article]], wanted: AbstractSet[str]) -> Iterator[tuple[str, Article]]:
    """Of the articles those that are wanted, one for each key."""
    left = set(wanted)
    for key, article in articles:
        if key in left:
            left.remove(key)
            yield key, article


def _longest_first(articles: Iterable[tuple[str, Article]]) -> list[tuple[str, Article]]:
    """So that all workers end together, and neighbours of one length are read together for least."""
    return sorted(articles, key=lambda item: (-len(item[1].text), item[0]))


def _windows(articles: Iterable[tuple[str, Article]]) -> Iterator[tuple[str, Article]]:
    """The articles, the longest of every window first."""
    left = iter(articles)
    while window := list(islice(left, WINDOW)):
        yield from _longest_first(window)
