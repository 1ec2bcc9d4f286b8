"""Measures: quantities of something, tied to the body, place or project they are said of.

Precision first: a quantity whose counted noun or whose owner the words do not give is left alone.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.extract.clauses.doers import doers
from kg.extract.clauses.subjects import NOMINAL, Discourse, is_human
from kg.extract.predications.carried import Reading
from kg.extract.tagging.tagger import Word
from kg.extract.text.date_mentions import DateMention
from kg.extract.text.quantities import Bound, Quantity, find_quantities
from kg.extract.text.quotemarks import Quoted, quoted_stretches
from kg.extract.workspace import ChainDraft, Workspace
from kg.model.schema import Basis, EntityType, RelationType
from kg.model.text import BlockKind, Sentence, Span

OWNERS = frozenset({EntityType.ORGANIZATION, EntityType.PLACE, EntityType.PROJECT})
_LONGEST_NAME = 16  # code points; longer noun runs are tagging accidents
_SLACK = 3  # code points of a modifier before a name: 的新某某项目
_LONGEST_TASK = 32  # what was done in a time (仅用10天便完成拆除工作) may be a clause
_EMPTY_NAMES = frozenset(
    (
        "时间 情况 方面 线上 线下 中央 全国 全省 全市 全区 全县 全镇 全村 全球 部分 程度 左右 以上 地方 时候 人 人员 "
        "阶段 水平 目标 高度 规模 数量 总数 总额 其中"
    ).split()
)
_LINKS = frozenset(
    "达 达到 约 为 是 共 共有 有 现有 仅 近 超 超过 至 到 占 约为 高达 已 累计 总计 共计 合计 仅有".split()
)
_SPANS = ("天数", "日数", "时间", "时长", "工期", "期限")  # nouns of which a length of time is a measure
_DIVISIONS = frozenset("村 镇 乡 县 区 街".split())  # 下辖12个村
_COUNTED = ("户", "民", "生", "工", "口")  # ends of nouns for people that are counted: 在校生, 员工
_TRAILING = ("工作", "任务", "等", "左右")
_WE = ("我们", "我", "咱们", "咱", "本", "该")
_SIZED = frozenset("people household money area share length mass volume power energy".split())
_SOFT = frozenset("d ad TIME p c u f".split())


@dataclass(frozen=True, slots=True)
class _Owner:
    chain: int
    start: int  # where the words that name it stand; -1 when they stand in another sentence
    rule: str
    confidence: float
    basis: Basis = Basis.STATED


def find_measures(bench: Workspace) -> None:
    """Put the article's measures on the bench, each MEASURED of its owner, with a DATE where its sentence gives one."""
    paragraphs = [b.span for b in bench.article.blocks if b.kind is BlockKind.PARAGRAPH]
    quotes = [q for q in quoted_stretches(bench.text, paragraphs) if q.depth == 0]
    finder = _Finder(bench, Discourse(bench), quotes)
    for paragraph in paragraphs:
        finder.paragraph(bench.sentences_in(paragraph))


