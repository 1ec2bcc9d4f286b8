"""Who does what a clause says: the subject of a verb, of a sentence, and whom a pronoun or an empty subject takes up.

Chinese marks no case and drops subjects freely, so this reads order: a subject stands before its verb, outside the
phrases that prepositions open (对记者, 向老人), after the last 的 that modifies it, and the first such noun of a clause
is the one that acts. A clause without one continues the clause before it.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from enum import Enum
from weakref import WeakKeyDictionary

from kg.extract.tagging.tagger import Word
from kg.extract.workspace import Named, Workspace
from kg.model.text import BlockKind, Span

SPEECH = frozenset(
    (
        "说 道 讲 问 答 称 喊 叫 叹 笑 劝 谈 表示 介绍 告诉 坦言 透露 指出 认为 强调 回忆 感叹 直言 解释 建议 提到 "
        "提醒 呼吁 回答 回应 写道 谈到 谈及 补充 评价 感慨 宣布 承诺 抱怨 反映 讲述 述说 诉说 讲解 嘱咐 叮嘱 鼓励 "
        "表态 致电 致辞 道歉 提议 直呼 坦承 承认 否认 总结 描述 高呼 询问 追问 反问 自嘲 调侃 打趣 安慰 祝贺 道谢 "
        "感谢 致谢 说道 笑道 笑言 直说 说起 谈起 说出 喊出 喊道 写下 写着 证实 声明 分享 主张 推介 推荐 吆喝 吐槽 "
        "点赞 夸赞 称赞 赞叹 盛赞 赞扬 吩咐 招呼 念叨 嘀咕 发问 反驳 辩称 宣称 声称 自称 诉苦 算账 强调说 看来 "
        "所说 寄语 喃喃 祝愿 致词 发言 交代 说明 阐述 阐释 概括 评论 接话 插话 搭话 回复 留言 发文 表明 抒发 倾诉 "
        "哽咽 忆起 回忆起 接过 发出 扔下 透露说 表达 质疑"
    ).split()
)
_SPEECH_TAILS = ("说", "道", "称", "言", "说起", "谈到")  # 笑着说, 笑道, 坦称, 直言
_NO_SPEECH = frozenset(
    "知道 报道 难道 听说 据说 传说 堪称 号称 俗称 简称 并称 统称 人称 胡说".split()
)  # though they end so
_CALLS = frozenset({"叫"})  # 去叫挖掘机: what is called for stands behind
_IMPERSONAL = ("据", "网传", "据说", "据悉", "据传")  # 据介绍: nobody in particular says it
_OBLIQUE = frozenset(
    (
        "对 向 给 跟 与 同 为 替 被 让 把 将 令 叫 由于 关于 面对 针对 围绕 告诉 询问 鼓励 劝 通过 见到 看到 听到 "
        "遇到 接到 帮 帮助"
    ).split()
)
_PREPOSITIONS = frozenset("对 向 给 跟 与 同 为 替 被 把 将 对于 关于 面对 针对".split())
_INSTRUMENTS = frozenset("用 以 拿 凭".split())
_KIN = frozenset("媳妇 妻子 爱人 老伴 丈夫 父亲 母亲 儿子 女儿 爷爷 奶奶 家属 家人".split())
_TEMPORAL = ("时", "后", "之后", "以后", "之前", "前", "期间", "时候")  # 当…时: whoever is in it is not who acts
_PRONOUNS = frozenset("他 她 其 自己".split())
_PLURAL = frozenset("他们 她们 我们 咱们 大家 有人 双方 对方 谁 我 你 您 本人 不少人 很多人 许多人 多人 一些人".split())
_HUMAN_NOUNS = frozenset(
    (
        "书记 主任 经理 总经理 董事长 主席 委员 代表 先生 女士 专家 院士 教授 司机 老人 妈妈 爸爸 父亲 母亲 奶奶 "
        "爷爷 大妈 大娘 大爷 阿姨 大姐 大哥 大叔 小伙 小伙子 姑娘 儿子 女儿 妻子 丈夫 老伴 孩子 同学 同学们 群众 "
        "媒体 律师 医生 护士 老师 校长 负责人 人士 工作人员 店主 老板 商户 业主 市民 游客 观众 读者 球迷 粉丝 乘客 "
        "顾客 患者 病人 家属 亲属 邻居 朋友 村支书 支书 参赛者 当事人 发言人 评论 工程师 法官 检察官 学者 分析师 "
        "小二 主播 志愿者 老人家 家人"
    ).split()
)
_HUMAN_TAILS = frozenset("人员者师民警友士兵官手客商妇长们")
_NOT_HUMAN = frozenset("人民 增长 成长 特长 专长 器官 感官 双手 联手 机器人 电商 个人 法人".split())
NOMINAL = frozenset("n nz nw ORG LOC PER nr ns nt vn an m q r a f s".split())  # tags that a noun phrase is made of
_COMMAS = frozenset("，,；;：:")
_SKIPPED_BEFORE_VERB = frozenset("d ad TIME t f u w c s an".split())


_WORDS: WeakKeyDictionary[Workspace, list[Word]] = WeakKeyDictionary()  # gone with their bench


class Unnamed(Enum):
    """A subject that no name stands for: 一位居民, 该负责人, 有评论."""

    SOMEONE = "someone"


Subject = Named | Unnamed | None  # None: the clause has no subject of its own


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    person: Named | None  # None: a human noun, a plural pronoun
    pronoun: bool = False


class Discourse:
    """Reads subjects off one bench. ``hidden`` are stretches (quotations) whose words belong to somebody's speech."""

    def __init__(self, bench: Workspace, hidden: Sequence[Span] = ()) -> None:
        self.bench = bench
        self.text = bench.text
        self.hidden = sorted(hidden)
        credited = [b.span for b in bench.article.blocks if b.kind in (BlockKind.BYLINE, BlockKind.DATELINE)]
        self.people = [p for p in bench.people() if not any(credit.contains(p.span) for credit in credited)]
        self.known_people = frozenset(self.people)
        self._people_starts = [p.span.start for p in self.people]
        self.words = list(self._whole_words())
        self._starts = [word.start for word in self.words]

    def hiding(self, spans: Sequence[Span]) -> "Discourse":
        """The same reader with stretches hidden, without reading the words again."""
        other = copy(self)
        other.hidden = sorted(spans)
        return other

    def _whole_words(self) -> Iterator[Word]:
        """The article's words, cut where a person's name ends inside one (李能说)."""
        ends = [*sorted(p.span.end for p in self.people), len(self.text)]
        at = 0
        for word in _plain_words(self.bench):
            while ends[at] <= word.start:
                at += 1
            cut = ends[at]
            if cut >= word.end:
                yield word
                continue
            rest = self.text[cut : word.end]
            yield Word(word.start, cut, self.text[word.start : cut], "PER")
            yield Word(cut, word.end, rest, "v" if rest in SPEECH else word.tag)

    def words_in(self, span: Span) -> list[Word]:
        """Words that lie inside a span, outside what is hidden. A word cut by the span's edge is left out."""
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end)
        return [w for w in self.words[first:last] if w.end <= span.end and not self._is_hidden(w.start)]

    def people_in(self, span: Span) -> list[Named]:
        """Mentions of people inside a span, outside credits and what is hidden, by start."""
        first, last = bisect_left(self._people_starts, span.start), bisect_left(self._people_starts, span.end)
        return [p for p in self.people[first:last] if p.span.end <= span.end and not self._is_hidden(p.span.start)]

    def _is_hidden(self, offset: int) -> bool:
        return bool(self.hidden) and any(span.start <= offset < span.end for span in self.hidden)

    # -- verbs of speech ------------------------------------------------------------------------------------------

    def speech_verbs(self, span: Span) -> list[Word]:
        """Verbs by which somebody speaks, in text order; 据介绍 and 的介绍 are none."""
        words = self.words_in(span)
        found = []
        for i, word in enumerate(words):
            before = words[i - 1] if i else None
            described = word.text == "形容" and before is not None and before.text in ("如此", "这样", "这么")
            if not (described or is_speech(word)) or (
                before is not None and (before.text in _IMPERSONAL or before.text == "的")
            ):
                continue
            if (
                word.text in _CALLS
                and i + 1 < len(words)
                and words[i + 1].tag == "n"
                and words[i + 1].start == word.end
            ):
                continue
            found.append(word)
        return found

    # -- subjects -------------------------------------------------------------------------------------------------

    def subject_of(self, verb: Word, since: int) -> Subject:
        """The subject of a verb, sought back to an offset (the start of its sentence)."""
        if since >= verb.start:
            return None
        words = self.words_in(Span(since, verb.start))
        for number, clause in enumerate(reversed(clauses(words))):
            adjoins = number == 0 and not any(c in _COMMAS for c in self.text[clause[-1].end : verb.start])
            found = self._subject_in(clause, next_to_verb=adjoins)
            if found is not None:
                return found
        return None

    def first_subject(self, span: Span, *, last: bool = False) -> Subject:
        """Whoever the first (or last) clause with a subject in a span is about, whatever it does."""
        found = clauses(self.words_in(span))
        for clause in reversed(found) if last else found:
            subject = self._subject_in(clause, next_to_verb=False)
            if subject is not None:
                return subject
        return None

    def speaker_in(self, span: Span, *, last: bool = False) -> Subject:
        """The subject of the first (or last) verb of speech in a span that has one there."""
        verbs = self.speech_verbs(span)
        for verb in reversed(verbs) if last else verbs:
            found = self.subject_of(verb, span.start)
            if found is not None:
                return found
        return None

    def _subject_in(self, clause: Sequence[Word], *, next_to_verb: bool) -> Subject:
        if not clause:
            return None
        span = Span(clause[0].start, clause[-1].end)
        if clause[0].text == "当" or (clause[-1].text.endswith(_TEMPORAL) and not next_to_verb):
            return None
        closed = next((w.start for w in clause if w.text in _PREPOSITIONS and w.tag == "p"), span.end)
        candidates = [c for c in self._candidates(clause, span) if c.end <= closed]
        named_by_de = [w.start for w in clause if w.text == "的" and w.start < closed]
        if named_by_de:
            after = [c for c in candidates if c.start > named_by_de[-1]]
            candidates = after or [c for c in candidates if self.text[c.end : c.end + 1] != "的"] or candidates
        if candidates:
            first = candidates[0]
            if first.pronoun:
                return self.antecedent(first.start) or Unnamed.SOMEONE
            return first.person or self._described(first) or Unnamed.SOMEONE
        return self._other_subject(clause, span, closed) if next_to_verb else None

    def _other_subject(self, clause: Sequence[Word], span: Span, closed: int) -> Subject:
        """A body that acts (某某委员会发表声明称), or a noun that is no person (有评论认为)."""
        if clause[0].tag == "p" and clause[0].text in _INSTRUMENTS:
            return None  # 用方言说, 用铅笔写着: a means opens the clause, and whoever acts stands before it
        before = Word(span.start, span.start, "", "")
        acted = False  # a noun stood before the first verb: it acts, whatever it is
        for word in clause:
            if before.end == word.start and before.tag == "v" and before.text not in ("有", "是"):
                return Unnamed.SOMEONE if acted else None  # what follows is an object
            acted = acted or (
                word.tag in ("n", "nz", "ORG", "nt") and len(word.text) > 1 and before.tag not in ("v", "p")
            )
            if word.tag == "p" and word.start > span.start:
                break
            body = next(
                (b for b in self.bench.bodies(span) if b.span.start <= word.start and b.span.end == word.end), None
            )
            after = next((w for w in clause if w.start >= word.end and w.text not in "“”"), None)
            if (
                body is not None
                and word.end <= closed
                and (after is None or after.tag in ("v", "vd", "d", "ad", "p", "TIME", "m"))
            ):
                return body
            before = word
        led = next((w.start for w in clause if w.tag == "p" and w.start > span.start), closed)  # 中介在信中写道
        last = next((w for w in reversed(clause) if w.end <= led and w.tag not in _SKIPPED_BEFORE_VERB), None)
        if last is None or last.tag not in ("n", "nz", "nw", "ORG", "nt", "PER", "nr") or last.text[-1] in "中里上":
            return None
        return Unnamed.SOMEONE if len(last.text) > 1 else None

    def _candidates(self, clause: Sequence[Word], span: Span) -> list[_Candidate]:
        people = self.people_in(span)
        kin = {w.start for w in clause if w.text in _KIN}  # 何某妻子: somebody of whom the name only says whose
        found = [_Candidate(p.span.start, p.span.end, None if p.span.end in kin else p) for p in people]
        for i, word in enumerate(clause):
            if any(p.span.start < word.end and word.start < p.span.end for p in people):
                continue
            if word.text in _PRONOUNS:
                found.append(_Candidate(word.start, word.end, None, pronoun=True))
            # 科长李某, 教师彭某某 : a noun set before a name tells of the same person
            elif is_human(word) and not any(
                word.end <= p.span.start and _apposed(clause[i + 1 :], p.span.start) for p in people
            ):
                found.append(_Candidate(word.start, word.end, None))
        return sorted((c for c in found if not self._addressed(clause, c)), key=lambda c: c.start)

    def _addressed(self, clause: Sequence[Word], candidate: _Candidate) -> bool:
        """告诉记者, 采访校长某某 : the one spoken to follows such a word, its posts between."""
        before = [w for w in clause if w.end <= candidate.start]
        for word in reversed(before):
            if (word.text in _OBLIQUE and word.tag != "c") or word.text == "采访":
                return True
            if word.tag not in NOMINAL and word.text != "的":
                return False
        return False

    def _described(self, candidate: _Candidate) -> Named | None:
        """这名……老兵 : the person whose name stood behind the same noun before."""
        start = self.text.rfind("\n", 0, candidate.start) + 1
        lead = self.text[max(start, candidate.start - 30) : candidate.start]
        if not any(word in lead for word in ("这名", "这位", "该名", "该位")):
            return None
        noun = self.text[candidate.start : candidate.end]
        known = [p for p in self.people if p.span.end <= candidate.start and self.text[: p.span.start].endswith(noun)]
        return known[-1] if known else None

    # -- whom a pronoun takes up ------------------------------------------------------------------------------------

    def antecedent(self, offset: int) -> Named | None:
        """The person whom 他, 她 or an empty subject at an offset takes up: the subject of the nearest sentence before.

        Looks back over four sentences; then the person named last, if any stands within them.
        """
        end = offset
        last: Named | None = None
        for _ in range(4):
            span = self.sentence_before(end)
            if span is None:
                break
            found = self._own_subject(span, nearest=end == offset and self.text[end - 1] not in "。！？!?；;\n")
            if isinstance(found, Named):
                return found
            people = self.people_in(span)
            last = last or (people[-1] if people else None)
            end = span.start
        return last

    def _own_subject(self, span: Span, *, nearest: bool = False) -> Named | None:
        """The named subject of a sentence, pronouns left out: its first one, or its last unless the first speaks."""
        found: list[Named] = []
        for clause in clauses(self.words_in(span)):
            closed = next((w.start for w in clause if w.text in _PREPOSITIONS and w.tag == "p"), span.end)
            candidates = self._candidates(clause, Span(clause[0].start, clause[-1].end))
            if candidates and candidates[0].pronoun and not found:
                return None  # 她……: the sentence before says who; the other people of this one are its objects
            people = [c.person for c in candidates if c.person]
            people = [p for p in people if p.span.end <= closed and self.text[p.span.end : p.span.end + 1] != "的"]
            if people and not found and any(is_speech(w) for w in clause):
                return people[0]
            found.extend(people[:1])
        return None if not found else found[-1] if nearest else found[0]

    def sentence_before(self, offset: int) -> Span | None:
        """The stretch from the last sentence end before an offset up to it; hidden stretches count as sentence ends."""
        end = offset
        while end > 0 and (self.text[end - 1] in '。！？!?；;\n”"」 ' or self._is_hidden(end - 1)):
            end -= 1
        start = end
        while start > 0 and self.text[start - 1] not in "。！？!?；;\n" and not self._is_hidden(start - 1):
            start -= 1
        return Span(start, end) if start < end else None


