"""Direct quotations, and who speaks them.

A quotation is a clause or more between quotation marks: it ends like a sentence, or a frame of speech (她说:“…”)
introduces or follows it. Terms, titles and slogans between the same marks are none. A speaker stands before the
quotation (X说:“…”), after it (“…”X说), or is the one who spoke last when the quotation goes on.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.clauses.subjects import Discourse, Subject, Unnamed
from kg.extract.coreference.calls import is_nickname
from kg.extract.tagging.tagger import Word
from kg.extract.text.quotemarks import FINAL, Quoted, quoted_stretches
from kg.extract.workspace import ChainDraft, Named, Workspace
from kg.model.schema import EntityType, RelationType
from kg.model.text import BlockKind, Span

NAME_LENGTH = 20  # code points of a quotation that name it
_SHORTEST_SENTENCE = 6  # code points: “好的。” after a frame is speech, elsewhere a short stretch is a term
_SHORTEST_CLAUSE = 7  # without a sentence end of its own
_SURE_SENTENCE = 12  # this long and ending like a sentence, it is speech even right behind a heading that lost its line
_LONGEST_BETWEEN = 24  # code points between the halves of a sentence that its frame parts
_BREAKS = "。！？!?；;…\n"
_LEADS = "，,:："  # a comma or colon before the opening mark hands over to the quotation
_WRITTEN = "这句话 这番话 这样 如此 如是 这么".split()  # 肖某如此形容: points back at the words quoted
_DIRECT = frozenset(  # verbs that take the words themselves; 认为“…”, 主张“…” as often take a slogan
    (
        "说 称 道 问 答 喊 表示 回应 回答 直呼 说出 喊出 喊道 说道 写道 感叹 直言 坦言 笑言 笑道 透露 描述 指出 介绍 "
        "回忆 补充 解释 强调 坦承 声称 因为"
    ).split()
)
_FIRST_PERSON = ("我", "咱")


@dataclass(frozen=True, slots=True)
class _Voice:
    """Who was found to speak, by which rule, and where the words that say so stand."""

    subject: Subject
    rule: str
    confidence: float
    frame: Span


def find_quotations(bench: Workspace) -> None:
    """Put every quotation of an article on the bench, with a SPEAKER relation where a named person speaks it."""
    paragraphs = [b.span for b in bench.article.blocks if b.kind in (BlockKind.PARAGRAPH, BlockKind.CAPTION)]
    candidates = [q for q in quoted_stretches(bench.text, paragraphs) if q.depth == 0]
    plain = Discourse(bench)
    quotes = [q for q in candidates if _is_quotation(plain, q)]
    spoken = plain.hiding([q.outer for q in quotes])
    voices: dict[int, _Voice] = {}
    attribution = _Attribution(spoken, paragraphs, quotes, voices)
    for i, quote in enumerate(quotes):
        inner = _trimmed(bench.text, quote.inner)
        head = Span(inner.start, min(inner.start + NAME_LENGTH, inner.end))
        chain = bench.add(
            ChainDraft(
                {EntityType.QUOTATION}, head.of(bench.text), [head], properties={"text": _joined(inner.of(bench.text))}
            )
        )
        voices[i] = voice = attribution.voice(i)
        if isinstance(voice.subject, Named) and not is_nickname(bench.chains[voice.subject.chain].name):
            bench.relate(RelationType.SPEAKER, chain, voice.subject.chain, voice.frame, voice.rule, voice.confidence)


def _trimmed(text: str, span: Span) -> Span:
    inside = span.of(text)
    start = span.start + len(inside) - len(inside.lstrip())
    return Span(start, start + len(inside.strip()))


def _joined(text: str) -> str:
    """The words of a quotation over several paragraphs, without the marks that reopen it."""
    return "\n".join(part.strip().removeprefix("“") for part in text.split("\n"))


# -- what is a quotation ----------------------------------------------------------------------------------------------


def _is_quotation(discourse: Discourse, quote: Quoted) -> bool:
    text = discourse.text
    inner = quote.inner.of(text).strip()
    before = text[: quote.outer.start].rstrip(" \t　")[-1:]
    after = text[quote.outer.end :].lstrip(" \t　")[:1]
    spaced = text[: quote.outer.start] != text[: quote.outer.start].rstrip(" \t　")
    at_start = spaced or before == "\n" or before in _BREAKS + "”）)】" or _after_credit(discourse, quote.outer.start)
    framed = before in _LEADS or _verb_right_before(discourse, quote.outer.start)
    closed = inner.rstrip("”’」』")  # “他喊：‘跑！’”: the sentence ends inside a quotation of its own
    last = closed[-1] if closed else ""
    if last in FINAL or (last in "，," and (_speaks_soon(discourse, quote.outer.end) or _is_split(text, quote))):
        if before == "是":  # 一是“……。” : a clause of a document
            return False
        if len(inner) >= _SURE_SENTENCE or framed or (len(inner) >= _SHORTEST_SENTENCE and at_start):
            return True
        return at_start and _speaks_soon(discourse, quote.outer.end)
    if len(inner) < _SHORTEST_CLAUSE or not _is_clause(discourse, quote.inner):
        return False
    if after in "，," and at_start and after:  # “……”，马某说，“……”
        return _speaks_soon(discourse, quote.outer.end + 1)
    if after and after not in _BREAKS + "，,":
        return False
    if before in _LEADS and before:
        said = (
            _word_before(discourse, len(text[: quote.outer.start].rstrip(_LEADS + " "))) if quote.outer.start else None
        )
        direct = said is not None and said.text in _DIRECT
        # mid-sentence, only a verb of saying or the speaker's own I tells speech from a phrase that is cited
        sure = after not in "，," or direct or inner.startswith(_FIRST_PERSON)
        return sure and _leads(discourse, quote.outer.start)
    if at_start:
        return bool(after) and after in "。！？!?" and len(inner) >= 2 * _SHORTEST_CLAUSE
    return framed and len(inner) > _SHORTEST_CLAUSE


def _is_split(text: str, quote: Quoted) -> bool:
    """“……，”他摆摆手，“……” : the words between the two halves of a sentence tell of whoever speaks it."""
    limit = quote.outer.end + _LONGEST_BETWEEN
    reopens = text.find("“", quote.outer.end, limit)
    between = text[quote.outer.end : reopens].strip()
    return reopens >= 0 and bool(between) and between[-1] in "，,：:" and not any(c in _BREAKS for c in between)


def _after_credit(discourse: Discourse, offset: int) -> bool:
    """True right behind a dateline or a bracketed credit."""
    blocks = discourse.bench.article.blocks
    return any(b.kind in (BlockKind.BYLINE, BlockKind.DATELINE) and 0 <= offset - b.span.end <= 1 for b in blocks)


def _is_clause(discourse: Discourse, span: Span) -> bool:
    """True when something is said of something: a verb or adjective with words around it, not a bare noun phrase."""
    words = discourse.words_in(span)
    verbs = [w for w in words if w.tag in ("v", "a", "vd", "d", "xc") and w.text != "的"]
    return len(verbs) >= 1 and len(words) >= 4


def _verb_right_before(discourse: Discourse, offset: int) -> bool:
    """称“…”, 直呼“…”, 因为“…” : a word that takes a clause stands right before the mark."""
    word = _word_before(discourse, offset)
    return word is not None and (
        word.text in _DIRECT or (word.tag == "v" and word.text.endswith(("传", "说", "称", "道")))
    )


def _word_before(discourse: Discourse, offset: int) -> Word | None:
    words = discourse.words_in(Span(max(0, offset - 12), offset)) if offset else []
    return words[-1] if words and words[-1].end == offset else None


def _leads(discourse: Discourse, offset: int) -> bool:
    """True when the clause before an opening mark hands over to speech rather than to a title or a document."""
    text = discourse.text
    start = max((text.rfind(mark, 0, offset) for mark in _BREAKS), default=-1) + 1
    if start >= offset:
        return False
    lead = text[start:offset].rstrip(_LEADS)
    title = lead.endswith(("题", "题为", "主题")) and text[offset - 1] in "：:为"
    return not title and "》提到" not in lead


def _speaks_soon(discourse: Discourse, offset: int) -> bool:
    end = min(
        (i for i in (discourse.text.find(m, offset) for m in "。，,\n：“") if i >= 0), default=len(discourse.text)
    )
    return offset < end and bool(discourse.speech_verbs(Span(offset, end)))


# -- who speaks -------------------------------------------------------------------------------------------------------


class _Attribution:
    """Finds the voice of each quotation in turn; ``voices`` holds those of the quotations before."""

    def __init__(
        self, discourse: Discourse, paragraphs: Sequence[Span], quotes: Sequence[Quoted], voices: dict[int, _Voice]
    ) -> None:
        self.discourse = discourse
        self.text = discourse.text
        self.paragraphs = paragraphs
        self.quotes = quotes
        self.voices = voices

    def voice(self, i: int) -> _Voice:
        outer = self.quotes[i].outer
        before, after = self._before(i), self._after(i)
        lead = self.text[: outer.start].rstrip(" \t　")[-1:]
        if before is not None and (lead in _LEADS or _verb_right_before(self.discourse, outer.start)):
            pointed = self._points_back(after) or self._said_after(before, after, lead)
            found = pointed if pointed is not None else self._from_before(i, before)
            if found is not None:
                return found
        goes_on = self._goes_on(i)
        if goes_on is not None and goes_on.rule == "only-voice" and after is not None:
            actor = self._acts_behind(outer, after)
            if actor is not None:
                return actor
        ended = self.text[outer.end : outer.end + 1] == "。"  # “……”。 : what follows is another sentence
        if ended and goes_on is not None:
            return goes_on
        if after is not None:
            verb_subject = self.discourse.speaker_in(after)
            if verb_subject is not None:
                return _Voice(verb_subject, "speaker-after", 0.95, outer_frame(outer, after))
        if goes_on is not None:
            return goes_on
        if after is not None:
            subject = self.discourse.first_subject(after)
            if subject is not None:
                return _Voice(subject, "subject-after", 0.8, outer_frame(outer, after))
            subject = self._possessor(after)
            if subject is not None:
                return _Voice(subject, "subject-after", 0.7, outer_frame(outer, after))
        if after is not None and self.discourse.speech_verbs(after):
            return self._elliptic(outer, after)
        if before is not None:
            found = self._from_before(i, before)
            if found is not None:
                return found
        return self._alone(i)

    # the stretches around a quotation

    def _paragraph(self, i: int) -> Span:
        outer = self.quotes[i].outer
        return next(p for p in self.paragraphs if p.start <= outer.start < p.end)

    def _before(self, i: int) -> Span | None:
        """From the last sentence end, quotation, or credit before the opening mark up to the mark."""
        outer = self.quotes[i].outer
        start = self._paragraph(i).start
        if i:
            start = max(start, self.quotes[i - 1].outer.end)
        blocks = self.discourse.bench.article.blocks
        for block in blocks:
            if block.kind in (BlockKind.BYLINE, BlockKind.DATELINE) and block.span.end <= outer.start:
                start = max(start, block.span.end)
        for at in range(outer.start - 1, start - 1, -1):
            if self.text[at] in _BREAKS:
                start = at + 1
                break
        return Span(start, outer.start) if self.text[start : outer.start].strip(" \t　）)”，,。") else None

    def _after(self, i: int) -> Span | None:
        """From the closing mark to the end of the sentence or the next quotation."""
        outer = self.quotes[i].outer
        limit = max(p.end for p in self.paragraphs if p.start < outer.end)
        if i + 1 < len(self.quotes):
            limit = min(limit, self.quotes[i + 1].outer.start)
        start = outer.end
        while start < limit and self.text[start] in "，,。 \t　；;":
            start += 1
        end = next((at for at in range(start, limit) if self.text[at] in _BREAKS + "：:"), limit)
        if self.text[end : end + 1] in ("：", ":") and end + 1 < limit:
            return None  # “……。”名单如下：… : what a colon opens is another matter
        return Span(start, end) if self.text[start:end].strip("（）()完 ") else None

    # rules

    def _acts_behind(self, outer: Span, after: Span) -> _Voice | None:
        """“……。”何某咧嘴一笑 : a name right behind the mark is nearer than whoever spoke earlier in the paragraph."""
        first = next((p for p in self.discourse.people_in(after) if p.span.start == outer.end), None)
        if first is None or self.discourse.first_subject(after) != first:
            return None
        return _Voice(first, "subject-after", 0.8, outer_frame(outer, after))

    def _points_back(self, after: Span | None) -> _Voice | None:
        """有人劝他等等,“命令不能等!”韩某扔下这句话 : the words after point at the quotation, so they win."""
        if after is None or not any(word in after.of(self.text) for word in _WRITTEN[:2]):
            return None
        subject = self.discourse.speaker_in(after)
        return _Voice(subject, "speaker-after", 0.9, after) if subject is not None else None

    def _said_after(self, before: Span, after: Span | None, lead: str) -> _Voice | None:
        """病人渐渐好转，“……。”何某说 : only a comma before, and nobody speaks there, so that the verb behind decides."""
        if after is None or lead not in "，," or self.discourse.speech_verbs(before):
            return None
        subject = self.discourse.speaker_in(after)
        return _Voice(subject, "speaker-after", 0.9, after) if isinstance(subject, Named) else None

    def _from_before(self, i: int, before: Span) -> _Voice | None:
        outer = self.quotes[i].outer
        frame = before.cover(Span(outer.start, outer.start + 1))
        verbs = self.discourse.speech_verbs(before)
        if verbs:
            near = verbs[-1]
            hands_over = not any(c in _LEADS for c in self.text[near.end : before.end].rstrip(_LEADS + " "))
            subject = self.discourse.subject_of(near, before.start) if hands_over else None
            subject = subject or self.discourse.speaker_in(before)
            if subject is not None:
                return _Voice(subject, "speaker-before", 0.97, frame)
        subject = self._stopped(before) or self.discourse.first_subject(before, last=lead_is_colon(self.text, before))
        if subject is not None:
            return _Voice(subject, "subject-before", 0.85, frame)
        if (
            i
            and self.quotes[i - 1].outer.end >= before.start - 1
            and self.quotes[i - 1].outer.end > self._paragraph(i).start
        ):
            return _Voice(self.voices[i - 1].subject, "same-speaker", 0.85, frame)
        people = [p for p in self.discourse.people_in(before) if self.text[p.span.end : p.span.end + 1] != "的"]
        if len({p.chain for p in people}) == 1:
            return _Voice(people[0], "only-person-before", 0.7, frame)
        return self._elliptic(outer, before) if verbs or self.text[before.end - 1] in _LEADS else None

    def _stopped(self, before: Span) -> Subject:
        """甲想帮他搬家，被乙拦住：“……” : whoever stops somebody says why."""
        words = self.discourse.words_in(before)
        by = next((i for i in range(len(words) - 1, -1, -1) if words[i].text == "被"), None)
        if by is None or len(words) < by + 3 or any(c in _LEADS for c in self.text[words[by].start : words[-1].start]):
            return None
        agent = words[by + 1]
        return next(
            (p for p in self.discourse.people_in(before) if p.span.start == agent.start), Unnamed.SOMEONE
        )  # 被他拦住: not the subject, and no more is known

    def _elliptic(self, outer: Span, frame: Span) -> _Voice:
        """A frame without a subject continues the sentence before it."""
        person = self.discourse.antecedent(frame.start)
        covered = frame.cover(Span(outer.start, outer.start + 1)) if frame.start < outer.start else frame
        return _Voice(person or Unnamed.SOMEONE, "empty-subject", 0.7, covered)

    def _goes_on(self, i: int) -> _Voice | None:
        """Inside a paragraph, a quotation after a sentence of somebody's speech is still theirs."""
        outer, paragraph = self.quotes[i].outer, self._paragraph(i)
        if not self.text[paragraph.start : outer.start].strip():
            return None
        if i and not self.text[self.quotes[i - 1].outer.end : outer.start].strip("。，, "):
            return _Voice(self.voices[i - 1].subject, "same-speaker", 0.85, Span(outer.start, outer.start + 1))
        sentence = self.discourse.sentence_before(outer.start)
        if sentence is None or sentence.start < paragraph.start:
            return None
        subject = self.discourse.speaker_in(sentence)
        if subject is not None:
            return _Voice(subject, "sentence-before", 0.85, sentence)
        if (
            i
            and paragraph.start <= self.quotes[i - 1].outer.start
            and self.quotes[i - 1].outer.end >= sentence.start - 1
        ):
            return _Voice(self.voices[i - 1].subject, "same-speaker", 0.8, sentence)
        return self._only_voice(i, paragraph)

    def _only_voice(self, i: int, paragraph: Span) -> _Voice | None:
        """The one person who speaks in the paragraph so far, when a sentence of narrative has come between."""
        outer = self.quotes[i].outer
        found: list[Subject] = []
        at = outer.start
        while (sentence := self.discourse.sentence_before(at)) is not None and sentence.start >= paragraph.start:
            found.append(self.discourse.speaker_in(sentence))
            at = sentence.start
        found.extend(self.voices[j].subject for j in range(i) if self.quotes[j].outer.start >= paragraph.start)
        speakers = [s for s in found if s is not None]
        named = [s for s in speakers if isinstance(s, Named)]
        if named and len(named) == len(speakers) and len({s.chain for s in named}) == 1:
            return _Voice(named[0], "only-voice", 0.75, Span(outer.start, outer.start + 1))
        return None

    def _possessor(self, after: Span) -> Subject:
        """韩某的日记中,写着这样一句话 : whoever's writing it is."""
        people = self.discourse.people_in(after)
        owner = people[0] if len({p.chain for p in people}) == 1 else None
        return owner if owner is not None and self.text[owner.span.end : owner.span.end + 1] == "的" else None

    def _alone(self, i: int) -> _Voice:
        """A quotation without words of its own around it: the subject before it, else that of the paragraph after."""
        outer, paragraph = self.quotes[i].outer, self._paragraph(i)
        mark = Span(outer.start, outer.start + 1)
        sentence = self.discourse.sentence_before(outer.start)
        at_start = not self.text[paragraph.start : outer.start].strip()
        if sentence is not None:
            subject = self.discourse.speaker_in(sentence) or self.discourse.first_subject(sentence)
            if isinstance(subject, Named):
                return _Voice(subject, "sentence-before", 0.7, mark if at_start else sentence)
        following = next((p for p in self.paragraphs if p.start >= outer.end), None)
        if at_start and following is not None:
            end = next((at for at in range(following.start, following.end) if self.text[at] in _BREAKS), following.end)
            subject = self.discourse.first_subject(Span(following.start, end)) if end > following.start else None
            if isinstance(subject, Named):
                return _Voice(subject, "paragraph-after", 0.7, Span(following.start, end))
        return _Voice(Unnamed.SOMEONE, "unnamed", 0.5, mark)


def lead_is_colon(text: str, before: Span) -> bool:
    """True where a colon hands over to the quotation."""
    return before.of(text).rstrip()[-1:] in ("：", ":")


def outer_frame(outer: Span, after: Span) -> Span:
    """The closing mark and the words after it, as evidence."""
    return Span(outer.end - 1, after.end)
