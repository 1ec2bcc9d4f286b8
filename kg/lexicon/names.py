"""Han personal names: does a string look like one, given how surnames, given names and ordinary words are spread?"""

from functools import cache, lru_cache
from math import inf, log

from kg.lexicon.tables import read_table

_PER_MILLION = 1e6
_BACKGROUND_TOTAL = 60_101_964  # all words of the dictionary that words.tsv comes from
_UNSEEN = 0.2  # per million, for a character that no given name of the table has
_UNSEEN_WORD = 1  # frequency of a character that the dictionary lacks as a word
_UNSEEN_WEIGHT = log(_UNSEEN_WORD / _BACKGROUND_TOTAL)
_LONGEST_WORD = 4
_CUTS_HELD = 1 << 14  # the same few thousand names and words are weighed again and again
# Shares of given names of one, two and three characters among Han names.
_GIVEN_LENGTH = {1: 0.15, 2: 0.84, 3: 0.01}
_NO_NAME = -30.0
_PLAUSIBLE = 2.0  # a name is at least e² times likelier than the words it might be


@cache
def surnames() -> dict[str, float]:
    """Surname -> bearers per million."""
    return {name: float(weight) for name, weight in read_table("surnames.tsv", ("surname", "weight"))}


@cache
def given_characters() -> dict[str, float]:
    """Character -> occurrences per million characters of given names."""
    return {char: float(weight) for char, weight in read_table("given_chars.tsv", ("char", "weight"))}


@cache
def word_frequencies() -> dict[str, int]:
    """Ordinary word of one to four characters -> its frequency in a general dictionary; people's names left out."""
    return {word: int(frequency) for word, frequency in read_table("words.tsv", ("word", "frequency"))}


@cache
def _word_weights() -> dict[str, float]:
    """Ordinary word -> the natural logarithm of how likely a word of a text is it."""
    return {word: log(frequency / _BACKGROUND_TOTAL) for word, frequency in word_frequencies().items()}


def surname_at(text: str, i: int) -> int:
    """Length of the longest surname that begins at ``text[i]``; 0 for none.

    >>> surname_at("记者欧阳明报道", 2), surname_at("记者李明报道", 2), surname_at("。", 0)
    (2, 1, 0)
    """
    known = surnames()
    for length in _surname_lengths().get(text[i : i + 1], ()):
        if len(text) >= i + length and text[i : i + length] in known:
            return length
    return 0


@cache
def _surname_lengths() -> dict[str, tuple[int, ...]]:
    """First character -> the lengths of the surnames that begin with it, longest first: most characters begin none."""
    found: dict[str, set[int]] = {}
    for surname in surnames():
        found.setdefault(surname[0], set()).add(len(surname))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


def is_han(char: str) -> bool:
    """True for a Chinese character, the rare ones of names included."""
    return "㐀" <= char <= "鿿" or "\U00020000" <= char <= "\U0003ffff" or char == "〇"


def name_score(text: str) -> float:
    """Log-odds (natural) that ``text`` is a Han name rather than ordinary words, before any context.

    Above 0: likelier a name. ``-30.0`` for a string that cannot be a Han name: no surname, not two to four Chinese
    characters. Both readings of 欧阳明 (surname of one or of two characters) are weighed, the better counts.
    Cost: O(1); the first call loads three tables (about 0.1 s).
    """
    if not 2 <= len(text) <= 4 or not all(map(is_han, text)):
        return _NO_NAME
    as_name = max(_log_name(text[:length], text[length:]) for length in (1, 2) if length < len(text))
    return max(as_name - log_cut(text), _NO_NAME)


def is_plausible_name(text: str) -> bool:
    """True when ``text`` by itself is clearly likelier a Han name than ordinary words."""
    return name_score(text) >= _PLAUSIBLE


def _log_name(surname: str, given: str) -> float:
    weight = surnames().get(surname)
    if weight is None or len(given) not in _GIVEN_LENGTH:
        # Two surnames, hers and her husband's (范徐丽泰), are as rare as three-character given names.
        return -inf
    known = given_characters()
    score = log(weight / _PER_MILLION) + log(_GIVEN_LENGTH[len(given)])
    return score + sum(log(max(known.get(char, 0.0), _UNSEEN) / _PER_MILLION) for char in given)


@lru_cache(maxsize=_CUTS_HELD)
def log_cut(text: str) -> float:
    """Natural log-probability of the best cut of ``text`` into ordinary words; 0.0 for "". Cost: O(len(text))."""
    return best_cut(text)[0]


def has_word_over(text: str, border: int, start: int, end: int) -> bool:
    """True when an ordinary word of ``text[start:end]`` has letters on both sides of an offset. Cost: O(1)."""
    known = word_frequencies()
    for begin in range(max(start, border - _LONGEST_WORD + 1), border):
        for stop in range(border + 1, min(end, begin + _LONGEST_WORD) + 1):
            if text[begin:stop] in known:
                return True
    return False


@lru_cache(maxsize=1 << 15)  # some 8 MB; names and their neighbours come again and again
def best_cut(text: str) -> tuple[float, tuple[int, ...]]:
    """The best cut of ``text`` into ordinary words: its natural log-probability, and where the words begin."""
    weights = _word_weights()
    # for each end: the score of the best cut up to it, and where its last word begins
    scores, begins = [0.0], [0]
    for end in range(1, len(text) + 1):
        begin = end - 1
        score = scores[begin] + weights.get(text[begin], _UNSEEN_WEIGHT)
        for start in range(max(0, end - _LONGEST_WORD), end - 1):
            weight = weights.get(text[start:end])
            if weight is not None:
                longer = scores[start] + weight
                if longer > score or (longer == score and start > begin):
                    score, begin = longer, start
        scores.append(score)
        begins.append(begin)
    starts, end = [], len(text)
    while end:
        end = begins[end]
        starts.append(end)
    return scores[-1], tuple(reversed(starts))
