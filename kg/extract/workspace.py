"""The bench on which one article is annotated: steps add chains and relations, later steps read what stands there.

Mutable, private to this room, gone when :meth:`Workspace.finish` has frozen it into an ``AnnotatedArticle``.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from kg.extract.tagging.glued import part_verbs
from kg.extract.tagging.labeller import SentenceScores
from kg.extract.tagging.tagger import TaggedSentence, Word
from kg.lexicon.names import name_score
from kg.lexicon.places import Listed, gazetteer
from kg.lexicon.suffixes import kind_of_body
from kg.lexicon.titles import is_title, title_at_end
from kg.model.annotation import AnnotatedArticle, Chain, Mention, Relation
from kg.model.schema import Basis, EntityType, Kind, Qualifier, RelationType
from kg.model.text import Article, Sentence, Span

NAMED = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.PLACE})


@dataclass(slots=True)
class ChainDraft:
    """A chain that may still grow. ``mentions`` are spans of the article's text, in any order, repeated or not."""

    types: set[EntityType]
    name: str
    mentions: list[Span] = field(default_factory=list)
    aliases: set[str] = field(default_factory=set)
    kinds: set[Kind] = field(default_factory=set)
    properties: dict[str, str] = field(default_factory=dict)


class Named(NamedTuple):
    """One mention of a person, body or place, and the index of its chain."""

    span: Span
    surface: str
    chain: int


# A place and its body of former times in one word: 甲县|前|教育局.
_FORMER_BODY = re.compile(r"([\u4e00-\u9fff]{1,7}[省市区县旗镇乡])([前原])([\u4e00-\u9fff]{2,})")
# A body and what it does in one word: 甲馆|协办; two bodies: 甲局|会同|县公安局; 甲市|地区 before 生产总值 is no name of its own.
_DOING = re.compile(r"([\u4e00-\u9fff]{3,})(主办|承办|协办|联办)")
_ALLIED = re.compile(r"([\u4e00-\u9fff]{3,})(会同|携手)([\u4e00-\u9fff]{3,})")
_REGION = re.compile(r"([\u4e00-\u9fff]{1,7}[省市县区州])(地区)")


def _part_body(word: Word) -> list[tuple[int, int, str, str]]:
    """A body parted from a verb or a second body that the tagger took with it; empty when it did not."""
    allied = _ALLIED.fullmatch(word.text)
    if allied is not None and kind_of_body(allied[1]) is not None and kind_of_body(allied[3]) is not None:
        tags = [word.tag, "v", word.tag]
    elif (allied := _DOING.fullmatch(word.text)) is not None:
        tags = [word.tag, "v"]
    elif (allied := _REGION.fullmatch(word.text)) is not None:
        tags = [word.tag, "n"]
    else:
        return []
    return [(word.start + allied.start(i), word.start + allied.end(i), allied[i], tag) for i, tag in enumerate(tags, 1)]


_PARTED = frozenset({"n", "nz", "ORG", "LOC", "PER", "w"})  # tags of the words that may hold two


def part_title(word: Word) -> list[tuple[int, int, str, str]]:
    """Part a word from what the tagger took with it: 省委书记 is 省委 and 书记, 甲局原 (before 局长) is 甲局 and 原."""
    if len(word.text) < 2:
        return [(word.start, word.end, word.text, word.tag)]
    if word.tag in {"ORG", "LOC"} and (parted := _part_body(word)):
        return parted
    former = _FORMER_BODY.fullmatch(word.text) if word.tag == "ORG" else None
    if former is not None and kind_of_body(former[3]) is not None:
        cut = word.start + former.end(1)
        return [
            (word.start, cut, former[1], "LOC"),
            (cut, cut + 1, former[2], "a"),
            (cut + 1, word.end, former[3], "ORG"),
        ]
    if word.tag == "w" and len(word.text) > 2 and word.text[0] in "（()）" and word.text[1:].isalpha():
        return [(word.start, word.start + 1, word.text[0], "w"), (word.start + 1, word.end, word.text[1:], "n")]
    if word.tag in {"ORG", "LOC"} and word.text[-1] in "原前" and kind_of_body(word.text[:-1]):
        cut = word.end - 1
        return [(word.start, cut, word.text[:-1], word.tag), (cut, word.end, word.text[-1], "a")]
    if word.tag in {"n", "nz"} and 4 <= len(word.text) <= 7:
        for size in (3, 2):
            head, name = word.text[:-size], word.text[-size:]
            if is_title(head) and name_score(name) > 2:  # 省长|王立国, which the tagger took as one noun
                cut = word.end - size
                return [(word.start, cut, head, "n"), (cut, word.end, name, "PER")]
    length = title_at_end(word.text)
    if not 0 < length < len(word.text) or word.tag not in {"n", "nz", "ORG", "LOC", "PER"}:
        return [(word.start, word.end, word.text, word.tag)]
    head = word.text[:-length]
    kind = kind_of_body(head)
    if head == "委":
        kind = Kind.PARTY  # 甲县 | 委书记
    if word.tag == "PER" or (kind is None and word.tag not in {"ORG", "LOC"}):
        return [(word.start, word.end, word.text, word.tag)]
    cut = word.end - length
    return [(word.start, cut, head, word.tag), (cut, word.end, word.text[-length:], "n")]


