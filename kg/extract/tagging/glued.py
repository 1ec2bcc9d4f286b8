"""Names into which the tagger took the first character of a verb: 王立宣|读 is 王立 and 宣读, 王立通|电话 likewise.

王立作|报告 is 王立 and 作. 王立任|办公室|主任 is 王立, and what he is: a post with its host is said of a name, never put behind it as 王立主任 is.
"""

from collections.abc import Sequence

from kg.extract.tagging.tagger import Word
from kg.lexicon.names import is_han, name_score, word_frequencies
from kg.lexicon.titles import title_at_end
from kg.model.text import Span

_WORD = 30  # the frequency from which the list's words are in common use
_VERBAL = frozenset({"v", "vn", "n"})  # 通|电话: the rest alone may be a noun
_HOSTS = frozenset({"n", "nz", "vn", "LOC", "ORG", "s"})
# By how many code points a labelled stretch is too long that stands among the glued ones: a verb's first, 地区
OVERHANG = {"PER": 1, "PLACE": 2, "ORG": 2}
_SPEECHES = ("报告", "讲话", "发言", "致辞", "演讲", "点评", "讲座", "说明")
_SPEECH = frozenset(
    "说 称 道 指 讲 言 表示 介绍 认为 指出".split()
)  # 李大成|说 is a name and 说, though 成说 is a word


def part_verbs(words: list[Word]) -> tuple[list[Word], list[Span]]:
    """The words with such verbs made whole, and the stretches that were taken for names. Cost: O(words)."""
    people = [i for i, word in enumerate(words[:-1]) if word.tag == "PER" and _may_be_cut(word)]
    glued = {i for i in people if _is_glued(words[i], words[i + 1])}
    serving = {i for i in people if words[i].text[-1] == "任" and _is_post_with_host(words[i + 1 : i + 5])} - glued
    serving |= {i for i in people if words[i].text[-1] == "作" and _speaks(words, i + 1)} - glued
    # where the tagger is right, but the labeller may not be
    beyond = [
        Span(w.start, words[i + 1].end)
        for i, w in enumerate(words[:-2])
        if _is_cut(w, words[i + 1]) and _speaks(words, i + 2)
    ]
    beyond += [Span(w.start, words[i + 1].end) for i, w in enumerate(words[:-2]) if _has_product(words, i)]
    beyond += [Span(w.start, words[i + 1].end) for i, w in enumerate(words[:-3]) if _serves(words, i)]
    if not glued and not serving:
        return words, beyond
    parted = []
    for i, word in enumerate(words):
        if i in glued or i in serving:
            parted.append(Word(word.start, word.end - 1, word.text[:-1], "PER"))
        else:
            parted.append(word)
        if i in serving:
            parted.append(Word(word.end - 1, word.end, word.text[-1], "v"))
        if i - 1 in glued:
            verb = words[i - 1].text[-1] + word.text
            parted[-1] = Word(word.start - 1, word.end, verb, "v")
    return parted, sorted([*beyond, *(Span(words[i].start, words[i].end) for i in glued | serving)])


def _has_product(words: Sequence[Word], i: int) -> bool:
    """Whether 甲市|地区|生产总值 stands at a place: the figure is the city's, and 甲市地区 is nothing."""
    if words[i].tag not in {"LOC", "ORG"} or words[i].text[-1] not in "省市县区州":
        return False
    following = "".join(word.text for word in words[i + 1 : i + 4])
    return words[i + 1].text == "地区" and following.startswith("地区生产总值")


def _is_cut(name: Word, verb: Word) -> bool:
    return name.tag == "PER" and len(name.text) == 2 and verb.text == "作" and verb.start == name.end


def _serves(words: Sequence[Word], i: int) -> bool:
    """Whether 王立|任|办公室|主任 stands at a place, which the tagger has parted already."""
    parted = words[i].tag == "PER" and len(words[i].text) == 2 and words[i + 1].text == "任"
    return parted and words[i + 1].start == words[i].end and _is_post_with_host(words[i + 2 : i + 6])


def _speaks(words: Sequence[Word], i: int) -> bool:
    """Whether a speech follows 作 within a few words of its clause: 政府|工作报告, 了|报告."""
    for word in words[i : i + 4]:
        if word.tag == "w":
            return False
        if word.text.endswith(_SPEECHES):
            return True
    return False


def _may_be_cut(name: Word) -> bool:
    """Whether a name may be one of two characters and a verb's first."""
    return len(name.text) == 3 and all(map(is_han, name.text)) and name_score(name.text[:2]) > 0


def _is_post_with_host(following: Sequence[Word]) -> bool:
    """Whether the words begin with a noun that is no post, and go on as nouns up to one."""
    for number, word in enumerate(following):
        if word.tag not in _HOSTS or (number == 0 and title_at_end(word.text)):
            return False
        if number and title_at_end(word.text) == len(word.text):
            return True
    return False


def _is_glued(name: Word, rest: Word) -> bool:
    return (
        rest.tag in _VERBAL
        and rest.start == name.end
        and rest.text not in _SPEECH
        and rest.text != "等"  # it closes a list of names more often than 平等 follows one
        and word_frequencies().get(name.text[-1] + rest.text, 0) >= _WORD
    )


def cut(span: Span, label: str, glued: Sequence[Span]) -> Span:
    """A labelled stretch without what it has too much: a person's verb of one character, a place's 地区."""
    return Span(span.start, span.end - OVERHANG[label]) if label in OVERHANG and span in glued else span
