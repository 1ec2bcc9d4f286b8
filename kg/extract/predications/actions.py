"""What named bodies and people do: clauses with a plain subject and a verb, in the words of the text.

An action keeps its verb, what it is done to, how and where, and what it is done for. Precision first: a clause whose
subject is not a name, or whose verb says a state, speech or negation, makes no action.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.extract.clauses.doers import adverbial_at, doers
from kg.extract.clauses.predicates import PredicateReader, reports
from kg.extract.clauses.subjects import Discourse
from kg.extract.tagging.tagger import Word
from kg.extract.text.dates import find_dates
from kg.extract.text.quotemarks import quoted_stretches
from kg.extract.workspace import ChainDraft, Named, Workspace
from kg.model.schema import Basis, EntityType, RelationType
from kg.model.text import BlockKind, Span

_ASIDE = re.compile(r"(?<=[^\s。！？；])[（(][^（()）]*[)）]")
_LONGEST = 90  # code points of an action; longer clauses are lists or damage
_HELD = frozenset("主办 承办 协办 举办 举行".split())  # without an object they belong to an event
_PURPOSE = (
    *"确保 保障 保证 让 使 使得 从而 以便 以期 切实 最大限度 推动 促进 有效 避免 防止 营造 为的是 助力".split(),
    *"增强 提升 提高 维护 从源头 进一步".split(),
)
_GOING = frozenset("聚焦 深入 走进 来到 前往 赶赴 奔赴 进驻 走访 抵达 赶到 赶往".split())
_WHERE = tuple("路段 区域 小区 社区 现场 校园 一线 市场 村庄 工地 街头 基地 村 处 地".split())
_MANNER = frozenset("采取 采用 运用 利用 通过 借助 依托".split())
_WAYS = ("方式", "方法", "办法", "形式", "措施")
_STAFF = frozenset(
    "执法人员 工作人员 民警 队员 志愿者 党员干部 工作组 网格员 干部 职工 医护人员 技术人员 救援人员 消防员".split()
)
_THANKS = frozenset("感谢 感恩 多亏".split())
_OF_OTHERS = frozenset("由 经 据 当 每当 若 如 如果 一旦 假如 倘若 要是 凡是".split())
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


def find_actions(bench: Workspace) -> None:
    """Put the article's actions on the bench, with AGENT, OBJECT, LOCATION and DATE relations."""
    discourse = Discourse(bench)
    blocks = [b.span for b in bench.article.blocks if b.kind is BlockKind.PARAGRAPH]
    terms = [q.outer for q in quoted_stretches(bench.text, blocks) if not set(q.inner.of(bench.text)) & set(_FINAL)]
    topic: tuple[Named, ...] = ()  # who acted last: 执法人员 in a later sentence are theirs
    carried: tuple[Named, ...] = ()  # whose clauses go on behind a semicolon
    for sentence in bench.sentences:
        if sentence.block is not BlockKind.PARAGRAPH:
            continue
        reader = _Sentence(discourse, sentence.span, topic, terms)
        reader.agents = carried
        for action in reader.read():
            _put(bench, action, sentence.span)
            if action.rule in ("action-subject", "action-next-clause"):
                topic = action.agents
        carried = reader.agents if sentence.span.of(bench.text).rstrip().endswith(("；", ";")) else ()


class _Sentence:
    def __init__(self, discourse: Discourse, span: Span, topic: tuple[Named, ...], terms: Sequence[Span]) -> None:
        self.discourse = discourse
        self.text = discourse.text
        self.span = span
        self.topic = topic
        self.terms = [term for term in terms if term.overlaps(span)]
        self.agents: tuple[Named, ...] = ()
        self.predicates = PredicateReader(self.text, self.terms)
        self.planned = self.text.startswith("下一步", span.start)
        self.place: Span | None = None
        self.manner: Span | None = None
        self.actions: list[_Action] = []

    def read(self) -> list[_Action]:
        """The actions of the sentence, in order."""
        for part in self._clauses():
            self._clause(part)
        return self.actions

    def _clauses(self) -> Iterator[Sequence[Word]]:
        """Comma clauses; commas inside a quoted term do not cut, sentence ends and what surrounds them do.

        What a bracket holds is said aside (甲省新增病例1例(中国籍，乙国输入)): it neither cuts a clause nor is one.
        """
        asides = [match.span() for match in _ASIDE.finditer(self.text, self.span.start, self.span.end)]
        run: list[Word] = []
        for word in self.discourse.words_in(self.span):
            if any(start <= word.start < end for start, end in asides):
                continue
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
        found = self.predicates.read(words, planned=self.planned) if words else None
        if found is None:
            if any(reports(w) and w.tag == "v" for w in words):
                self.agents = ()  # what follows is told by the subject, not done by it
            return
        first = min(start, found.start)
        if rule != "action-next-clause":
            first = min(
                [first, *(a.span.start for a in agents if self.span.contains(a.span) and a.span.end <= found.start)]
            )
        last = found.object.end if found.object is not None else found.end
        span = self.predicates.balanced(Span(first, max(last, found.end)))
        place = found.place or self.place
        if found.verb in _MANNER and found.object is not None and found.object.of(self.text).endswith(_WAYS):
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
        """True when a clause begins with a verb, an adverb or a preposition: it has no subject of its own.

        Behind 经, 由 another does it (经某中心确诊), behind 若, 一旦 whoever may (若遇到困难).
        """
        behind = part[0].start
        for word in part:
            if word.start >= behind and word.text in _OF_OTHERS:
                return False
            if word.start < behind or word.tag in ("d", "ad", "c", "TIME", "w"):
                continue
            manner = adverbial_at(self.text, word.start)
            if not manner:
                return word.tag in ("v", "vd", "xc", "p")
            behind = word.start + len(manner)
        return False


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
        where = Span(sentence.start + day.span.start, sentence.start + day.span.end)
        bench.relate(
            RelationType.DATE,
            chain,
            None,
            where.cover(action.span),
            "action-date",
            0.7,
            value=day.text,
            qualifiers=day.qualifiers,
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
