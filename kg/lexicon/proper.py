"""Proper nouns that no grammar tells: brands, media, bodies known by a word (中环, 盒马), from a dictionary of news."""

from functools import cache

from kg.lexicon.tables import read_table

LONGEST = 10  # code points


@cache
def proper_nouns() -> dict[str, tuple[int, str]]:
    """Proper noun -> how often it was counted, and its sort: nt (body), ns (place), nz (other) or "-" (not told).

    About 60 ms on first use.
    """
    return {word: (int(count), sort) for word, count, sort in read_table("proper.tsv", ("word", "count", "sort"))}