class Workspace:
    """One article on the bench. Offsets are those of ``article.text``, everywhere."""

    def __init__(
        self,
        article: Article,
        sentences: Sequence[Sentence],
        tagged: Sequence[TaggedSentence],
        scores: Sequence[SentenceScores] = (),
    ) -> None:
        self.article = article
        self.text = article.text
        self.sentences = tuple(sentences)
        self.tagged = tuple(tagged)
        self.scores: tuple[SentenceScores | None, ...] = tuple(scores) or (None,) * len(self.sentences)
        self.chains: list[ChainDraft] = []
        self.relations: list[Relation] = []
        self._starts = [sentence.span.start for sentence in self.sentences]
        self._named: list[Named] | None = None
        self._named_starts: list[int] = []
        self._people: set[int] = set()  # indexes of people's chains, as of the last look at the names
        self._words: dict[int, list[Word]] = {}
        self._glued: dict[int, list[Span]] = {}
        self._listed: list[Listed] | None = None
        self.rows: dict[int, list[Word]] = {}  # what kg.extract.clauses.rows made of sentences, until names change

    def sentence_at(self, offset: int) -> int | None:
        """Index of the sentence that holds an offset, None between sentences. Cost: O(log sentences)."""
        i = bisect_right(self._starts, offset) - 1
        return i if i >= 0 and offset < self.sentences[i].span.end else None

    def sentences_in(self, span: Span) -> list[Sentence]:
        """The sentences inside a span, in order. Cost: O(log sentences + those found)."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return [sentence for sentence in self.sentences[first:last] if sentence.span.end <= span.end]

    def listed(self, span: Span) -> list[Listed]:
        """Names of the gazetteer inside a span, each as start, end and the places it may mean. Cost: one scan an article."""
        if self._listed is None:
            self._listed = list(gazetteer().scan(self.text))
        first = bisect_left(self._listed, span.start, key=itemgetter(0))
        last = bisect_left(self._listed, span.end, key=itemgetter(0))
        return [item for item in self._listed[first:last] if item[1] <= span.end]

    def words(self, index: int) -> list[Word]:
        """The words of a sentence, with offsets moved to the article's text, posts parted from what stands before them."""
        if index in self._words:
            return self._words[index]
        shift = self.sentences[index].span.start
        words = [
            Word(start + shift, end + shift, text, tag)
            for word in self.tagged[index].words
            for start, end, text, tag in (part_title(word) if word.tag in _PARTED else (word,))
        ]
        self._words[index], self._glued[index] = part_verbs(words)
        return self._words[index]

    def glued(self, index: int) -> list[Span]:
        """Stretches of a sentence that the tagger took for names and that end in the first character of a verb."""
        self.words(index)
        return self._glued[index]

    def add(self, draft: ChainDraft) -> int:
        """Put a chain on the bench; returns its index, which relations use."""
        self.chains.append(draft)
        if draft.types & NAMED:
            self._renamed()
        return len(self.chains) - 1

    def mention(self, chain: int, *spans: Span) -> None:
        """Add mentions to a chain."""
        self.chains[chain].mentions.extend(spans)
        if self.chains[chain].types & NAMED:
            self._renamed()

    def _renamed(self) -> None:
        """Forget what was read off the names so far."""
        self._named = None
        self.rows.clear()

    def relate(
        self,
        type: RelationType,
        subject: int,
        object: int | None,
        evidence: Span,
        rule: str,
        confidence: float,
        *,
        basis: Basis = Basis.STATED,
        value: str = "",
        qualifiers: Iterable[tuple[Qualifier, str]] = (),
    ) -> None:
        """Put a relation on the bench; empty qualifiers are dropped."""
        kept = tuple(sorted((name, text) for name, text in qualifiers if text))
        relation = Relation(type, subject, object, evidence, rule, confidence, basis, value, kept)
        if relation not in self.relations:
            self.relations.append(relation)

    def named(self, span: Span | None = None) -> list[Named]:
        """Mentions of people, bodies and places inside a span (default: the whole article), by start, longest first."""
        if self._named is None:
            found = {
                Named(mention, mention.of(self.text), i)
                for i, chain in enumerate(self.chains)
                if chain.types & NAMED
                for mention in chain.mentions
            }
            self._named = sorted(found, key=lambda item: (item.span.start, -item.span.end, item.chain))
            self._named_starts = [item.span.start for item in self._named]
            self._people = {i for i, chain in enumerate(self.chains) if EntityType.PERSON in chain.types}
        if span is None:
            return list(self._named)
        first, last = bisect_left(self._named_starts, span.start), bisect_left(self._named_starts, span.end)
        return [item for item in self._named[first:last] if item.span.end <= span.end]

    def people(self, span: Span | None = None) -> list[Named]:
        """Mentions of people inside a span."""
        found = self.named(span)
        people = self._people
        return [item for item in found if item.chain in people] if found else found

    def bodies(self, span: Span | None = None) -> list[Named]:
        """Mentions of bodies and places inside a span; where one lies inside another only the longer stands."""
        kept: list[Named] = []
        found, people = self.named(span), self._people
        for item in found:
            if item.chain not in people and not (kept and kept[-1].span.contains(item.span)):
                kept.append(item)
        return kept

    def finish(self) -> AnnotatedArticle:
        """Freeze the bench. Chains without a mention are an internal error."""
        chains = []
        for draft in self.chains:
            mentions = sorted({Mention(span, span.of(self.text)) for span in draft.mentions})
            forms = {m.surface for m in mentions} | draft.aliases
            chains.append(
                Chain(
                    frozenset(draft.types),
                    draft.name,
                    tuple(mentions),
                    tuple(sorted(forms - {draft.name})),
                    frozenset(draft.kinds),
                    tuple(sorted(draft.properties.items())),
                )
            )
        places = tuple(Span(start, end) for start, end, _ in self.listed(Span(0, len(self.text))))
        return AnnotatedArticle(self.article, self.sentences, tuple(chains), tuple(self.relations), places)