def is_speech(word: Word) -> bool:
    """True for a verb of saying, asking, answering, writing or thanking."""
    if word.tag not in ("v", "vn", "vd", "xc", "n", "PER"):
        return False
    if word.text in _NO_SPEECH:
        return False
    return word.text in SPEECH or (word.tag == "v" and len(word.text) > 1 and word.text.endswith(_SPEECH_TAILS))


def is_human(word: Word) -> bool:
    """True for a noun or pronoun that stands for people without naming them."""
    if word.text in _PLURAL or word.text in _HUMAN_NOUNS:
        return True
    if word.tag in ("PER", "nr") and (len(word.text) > 2 or word.text[-1] in "某总"):
        return True  # a name that is not on the bench: 王先生, 李大妈. Two characters are as often a fruit or a dish
    return word.tag == "n" and len(word.text) > 1 and word.text[-1] in _HUMAN_TAILS and word.text not in _NOT_HUMAN


def _apposed(words: Sequence[Word], until: int) -> bool:
    """True when nothing but more posts and their hosts stands between a noun and a name that begins at an offset."""
    if words and until - words[0].start <= 4:
        return True  # 主席参选人某某
    return all(
        word.tag in NOMINAL or word.text in ("、", "兼", "和", "(", ")", "（", "）")
        for word in words
        if word.start < until
    )


