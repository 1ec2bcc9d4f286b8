"""Ways of working that have a name: “三联”工作法, “一线三点”的工作思路, and terms that stand for one.

A practice is a quoted term with a head noun that says so (模式, 机制, 思路 …), or a quoted term right behind a verb by
which one works (实行“…”, 通过“…”). Its parts are quoted in a row before it, listed behind 即, or set between dashes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.extract.clauses.doers import doers
from kg.extract.clauses.subjects import Discourse, clauses
from kg.extract.text.numbers import number
from kg.extract.text.quotemarks import Quoted, quoted_stretches
from kg.extract.workspace import ChainDraft, Named, Workspace
from kg.model.schema import Basis, EntityType, RelationType
from kg.model.text import BlockKind, Span

_SURE_HEADS = (
    "模式 机制 思路 体系 工作法 服务法 治理法 管理法 教学法 做法 框架 方法 工作链 工作流程 组织架构 治理架构".split()
)
_LOOSE_HEADS = (
    "行动 工程 制度 方式 格局 路径 举措 工作 服务 活动".split()
)  # name a practice only behind a verb that says so
_VERBS = "实行 推行 创新 推广 构建 构建起 建立 建立健全 形成 探索 实施 落实 制定 创建 搭建 采取 采用 健全 完善 坚持 深化 依托 运用".split()
_TERM_VERBS = "实行 推行 创新 探索 坚持 着眼 着眼于 通过 突出 狠抓".split()  # 通过“优管理”: the term needs no head
_NOT_WORK = re.compile(r"[A-Za-z0-9@]|(?:平台|系统|网|热线|会|群|号|码|卡|端|程序|中心|公司|大赛|节)$")
_LONGEST_TERM = 30  # code points between the marks; longer stretches are sentences
_LONGEST_BARE_TERM = 6
_METHOD = re.compile(
    r"[\u4e00-\u9fff]{2,}(?:工作|服务|治理|管理|教学)法$"
)  # 推行“五步工作法”: the head stands inside the marks
_LONGEST_CALLED = 12
_SERVES = re.compile("为(?:主要|重要)?(?:抓手|载体|主线|重点|着力点|切入点|突破口|支撑)")
_CALLED = re.compile(
    "(?:做法|模式|机制|方法|办法|经验|工作法)[^，。“”]{0,8}(?:称为|称作|叫作|叫做|命名为|概括为|总结为|誉为|叫)$"
)
_WHOSE = re.compile("的(?:这[套一种些项]?|一套|上述)?(?:工作)?(?:做法|模式|机制|方法|办法|经验)")  # 甲社区的这套做法
_LINKED = re.compile(r"[-－—–─＋+]+")
_HEADS = tuple(  # sure heads first: 工作体系 is headed by 体系, not by 工作
    re.compile(rf"的?(?P<middle>[\u4e00-\u9fff]{{0,8}}?)(?P<head>{'|'.join(heads)})")
    for heads in (_SURE_HEADS, _LOOSE_HEADS)
)
_NUMBERED = re.compile(r"[一二两三四五六七八九十\d]{1,2}(?=\D)")
_PART_LEADS = ("，即", ",即", "（即", "(即", "：", ":", "，也就是", "，包括")
_TEXT_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.CAPTION})


@dataclass(slots=True)
class _Practice:
    """One way of working: its printed forms (with head) and bare mentions, and the sentence that says the most of it."""

    key: str
    forms: list[Span] = field(default_factory=list)
    bare: list[Span] = field(default_factory=list)
    chain: int = -1


def find_practices(bench: Workspace) -> None:
    """Put the article's named ways of working on the bench, with PRACTISED_BY and NARROWER relations."""
    blocks = [b.span for b in bench.article.blocks if b.kind not in (BlockKind.BYLINE, BlockKind.DATELINE)]
    finder = _Finder(bench, quoted_stretches(bench.text, blocks))
    finder.collect()
    finder.put()


