"""Names into which the tagger took the first character of a verb: 王立宣|读 is 王立 and 宣读, 王立通|电话 likewise."""

from collections.abc import Sequence

from kg.extract.tagger import Word
from kg.lexicon.names import is_han, name_score, word_frequencies
from kg.model.text import Span

_WORD = 30  # the frequency from which the list's words are in common use
_VERBAL = frozenset({"v", "vn", "n"})  # 通|电话: the rest alone may be a noun
_SPEECH = frozenset(
    "说 称 道 指 讲 言 表示 介绍 认为 指出".split()
)  # 李大成|说 is a name and 说, though 成说 is a word


def part_verbs(words: list[Word]) -> tuple[list[Word], list[Span]]:
    """The words with such verbs made whole, and the stretches that were taken for names. Cost: O(words)."""
    glued = [i for i, word in enumerate(words[:-1]) if word.tag == "PER" and _is_glued(word, words[i + 1])]
    if not glued:
        return words, []
    parted = list(words)
    for i in glued:
        name, rest = words[i], words[i + 1]
        parted[i] = Word(name.start, name.end - 1, name.text[:-1], "PER")
        parted[i + 1] = Word(name.end - 1, rest.end, name.text[-1] + rest.text, "v")
    return parted, [Span(words[i].start, words[i].end) for i in glued]


def _is_glued(name: Word, rest: Word) -> bool:
    return (
        len(name.text) == 3
        and rest.tag in _VERBAL
        and rest.start == name.end
        and rest.text not in _SPEECH
        and word_frequencies().get(name.text[-1] + rest.text, 0) >= _WORD
        and all(map(is_han, name.text))
        and name_score(name.text[:2]) > 0
    )


def cut(span: Span, label: str, glued: Sequence[Span]) -> Span:
    """A labelled stretch without the verb's first character, where it is a person that ends in one."""
    return Span(span.start, span.end - 1) if label == "PER" and span in glued else span
