"""What a clause says its subject does: the verb, its object, where, and whether it is only intended.

Order again: adverbs and phrases of prepositions first, then the verb, then its object up to the end of the clause.
把 and 将 put the object before the verb, 对…进行 puts the act last.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.clauses.doers import adverbial_at
from kg.extract.clauses.subjects import is_speech
from kg.extract.tagging.tagger import Word
from kg.extract.text.quotemarks import CLOSING
from kg.model.text import Span

_STATES = frozenset(
    (
        "是 有 为 成为 位于 属于 系 叫 称为 作为 具有 拥有 没有 包括 包含 等于 达 达到 占 存在 觉得 感到 希望 想 "
        "知道 需要 使 令 受到 受 获 获得 荣获 涉嫌 将会 来自 源于 面向 依法 依靠 处于 等同 得到 变成 隶属 下辖 辖 "
        "坐落 毕业 出生 现有 收获 值得 显示"
    ).split()
)
_HELPERS = frozenset("要 能 能够 会 可 可以 应 应该 必须 愿意 愿 继续 开始 努力 着力 来 去 到 想要 进一步 主动".split())
_DOING = frozenset("进行 开展 予以 加以 给予 作出 做出 实施 展开".split())  # 对…进行检查: the act is the noun behind
_NEGATED = frozenset("不 没 没有 未 未能 并未 无 不再 不会 不能 难以 无法".split())
_PLANNED = frozenset("将 拟 计划 下一步 即将 打算".split())
_TELLING = frozenset(  # verbs of speech that are acts as well: what follows them is a thing, not what is said
    (
        "讲解 宣布 承诺 感谢 致谢 祝贺 推介 推荐 分享 鼓励 叮嘱 嘱咐 安慰 提醒 询问 说明 阐述 交代 讲述 致电 致辞 "
        "致词 发言 道歉 发出 回复 点赞 慰问 劝"
    ).split()
)
_DIRECTIONS = frozenset(
    "去 来 到 出 上 下 给 往 回 走 入 成 起 开".split()
)  # 送去, 找到: a verb of one character and where it leads
_PARTICLES = ("了", "着", "过", "好", "起", "出", "上")
_SUBORDINATE = ("后", "时", "之后", "以后", "之前", "以来", "期间", "前", "之际")
_NOMINAL = frozenset("n nz nw LOC ORG PER nr ns nt r m q a u vn f s an".split())
_PASSED = frozenset("d ad TIME c f v w a m n xc".split())  # tags that may stand before the verb


@dataclass(frozen=True, slots=True)
class Predicate:
    """``start`` is that of the words read, ``end`` that of the verb (of the clause where the verb stands last)."""

    start: int
    end: int
    verb: str
    object: Span | None
    place: Span | None
    planned: bool


def reports(word: Word) -> bool:
    """True for a verb whose clause tells what is said: 表示, 介绍; not 讲解, 慰问, which are acts."""
    return is_speech(word) and word.text not in _TELLING


class PredicateReader:
    """Reads predicates of one text; ``terms`` are quoted names, whose words are nobody's acts."""

    def __init__(self, text: str, terms: Sequence[Span]) -> None:
        self.text = text
        self.terms = terms

    def read(self, words: Sequence[Word], *, planned: bool = False) -> Predicate | None:
        """The predicate of the words behind a subject; None for a state, speech, a denial, or no verb at all."""
        place: Span | None = None
        planned = planned or any(w.text in _PLANNED and w.tag != "p" for w in words[:3])
        i = 0
        while i < len(words):
            word = words[i]
            manner = adverbial_at(self.text, word.start)
            if manner:
                i = next((j for j in range(i, len(words)) if words[j].start >= word.start + len(manner)), len(words))
            elif word.text in _NEGATED or word.text == "的":
                return None
            elif self._in_term(word):
                i += 1
            elif (
                word.tag == "p" and word.text in ("对", "对于", "就") and (done := self._done_to(words, i)) is not None
            ):
                return Predicate(words[0].start, words[-1].end, *done, place, planned)
            elif word.tag == "p" and word.text in ("把", "将"):
                return self._disposed(words, i, place, planned=planned)
            elif word.tag == "p" or word.text in ("用", "为"):  # 仅用10天便完成; 为老人送去棉被
                end = self._behind_phrase(words, i)
                if word.text in ("在", "于", "到") and end > i + 1:
                    place = Span(words[i + 1].start, words[end - 1].end)
                i = end
            elif self._is_first_of_two(words, i):
                i += 1
            elif word.tag in ("v", "vd", "vn") and word.text not in _HELPERS:
                return self._transitive(words, i, place, planned=planned)
            elif word.tag not in _PASSED:
                return None
            else:
                i += 1
        return None

    def _is_first_of_two(self, words: Sequence[Word], i: int) -> bool:
        """为基层治理注入活力: the first of two verbs behind a noun belongs to the phrase before."""
        if not 0 < i < len(words) - 1 or words[i + 1].text in _DIRECTIONS:
            return False
        return (words[i].tag, words[i + 1].tag) == ("v", "v") and words[i - 1].tag in ("n", "nz")

    def _transitive(self, words: Sequence[Word], i: int, place: Span | None, *, planned: bool) -> Predicate | None:
        verb, end, rest = words[i].text, words[i].end, list(words[i + 1 :])
        if verb in _STATES or reports(words[i]) or verb.endswith(("是", "有")) or words[-1].text in _SUBORDINATE:
            return None  # 共有, 都是: states; …执政后: the clause only dates another
        if len(verb) == 1:
            if not rest or rest[0].text not in _DIRECTIONS or rest[0].start != end:
                return None
            verb, end = verb + rest[0].text, rest[0].end
            rest = rest[1:]
        if rest and rest[0].text in ("的", *_SUBORDINATE):
            return None  # 组织的活动: a modifier
        while rest and (rest[0].text in _PARTICLES or rest[0].text in "“”‘’"):
            rest = rest[1:]
        if verb in _DOING and len(rest) == 1 and rest[0].tag in ("v", "vn"):
            return Predicate(words[0].start, rest[0].end, rest[0].text, None, place, planned)
        object_ = None
        if rest and rest[0].text not in ("以及", "和", "、", "与"):
            object_ = self.balanced(Span(rest[0].start, words[-1].end))
        return Predicate(words[0].start, end, verb, object_, place, planned)

    def _done_to(self, words: Sequence[Word], i: int) -> tuple[str, Span] | None:
        """对甲进行检查: the act and what it is done to."""
        for j in range(len(words) - 2, i + 1, -1):
            if words[j].text in _DOING:
                act = next((w for w in reversed(words[j + 1 :]) if w.tag in ("v", "vn", "n")), None)
                return None if act is None else (act.text, Span(words[i + 1].start, words[j - 1].end))
        return None

    def _disposed(self, words: Sequence[Word], i: int, place: Span | None, *, planned: bool) -> Predicate | None:
        """把甲送到乙: what stands between 把 and the verb, its adverbs left out, is the object."""
        verb = next((j for j in range(i + 2, len(words)) if words[j].tag in ("v", "vd")), None)
        if verb is None or words[verb].text in _STATES:
            return None
        last = next((j for j in range(verb - 1, i + 1, -1) if words[j].tag not in ("d", "ad", "a")), i + 1)
        object_ = self.balanced(Span(words[i + 1].start, words[last].end))
        return Predicate(words[0].start, words[-1].end, words[verb].text, object_, place, planned)

    def _behind_phrase(self, words: Sequence[Word], i: int) -> int:
        """Index behind the phrase that a preposition opens: nominal words up to one of place (中, 上)."""
        j = i + 1
        while j < len(words) and (
            words[j].tag in _NOMINAL or words[j].text in "、和及与“”‘’" or self._in_term(words[j])
        ):
            j += 1
            if words[j - 1].tag == "f":
                break
        return j

    def _in_term(self, word: Word) -> bool:
        return any(term.start < word.start < term.end for term in self.terms)

    def balanced(self, span: Span) -> Span:
        """The span with the quotation mark right outside it when its partner stands inside."""
        inside = span.of(self.text)
        start, end = span.start, span.end
        for opening, closing in CLOSING.items():
            if opening == closing:
                continue
            if inside.count(opening) > inside.count(closing) and self.text[end : end + 1] == closing:
                end += 1
            if start and inside.count(closing) > inside.count(opening) and self.text[start - 1] == opening:
                start -= 1
        return Span(start, end)
