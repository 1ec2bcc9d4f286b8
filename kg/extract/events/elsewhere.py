"""Mentions of people who are spoken of, and are not at what the sentence tells.

Three kinds: the name only says whose or which a thing is (甲当局, 甲故居, 甲代表); its bearer writes or sends instead of
coming (甲作出批示, 乙发来贺信); others remember or worship its bearer (对甲进行祭拜). Nothing about events is read from them.
"""

import re
from collections.abc import Sequence

from kg.extract.tagging.tagger import Word

# 甲当局 is a government, 甲出生地 a place; 甲代表 before a mark is whoever stands in for 甲
_OF_NAME = re.compile("(?:当局|政府|政权|内阁|王朝|时代|时期|出生地|故居|故里|旧居|墓|纪念馆|陵园|雕像|塑像|铜像)")
_SENT = re.compile("(?:批示|致函|致信|贺信|贺电|贺词|贺辞|唁电|慰问电|慰问信|亲笔信|书面(?:讲话|致辞|发言))")
_READ_OUT = frozenset("宣读 转达 传达 代表 受 代 由 转交".split())  # who reads out somebody's letter has come
_REMEMBER = frozenset("祭拜 祭祀 祭奠 祭扫 缅怀 悼念 追悼 追思 追忆 怀念 纪念 瞻仰 默哀 致哀".split())
_REMEMBERED = frozenset("对 向 为 给".split())
_STOPS = frozenset("。！？!?；;")
_COMMAS = frozenset("，,")
_CLAUSE = 12  # words


def is_elsewhere(row: Sequence[Word], k: int) -> bool:
    """Whether the person at a place of a row is not at what the sentence tells of. Cost: O(words of the clause)."""
    after = row[k + 1] if k + 1 < len(row) else None
    if after is not None and _only_says_which(row, after, k):
        return True
    return _sends(row, k) or _is_remembered(row, k)


def _only_says_which(row: Sequence[Word], after: Word, k: int) -> bool:
    if _OF_NAME.match(after.text) and after.tag not in {"v", "d"}:
        return True
    return after.text == "代表" and k + 2 < len(row) and row[k + 2].text in {"）", ")", "、"}


def _sends(row: Sequence[Word], k: int) -> bool:
    """甲作出批示, 甲致函乙, 甲的贺信: up to the end of the clause a letter or an order, and nobody who reads it out."""
    for i in range(k + 1, min(len(row), k + _CLAUSE)):
        word = row[i]
        if word.text in _STOPS or word.text in _COMMAS or word.text in _READ_OUT:
            return False
        if _SENT.search(word.text):
            return not any(w.text in _READ_OUT for w in row[max(0, k - 3) : k] if w.text not in {"代", "由"})
    return False


def _is_remembered(row: Sequence[Word], k: int) -> bool:
    """祭拜甲, 缅怀先贤甲, 对甲进行祭拜; in 甲祭拜乙 it is 乙."""
    for i in range(k - 1, max(-1, k - 4), -1):
        word = row[i]
        if word.text in _REMEMBER:
            return True
        if word.text in _REMEMBERED and word.tag == "p":
            return any(w.text in _REMEMBER for w in row[k + 1 : k + 4])
        if word.text in _COMMAS or word.text in _STOPS or word.tag in {"v", "PER"}:
            return False
    return False
