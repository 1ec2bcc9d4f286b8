"""What named bodies and people do: clauses with a plain subject and a verb, in the words of the text.

An action keeps its verb, what it is done to, how and where, and what it is done for. Precision first: a clause whose
subject is not a name, or whose verb says a state, speech or negation, makes no action.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.extract.dates import find_dates
from kg.extract.doers import ADVERBIAL, doers
from kg.extract.quotemarks import CLOSING, quoted_stretches
from kg.extract.subjects import Discourse, is_speech
from kg.extract.tagger import Word
from kg.extract.workspace import ChainDraft, Named, Workspace
from kg.model.schema import Basis, EntityType, Qualifier, RelationType
from kg.model.text import BlockKind, Span

_LONGEST = 90  # code points of an action; longer clauses are lists or damage
_NO_ACTION = frozenset(
    (
        "是 有 为 成为 位于 属于 系 叫 称为 作为 具有 拥有 没有 包括 包含 等于 达 达到 占 存在 觉得 感到 希望 想 "
        "知道 需要 使 令 受到 受 获 获得 荣获 涉嫌 将会 来自 源于 面向 依法 依靠 处于 等同 得到 变成 隶属 下辖 辖 "
        "坐落 毕业 出生 现有 收获 值得 显示"
    ).split()
)
_HELPERS = frozenset(
    "要 能 能够 会 可 可以 应 应该 必须 愿意 愿 继续 开始 努力 着力 来 去 到 坚持 想要 进一步 负责 主动 参与".split()
) - {"负责", "参与", "坚持"}
_HELD = frozenset("主办 承办 协办 举办 举行".split())  # without an object they belong to an event
_DOING = frozenset("进行 开展 予以 加以 给予 作出 做出 实施 展开".split())  # 对…进行检查: the act is the noun behind
_PURPOSE = (
    "确保 保障 保证 让 使 使得 从而 以便 以期 切实 最大限度 推动 促进 有效 避免 防止 营造 为的是 助力 增强 提升 提高 维护 从源头 进一步"
).split()
_GOING = frozenset("聚焦 深入 走进 来到 前往 赶赴 奔赴 进驻 走访 抵达 赶到 赶往".split())
_WHERE = (
    "路段",
    "区域",
    "小区",
    "社区",
    "现场",
    "校园",
    "一线",
    "市场",
    "村庄",
    "工地",
    "街头",
    "基地",
    "村",
    "处",
    "地",
)
_MANNER = frozenset("采取 采用 运用 利用 通过 借助 依托".split())
_NEGATED = frozenset("不 没 没有 未 未能 并未 无 不再 不会 不能 难以 无法".split())
_PLANNED = frozenset("将 拟 计划 下一步 即将 打算".split())
_STAFF = frozenset(
    "执法人员 工作人员 民警 队员 志愿者 党员干部 工作组 网格员 干部 职工 医护人员 技术人员 救援人员 消防员".split()
)
_TELLING = frozenset(  # verbs of speech that are acts as well: what follows them is a thing, not what is said
    (
        "讲解 宣布 承诺 感谢 致谢 祝贺 推介 推荐 分享 鼓励 叮嘱 嘱咐 安慰 提醒 询问 说明 阐述 交代 讲述 致电 致辞 "
        "致词 发言 道歉 发出 回复 点赞 慰问 劝"
    ).split()
)
_THANKS = frozenset("感谢 感恩 多亏".split())
_NOMINAL = frozenset("n nz nw LOC ORG PER nr ns nt r m q a u vn f s an".split())
_SUBORDINATE = ("后", "时", "之后", "以后", "之前", "以来", "期间", "前", "之际")
_FINAL = "。！？!?…；;"
_SKIPPED = frozenset("d ad TIME c f".split())


@dataclass(slots=True)
class _Action:
    """One action while its sentence is read."""

    agents: tuple[Named, ...]
    span: Span
    verb: str
    object: Span | None
    rule: str
    confidence: float
    basis: Basis
    place: Span | None = None
    manner: Span | None = None
    planned: bool = False
    purposes: list[Span] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Predicate:
    start: int  # of the words behind the subject
    end: int  # of the verb
    verb: str
    object: Span | None
    place: Span | None
    planned: bool


def find_actions(bench: Workspace) -> None:
    """Put the article's actions on the bench, with AGENT, OBJECT, LOCATION and DATE relations."""
    discourse = Discourse(bench)
    blocks = [b.span for b in bench.article.blocks if b.kind is BlockKind.PARAGRAPH]
    terms = [q.outer for q in quoted_stretches(bench.text, blocks) if not set(q.inner.of(bench.text)) & set(_FINAL)]
    topic: tuple[Named, ...] = ()  # who acted last: 执法人员 in a later sentence are theirs
    for sentence in bench.sentences:
        if sentence.block is not BlockKind.PARAGRAPH:
            continue
        actions = _Sentence(discourse, sentence.span, topic, terms).read()
        for action in actions:
            _put(bench, action, sentence.span)
            if action.rule in ("action-subject", "action-next-clause"):
                topic = action.agents


