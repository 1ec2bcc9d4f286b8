"""Articles and what was found in them as bytes, and back: an explicit form that runs nothing when it is read.

An article is JSON. What was found in it is packed JSON without the article itself: the words of mentions are those of
the article's text, so that a ledger keeps no copy of the text. Both are lists whose places have a meaning rather than
objects with names, since most of a big collection would be names.
"""

import json
import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from hashlib import sha256
from sys import intern
from typing import Any

from kg.errors import InternalError
from kg.model.annotation import AnnotatedArticle, Chain, Mention, Relation
from kg.model.schema import Basis, EntityType, Kind, Qualifier, RelationType
from kg.model.text import Article, Block, BlockKind, Sentence, SourceSegment, Span

FORM = 1  # of what is kept; a ledger of another form is begun anew


class CodecError(ValueError):
    """Bytes that are not what they should be: damaged, or another article's."""


def bare(article: Article) -> Article:
    """The article without what does not belong to its words: which file it stood in, where, under what name.

    What extraction is given, so that it cannot depend on the rest, and items alike in their words share one extraction.
    """
    return replace(article, source="", source_sha256="", position=0, segments=())


def content_key(article: Article) -> str:
    """A digest of all that extraction sees of an article: its words, their layout, its day."""
    return sha256(encode_article(bare(article))).hexdigest()


def encode_article(article: Article) -> bytes:
    """An article as one line of ASCII JSON, the same for equal articles."""
    plain = [
        article.source,
        article.source_sha256,
        article.position,
        article.text,
        [[block.kind.value, block.span.start, block.span.end] for block in article.blocks],
        [[segment.start, segment.source, segment.length] for segment in article.segments],
        article.published.isoformat() if article.published else "",
    ]
    return json.dumps(plain, separators=(",", ":")).encode()


def decode_article(data: bytes) -> Article:
    """The article that :func:`encode_article` was given. Raises: CodecError."""
    try:
        source, digest, position, text, blocks, segments, published = json.loads(data)
        return Article(
            source=source,
            source_sha256=digest,
            position=position,
            text=text,
            blocks=tuple(Block(BlockKind(kind), Span(start, end)) for kind, start, end in blocks),
            segments=tuple(SourceSegment(*segment) for segment in segments),
            published=date.fromisoformat(published) if published else None,
        )
    except (ValueError, TypeError, RecursionError) as error:
        raise CodecError(f"not an article: {error}") from error


def encode_found(item: AnnotatedArticle) -> bytes:
    """What was found in an article, packed. Raises: InternalError when a mention is not the words it stands on."""
    text = item.article.text
    for chain in item.chains:
        for mention in chain.mentions:
            if mention.span.of(text) != mention.surface:
                raise InternalError(
                    f"the mention {mention.surface!r} at {mention.span} is not what the text says there"
                )
    plain = [
        [[each.span.start, each.span.end, each.block.value] for each in item.sentences],
        [_chain(chain) for chain in item.chains],
        [_relation(relation) for relation in item.relations],
        None if item.places is None else [[place.start, place.end] for place in item.places],
    ]
    return zlib.compress(json.dumps(plain, ensure_ascii=True, separators=(",", ":")).encode(), level=6)


def _chain(chain: Chain) -> list[object]:
    return [
        sorted(chain.types),
        chain.name,
        [[mention.span.start, mention.span.end] for mention in chain.mentions],
        chain.aliases,
        sorted(chain.kinds),
        chain.properties,
    ]


def _relation(relation: Relation) -> list[object]:
    return [
        relation.type.value,
        relation.subject,
        relation.object,
        [relation.evidence.start, relation.evidence.end],
        relation.rule,
        relation.confidence,
        relation.basis.value,
        relation.value,
        relation.qualifiers,
    ]