class _Finder:
    def __init__(self, bench: Workspace, discourse: Discourse, quotes: Sequence[Quoted]) -> None:
        self.bench = bench
        self.text = bench.text
        self.discourse = discourse
        self.quotes = quotes
        self.claimed = _figures_of_projects(bench)
        self.owners = sorted(
            {(s.start, s.end, i) for i, c in enumerate(bench.chains) if c.types & OWNERS for s in c.mentions},
            key=lambda item: (item[0], -item[1], item[2]),
        )

    def paragraph(self, sentences: Sequence[Sentence]) -> None:
        """Read one paragraph: the topic and the date of its sentences carry over to the next that counts something."""
        above: list[Reading[_Owner]] = []
        for sentence in sentences:
            if sentence.block is not BlockKind.PARAGRAPH:
                continue
            reading = Reading(self.discourse, sentence.span, self._subject)
            named: str | None = None
            last_end = -1
            for quantity in find_quantities(sentence.span.of(self.text)):
                span = Span(quantity.span.start + sentence.span.start, quantity.span.end + sentence.span.start)
                if any(span.overlaps(d) for d in reading.dated) or self._is_term(span):
                    continue
                if any(start < span.start < end for start, end, _ in self.owners):
                    continue  # 某江三角|洲, 某镇三里|屯: the number is the name's
                found = self._name(quantity, span, reading.words)
                if not found[0] and named and self.text[last_end : span.start] == "、":
                    found = named, span  # 居民860余户、2700多人
                name, whole = found
                if not name:
                    continue
                named, last_end = name, span.end
                owner = self._owner(span, whole, reading, above)
                if owner is not None and self.claimed.get(span, owner.chain) == owner.chain:
                    day = next((r.day for r in (reading, *reversed(above)) if r.day is not None), None)
                    self._put(quantity, whole, name, owner, day)
            above.append(reading)

    # -- what is counted --------------------------------------------------------------------------------------------

    def _name(self, quantity: Quantity, span: Span, words: Sequence[Word]) -> tuple[str, Span]:
        """The counted noun and the stretch that holds it and the quantity; "" when there is none."""
        before, after = self._noun_before(span, words), self._noun_after(span, words, paid=quantity.kind == "money")
        if quantity.kind == "time":
            if before is not None and before.of(self.text).endswith(_SPANS):
                return before.of(self.text), span.cover(before)  # 优良天数330天, 工期24个月
            if quantity.unit == "年":
                return "", span
            task = self._task(span)
            return (task.of(self.text), span.cover(task)) if task is not None else ("", span)
        first, second = (before, after) if quantity.kind in _SIZED else (after, before)
        if quantity.kind in ("people", "area") and after is not None and not (before and before.end == span.start):
            first, second = after, before
        for noun in (first, second):
            if noun is None or len(noun) > _LONGEST_NAME or (len(noun) < 2 and noun.of(self.text) not in _DIVISIONS):
                continue
            if self._can_be_counted(noun, quantity, words):
                return noun.of(self.text), span.cover(noun)
        return "", span

    def _can_be_counted(self, noun: Span, quantity: Quantity, words: Sequence[Word]) -> bool:
        name = noun.of(self.text)
        if quantity.kind == "people":  # 2700人, 36名 count people, and the noun must be a noun for them
            last = next((w for w in words if w.end >= noun.end), None)
            return last is not None and (is_human(last) or last.text.endswith(_COUNTED))
        return name not in _EMPTY_NAMES

    def _noun_before(self, span: Span, words: Sequence[Word]) -> Span | None:
        run: list[Word] = []
        for word in reversed([w for w in words if w.end <= span.start]):
            if not run and (word.text in _LINKS or word.tag in ("d", "ad", "c")):
                continue
            owned = any(start <= word.start < end for start, end, _ in self.owners)
            if word.tag in ("n", "nz", "vn", "an", "a", "nw") and not owned and word.text not in _LINKS:
                run.append(word)
            elif run or word.tag not in ("v", "p") or word.text not in _LINKS:
                break
        return Span(run[-1].start, run[0].end) if run else None

    def _noun_after(self, span: Span, words: Sequence[Word], *, paid: bool = False) -> Span | None:
        """The nouns behind a quantity; behind money a verb is what it is spent on (5000万元新建车间) and opens no noun."""
        run: list[Word] = []
        following = [w for w in words if w.end > span.end]
        for i, word in enumerate(following):
            if not run and word.text == "的":
                continue
            compound = (
                i + 1 < len(following) and following[i + 1].tag in ("n", "nz") and following[i + 1].start == word.end
            )
            if word.tag not in ("n", "nz", "vn", "an", "nw") and not (
                compound and (word.tag == "a" or (word.tag == "v" and not run and not paid))
            ):
                break
            run.append(word)
        if not run:
            return None
        noun = Span(max(run[0].start, span.end), run[-1].end)
        for tail in _TRAILING:
            if noun.of(self.text).endswith(tail) and len(noun) > len(tail) + 2:
                noun = Span(noun.start, noun.end - len(tail))
        return noun

    def _task(self, span: Span) -> Span | None:
        """What was done in a time: the words behind 便, 就, 内 up to the next comma."""
        end = next((i for i in range(span.end, len(self.text)) if self.text[i] in "，,。；;！？\n”"), len(self.text))
        start = span.end
        for lead in ("时间", "里", "之内", "内", "左右", "便", "就", "即", "才"):
            if self.text.startswith(lead, start):
                start += len(lead)
        led = start > span.end and not self.text[: span.start].endswith(("的", "未来", "今后", "过去", "近"))
        words = self.discourse.words_in(Span(start, end)) if led and start < end else []
        if not words or words[0].tag not in ("v", "ad", "d") or end - start > _LONGEST_TASK:
            return None
        return Span(start, end)

    def _is_term(self, span: Span) -> bool:
        """“三化”, “9+1”: inside short quotation marks a number is part of a name."""
        return any(q.inner.contains(span) and len(q.inner) < 10 for q in self.quotes)

    # -- of what ----------------------------------------------------------------------------------------------------

    def _owner(
        self, span: Span, whole: Span, reading: Reading[_Owner], above: Sequence[Reading[_Owner]]
    ) -> _Owner | None:
        described = self._described(span, whole)
        if described is not None:
            owner = next((o for o in self.owners if described <= o[0] <= described + _SLACK), None)
            return None if owner is None else _Owner(owner[2], owner[0], "measure-before-owner", 0.9)
        adjacent = next((o for o in self.owners if o[1] == whole.start), None)
        if adjacent is not None:
            return _Owner(adjacent[2], adjacent[0], "measure-after-owner", 0.9)
        parts = reading.parts
        here = next((i for i, p in enumerate(parts) if p[0].start <= span.start < p[-1].end), None)
        if here is None:
            return None
        ours = self._ours(span, parts[: here + 1])
        if ours is not None:
            return ours
        rated, subjects = self._is_rated(whole, span, parts[here]), reading.subjects
        for i in range(here, -1, -1):
            subject = subjects[i]
            if rated and subject is None:
                continue  # 居民满意率达100%: a clause about its own noun stands apart from the clauses before it
            if subject is not None:
                return _Owner(subject.chain, subject.start, "measure-of-subject", 0.85 if i == here else 0.75)
            if self._has_other_subject(parts[i], span):
                return None
        later = next((s for s in subjects[here + 1 :] if s is not None), None)
        if later is not None and self.text[: later.start].endswith("由"):
            return None  # 总投资2亿元的项目开工，由甲公司承建: no measure of the company
        if later is not None and here == 0:
            return _Owner(later.chain, later.start, "measure-before-subject", 0.7)
        if later is not None and all(s is None for s in subjects[:here]):
            return _Owner(later.chain, later.start, "measure-before-subject", 0.65)
        topic = next((r.topic for r in reversed(above) if r.topic is not None), None) if rated or here == 0 else None
        if topic is None:
            return None
        return _Owner(topic.chain, -1, "measure-of-topic", 0.6, Basis.CONTEXT)

    def _is_rated(self, whole: Span, span: Span, part: Sequence[Word]) -> bool:
        """True when the counted noun opens its clause and a verb like 达 leads to the quantity."""
        return whole.start <= part[0].start < span.start and self.text[whole.start : span.start].endswith(
            ("达", "达到", "为", "超", "超过", "约", "约为", "是")
        )

    def _described(self, span: Span, whole: Span) -> int | None:
        """总投资约6.6亿元、占地2万平方米的某项目: figures in front of what they measure; where its name begins.

        Whatever stands there owns them: when it is nothing on the bench, the sentence's subject must not get them.
        """
        if whole.start >= span.start:
            return None
        of = self.text.find("的", span.end, span.end + _LONGEST_TASK)
        between = self.discourse.words_in(Span(span.end, of)) if of > span.end else []
        if of < 0 or any(w.tag in ("v", "p") or w.text in "，,。；;" for w in between):
            return None
        return of + 1

    def _ours(self, span: Span, parts: Sequence[Sequence[Word]]) -> _Owner | None:
        """我们小区现有居民…, said by the holder of a post there: their host."""
        quote = next((i for i, q in enumerate(self.quotes) if q.inner.contains(span)), None)
        words = [w for part in parts for w in part if w.start < span.start]
        for pronoun, noun in pairwise(words):
            if (
                pronoun.text in _WE
                and noun.tag in ("n", "LOC", "ORG")
                and pronoun.end == noun.start
                and quote is not None
            ):
                return self._host_of_speaker(self.quotes[quote], noun)
        return None

    def _host_of_speaker(self, quote: Quoted, noun: Word) -> _Owner | None:
        inner = quote.inner
        said = next(
            (
                i
                for i, c in enumerate(self.bench.chains)
                if EntityType.QUOTATION in c.types and inner.contains(c.mentions[0])
            ),
            None,
        )
        speaker = next(
            (r.object for r in self.bench.relations if r.type is RelationType.SPEAKER and r.subject == said), None
        )
        for post in self.bench.relations:
            if post.type is not RelationType.POST or post.subject != speaker or post.object is None:
                continue
            forms = {self.bench.chains[post.object].name, *self.bench.chains[post.object].aliases}
            if any(form.endswith(noun.text) for form in forms):
                return _Owner(post.object, noun.start, "measure-of-our-host", 0.8, Basis.CONTEXT)
        return None

    def _subject(self, part: Sequence[Word]) -> _Owner | None:
        acting = doers(self.discourse, part)
        if acting is None:
            return self._sized(part)
        if len(acting.named) != 1:
            return None
        chain = acting.named[0].chain
        owns = bool(self.bench.chains[chain].types & OWNERS)
        return _Owner(chain, acting.named[0].span.start, "subject", 0.8) if owns else None

    def _sized(self, part: Sequence[Word]) -> _Owner | None:
        """某县总人口约42万人, 某桥全长860米: the owner at the head of a clause that has only a figure for its predicate."""
        head = next((i for i, word in enumerate(part) if word.tag not in _SOFT and word.tag != "w"), len(part))
        owner = next((o for o in self.owners if head < len(part) and o[0] == part[head].start), None)
        if owner is None:
            return None
        rest = [word for word in part[head:] if word.start >= owner[1]]
        figure = next((i for i, word in enumerate(rest) if word.tag == "m"), 0)
        nominal = all(word.tag in NOMINAL or word.tag in ("d", "ad") or word.text in _LINKS for word in rest[:figure])
        return _Owner(owner[2], owner[0], "subject", 0.8) if figure and nominal else None

    def _has_other_subject(self, part: Sequence[Word], span: Span) -> bool:
        """True when a clause is about something unnamed, a person, or several: then no owner is plain from it."""
        if doers(self.discourse, part) is not None:
            return True
        head = next((w for w in part if w.tag not in _SOFT and w.tag != "w"), None)
        if head is None or head.start >= span.start or any(w.tag == "p" for w in part if w.start < head.start):
            return False  # 在一周时间内…: a phrase of time or place, no subject
        run = [head]
        for word in part[part.index(head) + 1 :]:
            if word.tag not in NOMINAL and word.text != "的":
                break
            run.append(word)
        # 居民满意率达100%: the noun itself is what is counted, no other subject
        return (
            head.tag in ("n", "nz", "r", "PER", "ORG", "LOC")
            and run[-1].end < span.start
            and not self._is_counted(run, span)
        )

    def _is_counted(self, run: Sequence[Word], span: Span) -> bool:
        between = self.discourse.words_in(Span(run[-1].end, span.start)) if run[-1].end < span.start else []
        return all(w.text in _LINKS or w.tag in ("d", "ad") for w in between)

    # -- onto the bench ---------------------------------------------------------------------------------------------

    def _bound(self, quantity: Quantity, whole: Span) -> Bound:
        """How exact the figure is; 最多, 至少 may stand before the verb: 最多接待游客5000人次."""
        lead = self.text[max(0, whole.start - 6) : whole.start]
        if quantity.bound is not Bound.EXACT:
            return quantity.bound
        most = re.search("(最多|至多)|至少", re.split("[，,。；;]", lead)[-1])
        return Bound.EXACT if most is None else Bound.UNDER if most[1] else Bound.OVER

    def _put(self, quantity: Quantity, whole: Span, name: str, owner: _Owner, day: DateMention | None) -> None:
        properties = {
            "name": name,
            "value": str(quantity.value),
            "unit": quantity.unit,
            "bound": self._bound(quantity, whole).value,
        }
        # the mention is the quantity; nouns that do not touch it would draw unrelated words into the label
        chain = self.bench.add(ChainDraft({EntityType.MEASURE}, whole.of(self.text), [whole], properties=properties))
        evidence = whole.cover(self._words_at(owner.start)) if owner.start >= 0 else whole
        self.bench.relate(
            RelationType.MEASURED, owner.chain, chain, evidence, owner.rule, owner.confidence, basis=owner.basis
        )
        if day is not None:
            self.bench.relate(
                RelationType.DATE, chain, None, whole, "measure-date", 0.7, value=day.text,
                qualifiers=day.qualifiers,
            )  # fmt: skip

    def _words_at(self, start: int) -> Span:
        """The whole name that begins at an offset, else the word there: 社区 for a community named before."""
        ends = [end for at, end, _ in self.owners if at == start]
        ends += [word.end for word in self.discourse.words_in(Span(start, start + 1)) if word.start == start]
        return Span(start, max(ends, default=start + 1))


def _figures_of_projects(bench: Workspace) -> dict[Span, int]:
    """Where the money and areas stand that are said of a project, and the project, which alone owns them."""
    found = {}
    for relation in bench.relations:
        if relation.type in (RelationType.INVESTMENT, RelationType.AREA):
            text = relation.evidence.of(bench.text)
            for quantity in find_quantities(text):
                if quantity.text.endswith(relation.value):
                    start = relation.evidence.start + quantity.span.start
                    found[Span(start, start + len(quantity.span))] = relation.subject
    return found