class _Sentence:
    def __init__(self, discourse: Discourse, span: Span, topic: tuple[Named, ...], terms: Sequence[Span]) -> None:
        self.discourse = discourse
        self.text = discourse.text
        self.span = span
        self.topic = topic
        self.terms = [term for term in terms if term.overlaps(span)]
        self.agents: tuple[Named, ...] = ()
        self.place: Span | None = None
        self.manner: Span | None = None
        self.actions: list[_Action] = []

    def read(self) -> list[_Action]:
        """The actions of the sentence, in order."""
        for part in self._clauses():
            self._clause(part)
        return self.actions

    def _clauses(self) -> Iterator[Sequence[Word]]:
        """Comma clauses; commas inside a quoted term do not cut, sentence ends and what surrounds them do."""
        run: list[Word] = []
        for word in self.discourse.words_in(self.span):
            inside = any(term.start < word.start < term.end - 1 for term in self.terms)
            if word.tag == "w" and not inside and any(c in "，,；;：:。！？!?…" for c in word.text):
                if run:
                    yield run
                run = []
            elif (
                run or word.tag != "w" or any(term.start <= word.start for term in self.terms if word.start < term.end)
            ):
                run.append(word)
        if run:
            yield run

    def _clause(self, part: Sequence[Word]) -> None:
        acting = doers(self.discourse, part)
        rule, confidence, basis = "action-subject", 0.85, Basis.STATED
        start = part[0].start
        if acting is not None:
            self.agents = acting.named
            start = acting.end
            self.place = self.manner = None
        else:
            staff = self._staff(part)
            thanked = self._thanked(part)
            if thanked is not None:
                agents, words = thanked
                self._add(agents, words, words[0].start, "action-thanked", 0.75, Basis.STATED)
                return
            if staff is not None and len(self.topic) == 1:
                self.agents, start = self.topic, staff
                rule, confidence, basis = "action-staff", 0.65, Basis.CONTEXT
            elif self.agents and self._continues(part):
                rule, confidence = "action-next-clause", 0.75
                if self.actions and self.text.startswith(tuple(_PURPOSE), part[0].start):
                    self.actions[-1].purposes.append(Span(part[0].start, part[-1].end))
                    return
            else:
                self.agents = ()
                return
        self._add(self.agents, [w for w in part if w.start >= start], part[0].start, rule, confidence, basis)

    def _add(
        self, agents: tuple[Named, ...], words: Sequence[Word], start: int, rule: str, confidence: float, basis: Basis
    ) -> None:
        found = self._predicate(words)
        if found is None or not words:
            if any(_reports(w) and w.tag == "v" for w in words):
                self.agents = ()  # what follows is told by the subject, not done by it
            return
        first = min(start, found.start)
        if rule != "action-next-clause":
            first = min(
                [first, *(a.span.start for a in agents if a.span.start >= start - 40 and a.span.end <= found.start)]
            )
        last = found.object.end if found.object is not None else found.end
        span = self._balanced(Span(first, max(last, found.end)))
        place = found.place or self.place
        if (
            found.verb in _MANNER
            and found.object is not None
            and self.text[found.object.end - 2 : found.object.end] in ("方式", "方法", "办法", "形式", "措施")
        ):
            self.manner = span if rule == "action-next-clause" else Span(found.start, span.end)
            return
        if found.verb in _GOING and found.object is not None and found.object.of(self.text).endswith(_WHERE):
            self.place = found.object
        if len(span) > _LONGEST or (found.object is None and found.verb in _HELD):
            return
        self.actions.append(
            _Action(agents, span, found.verb, found.object, rule, confidence, basis, place, self.manner, found.planned)
        )

    # -- subjects that are no names ---------------------------------------------------------------------------------

    def _staff(self, part: Sequence[Word]) -> int | None:
        """执法人员… at the head of a clause: staff of whoever acted before. The offset behind the noun."""
        words = [w for w in part if w.tag not in _SKIPPED and w.tag != "w"]
        for length in (1, 2):
            run = words[:length]
            if len(run) == length and "".join(w.text for w in run) in _STAFF:
                return run[-1].end
        return None

    def _thanked(self, part: Sequence[Word]) -> tuple[tuple[Named, ...], Sequence[Word]] | None:
        """感谢某派出所民警迅速出警: whoever is thanked did what is told."""
        thanks = next((i for i, w in enumerate(part) if w.text in _THANKS), None)
        if thanks is None or thanks + 1 >= len(part):
            return None
        rest = part[thanks + 1 :]
        acting = doers(self.discourse, rest)
        if acting is None:
            return None
        return acting.named, [w for w in rest if w.start >= acting.end]

    def _continues(self, part: Sequence[Word]) -> bool:
        """True when a clause begins with a verb, an adverb or a preposition: it has no subject of its own."""
        behind = part[0].start
        for word in part:
            if word.start < behind or word.tag in ("d", "ad", "c", "TIME", "w"):
                continue
            manner = next((m for m in ADVERBIAL if self.text.startswith(m, word.start)), "")
            if not manner:
                # 由某部门牵头: this preposition brings a subject of its own
                return word.tag in ("v", "vd", "xc") or (word.tag == "p" and word.text != "由")
            behind = word.start + len(manner)
        return False

    # -- the predicate ----------------------------------------------------------------------------------------------

    def _predicate(self, words: Sequence[Word]) -> _Predicate | None:
        place: Span | None = None
        planned = any(w.text in _PLANNED and w.tag != "p" for w in words[:3]) or self.text.startswith(
            "下一步", self.span.start
        )
        i = 0
        while i < len(words):
            word = words[i]
            if word.text in _NEGATED or word.text == "的":
                return None
            if self._in_term(word):
                i += 1
                continue
            if word.tag == "p" and word.text in ("对", "对于", "就"):
                done = self._done_to(words, i)
                if done is not None:
                    return _Predicate(words[0].start, words[-1].end, done[0], done[1], place, planned)
            if word.tag == "p" and word.text in ("把", "将"):
                return self._disposed(words, i, place, planned)
            if word.tag == "p" or word.text in ("用", "为"):  # 仅用10天便完成; 为老人送去棉被
                end = self._behind_phrase(words, i)
                if word.text in ("在", "于", "到") and end > i + 1:
                    place = Span(words[i + 1].start, words[end - 1].end)
                i = end
                continue
            chained = i + 1 < len(words) and words[i + 1].tag == "v" and i and words[i - 1].tag in ("n", "nz")
            if chained and word.text not in _HELPERS:
                i += 1  # 为基层治理注入活力: the first of two verbs belongs to the phrase
                continue
            if word.tag in ("v", "vd", "vn") and word.text not in _HELPERS:
                return self._transitive(words, i, place, planned)
            if word.tag not in _SKIPPED and word.tag not in ("v", "w", "a", "m", "n", "xc"):
                return None
            i += 1
        return None

    def _transitive(self, words: Sequence[Word], i: int, place: Span | None, planned: bool) -> _Predicate | None:
        verb = words[i]
        if verb.text in _NO_ACTION or _reports(verb) or len(verb.text) == 1:
            return None
        if verb.text.endswith(("是", "有")) or words[-1].text in _SUBORDINATE:
            return None  # 共有, 都是: states; …执政后: the clause only dates another
        rest = [w for w in words[i + 1 :] if w.tag != "w" or w.text not in "“”‘’"]
        if rest and rest[0].text in ("的", *_SUBORDINATE):
            return None  # 组织的活动: a modifier
        while rest and rest[0].text in ("了", "着", "过", "好", "起", "出", "上"):
            rest = rest[1:]
        if verb.text in _DOING and len(rest) == 1 and rest[0].tag in ("v", "vn"):
            return _Predicate(words[0].start, rest[0].end, rest[0].text, None, place, planned)
        object_ = (
            Span(rest[0].start, words[-1].end) if rest and rest[0].text not in ("以及", "和", "、", "与") else None
        )
        return _Predicate(words[0].start, verb.end, verb.text, object_ and self._balanced(object_), place, planned)

    def _done_to(self, words: Sequence[Word], i: int) -> tuple[str, Span] | None:
        """对甲进行检查: the act and what it is done to."""
        for j in range(len(words) - 2, i + 1, -1):
            if words[j].text in _DOING:
                act = next((w for w in reversed(words[j + 1 :]) if w.tag in ("v", "vn", "n")), None)
                return None if act is None else (act.text, Span(words[i + 1].start, words[j - 1].end))
        return None

    def _disposed(self, words: Sequence[Word], i: int, place: Span | None, planned: bool) -> _Predicate | None:
        """把甲送到乙: what stands between 把 and the verb is the object."""
        verb = next((j for j in range(i + 2, len(words)) if words[j].tag in ("v", "vd")), None)
        if verb is None or words[verb].text in _NO_ACTION:
            return None
        last = next((j for j in range(verb - 1, i + 1, -1) if words[j].tag not in ("d", "ad", "a")), i + 1)
        object_ = self._balanced(Span(words[i + 1].start, words[last].end))
        return _Predicate(words[0].start, words[-1].end, words[verb].text, object_, place, planned)

    def _balanced(self, span: Span) -> Span:
        """With the quotation mark that stands right outside when its partner stands inside."""
        inside = span.of(self.text)
        start, end = span.start, span.end
        for opening, closing in CLOSING.items():
            if opening == closing:
                continue
            if inside.count(opening) > inside.count(closing) and self.text[end : end + 1] == closing:
                end += 1
            if inside.count(closing) > inside.count(opening) and self.text[start - 1 : start] == opening:
                start -= 1
        return Span(start, end)

    def _in_term(self, word: Word) -> bool:
        """True inside quotation marks that hold a name, whose verbs are nobody's acts."""
        return any(term.start < word.start < term.end for term in self.terms)

    def _behind_phrase(self, words: Sequence[Word], i: int) -> int:
        j = i + 1
        while j < len(words) and (
            words[j].tag in _NOMINAL or words[j].text in "、和及与“”‘’" or self._in_term(words[j])
        ):
            j += 1
            if words[j - 1].tag == "f":
                break
        return j


