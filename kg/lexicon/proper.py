"""Proper nouns that no grammar tells: brands, media, bodies known by a word (中环, 盒马), from a dictionary of news."""

from functools import cache

from kg.lexicon.tables import read_table

LONGEST = 10  # code points


@cache
def proper_nouns() -> dict[str, int]:
    """Proper noun -> how often it was counted. About 50 ms on first use."""
    return {word: int(count) for word, count in read_table("proper.tsv", ("word", "count"))}