def _plain_words(bench: Workspace) -> list[Word]:
    """The tagger's words of a whole article without those in book marks, read once a bench: several steps ask for them."""
    known = _WORDS.get(bench)
    if known is None:
        known = []
        in_title = False
        for i in range(len(bench.sentences)):
            for word in _recut(bench.words(i)):
                closes = "》" in word.text
                in_title = (in_title or "《" in word.text) and not closes
                if not in_title and not closes:  # a title's words are nobody's
                    known.append(word)
        _WORDS[bench] = known
    return known


def _recut(words: list[Word]) -> list[Word]:
    """Part a pronoun from its verb (她说 is 她 and 说); give a lone verb its first character back: 连 声道 谢 → 连 声 道谢."""
    parted: list[Word] = []
    for word in words:
        if word.tag == "v" and word.text[0] in _PRONOUNS and word.text[1:] in SPEECH:
            parted.append(Word(word.start, word.start + 1, word.text[0], "r"))
            word = Word(word.start + 1, word.end, word.text[1:], "v")
        before = parted[-1] if parted else None
        if (
            before is not None
            and word.tag == "v"
            and len(word.text) == 1
            and before.tag == "n"
            and len(before.text) == 2
        ):
            joined = before.text[-1] + word.text
            if joined in SPEECH:
                parted[-1] = Word(before.start, before.end - 1, before.text[:-1], before.tag)
                word = Word(word.start - 1, word.end, joined, "v")
        parted.append(word)
    return parted


def clauses(words: Sequence[Word]) -> list[list[Word]]:
    """Cut at commas and their like; punctuation is dropped."""
    found: list[list[Word]] = [[]]
    for word in words:
        if word.text in _COMMAS or (word.tag == "w" and any(c in _COMMAS for c in word.text)):
            found.append([])
        elif word.tag != "w" or word.text not in "“”‘’":
            found[-1].append(word)
    return [clause for clause in found if clause]