def decode_found(data: bytes, article: Article) -> AnnotatedArticle:
    """Put what was found together with its article again. Raises: CodecError. Cost: under a millisecond an item."""
    text = article.text
    shared = _Shared(text)
    try:
        sentences, chains, relations, places = json.loads(zlib.decompress(data))
        made = AnnotatedArticle(
            article=article,
            sentences=tuple(Sentence(shared.span(start, end), _BLOCKS[kind]) for start, end, kind in sentences),
            chains=tuple(_chain_of(chain, shared) for chain in chains),
            relations=tuple(_relation_of(relation, len(chains), shared) for relation in relations),
            places=None if places is None else tuple(shared.span(start, end) for start, end in places),
        )
    except (ValueError, TypeError, KeyError, IndexError, RecursionError, zlib.error) as error:
        raise CodecError(f"not what was found in an article: {error}") from error
    spans = [
        *(each.span for each in made.sentences),
        *(relation.evidence for relation in made.relations),
        *(made.places or ()),
    ]
    if any(span.end > len(text) for span in spans):
        raise CodecError("what was found belongs to a longer article")
    return made


_BLOCKS = {kind.value: kind for kind in BlockKind}
_TYPES = {type_.value: type_ for type_ in EntityType}
_KINDS = {kind.value: kind for kind in Kind}
_RELATIONS = {type_.value: type_ for type_ in RelationType}
_BASES = {basis.value: basis for basis in Basis}
_QUALIFIERS = {name.value: name for name in Qualifier}


class _Shared:
    """Equal parts of an item as one object: a big collection holds millions of items' parts, and most of them repeat."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._spans: dict[tuple[int, int], Span] = {}
        self._words: dict[str, str] = {}

    def span(self, start: int, end: int) -> Span:
        """The span; its numbers are everybody's, as far as texts of usual length go."""
        found = self._spans.get((start, end))
        if found is None:
            made = Span(start, end)  # refuses what is no span before it is looked up
            found = Span(_NUMBERS[start], _NUMBERS[end]) if end < len(_NUMBERS) else made
            self._spans[start, end] = found
        return found

    def word(self, word: str) -> str:
        """The string."""
        return self._words.setdefault(word, word)


_NUMBERS = tuple(range(1 << 13))


@lru_cache(maxsize=1 << 12)
def _types_of(names: tuple[str, ...]) -> frozenset[EntityType]:
    return frozenset(_TYPES[name] for name in names)


@lru_cache(maxsize=1 << 12)
def _kinds_of(names: tuple[str, ...]) -> frozenset[Kind]:
    return frozenset(_KINDS[name] for name in names)


def _chain_of(plain: Sequence[Any], shared: _Shared) -> Chain:
    types, name, mentions, aliases, kinds, properties = plain
    text, word = shared.text, shared.word
    if any(end > len(text) for _, end in mentions):
        raise ValueError("a mention stands outside the text")
    return Chain(
        types=_types_of(tuple(types)),
        name=word(name),
        mentions=tuple(Mention(shared.span(start, end), word(text[start:end])) for start, end in mentions),
        aliases=tuple(map(word, aliases)),
        kinds=_kinds_of(tuple(kinds)),
        properties=tuple((intern(key), word(value)) for key, value in properties),
    )


def _relation_of(plain: Sequence[Any], chains: int, shared: _Shared) -> Relation:
    type_, subject, object_, (start, end), rule, confidence, basis, value, qualifiers = plain
    if not 0 <= subject < chains or (object_ is not None and not 0 <= object_ < chains):
        raise ValueError("a relation speaks of a chain that is not there")
    return Relation(
        type=_RELATIONS[type_],
        subject=subject,
        object=object_,
        evidence=shared.span(start, end),
        rule=intern(rule),
        confidence=_figure(float(confidence)),
        basis=_BASES[basis],
        value=shared.word(value),
        qualifiers=_qualifiers_of(qualifiers, shared) if qualifiers else (),
    )


def _qualifiers_of(plain: Sequence[Any], shared: _Shared) -> tuple[tuple[Qualifier, str], ...]:
    return tuple((_QUALIFIERS[key], shared.word(text)) for key, text in plain)


@lru_cache(maxsize=1 << 12)
def _figure(number: float) -> float:
    """The number itself: rules give a few confidences again and again."""
    return number
