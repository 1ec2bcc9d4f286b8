"""How a Chinese name is spelled in letters, so that a reader finds 代玉丽 by typing ``daiyuli`` or ``dyl``."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from pypinyin import Style, lazy_pinyin, pinyin
from pypinyin.constants import RE_HANS
from pypinyin.seg.mmseg import seg

from kg.export.picture import Names

_LONGEST = 24  # code points of a name that are spelled; nobody types more


def spell(names: Names) -> tuple[str, ...]:
    """The distinct spellings of each thing's names, parted by bars."""
    return tuple("|".join(dict.fromkeys(filter(None, (spelling(n, person=p) for n in own)))) for p, own in names)


def spelling(name: str, *, person: bool = False) -> str:
    """Syllables of ``name`` separated by blanks, "" when it has no Chinese character; ü is v, as keyboards have it.

    The first character of a person's name may have a reading of its own as a surname (单 is shan, not dan); other
    readings of it follow after a slash: the searcher may know either.

    >>> spelling("代玉丽")
    'dai yu li'
    """
    text = name[:_LONGEST]
    if not any("\u3400" <= character <= "\u9fff" or character >= "\U00020000" for character in text):
        return ""
    syllables = [syllable for word in _words(text) for syllable in _syllables(word)]
    if person and syllables:
        syllables[0] = "/".join(dict.fromkeys([syllables[0], *_readings(text[0])]))
    return " ".join(syllable for syllable in syllables if syllable and syllable.isascii())


def _words(text: str) -> Iterator[str]:
    """The words that pypinyin cuts a text into, and what stands between Chinese characters."""
    for is_chinese, characters in groupby(text, key=lambda character: RE_HANS.match(character) is not None):
        part = "".join(characters)
        if is_chinese:
            yield from seg.cut(part)
        else:
            yield part


@lru_cache(maxsize=1 << 15)  # names are made of the same words: spelling a word costs a hundred times as much
def _syllables(word: str) -> tuple[str, ...]:
    return tuple(syllable.strip().lower() for syllable in lazy_pinyin(word, errors=_letters))


def _letters(rest: str) -> str:
    """What pypinyin could not read: Latin letters and digits stay as they are, signs go."""
    return "".join(character for character in rest if character.isalnum())


@lru_cache(maxsize=4096)
def _readings(character: str) -> tuple[str, ...]:
    """All readings of one character, without tones."""
    return tuple(dict.fromkeys(pinyin(character, style=Style.NORMAL, heteronym=True)[0]))
