"""How far to the left the name of an event reaches, and what holds it."""

import re
from collections.abc import Sequence

from kg.extract.tagging.tagger import Word
from kg.extract.text.event_words import (
    ATTEND_VERBS,
    DEED_VERBS,
    DIRECT_VERBS,
    HOLD_VERBS,
    KIND_OF_HEAD,
    OPEN_VERBS,
    POINTERS,
    head_of,
)

OPENING, CLOSING = "“‘「『《〈", "”’」』》〉"
CLAUSE_END = frozenset("，。；：！？,;:!?\n　…")
YEAR = re.compile(r"^(?:\d{4}|[一二三四五六七八九〇零]{4})年(?:度)?$|^(?:\d+|[一二三四五六七八九十百]+)周年$|^\d{4}$")
_NAME_TAGS = frozenset({"n", "nz", "nw", "vn", "an", "a", "m", "q", "ORG", "LOC", "s", "nt", "ns"})
_STOPS = frozenset("。！？；")
_LONGEST = 40  # code points; a longer stretch before a head is a sentence, not a name
_JOINS = frozenset("、 和 与 及 以及".split())  # 暨 joins what is one event by two names
_ALWAYS_VERBS = frozenset("出席 参加 主持 列席".split())  # LAC also tags these as nouns of action
CEREMONIES = frozenset("仪式 典礼 大会".split())
_PURPOSES = DEED_VERBS | frozenset("合作 共建 对接 结对 交接".split())
_TOGETHER = frozenset("集中 联合".split())
_WITH = frozenset("与 和 同".split())
_TWO_SIDED = re.compile("(?:签约|签字|签署|合作|捐赠|共建|对接|交接|结对)[^，。]{0,4}$")
_IN = frozenset("在 于 从 自".split())


def left_edge(words: Sequence[Word], k: int, end: int) -> tuple[int, str]:
    """Find where a name that ends with the ``k``-th word begins.

    Args: words of the sentence; k, the head's place; end, the head's end in code points.
    Returns: the place of the first word, and what holds the name: hold, relative, in, attend, subject, quote,
    quoted-topic, possessor, list, pointer, time or plain. Cost: O(words before the head, up to 40 code points).
    """
    quoted = _closing_quotation(words, k, end)
    if quoted is not None:
        return quoted, "quote"
    far, near, anchor = _scan(words, k, end)
    if anchor in {"hold", "relative"}:
        return far, anchor
    if _has_two_sides(words, near, k):
        return near - 2, "subject"
    if anchor == "subject" and predicate_follows(words, k):
        verbs = [w for w in words[far:k] if w.tag in {"v", "vd"}]
        if len(verbs) <= 2 and not any(w.text in {"的", "、"} for w in words[far:k]):
            return far, "subject"
    if anchor == "in" and sum(w.tag in {"v", "vd"} for w in words[far:near]) <= 1:
        return far, anchor
    if near > 1 and words[near - 1].text == "的":
        if words[near - 2].text in CLOSING:  # “…”的|主题演讲
            return next((i for i in range(near - 2, -1, -1) if words[i].text in OPENING), near), "quoted-topic"
        if words[near - 2].tag in {"ORG", "LOC"}:  # 市政协的|开幕式: whose event it is belongs to its name
            return near - 2, "possessor"
    return near, anchor or "plain"


def _has_two_sides(words: Sequence[Word], near: int, k: int) -> bool:
    """True for 甲|与|乙|签约|仪式 at the beginning of a clause: both sides belong to the name."""
    return (
        near > 1
        and words[near].tag == "ORG"
        and words[near - 1].text in _WITH
        and words[near - 2].tag == "ORG"
        and (near == 2 or words[near - 3].text in CLAUSE_END)
        and _TWO_SIDED.search("".join(word.text for word in words[near + 1 : k])) is not None
        and predicate_follows(words, k)
    )


def _closing_quotation(words: Sequence[Word], k: int, end: int) -> int | None:
    """The place of the opening mark when the head closes a quoted name: “…论坛”."""
    if k + 1 == len(words) or words[k + 1].text not in CLOSING:
        return None
    opening = next((i for i in range(k - 1, -1, -1) if words[i].text in OPENING), None)
    if opening is None or end - words[opening].start > _LONGEST or any(w.text in _STOPS for w in words[opening:k]):
        return None
    return opening


def _scan(words: Sequence[Word], k: int, end: int) -> tuple[int, int, str]:
    """Walk left from a head: the place where something stops the walk, how far nouns alone reach, and what stopped it."""
    i = near = k
    depth = 0
    nouns_only = True
    while i > 0:
        word = words[i - 1]
        if end - word.start > _LONGEST:
            return i, near, ""
        if word.text in CLOSING:
            depth += 1
        elif word.text in OPENING:
            if not depth:
                return i, near, ""
            depth -= 1
            if not depth and nouns_only:
                near = i - 1
        elif i == k and word.text + words[k].text in KIND_OF_HEAD:
            near = i - 1  # 推进/v|会
        elif not depth:
            anchor = _stops(words, i - 1)
            if anchor is not None:
                return i, near, anchor
            nouns_only = nouns_only and (
                word.tag in _NAME_TAGS
                or bool(YEAR.match(word.text))
                or word.text in {"-", "—", "·", "+", "暨"}
                or _says_what_for(words, i - 1)
            )
            if nouns_only:
                near = i - 1
        i -= 1
    return 0, near, "subject"


def _says_what_for(words: Sequence[Word], i: int) -> bool:
    """True for the verb before a ceremony's head, and the adverb before that: 集中|开工|仪式."""
    if words[i].text in _PURPOSES:
        return i + 1 < len(words) and (words[i + 1].text in CEREMONIES or _says_what_for(words, i + 1))
    return words[i].text in _TOGETHER and i + 1 < len(words) and _says_what_for(words, i + 1)


def _stops(words: Sequence[Word], i: int) -> str | None:
    """What a word that cannot belong to a name says about what holds the name; None when it may belong."""
    word = words[i]
    held = i > 0 and words[i - 1].text in HOLD_VERBS
    if word.text in _JOINS and i > 0 and head_of(words[i - 1].text, words[i - 1].tag):
        return "list"
    if word.text in CLAUSE_END or not word.text.strip():
        return "subject"
    if word.tag == "PER":
        return ""
    if word.text in HOLD_VERBS and word.tag != "vn":
        return "hold"
    if word.text in DIRECT_VERBS and (word.tag == "v" or (i > 0 and words[i - 1].tag in {"c", "v", "PER"})):
        return "hold"  # 部署和|指挥|扑救工作: the tagger takes the second verb for a noun of action
    if word.text == "的" and held:
        return "relative"
    if word.text in ATTEND_VERBS and (word.tag == "v" or word.text in _ALWAYS_VERBS):
        return "attend"
    if word.text in _IN and word.tag == "p":
        return "in"
    if word.tag in {"p", "d", "r"} or word.text in {"将", "被", "把", "了", "等", "是"}:
        return "hold" if word.text == "了" and held else "pointer" if word.text in POINTERS else ""
    if word.tag == "TIME" and not YEAR.match(word.text):
        return None if held else "time"  # 举行|丙申年春节酒会: here the time is part of the name
    return None


def predicate_follows(words: Sequence[Word], k: int) -> bool:
    """True when the clause goes on, within eight words after the ``k``-th, with a verb of holding or opening."""
    for word in words[k + 1 : k + 9]:
        if word.text in CLAUSE_END:
            return False
        if word.tag in {"v", "vn"}:
            return word.text in HOLD_VERBS or word.text in OPEN_VERBS
    return False