def _reports(word: Word) -> bool:
    return is_speech(word) and word.text not in _TELLING


def _put(bench: Workspace, action: _Action, sentence: Span) -> None:
    text = bench.text
    named: Iterable[tuple[str, Span | None]] = (
        ("objectText", action.object),
        ("place", action.place),
        ("manner", action.manner),
    )
    properties = {"verb": action.verb} | {key: span.of(text) for key, span in named if span is not None}
    if action.purposes:
        properties["purpose"] = "，".join(span.of(text) for span in action.purposes)
    if action.planned:
        properties["status"] = "planned"
    chain = bench.add(ChainDraft({EntityType.ACTION}, action.span.of(text), [action.span], properties=properties))
    for agent in action.agents:
        inside = sentence.contains(agent.span)
        evidence = action.span.cover(agent.span) if inside else action.span
        bench.relate(
            RelationType.AGENT, chain, agent.chain, evidence, action.rule, action.confidence, basis=action.basis
        )
    done: set[int] = {agent.chain for agent in action.agents}
    for kind, span in ((RelationType.OBJECT, action.object), (RelationType.LOCATION, action.place)):
        for item in _things(bench, span) if span is not None else ():
            if item.chain not in done:
                done.add(item.chain)
                evidence = action.span.cover(item.span)
                bench.relate(
                    kind, chain, item.chain, evidence, action.rule, action.confidence - 0.05, basis=action.basis
                )
    dates = find_dates(sentence.of(text), bench.article.published)
    day = next((d for d in dates if len(d.text) > 1), None)
    if day is not None:
        interval = (
            [(Qualifier.START, day.start.isoformat()), (Qualifier.END, day.end.isoformat())]
            if day.start is not None and day.end is not None
            else []
        )
        where = Span(sentence.start + day.span.start, sentence.start + day.span.end)
        bench.relate(
            RelationType.DATE,
            chain,
            None,
            where.cover(action.span),
            "action-date",
            0.7,
            value=day.text,
            qualifiers=interval,
        )


def _things(bench: Workspace, span: Span) -> list[Named]:
    """Bodies, places, people, projects and events named inside a span; the longest where they overlap."""
    found = [*bench.people(span), *bench.bodies(span)]
    for i, chain in enumerate(bench.chains):
        if chain.types & {EntityType.PROJECT, EntityType.EVENT}:
            found.extend(Named(m, m.of(bench.text), i) for m in chain.mentions if span.contains(m))
    return sorted(
        (f for f in found if not any(o.span != f.span and o.span.contains(f.span) for o in found)),
        key=lambda item: (item.span.start, item.chain),
    )