class _Finder:
    def __init__(self, bench: Workspace, quotes: Sequence[Quoted]) -> None:
        self.bench = bench
        self.text = bench.text
        self.discourse = Discourse(bench)
        self.quotes = [
            q for q in quotes if len(q.inner) <= _LONGEST_TERM and not set(q.inner.of(self.text)) & set("。！？；")
        ]
        self.practices: dict[str, _Practice] = {}
        self.in_text = [b.span for b in bench.article.blocks if b.kind in _TEXT_KINDS]

    def collect(self) -> None:
        """Find the terms that name a practice, then every other place where the same terms stand."""
        for quote in self.quotes:
            if not any(p.contains(quote.outer) for p in self.in_text):
                continue
            whole = self._with_head(quote) or self._behind_verb(quote)
            if whole is not None:
                key = quote.inner.of(self.text)
                practice = self.practices.setdefault(key, _Practice(key))
                practice.forms.append(whole)
        for quote in self.quotes:
            known = self.practices.get(quote.inner.of(self.text))
            if known is not None and not any(form.contains(quote.inner) for form in known.forms):
                known.bare.append(quote.inner)

    def put(self) -> None:
        """Put what was collected on the bench, in text order."""
        for practice in sorted(self.practices.values(), key=lambda p: p.forms[0]):
            name = max((form.of(self.text) for form in practice.forms), key=len)
            draft = ChainDraft({EntityType.PRACTICE}, name, [*practice.forms, *practice.bare], {practice.key} - {name})
            practice.chain = self.bench.add(draft)
        for practice in sorted(self.practices.values(), key=lambda p: p.forms[0]):
            done: set[int] = set()
            for form in practice.forms:
                for part, holder in self._parts(practice, form):
                    self._narrow(practice, form, part, holder)
                self._practised_by(practice.chain, form, done)

    # -- what is a practice -----------------------------------------------------------------------------------------

    def _with_head(self, quote: Quoted) -> Span | None:
        for pattern in _HEADS:
            match = pattern.match(self.text, quote.outer.end)
            if match is None or (match["middle"] and not self._nominal(match.start("middle"), match.start("head"))):
                continue
            numbered = _NUMBERED.match(quote.inner.of(self.text)) and self._verb_before(quote.outer.start, _VERBS)
            if match["head"] in _SURE_HEADS or numbered:
                return Span(quote.outer.start, match.end())
        return None

    def _nominal(self, start: int, end: int) -> bool:
        words = self.discourse.words_in(Span(start, end))
        return all(word.tag in ("n", "nz", "vn", "an", "a", "nw", "v", "LOC", "m", "q") for word in words)

    def _behind_verb(self, quote: Quoted) -> Span | None:
        inner = quote.inner.of(self.text)
        after = self.text[quote.outer.end : quote.outer.end + 1]
        if _METHOD.match(inner):
            return quote.inner
        if self._is_means(quote) or self._is_called(quote):
            return quote.inner
        if len(inner) > _LONGEST_BARE_TERM or _NOT_WORK.search(inner) or (after and after not in "，,。；;、\n"):
            return None
        return quote.inner if self._verb_before(quote.outer.start, _TERM_VERBS) else None

    def _is_means(self, quote: Quoted) -> bool:
        """以“强队伍”“优服务”为抓手: a row of terms between 以 and what they serve as."""
        if len(quote.inner) > _LONGEST_BARE_TERM or _NOT_WORK.search(quote.inner.of(self.text)):
            return False
        end, start = quote.outer.end, quote.outer.start
        for other in sorted(self.quotes, key=lambda q: q.outer.start):
            if self.text[end : other.outer.start] in ("", "、", "和", "与") and other.outer.start >= end:
                end = other.outer.end
        for other in sorted(self.quotes, key=lambda q: -q.outer.start):
            if other.outer.end <= start and self.text[other.outer.end : start] in ("", "、", "和", "与"):
                start = other.outer.start
        return self.text[:start].endswith("以") and _SERVES.match(self.text, end) is not None

    def _is_called(self, quote: Quoted) -> bool:
        """这套做法被称为“板凳议事”: a way of working is what is called so."""
        start = max(self.text.rfind(mark, 0, quote.outer.start) for mark in "。，；\n") + 1
        return len(quote.inner) <= _LONGEST_CALLED and _CALLED.search(self.text[start : quote.outer.start]) is not None

    def _verb_before(self, offset: int, verbs: Sequence[str]) -> bool:
        """True when such a verb stands before an offset, quoted parts of the same name between them or not."""
        at = offset
        while True:
            row = next(
                (
                    q
                    for q in self.quotes
                    if q.outer.end in (at, at - 1) and self.text[q.outer.end : at] in ("", "、", "的")
                ),
                None,
            )
            if row is None:
                break
            at = row.outer.start
        before = self.text[max(0, at - 10) : at]
        clause = re.split(r"[，,。；;：:]", before)[-1]
        return any(clause.endswith((verb, verb + "了", verb + "起", verb + "以")) for verb in verbs)

    # -- its parts --------------------------------------------------------------------------------------------------

    def _parts(self, practice: _Practice, form: Span) -> Iterator[tuple[Span, bool]]:
        """Spans of the parts; True for a clause that also says who does it."""
        start = form.start + (self.text[form.start] != practice.key[0])
        linked = _LINKED.split(practice.key)
        if len(linked) > 1 and all(linked):
            at = start
            for part in linked:
                at = self.text.index(part, at)
                yield Span(at, at + len(part)), False
            return
        count = _NUMBERED.match(practice.key)
        expected = int(number(count[0]) or 0) if count else 0
        row = self._row_before(form.start)
        if len(row) >= 2 and (expected in (0, len(row))):
            for quote in row:
                yield quote.inner, False
            return
        yield from self._explained(form, expected)

    def _row_before(self, offset: int) -> list[Quoted]:
        """“甲”“乙”“丙”的 right before an offset."""
        if not self.text[:offset].endswith("的"):
            return []
        row: list[Quoted] = []
        at = offset - 1
        while (
            quote := next(
                (q for q in self.quotes if q.outer.end <= at and self.text[q.outer.end : at] in ("", "、", "和", "与")),
                None,
            )
        ) is not None:
            row.insert(0, quote)
            at = quote.outer.start
        return row

    def _explained(self, form: Span, expected: int) -> Iterator[tuple[Span, bool]]:
        """Behind 即: as many parts as the name counts, or the clauses that say who does what."""
        lead = next((mark for mark in _PART_LEADS if self.text.startswith(mark, form.end)), None)
        if lead is None:
            return
        start = form.end + len(lead)
        end = next((i for i in range(start, len(self.text)) if self.text[i] in "。；;\n）)"), len(self.text))
        pieces = list(_split(self.text, start, end, "、，,"))
        if expected and len(pieces) == expected and all(2 <= len(p) <= 16 for p in pieces):
            for piece in pieces:
                yield piece, False
        elif "即" in lead:
            for piece in _split(self.text, start, end, "，,"):
                listed = list(_split(self.text, piece.start, piece.end, "、"))
                if len(listed) > 1 and len({len(part) for part in listed}) == 1 and len(listed[0]) in range(3, 7):
                    for part in listed:  # 组织联建、资源联享: parts side by side, none says who does it
                        yield part, False
                elif len(piece) >= 4:
                    yield piece, True

    def _narrow(self, practice: _Practice, form: Span, part: Span, clause: bool) -> None:
        name = part.of(self.text).strip('“”‘’"')
        known = self.practices.get(name)
        if known is not None and known.chain >= 0:
            chain = known.chain
        else:
            at = self.text.index(name, part.start)
            chain = self.bench.add(ChainDraft({EntityType.PRACTICE}, name, [Span(at, at + len(name))]))
            self.practices[name] = _Practice(name, [Span(at, at + len(name))], chain=chain)
        if chain == practice.chain:
            return
        rule, confidence = ("practice-clauses", 0.75) if clause else ("practice-parts", 0.9)
        self.bench.relate(RelationType.NARROWER, practice.chain, chain, form.cover(part), rule, confidence)
        if clause:
            for named in self._acting(part):
                self.bench.relate(RelationType.PRACTISED_BY, chain, named.chain, part, "practice-clause-subject", 0.75)

    def _acting(self, part: Span) -> tuple[Named, ...]:
        """以甲为核心, 由乙牵头, 丙统筹…: whoever the clause puts to work."""
        centre = re.match(r"以(.+)为(?:核心|主体|龙头|引领|主|统领|纽带|基础|重点)", part.of(self.text))
        if centre:
            inside = Span(part.start + centre.start(1), part.start + centre.end(1))
            return tuple(b for b in self.bench.bodies(inside) if len(b.span) == len(inside))
        acting = doers(self.discourse, self.discourse.words_in(part))
        return acting.named if acting is not None else ()

    # -- who practises it -------------------------------------------------------------------------------------------

    def _practised_by(self, chain: int, form: Span, done: set[int]) -> None:
        index = self.bench.sentence_at(form.start)
        if index is None:
            return
        sentence = self.bench.sentences[index].span
        parts = [p for p in clauses(self.discourse.words_in(sentence)) if p[0].start <= form.start]
        for part in reversed(parts):
            acting = doers(self.discourse, part)
            if acting is not None and acting.named[0].span.start < form.start:
                self._relate(chain, acting.named, acting.named[0].span.cover(form), Basis.STATED, done)
                return
        for body in self.bench.bodies(sentence):
            if body.span.end < form.start and _WHOSE.match(self.text, body.span.end):
                self._relate(chain, (body,), body.span.cover(form), Basis.STATED, done)
                return
        topic = self._topic(index)
        if topic is not None:
            self._relate(chain, (topic,), form, Basis.CONTEXT, done)

    def _topic(self, index: int) -> Named | None:
        """The subject of a sentence before, in the same paragraph."""
        paragraph = next((p for p in self.in_text if p.contains(self.bench.sentences[index].span)), None)
        for i in range(index - 1, -1, -1):
            span = self.bench.sentences[i].span
            if paragraph is None or not paragraph.contains(span):
                return None
            for part in clauses(self.discourse.words_in(span)):
                acting = doers(self.discourse, part)
                if acting is not None and len(acting.named) == 1:
                    return acting.named[0]
        return None

    def _relate(self, chain: int, named: Sequence[Named], evidence: Span, basis: Basis, done: set[int]) -> None:
        rule, confidence = ("practice-subject", 0.85) if basis is Basis.STATED else ("practice-topic", 0.6)
        for one in named:
            if one.chain in done or EntityType.PERSON in self.bench.chains[one.chain].types:
                continue
            done.add(one.chain)
            self.bench.relate(RelationType.PRACTISED_BY, chain, one.chain, evidence, rule, confidence, basis=basis)


def _split(text: str, start: int, end: int, marks: str) -> Iterator[Span]:
    """Stretches of text[start:end] between marks, without spaces at their edges; empty ones are dropped."""
    at = start
    for i in range(start, end + 1):
        if i == end or text[i] in marks:
            piece = text[at:i]
            left = at + len(piece) - len(piece.lstrip())
            right = i - (len(piece) - len(piece.rstrip()))
            if left < right:
                yield Span(left, right)
            at = i + 1
